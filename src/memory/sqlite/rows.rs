//! Reading rows of units: many with one statement, and one for where they come from.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use crate::text::Language;

use super::super::{Context, LanguagePair, Origin, Record, TranslationUnit};
use super::failure::Failure;
use super::records::read_records;

/// Units that are read with one statement.
pub(super) const BATCH: usize = 512;

/// The units with these ids, in the order of the ids given; unknown ids are left out.
pub(super) fn units_by_ids(db: &Connection, ids: &[i64]) -> Result<Vec<TranslationUnit>, Failure> {
    let mut units = Vec::with_capacity(ids.len());
    for ids in ids.chunks(BATCH) {
        read_batch(db, ids, &mut units)?;
    }
    Ok(units)
}

fn read_batch(
    db: &Connection,
    ids: &[i64],
    units: &mut Vec<TranslationUnit>,
) -> Result<(), Failure> {
    let list = json_list(ids);
    let origins = origins_by_unit(db, &list)?;
    // In SQLite `CROSS JOIN` says which table comes first.
    let mut statement = db.prepare_cached(
        "SELECT u.id, source_language, target_language, source, target, before, after, created,
                uses, confidence
         FROM json_each(?1) wanted CROSS JOIN units u ON u.id = wanted.value ORDER BY wanted.key",
    )?;
    let mut rows = statement.query([&list])?;
    while let Some(row) = rows.next()? {
        let known = units.last().map(|unit: &TranslationUnit| &unit.languages);
        let languages = LanguagePair {
            source: language(row, 1, known.map(|known| &known.source))?,
            target: language(row, 2, known.map(|known| &known.target))?,
        };
        let id = row.get(0)?;
        units.push(TranslationUnit {
            id,
            languages,
            source: row.get(3)?,
            target: row.get(4)?,
            context: Context {
                before: row.get(5)?,
                after: row.get(6)?,
            },
            created: row.get(7)?,
            uses: row.get(8)?,
            confidence: row.get(9)?,
            origins: origins.get(&id).cloned().unwrap_or_default(),
        });
    }
    Ok(())
}

/// The language of a column; mostly that of the row before it, whose tag need not be read again.
fn language(row: &Row<'_>, column: usize, known: Option<&Language>) -> Result<Language, Failure> {
    let tag = row
        .get_ref(column)?
        .as_str()
        .map_err(rusqlite::Error::from)?;
    match known {
        Some(known) if known.as_str() == tag => Ok(known.clone()),
        _ => Language::parse(tag).map_err(|error| Failure::Damaged(error.to_string())),
    }
}

/// Where the units of a JSON list come from, each oldest first.
fn origins_by_unit(db: &Connection, list: &str) -> rusqlite::Result<BTreeMap<i64, Vec<Origin>>> {
    let mut origins: BTreeMap<i64, Vec<Origin>> = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT o.unit_id, a.name, s.number, t.number, o.source_start, o.source_end,
                o.target_start, o.target_end, o.confidence, s.id, t.id
         FROM origins o
         JOIN revisions s ON s.id = o.source_revision
         JOIN revisions t ON t.id = o.target_revision
         JOIN articles a ON a.id = s.article_id
         WHERE o.unit_id IN (SELECT value FROM json_each(?1))
         UNION ALL
         SELECT unit_id, article, source_revision, target_revision, source_start, source_end,
                target_start, target_end, confidence, 0, 0
         FROM file_origins WHERE unit_id IN (SELECT value FROM json_each(?1))
         ORDER BY 10, 11, 2, 3, 4, 5",
    )?;
    let mut rows = statement.query([list])?;
    while let Some(row) = rows.next()? {
        let origin = Origin {
            article: row.get(1)?,
            source_revision: row.get(2)?,
            target_revision: row.get(3)?,
            source_segments: row.get(4)?..row.get(5)?,
            target_segments: row.get(6)?..row.get(7)?,
            confidence: row.get(8)?,
        };
        origins.entry(row.get(0)?).or_default().push(origin);
    }
    Ok(origins)
}

/// What files say of the units with these ids, of those of which they say something.
pub(super) fn records_by_ids(
    db: &Connection,
    ids: &[i64],
) -> rusqlite::Result<BTreeMap<i64, Vec<Record>>> {
    let mut statement = db.prepare_cached(
        "SELECT id, records FROM units
         WHERE id IN (SELECT value FROM json_each(?1)) AND records IS NOT NULL",
    )?;
    let mut rows = statement.query([json_list(ids)])?;
    let mut records = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let json = row.get_ref(1)?.as_str()?;
        records.insert(row.get(0)?, read_records(Some(json))?);
    }
    Ok(records)
}

fn json_list(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", ids.join(","))
}
