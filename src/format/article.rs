//! Articles as files hold them: what a format is, what reading a file gives, and why it may fail.

use std::io;
use std::path::{Path, PathBuf};

use crate::text::{DecodeError, Document, Language, LanguageError, Replacement};

use super::write_back_error::WriteBackError;

/// Reads the articles in the bytes of a file; the path is what errors call it.
pub(super) type Read = fn(Vec<u8>, &Path) -> Result<Vec<ArticleFile>, ReadError>;

/// Puts texts in the places of others in the bytes of a file.
pub(super) type Write = fn(&[u8], &[Replacement]) -> Result<Vec<u8>, WriteBackError>;

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
    /// Writes a file back with other texts in it; `None` for a format that Recto only reads.
    pub(in crate::format) write: Option<Write>,
}

/// An article as it was read: its document, and what its front matter says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleFile {
    /// The text and its blocks.
    pub document: Document,
    /// What stands between `---` lines before it.
    pub front_matter: FrontMatter,
}

/// What an article says of itself before it begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// `title`: its title.
    pub title: Option<String>,
    /// `article`: the name that its translations and revisions share; one that begins with `/` is that of an
    /// article among others in a file, below the file's own name.
    pub article: Option<String>,
    /// `language` (or `lang`): the language that it is written in.
    pub language: Option<Language>,
    /// `source`: the language that the article was first written in.
    pub source: Option<Language>,
    /// `revision`: its number, from 1.
    pub revision: Option<u32>,
    /// `author` (or `authors`): who wrote it.
    pub author: Option<String>,
    /// `date`: when it was published, as ISO 8601 writes it; none where that cannot be told.
    pub date: Option<String>,
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
    /// What is wrong, without the name of the file: for where that stands beside it.
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
