//! Rows of the page: what is beside what.

use crate::revise::{Change, ChangeClasses, ChangeKind, EditClass};
use crate::segment::{Segment, SegmentKind, SegmentedDocument};
use crate::text::{Direction, Span};

use super::super::super::edits::telling;
use super::marks::{Mark, Shown, marks};
use super::shapes::shapes;
use crate::jobs::RevisionView;

/// Number of unchanged sentences that are shown before and after a change; those in between are folded.
const CONTEXT: usize = 2;

/// Shorter runs of unchanged sentences than this are not worth a fold.
const FOLDED: usize = 3;

/// Rows that follow each other, all shown or all folded.
pub(super) struct Part<'a> {
    pub is_folded: bool,
    pub rows: Vec<Row<'a>>,
}

/// What stands side by side.
pub(super) struct Row<'a> {
    /// Where links lead.
    pub id: String,
    pub class: String,
    pub is_change: bool,
    /// What an editor calls the change.
    pub label: String,
    /// What the boxes call it, separated by spaces.
    pub kinds: String,
    /// The kinds that change what is said, and the others in words.
    pub telling: Vec<EditClass>,
    pub other: String,
    /// The id of the other place of a moved sentence, and how a note refers to it.
    pub pair: String,
    pub whereto: String,
    pub old: Option<Cell<'a>>,
    pub new: Option<Cell<'a>>,
    /// Both texts in one, where they differ.
    pub both: Option<Cell<'a>>,
}

/// A sentence of one text; several if they were split or merged.
pub(super) struct Cell<'a> {
    pub numbers: String,
    pub anchor: String,
    pub language: &'a str,
    pub direction: &'static str,
    pub marks: Vec<Mark<'a>>,
}

/// Where a row shows its change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Where it is in both texts, or in the only one that has it.
    Here,
    /// Where a moved one stood in the old text.
    From,
    /// Where a moved one is in the new text.
    To,
}

type Step<'a> = (
    Place,
    &'a Change,
    &'a ChangeClasses,
    /* numbers */ (usize, usize),
);

/// The rows in the order of the new text; what was deleted, and what moved away, where it stood in
/// the old one.
pub(super) fn rows<'a>(view: &RevisionView<'a>, directions: [Direction; 2]) -> Vec<Row<'a>> {
    let mut writer = Writer {
        texts: [view.old, view.new],
        directions,
        paragraphs: [None; 2],
    };
    steps(view)
        .into_iter()
        .map(|step| writer.row(step))
        .collect()
}

fn steps<'a>(view: &RevisionView<'a>) -> Vec<Step<'a>> {
    let start = |change: &Change| change.old.first().map_or(0, |span| span.start);
    let mut moved: Vec<_> = view
        .changes()
        .filter(|(change, _, _)| change.moved)
        .collect();
    moved.sort_by_key(|(change, _, _)| start(change));
    let mut moved = moved.into_iter().peekable();
    let mut steps = Vec::new();
    for (change, kinds, numbers) in view.changes() {
        if change.moved {
            steps.push((Place::To, change, kinds, numbers));
            continue;
        }
        if !change.old.is_empty() {
            while let Some((change, kinds, numbers)) =
                moved.next_if(|(from, _, _)| start(from) < start(change))
            {
                steps.push((Place::From, change, kinds, numbers));
            }
        }
        steps.push((Place::Here, change, kinds, numbers));
    }
    steps.extend(moved.map(|(change, kinds, numbers)| (Place::From, change, kinds, numbers)));
    steps
}

const OLD: usize = 0;
const NEW: usize = 1;

struct Writer<'a> {
    texts: [&'a SegmentedDocument; 2],
    directions: [Direction; 2],
    /// The paragraphs that the last sentences of each text were in.
    paragraphs: [Option<usize>; 2],
}

impl<'a> Writer<'a> {
    fn row(&mut self, (place, change, kinds, (from, to)): Step<'a>) -> Row<'a> {
        let is_change = change.kind != ChangeKind::Equal || change.moved;
        let spans = [
            &change.old[..if place == Place::To {
                0
            } else {
                change.old.len()
            }],
            &change.new[..if place == Place::From {
                0
            } else {
                change.new.len()
            }],
        ];
        let (begins, is_heading) = self.paragraph(spans);
        let cell = |side: usize, shown: Shown, anchor: String| {
            let number = if side == OLD { from } else { to };
            (!spans[side].is_empty()).then(|| Cell {
                numbers: numbers(number, spans[side].len()),
                anchor,
                language: self.texts[side].language.as_str(),
                direction: self.directions[side].as_html(),
                marks: marks(
                    self.texts.map(SegmentedDocument::text),
                    change,
                    kinds,
                    shown,
                ),
            })
        };
        let (here, pair, whereto) = match place {
            Place::From => (format!("o{from}"), format!("n{to}"), format!("to §{to}")),
            Place::To => (
                format!("n{to}"),
                format!("o{from}"),
                format!("from §{from}"),
            ),
            Place::Here if to > 0 => (format!("n{to}"), String::new(), String::new()),
            Place::Here => (format!("o{from}"), String::new(), String::new()),
        };
        let both = (place != Place::From && is_change && !change.edits.is_empty())
            .then(|| cell(NEW, Shown::Both, String::new()))
            .flatten();
        let told = telling(kinds.whole);
        let other: Vec<String> = kinds
            .whole
            .iter()
            .filter(|kind| !told.contains(*kind) && !is_said(change.kind, *kind))
            .map(|kind| kind.as_str().replace('_', " "))
            .collect();
        let names = shapes(change.kind, change.moved);
        let names: Vec<&str> = names
            .chain(kinds.whole.iter().map(EditClass::as_str))
            .collect();
        let class = [
            (change.kind != ChangeKind::Moved, change.kind.as_str()),
            (is_change, "change"),
            (change.moved, "moved"),
            (place == Place::From, "taken"),
            (both.is_some(), "paired"),
            (begins, "begins"),
            (is_heading, "heading"),
        ];
        let class = class.into_iter().filter(|(is, _)| *is);
        Row {
            class: class.map(|(_, name)| name).collect::<Vec<_>>().join(" "),
            is_change,
            label: label(change),
            kinds: if is_change {
                names.join(" ")
            } else {
                String::new()
            },
            telling: told.iter().collect(),
            other: other.join(", "),
            pair,
            whereto,
            old: cell(OLD, Shown::Old, here.clone()),
            new: cell(NEW, Shown::New, here.clone()),
            both,
            id: here,
        }
    }

    /// Whether a paragraph begins with these sentences, and whether they are a heading.
    fn paragraph(&mut self, spans: [&[Span]; 2]) -> (bool, bool) {
        let mut begins = None;
        let mut is_heading = false;
        for side in [NEW, OLD] {
            let Some((first, last)) = spans[side].first().zip(spans[side].last()) else {
                continue;
            };
            let Some(segment) = segment_at(&self.texts[side].segments, first.start) else {
                continue;
            };
            let is_new = self.paragraphs[side] != Some(segment.paragraph);
            // The new text is the one that is read; the old one tells where only it has the sentence.
            begins = begins.or(Some(is_new));
            is_heading |= segment.kind == SegmentKind::Heading;
            let last = segment_at(&self.texts[side].segments, last.start).unwrap_or(segment);
            self.paragraphs[side] = Some(last.paragraph);
        }
        (begins.unwrap_or(false), is_heading)
    }
}

fn segment_at(segments: &[Segment], start: usize) -> Option<&Segment> {
    let at = segments.partition_point(|segment| segment.span.start < start);
    segments.get(at)
}

/// Whether the label says as much already.
fn is_said(kind: ChangeKind, class: EditClass) -> bool {
    matches!(
        (kind, class),
        (ChangeKind::Inserted, EditClass::Addition) | (ChangeKind::Deleted, EditClass::Omission)
    )
}

fn label(change: &Change) -> String {
    let label = match change.kind {
        ChangeKind::Equal | ChangeKind::Moved => String::new(),
        ChangeKind::Edited => "edited".to_owned(),
        ChangeKind::Split => format!("split in {}", change.new.len()),
        ChangeKind::Merged => format!("merged from {}", change.old.len()),
        ChangeKind::Inserted => "added".to_owned(),
        ChangeKind::Deleted => "deleted".to_owned(),
    };
    match (change.moved, label.is_empty()) {
        (false, _) => label,
        (true, true) => "moved".to_owned(),
        (true, false) => format!("moved, {label}"),
    }
}

/// `18`, or `18–19` for two.
fn numbers(first: usize, count: usize) -> String {
    match count {
        1 => first.to_string(),
        _ => format!("{first}–{}", first + count - 1),
    }
}

/// The rows, with long runs of unchanged ones folded but for those beside a change.
pub(super) fn folded(rows: Vec<Row<'_>>) -> Vec<Part<'_>> {
    let changed: Vec<bool> = rows.iter().map(|row| row.is_change).collect();
    let is_near = |at: usize| {
        let from = at.saturating_sub(CONTEXT);
        let to = (at + CONTEXT + 1).min(changed.len());
        changed[from..to].contains(&true)
    };
    let near: Vec<bool> = (0..changed.len()).map(is_near).collect();
    let mut parts: Vec<Part<'_>> = Vec::new();
    for (row, near) in rows.into_iter().zip(near) {
        match parts.last_mut() {
            Some(part) if part.is_folded != near => part.rows.push(row),
            _ => parts.push(Part {
                is_folded: !near,
                rows: vec![row],
            }),
        }
    }
    for part in &mut parts {
        part.is_folded &= part.rows.len() >= FOLDED;
    }
    parts
}
