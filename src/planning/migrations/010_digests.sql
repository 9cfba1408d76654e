-- Who wants to be told by mail of what waits for them. Personal: gone with an erasure.
CREATE TABLE person_digest (
  tenant_id {id} NOT NULL,
  person_id {id} NOT NULL,
  rhythm {text} NOT NULL CHECK (rhythm IN ('daily', 'weekly')),
  next_at {instant} NOT NULL,
  sent_at {instant},
  PRIMARY KEY (tenant_id, person_id)
){strict};

CREATE INDEX person_digest_by_next ON person_digest (next_at);
