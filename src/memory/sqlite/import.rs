//! Many units from elsewhere, in one transaction.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Transaction, TransactionBehavior};

use super::super::unit::Texts;
use super::super::{ForeignUnit, LanguagePair, MemoryError};
use super::index::Failure;
use super::review::note_origin;
use super::runs::{AtOnce, ROOM, settle};
use super::units::add;
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
        Ok(Import {
            transaction,
            path,
            noting_sql,
            open: BTreeMap::new(),
            bytes: 0,
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
    /// Adds a unit; whether it is new. One that is there already gains the uses.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn add(&mut self, unit: &ForeignUnit<'_>) -> Result<bool, MemoryError> {
        let texts = Texts::of(unit.languages, unit.source, unit.target, unit.context);
        let add = || {
            let (created, uses) = (unit.created, unit.uses);
            let added = add(&self.transaction, &texts, created, uses, unit.confidence)?;
            if let Some(origin) = unit.origin {
                note_origin(&self.transaction, added.0, &texts, origin)?;
            }
            Ok(added)
        };
        let (id, is_new) = add().map_err(|error| error_of(self.path, error))?;
        if is_new {
            let open = match self.open.get_mut(unit.languages) {
                Some(open) => open,
                None => self.open.entry(unit.languages.clone()).or_default(),
            };
            let before = open.bytes();
            let added = open.add(id, &texts.forms);
            added.map_err(|error| Failure::from(error).at(self.path))?;
            self.bytes += open.bytes() - before;
            if self.bytes > ROOM {
                self.index()?;
            }
        }
        Ok(is_new)
    }

    /// Makes runs of what is on its way into the index.
    fn index(&mut self) -> Result<(), MemoryError> {
        self.bytes = 0;
        for (languages, open) in std::mem::take(&mut self.open) {
            let written = open.write(&self.transaction, &languages);
            written.map_err(|error| Failure::from(error).at(self.path))?;
        }
        Ok(())
    }

    /// Ends the import: now the units are in the memory, for every process.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails; then none of them is.
    pub fn commit(mut self) -> Result<(), MemoryError> {
        self.index()?;
        let path = self.path;
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
