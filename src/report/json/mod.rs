//! What programs read: the types of every `--format json`, documented in docs/json.md.
//!
//! Field names are a contract: they are added to, never renamed. Offsets are in Unicode scalars.

mod bitext;
mod build;
mod columns;
mod explained;
mod fragments;
mod log;
mod memory;
mod merge;
mod pretranslation;
mod revision;
mod score;
mod segment;
mod statistics;
mod summaries;
mod summary;

pub use bitext::{AlignedFilesLine, LinkLine, aligned_files, links};
pub use build::{BuildObject, build};
pub use columns::{ColumnsObject, columns};
pub use fragments::{FragmentsLine, fragments};
pub use log::{LogLine, log_line};
pub use memory::{
    ArticleLine, ConcordanceLine, HitLine, ImportLine, LookupLine, StatsObject, UnitLine, article,
    concordance, hit, imported, lookup, stats, unit,
};
pub use merge::{MergeObject, merge};
pub use pretranslation::{PretranslationLine, pretranslations};
pub use revision::{RevisionLine, RevisionObject, batch_revision, revision};
pub use score::{ScoreObject, SystemsObject, scores, systems};
pub use segment::{ArticleHead, BoundaryLine, SegmentLine, boundaries, passage, segments};
pub use statistics::{StatisticsObject, statistics};
pub use summaries::{SummariesObject, summaries};
pub use summary::{SummaryLine, SummaryObject, batch_summary, summary};

/// `value` with so many decimal places, so that the last bits of a sum do not show.
fn to_places(value: f64, places: i32) -> f64 {
    let scale = 10f64.powi(places);
    (value * scale).round() / scale
}
