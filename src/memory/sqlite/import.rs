//! Many units from elsewhere, in one transaction.

use std::path::Path;

use rusqlite::{Transaction, TransactionBehavior};

use super::super::unit::Texts;
use super::super::{ForeignUnit, MemoryError};
use super::index::Failure;
use super::runs::{MOST, index_now, settle};
use super::units::add;
use super::{Memory, error_of};

/// Units on their way into the memory: all of them get there when it is committed, or none.
pub struct Import<'a> {
    transaction: Transaction<'a>,
    path: &'a Path,
    /// Units that were added since the last were indexed.
    loose: usize,
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
        Ok(Import {
            transaction: transaction.map_err(|error| error_of(path, error))?,
            path,
            loose: 0,
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
        let texts = Texts {
            languages: unit.languages,
            source: unit.source,
            target: unit.target,
            context: unit.context,
        };
        let added = add(&self.transaction, &texts, unit.created, unit.uses);
        let (_, is_new) = added.map_err(|error| error_of(self.path, error))?;
        self.loose += usize::from(is_new);
        if self.loose == MOST {
            self.loose = 0;
            index_now(&self.transaction).map_err(|error| Failure::from(error).at(self.path))?;
        }
        Ok(is_new)
    }

    /// Ends the import: now the units are in the memory, for every process.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails; then none of them is.
    pub fn commit(self) -> Result<(), MemoryError> {
        let path = self.path;
        settle(&self.transaction).map_err(|error| Failure::from(error).at(path))?;
        self.transaction
            .commit()
            .map_err(|error| error_of(path, error))
    }
}
