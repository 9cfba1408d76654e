-- Rules that say which account belongs to which territory, in sets: one active at a time, drafts, and archived ones. A rule keeps its
-- id in the sets that are made from its own.

CREATE TABLE rule_set (
  tenant_id {id} NOT NULL,
  rule_set_id {id} NOT NULL,
  name {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('draft', 'active', 'archived')),
  parent_id {id},
  valid_from {date},
  job_id {id},
  created_at {instant} NOT NULL,
  created_by {id},
  activated_at {instant},
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, rule_set_id),
  FOREIGN KEY (tenant_id, parent_id) REFERENCES rule_set (tenant_id, rule_set_id)
){strict};

CREATE UNIQUE INDEX rule_set_active ON rule_set (tenant_id) WHERE state = 'active';
CREATE UNIQUE INDEX rule_set_draft ON rule_set (tenant_id) WHERE state = 'draft';

CREATE TABLE assignment_rule (
  tenant_id {id} NOT NULL,
  rule_set_id {id} NOT NULL,
  rule_id {id} NOT NULL,
  territory_id {id} NOT NULL,
  name {text} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('formula', 'named', 'units')),
  -- JSON: {formula}, {accounts} or {country, units}.
  condition {text} NOT NULL,
  priority {int64} NOT NULL,
  is_overlay {int64} NOT NULL,
  is_open {int64} NOT NULL,
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, rule_set_id, rule_id),
  FOREIGN KEY (tenant_id, rule_set_id) REFERENCES rule_set (tenant_id, rule_set_id),
  FOREIGN KEY (tenant_id, territory_id) REFERENCES territory (tenant_id, territory_id)
){strict};
