//! Adding a unit, or meeting it again.

use rusqlite::{Transaction, params};

use super::super::Record;
use super::super::unit::Texts;
use super::records::{say, stored};

/// Stores a unit, or notes `uses` further uses of the one that is there already; its id, and
/// whether it is new. What somebody stands behind (no confidence) is not doubted again.
pub(super) fn add(
    db: &Transaction<'_>,
    texts: &Texts<'_>,
    created: i64,
    uses: u32,
    confidence: Option<f64>,
    record: Option<&Record>,
) -> rusqlite::Result<(i64, bool)> {
    let record = record.filter(|record| !record.is_empty());
    // As the list that it begins.
    let records = record.map(|record| stored(&[record])).transpose()?;
    let key = texts.key();
    let texts = params![
        key,
        texts.languages.source.as_str(),
        texts.languages.target.as_str(),
        texts.source,
        texts.target,
        texts.context.before,
        texts.context.after,
        created,
        uses,
        confidence,
        records
    ];
    // Most units of an import are new: so this comes first. It also spares SQLite a copy of each
    // page that is changed, which it would need to undo a statement that fails halfway.
    let mut insert = db.prepare_cached(
        "INSERT OR IGNORE INTO units (key, source_language, target_language, source, target,
                                      before, after, created, uses, confidence, records)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    if insert.execute(texts)? > 0 {
        return Ok((db.last_insert_rowid(), true));
    }
    let (id, known): (i64, Option<String>) = db
        .prepare_cached(
            // SQLite's max() of several values is null if one of them is.
            "UPDATE units SET uses = uses + ?2, met = met + 1, confidence = max(confidence, ?3)
             WHERE key = ?1 RETURNING id, records",
        )?
        .query_row(params![key, uses, confidence], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    // The same file once more says nothing new.
    if let Some(record) = record
        && records != known
    {
        say(db, id, record, known)?;
    }
    Ok((id, false))
}
