use std::fmt;
use std::str::FromStr;

use crate::segment::{Segment, SegmentKind, SegmentedDocument};
use crate::text::{Block, BlockKind, Document, Language, LanguageError, Span};

/// Names an article in the memory: `bridge.en` (its newest revision) or `bridge.en@r1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRef {
    /// The article's name, which its translations share.
    pub article: String,
    /// The language wanted.
    pub language: Language,
    /// The revision wanted, from 1. `None` asks for the newest.
    pub revision: Option<u32>,
}

/// Why a text names no article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArticleRefError {
    /// Not of the form `article.language[@rN]`.
    #[error(
        "'{0}' is not the name of an article: write article.language, e.g. bridge.en or bridge.en@r1"
    )]
    Malformed(String),
    /// The language tag is malformed.
    #[error(transparent)]
    Language(#[from] LanguageError),
}

impl FromStr for ArticleRef {
    type Err = ArticleRefError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let malformed = || ArticleRefError::Malformed(name.to_owned());
        let (path, revision) = match name.split_once('@') {
            None => (name, None),
            Some((path, revision)) => {
                let number = revision.strip_prefix('r').unwrap_or(revision).parse();
                let number = number.ok().filter(|&number| number > 0);
                (path, Some(number.ok_or_else(malformed)?))
            }
        };
        let (article, language) = path.rsplit_once('.').ok_or_else(malformed)?;
        if article.is_empty() {
            return Err(malformed());
        }
        Ok(ArticleRef {
            article: article.to_owned(),
            language: Language::parse(language)?,
            revision,
        })
    }
}

impl fmt::Display for ArticleRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.article, self.language)?;
        match self.revision {
            Some(number) => write!(f, "@r{number}"),
            None => Ok(()),
        }
    }
}

/// A revision on its way into the memory.
#[derive(Debug, Clone, Copy)]
pub struct NewRevision<'a> {
    /// The article's name.
    pub article: &'a str,
    /// The language that the article was first written in.
    pub source_language: &'a Language,
    /// The number that its file gives it. `None` if the file gives none.
    pub number: Option<u32>,
    /// Its file, relative to the workspace, with `/`.
    pub path: &'a str,
    /// Its text, markup, language and segments, with its title, author and date.
    pub text: &'a SegmentedDocument,
}

/// The result of storing a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It was stored under this number.
    New(u32),
    /// The same text was there already, under this number.
    Known(u32),
}

/// A revision without its text and segments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionInfo {
    /// Its number in the database.
    pub(super) id: i64,
    /// The article's name.
    pub article: String,
    /// The language that it is written in.
    pub language: Language,
    /// Number of the revision, from 1.
    pub number: u32,
    /// The language that the article was first written in.
    pub source_language: Language,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Its file, relative to the workspace, with `/`.
    pub path: String,
    /// Number of its segments.
    pub segments: usize,
    /// Number of its segments that are part of a translation unit.
    pub aligned: usize,
}

/// A revision as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRevision {
    /// Its article, language, number and counts.
    pub info: RevisionInfo,
    /// The text, byte for byte, with a block for each paragraph that has segments.
    pub article: SegmentedDocument,
}

/// A segment in another language, as the memory has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendering {
    /// The text in the other language, without inline codes.
    pub text: String,
    /// Positions of the segments that it renders, from 0.
    pub segments: std::ops::Range<usize>,
    /// Confidence of the alignment, 0–1.
    pub confidence: f64,
}

/// The document of a stored `text`: a block covers the segments of a paragraph.
pub(super) fn document_of(text: String, segments: &[Segment]) -> Document {
    let blocks = segments
        .chunk_by(|a, b| a.paragraph == b.paragraph)
        .filter_map(|part| {
            let (first, last) = (part.first()?, part.last()?);
            Some(Block {
                span: Span::new(first.span.start, last.span.end),
                kind: match (first.kind, part.len()) {
                    (SegmentKind::Heading, 1) => BlockKind::Heading,
                    (SegmentKind::ListItem, _) => BlockKind::ListItem,
                    (SegmentKind::Caption, _) => BlockKind::Caption,
                    _ => BlockKind::Paragraph,
                },
            })
        })
        .collect();
    Document::new(text, blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_written() {
        for name in ["bridge.en", "bridge.pt-BR@r12", "news/2026.bridge.fa@r1"] {
            assert_eq!(name.parse::<ArticleRef>().unwrap().to_string(), name);
        }
        assert_eq!("b.en@2".parse::<ArticleRef>().unwrap().revision, Some(2));
        for name in ["bridge", ".en", "bridge.en@r0", "bridge.en@x", "bridge.xx"] {
            assert!(name.parse::<ArticleRef>().is_err(), "{name}");
        }
    }
}
