-- What happened, once for all readers. docs/spec/events.md says in which order they see it.
CREATE TABLE event (
  tenant_id {id} NOT NULL,
  event_id {id} NOT NULL,
  -- 1, 2, 3, ... of each company; NULL on PostgreSQL until the sequencer has seen the commit.
  position {int64},
  -- Orders what has no position yet: the transaction's number on PostgreSQL, 0 on SQLite.
  written_in {int64} NOT NULL,
  name {text} NOT NULL,
  audience_permission {text},
  audience_person {id},
  data {text} NOT NULL,
  at {instant} NOT NULL,
  PRIMARY KEY (tenant_id, event_id)
){strict};

CREATE UNIQUE INDEX event_position ON event (tenant_id, position) WHERE position IS NOT NULL;

CREATE INDEX event_without_position ON event (tenant_id, written_in, event_id) WHERE position IS NULL;

CREATE TABLE event_counter (
  tenant_id {id} NOT NULL,
  last_position {int64} NOT NULL,
  PRIMARY KEY (tenant_id)
){strict};

CREATE TABLE webhook (
  tenant_id {id} NOT NULL,
  webhook_id {id} NOT NULL,
  url {text} NOT NULL,
  -- Names of events, separated by blanks: "plan.updated job.*".
  events {text} NOT NULL,
  sealed_secret {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('active', 'paused', 'disabled')),
  created_by {id},
  created_at {instant} NOT NULL,
  version {int64} NOT NULL,
  -- Every event up to this one is delivered, given up or not subscribed to.
  position {int64} NOT NULL,
  -- Tries of the event after it that failed, and since when none has succeeded.
  failures {int64} NOT NULL,
  failing_since {instant},
  next_try_at {instant},
  PRIMARY KEY (tenant_id, webhook_id)
){strict};

CREATE TABLE webhook_delivery (
  tenant_id {id} NOT NULL,
  webhook_id {id} NOT NULL,
  delivery_id {id} NOT NULL,
  event_id {id} NOT NULL,
  event_name {text} NOT NULL,
  attempt {int64} NOT NULL,
  at {instant} NOT NULL,
  outcome {text} NOT NULL CHECK (outcome IN ('delivered', 'failed', 'given_up')),
  status {int64},
  problem_rule {text},
  problem_message {text},
  duration_ms {int64} NOT NULL,
  PRIMARY KEY (tenant_id, webhook_id, delivery_id)
){strict};
