-- Writes that were sent under an Idempotency-Key, and what they were answered; status NULL: still running.
CREATE TABLE idempotency_key (
  tenant_id {id} NOT NULL,
  person_id {id} NOT NULL,
  key_hash {bytes} NOT NULL,
  fingerprint {text} NOT NULL,
  begun_at {instant} NOT NULL,
  status {int64},
  headers {text},
  body {text},
  PRIMARY KEY (tenant_id, person_id, key_hash)
){strict};
