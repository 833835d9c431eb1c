//! Many units from elsewhere, in one transaction.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Transaction, TransactionBehavior};

use super::super::unit::Texts;
use super::super::{ForeignUnit, LanguagePair, MemoryError};
use super::add::add;
use super::index::Failure;
use super::review::{context, note, place, supersede};
use super::runs::{AtOnce, ROOM, settle};
use super::{Memory, error_of};

/// Units on their way into the memory: all of them get there when it is committed, or none.
pub struct Import<'a> {
    transaction: Transaction<'a>,
    path: &'a Path,
    /// What makes the trigger again by which new units are noted as loose.
    noting_sql: String,
    /// What is on its way into the index, by languages.
    open: BTreeMap<LanguagePair, AtOnce>,
    /// How many bytes its tokens take.
    bytes: usize,
    /// The greatest id before the import.
    newest: i64,
    /// Units that made room for others.
    removed: usize,
}

impl Memory {
    /// Begins an import. Until it ends other processes can read, but not write.
    ///
    /// # Errors
    /// [`MemoryError`] when the database cannot be written.
    pub fn import(&mut self) -> Result<Import<'_>, MemoryError> {
        let behavior = TransactionBehavior::Immediate;
        let path = &self.path;
        self.index.get_mut().outdate();
        let transaction = self.connection.transaction_with_behavior(behavior);
        let transaction = transaction.map_err(|error| error_of(path, error))?;
        let noting_sql = stop_noting(&transaction).map_err(|error| error_of(path, error))?;
        let newest = "SELECT coalesce(max(id), 0) FROM units";
        let newest = transaction.query_row(newest, [], |row| row.get(0));
        let newest = newest.map_err(|error| error_of(path, error))?;
        Ok(Import {
            transaction,
            path,
            noting_sql,
            open: BTreeMap::new(),
            bytes: 0,
            newest,
            removed: 0,
        })
    }
}

impl Memory {
    /// Indexes what is loose, if there is much of it, as after a migration.
    pub(super) fn settle_what_is_loose(&mut self) -> Result<(), MemoryError> {
        let path = &self.path;
        let work = || -> Result<(), Failure> {
            let loose: usize =
                self.connection
                    .query_row("SELECT count(*) FROM index_loose", [], |row| row.get(0))?;
            // As many as a few small pairs of languages may well have.
            if loose > 4096 {
                let behavior = TransactionBehavior::Immediate;
                let transaction = Transaction::new_unchecked(&self.connection, behavior)?;
                settle(&transaction)?;
                transaction.commit()?;
            }
            Ok(())
        };
        work().map_err(|error| error.at(path))
    }
}

impl Import<'_> {
    /// Adds a unit; whether it is new. One that is there already gains the uses, and
    /// what its file says of it, unless that is known.
    ///
    /// A unit that somebody stands behind, and whose article is in the memory, takes the place of what
    /// an alignment made of its source segments.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn add(&mut self, unit: &ForeignUnit<'_>) -> Result<bool, MemoryError> {
        let path = self.path;
        self.try_add(unit).map_err(|error| error.at(path))
    }

    /// Takes from the memory what an alignment made of the source segments of a unit that somebody says
    /// is wrong, if its article is in the memory.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn reject(&mut self, unit: &ForeignUnit<'_>) -> Result<(), MemoryError> {
        let db = &self.transaction;
        let work = || -> rusqlite::Result<usize> {
            match (place(db, unit)?, unit.origin) {
                (Some(place), Some(origin)) => {
                    supersede(db, place, &origin.source_segments, None, self.newest)
                }
                _ => Ok(0),
            }
        };
        let path = self.path;
        self.removed += work().map_err(|error| error_of(path, error))?;
        Ok(())
    }

    /// How many units had to make room so far for what people say is right, or because it is wrong.
    pub fn removed(&self) -> usize {
        self.removed
    }

    fn try_add(&mut self, unit: &ForeignUnit<'_>) -> Result<bool, Failure> {
        let db = &self.transaction;
        let place = place(db, unit)?;
        let context = context(db, unit, place)?;
        let texts = Texts::of(unit.languages, unit.source, unit.target, &context);
        let (id, is_new) = add(
            db,
            &texts,
            unit.created,
            unit.uses,
            unit.confidence,
            unit.record,
        )?;
        if let Some(origin) = unit.origin {
            note(db, id, origin, place)?;
            if let (Some(place), None) = (place, unit.confidence) {
                let segments = &origin.source_segments;
                self.removed += supersede(db, place, segments, Some(id), self.newest)?;
            }
        }
        if is_new {
            let open = match self.open.get_mut(unit.languages) {
                Some(open) => open,
                None => self.open.entry(unit.languages.clone()).or_default(),
            };
            let before = open.bytes();
            open.add(id, &texts.forms)?;
            self.bytes += open.bytes() - before;
            if self.bytes > ROOM {
                self.index()?;
            }
        }
        Ok(is_new)
    }

    /// Makes runs of what is on its way into the index.
    fn index(&mut self) -> Result<(), Failure> {
        self.bytes = 0;
        for (languages, open) in std::mem::take(&mut self.open) {
            open.write(&self.transaction, &languages)?;
        }
        Ok(())
    }

    /// Ends the import: now the units are in the memory, for every process.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails; then none of them is.
    pub fn commit(mut self) -> Result<(), MemoryError> {
        let path = self.path;
        self.index().map_err(|error| error.at(path))?;
        let noted = self.transaction.execute_batch(&self.noting_sql);
        noted.map_err(|error| error_of(path, error))?;
        settle(&self.transaction).map_err(|error| Failure::from(error).at(path))?;
        self.transaction
            .commit()
            .map_err(|error| error_of(path, error))
    }
}

/// Drops the trigger that notes new units as loose, until the transaction ends or what is returned
/// is executed: an import indexes its units itself, and nobody else can write meanwhile.
fn stop_noting(db: &Transaction<'_>) -> rusqlite::Result<String> {
    let sql = db.query_row(
        "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'units_inserted'",
        [],
        |row| row.get(0),
    )?;
    db.execute_batch("DROP TRIGGER units_inserted")?;
    Ok(sql)
}
