//! Where units were met: in revisions that the memory has, or by the name of an article only.

use std::ops::Range;

use rusqlite::{Connection, Error, params};
use serde::{Deserialize, Serialize};

use super::super::Origin;

/// Where a unit was met.
pub(super) enum UnitOrigin<'a> {
    /// In a source revision and its translation, by their ids.
    Revisions((i64, i64), Segments<'a>),
    /// In an article that the memory does not have.
    File(&'a Origin),
}

/// Which segments of a pair of revisions a unit is made of, and how sure that is.
pub(super) struct Segments<'a> {
    pub source: &'a Range<usize>,
    pub target: &'a Range<usize>,
    pub confidence: f64,
}

impl<'a> UnitOrigin<'a> {
    /// Where a unit of a file was met: in the revisions of `place`, or else by the name of the article.
    pub(super) fn new(origin: &'a Origin, place: Option<(i64, i64)>) -> Self {
        let Some(revisions) = place else {
            return UnitOrigin::File(origin);
        };
        let segments = Segments {
            source: &origin.source_segments,
            target: &origin.target_segments,
            confidence: origin.confidence,
        };
        UnitOrigin::Revisions(revisions, segments)
    }
}

/// The origins of a unit, as a history keeps them: rows of their tables, without the unit's id.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct OriginRows {
    revisions: Vec<RevisionRow>,
    files: Vec<FileRow>,
}

/// A row of `origins`: source and target revision, the segments of both, and the confidence.
type RevisionRow = (i64, i64, i64, i64, i64, i64, f64);

/// A row of `file_origins`: the article, then as in [`RevisionRow`], with numbers of revisions.
type FileRow = (String, i64, i64, i64, i64, i64, i64, f64);

/// Notes that the unit `id` was met there.
pub(super) fn insert(db: &Connection, id: i64, origin: &UnitOrigin<'_>) -> rusqlite::Result<()> {
    match origin {
        UnitOrigin::Revisions((from, to), segments) => db
            .prepare_cached(
                "INSERT OR REPLACE INTO origins VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                id,
                from,
                to,
                segments.source.start,
                segments.source.end,
                segments.target.start,
                segments.target.end,
                segments.confidence
            ])?,
        UnitOrigin::File(origin) => db
            .prepare_cached(
                "INSERT OR REPLACE INTO file_origins VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                id,
                origin.article,
                origin.source_revision,
                origin.target_revision,
                origin.source_segments.start,
                origin.source_segments.end,
                origin.target_segments.start,
                origin.target_segments.end,
                origin.confidence
            ])?,
    };
    Ok(())
}

/// Forgets where the unit `id` was met.
pub(super) fn delete(db: &Connection, id: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM origins WHERE unit_id = ?1")?
        .execute([id])?;
    db.prepare_cached("DELETE FROM file_origins WHERE unit_id = ?1")?
        .execute([id])?;
    Ok(())
}

/// Forgets that the unit `id` was met in these segments. Returns whether it was met elsewhere.
pub(super) fn take(
    db: &Connection,
    id: i64,
    (from, to): (i64, i64),
    source_segments: &Range<usize>,
) -> rusqlite::Result<bool> {
    db.prepare_cached(
        "DELETE FROM origins WHERE unit_id = ?1 AND source_revision = ?2
           AND target_revision = ?3 AND source_start < ?5 AND source_end > ?4",
    )?
    .execute(params![
        id,
        from,
        to,
        source_segments.start,
        source_segments.end
    ])?;
    db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM origins WHERE unit_id = ?1)
             OR EXISTS (SELECT 1 FROM file_origins WHERE unit_id = ?1)",
    )?
    .query_row([id], |row| row.get(0))
}

/// The origins of the unit `id` as JSON, for its history.
pub(super) fn to_json(db: &Connection, id: i64) -> rusqlite::Result<String> {
    let rows = OriginRows {
        revisions: db
            .prepare_cached(
                "SELECT source_revision, target_revision, source_start, source_end, target_start,
                        target_end, confidence FROM origins WHERE unit_id = ?1",
            )?
            .query_map([id], |row| row.try_into())?
            .collect::<rusqlite::Result<_>>()?,
        files: db
            .prepare_cached(
                "SELECT article, source_revision, target_revision, source_start, source_end,
                        target_start, target_end, confidence FROM file_origins WHERE unit_id = ?1",
            )?
            .query_map([id], |row| row.try_into())?
            .collect::<rusqlite::Result<_>>()?,
    };
    serde_json::to_string(&rows).map_err(|error| Error::ToSqlConversionFailure(error.into()))
}

#[cfg(test)]
impl OriginRows {
    /// Gives the unit `id` these origins instead of those that it has.
    pub(super) fn put_back(&self, db: &Connection, id: i64) -> rusqlite::Result<()> {
        delete(db, id)?;
        for &(from, to, a, b, c, d, confidence) in &self.revisions {
            db.execute(
                "INSERT INTO origins VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![id, from, to, a, b, c, d, confidence],
            )?;
        }
        for (article, from, to, a, b, c, d, confidence) in &self.files {
            db.execute(
                "INSERT INTO file_origins VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![id, article, from, to, a, b, c, d, confidence],
            )?;
        }
        Ok(())
    }
}
