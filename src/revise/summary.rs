use serde::{Deserialize, Serialize};

use crate::text::{Span, TokenKind, tokens};

use super::{ChangeKind, Revision};

/// The counts of a [`Revision`], for its first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Number of segments in the old text.
    pub old_segments: usize,
    /// Number of segments in the new text.
    pub new_segments: usize,
    /// Number of unchanged segments.
    pub unchanged: usize,
    /// Number of segments with other words, moved or not.
    pub edited: usize,
    /// Number of segments that moved, whether edited, split or merged or not.
    pub moved: usize,
    /// Number of old segments that were split.
    pub split: usize,
    /// Number of new segments that were merged from several.
    pub merged: usize,
    /// Number of inserted segments.
    pub inserted: usize,
    /// Number of deleted segments.
    pub deleted: usize,
    /// Number of words (graphemes in scripts without spaces) in inserted text.
    pub words_inserted: usize,
    /// Number of words (graphemes in scripts without spaces) in deleted text.
    pub words_deleted: usize,
}

impl Summary {
    /// Counts `revision`, which was made of these two texts.
    pub fn new(revision: &Revision, old: &str, new: &str) -> Self {
        let mut summary = Summary::default();
        for change in &revision.changes {
            summary.old_segments += change.old.len();
            summary.new_segments += change.new.len();
            summary.moved += usize::from(change.moved);
            match change.kind {
                ChangeKind::Equal => summary.unchanged += 1,
                ChangeKind::Edited => summary.edited += 1,
                ChangeKind::Moved => {}
                ChangeKind::Split => summary.split += 1,
                ChangeKind::Merged => summary.merged += 1,
                ChangeKind::Inserted => {
                    summary.inserted += 1;
                    summary.words_inserted += words(new, &change.new);
                }
                ChangeKind::Deleted => {
                    summary.deleted += 1;
                    summary.words_deleted += words(old, &change.old);
                }
            }
            for edit in &change.edits {
                summary.words_inserted += words(new, &[edit.new]);
                summary.words_deleted += words(old, &[edit.old]);
            }
        }
        summary
    }

    /// Whether no segment changed.
    pub fn is_unchanged(&self) -> bool {
        self.unchanged == self.old_segments && self.unchanged == self.new_segments
    }
}

fn words(text: &str, spans: &[Span]) -> usize {
    spans
        .iter()
        .flat_map(|span| tokens(span.of(text)))
        .filter(|token| token.kind != TokenKind::Punctuation)
        .count()
}
