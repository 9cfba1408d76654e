-- What is known of the units of a layer. Values are lines of decimal numbers in the order of places, empty where a unit has none: always read
-- and written whole. Derived measures have no values: they are reckoned when they are read.

CREATE TABLE unit_measure (
  tenant_id {id} NOT NULL,
  unit_layer_id {id} NOT NULL,
  measure_key {text} NOT NULL,
  name {text} NOT NULL,
  unit {text} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('joined', 'derived')),
  adds {text} NOT NULL CHECK (adds IN ('sum', 'mean')),
  weighed_by {text},
  -- Of a derived one.
  formula {text},
  source {text} NOT NULL,
  as_of {date},
  -- Of a joined one.
  value_lines {text},
  version {int64} NOT NULL,
  CHECK ((kind = 'derived') = (formula IS NOT NULL)),
  CHECK ((kind = 'joined') = (value_lines IS NOT NULL)),
  PRIMARY KEY (tenant_id, unit_layer_id, measure_key),
  FOREIGN KEY (tenant_id, unit_layer_id) REFERENCES unit_layer (tenant_id, unit_layer_id) ON DELETE CASCADE
){strict};

-- Live measures as the last count of the whole company left them.
CREATE TABLE unit_measure_live (
  tenant_id {id} NOT NULL,
  unit_layer_id {id} NOT NULL,
  measure_key {text} NOT NULL,
  value_lines {text} NOT NULL,
  counted_at {instant} NOT NULL,
  PRIMARY KEY (tenant_id, unit_layer_id, measure_key),
  FOREIGN KEY (tenant_id, unit_layer_id) REFERENCES unit_layer (tenant_id, unit_layer_id) ON DELETE CASCADE
){strict};
