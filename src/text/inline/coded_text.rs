//! The text of a translation unit with its inline codes.

use serde::{Deserialize, Serialize};

use super::code::{CodeRole, Element, INLINE_CODE};

/// The text of a translation unit with its inline codes, as exchange files carry it and the memory keeps it.
///
/// Its JSON is part of the memory's file format and of the JSON Lines and sheets that `export` writes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodedText(pub Vec<TextRun>);

/// A part of a [`CodedText`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextRun {
    /// Text.
    Text(String),
    /// An inline code.
    Code(UnitCode),
    /// The start of a span that is annotated but has no code, such as a term.
    Open(Element),
    /// The end of the span that was opened last.
    Close,
}

/// An inline code in the text of a translation unit: markup of the document that the text comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitCode {
    /// What it does.
    pub role: CodeRole,
    /// The element that its exchange file has for it.
    #[serde(flatten)]
    pub element: Element,
    /// The markup that it replaces, if the file has it. Text within the markup that is to be translated is in spans.
    #[serde(default, skip_serializing_if = "CodedText::is_empty")]
    pub content: CodedText,
}

impl UnitCode {
    /// The identifier that it shares with its other end, if its file gives one.
    pub fn pair_id(&self) -> Option<&str> {
        self.element
            .attributes_named(&["i", "rid", "startRef", "id"])
            .next()
    }

    /// What it is called, such as `bold` or `a`, if its file says so.
    pub fn kind(&self) -> Option<&str> {
        self.kinds().next()
    }

    /// All names that its file has for what it is.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &str> {
        self.element.attributes_named(&["type", "ctype"])
    }

    /// All numbers that its file has for it.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &str> {
        self.element.attributes_named(&["x", "id", "i"])
    }

    /// Whether an [isolated](CodeRole::Isolated) code ends something; otherwise it begins something.
    pub fn is_isolated_end(&self) -> bool {
        matches!(self.element.attribute("pos"), Some("end" | "close"))
    }
}

impl CodedText {
    /// The coded text of a plain `text`, in which U+FFFC is a code of which nothing is known.
    pub fn from_text(text: &str) -> Self {
        let mut runs = Vec::new();
        for (at, part) in text.split(INLINE_CODE).enumerate() {
            if at > 0 {
                runs.push(TextRun::Code(UnitCode {
                    role: CodeRole::Standalone,
                    element: Element::default(),
                    content: CodedText::default(),
                }));
            }
            if !part.is_empty() {
                runs.push(TextRun::Text(part.to_owned()));
            }
        }
        CodedText(runs)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any of it is a code.
    pub fn has_codes(&self) -> bool {
        self.0.iter().any(|run| matches!(run, TextRun::Code(_)))
    }

    /// The text as units have it: one U+FFFC for each code.
    pub fn text(&self) -> String {
        self.text_with(|_, text| text.push(INLINE_CODE))
    }

    /// The text that a person reads: without codes, and with a space where a line breaks.
    pub fn plain_text(&self) -> String {
        self.text_with(|code, text| {
            if code.kind() == Some("br") {
                text.push(' ');
            }
        })
    }

    /// All text in it, including the markup within its codes.
    pub fn all_text(&self) -> String {
        self.text_with(|code, text| text.push_str(&code.content.all_text()))
    }

    fn text_with(&self, mut code_text: impl FnMut(&UnitCode, &mut String)) -> String {
        let mut text = String::new();
        for run in &self.0 {
            match run {
                TextRun::Text(part) => text.push_str(part),
                TextRun::Code(code) => code_text(code, &mut text),
                TextRun::Open(_) | TextRun::Close => {}
            }
        }
        text
    }
}

/// Whether a text has anything but white space and codes. A standalone code with content counts, as it may be a word or
/// a picture.
pub(crate) fn has_content(text: &str, coded: Option<&CodedText>) -> bool {
    let is_shown = |run: &TextRun| match run {
        TextRun::Code(code) if code.role == CodeRole::Standalone => {
            !code.content.all_text().trim().is_empty()
        }
        _ => false,
    };
    let is_blank = |c: char| c.is_whitespace() || c == INLINE_CODE;
    !text.chars().all(is_blank) || coded.is_some_and(|coded| coded.0.iter().any(is_shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(role: CodeRole) -> TextRun {
        TextRun::Code(UnitCode {
            role,
            element: Element::new("x"),
            content: CodedText::default(),
        })
    }

    #[test]
    fn json_is_that_of_stored_memories() {
        let text = CodedText(vec![
            code(CodeRole::Begin),
            code(CodeRole::End),
            code(CodeRole::Standalone),
            code(CodeRole::Isolated),
            TextRun::Open(Element {
                name: "mrk".to_owned(),
                attributes: vec![("mtype".to_owned(), "term".to_owned())],
            }),
            TextRun::Text("a".to_owned()),
            TextRun::Close,
        ]);
        let json = serde_json::to_string(&text).unwrap();
        assert_eq!(
            json,
            r#"[{"code":{"role":"begin","name":"x"}},{"code":{"role":"end","name":"x"}},{"code":{"role":"stand","name":"x"}},{"code":{"role":"lone","name":"x"}},{"open":{"name":"mrk","attributes":[["mtype","term"]]}},{"text":"a"},"close"]"#
        );
        assert_eq!(serde_json::from_str::<CodedText>(&json).unwrap(), text);
    }

    #[test]
    fn a_text_of_unknown_codes_is_the_text() {
        for text in ["", "a", "\u{fffc}a \u{fffc}\u{fffc}", "a\u{fffc}"] {
            assert_eq!(CodedText::from_text(text).text(), text);
        }
        assert!(!has_content(
            " \u{fffc}",
            Some(&CodedText::from_text(" \u{fffc}"))
        ));
    }
}
