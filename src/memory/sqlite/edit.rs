//! Units one by one: adding, changing and deleting them.

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

use super::super::unit::Texts;
use super::super::{ForeignUnit, MemoryError, Store};
use super::Memory;
use super::add::add;
use super::index::Failure;
use super::review::{context, note, place};
use super::runs::settle;

/// What became of a unit that was to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It has the new texts.
    Done,
    /// It has had them already.
    Nothing,
    /// There is none of this id.
    Missing,
    /// The unit of this id says the same as it would say then.
    SameAs(i64),
}

impl Memory {
    /// Stores a unit that somebody has typed; its id, and whether it is new. One that is there
    /// already gains the uses.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails; then nothing is stored.
    pub fn add_unit(&mut self, unit: &ForeignUnit<'_>) -> Result<(i64, bool), MemoryError> {
        self.in_transaction(|db| {
            let place = place(db, unit)?;
            let context = context(db, unit, place)?;
            let texts = Texts::of(unit.languages, unit.source, unit.target, &context);
            let added = add(
                db,
                &texts,
                unit.created,
                unit.uses,
                unit.confidence,
                unit.record,
            )?;
            if let Some(origin) = unit.origin {
                note(db, added.0, origin, place)?;
            }
            Ok(added)
        })
    }

    /// Gives the unit `id` another source or another target, or both. It keeps its id, its context
    /// and where it comes from; look-ups find it by its new texts from then on, and it is doubtful no
    /// more.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails; then the unit is as it was.
    pub fn change_unit(
        &mut self,
        id: i64,
        source: Option<&str>,
        target: Option<&str>,
    ) -> Result<Changed, MemoryError> {
        let Some(unit) = self.units(&[id])?.pop() else {
            return Ok(Changed::Missing);
        };
        let source = source.unwrap_or(&unit.source);
        let target = target.unwrap_or(&unit.target);
        if (source, target) == (unit.source.as_str(), unit.target.as_str()) {
            return Ok(Changed::Nothing);
        }
        let key = Texts::of(&unit.languages, source, target, &unit.context).key();
        self.in_transaction(|db| {
            let same: Option<i64> = db
                .prepare_cached("SELECT id FROM units WHERE key = ?1 AND id <> ?2")?
                .query_row(params![key, id], |row| row.get(0))
                .optional()?;
            if let Some(same) = same {
                return Ok(Changed::SameAs(same));
            }
            let changed = db
                .prepare_cached(
                    "UPDATE units SET key = ?2, source = ?3, target = ?4, confidence = NULL
                     WHERE id = ?1",
                )?
                .execute(params![id, key, source, target])?;
            // Another process may have deleted it in between.
            Ok(match changed {
                0 => Changed::Missing,
                _ => Changed::Done,
            })
        })
    }

    /// Deletes the units with these ids; which of them there were.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails; then all of them are still there.
    pub fn delete_units(&mut self, ids: &[i64]) -> Result<Vec<i64>, MemoryError> {
        self.in_transaction(|db| {
            let mut deleted = Vec::new();
            for &id in ids {
                db.prepare_cached("DELETE FROM origins WHERE unit_id = ?1")?
                    .execute([id])?;
                db.prepare_cached("DELETE FROM file_origins WHERE unit_id = ?1")?
                    .execute([id])?;
                let mut delete = db.prepare_cached("DELETE FROM units WHERE id = ?1")?;
                if delete.execute([id])? > 0 {
                    deleted.push(id);
                }
            }
            Ok(deleted)
        })
    }

    /// Does `work` and brings the index up to date, in one transaction.
    pub(super) fn in_transaction<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>,
    ) -> Result<T, MemoryError> {
        let path = self.path.clone();
        self.index.get_mut().outdate();
        let run = || {
            let behavior = TransactionBehavior::Immediate;
            let transaction = self.connection.transaction_with_behavior(behavior)?;
            let result = work(&transaction)?;
            settle(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        run().map_err(|error: Failure| error.at(&path))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Access;
    use super::*;
    use crate::memory::{Context, LanguagePair, Query, lookup};
    use crate::text::Language;

    fn found(memory: &Memory, text: &str) -> Vec<(i64, String)> {
        let tag = |tag| Language::parse(tag).unwrap();
        let query = Query {
            text,
            from: &tag("en"),
            to: &tag("fr"),
            context: Context::default(),
            threshold: 100,
            limit: 5,
        };
        let matches = lookup(memory, &query).unwrap().into_iter();
        matches
            .map(|found| (found.unit.id, found.unit.target))
            .collect()
    }

    #[test]
    fn units_are_added_changed_and_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.db");
        let mut memory = Memory::open(&path, Access::Write).unwrap();
        let reader = Memory::open(&path, Access::Read).unwrap();
        let tag = |tag| Language::parse(tag).unwrap();
        let languages = LanguagePair {
            source: tag("en"),
            target: tag("fr"),
        };
        let mut add = |source, target| {
            let unit = ForeignUnit {
                languages: &languages,
                source,
                target,
                context: &Context::default(),
                created: 0,
                uses: 1,
                confidence: None,
                origin: None,
                record: None,
            };
            memory.add_unit(&unit).unwrap()
        };
        let (one, is_new) = add("Good day.", "Bonjour.");
        assert!(is_new);
        assert_eq!(add("Good day.", "Bonjour."), (one, false));
        let (two, _) = add("Good night.", "Bonne nuit.");
        assert_eq!(found(&reader, "Good day."), [(one, "Bonjour.".to_owned())]);

        let changed = memory.change_unit(two, Some("Good evening."), Some("Bonsoir."));
        assert_eq!(changed.unwrap(), Changed::Done);
        assert_eq!(found(&reader, "Good night."), []);
        assert_eq!(
            found(&reader, "Good evening."),
            [(two, "Bonsoir.".to_owned())]
        );
        let changed = memory.change_unit(two, None, Some("Bonsoir."));
        assert_eq!(changed.unwrap(), Changed::Nothing);
        let changed = memory.change_unit(two, Some("Good day."), Some("Bonjour."));
        assert_eq!(changed.unwrap(), Changed::SameAs(one));
        assert_eq!(
            memory.change_unit(99, None, Some("x")).unwrap(),
            Changed::Missing
        );

        assert_eq!(memory.delete_units(&[one, 99]).unwrap(), [one]);
        assert_eq!(found(&reader, "Good day."), []);
        assert_eq!(memory.stats().unwrap().units, 1);
    }
}
