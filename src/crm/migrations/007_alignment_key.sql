-- What other systems call territories, positions and the rows of their history, so that a file that is imported again is recognised. The alignment
-- itself stands below and knows ids alone.
CREATE TABLE crm_alignment_key (
  tenant_id {id} NOT NULL,
  object {text} NOT NULL CHECK (object IN ('territory', 'position')),
  external_id {text} NOT NULL,
  subject_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, object, external_id)
){strict};

-- A row of a file of assignments as it was read the last time; valid_to exclusive, NULL: without end.
CREATE TABLE crm_assignment_key (
  tenant_id {id} NOT NULL,
  external_id {text} NOT NULL,
  territory_id {id} NOT NULL,
  position_id {id} NOT NULL,
  person_id {id},
  -- What the file asked for, and what it came to.
  role {text} NOT NULL CHECK (role IN ('owner', 'overlay', 'owner_or_overlay')),
  part {text} NOT NULL CHECK (part IN ('owner', 'overlay')),
  valid_from {date} NOT NULL,
  valid_to {date},
  PRIMARY KEY (tenant_id, external_id)
){strict};
