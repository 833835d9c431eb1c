//! Units of an XLIFF file as it has them, with the places of their parts.
//!
//! A place is a range of bytes of the file's text. Only [filling](super::fill) needs places; a reader that does not know
//! them may leave all of them empty.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::format::incoming::Refusal;
use crate::format::units::fields::Fields;
use crate::text::Element;

use super::STATE;

/// The version of the standard that a file follows, as far as its elements differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// 1.0 to 1.2.
    One,
    /// 2.0 to 2.2.
    Two,
}

/// A `trans-unit` (1.2) or `unit` (2).
#[derive(Debug, Default)]
pub(super) struct Unit {
    /// The line that it begins on.
    pub line: usize,
    /// Its start tag.
    pub tag: Range<usize>,
    /// What the file says of the whole unit.
    pub fields: Fields,
    /// Its texts: one pair in XLIFF 1, one for each segment in XLIFF 2.
    pub pairs: Vec<Pair>,
    /// Translations that are proposed for it.
    pub candidates: Vec<Pair>,
    /// Native codes by their identifiers (XLIFF 2).
    pub data: FxHashMap<String, String>,
    /// The fault for which it is refused, if it has any.
    pub wrong: Option<Refusal>,
    /// What had to be mended in it, if anything had.
    pub doubt: Option<Refusal>,
    /// Whether one of its texts has no end tag.
    pub is_cut: bool,
    /// Whether it is to be translated and nobody has approved its translation.
    pub is_open: bool,
    /// The tag that names the language of its target: that of the `file` (1.2) or the root (2).
    pub language_tag: Option<Range<usize>>,
    /// The place of the end tag of its element for candidates, and the qualified name of that (XLIFF 2).
    pub matches: Option<(usize, String)>,
}

impl Unit {
    /// Notes a fault, if none has been found before.
    pub(super) fn refuse(&mut self, reason: Refusal) {
        self.wrong.get_or_insert(reason);
    }
}

/// A source with its target.
#[derive(Debug, Default)]
pub(super) struct Pair {
    pub id: Option<String>,
    /// The start tag of the unit (1.2) or segment (2); `None` for a candidate and for what is between segments.
    pub tag: Option<Range<usize>>,
    pub source: Option<Content>,
    /// The source cut into segments (`seg-source` of XLIFF 1).
    pub segmented: Option<Content>,
    pub target: Option<Content>,
    pub properties: Vec<(String, String)>,
}

impl Pair {
    /// The state that it says it is in.
    pub(super) fn state(&self) -> Option<&str> {
        let mut states = self.properties.iter().rev();
        let (_, state) = states.find(|(name, _)| name == STATE)?;
        Some(state)
    }
}

/// The content of a `source`, `seg-source` or `target`.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    pub language: Option<String>,
    /// Its start tag.
    pub tag: Range<usize>,
    /// Its end tag; empty if it has none.
    pub end: Range<usize>,
    pub nodes: Vec<Node>,
}

impl Content {
    /// The place of the element with its tags.
    pub(super) fn whole(&self) -> Range<usize> {
        self.tag.start..self.end.end
    }

    /// The place of what is between the tags.
    pub(super) fn inside(&self) -> Range<usize> {
        self.tag.end..self.end.start.max(self.tag.end)
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        match self.nodes.last_mut() {
            Some(Node::Text(last)) => last.push_str(text),
            _ => self.nodes.push(Node::Text(text.to_owned())),
        }
    }
}

/// A part of a [`Content`].
#[derive(Debug, Clone)]
pub(super) enum Node {
    Text(String),
    Start(Start),
    End(End),
    /// A reference to an entity that is not defined.
    Unknown,
}

/// The start tag of an inline element.
#[derive(Debug, Clone)]
pub(super) struct Start {
    /// Its local name and its attributes.
    pub element: Element,
    pub qualified: String,
    pub place: Range<usize>,
    /// Whether the element has no content; then no end tag follows.
    pub is_empty: bool,
    /// The native code that the unit has for it (XLIFF 2).
    pub data: Option<String>,
}

/// The end tag of an inline element.
#[derive(Debug, Clone)]
pub(super) struct End {
    pub local: String,
    pub qualified: String,
    pub place: Range<usize>,
}
