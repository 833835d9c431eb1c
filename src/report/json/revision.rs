use serde::Serialize;

use crate::revise::{ChangeKind, EditKind, Revision, Summary};
use crate::text::ScalarOffsets;

/// The object of `recto diff`.
#[derive(Debug, Serialize)]
pub struct RevisionObject<'a> {
    old: &'a str,
    new: &'a str,
    summary: SummaryPart,
    segments: Vec<ChangePart>,
}

#[derive(Debug, Serialize)]
struct SummaryPart {
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

#[derive(Debug, Serialize)]
struct ChangePart {
    kind: ChangeKind,
    moved: bool,
    old: Vec<[usize; 2]>,
    new: Vec<[usize; 2]>,
    edits: Vec<EditPart>,
}

#[derive(Debug, Serialize)]
struct EditPart {
    kind: EditKind,
    old: [usize; 2],
    new: [usize; 2],
}

/// A text of a revision, and what it is called.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its file, or its name in the memory.
    pub name: &'a str,
    /// The text.
    pub text: &'a str,
}

/// The object for the revision from `old` to `new`.
pub fn revision<'a>(old: Side<'a>, new: Side<'a>, revision: &Revision) -> RevisionObject<'a> {
    let summary = Summary::of(revision, old.text, new.text);
    RevisionObject {
        old: old.name,
        new: new.name,
        summary: SummaryPart {
            unchanged: summary.unchanged,
            edited: summary.edited,
            moved: summary.moved,
            split: summary.split,
            merged: summary.merged,
            inserted: summary.inserted,
            deleted: summary.deleted,
            words_inserted: summary.words_inserted,
            words_deleted: summary.words_deleted,
        },
        segments: changes(old.text, new.text, revision),
    }
}

/// A line of `recto diff --batch`.
#[derive(Debug, Serialize)]
pub struct RevisionLine<'a> {
    id: &'a serde_json::Value,
    segments: Vec<ChangePart>,
}

/// The line for the revision of the pair that the batch calls `id`.
pub fn batch_revision<'a>(
    id: &'a serde_json::Value,
    old: &str,
    new: &str,
    revision: &Revision,
) -> RevisionLine<'a> {
    RevisionLine {
        id,
        segments: changes(old, new, revision),
    }
}

fn changes(old: &str, new: &str, revision: &Revision) -> Vec<ChangePart> {
    let (old, new) = (ScalarOffsets::new(old), ScalarOffsets::new(new));
    revision
        .changes
        .iter()
        .map(|change| ChangePart {
            kind: change.kind,
            moved: change.moved,
            old: change.old.iter().map(|span| old.of_span(*span)).collect(),
            new: change.new.iter().map(|span| new.of_span(*span)).collect(),
            edits: change
                .edits
                .iter()
                .map(|edit| EditPart {
                    kind: edit.kind,
                    old: old.of_span(edit.old),
                    new: new.of_span(edit.new),
                })
                .collect(),
        })
        .collect()
}
