//! Many units from elsewhere, in one transaction.

use std::path::Path;

use rusqlite::{Transaction, TransactionBehavior};

use crate::similarity::Scorer;

use super::super::unit::Texts;
use super::super::{ForeignUnit, MemoryError};
use super::units::add;
use super::{Memory, error_of};

/// Units on their way into the memory: all of them get there when it is committed, or none.
pub struct Import<'a> {
    transaction: Transaction<'a>,
    path: &'a Path,
    scorer: Scorer,
}

impl Memory {
    /// Begins an import. Until it ends other processes can read, but not write.
    ///
    /// # Errors
    /// [`MemoryError`] when the database cannot be written.
    pub fn import(&mut self) -> Result<Import<'_>, MemoryError> {
        let behavior = TransactionBehavior::Immediate;
        let path = &self.path;
        let transaction = self.connection.transaction_with_behavior(behavior);
        Ok(Import {
            transaction: transaction.map_err(|error| error_of(path, error))?,
            path,
            scorer: Scorer::new(),
        })
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
        let weight = self.scorer.prepare(unit.source).weight();
        let added = add(&self.transaction, &texts, weight, unit.created, unit.uses);
        let (_, is_new) = added.map_err(|error| error_of(self.path, error))?;
        Ok(is_new)
    }

    /// Ends the import: now the units are in the memory, for every process.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails; then none of them is.
    pub fn commit(self) -> Result<(), MemoryError> {
        let path = self.path;
        self.transaction
            .commit()
            .map_err(|error| error_of(path, error))
    }
}
