use serde::{Deserialize, Serialize};

use crate::text::{Span, TokenKind, tokens};

use super::{ChangeKind, Revision};

/// How much of a text was revised, in words (graphemes in scripts without spaces).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Statistics {
    /// Segments of the old text.
    pub old_segments: usize,
    /// Segments of the new text.
    pub new_segments: usize,
    /// Segments that stand as they were, in their place.
    pub unchanged: usize,
    /// Words of the old text.
    pub old_words: usize,
    /// Words of the new text.
    pub new_words: usize,
    /// Words of the old text that are in the new one, moved ones too.
    pub kept: usize,
    /// The edits that make the new text of the old one: words deleted, inserted or exchanged for
    /// others, and one for each segment that moved, as the translation edit rate counts (Snover and
    /// others 2006), over the alignment of the revision.
    pub edits: usize,
}

impl Statistics {
    /// Counts `revision`, which was made of these two texts.
    pub fn of(revision: &Revision, old: &str, new: &str) -> Self {
        let mut all = Statistics::default();
        for change in &revision.changes {
            let (from, to) = (words(old, &change.old), words(new, &change.new));
            all.old_segments += change.old.len();
            all.new_segments += change.new.len();
            all.unchanged += usize::from(change.kind == ChangeKind::Equal && !change.moved);
            all.old_words += from;
            all.new_words += to;
            all.edits += usize::from(change.moved);
            if change.old.is_empty() || change.new.is_empty() {
                all.edits += from + to;
                continue;
            }
            let mut gone = 0;
            for edit in &change.edits {
                let (deleted, inserted) = (words(old, &[edit.old]), words(new, &[edit.new]));
                gone += deleted;
                all.edits += deleted.max(inserted);
            }
            all.kept += from.saturating_sub(gone);
        }
        all
    }

    /// The sum of two, for a total over files.
    pub fn and(self, other: Statistics) -> Statistics {
        Statistics {
            old_segments: self.old_segments + other.old_segments,
            new_segments: self.new_segments + other.new_segments,
            unchanged: self.unchanged + other.unchanged,
            old_words: self.old_words + other.old_words,
            new_words: self.new_words + other.new_words,
            kept: self.kept + other.kept,
            edits: self.edits + other.edits,
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
}

fn words(text: &str, spans: &[Span]) -> usize {
    let tokens = spans.iter().flat_map(|span| tokens(span.of(text)));
    tokens
        .filter(|token| token.kind != TokenKind::Punctuation)
        .count()
}
