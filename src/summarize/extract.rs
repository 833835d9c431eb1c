use crate::text::Span;

use super::ties::Tie;

/// A sentence of a summary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extract {
    /// Its index in the segments that the article was made of.
    pub segment: usize,
    /// Its span in the document, in bytes.
    pub span: Span,
    /// The score that the ranker gave it.
    pub score: f64,
    /// Its position in the order of choice, from 1.
    pub rank: usize,
    /// What it needs to be understood as it was meant and the summary leaves out.
    pub missing: Option<Tie>,
}
