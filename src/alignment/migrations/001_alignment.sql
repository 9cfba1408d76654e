-- Positions, the territory tree, and who has what from when to when. Effective-dated rows are only ever added: for a key and a date the row
-- of the highest revision among those that cover the date holds; valid_to is exclusive, NULL: without end.
-- docs/spec/alignment.md tells how they are read.

-- Counts the changes of a company's alignment; its row is locked by each of them, so that they come one after the other.
CREATE TABLE alignment_revision (
  tenant_id {id} NOT NULL PRIMARY KEY,
  revision {int64} NOT NULL
){strict};

CREATE TABLE position (
  tenant_id {id} NOT NULL,
  position_id {id} NOT NULL,
  title {text} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('rep', 'manager', 'overlay')),
  created_at {instant} NOT NULL,
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, position_id)
){strict};

CREATE TABLE territory (
  tenant_id {id} NOT NULL,
  territory_id {id} NOT NULL,
  name {text} NOT NULL,
  created_at {instant} NOT NULL,
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, territory_id)
){strict};

-- Where a territory stands in the tree; parent NULL: at the top; is_open 0: not in the tree.
CREATE TABLE territory_placement (
  tenant_id {id} NOT NULL,
  territory_id {id} NOT NULL,
  revision {int64} NOT NULL,
  valid_from {date} NOT NULL,
  valid_to {date},
  parent_id {id},
  is_open {int64} NOT NULL,
  recorded_at {instant} NOT NULL,
  recorded_by {id},
  PRIMARY KEY (tenant_id, territory_id, revision),
  FOREIGN KEY (tenant_id, territory_id) REFERENCES territory (tenant_id, territory_id),
  FOREIGN KEY (tenant_id, parent_id) REFERENCES territory (tenant_id, territory_id)
){strict};

-- Who sits on a position; person NULL: nobody.
CREATE TABLE position_holding (
  tenant_id {id} NOT NULL,
  position_id {id} NOT NULL,
  revision {int64} NOT NULL,
  valid_from {date} NOT NULL,
  valid_to {date},
  person_id {id},
  recorded_at {instant} NOT NULL,
  recorded_by {id},
  PRIMARY KEY (tenant_id, position_id, revision),
  FOREIGN KEY (tenant_id, position_id) REFERENCES position (tenant_id, position_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, person_id)
){strict};

CREATE INDEX position_holding_person ON position_holding (tenant_id, person_id);

-- Which positions serve a territory: its owner, overlays beside them, or (again) no part.
CREATE TABLE territory_assignment (
  tenant_id {id} NOT NULL,
  territory_id {id} NOT NULL,
  position_id {id} NOT NULL,
  revision {int64} NOT NULL,
  valid_from {date} NOT NULL,
  valid_to {date},
  part {text} NOT NULL CHECK (part IN ('owner', 'overlay', 'none')),
  recorded_at {instant} NOT NULL,
  recorded_by {id},
  PRIMARY KEY (tenant_id, territory_id, position_id, revision),
  FOREIGN KEY (tenant_id, territory_id) REFERENCES territory (tenant_id, territory_id),
  FOREIGN KEY (tenant_id, position_id) REFERENCES position (tenant_id, position_id)
){strict};

CREATE INDEX territory_assignment_position ON territory_assignment (tenant_id, position_id);

-- {sqlite}
CREATE TRIGGER territory_placement_no_update BEFORE UPDATE ON territory_placement BEGIN SELECT RAISE(ABORT, 'alignment history is append-only'); END;
CREATE TRIGGER territory_placement_no_delete BEFORE DELETE ON territory_placement BEGIN SELECT RAISE(ABORT, 'alignment history is append-only'); END;
CREATE TRIGGER position_holding_no_update BEFORE UPDATE ON position_holding BEGIN SELECT RAISE(ABORT, 'alignment history is append-only'); END;
CREATE TRIGGER position_holding_no_delete BEFORE DELETE ON position_holding BEGIN SELECT RAISE(ABORT, 'alignment history is append-only'); END;
CREATE TRIGGER territory_assignment_no_update BEFORE UPDATE ON territory_assignment BEGIN SELECT RAISE(ABORT, 'alignment history is append-only'); END;
CREATE TRIGGER territory_assignment_no_delete BEFORE DELETE ON territory_assignment BEGIN SELECT RAISE(ABORT, 'alignment history is append-only'); END;
-- {postgres}
CREATE FUNCTION alignment_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'alignment history is append-only'; END $$;
CREATE TRIGGER territory_placement_no_change BEFORE UPDATE OR DELETE ON territory_placement FOR EACH ROW EXECUTE FUNCTION alignment_append_only();
CREATE TRIGGER position_holding_no_change BEFORE UPDATE OR DELETE ON position_holding FOR EACH ROW EXECUTE FUNCTION alignment_append_only();
CREATE TRIGGER territory_assignment_no_change BEFORE UPDATE OR DELETE ON territory_assignment FOR EACH ROW EXECUTE FUNCTION alignment_append_only();
-- {both}
