-- The words and marks of a record in one row, to look at once the record is known: a tenth of the rows that the indexes which they take the
-- place of had to be written. Words stand between blanks (" acme amsterdam "), marks one a line.
CREATE TABLE record_text (
  tenant_id {id} NOT NULL,
  object {int64} NOT NULL,
  record_id {id} NOT NULL,
  words {text} NOT NULL,
  marks {text} NOT NULL,
  PRIMARY KEY (tenant_id, object, record_id)
){clustered};

-- {sqlite}
INSERT INTO record_text
SELECT tenant_id, object, record_id, ' ' || group_concat(word, ' ') || ' ', ''
FROM record_word GROUP BY tenant_id, object, record_id;
INSERT INTO record_text
SELECT tenant_id, object, record_id, ' ', group_concat(mark, '
')
FROM record_mark GROUP BY tenant_id, object, record_id
ON CONFLICT (tenant_id, object, record_id) DO UPDATE SET marks = excluded.marks;
-- {postgres}
INSERT INTO record_text
SELECT tenant_id, object, record_id, ' ' || string_agg(word, ' ') || ' ', ''
FROM record_word GROUP BY tenant_id, object, record_id;
INSERT INTO record_text
SELECT tenant_id, object, record_id, ' ', string_agg(mark, '
')
FROM record_mark GROUP BY tenant_id, object, record_id
ON CONFLICT (tenant_id, object, record_id) DO UPDATE SET marks = excluded.marks;
-- {both}

DROP INDEX record_word_record;
DROP INDEX record_mark_record;
