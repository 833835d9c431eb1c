//! Storing a revision.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde_json::json;

use crate::segment::SegmentedDocument;

use super::super::{NewRevision, Stored};
use super::markup;
use super::operation::Operation;

/// What the file of a revision says beside its text.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct FileFacts {
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
    /// Null if an older program stored the revision.
    markup: Option<String>,
}

impl FileFacts {
    fn new(revision: &NewRevision<'_>) -> rusqlite::Result<Self> {
        let metadata = &revision.text.metadata;
        Ok(FileFacts {
            title: metadata.title.clone(),
            author: metadata.author.clone(),
            date: metadata.date.clone(),
            markup: Some(markup::write(&revision.text.document)?),
        })
    }

    fn stored(db: &Connection, id: i64) -> rusqlite::Result<Self> {
        db.prepare_cached("SELECT title, author, date, markup FROM revisions WHERE id = ?1")?
            .query_row([id], |row| {
                Ok(FileFacts {
                    title: row.get(0)?,
                    author: row.get(1)?,
                    date: row.get(2)?,
                    markup: row.get(3)?,
                })
            })
    }

    fn store(&self, db: &Connection, id: i64) -> rusqlite::Result<()> {
        db.prepare_cached(
            "UPDATE revisions SET title = ?2, author = ?3, date = ?4, markup = ?5 WHERE id = ?1",
        )?
        .execute(params![id, self.title, self.author, self.date, self.markup])?;
        Ok(())
    }
}

/// The number of a revision that is stored as it is wanted already, with its file: storing it would change nothing.
pub(super) fn as_stored(
    db: &Connection,
    revision: &NewRevision<'_>,
) -> rusqlite::Result<Option<u32>> {
    let facts = FileFacts::new(revision)?;
    db.prepare_cached(
        "SELECT r.number FROM articles a
         JOIN revisions r ON r.article_id = a.id
         JOIN files f ON f.path = ?5 AND f.revision_id = r.id
         WHERE a.name = ?1 AND a.source_language = ?2 AND r.language = ?3 AND r.hash = ?4
           AND r.title IS ?6 AND r.author IS ?7 AND r.date IS ?8 AND r.markup = ?9",
    )?
    .query_row(
        params![
            revision.article,
            revision.source_language.as_str(),
            revision.text.language.as_str(),
            text_hash(revision.text.text()),
            revision.path,
            facts.title,
            facts.author,
            facts.date,
            facts.markup
        ],
        |row| row.get(0),
    )
    .optional()
}

/// Stores a revision, unless the same text of the same article and language is there already.
pub(super) fn store(
    operation: &mut Operation<'_>,
    revision: &NewRevision<'_>,
    now: i64,
) -> rusqlite::Result<Stored> {
    let db = operation.db();
    let source_before: Option<String> = db
        .prepare_cached("SELECT source_language FROM articles WHERE name = ?1")?
        .query_row([revision.article], |row| row.get(0))
        .optional()?;
    let file_before: Option<i64> = db
        .prepare_cached("SELECT revision_id FROM files WHERE path = ?1")?
        .query_row([revision.path], |row| row.get(0))
        .optional()?;
    let article: i64 = db
        .prepare_cached(
            "INSERT INTO articles (name, source_language) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET source_language = excluded.source_language
             RETURNING id",
        )?
        .query_row(
            params![revision.article, revision.source_language.as_str()],
            |row| row.get(0),
        )?;
    let SegmentedDocument {
        language,
        document,
        segments,
        metadata,
    } = revision.text;
    let language = language.as_str();
    let text = document.text();
    let known: Option<(i64, u32)> = db
        .prepare_cached(
            "SELECT id, number FROM revisions
             WHERE article_id = ?1 AND language = ?2 AND hash = ?3",
        )?
        .query_row(params![article, language, text_hash(text)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    if let Some((id, number)) = known {
        // The text has not changed, but links, author or date may have; older programs did not keep them.
        let before = FileFacts::stored(db, id)?;
        let now = FileFacts::new(revision)?;
        if file_before != Some(id) || before != now {
            now.store(db, id)?;
            remember_file(db, revision.path, id)?;
            operation.note(json!({
                "file": revision.path,
                "file_before": file_before,
                "revision": id,
                "facts_before": before,
            }));
        }
        return Ok(Stored::Known(number));
    }
    let (newest, taken): (u32, bool) = db
        .prepare_cached(
            "SELECT coalesce(max(number), 0), coalesce(max(number = ?3), 0) FROM revisions
             WHERE article_id = ?1 AND language = ?2",
        )?
        .query_row(params![article, language, revision.number], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let given = revision.number.filter(|_| !taken);
    let number = given.unwrap_or(newest + 1);
    let id: i64 = db
        .prepare_cached(
            "INSERT INTO revisions
                 (article_id, language, number, numbered, title, path, hash, text, stored_at,
                  markup, author, date)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) RETURNING id",
        )?
        .query_row(
            params![
                article,
                language,
                number,
                given.is_some(),
                metadata.title,
                revision.path,
                text_hash(text),
                text,
                now,
                markup::write(document)?,
                metadata.author,
                metadata.date
            ],
            |row| row.get(0),
        )?;
    let mut insert = db.prepare_cached(
        "INSERT INTO segments (revision_id, position, start, end, kind, paragraph)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, segment) in segments.iter().enumerate() {
        insert.execute(params![
            id,
            position,
            segment.span.start,
            segment.span.end,
            segment.kind.as_str(),
            segment.paragraph
        ])?;
    }
    remember_file(db, revision.path, id)?;
    operation.note(json!({
        "revision": id,
        "number": number,
        "file": revision.path,
        "file_before": file_before,
        "source_language_before": source_before,
    }));
    Ok(Stored::New(number))
}

fn remember_file(db: &Connection, path: &str, revision: i64) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO files (path, revision_id) VALUES (?1, ?2)
         ON CONFLICT (path) DO UPDATE SET revision_id = excluded.revision_id",
    )?
    .execute(params![path, revision])?;
    Ok(())
}

/// What revisions of the same text have in common.
pub(super) fn text_hash(text: &str) -> [u8; 32] {
    *blake3::hash(text.as_bytes()).as_bytes()
}
