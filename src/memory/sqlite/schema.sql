-- Schema version 1. A change is a new file and a new line in schema.rs, never an edit here.

PRAGMA application_id = 1382249583;  -- "Rcto" in ASCII: this file is a Recto memory

CREATE TABLE articles (
    id              INTEGER PRIMARY KEY,
    name            TEXT NOT NULL UNIQUE,
    source_language TEXT NOT NULL           -- BCP 47
) STRICT;

CREATE TABLE revisions (
    id           INTEGER PRIMARY KEY,
    article_id   INTEGER NOT NULL REFERENCES articles (id),
    language     TEXT NOT NULL,             -- BCP 47
    number       INTEGER NOT NULL,          -- from 1
    numbered     INTEGER NOT NULL,          -- 1: its file gives the number, 0: it is the next one
    title        TEXT,
    path         TEXT NOT NULL,             -- relative to the workspace
    hash         BLOB NOT NULL,             -- BLAKE3 of the text
    text         TEXT NOT NULL,             -- byte for byte
    translates   INTEGER REFERENCES revisions (id),  -- the source revision it is a translation of
    stored_at    INTEGER NOT NULL,          -- seconds since 1970, UTC
    UNIQUE (article_id, language, number)
) STRICT;

-- The file that a revision was last read from: what has not changed is not read again.
CREATE TABLE files (
    path        TEXT PRIMARY KEY,
    revision_id INTEGER NOT NULL REFERENCES revisions (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE segments (
    revision_id INTEGER NOT NULL REFERENCES revisions (id),
    position    INTEGER NOT NULL,           -- from 0
    start       INTEGER NOT NULL,           -- bytes into revisions.text
    end         INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    paragraph   INTEGER NOT NULL,
    PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE units (
    id              INTEGER PRIMARY KEY,
    key             BLOB NOT NULL UNIQUE,   -- hash of what makes a unit the same unit
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    weight          INTEGER NOT NULL,       -- total token weight of the source
    source          TEXT NOT NULL,
    target          TEXT NOT NULL,
    before          TEXT NOT NULL,          -- comparison forms of the neighbours
    after           TEXT NOT NULL,
    created         INTEGER NOT NULL,       -- seconds since 1970, UTC
    uses            INTEGER NOT NULL
) STRICT;

CREATE INDEX units_by_weight ON units (source_language, target_language, weight);

-- Pairs of revisions that have been aligned.
CREATE TABLE bitexts (
    source_revision INTEGER NOT NULL REFERENCES revisions (id),
    target_revision INTEGER NOT NULL REFERENCES revisions (id),
    PRIMARY KEY (source_revision, target_revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE origins (
    unit_id         INTEGER NOT NULL REFERENCES units (id),
    source_revision INTEGER NOT NULL REFERENCES revisions (id),
    target_revision INTEGER NOT NULL REFERENCES revisions (id),
    source_start    INTEGER NOT NULL,       -- segment positions, half-open
    source_end      INTEGER NOT NULL,
    target_start    INTEGER NOT NULL,
    target_end      INTEGER NOT NULL,
    confidence      REAL NOT NULL,
    PRIMARY KEY (unit_id, source_revision, target_revision, source_start)
) STRICT, WITHOUT ROWID;

CREATE INDEX origins_by_source ON origins (source_revision, source_start);
CREATE INDEX origins_by_target ON origins (target_revision, target_start);

-- The search forms of the words of each unit, for concordance; the rowid is the unit's id.
CREATE VIRTUAL TABLE unit_words USING fts5 (
    source, target,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
