-- How a company routes its leads, where each was sent and why, and whose turn it was. Leads are ids here: their table is the CRM's.

CREATE TABLE lead_policy (
  tenant_id {id} NOT NULL PRIMARY KEY,
  is_on {int64} NOT NULL,
  -- JSON, as the API has it.
  policy {text} NOT NULL,
  -- Counts the leads that were routed. Its row is locked by each of them, so that turns are taken and capacities filled one after the other.
  turn {int64} NOT NULL,
  changed_at {instant} NOT NULL,
  changed_by {id},
  version {int64} NOT NULL
){strict};

CREATE TABLE lead_routing (
  tenant_id {id} NOT NULL,
  lead_id {id} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('waiting', 'running', 'answered', 'closed')),
  territory_id {id},
  owner_id {id},
  arrived_at {instant} NOT NULL,
  assigned_at {instant},
  due_at {instant},
  answered_at {instant},
  late_at {instant},
  moves {int64} NOT NULL,
  -- JSON: which account, territory and owner, and why.
  why {text} NOT NULL,
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, lead_id)
){strict};

-- The queue, and the leads whose time to respond runs, in the order in which they are due.
CREATE INDEX lead_routing_state ON lead_routing (tenant_id, state, due_at, lead_id);

-- When it was somebody's turn in a territory: the number of that lead.
CREATE TABLE lead_turn (
  tenant_id {id} NOT NULL,
  territory_id {id} NOT NULL,
  person_id {id} NOT NULL,
  turn {int64} NOT NULL,
  PRIMARY KEY (tenant_id, territory_id, person_id)
){strict};
