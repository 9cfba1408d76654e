-- Offers to choose from; what people propose to do with a plan, how they vote on it, until when challenges are taken, and who looks at it.

-- 1 of an offer that is one of several to choose from.
ALTER TABLE plan_offer ADD COLUMN in_front {int64} NOT NULL DEFAULT 0;

CREATE TABLE plan_proposal (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  proposal_id {id} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
  -- 1 where it was made while a window for challenges was open.
  is_challenge {int64} NOT NULL,
  made_at {instant} NOT NULL,
  made_by {id} NOT NULL,
  reason {text},
  -- JSON: planning/board_bytes.hpp, moves alone.
  patch {text} NOT NULL,
  decided_at {instant},
  decided_by {id},
  decision_reason {text},
  -- The change of the plan that it became; none where nothing was left to do.
  change_number {int64},
  by_rule {int64} NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, plan_id, proposal_id),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, plan_id)
){strict};

CREATE INDEX plan_proposal_by_state ON plan_proposal (tenant_id, state, proposal_id);
CREATE INDEX plan_proposal_by_person ON plan_proposal (tenant_id, made_by, decided_at);

CREATE TABLE plan_vote (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  proposal_id {id} NOT NULL,
  person_id {id} NOT NULL,
  -- 1 for, -1 against.
  vote {int64} NOT NULL CHECK (vote IN (1, -1)),
  PRIMARY KEY (tenant_id, plan_id, proposal_id, person_id),
  FOREIGN KEY (tenant_id, plan_id, proposal_id)
    REFERENCES plan_proposal (tenant_id, plan_id, proposal_id)
){strict};

CREATE TABLE plan_window (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  closes_at {instant} NOT NULL,
  accepts_itself {int64} NOT NULL,
  votes_needed {int64} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, plan_id)
){strict};

-- Gone a minute after a page was last heard of.
CREATE TABLE plan_presence (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  person_id {id} NOT NULL,
  seen_at {instant} NOT NULL,
  about {text} NOT NULL,
  about_id {text} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id, person_id)
){strict};
