-- What is said about one thing in all subjects, an account in all plans say.
CREATE INDEX thread_comment_by_about ON thread_comment (tenant_id, about, about_id, root_id, comment_id);
