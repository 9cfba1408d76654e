-- Which jobs looked for several plans to choose from; which proposal a change accepted.

-- A front without points is one, too.
CREATE TABLE plan_front (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  job_id {id} NOT NULL,
  asked_at {instant} NOT NULL,
  asked_by {id},
  PRIMARY KEY (tenant_id, plan_id, job_id),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, plan_id)
){strict};

-- Of fronts before this table their points tell.
INSERT INTO plan_front (tenant_id, plan_id, job_id, asked_at, asked_by)
SELECT tenant_id, plan_id, job_id, min(made_at), made_by FROM plan_offer WHERE in_front = 1
GROUP BY tenant_id, plan_id, job_id, made_by;

CREATE INDEX plan_proposal_by_change ON plan_proposal (tenant_id, plan_id, change_number);
