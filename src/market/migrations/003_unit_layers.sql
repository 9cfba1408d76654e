-- Unit layers: the geography that a company works with. A layer is made by a job from a file and does not change afterwards, but for
-- its name and its rule of matching. Files stand in the database, so that a backup has all, and a worker on another machine finds them.

CREATE TABLE unit_layer (
  tenant_id {id} NOT NULL,
  unit_layer_id {id} NOT NULL,
  name {text} NOT NULL,
  -- ISO 3166, two letters; NULL where it spans several.
  country {text},
  shape {text} NOT NULL CHECK (shape IN ('areas', 'cells', 'points')),
  match_by {text} NOT NULL CHECK (match_by IN ('postal_code', 'place')),
  -- Of postal_code: how many characters of it are the code of a unit.
  match_characters {int64},
  built_in {text},
  source {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('loading', 'ready', 'failed')),
  -- JSON: how the file is to be read (layer_request.hpp).
  request {text} NOT NULL,
  unit_count {int64} NOT NULL,
  -- Degrees; NULL until it is ready.
  west {real},
  south {real},
  east {real},
  north {real},
  -- JSON lists, always read and written whole: what is odd but kept, and why it could not be loaded.
  findings {text} NOT NULL,
  problems {text} NOT NULL,
  job_id {id},
  created_at {instant} NOT NULL,
  created_by {id},
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, unit_layer_id)
){strict};

CREATE UNIQUE INDEX unit_layer_name ON unit_layer (tenant_id, name);

-- place: the number of a unit in the order of codes, from 0.
CREATE TABLE unit_layer_unit (
  tenant_id {id} NOT NULL,
  unit_layer_id {id} NOT NULL,
  place {int64} NOT NULL CHECK (place >= 0),
  code {text} NOT NULL,
  name {text} NOT NULL,
  part_of {text},
  lon {real} NOT NULL,
  lat {real} NOT NULL,
  -- NULL of points.
  area_km2 {real},
  PRIMARY KEY (tenant_id, unit_layer_id, place),
  FOREIGN KEY (tenant_id, unit_layer_id) REFERENCES unit_layer (tenant_id, unit_layer_id)
){clustered};

CREATE UNIQUE INDEX unit_layer_unit_code ON unit_layer_unit (tenant_id, unit_layer_id, code);

-- Files of a layer, 1 MiB a row: 'source' as it was uploaded (until it is loaded), 'shapes' and 'neighbours' (layer_blob.hpp), 'map' as
-- TopoJSON.
CREATE TABLE unit_layer_file (
  tenant_id {id} NOT NULL,
  unit_layer_id {id} NOT NULL,
  part {text} NOT NULL CHECK (part IN ('source', 'shapes', 'neighbours', 'map')),
  chunk_index {int64} NOT NULL,
  content {bytes} NOT NULL,
  PRIMARY KEY (tenant_id, unit_layer_id, part, chunk_index),
  FOREIGN KEY (tenant_id, unit_layer_id) REFERENCES unit_layer (tenant_id, unit_layer_id)
){strict};
