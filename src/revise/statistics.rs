use std::borrow::Cow;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::score::{Chrf, Level, Metric, Ter};
use crate::text::{Span, TokenKind, is_spaceless, tokens};

use super::{ChangeKind, Revision};

/// Maximum length, in bytes, of a pair of segments that TER is computed for. Longer pairs count the edits of the
/// revision, since the search for shifts takes time that grows with the square of the length.
const MAX_TER_BYTES: usize = 10_000;

/// chrF without words: three numbers for each order.
const CHRF: Chrf = Chrf { words: false };

/// How much of a text was revised, in words (graphemes in scripts without spaces).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Statistics {
    /// Number of segments in the old text.
    pub old_segments: usize,
    /// Number of segments in the new text.
    pub new_segments: usize,
    /// Number of segments that are unchanged and did not move.
    pub unchanged: usize,
    /// Number of words in the old text.
    pub old_words: usize,
    /// Number of words in the new text.
    pub new_words: usize,
    /// Number of words of the old text that are in the new one, including moved ones.
    pub kept: usize,
    /// Number of edits that turn the old text into the new one: words deleted, inserted or replaced, plus one for each
    /// segment that moved. This is how the translation edit rate counts (Snover and others 2006), over the alignment of
    /// the revision.
    pub edits: usize,
    /// What [`Statistics::ter`] comes from: edits, and words of the new text.
    #[serde(skip)]
    ter: [usize; 2],
    /// What [`Statistics::chrf`] comes from, as [`Chrf`] counts it.
    #[serde(skip)]
    chrf: [usize; 18],
}

impl Statistics {
    /// Counts `revision`, which was made of these two texts.
    pub fn new(revision: &Revision, old: &str, new: &str) -> Self {
        let mut all = Statistics::default();
        for change in &revision.changes {
            let (from, to) = (words(old, &change.old), words(new, &change.new));
            all.old_segments += change.old.len();
            all.new_segments += change.new.len();
            all.unchanged += usize::from(change.kind == ChangeKind::Equal && !change.moved);
            all.old_words += from;
            all.new_words += to;
            all.edits += usize::from(change.moved);
            let mut edits = 0;
            if change.old.is_empty() || change.new.is_empty() {
                edits = from + to;
            } else {
                let mut gone = 0;
                for edit in &change.edits {
                    let (deleted, inserted) = (words(old, &[edit.old]), words(new, &[edit.new]));
                    gone += deleted;
                    edits += deleted.max(inserted);
                }
                all.kept += from.saturating_sub(gone);
            }
            all.edits += edits;
            let (from, to) = (joined(old, &change.old), joined(new, &change.new));
            all.score(&from, &to, edits);
        }
        all
    }

    /// Counts a pair of segments for TER and chrF; `edits` are those of the revision.
    fn score(&mut self, old: &str, new: &str, edits: usize) {
        let mut ter = |counts: &[f64]| {
            for (sum, count) in self.ter.iter_mut().zip(counts) {
                *sum += *count as usize;
            }
        };
        let (old_words, new_words) = (apart(old), apart(new));
        if old == new {
            ter(&Ter::counts_of_same(&new_words));
        } else if old.len() + new.len() > MAX_TER_BYTES {
            ter(&[edits as f64, Ter::counts_of_same(&new_words)[1]]);
        } else {
            ter(&Ter.counts(&old_words, &[&new_words]));
        }
        let mut counts = if old == new || new.is_empty() {
            CHRF.counts_of_same(old)
        } else {
            CHRF.counts(old, &[new])
        };
        if new.is_empty() {
            // What was deleted is missed, though a reference of nothing would not say so.
            for order in counts.chunks_exact_mut(3) {
                order[1..].fill(0.0);
            }
        }
        for (sum, count) in self.chrf.iter_mut().zip(counts) {
            *sum += count as usize;
        }
    }

    /// Adds the counts of another file.
    pub fn and(self, other: Statistics) -> Statistics {
        Statistics {
            old_segments: self.old_segments + other.old_segments,
            new_segments: self.new_segments + other.new_segments,
            unchanged: self.unchanged + other.unchanged,
            old_words: self.old_words + other.old_words,
            new_words: self.new_words + other.new_words,
            kept: self.kept + other.kept,
            edits: self.edits + other.edits,
            ter: std::array::from_fn(|at| self.ter[at] + other.ter[at]),
            chrf: std::array::from_fn(|at| self.chrf[at] + other.chrf[at]),
        }
    }

    /// The share of the old words that were kept, 0–1; 1 for an empty text.
    pub fn share_kept(&self) -> f64 {
        match self.old_words {
            0 => 1.0,
            words => self.kept as f64 / words as f64,
        }
    }

    /// Edits for each word of the new text (of the old one if the new one is empty).
    pub fn edit_rate(&self) -> f64 {
        let words = if self.new_words > 0 {
            self.new_words
        } else {
            self.old_words
        };
        self.edits as f64 / words.max(1) as f64
    }

    /// TER of the old text against the new one, from 0: what sacreBLEU gives for the segments as the revision pairs
    /// them, with the old one as hypothesis and the new one as reference. A moved segment costs nothing here. In
    /// scripts without spaces, graphemes are words.
    pub fn ter(&self) -> f64 {
        Ter.score(&self.ter.map(|count| count as f64), Level::Corpus)
            .value
    }

    /// chrF of the old text against the new one, 0–100, over the same pairs; the text of deleted
    /// segments counts as well. 100 for two empty texts.
    pub fn chrf(&self) -> f64 {
        if self.chrf.iter().all(|&count| count == 0) {
            return 100.0;
        }
        let counts = self.chrf.map(|count| count as f64);
        CHRF.score(&counts, Level::Corpus).value
    }
}

/// The texts of segments with a space between them.
fn joined<'a>(text: &'a str, spans: &[Span]) -> Cow<'a, str> {
    match spans {
        [] => Cow::Borrowed(""),
        [span] => Cow::Borrowed(span.of(text)),
        spans => {
            let texts: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
            Cow::Owned(texts.join(" "))
        }
    }
}

/// `text` with spaces around the graphemes of scripts that write none between words.
fn apart(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_spaceless) {
        return Cow::Borrowed(text);
    }
    let mut spaced = String::with_capacity(2 * text.len());
    for grapheme in text.graphemes(true) {
        let alone = grapheme.chars().any(is_spaceless);
        if alone {
            spaced.push(' ');
        }
        spaced.push_str(grapheme);
        if alone {
            spaced.push(' ');
        }
    }
    Cow::Owned(spaced)
}

fn words(text: &str, spans: &[Span]) -> usize {
    let tokens = spans.iter().flat_map(|span| tokens(span.of(text)));
    tokens
        .filter(|token| token.kind != TokenKind::Punctuation)
        .count()
}
