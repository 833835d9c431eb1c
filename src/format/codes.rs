//! Which inline codes belong together, for formats that want to know.

use rustc_hash::FxHashMap;

use crate::memory::{Code, Marked, Piece, Role, Tag};

/// A part of a text with its place among the codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placed<'a> {
    /// Text.
    Text(&'a str),
    /// A code that another one ends, the number of the two, and whether they are well nested with
    /// all others.
    Begin(&'a Code, usize, bool),
    /// The code that ends it.
    End(&'a Code, usize, bool),
    /// A code that stands alone, with its number.
    Stand(&'a Code, usize),
    /// One whose other end lies elsewhere, with its number, and whether it begins something.
    Lone(&'a Code, usize, bool),
    /// A span begins.
    Open(&'a Tag),
    /// The span that began last ends.
    Close,
}

/// The pieces of `marked`, each code with a number from 1 that it shares only with its other end.
pub(crate) fn placed(marked: &Marked) -> Vec<Placed<'_>> {
    let mut out = Vec::with_capacity(marked.0.len());
    let mut open = OpenCodes::default();
    let mut number = 0;
    for piece in &marked.0 {
        let next = match piece {
            Piece::Text(text) => Placed::Text(text),
            Piece::Open(tag) => Placed::Open(tag),
            Piece::Close => Placed::Close,
            Piece::Code(code) if code.role == Role::End => match open.ended_by(code) {
                Some(at) => match out[at] {
                    Placed::Begin(_, number, _) => Placed::End(code, number, false),
                    other => other,
                },
                None => {
                    number += 1;
                    Placed::Lone(code, number, false)
                }
            },
            Piece::Code(code) => {
                number += 1;
                match code.role {
                    Role::Begin => {
                        open.begin(code, out.len());
                        Placed::Begin(code, number, false)
                    }
                    Role::Lone => {
                        let ending = matches!(code.tag.attribute("pos"), Some("end" | "close"));
                        Placed::Lone(code, number, !ending)
                    }
                    _ => Placed::Stand(code, number),
                }
            }
        };
        out.push(next);
    }
    for at in open.left() {
        if let Placed::Begin(code, number, _) = out[at] {
            out[at] = Placed::Lone(code, number, true);
        }
    }
    nest(&mut out);
    out
}

/// Codes that have begun, by where they stand. They are found by their numbers and names ([`Code::pair_number`]), so
/// that a text of many codes takes no longer than several of few.
#[derive(Default)]
pub(crate) struct OpenCodes<'a> {
    /// Where each stands, by its number and by its name; those without a number by their names once more. What has
    /// ended is dropped when it is met.
    numbered: FxHashMap<&'a str, Vec<usize>>,
    unnumbered: FxHashMap<&'a str, Vec<usize>>,
    named: FxHashMap<&'a str, Vec<usize>>,
    /// Whether what stands there is open.
    is_open: Vec<bool>,
}

impl<'a> OpenCodes<'a> {
    /// Notes that `code` begins at this place, which is after those of all others.
    pub fn begin(&mut self, code: &'a Code, at: usize) {
        let name = code.tag.name.as_str();
        match code.pair_number() {
            Some(number) => self.numbered.entry(number).or_default().push(at),
            None => self.unnumbered.entry(name).or_default().push(at),
        }
        self.named.entry(name).or_default().push(at);
        self.is_open.resize(at, false);
        self.is_open.push(true);
    }

    /// Where the code stands that `code` ends: the last of those that it may end, which is open no more.
    pub fn ended_by(&mut self, code: &Code) -> Option<usize> {
        let is_open = &self.is_open;
        let last = |codes: Option<&mut Vec<usize>>| {
            let codes = codes?;
            while codes.pop_if(|at| !is_open[*at]).is_some() {}
            codes.last().copied()
        };
        let name = code.tag.name.as_str();
        let ended = match code.pair_number() {
            Some(number) => {
                last(self.numbered.get_mut(number)).max(last(self.unnumbered.get_mut(name)))
            }
            None => last(self.named.get_mut(name)),
        }?;
        self.is_open[ended] = false;
        Some(ended)
    }

    /// Where those stand that nothing has ended.
    fn left(self) -> impl Iterator<Item = usize> {
        let left = self.is_open.into_iter().enumerate();
        left.filter_map(|(at, is_open)| is_open.then_some(at))
    }
}

/// Notes whether all pairs are well nested, with spans as well; if one is not, none is said to be.
fn nest(placed: &mut [Placed<'_>]) {
    let mut open = Vec::new();
    let well = placed.iter().all(|piece| match *piece {
        Placed::Begin(_, number, _) => {
            open.push(number);
            true
        }
        Placed::End(_, number, _) => open.pop() == Some(number),
        Placed::Open(_) => {
            open.push(0);
            true
        }
        Placed::Close => open.pop() == Some(0),
        _ => true,
    });
    for piece in placed {
        if let Placed::Begin(_, _, nested) | Placed::End(_, _, nested) = piece {
            *nested = well;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(role: Role, name: &str, attribute: Option<(&str, &str)>) -> Piece {
        let attribute = attribute.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Piece::Code(Code {
            role,
            tag: Tag {
                name: name.to_owned(),
                attributes: attribute.into_iter().collect(),
            },
            content: Marked::default(),
        })
    }

    fn shown(pieces: Vec<Piece>) -> String {
        let marked = Marked(pieces);
        let show = |piece: Placed| match piece {
            Placed::Text(text) => text.to_owned(),
            Placed::Begin(_, number, nested) => {
                format!("({number}{}", if nested { "" } else { "!" })
            }
            Placed::End(_, number, _) => format!("{number})"),
            Placed::Stand(_, number) => format!("<{number}>"),
            Placed::Lone(_, number, begins) => {
                format!("{}{number}", if begins { "[" } else { "]" })
            }
            Placed::Open(_) => "{".to_owned(),
            Placed::Close => "}".to_owned(),
        };
        placed(&marked).into_iter().map(show).collect()
    }

    #[test]
    fn codes_find_their_other_ends() {
        let begin = |i| code(Role::Begin, "bpt", Some(("i", i)));
        let end = |i| code(Role::End, "ept", Some(("i", i)));
        assert_eq!(
            shown(vec![begin("1"), begin("7"), end("7"), end("1")]),
            "(1(22)1)"
        );
        assert_eq!(
            shown(vec![begin("1"), begin("2"), end("1"), end("2")]),
            "(1!(2!1)2)"
        );
        assert_eq!(
            shown(vec![end("1"), begin("1"), code(Role::Stand, "ph", None)]),
            "]1[2<3>"
        );
        // One without a number is ended by its name; the last that may be meant is.
        let bare = |role| code(role, "bpt", None);
        assert_eq!(
            shown(vec![
                begin("1"),
                bare(Role::Begin),
                bare(Role::End),
                bare(Role::End)
            ]),
            "(1(22)1)"
        );
        // An end of another number does not end it, and one of none does.
        assert_eq!(shown(vec![begin("1"), end("2"), bare(Role::End)]), "(1]21)");
        let g = |role| code(role, "g", None);
        let pieces = vec![
            g(Role::Begin),
            Piece::Open(Tag::default()),
            g(Role::End),
            Piece::Close,
        ];
        assert_eq!(shown(pieces), "(1!{1)}");
    }

    #[test]
    fn a_text_may_have_any_number_of_codes() {
        let numbers: Vec<String> = (0..50_000).map(|number| number.to_string()).collect();
        let all = |role, name| {
            numbers
                .iter()
                .map(move |i| code(role, name, Some(("i", i))))
        };
        let pieces = all(Role::Begin, "bpt").chain(all(Role::End, "ept"));
        let marked = Marked(pieces.collect());
        let is_pair = |piece: &&Placed| matches!(piece, Placed::Begin(..) | Placed::End(..));
        assert_eq!(placed(&marked).iter().filter(is_pair).count(), 100_000);
    }
}
