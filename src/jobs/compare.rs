use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::align::{self, Link};
use crate::format;
use crate::revise::{self, Filter, Kinds, Revision, Row, Source, Statistics};
use crate::segment::SegmentedDocument;
use crate::text::Language;

use super::input::read_article;
use super::{JobError, Note};

/// Two revisions of a text, and what changed between them.
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    /// The old text.
    pub old: &'a SegmentedDocument,
    /// The new text.
    pub new: &'a SegmentedDocument,
    /// What became of the segments.
    pub revision: Revision,
    /// The kinds of the changes, in the order of the revision.
    pub kinds: Kinds,
}

/// A comparison as the views take it.
#[derive(Debug, Clone, Copy)]
pub struct RevisionView<'a> {
    /// The old text.
    pub old: &'a SegmentedDocument,
    /// The new text.
    pub new: &'a SegmentedDocument,
    /// What became of the segments.
    pub revision: &'a Revision,
    /// The kinds of the changes, in the order of the revision.
    pub kinds: &'a Kinds,
}

impl Comparison<'_> {
    /// The comparison as the views take it.
    pub fn view(&self) -> RevisionView<'_> {
        RevisionView {
            old: self.old,
            new: self.new,
            revision: &self.revision,
            kinds: &self.kinds,
        }
    }

    /// How much was revised.
    pub fn statistics(&self) -> Statistics {
        Statistics::new(&self.revision, self.old.text(), self.new.text())
    }
}

/// What to tell somebody who compares texts in different languages as revisions of each other.
pub fn language_note(old: &SegmentedDocument, new: &SegmentedDocument) -> Option<Note> {
    (old.language.primary() != new.language.primary()).then(|| Note::DifferentLanguages {
        names: [old.name(), new.name()].map(str::to_owned),
        languages: [old.language.clone(), new.language.clone()],
    })
}

/// Compares two revisions; changes that `filter` leaves out are shown as unchanged.
pub fn compare<'a>(
    old: &'a SegmentedDocument,
    new: &'a SegmentedDocument,
    filter: &Filter,
) -> Comparison<'a> {
    let mut revision = revise::compare(old, new);
    let mut kinds = revise::classify(&revision, old, new);
    filter.apply(&mut revision, &mut kinds);
    Comparison {
        old,
        new,
        revision,
        kinds,
    }
}

/// A revision of a translation beside its source.
#[derive(Debug, Clone)]
pub struct BesideSource<'a> {
    /// The source.
    pub source: &'a SegmentedDocument,
    /// The old and the new translation.
    pub revision: Comparison<'a>,
    /// Which passages belong beside each other.
    pub rows: Vec<Row>,
}

/// A revision beside its source as the views take it.
#[derive(Debug, Clone, Copy)]
pub struct ColumnsView<'a> {
    /// The source.
    pub source: &'a SegmentedDocument,
    /// The old and the new translation.
    pub revision: RevisionView<'a>,
    /// Which passages belong beside each other.
    pub rows: &'a [Row],
}

impl BesideSource<'_> {
    /// The outcome as the views take it.
    pub fn view(&self) -> ColumnsView<'_> {
        ColumnsView {
            source: self.source,
            revision: self.revision.view(),
            rows: &self.rows,
        }
    }
}

/// Compares two revisions of a translation, beside the source that both translate.
pub fn beside_source<'a>(
    source: &'a SegmentedDocument,
    old: &'a SegmentedDocument,
    new: &'a SegmentedDocument,
    filter: &Filter,
) -> BesideSource<'a> {
    let revision = compare(old, new, filter);
    let (to_old, to_new) = (links(source, old), links(source, new));
    let rows = revise::columns(source, old, new, &revision.revision, &to_old, &to_new);
    BesideSource {
        source,
        revision,
        rows,
    }
}

fn links(source: &SegmentedDocument, translation: &SegmentedDocument) -> Vec<Link> {
    let (source_texts, target_texts) = (source.segment_texts(), translation.segment_texts());
    align::align(
        align::Side {
            segments: &source_texts,
            language: &source.language,
        },
        align::Side {
            segments: &target_texts,
            language: &translation.language,
        },
    )
}

/// Two summaries of an article, and where their sentences come from.
#[derive(Debug, Clone)]
pub struct Provenances<'a> {
    /// The article.
    pub article: &'a SegmentedDocument,
    /// The old and the new summary.
    pub revision: Comparison<'a>,
    /// Where each segment of the old summary comes from.
    pub old: Vec<Source>,
    /// Where each segment of the new summary comes from.
    pub new: Vec<Source>,
}

/// Two summaries and their article as the views take them.
#[derive(Debug, Clone, Copy)]
pub struct SummariesView<'a> {
    /// The article.
    pub article: &'a SegmentedDocument,
    /// The old and the new summary.
    pub revision: RevisionView<'a>,
    /// Where each segment of the old summary comes from.
    pub old: &'a [Source],
    /// Where each segment of the new summary comes from.
    pub new: &'a [Source],
}

impl Provenances<'_> {
    /// The outcome as the views take it.
    pub fn view(&self) -> SummariesView<'_> {
        SummariesView {
            article: self.article,
            revision: self.revision.view(),
            old: &self.old,
            new: &self.new,
        }
    }

    /// What to tell somebody whose summaries are in another language than the article.
    pub fn note(&self) -> Option<Note> {
        let (article, summary) = (self.article, self.revision.new);
        let differ = article.language.primary() != summary.language.primary();
        differ.then(|| Note::ArticleInOtherLanguage {
            article: article.name().to_owned(),
            languages: [article.language.clone(), summary.language.clone()],
        })
    }
}

/// Compares two summaries, and finds the sentences of `article` that theirs come from.
pub fn provenances<'a>(
    article: &'a SegmentedDocument,
    old: &'a SegmentedDocument,
    new: &'a SegmentedDocument,
) -> Provenances<'a> {
    Provenances {
        article,
        old: revise::sources(article, old),
        new: revise::sources(article, new),
        revision: compare(old, new, &Filter::default()),
    }
}

/// How much the articles of a folder were revised in another folder.
#[derive(Debug, Default)]
pub struct FolderComparison {
    /// The path of each article that is in both folders, and how much it was revised.
    pub files: Vec<(String, Statistics)>,
    /// The path of each article that is in one folder only, and which.
    pub alone: Vec<(String, &'static str)>,
    /// Why files could not be read.
    pub unread: Vec<JobError>,
}

/// Compares the articles of two folders by their paths. A file that cannot be read stops nothing. An article is in
/// `language`, else in the language that its name or front matter tells.
///
/// # Errors
/// [`JobError::Unreadable`] when a folder cannot be listed, [`JobError::NoArticles`] when there is nothing to compare.
pub fn compare_folders(
    old: &Path,
    new: &Path,
    language: Option<&Language>,
) -> Result<FolderComparison, JobError> {
    let (olds, news) = (articles(old)?, articles(new)?);
    let mut compared = FolderComparison::default();
    for name in olds.union(&news) {
        let shown = name.display().to_string();
        match (olds.contains(name), news.contains(name)) {
            (true, false) => compared.alone.push((shown, "only in the old folder")),
            (false, true) => compared.alone.push((shown, "only in the new folder")),
            _ => {
                let read = |folder: &Path| read_article(&folder.join(name), language);
                match read(old).and_then(|old| Ok((old, read(new)?))) {
                    Ok((from, to)) => {
                        let statistics = compare(&from, &to, &Filter::default()).statistics();
                        compared.files.push((shown, statistics));
                    }
                    Err(error) => compared.unread.push(error),
                }
            }
        }
    }
    match compared.files.is_empty() && compared.alone.is_empty() && compared.unread.is_empty() {
        true => Err(JobError::NoArticles(
            old.display().to_string(),
            new.display().to_string(),
        )),
        false => Ok(compared),
    }
}

/// The paths of the articles in a folder and the folders in it, relative to it. Hidden ones are left out.
fn articles(root: &Path) -> Result<BTreeSet<PathBuf>, JobError> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        let failed = |error: io::Error| JobError::Unreadable {
            path: folder.clone(),
            error,
        };
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let kind = entry.file_type().map_err(failed)?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            // A link to a folder is not followed: it may lead back.
            if kind.is_dir() {
                waiting.push(path);
            } else if format::article_format(&path).is_some()
                && let Ok(name) = path.strip_prefix(root)
            {
                found.insert(name.to_owned());
            }
        }
    }
    Ok(found)
}
