-- Schema version 6: what an article's file says beside its text.

-- JSON: inline codes and hidden spans of the text; null: stored by an older program, which did not keep them.
ALTER TABLE revisions ADD COLUMN markup TEXT;
ALTER TABLE revisions ADD COLUMN author TEXT;
ALTER TABLE revisions ADD COLUMN date TEXT;     -- of publication, as the file writes it
