//! Reading units, one state of the memory after the other.

use rusqlite::{Connection, OptionalExtension, params};

use crate::text::{INLINE_CODE, Language};

use super::super::snapshot::Snapshot;
use super::super::store::{Stats, UnitIter, UnitStore};
use super::super::{LanguagePair, MemoryError, Record, SURE, TranslationUnit};
use super::failure::Failure;
use super::memory::Memory;
use super::reading::Reading;
use super::records::{plain_text, read_records};
use super::rows::{BATCH, records_by_ids, units_by_ids};

impl UnitStore for Memory {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, MemoryError> {
        Ok(Box::new(Reading::new(self)?))
    }

    fn units_after<'a>(
        &'a self,
        last: i64,
        from: Option<&'a Language>,
        to: Option<&'a Language>,
    ) -> UnitIter<'a> {
        let read = move |last| {
            self.read(|db| {
                let ids = ids_after(db, last, from, to)?;
                units_by_ids(db, &ids)
            })
        };
        in_batches(last, |unit: &TranslationUnit| unit.id, read)
    }

    fn units_with_records<'a>(
        &'a self,
        from: Option<&'a Language>,
        to: Option<&'a Language>,
    ) -> UnitIter<'a, (TranslationUnit, Vec<Record>)> {
        let read = move |last| {
            self.read(|db| {
                let ids = ids_after(db, last, from, to)?;
                let mut records = records_by_ids(db, &ids)?;
                let units = units_by_ids(db, &ids)?.into_iter();
                let with_records = |unit: TranslationUnit| {
                    let records = records.remove(&unit.id).unwrap_or_default();
                    (unit, records)
                };
                Ok(units.map(with_records).collect())
            })
        };
        in_batches(
            0,
            |(unit, _): &(TranslationUnit, Vec<Record>)| unit.id,
            read,
        )
    }

    fn doubtful_units(
        &self,
        article: Option<&str>,
        from: Option<&Language>,
        to: Option<&Language>,
    ) -> Result<Vec<i64>, MemoryError> {
        self.query(|db| {
            db.prepare_cached(
                "SELECT id FROM units u
                 WHERE confidence < ?1
                   AND (?2 IS NULL OR source_language = ?2)
                   AND (?3 IS NULL OR target_language = ?3)
                   AND (?4 IS NULL
                        OR EXISTS (SELECT 1 FROM origins o
                                   JOIN revisions r ON r.id = o.source_revision
                                   JOIN articles a ON a.id = r.article_id
                                   WHERE o.unit_id = u.id AND a.name = ?4)
                        OR EXISTS (SELECT 1 FROM file_origins f
                                   WHERE f.unit_id = u.id AND f.article = ?4))
                 ORDER BY id",
            )?
            .query_map(
                params![
                    SURE,
                    from.map(Language::as_str),
                    to.map(Language::as_str),
                    article
                ],
                |row| row.get(0),
            )?
            .collect()
        })
    }

    fn records(&self, id: i64) -> Result<Vec<Record>, MemoryError> {
        self.read(|db| {
            let json: Option<Option<String>> = db
                .prepare_cached("SELECT records FROM units WHERE id = ?1")?
                .query_row([id], |row| row.get(0))
                .optional()?;
            Ok(read_records(json.flatten().as_deref())?)
        })
    }

    fn without_codes(&self, id: i64, text: String) -> Result<String, MemoryError> {
        match text.contains(INLINE_CODE) {
            true => Ok(plain_text(text, &self.records(id)?)),
            false => Ok(text),
        }
    }

    fn stats(&self) -> Result<Stats, MemoryError> {
        let doubtful = self.doubtful_units(None, None, None)?.len();
        self.read(|db| {
            let number = |sql: &str| db.query_row(sql, [], |row| row.get::<_, usize>(0));
            let count = |table: &str| number(&format!("SELECT count(*) FROM {table}"));
            let mut statement = db.prepare_cached(
                "SELECT source_language, target_language, count(*) FROM units
                 GROUP BY 1, 2 ORDER BY 1, 2",
            )?;
            let mut rows = statement.query([])?;
            let mut pairs = Vec::new();
            while let Some(row) = rows.next()? {
                let languages = LanguagePair {
                    source: language(row.get(0)?)?,
                    target: language(row.get(1)?)?,
                };
                pairs.push((languages, row.get(2)?));
            }
            let pages = number("SELECT page_count FROM pragma_page_count")? as u64;
            let page = number("SELECT page_size FROM pragma_page_size")? as u64;
            Ok(Stats {
                units: count("units")?,
                doubtful,
                articles: count("articles")?,
                revisions: count("revisions")?,
                segments: count("segments")?,
                met: number("SELECT coalesce(sum(met), 0) FROM units")?,
                pairs,
                bytes: pages * page,
            })
        })
    }
}

/// What `read` gives, batch by batch: each has what follows the `last` id of the one before.
fn in_batches<'a, T: 'a>(
    mut last: i64,
    id: impl Fn(&T) -> i64 + 'a,
    mut read: impl FnMut(i64) -> Result<Vec<T>, MemoryError> + 'a,
) -> UnitIter<'a, T> {
    let mut done = false;
    let mut batch = Vec::new().into_iter();
    Box::new(std::iter::from_fn(move || {
        if let Some(unit) = batch.next() {
            return Some(Ok(unit));
        }
        if done {
            return None;
        }
        match read(last) {
            Ok(units) => {
                done = units.len() < BATCH;
                last = units.last().map_or(last, &id);
                batch = units.into_iter();
                batch.next().map(Ok)
            }
            Err(error) => {
                done = true;
                Some(Err(error))
            }
        }
    }))
}

/// The ids of the next batch after `last`.
fn ids_after(
    db: &Connection,
    last: i64,
    from: Option<&Language>,
    to: Option<&Language>,
) -> rusqlite::Result<Vec<i64>> {
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
}

/// The language that a tag of the database names.
pub(super) fn language(tag: String) -> Result<Language, Failure> {
    Language::parse(&tag).map_err(|error| Failure::Damaged(error.to_string()))
}
