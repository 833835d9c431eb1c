-- Schema version 2: the index of the tokens of units, for look-up and concordance, instead of the
-- index by weight and the full-text table. docs/memory.md says how it works.

DROP TABLE unit_words;
DROP INDEX units_by_weight;
ALTER TABLE units DROP COLUMN weight;

-- Runs: sorted lists of units, written once. A newer run has a greater id.
CREATE TABLE index_runs (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    side            INTEGER NOT NULL,       -- 0: of the sources, 1: of the targets
    units           INTEGER NOT NULL,
    summary         BLOB NOT NULL
) STRICT;

-- Their blocks; the key is made of run, section and number, see index.rs.
CREATE TABLE index_blocks (
    key  INTEGER PRIMARY KEY,
    data BLOB NOT NULL
) STRICT;

-- Units that no run has as they are now.
CREATE TABLE index_loose (
    unit_id INTEGER PRIMARY KEY
) STRICT;

-- Units that were changed or deleted: what runs up to this one say of them is void.
CREATE TABLE index_void (
    unit_id  INTEGER PRIMARY KEY,
    last_run INTEGER NOT NULL
) STRICT;

INSERT INTO index_loose SELECT id FROM units;

-- Whoever changes units, the index knows.
CREATE TRIGGER units_inserted AFTER INSERT ON units BEGIN
    INSERT OR IGNORE INTO index_loose VALUES (new.id);
END;

CREATE TRIGGER units_changed
AFTER UPDATE OF id, source_language, target_language, source, target ON units BEGIN
    INSERT OR REPLACE INTO index_void
    VALUES (old.id, coalesce((SELECT max(id) FROM index_runs), 0));
    DELETE FROM index_loose WHERE unit_id = old.id;
    INSERT OR IGNORE INTO index_loose VALUES (new.id);
END;

CREATE TRIGGER units_deleted AFTER DELETE ON units BEGIN
    INSERT OR REPLACE INTO index_void
    VALUES (old.id, coalesce((SELECT max(id) FROM index_runs), 0));
    DELETE FROM index_loose WHERE unit_id = old.id;
END;
