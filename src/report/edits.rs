//! What terminal and page say alike of a revision: pieces, labels, the line that sums up.

use crate::revise::{Change, ChangeKind, Summary};
use crate::text::Span;

/// A piece of a changed sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// In both texts.
    Kept(&'a str),
    /// In the old text only.
    Deleted(&'a str),
    /// In the new text only.
    Inserted(&'a str),
}

impl<'a> Piece<'a> {
    pub fn text(self) -> &'a str {
        match self {
            Piece::Kept(text) | Piece::Deleted(text) | Piece::Inserted(text) => text,
        }
    }
}

/// The pieces of `change`, in the order in which they are read: what was taken away stands before
/// what was put in its place.
pub(super) fn pieces_of<'a>(old: &'a str, new: &'a str, change: &Change) -> Vec<Piece<'a>> {
    let mut pieces = match change.kind {
        ChangeKind::Inserted => vec![Piece::Inserted(covered(new, &change.new))],
        ChangeKind::Deleted => vec![Piece::Deleted(covered(old, &change.old))],
        _ => Vec::new(),
    };
    if pieces.is_empty() {
        let mut at = change.new.first().map_or(0, |span| span.start);
        let end = change.new.last().map_or(at, |span| span.end);
        for edit in &change.edits {
            pieces.push(Piece::Kept(new.get(at..edit.new.start).unwrap_or_default()));
            let (deleted, inserted) = (edit.old.of(old), edit.new.of(new));
            // A change of spacing alone would be marks around nothing.
            if deleted.trim().is_empty() && inserted.trim().is_empty() {
                pieces.push(Piece::Kept(inserted));
            } else {
                pieces.push(Piece::Deleted(deleted));
                pieces.push(Piece::Inserted(inserted));
            }
            at = edit.new.end;
        }
        pieces.push(Piece::Kept(new.get(at..end).unwrap_or_default()));
    }
    pieces.retain(|piece| !piece.text().is_empty());
    pieces
}

fn covered<'a>(text: &'a str, spans: &[Span]) -> &'a str {
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => text.get(first.start..last.end).unwrap_or_default(),
        _ => "",
    }
}

/// What an editor calls the change; nothing for a sentence that stands.
pub(super) fn change_label(change: &Change) -> &'static str {
    match change.kind {
        ChangeKind::Equal if !change.moved => "",
        ChangeKind::Equal | ChangeKind::Moved => "moved",
        ChangeKind::Edited if change.moved => "moved ~",
        ChangeKind::Edited => "edited",
        ChangeKind::Split => "split",
        ChangeKind::Merged => "merged",
        ChangeKind::Inserted => "added",
        ChangeKind::Deleted => "deleted",
    }
}

/// `3 of 41 segments reworded, 1 moved, 2 added (12 words added, 7 deleted)`
pub(super) fn in_words(summary: &Summary) -> String {
    let total = summary.old_segments;
    let parts: Vec<String> = [
        (summary.edited, "reworded"),
        (summary.moved, "moved"),
        (summary.split, "split"),
        (summary.merged, "merged"),
        (summary.inserted, "added"),
        (summary.deleted, "deleted"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .enumerate()
    .map(|(place, (count, what))| match place {
        0 => format!("{count} of {total} segments {what}"),
        _ => format!("{count} {what}"),
    })
    .collect();
    if parts.is_empty() {
        return format!("{total} segments, none changed");
    }
    let (inserted, deleted) = (summary.words_inserted, summary.words_deleted);
    format!(
        "{} ({inserted} words added, {deleted} deleted)",
        parts.join(", ")
    )
}
