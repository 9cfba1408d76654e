-- Mails from the commit that asked for them until they are sent, and for some days after. Personal data: removed by age.
CREATE TABLE mail (
  tenant_id {id} NOT NULL,
  mail_id {id} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('waiting', 'kept', 'sent', 'failed')),
  to_name {text} NOT NULL,
  to_email {text} NOT NULL,
  subject {text} NOT NULL,
  -- Sealed, since a text may hold a one-time link; NULL once sent.
  sealed_text {text},
  sealed_html {text},
  created_at {instant} NOT NULL,
  finished_at {instant},
  problem_rule {text},
  problem_message {text},
  PRIMARY KEY (tenant_id, mail_id)
){strict};
