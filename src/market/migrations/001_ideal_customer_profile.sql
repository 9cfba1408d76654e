-- Ideal customer profiles: one active at a time, one draft at a time, and those that were active before.

CREATE TABLE icp_profile (
  tenant_id {id} NOT NULL,
  icp_profile_id {id} NOT NULL,
  name {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('draft', 'active', 'archived')),
  -- A JSON list of {name, formula, weight}: always read and written whole.
  criteria {text} NOT NULL,
  created_at {instant} NOT NULL,
  created_by {id},
  activated_at {instant},
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, icp_profile_id)
){strict};

CREATE UNIQUE INDEX icp_profile_active ON icp_profile (tenant_id) WHERE state = 'active';
CREATE UNIQUE INDEX icp_profile_draft ON icp_profile (tenant_id) WHERE state = 'draft';
