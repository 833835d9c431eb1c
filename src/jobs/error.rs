use std::io;
use std::path::PathBuf;

use crate::format::{ReadError, Refusal, UnitsError, WriteBackError};
use crate::memory::MemoryError;
use crate::segment::srx::SrxError;
use crate::text::Language;
use crate::workspace::BuildError;

/// Why a job could not be done. Nothing half-written is left behind.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The memory failed.
    #[error(transparent)]
    Memory(#[from] MemoryError),
    /// A folder cannot be listed.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A file cannot be read as an article.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A file of units cannot be read.
    #[error("{name}: {error}")]
    Units {
        /// The file.
        name: String,
        /// What is wrong with it.
        error: UnitsError,
    },
    /// A file cannot be written with translations in it.
    #[error("{name}: {error}")]
    WriteBack {
        /// The file.
        name: String,
        /// What is wrong with it.
        error: WriteBackError,
    },
    /// The system does not give a file or folder.
    #[error("{path}: cannot be read: {error}", path = path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A file holds no article.
    #[error("{0}: there is no article in it")]
    NoArticle(String),
    /// A file holds markup and no text.
    #[error("{0}: there is no text in it but markup")]
    NoText(String),
    /// Neither the caller nor the file says which language an article is in.
    #[error("{0}: its language is not known")]
    NoLanguage(String),
    /// An SRX file cannot be used.
    #[error("{path}: {error}", path = path.display())]
    Srx {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: SrxError,
    },
    /// Two texts do not look like translations of each other.
    #[error("{}: these two do not look like translations of each other ({figures})", names.join(" and "))]
    NoTranslation {
        /// The names of both.
        names: [String; 2],
        /// What the verdict goes by.
        figures: String,
    },
    /// Results cannot be written.
    #[error("the results cannot be written: {0}")]
    Output(#[from] io::Error),
    /// Neither of two folders holds an article.
    #[error("there are no articles in {0} and {1}")]
    NoArticles(String, String),
    /// A unit was refused, and the import was to be all or nothing.
    #[error("{name}: line {line}: {refusal}; nothing of it was imported")]
    Strict {
        /// The file.
        name: String,
        /// The line of the unit, from 1.
        line: usize,
        /// What is wrong with it.
        refusal: Refusal,
    },
    /// The memory has no translation of any sentence of a summary.
    #[error("{article}: no sentence of this summary has a translation to {language} in {memory}")]
    NoRendering {
        /// The name of the article.
        article: String,
        /// The language that was asked for.
        language: Language,
        /// The memory.
        memory: String,
    },
    /// The memory has no such article, or no such revision of it.
    #[error("{wanted}: no such article in {memory}")]
    NoRevision {
        /// What was asked for.
        wanted: String,
        /// The memory.
        memory: String,
        /// In which languages the memory has the article, as `name.language`.
        others: Vec<String>,
    },
    /// A file format holds one pair of languages, and the memory has several.
    #[error("a file of {format} has one pair of languages, and there are {pairs}")]
    SeveralPairs {
        /// The name of the format.
        format: &'static str,
        /// Two of the pairs.
        pairs: String,
    },
}
