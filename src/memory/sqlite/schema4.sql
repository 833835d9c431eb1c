-- Schema version 4: what files say of units beyond their texts, and how often each was met.

-- A JSON list of the different records (src/memory/record.rs); null if nothing is said.
ALTER TABLE units ADD COLUMN records TEXT;

-- How often it was taken in: once, and once more for each time that it was met again.
ALTER TABLE units ADD COLUMN met INTEGER NOT NULL DEFAULT 1;
