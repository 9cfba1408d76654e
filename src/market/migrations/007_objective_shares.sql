-- How an objective was divided, and below which other share a share stands: lowest shares add up to the target, and every other one is the sum of those below it.
ALTER TABLE objective ADD COLUMN shared_by {text} NOT NULL DEFAULT 'weights';
ALTER TABLE objective_share ADD COLUMN within_id {id};
