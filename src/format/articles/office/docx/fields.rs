//! Fields: text that Word works out, and links in the old way.

use super::super::taken::{Atom, AtomKind, Piece, Side};

/// A mark of a field, by the number of its atom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// It begins.
    Begin,
    /// A part of what it says.
    Instruction(String),
    /// What it shows follows.
    Separate,
    /// It ends.
    End,
}

/// Makes one code of each field whose `marks` stand in these atoms, or of a link two; what belongs to a field
/// that begins or ends elsewhere stays where it is.
pub(super) fn merge(atoms: Vec<Atom>, marks: Vec<(usize, Mark)>) -> Vec<Atom> {
    if marks.is_empty() {
        return atoms;
    }
    let fields = outermost(&marks, &atoms);
    let mut merged: Vec<Atom> = Vec::with_capacity(atoms.len());
    let mut atoms: Vec<Option<Atom>> = atoms.into_iter().map(Some).collect();
    let mut at = 0;
    for field in fields {
        merged.extend(
            atoms
                .iter_mut()
                .take(field.begin)
                .skip(at)
                .filter_map(Option::take),
        );
        let mut joined = |from: usize, to: usize, kind: AtomKind| {
            let parts = atoms
                .iter_mut()
                .take(to + 1)
                .skip(from)
                .filter_map(Option::take);
            if let Some(atom) = join(parts.collect(), kind) {
                merged.push(atom);
            }
        };
        match field.separate {
            Some(separate) if field.is_link => {
                joined(
                    field.begin,
                    separate,
                    AtomKind::Begin("hyperlink".to_owned()),
                );
                merged.extend(
                    atoms
                        .iter_mut()
                        .take(field.end)
                        .skip(separate + 1)
                        .filter_map(Option::take),
                );
                let end = atoms.get_mut(field.end).and_then(Option::take);
                if let Some(atom) = end.and_then(|end| join(vec![end], AtomKind::End)) {
                    merged.push(atom);
                }
            }
            _ => joined(field.begin, field.end, AtomKind::Stand("field".to_owned())),
        }
        at = field.end + 1;
    }
    merged.extend(atoms.into_iter().skip(at).flatten());
    merged
}

struct Field {
    begin: usize,
    separate: Option<usize>,
    end: usize,
    is_link: bool,
}

/// The fields that no other one encloses, in order; a link is taken only if no field is in it.
fn outermost(marks: &[(usize, Mark)], atoms: &[Atom]) -> Vec<Field> {
    // By field that has begun: its beginning, what it says, where what it shows begins, whether another is in it.
    let mut open: Vec<(usize, String, Option<usize>, bool)> = Vec::new();
    let mut fields: Vec<Field> = Vec::new();
    for (at, mark) in marks {
        match mark {
            Mark::Begin => {
                if let Some(outer) = open.last_mut() {
                    outer.3 = true;
                }
                open.push((*at, String::new(), None, false));
            }
            Mark::Instruction(text) => {
                if let Some((_, so_far, None, _)) = open.last_mut() {
                    so_far.push_str(text);
                }
            }
            Mark::Separate => {
                if let Some((_, _, separate, _)) = open.last_mut() {
                    separate.get_or_insert(*at);
                }
            }
            Mark::End => {
                let Some((begin, says, separate, holds)) = open.pop() else {
                    continue;
                };
                if !is_balanced(atoms.get(begin..*at).unwrap_or_default()) {
                    continue;
                }
                while fields.last().is_some_and(|inner| inner.begin > begin) {
                    fields.pop();
                }
                let opening = atoms
                    .get(begin..=separate.unwrap_or(begin))
                    .unwrap_or_default();
                let is_link = says.trim_start().to_uppercase().starts_with("HYPERLINK")
                    && !holds
                    && is_balanced(opening);
                fields.push(Field {
                    begin,
                    separate,
                    end: *at,
                    is_link,
                });
            }
        }
    }
    fields
}

/// Whether all elements that begin in these atoms end in them.
fn is_balanced(atoms: &[Atom]) -> bool {
    let mut depth = 0i64;
    for atom in atoms {
        match atom.kind {
            AtomKind::Begin(_) | AtomKind::Open => depth += 1,
            AtomKind::End | AtomKind::Close => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// One atom of all these.
fn join(atoms: Vec<Atom>, kind: AtomKind) -> Option<Atom> {
    let text = atoms.first()?.text.start..atoms.last()?.text.end;
    let pieces: Vec<Piece> = atoms.into_iter().flat_map(|atom| atom.pieces).collect();
    Some(Atom {
        kind,
        pieces,
        text,
        pair: None,
    })
}

/// What an atom of a field is until it is known where the field ends.
pub(super) const LOOSE: AtomKind = AtomKind::Keep(Side::After);
