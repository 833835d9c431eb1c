//! Reading the index: which runs there are, and what of them is in memory.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::text::comparison_form;

use super::super::index::{
    Builder, Effort, Found, InMemory, IndexError, Prepared, Room, Run, Stored, Summary, View,
    fragments, sample, search, with_words,
};
use super::super::{
    LanguagePair, MemoryError, MemoryErrorKind, SpanUnits, UnitSet, Word, WordAsked, WordSample,
};
use super::runs::{InDatabase, Place, Side, Tags, Voids, each_loose, tags};
use super::{Memory, error_of};

/// So many bytes of blocks are kept in memory from one query to the next.
const KEPT: usize = 128 << 20;

/// The index as it was when it was last looked at.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// What SQLite counts up when another process has changed the database.
    version: Option<i64>,
    pairs: BTreeMap<Tags, Pair>,
    voids: Voids,
    room: Room,
    /// What all queries so far have touched.
    effort: Effort,
}

/// The runs of a pair of languages, by side.
#[derive(Debug, Default)]
struct Pair {
    runs: [Vec<(i64, Box<Stored>)>; 2],
    /// The units that are in no run, as a run in memory, made when it is needed.
    loose: [Option<Box<(Stored, InMemory)>>; 2],
}

impl Index {
    /// Looks at the database again at the next query: this process has changed it.
    pub fn outdate(&mut self) {
        self.version = None;
    }

    /// Learns what has changed. To be called within a transaction, whose state it then shows.
    fn refresh(&mut self, db: &Connection) -> rusqlite::Result<()> {
        let version = db.pragma_query_value(None, "data_version", |row| row.get(0))?;
        if self.version == Some(version) {
            return Ok(());
        }
        let mut known: BTreeMap<i64, Box<Stored>> = std::mem::take(&mut self.pairs)
            .into_values()
            .flat_map(|pair| pair.runs.into_iter().flatten())
            .collect();
        let mut statement = db.prepare_cached(
            "SELECT id, source_language, target_language, side, summary FROM index_runs ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let run: i64 = row.get(0)?;
            let stored = match known.remove(&run) {
                Some(stored) => stored,
                None => match Summary::from_bytes(row.get_ref(4)?.as_blob()?) {
                    Some(summary) => Box::new(Stored::new(summary)),
                    None => return Err(rusqlite::Error::InvalidQuery),
                },
            };
            let pair = self.pairs.entry((row.get(1)?, row.get(2)?)).or_default();
            let side = usize::from(row.get::<_, i64>(3)? != 0);
            pair.runs[side].push((run, stored));
        }
        let mut statement = db.prepare_cached(
            "SELECT DISTINCT u.source_language, u.target_language
             FROM index_loose l CROSS JOIN units u ON u.id = l.unit_id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.pairs.entry((row.get(0)?, row.get(1)?)).or_default();
        }
        self.voids = Voids::of(db)?;
        self.version = Some(version);
        Ok(())
    }

    /// Calls `work` with the runs of one side of a pair of languages.
    fn with_views<T>(
        &mut self,
        db: &Connection,
        tags: &Tags,
        side: Side,
        work: impl FnOnce(&[View<'_>], &mut Room, &mut Effort) -> super::super::index::Result<T>,
    ) -> Result<Option<T>, Failure> {
        let Some(pair) = self.pairs.get_mut(tags) else {
            return Ok(None);
        };
        let at = side as usize;
        if pair.loose[at].is_none() {
            pair.loose[at] = Some(Box::new(loose_run(db, tags, side)?));
        }
        let runs = &pair.runs[at];
        let voids = &self.voids;
        let is_void: Vec<_> = runs
            .iter()
            .map(|&(run, _)| move |id: i64| voids.has(run, id))
            .collect();
        let sources: Vec<InDatabase<'_>> = runs
            .iter()
            .map(|&(run, _)| InDatabase {
                db,
                place: Place::Memory,
                run,
            })
            .collect();
        let mut opened: Vec<Run<'_>> = runs
            .iter()
            .zip(&sources)
            .map(|((_, stored), source)| Run::new(stored, source))
            .collect();
        let never = |_: i64| false;
        if let Some(loose) = &pair.loose[at] {
            opened.push(Run::new(&loose.0, &loose.1));
        }
        let views: Vec<View<'_>> = opened
            .iter()
            .enumerate()
            .map(|(at, run)| View {
                run,
                is_void: match is_void.get(at) {
                    Some(is_void) => is_void,
                    None => &never,
                },
            })
            .collect();
        let result = work(&views, &mut self.room, &mut self.effort)?;
        self.forget_some();
        Ok(Some(result))
    }

    /// Keeps no more blocks than there is room for.
    fn forget_some(&self) {
        let all = || {
            let pairs = self.pairs.values();
            pairs
                .flat_map(|pair| pair.runs.iter().flatten())
                .map(|(_, stored)| stored)
        };
        let kept: usize = all().map(|stored| stored.kept_bytes()).sum();
        if kept > KEPT {
            all().for_each(|stored| stored.forget());
        }
    }
}

/// The loose units of a pair of languages as a run.
fn loose_run(db: &Connection, tags: &Tags, side: Side) -> Result<(Stored, InMemory), Failure> {
    let mut builder = Builder::default();
    each_loose(db, tags, side, i64::MAX as usize, |id, text| {
        builder.add(id, &comparison_form(text))
    })?;
    let mut blocks = InMemory::default();
    let summary = builder.finish(&mut blocks)?;
    Ok((Stored::new(summary), blocks))
}

/// Why the index gave no answer.
#[derive(Debug)]
pub(super) enum Failure {
    Sqlite(rusqlite::Error),
    Index(IndexError),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Failure::Sqlite(error)
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::Blocks(error) => match error.downcast::<rusqlite::Error>() {
                Ok(error) => Failure::Sqlite(*error),
                Err(error) => Failure::Index(IndexError::Blocks(error)),
            },
            other => Failure::Index(other),
        }
    }
}

impl Failure {
    /// What it means to somebody who works with the memory at `path`.
    pub fn at(self, path: &std::path::Path) -> MemoryError {
        match self {
            Failure::Sqlite(error) => error_of(path, error),
            Failure::Index(error) => MemoryError::caused(MemoryErrorKind::Damaged, path, error),
        }
    }
}

impl Memory {
    /// Calls `work` with the index as it is now, all of it in one state of the database.
    fn with_index<T>(
        &self,
        work: impl FnOnce(&mut Index, &Connection) -> Result<T, Failure>,
    ) -> Result<T, MemoryError> {
        let run = || {
            let transaction = self.connection.unchecked_transaction()?;
            let mut index = self.index.borrow_mut();
            index.refresh(&transaction)?;
            let result = work(&mut index, &transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        run().map_err(|error: Failure| error.at(&self.path))
    }

    pub(super) fn indexed_pairs(&self) -> Result<Vec<Tags>, MemoryError> {
        self.with_index(|index, _| Ok(index.pairs.keys().cloned().collect()))
    }

    pub(super) fn search(
        &self,
        languages: &LanguagePair,
        side: Side,
        form: &str,
        threshold: u8,
        wanted: usize,
    ) -> Result<Vec<Found>, MemoryError> {
        let query = Prepared::of(form);
        let found = self.with_index(|index, db| {
            index.with_views(db, &tags(languages), side, |views, room, effort| {
                search(views, &query, threshold, wanted, room, effort)
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    pub(super) fn find_words(
        &self,
        words: &[Word],
        speaks: &dyn Fn(Side, &str) -> bool,
        within: Option<&UnitSet>,
    ) -> Result<UnitSet, MemoryError> {
        let mut found = UnitSet::default();
        self.with_index(|index, db| {
            let pairs: Vec<Tags> = index.pairs.keys().cloned().collect();
            for tags in &pairs {
                for (side, tag) in Side::BOTH.into_iter().zip([&tags.0, &tags.1]) {
                    if !speaks(side, tag) {
                        continue;
                    }
                    index.with_views(db, tags, side, |views, _, _| {
                        for view in views {
                            with_words(view, words, within, &mut found)?;
                        }
                        Ok(())
                    })?;
                }
            }
            Ok(())
        })?;
        Ok(found)
    }

    pub(super) fn find_spans(
        &self,
        languages: &LanguagePair,
        words: &[String],
        least: usize,
    ) -> Result<Vec<SpanUnits>, MemoryError> {
        let found = self.with_index(|index, db| {
            index.with_views(db, &tags(languages), Side::Source, |views, _, _| {
                fragments(views, words, least)
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    pub(super) fn sample(
        &self,
        languages: &LanguagePair,
        side: Side,
        words: &[WordAsked<'_>],
    ) -> Result<Vec<WordSample>, MemoryError> {
        let found = self.with_index(|index, db| {
            index.with_views(db, &tags(languages), side, |views, _, _| {
                let all: u64 = views.iter().map(|view| u64::from(view.run.units())).sum();
                let mut samples = Vec::with_capacity(words.len());
                for &WordAsked { word, prefix, most } in words {
                    let mut found = WordSample::default();
                    for view in views {
                        let part = (most as u64 * u64::from(view.run.units())).div_ceil(all.max(1));
                        found.units += sample(view, word, prefix, part as usize, &mut found.ids)?;
                    }
                    found.ids.sort_unstable();
                    found.ids.truncate(most);
                    samples.push(found);
                }
                Ok(samples)
            })
        })?;
        Ok(found.unwrap_or_else(|| vec![WordSample::default(); words.len()]))
    }

    pub(super) fn indexed_units(&self, languages: &LanguagePair) -> Result<usize, MemoryError> {
        let found = self.with_index(|index, db| {
            index.with_views(db, &tags(languages), Side::Source, |views, _, _| {
                Ok(views.iter().map(|view| view.run.units() as usize).sum())
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// What all look-ups of this memory have touched since it was opened: entries of posting
    /// lists, units whose tokens were read, and units for which a distance was computed.
    #[doc(hidden)]
    pub fn effort(&self) -> (u64, u64, u64) {
        let effort = self.index.borrow().effort;
        (effort.postings, effort.units, effort.distances)
    }
}
