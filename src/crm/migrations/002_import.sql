-- Files that are imported, and what came of them. Files stand in the database, so that a backup has all, and a worker on another
-- machine finds them; they are removed after some weeks (ImportService::prune).

CREATE TABLE crm_import (
  tenant_id {id} NOT NULL,
  import_id {id} NOT NULL,
  object {text} NOT NULL,
  name {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('uploaded', 'checking', 'checked', 'running', 'done', 'cancelled', 'failed')),
  -- JSON as in import_json.hpp: what was found in the file, what people decided, what came of it.
  facts {text} NOT NULL,
  mapping {text},
  outcome {text},
  job_id {id},
  -- Of the run: how many rows are dealt with, in the order that import_file_rows.hpp says.
  rows_done {int64} NOT NULL,
  created_at {instant} NOT NULL,
  created_by {id} NOT NULL,
  PRIMARY KEY (tenant_id, import_id)
){strict};
CREATE INDEX crm_import_created ON crm_import (created_at);

-- part 0: the file as it was uploaded, 1 MiB a row; part 1: the rejected rows as CSV, without a header.
CREATE TABLE crm_import_chunk (
  tenant_id {id} NOT NULL,
  import_id {id} NOT NULL,
  part {int64} NOT NULL,
  chunk_index {int64} NOT NULL,
  content {bytes} NOT NULL,
  PRIMARY KEY (tenant_id, import_id, part, chunk_index),
  FOREIGN KEY (tenant_id, import_id) REFERENCES crm_import (tenant_id, import_id)
){strict};
