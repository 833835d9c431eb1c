//! Articles as files hold them: what a format is, what reading a file gives, and why it may fail.

use std::io;
use std::path::{Path, PathBuf};

use crate::text::{DecodeError, Document, Language, LanguageError, Replacement};

use super::write_back_error::WriteBackError;

/// Reads the articles in the bytes of a file. Errors name the path.
pub(super) type Read = fn(Vec<u8>, &Path) -> Result<Vec<ArticleFile>, ReadError>;

/// Replaces passages in the bytes of a file.
pub(super) type Write = fn(&[u8], &[Replacement]) -> Result<Vec<u8>, WriteBackError>;

/// A format in which articles are written.
#[derive(Debug, Clone, Copy)]
pub struct ArticleFormat {
    /// The name that options take.
    pub name: &'static str,
    /// The extensions of its files, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Whether the text of a document is the text of the file, including its markup. Otherwise it is what was
    /// extracted from the file.
    pub is_verbatim: bool,
    /// Reads the articles of a file: one, or the items of a feed.
    pub(in crate::format) read: Read,
    /// Writes a file with some passages replaced; `None` for a format that Recto only reads.
    pub(in crate::format) write: Option<Write>,
}

/// An article that was read: its document and its front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleFile {
    /// The text and its blocks.
    pub document: Document,
    /// What the file says about the article: the lines between `---` before a text, the properties of a document.
    pub front_matter: FrontMatter,
}

/// What a file says about its article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// `title`: the title.
    pub title: Option<String>,
    /// `article`: the name that the article shares with its translations and revisions. One that begins with `/`
    /// belongs to an article among others in a file and is appended to the file's own name.
    pub article: Option<String>,
    /// `language` (or `lang`): the language of the text.
    pub language: Option<Language>,
    /// `source`: the language that the article was first written in.
    pub source: Option<Language>,
    /// `revision`: the number of the revision, from 1.
    pub revision: Option<u32>,
    /// `author` (or `authors`): the names of its authors.
    pub author: Option<String>,
    /// `date`: when it was published, in ISO 8601; `None` if the file does not say it or not clearly.
    pub date: Option<String>,
}

/// Why a file could not be read as an article.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system could not read it.
    #[error("{path}: cannot be read: {error}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        error: io::Error,
    },
    /// Its bytes are not text.
    #[error("{path}: {error}", path = path.display())]
    Decode {
        /// The file, `-` for stdin.
        path: PathBuf,
        /// What is wrong with its bytes.
        error: DecodeError,
    },
    /// Its front matter has a language or revision that is not valid.
    #[error("{path}: front matter: {error}", path = path.display())]
    FrontMatter {
        /// The file, `-` for stdin.
        path: PathBuf,
        /// What is wrong with it.
        error: FrontMatterError,
    },
    /// It breaks the rules of its format: markup that does not end, a container without its parts.
    #[error("{path}: {}{reason}", line.map(|line| format!("line {line}: ")).unwrap_or_default(), path = path.display())]
    Malformed {
        /// The file, `-` for stdin.
        path: PathBuf,
        /// The line of the fault, from 1, in formats that have lines.
        line: Option<usize>,
        /// What is wrong and what to do about it.
        reason: String,
    },
    /// One article was expected, and the file holds none or several.
    #[error("{path}: it holds {count} articles, and one is wanted", path = path.display())]
    Several {
        /// The file.
        path: PathBuf,
        /// The number of articles in it.
        count: usize,
    },
}

impl ReadError {
    /// Returns what is wrong without the name of the file, for output that shows the name beside it.
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
