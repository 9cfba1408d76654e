-- How the words of a row's record begin (beginnings.hpp), all of them in each of its rows, so that a search for several words leaves most rows
-- without looking at record_text. NULL: not known, in rows from before.
ALTER TABLE record_word ADD COLUMN beginnings {int64};
