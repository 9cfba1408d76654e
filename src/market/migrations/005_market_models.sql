-- How a company reckons workload and potential, and what the last count of its whole market found.

-- A JSON object, always read and written whole. A company without a row has the first model.
CREATE TABLE market_model (
  tenant_id {id} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('workload', 'potential')),
  content {text} NOT NULL,
  changed_at {instant} NOT NULL,
  changed_by {id},
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, kind)
){strict};

-- The last count of the company; how many accounts each unit of the workload model's layer has to be visited, as lines in the order of places.
CREATE TABLE market_count (
  tenant_id {id} NOT NULL PRIMARY KEY,
  counted_at {instant} NOT NULL,
  unit_layer_id {id},
  visited_lines {text} NOT NULL
){strict};

-- Sums of accounts: of all, and by territory, industry and country. group_key: a territory's id or the word; empty: of accounts that have none, and of
-- 'all'. content: JSON.
CREATE TABLE market_sum (
  tenant_id {id} NOT NULL,
  grouped_by {text} NOT NULL CHECK (grouped_by IN ('all', 'territory', 'industry', 'country')),
  group_key {text} NOT NULL,
  content {text} NOT NULL,
  PRIMARY KEY (tenant_id, grouped_by, group_key)
){strict};

-- The accounts of the most white space in the company, the most first.
CREATE TABLE market_white_space (
  tenant_id {id} NOT NULL,
  place {int64} NOT NULL,
  account_id {id} NOT NULL,
  -- Decimal numbers in the reporting currency.
  potential {text} NOT NULL,
  revenue {text} NOT NULL,
  white_space {text} NOT NULL,
  PRIMARY KEY (tenant_id, place)
){strict};
