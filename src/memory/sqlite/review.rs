//! What people say of units that an alignment has made, and where the units of their sheets belong.

use std::borrow::Cow;
use std::ops::Range;

use rusqlite::{Connection, OptionalExtension, params};

use crate::text::Language;

use super::super::{Context, ForeignUnit, MemoryError, Origin, SURE};
use super::Memory;

impl Memory {
    /// The ids of the units that are doubtful, ascending: those that nothing but an alignment less
    /// sure than [`SURE`] has made. Only of one article and of these languages, where they are given.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn doubtful_units(
        &self,
        article: Option<&str>,
        from: Option<&Language>,
        to: Option<&Language>,
    ) -> Result<Vec<i64>, MemoryError> {
        self.try_with(|db| {
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

    /// Notes that somebody stands behind the units with these ids, so that they are doubtful no more;
    /// which of them there are.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails; then none of them is accepted.
    pub fn accept_units(&mut self, ids: &[i64]) -> Result<Vec<i64>, MemoryError> {
        self.in_transaction(|db| {
            let mut accepted = Vec::new();
            let mut update =
                db.prepare_cached("UPDATE units SET confidence = NULL WHERE id = ?1")?;
            for &id in ids {
                if update.execute([id])? > 0 {
                    accepted.push(id);
                }
            }
            drop(update);
            Ok(accepted)
        })
    }
}

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
        stands_there(db, from, &origin.source_segments, unit.source)?,
        stands_there(db, to, &origin.target_segments, unit.target)?,
    ];
    // One of the sides may have been corrected; another article of the same name has neither.
    let is_it = met.contains(&Some(true)) && !met.contains(&None);
    Ok(is_it.then_some((from, to)))
}

/// The context of `unit`: what stands beside it in the source that it is from, else what it says.
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
    Ok(Cow::Owned(Context::of(&before, &after)))
}

/// Notes where the unit `id` was met: in these revisions, or else by the name of the article only.
pub(super) fn note(
    db: &Connection,
    id: i64,
    origin: &Origin,
    place: Option<(i64, i64)>,
) -> rusqlite::Result<()> {
    let (source, target) = (&origin.source_segments, &origin.target_segments);
    match place {
        Some((from, to)) => db
            .prepare_cached(
                "INSERT OR REPLACE INTO origins VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                id,
                from,
                to,
                source.start,
                source.end,
                target.start,
                target.end,
                origin.confidence
            ])?,
        None => db
            .prepare_cached(
                "INSERT OR REPLACE INTO file_origins VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                id,
                origin.article,
                origin.source_revision,
                origin.target_revision,
                source.start,
                source.end,
                target.start,
                target.end,
                origin.confidence
            ])?,
    };
    Ok(())
}

/// Takes from these source segments what only an alignment has made of them: units that nobody stands
/// behind, but for `kept` and those with ids above `newest`. Units that were met nowhere else are
/// deleted; how many.
pub(super) fn supersede(
    db: &Connection,
    place: (i64, i64),
    segments: &Range<usize>,
    kept: Option<i64>,
    newest: i64,
) -> rusqlite::Result<usize> {
    let ids: Vec<i64> = db
        .prepare_cached(
            "SELECT DISTINCT unit_id FROM origins o JOIN units u ON u.id = o.unit_id
             WHERE source_revision = ?1 AND target_revision = ?2
               AND source_start < ?4 AND source_end > ?3
               AND u.confidence IS NOT NULL AND u.id IS NOT ?5 AND u.id <= ?6",
        )?
        .query_map(
            params![place.0, place.1, segments.start, segments.end, kept, newest],
            |row| row.get(0),
        )?
        .collect::<rusqlite::Result<_>>()?;
    let mut deleted = 0;
    for id in ids {
        db.prepare_cached(
            "DELETE FROM origins WHERE unit_id = ?1 AND source_revision = ?2
               AND target_revision = ?3 AND source_start < ?5 AND source_end > ?4",
        )?
        .execute(params![id, place.0, place.1, segments.start, segments.end])?;
        deleted += db
            .prepare_cached(
                "DELETE FROM units WHERE id = ?1
                   AND NOT EXISTS (SELECT 1 FROM origins WHERE unit_id = ?1)
                   AND NOT EXISTS (SELECT 1 FROM file_origins WHERE unit_id = ?1)",
            )?
            .execute([id])?;
    }
    Ok(deleted)
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

/// Whether `text` is what these segments of a revision say, whatever white space is between them;
/// none if there are no such segments.
fn stands_there(
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
