//! Texts that take the places of others in a file, so that a translation leaves in the form of its source.

use std::ops::Range;

use crate::text::Span;

/// A text that takes the place of a part of a document: of a segment, its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// What it takes the place of: bytes of the document's text, within one block.
    pub span: Span,
    /// The inline codes that go with that part, as indices into the document's codes. Where a code stands
    /// at an end of the span this says whether it is in it.
    pub within: Range<usize>,
    /// What comes there. A code of `within` that is not among them is left out of the file.
    pub pieces: Vec<ReplacementPiece>,
}

/// A part of what comes in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplacementPiece {
    /// Text, as a person reads it: a writer escapes what its format wants escaped.
    Text(String),
    /// The inline code of this index in the document's codes.
    Code(usize),
}
