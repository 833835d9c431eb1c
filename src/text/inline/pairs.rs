//! Which end of an inline code belongs to which beginning.

use rustc_hash::FxHashMap;

use super::code::{CodeRole, Element};
use super::coded_text::{CodedText, TextRun, UnitCode};

/// A run of a coded text, with the place that a code has among the others.
///
/// Each code has a number from 1 that it shares only with its other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PairedRun<'a> {
    /// Text.
    Text(&'a str),
    /// A code that another one ends, its number, and whether all pairs and spans of the text are well nested.
    Begin(&'a UnitCode, usize, bool),
    /// The code that ends it.
    End(&'a UnitCode, usize, bool),
    /// A code that stands alone, and its number.
    Standalone(&'a UnitCode, usize),
    /// A code whose other end lies elsewhere, its number, and whether it begins something.
    Isolated(&'a UnitCode, usize, bool),
    /// The start of an annotated span.
    Open(&'a Element),
    /// The end of the span that was opened last.
    Close,
}

impl CodedText {
    /// Its runs, with each code's number and other end.
    pub(crate) fn paired(&self) -> Vec<PairedRun<'_>> {
        let mut out = Vec::with_capacity(self.0.len());
        let mut open = OpenCodes::default();
        let mut number = 0;
        for run in &self.0 {
            let next = match run {
                TextRun::Text(text) => PairedRun::Text(text),
                TextRun::Open(element) => PairedRun::Open(element),
                TextRun::Close => PairedRun::Close,
                TextRun::Code(code) if code.role == CodeRole::End => {
                    match open.ended_by(code.pair_id(), &code.element.name) {
                        Some(at) => match out[at] {
                            PairedRun::Begin(_, number, _) => PairedRun::End(code, number, false),
                            other => other,
                        },
                        None => {
                            number += 1;
                            PairedRun::Isolated(code, number, false)
                        }
                    }
                }
                TextRun::Code(code) => {
                    number += 1;
                    match code.role {
                        CodeRole::Begin => {
                            open.begin(code.pair_id(), &code.element.name, out.len());
                            PairedRun::Begin(code, number, false)
                        }
                        CodeRole::Isolated => {
                            PairedRun::Isolated(code, number, !code.is_isolated_end())
                        }
                        _ => PairedRun::Standalone(code, number),
                    }
                }
            };
            out.push(next);
        }
        for at in open.left() {
            if let PairedRun::Begin(code, number, _) = out[at] {
                out[at] = PairedRun::Isolated(code, number, true);
            }
        }
        nest(&mut out);
        out
    }
}

/// Codes that have begun, by their positions.
///
/// A code ends the last open one that has its identifier, or that has its name where either of the two has no
/// identifier. Both are hashed, so that the time is linear in the number of codes.
#[derive(Default)]
pub(crate) struct OpenCodes<'a> {
    /// The positions of codes with an identifier, by that; of codes without one, by their names; of all, by their names.
    /// A position that is no longer open is dropped when it is met.
    identified: FxHashMap<&'a str, Vec<usize>>,
    unidentified: FxHashMap<&'a str, Vec<usize>>,
    named: FxHashMap<&'a str, Vec<usize>>,
    /// Whether the code at each position is open.
    is_open: Vec<bool>,
}

impl<'a> OpenCodes<'a> {
    /// Begins a code at a position, which is greater than those of all others.
    pub(crate) fn begin(&mut self, id: Option<&'a str>, name: &'a str, at: usize) {
        match id {
            Some(id) => self.identified.entry(id).or_default().push(at),
            None => self.unidentified.entry(name).or_default().push(at),
        }
        self.named.entry(name).or_default().push(at);
        self.is_open.resize(at, false);
        self.is_open.push(true);
    }

    /// The position of the code that one with this identifier and name ends. That code is closed.
    pub(crate) fn ended_by(&mut self, id: Option<&str>, name: &str) -> Option<usize> {
        let is_open = &self.is_open;
        let last = |codes: Option<&mut Vec<usize>>| {
            let codes = codes?;
            while codes.pop_if(|at| !is_open[*at]).is_some() {}
            codes.last().copied()
        };
        let ended = match id {
            Some(id) => {
                last(self.identified.get_mut(id)).max(last(self.unidentified.get_mut(name)))
            }
            None => last(self.named.get_mut(name)),
        }?;
        self.is_open[ended] = false;
        Some(ended)
    }

    /// The positions of codes that nothing has ended.
    fn left(self) -> impl Iterator<Item = usize> {
        let left = self.is_open.into_iter().enumerate();
        left.filter_map(|(at, is_open)| is_open.then_some(at))
    }
}

/// Notes in every pair whether all pairs and spans are well nested.
fn nest(runs: &mut [PairedRun<'_>]) {
    let mut open = Vec::new();
    let well = runs.iter().all(|run| match *run {
        PairedRun::Begin(_, number, _) => {
            open.push(number);
            true
        }
        PairedRun::End(_, number, _) => open.pop() == Some(number),
        PairedRun::Open(_) => {
            open.push(0);
            true
        }
        PairedRun::Close => open.pop() == Some(0),
        _ => true,
    });
    for run in runs {
        if let PairedRun::Begin(_, _, nested) | PairedRun::End(_, _, nested) = run {
            *nested = well;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(role: CodeRole, name: &str, attribute: Option<(&str, &str)>) -> TextRun {
        let attribute = attribute.map(|(name, value)| (name.to_owned(), value.to_owned()));
        TextRun::Code(UnitCode {
            role,
            element: Element {
                name: name.to_owned(),
                attributes: attribute.into_iter().collect(),
            },
            content: CodedText::default(),
        })
    }

    fn shown(pieces: Vec<TextRun>) -> String {
        let marked = CodedText(pieces);
        let show = |piece: PairedRun| match piece {
            PairedRun::Text(text) => text.to_owned(),
            PairedRun::Begin(_, number, nested) => {
                format!("({number}{}", if nested { "" } else { "!" })
            }
            PairedRun::End(_, number, _) => format!("{number})"),
            PairedRun::Standalone(_, number) => format!("<{number}>"),
            PairedRun::Isolated(_, number, begins) => {
                format!("{}{number}", if begins { "[" } else { "]" })
            }
            PairedRun::Open(_) => "{".to_owned(),
            PairedRun::Close => "}".to_owned(),
        };
        marked.paired().into_iter().map(show).collect()
    }

    #[test]
    fn codes_find_their_other_ends() {
        let begin = |i| code(CodeRole::Begin, "bpt", Some(("i", i)));
        let end = |i| code(CodeRole::End, "ept", Some(("i", i)));
        assert_eq!(
            shown(vec![begin("1"), begin("7"), end("7"), end("1")]),
            "(1(22)1)"
        );
        assert_eq!(
            shown(vec![begin("1"), begin("2"), end("1"), end("2")]),
            "(1!(2!1)2)"
        );
        assert_eq!(
            shown(vec![
                end("1"),
                begin("1"),
                code(CodeRole::Standalone, "ph", None)
            ]),
            "]1[2<3>"
        );
        // One without a number is ended by its name; the last that may be meant is.
        let bare = |role| code(role, "bpt", None);
        assert_eq!(
            shown(vec![
                begin("1"),
                bare(CodeRole::Begin),
                bare(CodeRole::End),
                bare(CodeRole::End)
            ]),
            "(1(22)1)"
        );
        // An end of another number does not end it, and one of none does.
        assert_eq!(
            shown(vec![begin("1"), end("2"), bare(CodeRole::End)]),
            "(1]21)"
        );
        let g = |role| code(role, "g", None);
        let pieces = vec![
            g(CodeRole::Begin),
            TextRun::Open(Element::default()),
            g(CodeRole::End),
            TextRun::Close,
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
        let pieces = all(CodeRole::Begin, "bpt").chain(all(CodeRole::End, "ept"));
        let marked = CodedText(pieces.collect());
        let is_pair =
            |piece: &&PairedRun| matches!(piece, PairedRun::Begin(..) | PairedRun::End(..));
        assert_eq!(marked.paired().iter().filter(is_pair).count(), 100_000);
    }
}
