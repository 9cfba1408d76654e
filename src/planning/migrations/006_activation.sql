-- What became of the alignment when a plan became active: enough to take it back.

CREATE TABLE plan_activation (
  tenant_id {id} NOT NULL,
  activation_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  job_id {id} NOT NULL,
  valid_from {date} NOT NULL,
  country {text} NOT NULL,
  activated_at {instant} NOT NULL,
  activated_by {id} NOT NULL,
  -- The set of rules that it made active, and what was active before.
  set_id {id} NOT NULL,
  set_before {id},
  plan_before {id},
  -- Of the alignment, and how many accounts are in another territory by it.
  revision {int64} NOT NULL,
  accounts {int64} NOT NULL,
  -- JSON: [{id, name, name_before?}] of territories that it added to the tree or gave another name.
  territories {text} NOT NULL,
  -- JSON: [id] of the tasks of handing over.
  tasks {text} NOT NULL,
  rolled_back_at {instant},
  rolled_back_by {id},
  -- JSON: {accounts, moved_since, closed, kept}.
  rolled_back {text},
  PRIMARY KEY (tenant_id, activation_id),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, plan_id)
){strict};
