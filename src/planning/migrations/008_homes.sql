-- Where people begin their working day. Personal: gone with an erasure.
CREATE TABLE person_home (
  tenant_id {id} NOT NULL,
  person_id {id} NOT NULL,
  lon {real} NOT NULL,
  lat {real} NOT NULL,
  set_at {instant} NOT NULL,
  PRIMARY KEY (tenant_id, person_id)
){strict};
