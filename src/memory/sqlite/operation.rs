//! An operation: the one place that writes units, and what it changes of them as it was before.

use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter};

use super::super::unit::Texts;
use super::super::{Change, Record};
use super::origins::{self, UnitOrigin};
use super::records::{add_record, records_json};

/// What has been written of an operation so far.
pub(super) struct Operation<'a> {
    db: &'a Connection,
    id: i64,
    /// The greatest id that a unit ever had before it.
    last_unit: i64,
    /// Whether the next new unit must be told its id, since the greatest ones are deleted.
    gives_id: bool,
    created: usize,
    deleted: usize,
    /// Whether articles were changed.
    details: Option<serde_json::Value>,
}

impl<'a> Operation<'a> {
    /// Begins the operation that `change` asks for, in the transaction of `db`.
    pub(super) fn begin(
        db: &'a Connection,
        kind: &str,
        subject: Option<&str>,
        change: &Change<'_>,
    ) -> rusqlite::Result<Self> {
        let (newest, last_unit): (i64, i64) = db
            .prepare_cached(
                "SELECT coalesce(max(id), 0), max(coalesce(max(id), 0), coalesce((
                     SELECT first_unit + created - 1 FROM operations ORDER BY id DESC LIMIT 1), 0))
                 FROM units",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let id = db
            .prepare_cached(
                "INSERT INTO operations (kind, time, author, reason, subject, first_unit,
                                         created, changed, deleted)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0, 0) RETURNING id",
            )?
            .query_row(
                params![
                    kind,
                    change.time,
                    change.author,
                    change.reason,
                    subject,
                    last_unit + 1
                ],
                |row| row.get(0),
            )?;
        Ok(Operation {
            db,
            id,
            last_unit,
            gives_id: newest < last_unit,
            created: 0,
            deleted: 0,
            details: None,
        })
    }

    /// The database, for what an operation writes beside units.
    pub(super) fn db(&self) -> &'a Connection {
        self.db
    }

    /// The greatest id that a unit ever had before the operation.
    pub(super) fn last_unit(&self) -> i64 {
        self.last_unit
    }

    /// Notes what of articles the operation creates and replaces, as JSON.
    pub(super) fn note(&mut self, details: serde_json::Value) {
        self.details = Some(details);
    }

    /// Ends the operation. Returns its number, or `None` if it has done nothing; then it is forgotten.
    pub(super) fn end(self) -> rusqlite::Result<Option<i64>> {
        let versions: usize = self
            .db
            .prepare_cached("SELECT count(*) FROM unit_versions WHERE operation = ?1")?
            .query_row([self.id], |row| row.get(0))?;
        if self.created + versions == 0 && self.details.is_none() {
            self.db
                .prepare_cached("DELETE FROM operations WHERE id = ?1")?
                .execute([self.id])?;
            return Ok(None);
        }
        self.db
            .prepare_cached(
                "UPDATE operations SET created = ?2, changed = ?3, deleted = ?4, details = ?5
                 WHERE id = ?1",
            )?
            .execute(params![
                self.id,
                self.created,
                versions - self.deleted,
                self.deleted,
                self.details.map(|details| details.to_string())
            ])?;
        Ok(Some(self.id))
    }

    /// Stores a unit, or notes `uses` further uses of the one that is there already. Returns its id, and
    /// whether it is new. What a person vouches for (no confidence) is not doubted again.
    pub(super) fn take_in(
        &mut self,
        texts: &Texts<'_>,
        created: i64,
        uses: u32,
        confidence: Option<f64>,
        record: Option<&Record>,
    ) -> rusqlite::Result<(i64, bool)> {
        let record = record.filter(|record| !record.is_empty());
        // As the list that it begins.
        let records = record.map(|record| records_json(&[record])).transpose()?;
        let key = texts.key();
        let id = self.gives_id.then_some(self.last_unit + 1);
        let row = params![
            key,
            texts.languages.source.as_str(),
            texts.languages.target.as_str(),
            texts.source,
            texts.target,
            texts.context.before,
            texts.context.after,
            created,
            uses,
            confidence,
            records
        ];
        // Most units of an import are new: so this comes first. It also spares SQLite a copy of each
        // page that is changed, which it would need to undo a statement that fails halfway.
        let is_new = match id {
            None => self
                .db
                .prepare_cached(
                    "INSERT OR IGNORE INTO units (key, source_language, target_language, source,
                         target, before, after, created, uses, confidence, records)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                )?
                .execute(row)?,
            Some(id) => self
                .db
                .prepare_cached(
                    "INSERT OR IGNORE INTO units (id, key, source_language, target_language, source,
                         target, before, after, created, uses, confidence, records)
                     SELECT ?12, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11",
                )?
                .execute(params_from_iter(row.iter().chain([&(&id as &dyn ToSql)])))?,
        };
        if is_new > 0 {
            self.created += 1;
            self.gives_id = false;
            return Ok((self.db.last_insert_rowid(), true));
        }
        self.db
            .prepare_cached(
                "INSERT OR IGNORE INTO unit_versions (operation, unit_id, uses, met, confidence)
                 SELECT ?1, id, uses, met, confidence FROM units WHERE key = ?2 AND id <= ?3",
            )?
            .execute(params![self.id, key, self.last_unit])?;
        let (id, known): (i64, Option<String>) = self
            .db
            .prepare_cached(
                // SQLite's max() of several values is null if one of them is.
                "UPDATE units SET uses = uses + ?2, met = met + 1, confidence = max(confidence, ?3)
                 WHERE key = ?1 RETURNING id, records",
            )?
            .query_row(params![key, uses, confidence], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        // The same file once more says nothing new.
        if let Some(record) = record
            && records != known
        {
            self.say(id, record, known)?;
        }
        Ok((id, false))
    }

    /// Like [`Operation::take_in`], and leaves it to [`settle`](super::runs::settle) to index the unit.
    pub(super) fn add(
        &mut self,
        texts: &Texts<'_>,
        created: i64,
        uses: u32,
        confidence: Option<f64>,
        record: Option<&Record>,
    ) -> rusqlite::Result<(i64, bool)> {
        let (id, is_new) = self.take_in(texts, created, uses, confidence, record)?;
        if is_new {
            self.db
                .prepare_cached("INSERT INTO index_loose VALUES (?1)")?
                .execute([id])?;
        }
        Ok((id, is_new))
    }

    /// Notes that a file says this of the unit `id`, of which so much is `known`.
    fn say(&self, id: i64, record: &Record, known: Option<String>) -> rusqlite::Result<()> {
        let Some(all) = add_record(record, known.as_deref())? else {
            return Ok(());
        };
        self.db
            .prepare_cached(
                "UPDATE unit_versions SET records = ?3
                 WHERE operation = ?1 AND unit_id = ?2 AND records IS NULL",
            )?
            .execute(params![self.id, id, known.unwrap_or_default()])?;
        self.db
            .prepare_cached("UPDATE units SET records = ?2 WHERE id = ?1")?
            .execute(params![id, all])?;
        Ok(())
    }

    /// Notes that the unit `id` was met there.
    pub(super) fn add_origin(&self, id: i64, origin: &UnitOrigin<'_>) -> rusqlite::Result<()> {
        self.keep_origins(id)?;
        origins::insert(self.db, id, origin)
    }

    /// Gives a unit these texts, to which `key` belongs; nobody doubts it any more. Returns whether it is
    /// there.
    pub(super) fn edit(
        &self,
        id: i64,
        key: [u8; 16],
        source: &str,
        target: &str,
    ) -> rusqlite::Result<bool> {
        self.keep_whole(id)?;
        let changed = self
            .db
            .prepare_cached(
                "UPDATE units SET key = ?2, source = ?3, target = ?4, confidence = NULL
                 WHERE id = ?1",
            )?
            .execute(params![id, key, source, target])?;
        Ok(changed > 0)
    }

    /// Notes that a person vouches for the unit `id`. Returns whether it is there.
    pub(super) fn accept(&self, id: i64) -> rusqlite::Result<bool> {
        self.db
            .prepare_cached(
                "INSERT OR IGNORE INTO unit_versions (operation, unit_id, uses, met, confidence)
                 SELECT ?1, id, uses, met, confidence FROM units
                 WHERE id = ?2 AND confidence IS NOT NULL",
            )?
            .execute([self.id, id])?;
        let there = self
            .db
            .prepare_cached("UPDATE units SET confidence = NULL WHERE id = ?1")?
            .execute([id])?;
        Ok(there > 0)
    }

    /// Deletes the unit `id`. Returns whether it was there.
    pub(super) fn delete(&mut self, id: i64) -> rusqlite::Result<bool> {
        self.keep_whole(id)?;
        self.keep_origins(id)?;
        origins::delete(self.db, id)?;
        let deleted = self
            .db
            .prepare_cached("DELETE FROM units WHERE id = ?1")?
            .execute([id])?;
        self.deleted += deleted;
        Ok(deleted > 0)
    }

    /// Takes from the unit `id` the origins in these segments of a pair of revisions. If it was met
    /// nowhere else, it is deleted. Returns whether it was.
    pub(super) fn take_origins(
        &mut self,
        id: i64,
        revisions: (i64, i64),
        source_segments: &std::ops::Range<usize>,
    ) -> rusqlite::Result<bool> {
        self.keep_whole(id)?;
        self.keep_origins(id)?;
        match origins::take(self.db, id, revisions, source_segments)? {
            true => Ok(false),
            false => self.delete(id),
        }
    }

    /// Keeps all columns of a unit as they are before they are changed for the first time.
    fn keep_whole(&self, id: i64) -> rusqlite::Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO unit_versions (operation, unit_id, uses, met, confidence, records, key,
                     source_language, target_language, source, target, before, after, created)
                 SELECT ?1, id, uses, met, confidence, coalesce(records, ''), key, source_language,
                     target_language, source, target, before, after, created
                 FROM units WHERE id = ?2 AND id <= ?3
                 ON CONFLICT DO UPDATE SET
                     records = coalesce(records, excluded.records),
                     key = coalesce(key, excluded.key),
                     source_language = excluded.source_language,
                     target_language = excluded.target_language,
                     source = coalesce(source, excluded.source),
                     target = coalesce(target, excluded.target),
                     before = excluded.before, after = excluded.after, created = excluded.created",
            )?
            .execute([self.id, id, self.last_unit])?;
        Ok(())
    }

    /// Keeps the origins of a unit as they are before they are changed for the first time.
    fn keep_origins(&self, id: i64) -> rusqlite::Result<()> {
        if id > self.last_unit {
            return Ok(());
        }
        let kept: Option<bool> = self
            .db
            .prepare_cached(
                "SELECT origins IS NOT NULL FROM unit_versions
                 WHERE operation = ?1 AND unit_id = ?2",
            )?
            .query_row([self.id, id], |row| row.get(0))
            .optional()?;
        if kept == Some(false) {
            let json = origins::to_json(self.db, id)?;
            self.db
                .prepare_cached(
                    "UPDATE unit_versions SET origins = ?3 WHERE operation = ?1 AND unit_id = ?2",
                )?
                .execute(params![self.id, id, json])?;
        }
        Ok(())
    }
}
