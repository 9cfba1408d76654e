-- The audit log and, a row a company, its sealed head. Triggers refuse what append-only forbids; the hash chain finds out who went
-- round them. docs/spec/audit-log.md says what is hashed.
CREATE TABLE audit_entry (
  tenant_id {id} NOT NULL,
  number {int64} NOT NULL,
  recorded_at {instant} NOT NULL,
  actor_id {id},
  via {text} NOT NULL,
  credential_id {id},
  action {text} NOT NULL,
  subject {text} NOT NULL,
  details {text} NOT NULL,
  previous_hash {bytes} NOT NULL,
  hash {bytes} NOT NULL,
  PRIMARY KEY (tenant_id, number)
){strict};

CREATE INDEX audit_entry_subject ON audit_entry (tenant_id, subject, number);
CREATE INDEX audit_entry_actor ON audit_entry (tenant_id, actor_id, number);

CREATE TABLE audit_head (
  tenant_id {id} NOT NULL PRIMARY KEY,
  number {int64} NOT NULL,
  hash {bytes} NOT NULL,
  seal {bytes} NOT NULL
){strict};

-- {sqlite}
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head WHEN NEW.number < OLD.number OR NEW.number > OLD.number + 1 BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
-- {postgres}
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head FOR EACH ROW WHEN (NEW.number < OLD.number OR NEW.number > OLD.number + 1) EXECUTE FUNCTION audit_append_only();
-- {both}
