//! What is marked in a sentence.

use crate::revise::{Change, ChangeClasses, ChangeKind, EditClasses};
use crate::text::Span;

/// A piece of a sentence as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// In both texts.
    Kept(&'a str),
    /// In the old text only.
    Deleted(EditMark<'a>),
    /// In the new text only.
    Inserted(EditMark<'a>),
    /// Where one sentence of a split or merge ends and the next begins.
    Cut,
}

/// A piece that is in one of the texts only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EditMark<'a> {
    pub text: &'a str,
    /// The names of its kinds, separated by spaces.
    pub kinds: String,
    /// Whether it is a whole sentence.
    pub whole: bool,
}

/// Which text, or texts, a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Old,
    New,
    Both,
}

/// The pieces of `change` in one of its texts, or in both: then what was taken away is before
/// what was put in its place.
pub(super) fn marks<'a>(
    [old, new]: [&'a str; 2],
    change: &Change,
    kinds: &ChangeClasses,
    shown: Shown,
) -> Vec<Mark<'a>> {
    let whole = |text: &'a str, span: Option<Span>| EditMark {
        text: span.map_or("", |span| span.of(text)),
        kinds: names(kinds.whole),
        whole: true,
    };
    match change.kind {
        ChangeKind::Inserted => return vec![Mark::Inserted(whole(new, change.new_cover()))],
        ChangeKind::Deleted => return vec![Mark::Deleted(whole(old, change.old_cover()))],
        _ => {}
    }
    let (text, spans, cover) = match shown {
        Shown::Old => (old, &change.old, change.old_cover()),
        Shown::New | Shown::Both => (new, &change.new, change.new_cover()),
    };
    let Some(cover) = cover else {
        return Vec::new();
    };
    let mut pieces = Pieces {
        marks: Vec::new(),
        starts: spans.iter().skip(1).map(|span| span.start).collect(),
    };
    let mut at = cover.start;
    for (number, edit) in change.edits.iter().enumerate() {
        let here = match shown {
            Shown::Old => edit.old,
            Shown::New | Shown::Both => edit.new,
        };
        pieces.push(text, Span::new(at, here.start), Mark::Kept);
        at = here.end;
        let (deleted, inserted) = (edit.old.of(old), edit.new.of(new));
        // A change of spacing alone would be marks around nothing.
        if deleted.trim().is_empty() && inserted.trim().is_empty() {
            pieces.push(text, here, Mark::Kept);
            continue;
        }
        let kinds = names(kinds.edits.get(number).copied().unwrap_or_default());
        let edit_mark = |text| EditMark {
            text,
            kinds: kinds.clone(),
            whole: false,
        };
        if shown == Shown::Both && !deleted.is_empty() {
            // What was taken away before a sentence is read with it.
            pieces.cut_at(here.start);
            pieces.marks.push(Mark::Deleted(edit_mark(deleted)));
        }
        match shown {
            Shown::Old => pieces.push(text, here, |text| Mark::Deleted(edit_mark(text))),
            _ => pieces.push(text, here, |text| Mark::Inserted(edit_mark(text))),
        }
    }
    pieces.push(text, Span::new(at, cover.end), Mark::Kept);
    pieces.marks
}

struct Pieces<'a> {
    marks: Vec<Mark<'a>>,
    /// Where the second and later sentences begin.
    starts: Vec<usize>,
}

impl<'a> Pieces<'a> {
    /// Adds `span` of `text`, cut where sentences begin.
    fn push(&mut self, text: &'a str, span: Span, mark: impl Fn(&'a str) -> Mark<'a>) {
        let mut at = span.start;
        let inside = |start: &usize| (span.start..span.end).contains(start);
        let starts: Vec<usize> = self.starts.iter().copied().filter(inside).collect();
        for start in starts {
            self.piece(text, at, start, &mark);
            self.marks.push(Mark::Cut);
            at = start;
        }
        self.piece(text, at, span.end, &mark);
    }

    /// Cuts here, if a sentence begins here.
    fn cut_at(&mut self, at: usize) {
        if let Some(number) = self.starts.iter().position(|&start| start == at) {
            self.starts.remove(number);
            self.marks.push(Mark::Cut);
        }
    }

    fn piece(
        &mut self,
        text: &'a str,
        from: usize,
        to: usize,
        mark: &impl Fn(&'a str) -> Mark<'a>,
    ) {
        let piece = text.get(from..to).unwrap_or_default();
        if !piece.is_empty() {
            self.marks.push(mark(piece));
        }
    }
}

fn names(kinds: EditClasses) -> String {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    names.join(" ")
}
