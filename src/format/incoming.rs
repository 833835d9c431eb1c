//! What is read from files of translation units.

use std::io;

use crate::memory::{Context, LanguagePair, Origin};
use crate::text::{Language, LanguageError};

/// Which units of a file are wanted, and how those are read that do not say their languages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The source language; without it what the file says is the source.
    pub from: Option<&'a Language>,
    /// The target language; without it all of them.
    pub to: Option<&'a Language>,
}

/// A unit as a file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct FileUnit {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// Its languages.
    pub languages: LanguagePair,
    /// The source text, with U+FFFC for each inline code.
    pub source: String,
    /// The target text, likewise.
    pub target: String,
    /// The source segments beside it, where the file says so.
    pub context: Context,
    /// When it was made, in seconds since 1970 (UTC), where the file says so.
    pub created: Option<i64>,
    /// How often it was used; at least 1.
    pub uses: u32,
    /// How sure an alignment is of it, 0–1, where the file says so; none if somebody stands behind it.
    pub confidence: Option<f64>,
    /// Where it was met, where the file says so.
    pub origin: Option<Origin>,
    /// Whether somebody has said that it is wrong, so that it is not to be stored.
    pub rejected: bool,
}

/// A unit, or a piece of a file, that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: Refusal,
}

/// Why a unit cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A text has no language.
    #[error("a text of it has no language (in TMX, xml:lang)")]
    NoLanguage,
    /// The tag of a language is none.
    #[error(transparent)]
    Language(#[from] LanguageError),
    /// The source language has no text.
    #[error("it has no text in its source language, {0}")]
    NoSource(String),
    /// There is no second text.
    #[error("it has a text in one language only")]
    NoTarget,
    /// There is nothing to translate.
    #[error("its {0} text is empty")]
    Empty(Language),
    /// The status of a row of a table is none.
    #[error(
        "its status '{0}' is none of accepted, doubtful, rejected, unpaired (or nothing, which accepts it)"
    )]
    Status(String),
    /// Bytes that are no text in the file's encoding.
    #[error("it holds bytes that are no text in the encoding of the file")]
    Malformed,
    /// An entity that only the file's DTD could explain. It is not fetched.
    #[error("it holds the entity &{0};, which XML does not define")]
    Entity(String),
    /// The file is not as its format has it.
    #[error("the file is broken here: {0}")]
    Broken(String),
}

/// A unit, or why there is none.
pub type Incoming = Result<FileUnit, Refused>;

/// Why a file gives no units at all.
#[derive(Debug, thiserror::Error)]
pub enum UnitsError {
    /// The system would not give it.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// A table does not say its languages.
    #[error("it has no columns 'from' and 'to'; say the languages with --from and --to")]
    Languages,
    /// It is of another format.
    #[error("this is not {0}")]
    Format(&'static str),
}
