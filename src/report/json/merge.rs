use serde::Serialize;

use crate::revise::{Change, ChangeKind, EditKind, Outcome};
use crate::text::ScalarOffsets;

use super::super::merged::By;
use crate::jobs::MergeView;

/// The object of `recto diff3`.
#[derive(Debug, Serialize)]
pub struct MergeObject<'a> {
    base: &'a str,
    mine: &'a str,
    theirs: &'a str,
    conflicts: usize,
    segments: Vec<SegmentPart<'a>>,
    text: String,
}

#[derive(Debug, Serialize)]
struct SegmentPart<'a> {
    by: &'static str,
    conflict: Option<&'static str>,
    base: Vec<[usize; 2]>,
    mine: Option<SidePart>,
    theirs: Option<SidePart>,
    text: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct SidePart {
    kind: ChangeKind,
    moved: bool,
    places: Vec<[usize; 2]>,
    edits: Vec<EditPart>,
}

#[derive(Debug, Serialize)]
struct EditPart {
    kind: EditKind,
    base: [usize; 2],
    new: [usize; 2],
}

/// The object for a merge.
pub fn merge<'a>(view: &MergeView<'a>) -> MergeObject<'a> {
    let [base, mine, theirs] =
        [view.base, view.mine, view.theirs].map(|side| ScalarOffsets::new(side.text()));
    let side = |change: &Change, own: &ScalarOffsets<'_>| SidePart {
        kind: change.kind,
        moved: change.moved,
        places: change.new.iter().map(|span| own.of_span(*span)).collect(),
        edits: (change.edits.iter())
            .map(|edit| EditPart {
                kind: edit.kind,
                base: base.of_span(edit.old),
                new: own.of_span(edit.new),
            })
            .collect(),
    };
    let segments = view.merge.segments.iter().map(|segment| {
        let changes = [&segment.mine, &segment.theirs].into_iter().flatten();
        let old = changes.map(|change| &change.old).next();
        SegmentPart {
            by: By::of(segment).as_str(),
            conflict: match &segment.outcome {
                Outcome::Conflict(conflict) => Some(conflict.kind.as_str()),
                _ => None,
            },
            base: old.map_or_else(Vec::new, |old| {
                old.iter().map(|span| base.of_span(*span)).collect()
            }),
            mine: segment.mine.as_ref().map(|change| side(change, &mine)),
            theirs: segment.theirs.as_ref().map(|change| side(change, &theirs)),
            text: match &segment.outcome {
                Outcome::Taken(text) | Outcome::Joined(text) => Some(text),
                Outcome::Deleted | Outcome::Conflict(_) => None,
            },
        }
    });
    MergeObject {
        base: view.base.name(),
        mine: view.mine.name(),
        theirs: view.theirs.name(),
        conflicts: view.merge.conflicts(),
        segments: segments.collect(),
        text: view.merge.text(),
    }
}
