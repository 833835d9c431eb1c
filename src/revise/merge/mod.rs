//! Three revisions: what two revisers made of the same text, merged sentence by sentence.
//!
//! A three-way merge over paired segments instead of lines (`diff3`; Khanna, Kunal and Pierce 2007,
//! "A formal investigation of diff3"). `pieces` cuts each text into segments and white space with
//! nothing left over, `blocks` finds which segments of the three belong together, `order` where they
//! stand, `content` what they say, `words` merges edits of both inside one, and `text` writes it all.

mod blocks;
mod content;
mod order;
mod pieces;
mod text;
mod words;

use super::{Change, Side};

use blocks::Blocks;
use pieces::Pieces;

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
    before: String,
    after: String,
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
    gap: String,
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

/// Merges what `mine` and `theirs` made of `base`.
///
/// A segment that one of them changed is taken from there, and one that both changed to the same
/// comparison form is taken once. Where both changed it otherwise, edits with at least a word
/// between them are joined; others are a conflict, and so is a segment that one deleted and the
/// other changed or moved, or that both moved apart. Segments that both inserted at one place are
/// all there, first mine, but for those that are the same.
///
/// White space goes with the segment after it and is merged likewise, so a merge with the base
/// itself, or of a revision with itself, is that revision byte for byte. Exchanging mine and theirs
/// gives the same conflicts with their sides exchanged.
pub fn merge(base: Side<'_>, mine: Side<'_>, theirs: Side<'_>) -> Merge {
    let [base, mine, theirs] = [base, mine, theirs].map(Pieces::of);
    let blocks = Blocks::new(&base, &mine, &theirs);
    let texts = content::Texts {
        base: &base,
        mine: &mine,
        theirs: &theirs,
    };
    let three = |base: &str, mine: &str, theirs: &str| {
        let space = content::space(Some(base), Some(mine), Some(theirs));
        space.unwrap_or_default().to_owned()
    };
    Merge {
        segments: order::segments(&blocks, &texts),
        before: three(base.before(), mine.before(), theirs.before()),
        after: three(base.after(), mine.after(), theirs.after()),
    }
}

#[cfg(test)]
mod tests;
