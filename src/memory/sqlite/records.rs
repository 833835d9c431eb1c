//! What files say of units beyond their texts.

use rusqlite::types::Type;
use rusqlite::{Connection, Error, OptionalExtension, params};

use super::super::{MemoryError, Record};
use super::Memory;
use crate::text::{INLINE_CODE, comparison_form};

/// A unit keeps so many different records; what comes after them is only counted.
const MOST_RECORDS: usize = 64;

impl Memory {
    /// What files say of the unit `id` beyond its texts, a record for each different thing said, in
    /// the order in which they came; none if it comes from elsewhere, or is not there.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn records(&self, id: i64) -> Result<Vec<Record>, MemoryError> {
        self.try_with(|db| {
            let json = db
                .prepare_cached("SELECT records FROM units WHERE id = ?1")?
                .query_row([id], |row| row.get(0))
                .optional()?;
            records_of(json.flatten())
        })
    }
}

impl Memory {
    /// A text of the unit `id` without its inline codes, as a person reads it.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn without_codes(&self, id: i64, text: String) -> Result<String, MemoryError> {
        match text.contains(INLINE_CODE) {
            true => Ok(plain(text, &self.records(id)?)),
            false => Ok(text),
        }
    }
}

/// Notes that a file says this of the unit `id`, of which so much is `known`.
pub(super) fn say(
    db: &Connection,
    id: i64,
    record: &Record,
    known: Option<String>,
) -> rusqlite::Result<()> {
    let mut all = records_of(known)?;
    if all.len() < MOST_RECORDS && !all.contains(record) {
        all.push(record.clone());
        let all = stored(&all.iter().collect::<Vec<_>>())?;
        db.prepare_cached("UPDATE units SET records = ?2 WHERE id = ?1")?
            .execute(params![id, all])?;
    }
    Ok(())
}

/// Records as the database has them.
pub(super) fn stored(records: &[&Record]) -> rusqlite::Result<String> {
    serde_json::to_string(records).map_err(|error| Error::ToSqlConversionFailure(error.into()))
}

/// A text of a unit without its inline codes, of which files say so much.
fn plain(text: String, records: &[Record]) -> String {
    let form = comparison_form(&text);
    let sides = records
        .iter()
        .flat_map(|record| [&record.source, &record.target]);
    match sides
        .flatten()
        .find(|marked| comparison_form(&marked.text()) == form)
    {
        Some(marked) => marked.plain_text(),
        None => text.replace(INLINE_CODE, ""),
    }
}

/// Records that the database has so.
fn records_of(json: Option<String>) -> rusqlite::Result<Vec<Record>> {
    let Some(json) = json else {
        return Ok(Vec::new());
    };
    serde_json::from_str(&json)
        .map_err(|error| Error::FromSqlConversionFailure(0, Type::Text, error.into()))
}
