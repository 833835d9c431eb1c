//! What the paragraphs of the document hold: runs that are kept, put in or taken out.

use crate::revise::{Change, ChangeKind};
use crate::segment::Segment;
use crate::text::Span;

use super::super::edits::{Piece, pieces_of};
use crate::jobs::RevisionView;

/// What a reviser has done with a run of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Kept,
    Inserted,
    Deleted,
    /// The number of the move.
    MovedFrom(usize),
    MovedTo(usize),
}

impl Mark {
    pub(super) fn is_in_old(self) -> bool {
        !matches!(self, Mark::Inserted | Mark::MovedTo(_))
    }

    pub(super) fn is_in_new(self) -> bool {
        !matches!(self, Mark::Deleted | Mark::MovedFrom(_))
    }
}

/// A paragraph: its runs in order.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub runs: Vec<(Mark, String)>,
    /// Numbers of the paragraphs of the old and the new text that its last segments are of.
    numbers: [Option<usize>; 2],
    /// Where its last segments end in the old and the new text.
    ends: [Option<usize>; 2],
}

impl Paragraph {
    /// What became of the paragraph itself, that is of the mark at its end.
    pub(super) fn mark(&self) -> Mark {
        let has = |wanted: fn(Mark) -> bool| self.runs.iter().any(|&(mark, _)| wanted(mark));
        match (has(Mark::is_in_old), has(Mark::is_in_new)) {
            (false, true) => Mark::Inserted,
            (true, false) => Mark::Deleted,
            _ => Mark::Kept,
        }
    }

    fn push(&mut self, mark: Mark, text: &str) {
        if text.is_empty() {
            return;
        }
        let text = one_line(text);
        match self.runs.last_mut() {
            Some((last, run)) if *last == mark => run.push_str(&text),
            _ => self.runs.push((mark, text)),
        }
    }
}

/// `text` with spaces for white space, without what XML cannot hold.
fn one_line(text: &str) -> String {
    let held = |c: char| match c {
        _ if c.is_whitespace() => Some(' '),
        '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => None,
        _ => Some(c),
    };
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter_map(held) {
        if !(c == ' ' && out.ends_with(' ')) {
            out.push(c);
        }
    }
    out
}

/// A change, or the place that a moved one was taken from.
#[derive(Clone, Copy)]
enum Step<'a> {
    Here(&'a Change),
    TakenFrom(&'a Change),
}

/// The paragraphs of the revision.
pub(super) fn paragraphs(view: &RevisionView<'_>) -> Vec<Paragraph> {
    let texts = [view.old.text(), view.new.text()];
    let mut writer = Writer {
        texts,
        segments: [&view.old.segments, &view.new.segments],
        done: Vec::new(),
    };
    for (step, number) in steps(&view.revision.changes) {
        writer.step(step, number);
    }
    writer.done
}

/// The changes in the order of the new text, and where the moved ones were taken from in that of
/// the old one; each with the number of its move, from 1, if it is one.
fn steps(changes: &[Change]) -> Vec<(Step<'_>, usize)> {
    let mut moved: Vec<(usize, &Change)> = (1..)
        .zip(changes.iter().filter(|change| change.moved))
        .collect();
    let number_of = |change: &Change| {
        let mut moves = changes.iter().filter(|change| change.moved);
        moves
            .position(|other| std::ptr::eq(other, change))
            .map_or(0, |at| at + 1)
    };
    let start = |change: &Change| change.old.first().map_or(0, |span| span.start);
    moved.sort_by_key(|(_, change)| start(change));
    let mut moved = moved.into_iter().peekable();
    let mut steps = Vec::with_capacity(changes.len() + moved.len());
    for change in changes {
        if change.moved {
            steps.push((Step::Here(change), number_of(change)));
            continue;
        }
        if !change.old.is_empty() {
            while let Some((number, from)) = moved.next_if(|(_, from)| start(from) < start(change))
            {
                steps.push((Step::TakenFrom(from), number));
            }
        }
        steps.push((Step::Here(change), 0));
    }
    steps.extend(moved.map(|(number, from)| (Step::TakenFrom(from), number)));
    steps
}

struct Writer<'a> {
    texts: [&'a str; 2],
    segments: [&'a [Segment]; 2],
    done: Vec<Paragraph>,
}

const OLD: usize = 0;
const NEW: usize = 1;

impl Writer<'_> {
    fn step(&mut self, step: Step<'_>, number: usize) {
        let change = match step {
            Step::Here(change) | Step::TakenFrom(change) => change,
        };
        let (old, new) = match step {
            Step::Here(change) if change.moved => (None, change.new_cover()),
            Step::TakenFrom(change) => (change.old_cover(), None),
            Step::Here(change) => (change.old_cover(), change.new_cover()),
        };
        let places = [(OLD, old, change.old.last()), (NEW, new, change.new.last())];
        let numbers = places.map(|(side, span, _)| Some(self.number(side, span?.start)));
        self.begin(numbers);
        self.gap(old, new);
        let is_move = change.kind == ChangeKind::Moved && change.edits.is_empty();
        let mut runs: Vec<(Mark, String)> = Vec::new();
        match (old, new) {
            (Some(old), None) => {
                let mark = match step {
                    Step::TakenFrom(_) if is_move => Mark::MovedFrom(number),
                    _ => Mark::Deleted,
                };
                runs.push((mark, old.of(self.texts[OLD]).to_owned()));
            }
            (None, Some(new)) => {
                let mark = match change.moved && is_move {
                    true => Mark::MovedTo(number),
                    false => Mark::Inserted,
                };
                runs.push((mark, new.of(self.texts[NEW]).to_owned()));
            }
            _ => {
                for piece in pieces_of(self.texts[OLD], self.texts[NEW], change) {
                    let mark = match piece {
                        Piece::Kept(_) => Mark::Kept,
                        Piece::Inserted(_) => Mark::Inserted,
                        Piece::Deleted(_) => Mark::Deleted,
                    };
                    runs.push((mark, piece.text().to_owned()));
                }
            }
        }
        let Some(paragraph) = self.done.last_mut() else {
            return;
        };
        for (mark, text) in &runs {
            paragraph.push(*mark, text);
        }
        for (side, span, last) in places {
            if let (Some(_), Some(last)) = (span, last) {
                paragraph.ends[side] = Some(last.end);
            }
        }
        // Segments of a split may end in another paragraph than they begin in.
        for (side, span, last) in places {
            if let (Some(_), Some(last)) = (span, last) {
                let number = self.number(side, last.start);
                if let Some(paragraph) = self.done.last_mut() {
                    paragraph.numbers[side] = Some(number);
                }
            }
        }
    }

    /// The number of the paragraph that the segment at `start` is in.
    fn number(&self, side: usize, start: usize) -> usize {
        let segments = self.segments[side];
        let after = segments.partition_point(|segment| segment.span.start <= start);
        let within = after.checked_sub(1).and_then(|at| segments.get(at));
        within.map_or(0, |segment| segment.paragraph)
    }

    /// Begins a paragraph, if what comes does not belong to the last one.
    fn begin(&mut self, numbers: [Option<usize>; 2]) {
        let same = self.done.last().is_some_and(|last| {
            let side = match (numbers[NEW], last.numbers[NEW]) {
                (Some(_), Some(_)) => NEW,
                _ => OLD,
            };
            numbers[side].is_some() && numbers[side] == last.numbers[side]
        });
        if !same {
            self.done.push(Paragraph::default());
        }
        if let Some(last) = self.done.last_mut() {
            for side in [OLD, NEW] {
                last.numbers[side] = numbers[side].or(last.numbers[side]);
            }
        }
    }

    /// The space before a segment that is not the first of its paragraph.
    fn gap(&mut self, old: Option<Span>, new: Option<Span>) {
        let texts = self.texts;
        let Some(paragraph) = self.done.last_mut() else {
            return;
        };
        let ends = paragraph.ends;
        let between = |side: usize, span: Option<Span>| {
            let (from, to) = (ends[side]?, span?.start);
            let gap = texts[side].get(from..to).unwrap_or_default();
            // What is between segments that were not neighbours is no gap.
            let is_gap = gap.chars().all(char::is_whitespace);
            Some(if gap.is_empty() && is_gap { "" } else { " " })
        };
        let gaps = (between(OLD, old), between(NEW, new));
        match gaps {
            (Some(old), Some(new)) if old == new => paragraph.push(Mark::Kept, new),
            (old, new) => {
                paragraph.push(Mark::Deleted, old.unwrap_or_default());
                paragraph.push(Mark::Inserted, new.unwrap_or_default());
            }
        }
    }
}
