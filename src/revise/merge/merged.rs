use super::super::Change;

/// One of the two revisers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reviser {
    /// Whose revision is called "mine".
    Mine,
    /// Whose revision is called "theirs".
    Theirs,
}

/// Three revisions merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// In the order of the merged text; deleted segments where they stood among those that neither
    /// moved.
    pub segments: Vec<MergedSegment>,
    /// White space before the first segment and after the last one.
    pub(super) before: String,
    pub(super) after: String,
}

/// A segment (or several that were split or merged) with what both did to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedSegment {
    /// What became of it in mine, `old` being the base; none if it is new in theirs.
    pub mine: Option<Change>,
    /// What became of it in theirs, likewise.
    pub theirs: Option<Change>,
    /// What becomes of it.
    pub outcome: Outcome,
    /// White space before it.
    pub(super) gap: String,
}

/// What a segment is after the merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// This text: of the base if neither changed it, else of the one who did, or of both.
    Taken(String),
    /// Both changed it, at places that do not touch each other: this text has the edits of both.
    Joined(String),
    /// It is gone, as one wanted who found it as the other left it, or as both did.
    Deleted,
    /// What both want cannot be had together.
    Conflict(Conflict),
}

/// What cannot be had together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Why not.
    pub kind: ConflictKind,
    /// What mine has here, if anything.
    pub mine: Option<String>,
    /// What the base has here, if anything.
    pub base: Option<String>,
    /// What theirs has here, if anything.
    pub theirs: Option<String>,
}

/// Why two changes cannot be had together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ConflictKind {
    /// Both changed the same words, or words beside each other.
    Edited,
    /// One deleted what the other changed or moved.
    Deleted,
    /// Both moved it, to different places; there is a conflict at each of the two.
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
    /// How many conflicts are left.
    pub fn conflicts(&self) -> usize {
        let outcomes = self.segments.iter().map(|segment| &segment.outcome);
        outcomes
            .filter(|outcome| matches!(outcome, Outcome::Conflict(_)))
            .count()
    }
}
