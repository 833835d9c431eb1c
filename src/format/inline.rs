//! The content of a segment while it is read: its text, and its inline codes as the file has them.

use crate::memory::{Code, Marked, Piece, Role, Tag};
use crate::text::INLINE_CODE;

/// Codes lie within codes only so deep (a `sub` in a `ph` may hold a `ph`); deeper ones are left out.
const DEEPEST: usize = 16;

/// Collects the content of a segment.
///
/// Whatever comes, in whatever order, the pieces are well nested and their text is the text.
#[derive(Debug, Clone, Default)]
pub(super) struct Inline {
    text: String,
    /// What of `text` is among the pieces already, in bytes.
    done: usize,
    pieces: Vec<Piece>,
    /// Spans that are open in `pieces`.
    spans: usize,
    /// Codes that are open, the outermost first.
    open: Vec<OpenCode>,
    /// Codes within the innermost that are not kept.
    too_deep: usize,
}

#[derive(Debug, Clone)]
struct OpenCode {
    role: Role,
    tag: Tag,
    content: Vec<Piece>,
    spans: usize,
}

impl Inline {
    /// Adds text: of the segment, or of the code that is open.
    pub fn text(&mut self, text: &str) {
        match self.open.last_mut() {
            None => self.text.push_str(text),
            Some(code) => match code.content.last_mut() {
                Some(Piece::Text(before)) => before.push_str(text),
                _ => code.content.push(Piece::Text(text.to_owned())),
            },
        }
    }

    /// A code begins; what comes is in it until it ends.
    pub fn begin_code(&mut self, role: Role, tag: Tag) {
        if self.open.is_empty() {
            self.text_to_pieces();
            self.text.push(INLINE_CODE);
            self.done = self.text.len();
        }
        if self.open.len() == DEEPEST {
            self.too_deep += 1;
            return;
        }
        self.open.push(OpenCode {
            role,
            tag,
            content: Vec::new(),
            spans: 0,
        });
    }

    /// The code that began last ends.
    pub fn end_code(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(mut code) = self.open.pop() else {
            return;
        };
        close(&mut code.content, code.spans);
        let piece = Piece::Code(Code {
            role: code.role,
            tag: code.tag,
            content: Marked(code.content),
        });
        match self.open.last_mut() {
            Some(outer) => outer.content.push(piece),
            None => self.pieces.push(piece),
        }
    }

    /// A code that has no content.
    pub fn code(&mut self, role: Role, tag: Tag) {
        self.begin_code(role, tag);
        self.end_code();
    }

    /// A span begins that is marked but has no code.
    pub fn begin_span(&mut self, tag: Tag) {
        match self.open.last_mut() {
            Some(code) => {
                code.content.push(Piece::Open(tag));
                code.spans += 1;
            }
            None => {
                self.text_to_pieces();
                self.pieces.push(Piece::Open(tag));
                self.spans += 1;
            }
        }
    }

    /// The span that began last ends.
    pub fn end_span(&mut self) {
        match self.open.last_mut() {
            Some(code) if code.spans > 0 => {
                code.content.push(Piece::Close);
                code.spans -= 1;
            }
            None if self.spans > 0 => {
                self.text_to_pieces();
                self.pieces.push(Piece::Close);
                self.spans -= 1;
            }
            _ => {}
        }
    }

    /// The text with one U+FFFC for each code, and the pieces if there is anything but text.
    pub fn finish(mut self) -> (String, Option<Marked>) {
        self.too_deep = 0;
        while !self.open.is_empty() {
            self.end_code();
        }
        if self.pieces.is_empty() {
            return (self.text, None);
        }
        self.text_to_pieces();
        close(&mut self.pieces, self.spans);
        (self.text, Some(Marked(self.pieces)))
    }

    fn text_to_pieces(&mut self) {
        let text = &self.text[self.done..];
        if !text.is_empty() {
            self.pieces.push(Piece::Text(text.to_owned()));
            self.done = self.text.len();
        }
    }
}

/// Whether a text has anything but white space and codes. A code that stands alone and holds something
/// counts, as it may stand for a word or a picture.
pub(super) fn says_something(text: &str, marked: Option<&Marked>) -> bool {
    let shows = |piece: &Piece| match piece {
        Piece::Code(code) if code.role == Role::Stand => !code.content.all_text().trim().is_empty(),
        _ => false,
    };
    let nothing = |c: char| c.is_whitespace() || c == INLINE_CODE;
    !text.chars().all(nothing) || marked.is_some_and(|marked| marked.0.iter().any(shows))
}

fn close(pieces: &mut Vec<Piece>, spans: usize) {
    pieces.extend(std::iter::repeat_n(Piece::Close, spans));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tag(name: &str) -> Tag {
        Tag {
            name: name.to_owned(),
            attributes: Vec::new(),
        }
    }

    #[test]
    fn plain_text_has_no_pieces() {
        let mut inline = Inline::default();
        inline.text("a");
        inline.text("b");
        inline.end_code();
        inline.end_span();
        assert_eq!(inline.finish(), ("ab".to_owned(), None));
    }

    #[test]
    fn codes_hold_their_content() {
        let mut inline = Inline::default();
        inline.text("a");
        inline.begin_code(Role::Stand, tag("ph"));
        inline.text("<img alt='");
        inline.begin_span(tag("sub"));
        inline.text("b");
        inline.end_code();
        inline.begin_span(tag("hi"));
        inline.text("c");
        let (text, marked) = inline.finish();
        assert_eq!(text, "a\u{fffc}c");
        let content = vec![
            Piece::Text("<img alt='".to_owned()),
            Piece::Open(tag("sub")),
            Piece::Text("b".to_owned()),
            Piece::Close,
        ];
        let code = Code {
            role: Role::Stand,
            tag: tag("ph"),
            content: Marked(content),
        };
        assert_eq!(
            marked.unwrap().0,
            [
                Piece::Text("a".to_owned()),
                Piece::Code(code),
                Piece::Open(tag("hi")),
                Piece::Text("c".to_owned()),
                Piece::Close,
            ]
        );
    }

    proptest! {
        #[test]
        fn pieces_have_the_text(steps in prop::collection::vec(0u8..6, 0..60)) {
            let mut inline = Inline::default();
            for step in steps {
                match step {
                    0 => inline.text("x"),
                    1 => inline.begin_code(Role::Stand, tag("ph")),
                    2 => inline.end_code(),
                    3 => inline.begin_span(tag("hi")),
                    4 => inline.end_span(),
                    _ => inline.code(Role::Begin, tag("g")),
                }
            }
            let (text, marked) = inline.finish();
            if let Some(marked) = marked {
                prop_assert_eq!(marked.text(), text);
                let depth = marked.0.iter().fold(0i32, |depth, piece| match piece {
                    Piece::Open(_) => depth + 1,
                    Piece::Close => depth - 1,
                    _ => depth,
                });
                prop_assert_eq!(depth, 0);
            }
        }
    }
}
