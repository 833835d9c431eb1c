//! Articles: their revisions, segments, and which translate which.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use crate::segment::{Metadata, Segment, SegmentKind, SegmentedDocument};
use crate::text::{Language, Span};

use super::super::article::document_of;
use super::super::{
    ArticleRef, LanguagePair, MemoryError, NewRevision, RevisionInfo, Stored, StoredRevision,
};
use super::units::is_aligned;
use super::{Memory, error_of};

/// The columns of a [`RevisionInfo`].
const INFO: &str = "
    r.id, a.name, r.language, r.number, a.source_language, r.title, r.path,
    (SELECT count(*) FROM segments s WHERE s.revision_id = r.id),
    (SELECT count(*) FROM segments s WHERE s.revision_id = r.id AND (
        EXISTS (SELECT 1 FROM origins o WHERE o.source_revision = r.id
                AND s.position >= o.source_start AND s.position < o.source_end)
        OR EXISTS (SELECT 1 FROM origins o WHERE o.target_revision = r.id
                   AND s.position >= o.target_start AND s.position < o.target_end)))
    FROM revisions r JOIN articles a ON a.id = r.article_id";

/// A row of [`INFO`], before its language tags are read.
struct InfoRow {
    info: RevisionInfo,
    language: String,
    source_language: String,
}

impl Memory {
    /// The number under which this very text of an article is stored already, if it is.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn find_text(
        &self,
        article: &str,
        language: &Language,
        text: &str,
    ) -> Result<Option<u32>, MemoryError> {
        self.try_with(|db| {
            db.prepare_cached(
                "SELECT r.number FROM revisions r JOIN articles a ON a.id = r.article_id
                 WHERE a.name = ?1 AND r.language = ?2 AND r.hash = ?3",
            )?
            .query_row(params![article, language.as_str(), hash(text)], |row| {
                row.get(0)
            })
            .optional()
        })
    }

    /// The newest revision, of whatever article, in `language` that has this very text.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn revision_of_text(
        &self,
        language: &Language,
        text: &str,
    ) -> Result<Option<RevisionInfo>, MemoryError> {
        let row = self.try_with(|db| {
            let same = "WHERE r.language = ?1 AND r.hash = ?2 ORDER BY r.id DESC LIMIT 1";
            db.prepare_cached(&format!("SELECT {INFO} {same}"))?
                .query_row(params![language.as_str(), hash(text)], info_row)
                .optional()
        })?;
        row.map(|row| self.info(row)).transpose()
    }

    /// Stores a revision with its segments in one transaction, unless the same text of the same
    /// article and language is there already. It gets the number that its file gives it, or, if
    /// there is none or another text has it, the next one.
    ///
    /// `now` is the time to note, in seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails; then nothing is stored.
    pub fn store_revision(
        &mut self,
        revision: &NewRevision<'_>,
        now: i64,
    ) -> Result<Stored, MemoryError> {
        let path = self.path.clone();
        let mut work = || -> rusqlite::Result<Stored> {
            let behavior = TransactionBehavior::Immediate;
            let transaction = self.connection.transaction_with_behavior(behavior)?;
            let stored = store(&transaction, revision, now)?;
            transaction.commit()?;
            Ok(stored)
        };
        work().map_err(|error| error_of(&path, error))
    }

    /// All revisions, by article, the source language first, then by language and number.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn revisions(&self) -> Result<Vec<RevisionInfo>, MemoryError> {
        let order = "ORDER BY a.name, r.language <> a.source_language, r.language, r.number";
        let rows = self.try_with(|db| {
            db.prepare_cached(&format!("SELECT {INFO} {order}"))?
                .query_map([], info_row)?
                .collect::<rusqlite::Result<Vec<_>>>()
        })?;
        rows.into_iter().map(|row| self.info(row)).collect()
    }

    /// The revision that `name` names, if there is one. Without a number it is the newest: of the
    /// file with the highest number, what stands in it now. So a correction of `bridge.en.txt`
    /// does not hide `bridge.en.r2.txt`.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails, or what is stored does not fit together.
    pub fn revision(&self, name: &ArticleRef) -> Result<Option<StoredRevision>, MemoryError> {
        let row = self.try_with(|db| {
            let newest = "WHERE a.name = ?1 AND r.language = ?2 AND (?3 IS NULL OR r.number = ?3)
                          ORDER BY (SELECT min(f.number) FROM revisions f
                                    WHERE f.article_id = r.article_id
                                      AND f.language = r.language AND f.path = r.path) DESC,
                                   EXISTS (SELECT 1 FROM files WHERE revision_id = r.id) DESC,
                                   r.number DESC
                          LIMIT 1";
            db.prepare_cached(&format!("SELECT {INFO} {newest}"))?
                .query_row(
                    params![name.article, name.language.as_str(), name.revision],
                    info_row,
                )
                .optional()
        })?;
        row.map(|row| self.info(row).and_then(|info| self.load(info)))
            .transpose()
    }

    /// The text and segments of a revision.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails, or what is stored does not fit together.
    pub fn load(&self, info: RevisionInfo) -> Result<StoredRevision, MemoryError> {
        let (text, rows) = self.try_with(|db| {
            let text: String = db
                .prepare_cached("SELECT text FROM revisions WHERE id = ?1")?
                .query_row([info.id], |row| row.get(0))?;
            let rows: Vec<(usize, usize, String, usize)> = db
                .prepare_cached(
                    "SELECT start, end, kind, paragraph FROM segments
                     WHERE revision_id = ?1 ORDER BY position",
                )?
                .query_map([info.id], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok((text, rows))
        })?;
        let mut segments = Vec::with_capacity(rows.len());
        for (start, end, kind, paragraph) in rows {
            let kind = SegmentKind::from_name(&kind)
                .filter(|_| start <= end && text.get(start..end).is_some())
                .ok_or_else(|| {
                    let RevisionInfo {
                        article, language, ..
                    } = &info;
                    self.damaged(format!(
                        "a segment of {article}.{language} does not fit its text"
                    ))
                })?;
            segments.push(Segment {
                span: Span::new(start, end),
                kind,
                paragraph,
            });
        }
        Ok(StoredRevision {
            article: SegmentedDocument {
                language: info.language.clone(),
                document: document_of(text, &segments),
                segments,
                metadata: Metadata {
                    name: format!("{}.{}@r{}", info.article, info.language, info.number),
                    title: info.title.clone(),
                    ..Metadata::default()
                },
            },
            info,
        })
    }

    /// When a revision was stored, in seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn stored_at(&self, info: &RevisionInfo) -> Result<i64, MemoryError> {
        self.try_with(|db| {
            db.prepare_cached("SELECT stored_at FROM revisions WHERE id = ?1")?
                .query_row([info.id], |row| row.get(0))
        })
    }

    /// The pairs of a source revision and its translation that have not been aligned.
    ///
    /// A translation whose file has a number belongs to the source of that number, else to the
    /// newest before it; one that was changed in place, to the newest source that there is.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn unaligned(&self) -> Result<Vec<(RevisionInfo, RevisionInfo)>, MemoryError> {
        let all = self.revisions()?;
        let waiting: Vec<(i64, bool)> = self.try_with(|db| {
            db.prepare_cached("SELECT id, numbered FROM revisions WHERE translates IS NULL")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })?;
        let mut pairs = Vec::new();
        for target in &all {
            let Some(&(_, numbered)) = waiting.iter().find(|&&(id, _)| id == target.id) else {
                continue;
            };
            if target.language == target.source_language {
                continue;
            }
            if let Some(source) = source_of(target, numbered, &target.source_language, &all) {
                pairs.push((source.clone(), target.clone()));
            }
        }
        Ok(pairs)
    }

    /// The pairs of a revision in one of two languages and that of the same article in the other which it
    /// belongs to, as [`Memory::unaligned`] has it, that have not been aligned; whichever of them was
    /// first written.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    pub fn unaligned_between(
        &self,
        languages: &LanguagePair,
    ) -> Result<Vec<(RevisionInfo, RevisionInfo)>, MemoryError> {
        let all = self.revisions()?;
        let numbered: Vec<i64> = self.try_with(|db| {
            db.prepare_cached("SELECT id FROM revisions WHERE numbered = 1")?
                .query_map([], |row| row.get(0))?
                .collect()
        })?;
        let mut pairs = Vec::new();
        for target in all.iter().filter(|one| one.language == languages.target) {
            let numbered = numbered.contains(&target.id);
            let Some(source) = source_of(target, numbered, &languages.source, &all) else {
                continue;
            };
            if !self.try_with(|db| is_aligned(db, source.id, target.id))? {
                pairs.push((source.clone(), target.clone()));
            }
        }
        Ok(pairs)
    }

    fn info(&self, row: InfoRow) -> Result<RevisionInfo, MemoryError> {
        Ok(RevisionInfo {
            language: self.language(&row.language)?,
            source_language: self.language(&row.source_language)?,
            ..row.info
        })
    }
}

/// The revision in `language` that `target` belongs to: of its number, or the newest before it; if it
/// was changed in place (`numbered` is false and it is not the first), the newest that there is.
fn source_of<'a>(
    target: &RevisionInfo,
    numbered: bool,
    language: &Language,
    all: &'a [RevisionInfo],
) -> Option<&'a RevisionInfo> {
    let sources = all
        .iter()
        .filter(|source| source.article == target.article && source.language == *language);
    let follows_number = numbered || target.number == 1;
    let before = sources
        .clone()
        .rfind(|source| !follows_number || source.number <= target.number);
    before.or(sources.clone().next())
}

fn info_row(row: &Row<'_>) -> rusqlite::Result<InfoRow> {
    Ok(InfoRow {
        info: RevisionInfo {
            id: row.get(0)?,
            article: row.get(1)?,
            language: Language::undetermined(),
            number: row.get(3)?,
            source_language: Language::undetermined(),
            title: row.get(5)?,
            path: row.get(6)?,
            segments: row.get(7)?,
            aligned: row.get(8)?,
        },
        language: row.get(2)?,
        source_language: row.get(4)?,
    })
}

fn store(db: &Connection, revision: &NewRevision<'_>, now: i64) -> rusqlite::Result<Stored> {
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
    let language = revision.language.as_str();
    let text = revision.document.text();
    let known: Option<(i64, u32)> = db
        .prepare_cached(
            "SELECT id, number FROM revisions
             WHERE article_id = ?1 AND language = ?2 AND hash = ?3",
        )?
        .query_row(params![article, language, hash(text)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    if let Some((id, number)) = known {
        remember_file(db, revision.path, id)?;
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
                 (article_id, language, number, numbered, title, path, hash, text, stored_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id",
        )?
        .query_row(
            params![
                article,
                language,
                number,
                given.is_some(),
                revision.title,
                revision.path,
                hash(text),
                text,
                now
            ],
            |row| row.get(0),
        )?;
    let mut insert = db.prepare_cached(
        "INSERT INTO segments (revision_id, position, start, end, kind, paragraph)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, segment) in revision.segments.iter().enumerate() {
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

fn hash(text: &str) -> [u8; 32] {
    *blake3::hash(text.as_bytes()).as_bytes()
}
