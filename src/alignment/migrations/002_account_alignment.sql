-- Which territory an account belongs to, from when to when: what is believed now, and what was believed before. A row's content never changes;
-- a row that is no longer believed is marked once with the revision that took its place (triggers see to it).
-- docs/spec/alignment.md tells how it is read. Accounts are ids here: the table of accounts stands above.
CREATE TABLE account_alignment (
  tenant_id {id} NOT NULL,
  account_id {id} NOT NULL,
  -- All zeros: the territory that the account belongs to. Else an overlay territory that it belongs to besides.
  layer_id {id} NOT NULL,
  revision {int64} NOT NULL,
  valid_from {date} NOT NULL,
  -- Exclusive; NULL: without end.
  valid_to {date},
  -- NULL: none.
  territory_id {id},
  reason {text} NOT NULL,
  -- The assignment rule, where the reason is one.
  rule_id {text},
  recorded_at {instant} NOT NULL,
  recorded_by {id},
  -- NULL: still believed.
  superseded_revision {int64},
  superseded_at {instant},
  CHECK ((superseded_revision IS NULL) = (superseded_at IS NULL)),
  PRIMARY KEY (tenant_id, account_id, layer_id, revision, valid_from),
  FOREIGN KEY (tenant_id, territory_id) REFERENCES territory (tenant_id, territory_id)
){strict};

-- The territory of an account on a day; and the accounts of a territory on a day.
CREATE UNIQUE INDEX account_alignment_believed ON account_alignment (tenant_id, account_id, layer_id, valid_from) WHERE superseded_revision IS NULL;
CREATE INDEX account_alignment_territory ON account_alignment (tenant_id, territory_id, valid_from, valid_to, account_id) WHERE superseded_revision IS NULL;

-- What a change in progress asks for; empty between changes.
CREATE TABLE account_move (
  tenant_id {id} NOT NULL,
  revision {int64} NOT NULL,
  account_id {id} NOT NULL,
  layer_id {id} NOT NULL,
  territory_id {id},
  rule_id {text},
  PRIMARY KEY (tenant_id, revision, account_id, layer_id)
){strict};

-- {sqlite}
CREATE TRIGGER account_alignment_no_update BEFORE UPDATE ON account_alignment WHEN OLD.superseded_revision IS NOT NULL OR NEW.superseded_revision IS NULL OR NEW.tenant_id IS NOT OLD.tenant_id OR NEW.account_id IS NOT OLD.account_id OR NEW.layer_id IS NOT OLD.layer_id OR NEW.revision IS NOT OLD.revision OR NEW.valid_from IS NOT OLD.valid_from OR NEW.valid_to IS NOT OLD.valid_to OR NEW.territory_id IS NOT OLD.territory_id OR NEW.reason IS NOT OLD.reason OR NEW.rule_id IS NOT OLD.rule_id OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by BEGIN SELECT RAISE(ABORT, 'alignment history is append-only'); END;
CREATE TRIGGER account_alignment_no_delete BEFORE DELETE ON account_alignment BEGIN SELECT RAISE(ABORT, 'alignment history is append-only'); END;
-- {postgres}
CREATE FUNCTION account_alignment_is_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.superseded_revision IS NOT NULL OR NEW.superseded_revision IS NULL OR (NEW.tenant_id, NEW.account_id, NEW.layer_id, NEW.revision, NEW.valid_from, NEW.valid_to, NEW.territory_id, NEW.reason, NEW.rule_id, NEW.recorded_at, NEW.recorded_by) IS DISTINCT FROM (OLD.tenant_id, OLD.account_id, OLD.layer_id, OLD.revision, OLD.valid_from, OLD.valid_to, OLD.territory_id, OLD.reason, OLD.rule_id, OLD.recorded_at, OLD.recorded_by)
  THEN RAISE EXCEPTION 'alignment history is append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER account_alignment_no_update BEFORE UPDATE ON account_alignment FOR EACH ROW EXECUTE FUNCTION account_alignment_is_unchanged();
CREATE TRIGGER account_alignment_no_delete BEFORE DELETE ON account_alignment FOR EACH ROW EXECUTE FUNCTION alignment_append_only();
-- {both}
