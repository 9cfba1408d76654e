-- What currencies are worth, from a day on (docs/spec/money.md): 1 `currency` = `rate` * 10^-9 `against`. A row's content never changes; one that no longer holds
-- is marked once with when and by whom (triggers see to it).
CREATE TABLE exchange_rate (
  tenant_id {id} NOT NULL REFERENCES company (tenant_id),
  exchange_rate_id {id} NOT NULL,
  currency {text} NOT NULL,
  against {text} NOT NULL,
  from_day {date} NOT NULL,
  rate {int64} NOT NULL CHECK (rate > 0),
  recorded_at {instant} NOT NULL,
  recorded_by {id},
  -- NULL: it holds.
  superseded_at {instant},
  superseded_by {id},
  CHECK (currency <> against),
  PRIMARY KEY (tenant_id, exchange_rate_id)
){strict};

CREATE UNIQUE INDEX exchange_rate_pair ON exchange_rate (tenant_id, currency, against, from_day) WHERE superseded_at IS NULL;
CREATE INDEX exchange_rate_day ON exchange_rate (tenant_id, from_day, currency, against) WHERE superseded_at IS NULL;

-- {sqlite}
CREATE TRIGGER exchange_rate_no_update BEFORE UPDATE ON exchange_rate WHEN OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL OR NEW.tenant_id IS NOT OLD.tenant_id OR NEW.exchange_rate_id IS NOT OLD.exchange_rate_id OR NEW.currency IS NOT OLD.currency OR NEW.against IS NOT OLD.against OR NEW.from_day IS NOT OLD.from_day OR NEW.rate IS NOT OLD.rate OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by BEGIN SELECT RAISE(ABORT, 'exchange rates are append-only'); END;
CREATE TRIGGER exchange_rate_no_delete BEFORE DELETE ON exchange_rate BEGIN SELECT RAISE(ABORT, 'exchange rates are append-only'); END;
-- {postgres}
CREATE FUNCTION exchange_rate_is_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'DELETE' OR OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL OR (NEW.tenant_id, NEW.exchange_rate_id, NEW.currency, NEW.against, NEW.from_day, NEW.rate, NEW.recorded_at, NEW.recorded_by) IS DISTINCT FROM (OLD.tenant_id, OLD.exchange_rate_id, OLD.currency, OLD.against, OLD.from_day, OLD.rate, OLD.recorded_at, OLD.recorded_by)
  THEN RAISE EXCEPTION 'exchange rates are append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER exchange_rate_no_update BEFORE UPDATE OR DELETE ON exchange_rate FOR EACH ROW EXECUTE FUNCTION exchange_rate_is_unchanged();
-- {both}
