use crate::revise::Merge;
use crate::segment::SegmentedDocument;

/// What two revisers made of the same text, merged by [`merge`](crate::revise::merge()), with the texts.
#[derive(Debug, Clone, Copy)]
pub struct MergeView<'a> {
    /// The text that both revised.
    pub base: &'a SegmentedDocument,
    /// What one reviser made of it.
    pub mine: &'a SegmentedDocument,
    /// What the other reviser made of it.
    pub theirs: &'a SegmentedDocument,
    /// Both together.
    pub merge: &'a Merge,
}
