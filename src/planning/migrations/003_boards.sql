-- What plans say now, how they came to say it, and what they began with.

-- A scenario was branched from another plan; an active plan holds from a day on.
ALTER TABLE plan ADD COLUMN parent_id {id};
ALTER TABLE plan ADD COLUMN valid_from {date};

CREATE TABLE plan_board (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  -- The number of its last change; 0 as it was designed.
  revision {int64} NOT NULL,
  -- JSON: [{id, name}].
  territories {text} NOT NULL,
  -- For each unit of the data set its territory and whether it is locked: planning/board_bytes.hpp.
  units {bytes} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, plan_id)
){strict};

-- The board a scenario began with, or had when it was last merged.
CREATE TABLE plan_base (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  territories {text} NOT NULL,
  units {bytes} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, plan_id)
){strict};

CREATE TABLE plan_change (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  number {int64} NOT NULL,
  kind {text} NOT NULL,
  made_at {instant} NOT NULL,
  made_by {id},
  reason {text},
  takes_back {int64},
  state {text},
  unit_count {int64} NOT NULL,
  -- JSON: [index].
  territories {text} NOT NULL,
  -- JSON: planning/board_bytes.hpp.
  patch {text} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id, number),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, plan_id)
){strict};

-- The map of a data set's units, made once.
CREATE TABLE dataset_map (
  tenant_id {id} NOT NULL,
  dataset_id {id} NOT NULL,
  content {bytes} NOT NULL,
  PRIMARY KEY (tenant_id, dataset_id),
  FOREIGN KEY (tenant_id, dataset_id) REFERENCES dataset (tenant_id, dataset_id)
){strict};

-- What the optimiser found for a plan, and what became of it.
CREATE TABLE plan_offer (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  offer_id {id} NOT NULL,
  job_id {id} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('running', 'open', 'accepted', 'dismissed')),
  -- Of the board it began with.
  revision {int64} NOT NULL,
  request {text} NOT NULL,
  made_at {instant} NOT NULL,
  made_by {id},
  figures {text} NOT NULL,
  units_moved {int64} NOT NULL,
  patch {text},
  PRIMARY KEY (tenant_id, plan_id, offer_id),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, plan_id)
){strict};
