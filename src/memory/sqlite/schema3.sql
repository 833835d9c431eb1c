-- Schema version 3: how far units can be trusted, and where those of files come from.

-- How sure the alignment is that source and target belong together, 0 to 1; null: somebody stands
-- behind the unit.
ALTER TABLE units ADD COLUMN confidence REAL;

-- A unit that was met more often than in articles came from a file or from somebody who typed it.
UPDATE units SET confidence = (SELECT max(confidence) FROM origins WHERE unit_id = units.id)
WHERE uses = (SELECT count(*) FROM origins WHERE unit_id = units.id);

-- What is doubtful is found without reading what is not.
CREATE INDEX units_by_confidence ON units (confidence) WHERE confidence IS NOT NULL;

-- Like origins, for articles whose texts the memory does not have.
CREATE TABLE file_origins (
    unit_id         INTEGER NOT NULL REFERENCES units (id),
    article         TEXT NOT NULL,
    source_revision INTEGER NOT NULL,       -- from 1
    target_revision INTEGER NOT NULL,
    source_start    INTEGER NOT NULL,       -- segment positions, half-open
    source_end      INTEGER NOT NULL,
    target_start    INTEGER NOT NULL,
    target_end      INTEGER NOT NULL,
    confidence      REAL NOT NULL,
    PRIMARY KEY (unit_id, article, source_revision, target_revision, source_start)
) STRICT, WITHOUT ROWID;
