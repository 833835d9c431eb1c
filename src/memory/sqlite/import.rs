//! Many units from elsewhere, in one operation.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::change::{Added, UnitSink};
use super::super::unit::Texts;
use super::super::{ForeignUnit, LanguagePair, MemoryError};
use super::failure::Failure;
use super::operation::Operation;
use super::origins::UnitOrigin;
use super::place::{context, place, superseded};
use super::runs::{AtOnce, MAX_OPEN_BYTES};

/// Units on their way into the memory. They are indexed here, while their texts are at hand.
pub(super) struct Import<'o, 'db> {
    operation: &'o mut Operation<'db>,
    path: &'o Path,
    /// What is on its way into the index, by languages.
    open: BTreeMap<LanguagePair, AtOnce>,
    /// How many bytes its tokens take.
    bytes: usize,
    added: Added,
    /// Units that made room for others.
    removed: usize,
}

impl<'o, 'db> Import<'o, 'db> {
    /// An import as part of `operation`, into the memory at `path`.
    pub(super) fn new(operation: &'o mut Operation<'db>, path: &'o Path) -> Self {
        Import {
            operation,
            path,
            open: BTreeMap::new(),
            bytes: 0,
            added: Added::default(),
            removed: 0,
        }
    }

    /// Indexes what is left. Returns how many units were taken in, and how many made room for them.
    pub(super) fn finish(mut self) -> Result<(Added, usize), Failure> {
        self.index()?;
        Ok((self.added, self.removed))
    }

    fn try_add(&mut self, unit: &ForeignUnit<'_>) -> Result<bool, Failure> {
        let db = self.operation.db();
        let place = place(db, unit)?;
        let context = context(db, unit, place)?;
        let texts = Texts::new(unit.languages, unit.source, unit.target, &context);
        let (id, is_new) = self.operation.take_in(
            &texts,
            unit.created,
            unit.uses,
            unit.confidence,
            unit.record,
        )?;
        if let Some(origin) = unit.origin {
            let met = UnitOrigin::new(origin, place);
            self.operation.add_origin(id, &met)?;
            if unit.confidence.is_none() {
                self.supersede(unit, place, Some(id))?;
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
            if self.bytes > MAX_OPEN_BYTES {
                self.index()?;
            }
        }
        Ok(is_new)
    }

    /// Takes from the source segments of `unit` what only an alignment has made of them, but for `kept`
    /// and what this import brought. Units that were met nowhere else are deleted.
    fn supersede(
        &mut self,
        unit: &ForeignUnit<'_>,
        place: Option<(i64, i64)>,
        kept: Option<i64>,
    ) -> rusqlite::Result<()> {
        let (Some(place), Some(origin)) = (place, unit.origin) else {
            return Ok(());
        };
        let (db, last) = (self.operation.db(), self.operation.last_unit());
        let segments = &origin.source_segments;
        for id in superseded(db, place, segments, kept, last)? {
            let deleted = self.operation.take_origins(id, place, segments)?;
            self.removed += usize::from(deleted);
        }
        Ok(())
    }

    /// Makes runs of what is on its way into the index.
    fn index(&mut self) -> Result<(), Failure> {
        self.bytes = 0;
        for (languages, open) in std::mem::take(&mut self.open) {
            open.write(self.operation.db(), &languages)?;
        }
        Ok(())
    }
}

impl UnitSink for Import<'_, '_> {
    fn add(&mut self, unit: &ForeignUnit<'_>) -> Result<bool, MemoryError> {
        let path = self.path;
        let is_new = self.try_add(unit).map_err(|error| error.at(path))?;
        self.added.new += usize::from(is_new);
        self.added.known += usize::from(!is_new);
        Ok(is_new)
    }

    fn reject(&mut self, unit: &ForeignUnit<'_>) -> Result<(), MemoryError> {
        let path = self.path;
        let mut work = || {
            let place = place(self.operation.db(), unit)?;
            self.supersede(unit, place, None)
        };
        work().map_err(|error| Failure::from(error).at(path))
    }
}
