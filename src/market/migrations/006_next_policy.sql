-- How a company weighs what makes an account next. A company without a row has the first weights.
CREATE TABLE next_policy (
  tenant_id {id} NOT NULL PRIMARY KEY,
  value_weight {int64} NOT NULL,
  fit_weight {int64} NOT NULL,
  cadence_weight {int64} NOT NULL,
  recency_weight {int64} NOT NULL,
  -- Of 10,000 places.
  new_share {int64} NOT NULL,
  changed_at {instant} NOT NULL,
  changed_by {id} NOT NULL,
  version {int64} NOT NULL
){strict};
