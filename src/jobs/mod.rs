//! Use cases: one file a job, which the command line, a server and pages share.
//!
//! A job takes typed options and gives back an outcome with everything that a person should be told ([`Note`]); long
//! work calls back with its progress. It knows no arguments, prints nothing and reads no environment: whoever calls it
//! parses what was asked for and shows what came out. Errors name the fault and the place; hints that name an option
//! are the caller's.

mod align;
mod bitext;
mod build;
mod compare;
mod concordance;
mod error;
mod export;
mod import;
mod input;
mod log;
mod lookup;
mod merge;
mod note;
mod pretranslate;
mod score;
mod segment;
mod summarize;
#[cfg(test)]
mod tests;

pub use align::{
    AlignOptions, AlignedFolders, AlignedPair, AlignedText, FolderPairs, align, article_of,
    check_is_translation,
};
pub use bitext::{Bitext, BitextArticle};
pub use build::build;
pub use compare::{
    BesideSource, ColumnsView, Comparison, FolderComparison, Provenances, RevisionView,
    SummariesView, beside_source, compare, compare_folders, language_note, provenances,
};
pub use concordance::{concordance, fragments};
pub use error::JobError;
pub use export::{ExportOptions, export};
pub use import::{ImportOptions, ImportedFile, Remark, import};
pub use input::{
    StoredArticle, articles_from_bytes, read_article, read_version, version_from_bytes,
};
pub use log::{EntryChanges, RevisionEntry, log};
pub use lookup::{Beside, ShownMatch, look_up};
pub use merge::MergeView;
pub use note::{Note, NoteWeight};
pub use pretranslate::{Pretranslated, PretranslatedFile, Pretranslating, fill, pretranslate};
pub use score::{
    ScoreColumn, ScoreOptions, ScoreTable, SystemScores, compare_systems, score, script_note,
};
pub use segment::{SrxFile, explain_segments};
pub use summarize::{
    ConsideredSentence, NamedPhrase, Summary, SummaryOptions, SummarySentence, render_in, summarize,
};
