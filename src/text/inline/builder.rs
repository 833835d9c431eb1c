//! A coded text while a file is read, one start or end at a time.

use super::code::{CodeRole, Element, INLINE_CODE};
use super::coded_text::{CodedText, TextRun, UnitCode};

/// Depth to which codes are kept within codes: translatable text within a code may itself hold a code.
const MAX_DEPTH: usize = 16;

/// Collects the text of a segment with its codes.
///
/// Whatever comes, in whatever order, the runs are well nested and their text is the text.
#[derive(Debug, Clone, Default)]
pub(crate) struct CodedTextBuilder {
    text: String,
    /// Number of bytes of `text` that are in `runs` already.
    done: usize,
    runs: Vec<TextRun>,
    /// Number of spans that are open in `runs`.
    spans: usize,
    /// Codes that are open, the outermost first.
    open: Vec<OpenCode>,
    /// Number of open codes that are too deep to be kept.
    too_deep: usize,
}

#[derive(Debug, Clone)]
struct OpenCode {
    role: CodeRole,
    element: Element,
    content: Vec<TextRun>,
    spans: usize,
}

impl CodedTextBuilder {
    /// Adds text: of the segment, or of the code that is open.
    pub(crate) fn text(&mut self, text: &str) {
        match self.open.last_mut() {
            None => self.text.push_str(text),
            Some(code) => match code.content.last_mut() {
                Some(TextRun::Text(before)) => before.push_str(text),
                _ => code.content.push(TextRun::Text(text.to_owned())),
            },
        }
    }

    /// Begins a code. What comes next is in it until it ends.
    pub(crate) fn begin_code(&mut self, role: CodeRole, element: Element) {
        if self.open.is_empty() {
            self.text_to_runs();
            self.text.push(INLINE_CODE);
            self.done = self.text.len();
        }
        if self.open.len() == MAX_DEPTH {
            self.too_deep += 1;
            return;
        }
        self.open.push(OpenCode {
            role,
            element,
            content: Vec::new(),
            spans: 0,
        });
    }

    /// Ends the code that began last.
    pub(crate) fn end_code(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(mut code) = self.open.pop() else {
            return;
        };
        close(&mut code.content, code.spans);
        let piece = TextRun::Code(UnitCode {
            role: code.role,
            element: code.element,
            content: CodedText(code.content),
        });
        match self.open.last_mut() {
            Some(outer) => outer.content.push(piece),
            None => self.runs.push(piece),
        }
    }

    /// Adds a code without content.
    pub(crate) fn code(&mut self, role: CodeRole, element: Element) {
        self.begin_code(role, element);
        self.end_code();
    }

    /// Begins a span that is annotated but has no code.
    pub(crate) fn begin_span(&mut self, element: Element) {
        match self.open.last_mut() {
            Some(code) => {
                code.content.push(TextRun::Open(element));
                code.spans += 1;
            }
            None => {
                self.text_to_runs();
                self.runs.push(TextRun::Open(element));
                self.spans += 1;
            }
        }
    }

    /// Ends the span that began last.
    pub(crate) fn end_span(&mut self) {
        match self.open.last_mut() {
            Some(code) if code.spans > 0 => {
                code.content.push(TextRun::Close);
                code.spans -= 1;
            }
            None if self.spans > 0 => {
                self.text_to_runs();
                self.runs.push(TextRun::Close);
                self.spans -= 1;
            }
            _ => {}
        }
    }

    /// The text with one U+FFFC for each code, and the coded text if there is anything but text.
    pub(crate) fn finish(mut self) -> (String, Option<CodedText>) {
        self.too_deep = 0;
        while !self.open.is_empty() {
            self.end_code();
        }
        if self.runs.is_empty() {
            return (self.text, None);
        }
        self.text_to_runs();
        close(&mut self.runs, self.spans);
        (self.text, Some(CodedText(self.runs)))
    }

    fn text_to_runs(&mut self) {
        let text = &self.text[self.done..];
        if !text.is_empty() {
            self.runs.push(TextRun::Text(text.to_owned()));
            self.done = self.text.len();
        }
    }
}

fn close(runs: &mut Vec<TextRun>, spans: usize) {
    runs.extend(std::iter::repeat_n(TextRun::Close, spans));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tag(name: &str) -> Element {
        Element {
            name: name.to_owned(),
            attributes: Vec::new(),
        }
    }

    #[test]
    fn plain_text_has_no_runs() {
        let mut inline = CodedTextBuilder::default();
        inline.text("a");
        inline.text("b");
        inline.end_code();
        inline.end_span();
        assert_eq!(inline.finish(), ("ab".to_owned(), None));
    }

    #[test]
    fn codes_hold_their_content() {
        let mut inline = CodedTextBuilder::default();
        inline.text("a");
        inline.begin_code(CodeRole::Standalone, tag("ph"));
        inline.text("<img alt='");
        inline.begin_span(tag("sub"));
        inline.text("b");
        inline.end_code();
        inline.begin_span(tag("hi"));
        inline.text("c");
        let (text, marked) = inline.finish();
        assert_eq!(text, "a\u{fffc}c");
        let content = vec![
            TextRun::Text("<img alt='".to_owned()),
            TextRun::Open(tag("sub")),
            TextRun::Text("b".to_owned()),
            TextRun::Close,
        ];
        let code = UnitCode {
            role: CodeRole::Standalone,
            element: tag("ph"),
            content: CodedText(content),
        };
        assert_eq!(
            marked.unwrap().0,
            [
                TextRun::Text("a".to_owned()),
                TextRun::Code(code),
                TextRun::Open(tag("hi")),
                TextRun::Text("c".to_owned()),
                TextRun::Close,
            ]
        );
    }

    proptest! {
        #[test]
        fn runs_have_the_text(steps in prop::collection::vec(0u8..6, 0..60)) {
            let mut inline = CodedTextBuilder::default();
            for step in steps {
                match step {
                    0 => inline.text("x"),
                    1 => inline.begin_code(CodeRole::Standalone, tag("ph")),
                    2 => inline.end_code(),
                    3 => inline.begin_span(tag("hi")),
                    4 => inline.end_span(),
                    _ => inline.code(CodeRole::Begin, tag("g")),
                }
            }
            let (text, marked) = inline.finish();
            if let Some(marked) = marked {
                prop_assert_eq!(marked.text(), text);
                let depth = marked.0.iter().fold(0i32, |depth, piece| match piece {
                    TextRun::Open(_) => depth + 1,
                    TextRun::Close => depth - 1,
                    _ => depth,
                });
                prop_assert_eq!(depth, 0);
            }
        }
    }
}
