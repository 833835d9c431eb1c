//! One state of the memory, for a look-up.

use std::cell::RefCell;
use std::sync::Arc;

use crate::text::{Language, comparison_form};

use super::super::index::{Effort, Found, Prepared, fragments, sample, search, with_words};
use super::super::snapshot::{ScoredUnit, Snapshot, SpanUnits, WordQuery, WordSample};
use super::super::{LanguagePair, MemoryError, TranslationUnit, UnitSet, UnitSide, Word};
use super::failure::Failure;
use super::index::Index;
use super::memory::Memory;
use super::readers::{Reader, lock};
use super::rows::units_by_ids;
use super::runs::{Side, Tags, tags};

/// A connection in a transaction that reads, with the index of the state that it sees.
pub(super) struct Reading<'a> {
    memory: &'a Memory,
    /// `None` only once it is given back.
    reader: Option<Reader>,
    index: Arc<Index>,
    effort: RefCell<Effort>,
}

impl<'a> Reading<'a> {
    /// Begins to read `memory`.
    pub(super) fn new(memory: &'a Memory) -> Result<Self, MemoryError> {
        let begin = || {
            let reader = memory.readers.take()?;
            reader.connection.prepare_cached("BEGIN")?.execute([])?;
            match memory.index.current(&reader.connection) {
                Ok(index) => Ok((reader, index)),
                // Its transaction ends with the connection.
                Err(failure) => Err(failure),
            }
        };
        let (reader, index) = begin().map_err(|error: Failure| error.at(memory.path()))?;
        Ok(Reading {
            memory,
            reader: Some(reader),
            index,
            effort: RefCell::default(),
        })
    }

    fn with_reader<T>(
        &self,
        work: impl FnOnce(&Reader) -> Result<T, Failure>,
    ) -> Result<T, MemoryError> {
        let result = match &self.reader {
            Some(reader) => work(reader),
            None => Err(rusqlite::Error::InvalidQuery.into()),
        };
        result.map_err(|error| error.at(self.memory.path()))
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.memory.index.forget_some(&self.index);
        let touched = *self.effort.borrow();
        let mut effort = lock(&self.memory.effort);
        effort.postings += touched.postings;
        effort.units += touched.units;
        effort.distances += touched.distances;
        drop(effort);
        if let Some(reader) = self.reader.take() {
            let ended = reader
                .connection
                .prepare_cached("COMMIT")
                .and_then(|mut end| end.execute([]));
            // A connection that cannot end its transaction is closed.
            if ended.is_ok() {
                self.memory.readers.give_back(reader);
            }
        }
    }
}

impl Snapshot for Reading<'_> {
    fn language_pairs(&self) -> Result<Vec<LanguagePair>, MemoryError> {
        Ok(self.index.languages().to_vec())
    }

    fn nearest(
        &self,
        languages: &LanguagePair,
        side: UnitSide,
        text: &str,
        threshold: u8,
        wanted: usize,
    ) -> Result<Vec<ScoredUnit>, MemoryError> {
        let query = Prepared::new(&comparison_form(text));
        let found = self.with_reader(
            |Reader {
                 connection,
                 scratch,
             }| {
                let (mut scratch, mut effort) = (scratch.borrow_mut(), self.effort.borrow_mut());
                let tags = tags(languages);
                self.index
                    .with_views(connection, &tags, side.into(), |views| {
                        search(views, &query, threshold, wanted, &mut scratch, &mut effort)
                    })
            },
        )?;
        let near = |Found { id, score }| ScoredUnit { id, score };
        Ok(found.unwrap_or_default().into_iter().map(near).collect())
    }

    fn units(&self, ids: &[i64]) -> Result<Vec<TranslationUnit>, MemoryError> {
        self.with_reader(|reader| units_by_ids(&reader.connection, ids))
    }

    fn with_phrase(
        &self,
        words: &[Word],
        side: Option<UnitSide>,
        language: Option<&Language>,
        within: Option<&UnitSet>,
    ) -> Result<UnitSet, MemoryError> {
        let is_asked = |on: Side, tag: &str| {
            let in_language = language.is_none_or(|asked| {
                tag == asked.as_str() || tag.split('-').next() == Some(asked.as_str())
            });
            in_language && side.is_none_or(|side| on == side.into())
        };
        let mut found = UnitSet::default();
        self.with_reader(|reader| {
            for tags in self.index.tags() {
                let of_sides: [(Side, &String); 2] =
                    [(Side::Source, &tags.0), (Side::Target, &tags.1)];
                for (side, tag) in of_sides {
                    if !is_asked(side, tag) {
                        continue;
                    }
                    self.index
                        .with_views(&reader.connection, tags, side, |views| {
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

    fn spans_with(
        &self,
        languages: &LanguagePair,
        words: &[String],
        min_words: usize,
    ) -> Result<Vec<SpanUnits>, MemoryError> {
        let tags: Tags = tags(languages);
        let found = self.with_reader(|reader| {
            let db = &reader.connection;
            self.index.with_views(db, &tags, Side::Source, |views| {
                fragments(views, words, min_words)
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    fn sample_words(
        &self,
        languages: &LanguagePair,
        side: UnitSide,
        words: &[WordQuery<'_>],
    ) -> Result<Vec<WordSample>, MemoryError> {
        let tags = tags(languages);
        let found = self.with_reader(|reader| {
            self.index
                .with_views(&reader.connection, &tags, side.into(), |views| {
                    let all: u64 = views.iter().map(|view| u64::from(view.run.units())).sum();
                    let mut samples = Vec::with_capacity(words.len());
                    for &WordQuery {
                        word,
                        prefix,
                        max_units,
                    } in words
                    {
                        let mut found = WordSample::default();
                        for view in views {
                            let part = (max_units as u64 * u64::from(view.run.units()))
                                .div_ceil(all.max(1));
                            found.units +=
                                sample(view, word, prefix, part as usize, &mut found.ids)?;
                        }
                        found.ids.sort_unstable();
                        found.ids.truncate(max_units);
                        samples.push(found);
                    }
                    Ok(samples)
                })
        })?;
        Ok(found.unwrap_or_else(|| vec![WordSample::default(); words.len()]))
    }

    fn units_of(&self, languages: &LanguagePair) -> Result<usize, MemoryError> {
        let tags = tags(languages);
        let found = self.with_reader(|reader| {
            self.index
                .with_views(&reader.connection, &tags, Side::Source, |views| {
                    Ok(views.iter().map(|view| view.run.units() as usize).sum())
                })
        })?;
        Ok(found.unwrap_or_default())
    }
}
