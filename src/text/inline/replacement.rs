//! Texts that take the place of others in a document, so that a translation leaves in the form of its source.

use std::ops::Range;

use crate::text::span::Span;

/// A text that takes the place of a part of a document, such as the translation of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The bytes of the document's text that it replaces, within one block.
    pub span: Span,
    /// The indices of the document's codes that it replaces. They decide whether a code at an end of the span is part of
    /// it.
    pub within: Range<usize>,
    /// The new text and codes. A code of `within` that is not among them is left out of the file.
    pub pieces: Vec<ReplacementPiece>,
}

/// A part of a [`Replacement`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplacementPiece {
    /// Text as a person reads it. Writers escape it as their format demands.
    Text(String),
    /// The inline code with this index among the document's codes.
    Code(usize),
}
