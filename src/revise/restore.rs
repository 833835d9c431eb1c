use serde::{Deserialize, Serialize};

use crate::text::Span;

use super::Revision;

/// A part of a text, taken from the other text or given as new text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeltaPiece {
    /// Bytes `start..end` of the other text.
    Copy {
        /// First byte.
        start: usize,
        /// First byte after it.
        end: usize,
    },
    /// Text that the other text does not have at this place.
    Text(String),
}

/// What is needed beside one text to restore the other: its parts in order.
///
/// A [`Revision`] alone cannot restore a text, since its spans point into both. A delta is made of a revision while
/// both texts are at hand; afterwards one text and the delta are enough. The whole text is restored byte for byte,
/// including the white space and markup between segments. Moved segments are copied from their old places.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Delta {
    /// The pieces of the text to restore, in its order.
    pub pieces: Vec<DeltaPiece>,
}

impl Delta {
    /// The delta that restores `new` from `old`, of their `revision`.
    pub fn to_new(revision: &Revision, old: &str, new: &str) -> Self {
        let mut parts = Vec::new();
        for change in &revision.changes {
            if let (Some(from), Some(to)) = (change.old_cover(), change.new_cover()) {
                let edits = change.edits.iter().map(|edit| (edit.old, edit.new));
                kept(from, to, edits, &mut parts);
            }
        }
        Delta::new(parts, old, new)
    }

    /// The delta that restores `old` from `new`, of their `revision`.
    pub fn to_old(revision: &Revision, old: &str, new: &str) -> Self {
        let mut parts = Vec::new();
        for change in &revision.changes {
            if let (Some(to), Some(from)) = (change.old_cover(), change.new_cover()) {
                let edits = change.edits.iter().map(|edit| (edit.new, edit.old));
                kept(from, to, edits, &mut parts);
            }
        }
        Delta::new(parts, new, old)
    }

    /// Creates a delta from the parts that are the same in both texts, as (in `from`, in `to`).
    fn new(mut parts: Vec<(Span, Span)>, from: &str, to: &str) -> Self {
        parts.sort_by_key(|part| part.1);
        let mut delta = Delta::default();
        let mut at = 0;
        for (source, target) in parts {
            if target.start < at || source.of(from) != target.of(to) {
                continue;
            }
            delta.add(Span::new(at, target.start).of(to), from);
            delta.copy(source);
            at = target.end;
        }
        delta.add(to.get(at..).unwrap_or_default(), from);
        delta
    }

    fn copy(&mut self, source: Span) {
        match self.pieces.last_mut() {
            Some(DeltaPiece::Copy { end, .. }) if *end == source.start => *end = source.end,
            _ if source.is_empty() => {}
            _ => self.pieces.push(DeltaPiece::Copy {
                start: source.start,
                end: source.end,
            }),
        }
    }

    /// Adds text. Text that follows the last copy in the other text is copied as well.
    fn add(&mut self, text: &str, from: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(DeltaPiece::Copy { end, .. })
                if from.get(*end..).is_some_and(|rest| rest.starts_with(text)) =>
            {
                *end += text.len();
            }
            Some(DeltaPiece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(DeltaPiece::Text(text.to_owned())),
        }
    }

    /// The restored text; `None` if `other` is not the text that the delta was made for and a copy does not fit it.
    pub fn apply(&self, other: &str) -> Option<String> {
        let mut restored = String::new();
        for piece in &self.pieces {
            match piece {
                DeltaPiece::Copy { start, end } => restored.push_str(other.get(*start..*end)?),
                DeltaPiece::Text(text) => restored.push_str(text),
            }
        }
        Some(restored)
    }
}

/// Adds the parts of a change that are the same on both sides.
fn kept(
    from: Span,
    to: Span,
    edits: impl Iterator<Item = (Span, Span)>,
    parts: &mut Vec<(Span, Span)>,
) {
    let (mut from_at, mut to_at) = (from.start, to.start);
    for (a, b) in edits {
        parts.push((Span::new(from_at, a.start), Span::new(to_at, b.start)));
        (from_at, to_at) = (a.end, b.end);
    }
    parts.push((Span::new(from_at, from.end), Span::new(to_at, to.end)));
}
