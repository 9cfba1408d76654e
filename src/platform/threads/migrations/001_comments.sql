-- What people say of something, and whom they mention. Texts are personal data: blanked where a person is erased.
CREATE TABLE thread_comment (
  tenant_id {id} NOT NULL,
  -- What is talked about: a plan, say, and its id.
  subject_kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  comment_id {id} NOT NULL,
  -- A part of it: "territory" and its id; "" for the whole.
  about {text} NOT NULL,
  about_id {text} NOT NULL,
  -- The first of its thread; itself where it is the first.
  root_id {id} NOT NULL,
  body {text} NOT NULL,
  made_at {instant} NOT NULL,
  made_by {id} NOT NULL,
  edited_at {instant},
  withdrawn_at {instant},
  -- Of a thread's first: when and by whom it was settled.
  resolved_at {instant},
  resolved_by {id},
  PRIMARY KEY (tenant_id, subject_id, comment_id)
){strict};

CREATE INDEX thread_comment_by_root ON thread_comment (tenant_id, root_id, comment_id);
CREATE INDEX thread_comment_by_person ON thread_comment (tenant_id, made_by, comment_id);

CREATE TABLE thread_mention (
  tenant_id {id} NOT NULL,
  person_id {id} NOT NULL,
  subject_id {id} NOT NULL,
  comment_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, person_id, comment_id),
  FOREIGN KEY (tenant_id, subject_id, comment_id)
    REFERENCES thread_comment (tenant_id, subject_id, comment_id)
){strict};

CREATE INDEX thread_mention_by_comment ON thread_mention (tenant_id, subject_id, comment_id);
