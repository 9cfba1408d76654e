-- What a plan must keep to (JSON: planning/board_bytes.hpp), and who has approved one that is in review.

ALTER TABLE plan_board ADD COLUMN demands {text} NOT NULL DEFAULT '[]';
ALTER TABLE plan_base ADD COLUMN demands {text} NOT NULL DEFAULT '[]';

ALTER TABLE plan_change ADD COLUMN demand_count {int64} NOT NULL DEFAULT 0;
ALTER TABLE plan_change ADD COLUMN release_count {int64} NOT NULL DEFAULT 0;

CREATE TABLE plan_approval (
  tenant_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  -- Of the tree: whose owner approved, or somebody in their place.
  territory_id {id} NOT NULL,
  approved_at {instant} NOT NULL,
  approved_by {id} NOT NULL,
  reason {text},
  PRIMARY KEY (tenant_id, plan_id, territory_id),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, plan_id)
){strict};
