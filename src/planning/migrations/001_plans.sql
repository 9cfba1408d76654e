-- Data sets that plans divide, and plans with what came of their design. Files stand in the database, so that a backup has all,
-- and a worker on another machine finds them.

CREATE TABLE dataset (
  tenant_id {id} NOT NULL,
  dataset_id {id} NOT NULL,
  name {text} NOT NULL,
  unit_count {int64} NOT NULL CHECK (unit_count > 0),
  -- A JSON list of the names of its measures.
  measures {text} NOT NULL,
  -- The units file, as it was uploaded.
  units_csv {bytes} NOT NULL,
  created_at {instant} NOT NULL,
  created_by {id},
  PRIMARY KEY (tenant_id, dataset_id)
){strict};

CREATE TABLE plan (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  name {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('draft', 'in_review', 'approved', 'active', 'archived')),
  dataset_id {id} NOT NULL,
  -- What was asked: JSON as in POST /plans.
  request {text} NOT NULL,
  unit_count {int64} NOT NULL,
  territory_count {int64} NOT NULL,
  job_id {id},
  -- What was found and proven: JSON; NULL until a design is done.
  summary {text},
  created_at {instant} NOT NULL,
  created_by {id},
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id),
  FOREIGN KEY (tenant_id, dataset_id) REFERENCES dataset (tenant_id, dataset_id)
){strict};

CREATE TABLE plan_territory (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  territory_index {int64} NOT NULL,
  name {text} NOT NULL,
  unit_count {int64} NOT NULL,
  -- JSON objects by measure.
  amounts {text} NOT NULL,
  deviations {text} NOT NULL,
  rms_km {real} NOT NULL,
  centre_lon {real} NOT NULL,
  centre_lat {real} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id, territory_index),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, plan_id)
){strict};

-- units.csv (unit,territory) and map.geojson, made once.
CREATE TABLE plan_file (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  name {text} NOT NULL,
  content {bytes} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id, name),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, plan_id)
){strict};
