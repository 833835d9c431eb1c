//! Translation units: adding them, finding them, and where they come from.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use crate::text::{Language, comparison_form};

use super::super::index::Found;
use super::super::unit::Texts;
use super::super::{
    Context, LanguagePair, MemoryError, Near, NewUnit, Origin, RevisionInfo, SpanUnits, Store,
    TranslationUnit, UnitSet, UnitSide, Word, WordAsked, WordSample,
};
use super::add::add;
use super::index::Failure;
use super::runs::{Side, settle};
use super::{Memory, error_of};

/// So many units are read at a time when all of them are wanted.
const BATCH: usize = 512;

/// What a memory holds, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// Translation units.
    pub units: usize,
    /// Articles, whatever their languages and revisions.
    pub articles: usize,
    /// Revisions of articles, in all languages.
    pub revisions: usize,
    /// Segments of all revisions.
    pub segments: usize,
    /// Units that only an unsure alignment has made.
    pub doubtful: usize,
    /// Pairs of a source and a target that were taken in: units, and once more for each time that
    /// one was met again.
    pub met: usize,
    /// Units by languages, in the order of their tags.
    pub pairs: Vec<(LanguagePair, usize)>,
    /// Size of the database, in bytes.
    pub bytes: u64,
}

/// A segment in another language, as the memory has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendering {
    /// The text in the other language, without inline codes.
    pub text: String,
    /// Positions of the segments that it renders, from 0.
    pub segments: std::ops::Range<usize>,
    /// Confidence of the alignment, 0–1.
    pub confidence: f64,
}

/// How many of the units given were new.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    /// Units that were stored.
    pub new: usize,
    /// Units that were there already and gained a use.
    pub known: usize,
}

impl Memory {
    /// Stores the units that aligning `target` with `source` gave, in one transaction, and that
    /// the two are aligned; nothing if they are already. `now` is the time to note, in seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails; then nothing is stored.
    pub fn add_bitext(
        &mut self,
        source: &RevisionInfo,
        target: &RevisionInfo,
        units: &[NewUnit<'_>],
        now: i64,
    ) -> Result<Added, MemoryError> {
        let path = self.path.clone();
        let languages = LanguagePair {
            source: source.language.clone(),
            target: target.language.clone(),
        };
        let mut work = || -> Result<Added, Failure> {
            let behavior = TransactionBehavior::Immediate;
            let transaction = self.connection.transaction_with_behavior(behavior)?;
            let mut added = Added::default();
            // Another build may have come first.
            if is_aligned(&transaction, source.id, target.id)? {
                return Ok(added);
            }
            for unit in units {
                let texts = Texts::of(&languages, unit.source, unit.target, &unit.context);
                let confidence = Some(unit.confidence);
                let record = unit.record.as_ref();
                let (id, is_new) = add(&transaction, &texts, now, 1, confidence, record)?;
                added.new += usize::from(is_new);
                added.known += usize::from(!is_new);
                add_origin(&transaction, id, source.id, target.id, unit)?;
            }
            transaction.execute(
                "INSERT OR IGNORE INTO bitexts VALUES (?1, ?2)",
                [source.id, target.id],
            )?;
            // Of two translations neither is the source of the other.
            if source.language == source.source_language {
                transaction.execute(
                    "UPDATE revisions SET translates = ?1 WHERE id = ?2",
                    [source.id, target.id],
                )?;
            }
            settle(&transaction)?;
            transaction.commit()?;
            self.index.get_mut().outdate();
            Ok(added)
        };
        work().map_err(|error| error.at(&path))
    }

    /// The translation of segment number `position` of `revision` in the newest revision in
    /// `language` that is aligned with it; none if there is none.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn rendering(
        &self,
        revision: &RevisionInfo,
        position: usize,
        language: &Language,
    ) -> Result<Option<Rendering>, MemoryError> {
        let found: Option<(Rendering, i64)> = self.try_with(|db| {
            db.prepare_cached(
                "SELECT u.target, o.source_start, o.source_end, o.confidence, r.number, u.id
                 FROM origins o
                 JOIN units u ON u.id = o.unit_id
                 JOIN revisions r ON r.id = o.target_revision
                 WHERE o.source_revision = ?1 AND ?2 >= o.source_start AND ?2 < o.source_end
                   AND r.language = ?3
                 UNION ALL
                 SELECT u.source, o.target_start, o.target_end, o.confidence, r.number, u.id
                 FROM origins o
                 JOIN units u ON u.id = o.unit_id
                 JOIN revisions r ON r.id = o.source_revision
                 WHERE o.target_revision = ?1 AND ?2 >= o.target_start AND ?2 < o.target_end
                   AND r.language = ?3
                 ORDER BY 5 DESC LIMIT 1",
            )?
            .query_row(params![revision.id, position, language.as_str()], |row| {
                let rendering = Rendering {
                    text: row.get(0)?,
                    segments: row.get(1)?..row.get(2)?,
                    confidence: row.get(3)?,
                };
                Ok((rendering, row.get(5)?))
            })
            .optional()
        })?;
        let Some((rendering, id)) = found else {
            return Ok(None);
        };
        Ok(Some(Rendering {
            text: self.without_codes(id, rendering.text)?,
            ..rendering
        }))
    }

    /// What the memory holds, in numbers.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn stats(&self) -> Result<Stats, MemoryError> {
        let count = |table: &str| {
            self.try_with(|db| {
                db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                    row.get(0)
                })
            })
        };
        let pairs: Vec<(String, String, usize)> = self.try_with(|db| {
            db.prepare_cached(
                "SELECT source_language, target_language, count(*) FROM units
                 GROUP BY 1, 2 ORDER BY 1, 2",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect()
        })?;
        let pairs = pairs
            .into_iter()
            .map(|(source, target, units)| Ok((self.pair(&source, &target)?, units)))
            .collect::<Result<_, MemoryError>>()?;
        let pages: u64 =
            self.try_with(|db| db.pragma_query_value(None, "page_count", |r| r.get(0)))?;
        let page: u64 =
            self.try_with(|db| db.pragma_query_value(None, "page_size", |r| r.get(0)))?;
        Ok(Stats {
            units: count("units")?,
            doubtful: self.doubtful_units(None, None, None)?.len(),
            articles: count("articles")?,
            revisions: count("revisions")?,
            segments: count("segments")?,
            met: self.try_with(|db| {
                db.query_row("SELECT coalesce(sum(met), 0) FROM units", [], |row| {
                    row.get(0)
                })
            })?,
            pairs,
            bytes: pages * page,
        })
    }

    /// All units in the order of their ids, read by batches, so that any number of them costs
    /// little room. Only those of one source and one target language, where they are given.
    pub fn all_units<'a>(
        &'a self,
        from: Option<&'a Language>,
        to: Option<&'a Language>,
    ) -> impl Iterator<Item = Result<TranslationUnit, MemoryError>> + 'a {
        self.units_after(0, from, to)
    }

    /// Like [`Memory::all_units`], but only those with greater ids than `last`.
    pub fn units_after<'a>(
        &'a self,
        mut last: i64,
        from: Option<&'a Language>,
        to: Option<&'a Language>,
    ) -> impl Iterator<Item = Result<TranslationUnit, MemoryError>> + 'a {
        let mut done = false;
        let mut batch = Vec::new().into_iter();
        std::iter::from_fn(move || {
            if let Some(unit) = batch.next() {
                return Some(Ok(unit));
            }
            if done {
                return None;
            }
            match self.batch_after(last, from, to) {
                Ok(units) => {
                    done = units.len() < BATCH;
                    last = units.last().map_or(last, |unit| unit.id);
                    batch = units.into_iter();
                    batch.next().map(Ok)
                }
                Err(error) => {
                    done = true;
                    Some(Err(error))
                }
            }
        })
    }

    fn batch_after(
        &self,
        last: i64,
        from: Option<&Language>,
        to: Option<&Language>,
    ) -> Result<Vec<TranslationUnit>, MemoryError> {
        let ids: Vec<i64> = self.try_with(|db| {
            db.prepare_cached(
                "SELECT id FROM units WHERE id > ?1
                 AND (?2 IS NULL OR source_language = ?2) AND (?3 IS NULL OR target_language = ?3)
                 ORDER BY id LIMIT ?4",
            )?
            .query_map(
                params![
                    last,
                    from.map(Language::as_str),
                    to.map(Language::as_str),
                    BATCH
                ],
                |row| row.get(0),
            )?
            .collect()
        })?;
        self.units(&ids)
    }

    fn pair(&self, source: &str, target: &str) -> Result<LanguagePair, MemoryError> {
        Ok(LanguagePair {
            source: self.language(source)?,
            target: self.language(target)?,
        })
    }

    fn unit(&self, id: i64) -> Result<Option<TranslationUnit>, MemoryError> {
        let row = self.try_with(|db| {
            db.prepare_cached(
                "SELECT source_language, target_language, source, target, before, after, created,
                        uses, confidence
                 FROM units WHERE id = ?1",
            )?
            .query_row([id], |row| {
                let tags: (String, String) = (row.get(0)?, row.get(1)?);
                Ok((tags, unit_of(id, row)?))
            })
            .optional()
        })?;
        let Some(((source, target), mut unit)) = row else {
            return Ok(None);
        };
        unit.languages = self.pair(&source, &target)?;
        unit.origins = self.try_with(|db| {
            db.prepare_cached(
                "SELECT a.name, s.number, t.number, o.source_start, o.source_end,
                        o.target_start, o.target_end, o.confidence, s.id, t.id
                 FROM origins o
                 JOIN revisions s ON s.id = o.source_revision
                 JOIN revisions t ON t.id = o.target_revision
                 JOIN articles a ON a.id = s.article_id
                 WHERE o.unit_id = ?1
                 UNION ALL
                 SELECT article, source_revision, target_revision, source_start, source_end,
                        target_start, target_end, confidence, 0, 0
                 FROM file_origins WHERE unit_id = ?1
                 ORDER BY 9, 10, 1, 2, 3, 4",
            )?
            .query_map([id], origin_of)?
            .collect()
        })?;
        Ok(Some(unit))
    }
}

impl Store for Memory {
    fn language_pairs(&self) -> Result<Vec<LanguagePair>, MemoryError> {
        let tags = self.indexed_pairs()?;
        tags.iter()
            .map(|(source, target)| self.pair(source, target))
            .collect()
    }

    fn nearest(
        &self,
        languages: &LanguagePair,
        side: UnitSide,
        text: &str,
        threshold: u8,
        wanted: usize,
    ) -> Result<Vec<Near>, MemoryError> {
        let form = comparison_form(text);
        let found = self.search(languages, side.into(), &form, threshold, wanted)?;
        let near = |Found { id, score }| Near { id, score };
        Ok(found.into_iter().map(near).collect())
    }

    fn units(&self, ids: &[i64]) -> Result<Vec<TranslationUnit>, MemoryError> {
        // In one transaction, or each statement would lock the file anew.
        let transaction = match self.connection.is_autocommit() && ids.len() > 1 {
            true => {
                let begun = self.connection.unchecked_transaction();
                Some(begun.map_err(|error| error_of(&self.path, error))?)
            }
            false => None,
        };
        let units = ids.iter().filter_map(|&id| self.unit(id).transpose());
        let units = units.collect::<Result<_, _>>()?;
        if let Some(transaction) = transaction {
            let ended = transaction.commit();
            ended.map_err(|error| error_of(&self.path, error))?;
        }
        Ok(units)
    }

    fn with_phrase(
        &self,
        words: &[Word],
        side: Option<UnitSide>,
        language: Option<&Language>,
        within: Option<&UnitSet>,
    ) -> Result<UnitSet, MemoryError> {
        let speaks = |on: Side, tag: &str| {
            let in_language = language.is_none_or(|asked| {
                tag == asked.as_str() || tag.split('-').next() == Some(asked.as_str())
            });
            let on_side = match side {
                None => true,
                Some(UnitSide::Source) => on == Side::Source,
                Some(UnitSide::Target) => on == Side::Target,
            };
            in_language && on_side
        };
        self.find_words(words, &speaks, within)
    }

    fn spans_with(
        &self,
        languages: &LanguagePair,
        words: &[String],
        least: usize,
    ) -> Result<Vec<SpanUnits>, MemoryError> {
        self.find_spans(languages, words, least)
    }

    fn sample_words(
        &self,
        languages: &LanguagePair,
        side: UnitSide,
        words: &[WordAsked<'_>],
    ) -> Result<Vec<WordSample>, MemoryError> {
        self.sample(languages, side.into(), words)
    }

    fn units_of(&self, languages: &LanguagePair) -> Result<usize, MemoryError> {
        self.indexed_units(languages)
    }
}

pub(super) fn is_aligned(db: &Connection, source: i64, target: i64) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM bitexts WHERE source_revision = ?1 AND target_revision = ?2")?
        .exists([source, target])
}

fn add_origin(
    db: &Connection,
    unit: i64,
    source_revision: i64,
    target_revision: i64,
    place: &NewUnit<'_>,
) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO origins VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute(params![
            unit,
            source_revision,
            target_revision,
            place.source_segments.start,
            place.source_segments.end,
            place.target_segments.start,
            place.target_segments.end,
            place.confidence
        ])?;
    Ok(())
}

fn unit_of(id: i64, row: &Row<'_>) -> rusqlite::Result<TranslationUnit> {
    let unknown = Language::undetermined();
    Ok(TranslationUnit {
        id,
        languages: LanguagePair {
            source: unknown.clone(),
            target: unknown,
        },
        source: row.get(2)?,
        target: row.get(3)?,
        context: Context {
            before: row.get(4)?,
            after: row.get(5)?,
        },
        created: row.get(6)?,
        uses: row.get(7)?,
        confidence: row.get(8)?,
        origins: Vec::new(),
    })
}

fn origin_of(row: &Row<'_>) -> rusqlite::Result<Origin> {
    Ok(Origin {
        article: row.get(0)?,
        source_revision: row.get(1)?,
        target_revision: row.get(2)?,
        source_segments: row.get(3)?..row.get(4)?,
        target_segments: row.get(5)?..row.get(6)?,
        confidence: row.get(7)?,
    })
}
