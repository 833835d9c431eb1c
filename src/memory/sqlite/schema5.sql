-- Schema version 5: history. Every change is an operation, and what it changes is kept as it was.

CREATE TABLE operations (
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,       -- add, edit, delete, accept, import, bitext, revision
    time       INTEGER NOT NULL,    -- seconds since 1970, UTC
    author     TEXT,
    reason     TEXT,
    subject    TEXT,                -- the file of an import, the article of a bitext or revision
    details    TEXT,                -- JSON: what of articles it created and replaced
    first_unit INTEGER NOT NULL,    -- it created the units with ids from here on,
    created    INTEGER NOT NULL,    -- so many; ids are never used again
    changed    INTEGER NOT NULL,    -- units that it changed
    deleted    INTEGER NOT NULL     -- units that it deleted
) STRICT;

-- Units as they were before an operation. Null is what the operation left as it was.
CREATE TABLE unit_versions (
    operation       INTEGER NOT NULL REFERENCES operations (id),
    unit_id         INTEGER NOT NULL,
    uses            INTEGER NOT NULL,
    met             INTEGER NOT NULL,
    confidence      REAL,           -- null: somebody stood behind the unit
    records         TEXT,           -- empty: there were none
    origins         TEXT,           -- JSON: the rows of origins and of file_origins
    key             BLOB,
    source_language TEXT,
    target_language TEXT,
    source          TEXT,
    target          TEXT,
    before          TEXT,
    after           TEXT,
    created         INTEGER,
    PRIMARY KEY (operation, unit_id)
) STRICT, WITHOUT ROWID;

-- Counts up with every change of what look-ups see, so that readers know when theirs is old.
CREATE TABLE index_state (
    version INTEGER NOT NULL
) STRICT;

INSERT INTO index_state VALUES (1);

-- A new unit is noted by the change that stores it: an import indexes its units at once.
DROP TRIGGER units_inserted;
DROP TRIGGER units_changed;
DROP TRIGGER units_deleted;

CREATE TRIGGER units_changed
AFTER UPDATE OF id, source_language, target_language, source, target ON units BEGIN
    INSERT OR REPLACE INTO index_void
    VALUES (old.id, coalesce((SELECT max(id) FROM index_runs), 0));
    DELETE FROM index_loose WHERE unit_id = old.id;
    INSERT OR IGNORE INTO index_loose VALUES (new.id);
    UPDATE index_state SET version = version + 1;
END;

CREATE TRIGGER units_deleted AFTER DELETE ON units BEGIN
    INSERT OR REPLACE INTO index_void
    VALUES (old.id, coalesce((SELECT max(id) FROM index_runs), 0));
    DELETE FROM index_loose WHERE unit_id = old.id;
    UPDATE index_state SET version = version + 1;
END;
