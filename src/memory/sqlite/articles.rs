//! Reading articles: their revisions, segments, and which translate which.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::segment::{Metadata, Segment, SegmentKind, SegmentedDocument};
use crate::text::{Language, Span};

use super::super::article::document_of;
use super::super::store::{ArticleStore, UnitStore};
use super::super::{
    ArticleRef, LanguagePair, MemoryError, Rendering, RevisionInfo, StoredRevision,
};
use super::failure::Failure;
use super::markup;
use super::memory::Memory;
use super::revision::text_hash;
use super::units::language;

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

impl ArticleStore for Memory {
    fn find_text(
        &self,
        article: &str,
        language: &Language,
        text: &str,
    ) -> Result<Option<u32>, MemoryError> {
        self.query(|db| {
            db.prepare_cached(
                "SELECT r.number FROM revisions r JOIN articles a ON a.id = r.article_id
                 WHERE a.name = ?1 AND r.language = ?2 AND r.hash = ?3",
            )?
            .query_row(
                params![article, language.as_str(), text_hash(text)],
                |row| row.get(0),
            )
            .optional()
        })
    }

    fn revision_of_text(
        &self,
        language: &Language,
        text: &str,
    ) -> Result<Option<RevisionInfo>, MemoryError> {
        let row = self.query(|db| {
            let same = "WHERE r.language = ?1 AND r.hash = ?2 ORDER BY r.id DESC LIMIT 1";
            db.prepare_cached(&format!("SELECT {INFO} {same}"))?
                .query_row(params![language.as_str(), text_hash(text)], info_row)
                .optional()
        })?;
        row.map(|row| self.info(row)).transpose()
    }

    fn revisions(&self) -> Result<Vec<RevisionInfo>, MemoryError> {
        let order = "ORDER BY a.name, r.language <> a.source_language, r.language, r.number";
        let rows = self.query(|db| {
            db.prepare_cached(&format!("SELECT {INFO} {order}"))?
                .query_map([], info_row)?
                .collect::<rusqlite::Result<Vec<_>>>()
        })?;
        rows.into_iter().map(|row| self.info(row)).collect()
    }

    fn revision(&self, name: &ArticleRef) -> Result<Option<StoredRevision>, MemoryError> {
        let row = self.query(|db| {
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

    fn load(&self, info: RevisionInfo) -> Result<StoredRevision, MemoryError> {
        let (stored, rows) = self.query(|db| {
            let stored: (String, Option<String>, Option<String>, Option<String>) = db
                .prepare_cached("SELECT text, markup, author, date FROM revisions WHERE id = ?1")?
                .query_row([info.id], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })?;
            let rows: Vec<(usize, usize, String, usize)> = db
                .prepare_cached(
                    "SELECT start, end, kind, paragraph FROM segments
                     WHERE revision_id = ?1 ORDER BY position",
                )?
                .query_map([info.id], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok((stored, rows))
        })?;
        let (text, markup, author, date) = stored;
        let damaged = |what: &str| {
            let RevisionInfo {
                article, language, ..
            } = &info;
            Failure::Damaged(format!(
                "{what} of {article}.{language} does not fit its text"
            ))
            .at(self.path())
        };
        let mut segments = Vec::with_capacity(rows.len());
        for (start, end, kind, paragraph) in rows {
            let kind = SegmentKind::from_name(&kind)
                .filter(|_| start <= end && text.get(start..end).is_some())
                .ok_or_else(|| damaged("a segment"))?;
            segments.push(Segment {
                span: Span::new(start, end),
                kind,
                paragraph,
            });
        }
        let mut document = document_of(text, &segments);
        if let Some(markup) = markup {
            document = markup::add(document, &markup).ok_or_else(|| damaged("the markup"))?;
        }
        Ok(StoredRevision {
            article: SegmentedDocument {
                language: info.language.clone(),
                document,
                segments,
                metadata: Metadata {
                    name: format!("{}.{}@r{}", info.article, info.language, info.number),
                    title: info.title.clone(),
                    author,
                    date,
                },
            },
            info,
        })
    }

    fn stored_at(&self, info: &RevisionInfo) -> Result<i64, MemoryError> {
        self.query(|db| {
            db.prepare_cached("SELECT stored_at FROM revisions WHERE id = ?1")?
                .query_row([info.id], |row| row.get(0))
        })
    }

    fn unaligned(&self) -> Result<Vec<(RevisionInfo, RevisionInfo)>, MemoryError> {
        let all = self.revisions()?;
        let waiting: Vec<(i64, bool)> = self.query(|db| {
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

    fn unaligned_between(
        &self,
        languages: &LanguagePair,
    ) -> Result<Vec<(RevisionInfo, RevisionInfo)>, MemoryError> {
        let all = self.revisions()?;
        let numbered: Vec<i64> = self.query(|db| {
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
            if !self.query(|db| is_aligned(db, source.id, target.id))? {
                pairs.push((source.clone(), target.clone()));
            }
        }
        Ok(pairs)
    }

    fn rendering(
        &self,
        revision: &RevisionInfo,
        position: usize,
        language: &Language,
    ) -> Result<Option<Rendering>, MemoryError> {
        let found: Option<(Rendering, i64)> = self.query(|db| {
            db.prepare_cached(
                "SELECT u.target, o.source_start, o.source_end, o.confidence, r.number, u.id
                 FROM origins o
                 JOIN units u ON u.id = o.unit_id
                 JOIN revisions r ON r.id = o.target_revision
                 WHERE o.source_revision = ?1 AND ?2 >= o.source_start AND ?2 < o.source_end
                   AND r.language = ?3
                 UNION ALL
                 SELECT u.source, o.target_start, o.target_end, o.confidence, r.number, u.id
                 FROM origins o
                 JOIN units u ON u.id = o.unit_id
                 JOIN revisions r ON r.id = o.source_revision
                 WHERE o.target_revision = ?1 AND ?2 >= o.target_start AND ?2 < o.target_end
                   AND r.language = ?3
                 ORDER BY 5 DESC LIMIT 1",
            )?
            .query_row(params![revision.id, position, language.as_str()], |row| {
                let rendering = Rendering {
                    text: row.get(0)?,
                    segments: row.get(1)?..row.get(2)?,
                    confidence: row.get(3)?,
                };
                Ok((rendering, row.get(5)?))
            })
            .optional()
        })?;
        let Some((rendering, id)) = found else {
            return Ok(None);
        };
        Ok(Some(Rendering {
            text: self.without_codes(id, rendering.text)?,
            ..rendering
        }))
    }
}

impl Memory {
    fn info(&self, row: InfoRow) -> Result<RevisionInfo, MemoryError> {
        let language = |tag| language(tag).map_err(|error| error.at(self.path()));
        Ok(RevisionInfo {
            language: language(row.language)?,
            source_language: language(row.source_language)?,
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

/// Whether two revisions have been aligned.
pub(super) fn is_aligned(db: &Connection, source: i64, target: i64) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM bitexts WHERE source_revision = ?1 AND target_revision = ?2")?
        .exists([source, target])
}
