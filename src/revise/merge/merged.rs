use super::super::Change;

/// One of the two revisers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reviser {
    /// Whose revision is called "mine".
    Mine,
    /// Whose revision is called "theirs".
    Theirs,
}

/// The result of a three-way merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The segments in the order of the merged text. Deleted segments keep their place among those that neither reviser
    /// moved.
    pub segments: Vec<MergedSegment>,
    /// White space before the first segment and after the last one.
    pub(super) before: String,
    pub(super) after: String,
}

/// A segment (or several that were split or merged) with what both did to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedSegment {
    /// What happened to it in mine, with the base as old side; `None` if it is new in theirs.
    pub mine: Option<Change>,
    /// What happened to it in theirs, with the base as old side; `None` if it is new in mine.
    pub theirs: Option<Change>,
    /// The result for the segment.
    pub outcome: Outcome,
    /// White space before it.
    pub(super) gap: String,
}

/// What a segment is after the merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// This text: that of the base if neither changed it, otherwise that of the one who did, or of both.
    Taken(String),
    /// Both changed it, at places that do not touch: this text has the edits of both.
    Joined(String),
    /// It is deleted: by one reviser while the other left it unchanged, or by both.
    Deleted,
    /// The two changes cannot be combined.
    Conflict(Conflict),
}

/// Two changes that cannot be combined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The reason.
    pub kind: ConflictKind,
    /// The text of mine here, if any.
    pub mine: Option<String>,
    /// The text of the base here, if any.
    pub base: Option<String>,
    /// The text of theirs here, if any.
    pub theirs: Option<String>,
}

/// Why two changes cannot be combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ConflictKind {
    /// Both changed the same words, or adjacent words.
    Edited,
    /// One deleted a segment that the other changed or moved.
    Deleted,
    /// Both moved it, to different places. There is a conflict at each of the two.
    Moved,
}

impl ConflictKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            ConflictKind::Edited => "edited",
            ConflictKind::Deleted => "deleted",
            ConflictKind::Moved => "moved",
        }
    }
}

impl Merge {
    /// The number of conflicts.
    pub fn conflicts(&self) -> usize {
        let outcomes = self.segments.iter().map(|segment| &segment.outcome);
        outcomes
            .filter(|outcome| matches!(outcome, Outcome::Conflict(_)))
            .count()
    }
}
