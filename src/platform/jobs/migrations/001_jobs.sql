-- One row a job, from the request to the result. docs/spec/jobs.md has the states and who changes what.
CREATE TABLE job (
  tenant_id {id} NOT NULL,
  job_id {id} NOT NULL,
  kind {text} NOT NULL,
  title {text} NOT NULL,
  lane {text} NOT NULL,
  is_internal {int64} NOT NULL,
  payload {text} NOT NULL,
  created_by {id},
  created_at {instant} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  run_at {instant} NOT NULL,
  started_at {instant},
  finished_at {instant},
  attempts {int64} NOT NULL,
  failures {int64} NOT NULL,
  lease_until {instant},
  is_cancel_requested {int64} NOT NULL,
  progress {real} NOT NULL,
  message {text} NOT NULL,
  result {text},
  problem_code {text},
  problem_rule {text},
  problem_message {text},
  PRIMARY KEY (tenant_id, job_id)
){strict};

CREATE INDEX job_waiting ON job (tenant_id, run_at, job_id) WHERE state = 'queued';

CREATE INDEX job_running ON job (tenant_id, lease_until) WHERE state = 'running';

-- Jobs of one lane never run at the same time: the database itself sees to it.
CREATE UNIQUE INDEX job_lane_running ON job (tenant_id, lane) WHERE state = 'running' AND lane <> '';

CREATE INDEX job_lane_waiting ON job (tenant_id, lane) WHERE state = 'queued' AND lane <> '';

CREATE INDEX job_listed ON job (tenant_id, job_id) WHERE is_internal = 0;

CREATE INDEX job_of_person ON job (tenant_id, created_by, job_id) WHERE is_internal = 0;

CREATE INDEX job_finished ON job (tenant_id, finished_at) WHERE finished_at IS NOT NULL;
