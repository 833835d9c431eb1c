use serde::{Deserialize, Serialize};

use crate::text::Span;

/// What became of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// One segment whose comparison form is the same in both texts, in its place.
    Equal,
    /// One segment with other words; [`Change::moved`] tells whether it also left its place.
    Edited,
    /// One segment of the same comparison form at another place.
    Moved,
    /// One old segment that became two or three new ones.
    Split,
    /// Two or three old segments that became a new one.
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
    /// Text that stands for other text; neither span is empty.
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
    /// What it does.
    pub kind: EditKind,
    /// Bytes of the whole old text; where it is empty, the place of the insertion.
    pub old: Span,
    /// Bytes of the whole new text; where it is empty, the place of the deletion.
    pub new: Span,
}

/// What became of a segment, or of the segments of a split or merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Whether the segment left the order of the others, edited or not.
    pub moved: bool,
    /// The old segments, in bytes of the old text: none if it is new, two or three if merged.
    pub old: Vec<Span>,
    /// The new segments, in bytes of the new text: none if it is deleted, two or three if split.
    pub new: Vec<Span>,
    /// What differs between the [covering](Change::old_cover) old and new spans, byte for byte, in
    /// order: disjoint, within the covering spans, and on grapheme boundaries of both texts. So
    /// the white space (and markup, if the segments stand in different blocks) between the parts
    /// of a split or merge is compared as well, and an equal pair has edits where only its spacing
    /// or Unicode normal form changed. None for inserted and deleted segments: all of them is new
    /// or gone.
    pub edits: Vec<Edit>,
}

impl Change {
    /// From the first byte of its first old segment to the last byte of its last one; none if it
    /// is inserted.
    pub fn old_cover(&self) -> Option<Span> {
        cover(&self.old)
    }

    /// From the first byte of its first new segment to the last byte of its last one; none if it
    /// is deleted.
    pub fn new_cover(&self) -> Option<Span> {
        cover(&self.new)
    }
}

pub(super) fn cover(spans: &[Span]) -> Option<Span> {
    Some(Span::new(spans.first()?.start, spans.last()?.end))
}

/// What became of the segments of one text in another: each old segment and each new one is in
/// exactly one change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revision {
    /// In the order of the new text; deleted segments after what stood before them in the old one.
    pub changes: Vec<Change>,
}
