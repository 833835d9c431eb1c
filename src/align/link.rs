//! The input and the output of an alignment.

use std::ops::Range;

use crate::text::Language;

/// A group of source segments and the target segments that translate it.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Indices of the source segments, from 0; empty for an addition.
    pub source: Range<usize>,
    /// Indices of the target segments, from 0; empty for an omission.
    pub target: Range<usize>,
    /// The probability, 0 to 1, that exactly these segments belong together.
    pub confidence: f64,
}

/// One of the two texts of a bitext.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its segments, in order.
    pub segments: &'a [&'a str],
    /// The language of the text.
    pub language: &'a Language,
}

/// The result of [`Aligner::align`](super::Aligner::align).
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// The links, in order on both sides, or on the source side only if passages were moved. Together they cover each
    /// segment of either side exactly once.
    pub links: Vec<Link>,
    /// The natural logarithm of the likelihood ratio between the two texts being translations and having nothing to do
    /// with each other.
    pub log_likelihood_ratio: f64,
}

impl Alignment {
    /// Whether one text looks like a translation of the other, or at least of a part of it.
    ///
    /// Callers usually pass texts that are translations of each other, so it takes odds of 20 to 1 against them to say
    /// no. It is wrong for 1 in 200 true pairs, all of them of fewer than ten segments, and for 1 in 800 pairs of
    /// unrelated articles (`docs/quality.md`). Two empty texts look like translations.
    pub fn is_translation(&self) -> bool {
        self.log_likelihood_ratio >= -TRUST
    }
}

/// Logarithm of the odds against two texts that it takes to refuse them: 20 to 1.
const TRUST: f64 = 3.0;
