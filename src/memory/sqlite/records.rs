//! What files say of units beyond their texts.

use rusqlite::Error;
use rusqlite::types::Type;

use super::super::Record;
use crate::text::{INLINE_CODE, comparison_form};

/// Maximum number of different records that a unit keeps; later ones are dropped.
const MAX_RECORDS: usize = 64;

/// The records of a unit with `record` added to those that are `known`, as the database keeps them.
/// `None` if nothing is to be added.
pub(super) fn add_record(record: &Record, known: Option<&str>) -> rusqlite::Result<Option<String>> {
    let mut all = read_records(known)?;
    if all.len() >= MAX_RECORDS || all.contains(record) {
        return Ok(None);
    }
    all.push(record.clone());
    records_json(&all.iter().collect::<Vec<_>>()).map(Some)
}

/// Records as the database keeps them.
pub(super) fn records_json(records: &[&Record]) -> rusqlite::Result<String> {
    serde_json::to_string(records).map_err(|error| Error::ToSqlConversionFailure(error.into()))
}

/// A text of a unit with these records, without its inline codes.
pub(super) fn plain_text(text: String, records: &[Record]) -> String {
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

/// The records that the database keeps like this.
pub(super) fn read_records(json: Option<&str>) -> rusqlite::Result<Vec<Record>> {
    let Some(json) = json else {
        return Ok(Vec::new());
    };
    serde_json::from_str(json)
        .map_err(|error| Error::FromSqlConversionFailure(0, Type::Text, error.into()))
}
