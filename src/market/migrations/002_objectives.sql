-- What a company wants to reach in a period, and the shares of it that territories have.

CREATE TABLE objective (
  tenant_id {id} NOT NULL,
  objective_id {id} NOT NULL,
  name {text} NOT NULL,
  first_day {date} NOT NULL,
  last_day {date} NOT NULL,
  metric {text} NOT NULL CHECK (metric IN ('revenue', 'new_business_revenue', 'existing_business_revenue', 'new_accounts')),
  -- Minor units of the currency, or a number of accounts.
  target {int64} NOT NULL CHECK (target > 0),
  -- Of what is money; NULL of a number.
  currency {text},
  -- A condition over accounts; empty: all of them.
  segment {text} NOT NULL,
  created_at {instant} NOT NULL,
  created_by {id},
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, objective_id)
){strict};

CREATE TABLE objective_share (
  tenant_id {id} NOT NULL,
  objective_id {id} NOT NULL,
  territory_id {id} NOT NULL,
  weight {int64} NOT NULL CHECK (weight >= 0),
  -- Shares of an objective add up to its target.
  amount {int64} NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (tenant_id, objective_id, territory_id),
  FOREIGN KEY (tenant_id, objective_id) REFERENCES objective (tenant_id, objective_id),
  FOREIGN KEY (tenant_id, territory_id) REFERENCES territory (tenant_id, territory_id)
){strict};
