-- How many open leads somebody has, without a walk over those that are done.
CREATE INDEX lead_open ON lead (tenant_id, owner) WHERE is_deleted = 0 AND COALESCE(status, 'new') IN ('new', 'working');
