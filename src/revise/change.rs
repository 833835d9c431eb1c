use serde::{Deserialize, Serialize};

use crate::text::Span;

/// What happened to a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// A segment whose comparison form is the same in both texts, at the same place.
    Equal,
    /// A segment with other words. [`Change::moved`] says whether it also moved.
    Edited,
    /// A segment with the same comparison form at another place.
    Moved,
    /// An old segment that became two or three new ones.
    Split,
    /// Two or three old segments that became one new segment.
    Merged,
    /// A new segment without an old one.
    Inserted,
    /// An old segment without a new one.
    Deleted,
}

impl ChangeKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Equal => "equal",
            ChangeKind::Edited => "edited",
            ChangeKind::Moved => "moved",
            ChangeKind::Split => "split",
            ChangeKind::Merged => "merged",
            ChangeKind::Inserted => "inserted",
            ChangeKind::Deleted => "deleted",
        }
    }
}

/// What an edit does to the old text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    /// Text that only the new side has; the old span is empty.
    Insert,
    /// Text that only the old side has; the new span is empty.
    Delete,
    /// Text that replaces other text; neither span is empty.
    Replace,
}

impl EditKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            EditKind::Insert => "insert",
            EditKind::Delete => "delete",
            EditKind::Replace => "replace",
        }
    }
}

/// An edit inside a [`Change`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Edit {
    /// What the edit does.
    pub kind: EditKind,
    /// Span in the whole old text, in bytes; empty, at the place of the insertion, if the edit inserts.
    pub old: Span,
    /// Span in the whole new text, in bytes; empty, at the place of the deletion, if the edit deletes.
    pub new: Span,
}

/// What happened to a segment, or to the segments of a split or merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Whether the segment moved relative to the others, edited or not.
    pub moved: bool,
    /// The old segments, in bytes of the old text. Empty for an inserted segment, two or three for a merge.
    pub old: Vec<Span>,
    /// The new segments, in bytes of the new text. Empty for a deleted segment, two or three for a split.
    pub new: Vec<Span>,
    /// The differences between the [covering](Change::old_cover) old and new spans, byte for byte, in order. They are
    /// disjoint, lie within the covering spans and end on grapheme boundaries of both texts. The white space (and
    /// markup, if the segments are in different blocks) between the parts of a split or merge is therefore compared as
    /// well, and an equal pair has edits where only its spacing or Unicode normal form changed. Empty for inserted and
    /// deleted segments, which are new or gone as a whole.
    pub edits: Vec<Edit>,
}

impl Change {
    /// The span from the first byte of the first old segment to the last byte of the last one; `None` for an inserted
    /// segment.
    pub fn old_cover(&self) -> Option<Span> {
        cover(&self.old)
    }

    /// The span from the first byte of the first new segment to the last byte of the last one; `None` for a deleted
    /// segment.
    pub fn new_cover(&self) -> Option<Span> {
        cover(&self.new)
    }
}

pub(super) fn cover(spans: &[Span]) -> Option<Span> {
    Some(Span::new(spans.first()?.start, spans.last()?.end))
}

/// The difference between two texts. Each old segment and each new segment is in exactly one change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revision {
    /// The changes, in the order of the new text. A deleted segment follows what it followed in the old text.
    pub changes: Vec<Change>,
}
