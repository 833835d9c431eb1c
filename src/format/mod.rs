//! Files: article formats that are read into a [`Document`], and exchange formats that units are
//! read from and written in.
//!
//! One file a format. To add an article format, write a function that finds its blocks and give it
//! a line in [`ARTICLE_FORMATS`]; to add an exchange format, write a file or folder that reads and writes
//! units and give it a line in [`UNIT_FORMATS`].

mod codes;
mod decoding;
pub(crate) mod delimited;
mod fields;
mod front_matter;
mod incoming;
mod inline;
mod jsonl;
mod markdown;
mod outgoing;
mod po;
#[cfg(test)]
mod round_trip;
mod tags;
mod text;
mod time;
mod tmx;
mod units;
mod weblate;
mod xliff;
mod xml;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::text::{Block, DecodeError, Document, LanguageError, decode};

pub use delimited::{Column, Columns, ColumnsError};
pub use front_matter::FrontMatter;
pub use incoming::{FileUnit, Incoming, Refusal, Refused, UnitsError, Wanted};
pub use outgoing::{OutgoingUnit, Units, Writing, outgoing};
pub use units::{ReadUnits, UNIT_FORMATS, UnitFormat, WriteUnits, detect, unit_format};

/// A format in which articles are written.
#[derive(Debug, Clone, Copy)]
pub struct ArticleFormat {
    /// Its name, as options take it.
    pub name: &'static str,
    /// The extensions of its files, lower case, without the point.
    pub extensions: &'static [&'static str],
    /// Finds the blocks of a text, from this byte on.
    blocks: fn(&str, usize) -> Vec<Block>,
}

/// The formats of articles; the first is taken for what has no extension, such as stdin.
pub const ARTICLE_FORMATS: &[ArticleFormat] = &[
    ArticleFormat {
        name: "text",
        extensions: &["txt", "text"],
        blocks: text::blocks,
    },
    ArticleFormat {
        name: "markdown",
        extensions: &["md", "markdown"],
        blocks: markdown::blocks,
    },
];

/// An article as it was read: its document, and what its front matter says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleFile {
    /// The text and its blocks.
    pub document: Document,
    /// What stands between `---` lines before it.
    pub front_matter: FrontMatter,
}

/// Why a file could not be read as an article.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system would not give it.
    #[error("{path}: cannot be read: {error}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// It is not a text.
    #[error("{path}: {error}", path = path.display())]
    Decode {
        /// The file, `-` for stdin.
        path: PathBuf,
        /// What is wrong with its bytes.
        error: DecodeError,
    },
    /// Its front matter names a language or revision that is none.
    #[error("{path}: front matter: {error}", path = path.display())]
    FrontMatter {
        /// The file, `-` for stdin.
        path: PathBuf,
        /// What is wrong with it.
        error: FrontMatterError,
    },
}

/// A value of the front matter that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrontMatterError {
    /// `language` or `source` is not the tag of a language.
    #[error(transparent)]
    Language(#[from] LanguageError),
    /// `revision` is not a number from 1.
    #[error("revision '{0}' is not a whole number from 1")]
    Revision(String),
}

/// The article format of files with the extension of `path`, if it has one that is known.
pub fn article_format(path: &Path) -> Option<&'static ArticleFormat> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    ARTICLE_FORMATS
        .iter()
        .find(|format| format.extensions.contains(&extension.as_str()))
}

/// Reads the article in the file at `path`; a file of an unknown extension is read as plain text.
///
/// # Errors
/// [`ReadError`], which names the file.
pub fn read_article(path: &Path) -> Result<ArticleFile, ReadError> {
    let bytes = fs::read(path).map_err(|error| ReadError::Io {
        path: path.to_owned(),
        error,
    })?;
    let format = article_format(path).unwrap_or(&ARTICLE_FORMATS[0]);
    article_from_bytes(bytes, format, path)
}

/// Reads an article in `format` from `bytes`; `path` is what errors call it.
///
/// # Errors
/// [`ReadError`], but for `Io`.
pub fn article_from_bytes(
    bytes: Vec<u8>,
    format: &ArticleFormat,
    path: &Path,
) -> Result<ArticleFile, ReadError> {
    let text = decode(bytes).map_err(|error| ReadError::Decode {
        path: path.to_owned(),
        error,
    })?;
    let (front_matter, from) =
        front_matter::split(&text).map_err(|error| ReadError::FrontMatter {
            path: path.to_owned(),
            error,
        })?;
    let blocks = (format.blocks)(&text, from);
    Ok(ArticleFile {
        document: Document::new(text, blocks),
        front_matter,
    })
}

/// The document of a plain `text`, as it stands in a line of a batch or in a test.
pub fn plain_text(text: &str) -> Document {
    Document::new(text.to_owned(), text::blocks(text, 0))
}

/// The document of a passage of plain text that goes on, as it comes in a stream: a short line
/// without final punctuation is a heading although nothing follows it yet.
pub fn plain_passage(text: &str) -> Document {
    Document::new(text.to_owned(), text::blocks_of_part(text, 0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::segment::Segmenter;
    use crate::text::Language;

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for format in ARTICLE_FORMATS {
                let _ = article_from_bytes(bytes.clone(), format, Path::new("-"));
            }
        }

        #[test]
        fn blocks_and_segments_of_every_format_lie_in_order_in_the_text(
            text in "(\\PC|[#*>`|\\-_\\[\\]()!.:1 \n\r\t\u{a0}A-Cپل桥])*",
        ) {
            for format in ARTICLE_FORMATS {
                let Ok(file) = article_from_bytes(text.clone().into_bytes(), format, Path::new("-"))
                else {
                    continue;
                };
                let document = file.document;
                prop_assert_eq!(document.text(), text.trim_start_matches('\u{feff}'));
                let segments = Segmenter::new(&Language::undetermined()).segment(&document);
                let mut at = 0;
                for segment in &segments {
                    let block = document.blocks()[segment.paragraph].span;
                    prop_assert!(block.start <= segment.span.start && segment.span.end <= block.end);
                    prop_assert!(at <= segment.span.start && !segment.span.is_empty());
                    at = segment.span.end;
                }
                // Plain text has no markup: all that is not white space is in a segment.
                let inside: usize = segments.iter().map(|s| visible(s.span.of(document.text()))).sum();
                if format.name == "text" && file.front_matter == FrontMatter::default() {
                    prop_assert_eq!(inside, visible(document.text()));
                }
            }
        }
    }

    fn visible(text: &str) -> usize {
        text.chars().filter(|c| !c.is_whitespace()).count()
    }
}
