//! What terminal and page say alike of a revision: pieces, labels, the line that sums up.

use crate::jobs::{EntryChanges, RevisionEntry, RevisionView};
use crate::revise::{
    Change, ChangeClasses, ChangeKind, EditClass, EditClasses, Kinds, Revision, Summary,
};
use crate::text::Span;

impl<'a> RevisionView<'a> {
    /// Each change with its kinds and place.
    pub(super) fn changes(
        &self,
    ) -> impl Iterator<Item = (&'a Change, &'a ChangeClasses, (usize, usize))> {
        let places = places(self.revision).into_iter();
        let changes = self.revision.changes.iter().zip(self.kinds);
        changes
            .zip(places)
            .map(|((change, kinds), place)| (change, kinds, place))
    }

    /// The line that sums up.
    pub(super) fn in_words(&self) -> String {
        let summary = Summary::new(self.revision, self.old.text(), self.new.text());
        changes_in_words(&summary, self.kinds)
    }
}

impl EntryChanges {
    /// The line that sums up.
    pub(super) fn in_words(&self) -> String {
        changes_in_words(&self.summary, &self.kinds)
    }
}

/// The time in the form of ISO 8601, in UTC; empty if it cannot be told.
pub(super) fn time_of(entry: &RevisionEntry) -> String {
    jiff::Timestamp::from_second(entry.stored_at).map_or(String::new(), |time| time.to_string())
}

fn changes_in_words(summary: &Summary, kinds: &Kinds) -> String {
    let mut line = in_words(summary);
    if let Some(facts) = facts_in_words(kinds) {
        line.push_str("; ");
        line.push_str(&facts);
    }
    line
}

/// For each change the number, from 1, of its first segment in the old text and in the new one; 0
/// where it has none.
fn places(revision: &Revision) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = revision
        .changes
        .iter()
        .flat_map(|change| change.old.iter().map(|span| span.start))
        .collect();
    starts.sort_unstable();
    let mut to = 1;
    let place = |change: &Change| {
        let from = change.old.first().map_or(0, |span| {
            starts.partition_point(|&start| start < span.start) + 1
        });
        let here = if change.new.is_empty() { 0 } else { to };
        to += change.new.len();
        (from, here)
    };
    revision.changes.iter().map(place).collect()
}

/// The kinds that change what a sentence says, which are named beside it.
pub(super) fn telling(kinds: EditClasses) -> EditClasses {
    let telling = [
        EditClass::Number,
        EditClass::Date,
        EditClass::Name,
        EditClass::Negation,
        EditClass::Quotation,
        EditClass::Modality,
    ];
    telling
        .into_iter()
        .filter(|class| kinds.contains(*class))
        .collect()
}

/// A piece of a changed sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// In both texts.
    Kept(&'a str),
    /// In the old text only.
    Deleted(&'a str),
    /// In the new text only.
    Inserted(&'a str),
}

impl<'a> Piece<'a> {
    pub(super) fn text(self) -> &'a str {
        match self {
            Piece::Kept(text) | Piece::Deleted(text) | Piece::Inserted(text) => text,
        }
    }
}

/// The pieces of `change`, in the order in which they are read: what was taken away is before
/// what was put in its place.
pub(super) fn pieces_of<'a>(old: &'a str, new: &'a str, change: &Change) -> Vec<Piece<'a>> {
    let mut pieces = match change.kind {
        ChangeKind::Inserted => vec![Piece::Inserted(covered(new, &change.new))],
        ChangeKind::Deleted => vec![Piece::Deleted(covered(old, &change.old))],
        _ => Vec::new(),
    };
    if pieces.is_empty() {
        let mut at = change.new.first().map_or(0, |span| span.start);
        let end = change.new.last().map_or(at, |span| span.end);
        for edit in &change.edits {
            pieces.push(Piece::Kept(new.get(at..edit.new.start).unwrap_or_default()));
            let (deleted, inserted) = (edit.old.of(old), edit.new.of(new));
            // A change of spacing alone would be marks around nothing.
            if deleted.trim().is_empty() && inserted.trim().is_empty() {
                pieces.push(Piece::Kept(inserted));
            } else {
                pieces.push(Piece::Deleted(deleted));
                pieces.push(Piece::Inserted(inserted));
            }
            at = edit.new.end;
        }
        pieces.push(Piece::Kept(new.get(at..end).unwrap_or_default()));
    }
    pieces.retain(|piece| !piece.text().is_empty());
    pieces
}

fn covered<'a>(text: &'a str, spans: &[Span]) -> &'a str {
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => text.get(first.start..last.end).unwrap_or_default(),
        _ => "",
    }
}

/// What an editor calls the change; nothing for a sentence that stands.
pub(super) fn change_label(change: &Change) -> &'static str {
    match change.kind {
        ChangeKind::Equal if !change.moved => "",
        ChangeKind::Equal | ChangeKind::Moved => "moved",
        ChangeKind::Edited if change.moved => "moved ~",
        ChangeKind::Edited => "edited",
        ChangeKind::Split => "split",
        ChangeKind::Merged => "merged",
        ChangeKind::Inserted => "added",
        ChangeKind::Deleted => "deleted",
    }
}

/// `3 of 41 sentences reworded, 1 moved, 2 added (12 words added, 7 deleted)`
fn in_words(summary: &Summary) -> String {
    let total = summary.old_segments;
    let parts: Vec<String> = [
        (summary.edited, "reworded"),
        (summary.moved, "moved"),
        (summary.split, "split"),
        (summary.merged, "merged"),
        (summary.inserted, "added"),
        (summary.deleted, "deleted"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .enumerate()
    .map(|(place, (count, what))| match place {
        0 if total == 0 => format!("{count} {} {what}", plural(count, "sentence")),
        0 => format!("{count} of {total} {} {what}", plural(total, "sentence")),
        _ => format!("{count} {what}"),
    })
    .collect();
    if parts.is_empty() {
        return format!("{total} {}, none changed", plural(total, "sentence"));
    }
    let (inserted, deleted) = (summary.words_inserted, summary.words_deleted);
    format!(
        "{} ({inserted} {} added, {deleted} deleted)",
        parts.join(", "),
        plural(inserted, "word")
    )
}

/// More figures than this are counted only.
const FIGURES: usize = 4;

/// `2 figures changed: 12 → 14, 3 → 5; 1 negation added`
fn facts_in_words(kinds: &Kinds) -> Option<String> {
    let mut facts = Vec::new();
    let figures: Vec<String> = kinds
        .iter()
        .flat_map(|kinds| &kinds.figures)
        .map(|figure| match (&figure.old, &figure.new) {
            (Some(old), Some(new)) => format!("{old} → {new}"),
            (Some(old), None) => format!("{old} gone"),
            (None, Some(new)) => format!("{new} new"),
            (None, None) => String::new(),
        })
        .collect();
    if !figures.is_empty() {
        let count = figures.len();
        let figures = first_of(&figures);
        facts.push(format!(
            "{count} {} changed: {figures}",
            plural(count, "figure")
        ));
    }
    let negations = |sign: i32| -> usize {
        let counts = kinds.iter().map(|kinds| kinds.negations * sign);
        counts.filter(|&count| count > 0).sum::<i32>() as usize
    };
    for (count, what) in [(negations(1), "added"), (negations(-1), "lost")] {
        if count > 0 {
            facts.push(format!("{count} {} {what}", plural(count, "negation")));
        }
    }
    (!facts.is_empty()).then(|| facts.join("; "))
}

/// `2 figures differ from the source: 12 → 14, 3 → 5`, where `origin` is "source".
pub(super) fn figures_that_differ(figures: &[String], origin: &str) -> String {
    let shown = first_of(figures);
    match figures.len() {
        0 => format!("no figure differs from the {origin}"),
        1 => format!("1 figure differs from the {origin}: {shown}"),
        many => format!("{many} figures differ from the {origin}: {shown}"),
    }
}

/// The first few, and a sign that there are more.
fn first_of(figures: &[String]) -> String {
    let more = if figures.len() > FIGURES { ", …" } else { "" };
    figures[..figures.len().min(FIGURES)].join(", ") + more
}

pub(super) fn plural(count: usize, what: &str) -> String {
    match count {
        1 => what.to_owned(),
        _ => format!("{what}s"),
    }
}
