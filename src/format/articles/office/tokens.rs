//! What a paragraph consists of when texts in it take the places of others.

use std::ops::Range;

use super::taken::{Atom, AtomKind, Paragraph, Side};
use crate::text::ReplacementPiece;

/// What is to be changed in a paragraph.
pub(super) struct Job<'a> {
    pub paragraph: usize,
    /// The number of its first code in the document.
    pub code: usize,
    pub changes: Vec<Change<'a>>,
}

/// A replacement, in bytes and codes of its paragraph.
pub(super) struct Change<'a> {
    pub text: Range<usize>,
    pub within: Range<usize>,
    pub pieces: &'a [ReplacementPiece],
}

/// A part of a paragraph that is being put together.
pub(super) enum Token<'a> {
    /// The atom of this number as it is.
    Atom(usize),
    /// A part of the text of the atom of this number.
    Cut(usize, &'a str),
    /// New text.
    New(&'a str),
}

/// What the paragraph consists of when its changes are made.
pub(super) fn tokens<'a>(paragraph: &'a Paragraph, job: &Job<'a>) -> Vec<Token<'a>> {
    let atoms = &paragraph.atoms;
    let codes = atoms.iter().enumerate().filter(|(_, atom)| atom.is_code());
    let codes: Vec<usize> = codes.map(|(at, _)| at).collect();
    let mut tokens = Vec::with_capacity(atoms.len());
    // The next atom, and how much of the text is passed.
    let mut next = 0;
    let mut passed = 0;
    for change in &job.changes {
        let Some((from, to)) = touched(atoms, &codes, change, next) else {
            continue;
        };
        untouched(paragraph, next..from, passed, &mut tokens);
        if let Some(first) = atoms.get(from).filter(|atom| atom.kind == AtomKind::Text) {
            cut(
                paragraph,
                from,
                first.text.start.max(passed)..change.text.start,
                &mut tokens,
            );
        }
        let (before, after) = kept(atoms, &codes, change, from..to);
        tokens.extend(before.into_iter().map(Token::Atom));
        for piece in change.pieces {
            match piece {
                ReplacementPiece::Text(text) => tokens.push(Token::New(text)),
                ReplacementPiece::Code(code) => {
                    let atom = code.checked_sub(job.code).and_then(|code| codes.get(code));
                    tokens.extend(atom.map(|&atom| Token::Atom(atom)));
                }
            }
        }
        tokens.extend(after.into_iter().map(Token::Atom));
        passed = change.text.end;
        let last = to.checked_sub(1).and_then(|last| atoms.get(last));
        let goes_on =
            last.is_some_and(|last| last.kind == AtomKind::Text && last.text.end > passed);
        next = if goes_on { to - 1 } else { to };
    }
    untouched(paragraph, next..atoms.len(), passed, &mut tokens);
    tokens
}

/// The atoms that a change touches: those of its text, its codes and all between; `None` if there are none.
fn touched(
    atoms: &[Atom],
    codes: &[usize],
    change: &Change<'_>,
    next: usize,
) -> Option<(usize, usize)> {
    let text = &change.text;
    // The order of atoms is that of their texts.
    let first = atoms.partition_point(|atom| atom.text.end <= text.start);
    let last = atoms.partition_point(|atom| atom.text.start < text.end);
    let is_text = |at: &usize| {
        atoms.get(*at).is_some_and(|atom| {
            atom.kind == AtomKind::Text && atom.text.start < text.end && atom.text.end > text.start
        })
    };
    let mut found: Vec<usize> = (first..last).find(is_text).into_iter().collect();
    found.extend((first..last).rev().find(is_text));
    let within = codes.get(change.within.start..change.within.end.min(codes.len()));
    found.extend(within.unwrap_or_default().first());
    found.extend(within.unwrap_or_default().last());
    let from = *found.iter().min()?;
    let to = *found.iter().max()? + 1;
    (to > next).then_some((from.max(next), to))
}

/// Adds the atoms of `range` as they are; of the first one only what is not `passed`.
fn untouched<'a>(
    paragraph: &'a Paragraph,
    range: Range<usize>,
    passed: usize,
    tokens: &mut Vec<Token<'a>>,
) {
    for at in range {
        let Some(atom) = paragraph.atoms.get(at) else {
            continue;
        };
        if atom.kind == AtomKind::Text && atom.text.start < passed {
            cut(paragraph, at, passed..atom.text.end, tokens);
        } else {
            tokens.push(Token::Atom(at));
        }
    }
}

fn cut<'a>(
    paragraph: &'a Paragraph,
    atom: usize,
    range: Range<usize>,
    tokens: &mut Vec<Token<'a>>,
) {
    match paragraph.text.get(range) {
        Some(text) if !text.is_empty() => tokens.push(Token::Cut(atom, text)),
        _ => {}
    }
}

/// Of the atoms in `range` those that stay before and after what comes in their place: what nobody sees,
/// the ends of elements whose other end lies elsewhere, and codes that do not belong to the change.
fn kept(
    atoms: &[Atom],
    codes: &[usize],
    change: &Change<'_>,
    range: Range<usize>,
) -> (Vec<usize>, Vec<usize>) {
    let within = codes.get(change.within.start..change.within.end.min(codes.len()));
    let within = within.unwrap_or_default();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for at in range.clone() {
        let Some(atom) = atoms.get(at) else {
            continue;
        };
        let is_whole = atom.pair.is_some_and(|pair| range.contains(&pair));
        match atom.kind {
            AtomKind::Text | AtomKind::Drop => {}
            AtomKind::Keep(Side::Before) => before.push(at),
            AtomKind::Keep(Side::After) => after.push(at),
            AtomKind::Close if !is_whole => before.push(at),
            AtomKind::Open if !is_whole => after.push(at),
            AtomKind::Open | AtomKind::Close => {}
            _ if within.binary_search(&at).is_ok() => {}
            AtomKind::End | AtomKind::FormEnd => before.push(at),
            _ => after.push(at),
        }
    }
    (before, after)
}
