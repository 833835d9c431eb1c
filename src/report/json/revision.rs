use serde::Serialize;

use crate::revise::{
    Change, ChangeClasses, ChangeKind, EditClasses, EditKind, FigureChange, Summary,
};
use crate::text::ScalarOffsets;

use crate::jobs::RevisionView;

/// The object of `recto diff`.
#[derive(Debug, Serialize)]
pub struct RevisionObject<'a> {
    old: &'a str,
    new: &'a str,
    summary: SummaryPart<'a>,
    segments: Vec<ChangePart>,
}

#[derive(Debug, Serialize)]
struct SummaryPart<'a> {
    #[serde(flatten)]
    counts: CountsPart,
    figures: Vec<FigurePart<'a>>,
    negations_added: i32,
    negations_lost: i32,
}

/// The counts of a [`Summary`].
#[derive(Debug, Serialize)]
pub(super) struct CountsPart {
    unchanged: usize,
    edited: usize,
    moved: usize,
    split: usize,
    merged: usize,
    inserted: usize,
    deleted: usize,
    words_inserted: usize,
    words_deleted: usize,
}

impl CountsPart {
    pub(super) fn of(summary: &Summary) -> Self {
        CountsPart {
            unchanged: summary.unchanged,
            edited: summary.edited,
            moved: summary.moved,
            split: summary.split,
            merged: summary.merged,
            inserted: summary.inserted,
            deleted: summary.deleted,
            words_inserted: summary.words_inserted,
            words_deleted: summary.words_deleted,
        }
    }
}

#[derive(Debug, Serialize)]
struct FigurePart<'a> {
    old: Option<&'a str>,
    new: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct ChangePart {
    kind: ChangeKind,
    moved: bool,
    kinds: EditClasses,
    old: Vec<[usize; 2]>,
    new: Vec<[usize; 2]>,
    edits: Vec<EditPart>,
}

#[derive(Debug, Serialize)]
struct EditPart {
    kind: EditKind,
    kinds: EditClasses,
    old: [usize; 2],
    new: [usize; 2],
}

/// The object for a revision.
pub fn revision<'a>(view: &RevisionView<'a>) -> RevisionObject<'a> {
    let summary = Summary::new(view.revision, view.old.text(), view.new.text());
    let negations = |sign: i32| -> i32 {
        let counts = view.kinds.iter().map(|kinds| kinds.negations * sign);
        counts.filter(|&count| count > 0).sum()
    };
    let figure = |figure: &'a FigureChange| FigurePart {
        old: figure.old.as_deref(),
        new: figure.new.as_deref(),
    };
    RevisionObject {
        old: view.old.name(),
        new: view.new.name(),
        summary: SummaryPart {
            counts: CountsPart::of(&summary),
            figures: view
                .kinds
                .iter()
                .flat_map(|kinds| kinds.figures.iter().map(figure))
                .collect(),
            negations_added: negations(1),
            negations_lost: negations(-1),
        },
        segments: changes(view),
    }
}

/// A line of `recto diff --batch`.
#[derive(Debug, Serialize)]
pub struct RevisionLine<'a> {
    id: &'a serde_json::Value,
    segments: Vec<ChangePart>,
}

/// The line for the revision of the pair that the batch calls `id`.
pub fn batch_revision<'a>(id: &'a serde_json::Value, view: &RevisionView<'_>) -> RevisionLine<'a> {
    RevisionLine {
        id,
        segments: changes(view),
    }
}

/// What became of each segment.
pub(super) fn changes(view: &RevisionView<'_>) -> Vec<ChangePart> {
    let old = ScalarOffsets::new(view.old.text());
    let new = ScalarOffsets::new(view.new.text());
    let part = |(change, kinds): (&Change, &ChangeClasses)| {
        let edits = change.edits.iter().zip(&kinds.edits);
        ChangePart {
            kind: change.kind,
            moved: change.moved,
            kinds: kinds.whole,
            old: change.old.iter().map(|span| old.of_span(*span)).collect(),
            new: change.new.iter().map(|span| new.of_span(*span)).collect(),
            edits: edits
                .map(|(edit, kinds)| EditPart {
                    kind: edit.kind,
                    kinds: *kinds,
                    old: old.of_span(edit.old),
                    new: new.of_span(edit.new),
                })
                .collect(),
        }
    };
    view.revision
        .changes
        .iter()
        .zip(view.kinds)
        .map(part)
        .collect()
}
