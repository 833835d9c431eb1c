//! The formats of articles: what reads each, and what writes it back.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::text::{DecodeError, Document, Language, LanguageError, Replacement, plain_blocks};

use crate::format::articles::feed;
use crate::format::articles::html;
use crate::format::articles::markdown;
use crate::format::articles::markdown::Found;
use crate::format::articles::office;
use crate::format::articles::subtitles;
use crate::format::write_back::verbatim;
use crate::format::{FrontMatter, WriteBackError, article_format_of};

/// Reads the articles in the bytes of a file; the path is what errors call it.
type Read = fn(Vec<u8>, &Path) -> Result<Vec<ArticleFile>, ReadError>;

/// Puts texts in the places of others in the bytes of a file.
type Write = fn(&[u8], &[Replacement]) -> Result<Vec<u8>, WriteBackError>;

/// A format in which articles are written.
#[derive(Debug, Clone, Copy)]
pub struct ArticleFormat {
    /// Its name, as options take it.
    pub name: &'static str,
    /// The extensions of its files, lower case, without the point.
    pub extensions: &'static [&'static str],
    /// Whether the text of a document is that of the file as it stands, markup and all; else the text is
    /// what was taken out of the file.
    pub is_verbatim: bool,
    /// Reads the articles of a file: one, or those of a feed.
    pub(in crate::format) read: Read,
    /// Writes a file back with other texts in it; `None` for what Recto only reads.
    pub(in crate::format) write: Option<Write>,
}

/// The formats of articles; the first is taken for what has no extension, such as stdin.
pub const ARTICLE_FORMATS: &[ArticleFormat] = &[
    ArticleFormat {
        name: "text",
        extensions: &["txt", "text"],
        is_verbatim: true,
        read: |bytes, path| {
            verbatim::read(bytes, path, |text, from| Found {
                blocks: plain_blocks(text, from),
                ..Found::default()
            })
        },
        write: Some(verbatim::write_text),
    },
    ArticleFormat {
        name: "markdown",
        extensions: &["md", "markdown"],
        is_verbatim: true,
        read: |bytes, path| verbatim::read(bytes, path, markdown::blocks),
        write: Some(verbatim::write_markdown),
    },
    ArticleFormat {
        name: "html",
        extensions: &["html", "htm", "xhtml"],
        is_verbatim: false,
        read: html::read,
        write: Some(html::write),
    },
    ArticleFormat {
        name: "docx",
        extensions: &["docx", "docm", "dotx"],
        is_verbatim: false,
        read: office::read_docx,
        write: Some(office::write_docx),
    },
    ArticleFormat {
        name: "odt",
        extensions: &["odt", "ott"],
        is_verbatim: false,
        read: office::read_odt,
        write: Some(office::write_odt),
    },
    ArticleFormat {
        name: "epub",
        extensions: &["epub"],
        is_verbatim: false,
        read: office::read_epub,
        write: Some(office::write_epub),
    },
    ArticleFormat {
        name: "srt",
        extensions: &["srt"],
        is_verbatim: false,
        read: subtitles::read_srt,
        write: Some(subtitles::write_srt),
    },
    ArticleFormat {
        name: "vtt",
        extensions: &["vtt"],
        is_verbatim: false,
        read: subtitles::read_vtt,
        write: Some(subtitles::write_vtt),
    },
    ArticleFormat {
        name: "feed",
        extensions: &["rss", "atom", "rdf"],
        is_verbatim: false,
        read: feed::read,
        write: None,
    },
];

/// Notes in the bytes of a file that it is in a language.
type SetLanguage = fn(&[u8], &Language) -> Result<Vec<u8>, WriteBackError>;

/// What notes in a file the language that it is in, for the formats whose files say so.
const LANGUAGES: &[(&str, SetLanguage)] = &[
    ("html", html::set_language),
    ("epub", office::set_epub_language),
];

/// Gives what a file says of what is in it.
type ReadLabels = fn(&[u8]) -> Result<Vec<String>, WriteBackError>;

/// Puts others in their places, by what they are.
type WriteLabels = fn(&[u8], &BTreeMap<String, String>) -> Result<Vec<u8>, WriteBackError>;

/// What reads and writes such labels, for the formats whose files have any that are no part of the article.
const LABELS: &[(&str, ReadLabels, WriteLabels)] =
    &[("epub", office::epub_labels, office::write_epub_labels)];

/// An article as it was read: its document, and what its front matter says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleFile {
    /// The text and its blocks.
    pub document: Document,
    /// What is between `---` lines before it.
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
    /// It is not what its format says: markup that does not close, a container without its parts.
    #[error("{path}: {}{reason}", line.map(|line| format!("line {line}: ")).unwrap_or_default(), path = path.display())]
    Malformed {
        /// The file, `-` for stdin.
        path: PathBuf,
        /// The line where, from 1, in what has lines.
        line: Option<usize>,
        /// What is wrong, and what helps.
        reason: String,
    },
    /// One article was asked for, and it holds another number of them.
    #[error("{path}: it holds {count} articles, and one is wanted", path = path.display())]
    Several {
        /// The file.
        path: PathBuf,
        /// How many.
        count: usize,
    },
}

impl ReadError {
    /// What is wrong, without the name of the file: for where that is beside it.
    pub fn reason(&self) -> String {
        match self {
            ReadError::Io { error, .. } => format!("cannot be read: {error}"),
            ReadError::Decode { error, .. } => error.to_string(),
            ReadError::FrontMatter { error, .. } => format!("front matter: {error}"),
            ReadError::Malformed { line, reason, .. } => match line {
                Some(line) => format!("line {line}: {reason}"),
                None => reason.clone(),
            },
            ReadError::Several { count, .. } => {
                format!("it holds {count} articles, and one is wanted")
            }
        }
    }
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

/// Reads the article in the file at `path`; what a file of an unknown extension is, its content tells.
///
/// # Errors
/// [`ReadError`], which names the file.
pub fn read_article(path: &Path) -> Result<ArticleFile, ReadError> {
    only(read_articles(path)?, path)
}

/// Reads the articles in the file at `path`: those of a feed, else the one that it is.
///
/// # Errors
/// [`ReadError`], which names the file.
pub fn read_articles(path: &Path) -> Result<Vec<ArticleFile>, ReadError> {
    let bytes = fs::read(path).map_err(|error| ReadError::Io {
        path: path.to_owned(),
        error,
    })?;
    let format = article_format_of(&bytes, path);
    (format.read)(bytes, path)
}

/// Reads the article in `format` from `bytes`; `path` is what errors call it.
///
/// # Errors
/// [`ReadError`], but for `Io`; [`ReadError::Several`] for a feed.
pub fn article_from_bytes(
    bytes: Vec<u8>,
    format: &ArticleFormat,
    path: &Path,
) -> Result<ArticleFile, ReadError> {
    only((format.read)(bytes, path)?, path)
}

/// Like [`article_from_bytes`], for a format that may hold any number of articles.
///
/// # Errors
/// [`ReadError`], but for `Io`.
pub fn articles_from_bytes(
    bytes: Vec<u8>,
    format: &ArticleFormat,
    path: &Path,
) -> Result<Vec<ArticleFile>, ReadError> {
    (format.read)(bytes, path)
}

/// Puts the texts of `replacements`, in the order of the text and disjoint, into the file whose `bytes` an
/// article in `format` was read from; all else in it stays, byte for byte where its container allows it.
///
/// # Errors
/// [`WriteBackError`].
pub fn write_back(
    bytes: &[u8],
    format: &ArticleFormat,
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    let write = format.write.ok_or(WriteBackError::ReadOnly(format.name))?;
    write(bytes, replacements)
}

/// Like [`write_back`], for texts that are translations: where its format has a place for that, the file says
/// that it is in `language`.
///
/// # Errors
/// [`WriteBackError`].
pub fn write_translation(
    bytes: &[u8],
    format: &ArticleFormat,
    replacements: &[Replacement],
    language: &Language,
) -> Result<Vec<u8>, WriteBackError> {
    let written = write_back(bytes, format, replacements)?;
    match LANGUAGES.iter().find(|(name, _)| *name == format.name) {
        Some((_, set)) => set(&written, language),
        None => Ok(written),
    }
}

/// What the file in `bytes` says of what is in it, in comparison form, each once: the entries of its table of
/// contents, its title. They are no part of the article.
///
/// # Errors
/// [`WriteBackError`].
pub fn labels(bytes: &[u8], format: &ArticleFormat) -> Result<Vec<String>, WriteBackError> {
    match LABELS.iter().find(|(name, ..)| *name == format.name) {
        Some((_, read, _)) => read(bytes),
        None => Ok(Vec::new()),
    }
}

/// The file in `bytes` with other labels, by those that [`labels`] gives.
///
/// # Errors
/// [`WriteBackError`].
pub fn write_labels(
    bytes: &[u8],
    format: &ArticleFormat,
    labels: &BTreeMap<String, String>,
) -> Result<Vec<u8>, WriteBackError> {
    match LABELS.iter().find(|(name, ..)| *name == format.name) {
        Some((_, _, write)) => write(bytes, labels),
        None => Ok(bytes.to_vec()),
    }
}

fn only(articles: Vec<ArticleFile>, path: &Path) -> Result<ArticleFile, ReadError> {
    let count = articles.len();
    match <[ArticleFile; 1]>::try_from(articles) {
        Ok([article]) => Ok(article),
        Err(_) => Err(ReadError::Several {
            path: path.to_owned(),
            count,
        }),
    }
}
