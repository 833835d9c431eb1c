//! Where in the memory's articles the units of a file belong.

use std::borrow::Cow;
use std::ops::Range;

use rusqlite::{Connection, OptionalExtension, params};

use crate::text::Language;

use super::super::{Context, ForeignUnit, Origin};

/// The revisions of the memory that `unit` is from, if it says so and the memory has them.
pub(super) fn place(
    db: &Connection,
    unit: &ForeignUnit<'_>,
) -> rusqlite::Result<Option<(i64, i64)>> {
    let Some(origin) = unit.origin else {
        return Ok(None);
    };
    let languages = unit.languages;
    let from = revision(db, origin, &languages.source, origin.source_revision)?;
    let to = revision(db, origin, &languages.target, origin.target_revision)?;
    let (Some(from), Some(to)) = (from, to) else {
        return Ok(None);
    };
    let met = [
        is_there(db, from, &origin.source_segments, unit.source)?,
        is_there(db, to, &origin.target_segments, unit.target)?,
    ];
    // One of the sides may have been corrected; another article of the same name has neither.
    let is_it = met.contains(&Some(true)) && !met.contains(&None);
    Ok(is_it.then_some((from, to)))
}

/// The context of `unit`: its neighbours in the source that it is from, or else what its file says.
pub(super) fn context<'a>(
    db: &Connection,
    unit: &ForeignUnit<'a>,
    place: Option<(i64, i64)>,
) -> rusqlite::Result<Cow<'a, Context>> {
    let (Some((source, _)), Some(origin)) = (place, unit.origin) else {
        return Ok(Cow::Borrowed(unit.context));
    };
    let segments = &origin.source_segments;
    let before = match segments.start.checked_sub(1) {
        Some(before) => texts(db, source, &(before..segments.start))?.concat(),
        None => String::new(),
    };
    let after = texts(db, source, &(segments.end..segments.end + 1))?.concat();
    Ok(Cow::Owned(Context::new(&before, &after)))
}

/// The units that only an alignment has made of these source segments: those that nobody has vouched for,
/// but for `kept` and those with ids above `last`.
pub(super) fn superseded(
    db: &Connection,
    place: (i64, i64),
    segments: &Range<usize>,
    kept: Option<i64>,
    last: i64,
) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT DISTINCT unit_id FROM origins o JOIN units u ON u.id = o.unit_id
         WHERE source_revision = ?1 AND target_revision = ?2
           AND source_start < ?4 AND source_end > ?3
           AND u.confidence IS NOT NULL AND u.id IS NOT ?5 AND u.id <= ?6",
    )?
    .query_map(
        params![place.0, place.1, segments.start, segments.end, kept, last],
        |row| row.get(0),
    )?
    .collect()
}

/// The revision of the article that `origin` names, if the memory has it.
fn revision(
    db: &Connection,
    origin: &Origin,
    language: &Language,
    number: u32,
) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(
        "SELECT r.id FROM revisions r JOIN articles a ON a.id = r.article_id
         WHERE a.name = ?1 AND r.language = ?2 AND r.number = ?3",
    )?
    .query_row(params![origin.article, language.as_str(), number], |row| {
        row.get(0)
    })
    .optional()
}

/// Whether `text` is the text of these segments of a revision, apart from white space. `None` if the
/// revision has no such segments.
fn is_there(
    db: &Connection,
    revision: i64,
    segments: &Range<usize>,
    text: &str,
) -> rusqlite::Result<Option<bool>> {
    let there = texts(db, revision, segments)?;
    if there.len() != segments.len() {
        return Ok(None);
    }
    let visible = |text: &str| -> String { text.split_whitespace().collect() };
    Ok(Some(visible(&there.concat()) == visible(text)))
}

/// The texts of these segments of a revision, those that there are.
fn texts(db: &Connection, revision: i64, segments: &Range<usize>) -> rusqlite::Result<Vec<String>> {
    let mut select = db.prepare_cached(
        "SELECT substr(CAST(r.text AS BLOB), s.start + 1, s.end - s.start)
         FROM segments s JOIN revisions r ON r.id = s.revision_id
         WHERE s.revision_id = ?1 AND s.position >= ?2 AND s.position < ?3 ORDER BY s.position",
    )?;
    let text = |row: &rusqlite::Row<'_>| {
        let bytes: Vec<u8> = row.get(0)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    select
        .query_map(params![revision, segments.start, segments.end], text)?
        .collect()
}
