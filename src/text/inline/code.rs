//! What inline codes of documents and of translation units have in common, and those of documents.

use serde::{Deserialize, Serialize};

use crate::text::span::Span;

/// The character that each inline code of a text becomes: U+FFFC, OBJECT REPLACEMENT CHARACTER.
pub const INLINE_CODE: char = '\u{FFFC}';

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
    pub(super) fn attributes_named(&self, names: &'static [&str]) -> impl Iterator<Item = &str> {
        names.iter().filter_map(|name| self.attribute(name))
    }
}
