use crate::text::Span;

use super::affine::{self, Words};
use super::change::{Edit, EditKind, cover};
use super::islands::without_islands;
use super::passages;
use super::sequence;
use super::units::{Numbers, Unit, units};

/// The edits between the parts of the old text in `old_spans` and the parts of the new text in `new_spans`, byte for
/// byte: replacing the old spans of the edits by the new ones turns the old cover into the new cover.
///
/// Words are compared by their comparison form without case (see `units`). A change of case or normal form, and a
/// change of white space between the same words, is an edit of its own.
pub(super) fn edits(old: &str, old_spans: &[Span], new: &str, new_spans: &[Span]) -> Vec<Edit> {
    let (Some(old_cover), Some(new_cover)) = (cover(old_spans), cover(new_spans)) else {
        return Vec::new();
    };
    if old_cover.of(old) == new_cover.of(new) {
        return Vec::new();
    }
    let mut numbers = Numbers::default();
    // About so many words there are: a table that grows step by step costs more than it holds.
    numbers.reserve(old_cover.len() / 6);
    let olds = units(old, old_spans, &mut numbers);
    let news = units(new, new_spans, &mut numbers);
    let side = |text, units| Words { text, units };
    let common = affine::common(side(old, &olds), side(new, &news)).unwrap_or_else(|| {
        let numbers = |units: &[Unit]| units.iter().map(|unit| unit.number).collect::<Vec<u32>>();
        sequence::common(&numbers(&olds), &numbers(&news))
    });
    let common = without_islands(common, &olds, &news);
    let mut script = Script {
        old,
        new,
        edits: Vec::new(),
        apart: 0,
    };
    let (mut i, mut j) = (0, 0);
    let (mut old_at, mut new_at) = (old_cover.start, new_cover.start);
    for (next_i, next_j) in common {
        let (a, b) = (olds[next_i].span, news[next_j].span);
        script.passage(
            (old_at, &olds[i..next_i], a.start),
            (new_at, &news[j..next_j], b.start),
        );
        if a.of(old) != b.of(new) {
            script.edits.push(Edit {
                kind: EditKind::Replace,
                old: a,
                new: b,
            });
        }
        (i, j) = (next_i + 1, next_j + 1);
        (old_at, new_at) = (a.end, b.end);
    }
    script.passage(
        (old_at, &olds[i..], old_cover.end),
        (new_at, &news[j..], new_cover.end),
    );
    script.edits
}

/// The part of one text between two common units: white space, other units, white space.
struct Region {
    span: Span,
    /// From the first unit in it to the last one; `None` if it is white space alone.
    inner: Option<Span>,
}

impl Region {
    fn new(start: usize, units: &[Unit], end: usize) -> Self {
        let inner = units
            .first()
            .zip(units.last())
            .map(|(first, last)| Span::new(first.span.start, last.span.end));
        Region {
            span: Span::new(start, end),
            inner,
        }
    }

    /// The white space before its units.
    fn before(&self, inner: Span) -> Span {
        Span::new(self.span.start, inner.start)
    }

    /// The white space after its units.
    fn after(&self, inner: Span) -> Span {
        Span::new(inner.end, self.span.end)
    }
}

struct Script<'a> {
    old: &'a str,
    new: &'a str,
    edits: Vec<Edit>,
    /// Number of edits that must not be extended.
    apart: usize,
}

impl Script<'_> {
    /// Adds what differs between two runs of changed units, each between the bytes given before and
    /// after it.
    fn passage(&mut self, old: (usize, &[Unit], usize), new: (usize, &[Unit], usize)) {
        let (mut old_at, olds, old_end) = old;
        let (mut new_at, news, new_end) = new;
        let side = |text, units| Words { text, units };
        let (mut i, mut j) = (0, 0);
        for (next_i, next_j) in passages::cuts(side(self.old, olds), side(self.new, news)) {
            let (a, b) = (olds[next_i].span.start, news[next_j].span.start);
            self.part((old_at, &olds[i..next_i], a), (new_at, &news[j..next_j], b));
            self.apart = self.edits.len();
            (i, j) = (next_i, next_j);
            (old_at, new_at) = (a, b);
        }
        self.part((old_at, &olds[i..], old_end), (new_at, &news[j..], new_end));
    }

    fn part(&mut self, old: (usize, &[Unit], usize), new: (usize, &[Unit], usize)) {
        let is_replaced = passages::is_replaced(old.1, new.1);
        self.region(
            Region::new(old.0, old.1, old.2),
            Region::new(new.0, new.1, new.2),
            is_replaced,
        );
    }

    /// Adds what differs between two regions. White space that both have stays outside of the
    /// edit; an inserted or deleted word takes the space after it along, or else the one before.
    /// What is replaced as a whole is an edit for what is deleted and one for what is inserted.
    fn region(&mut self, old: Region, new: Region, is_replaced: bool) {
        if old.span.of(self.old) == new.span.of(self.new) {
            return;
        }
        let (mut a, mut b) = (old.span, new.span);
        match (old.inner, new.inner) {
            (Some(x), Some(y)) => {
                if old.before(x).of(self.old) == new.before(y).of(self.new) {
                    (a.start, b.start) = (x.start, y.start);
                }
                if old.after(x).of(self.old) == new.after(y).of(self.new) {
                    (a.end, b.end) = (x.end, y.end);
                }
            }
            (None, Some(y)) => {
                let space = old.span.of(self.old);
                if new.before(y).of(self.new) == space {
                    (a.start, b.start) = (old.span.end, y.start);
                } else if new.after(y).of(self.new) == space {
                    (a.end, b.end) = (old.span.start, y.end);
                }
            }
            (Some(x), None) => {
                let space = new.span.of(self.new);
                if old.before(x).of(self.old) == space {
                    (a.start, b.start) = (x.start, new.span.end);
                } else if old.after(x).of(self.old) == space {
                    (a.end, b.end) = (x.end, new.span.start);
                }
            }
            (None, None) => {}
        }
        if is_replaced {
            self.push(a, Span::new(b.start, b.start));
            self.edits.push(Edit {
                kind: EditKind::Insert,
                old: Span::new(a.end, a.end),
                new: b,
            });
        } else {
            self.push(a, b);
        }
    }

    /// Adds an edit, or makes the last one longer where it touches it.
    fn push(&mut self, old: Span, new: Span) {
        let (mut old, mut new) = (old, new);
        if self.edits.len() > self.apart
            && let Some(last) = self.edits.last()
            && last.old.end == old.start
            && last.new.end == new.start
        {
            (old.start, new.start) = (last.old.start, last.new.start);
            self.edits.pop();
        }
        let kind = match (old.is_empty(), new.is_empty()) {
            (true, true) => return,
            (true, false) => EditKind::Insert,
            (false, true) => EditKind::Delete,
            (false, false) => EditKind::Replace,
        };
        self.edits.push(Edit { kind, old, new });
    }
}
