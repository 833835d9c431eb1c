//! Inline codes, of documents and of translation units.

use serde::{Deserialize, Serialize};

use super::CodedText;
use crate::text::Span;

/// What an inline code does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CodeRole {
    /// Begins what another code ends, such as `<b>`.
    Begin,
    /// Ends what another code began, such as `</b>`.
    End,
    /// Neither begins nor ends anything, such as a picture in a line.
    #[serde(rename = "stand")]
    Standalone,
    /// Begins or ends something whose other end lies in another text. Only exchange files say this; a document has both
    /// ends.
    #[serde(rename = "lone")]
    Isolated,
}

/// Markup within the text of a document's block. Translation units of the block have an inline code for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineCode {
    /// Its bytes in the document's text; empty, at its place, where the text has no markup.
    pub span: Span,
    /// What it does.
    pub role: CodeRole,
    /// What its format calls it: `b`, `a`, `strong`.
    pub name: String,
    /// The markup as the file has it, such as `<a href="/map">`.
    pub markup: String,
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

/// An XML element without its content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Its name; empty if no file has named it.
    pub name: String,
    /// Its attributes in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// An element without attributes.
    pub fn new(name: impl Into<String>) -> Self {
        Element {
            name: name.into(),
            attributes: Vec::new(),
        }
    }

    /// The value of its attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The values of those of these attributes that it has, in the order of `names`.
    fn attributes_named(&self, names: &'static [&str]) -> impl Iterator<Item = &str> {
        names.iter().filter_map(|name| self.attribute(name))
    }
}
