//! Three-way merges: what two revisers made of the same text, combined sentence by sentence.
//!
//! A three-way merge over paired segments instead of lines (`diff3`; Khanna, Kunal and Pierce 2007,
//! "A formal investigation of diff3"). `pieces` cuts each text into segments and white space with
//! nothing left over, `blocks` finds which segments of the three belong together, `order` where they
//! stand, `content` what they say, `words` merges edits of both inside one, and `text` writes it all.

mod blocks;
mod content;
mod merged;
mod order;
mod pieces;
mod text;
mod words;

use crate::segment::SegmentedDocument;

use blocks::Blocks;
use pieces::Pieces;

pub use merged::{Conflict, ConflictKind, Merge, MergedSegment, Outcome, Reviser};

/// Merges what `mine` and `theirs` made of `base`.
///
/// A segment that only one of them changed is taken from there. One that both changed to the same comparison form is
/// taken once. If both changed it differently, edits with at least a word between them are joined; others are a
/// conflict, and so is a segment that one deleted and the other changed or moved, or that both moved to different
/// places. Segments that both inserted at one place are all kept, mine first, without duplicates.
///
/// White space belongs to the segment after it and is merged with it, so a merge with the base itself, or of a revision
/// with itself, is that revision byte for byte. Exchanging mine and theirs gives the same conflicts with their sides
/// exchanged.
pub fn merge(
    base: &SegmentedDocument,
    mine: &SegmentedDocument,
    theirs: &SegmentedDocument,
) -> Merge {
    let [base, mine, theirs] = [base, mine, theirs].map(|document| Pieces::new(document.into()));
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
