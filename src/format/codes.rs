//! Which inline codes belong together, for formats that want to know.

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
    // Codes that have begun: where they stand in `out`.
    let mut open: Vec<usize> = Vec::new();
    let mut number = 0;
    for piece in &marked.0 {
        let next = match piece {
            Piece::Text(text) => Placed::Text(text),
            Piece::Open(tag) => Placed::Open(tag),
            Piece::Close => Placed::Close,
            Piece::Code(code) if code.role == Role::End => {
                let ended = open.iter().rposition(|&at| match out[at] {
                    Placed::Begin(begun, ..) => code.ends(begun),
                    _ => false,
                });
                match ended.map(|ended| open.remove(ended)) {
                    Some(at) => match out[at] {
                        Placed::Begin(_, number, _) => Placed::End(code, number, false),
                        other => other,
                    },
                    None => {
                        number += 1;
                        Placed::Lone(code, number, false)
                    }
                }
            }
            Piece::Code(code) => {
                number += 1;
                match code.role {
                    Role::Begin => {
                        open.push(out.len());
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
    for at in open {
        if let Placed::Begin(code, number, _) = out[at] {
            out[at] = Placed::Lone(code, number, true);
        }
    }
    nest(&mut out);
    out
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
        let g = |role| code(role, "g", None);
        let pieces = vec![
            g(Role::Begin),
            Piece::Open(Tag::default()),
            g(Role::End),
            Piece::Close,
        ];
        assert_eq!(shown(pieces), "(1!{1)}");
    }
}
