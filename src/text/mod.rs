//! Texts: documents, spans, languages, inline codes, comparison forms and tokens.
//!
//! A [`Document`] is the text of an article with its blocks and inline codes. Everything in Recto points into a text with a
//! [`Span`] of bytes and never alters it. Texts are compared in derived forms: the [`comparison_form`] evens out white space
//! and composition, the [`search_form`] also case, accents, letter variants and digits.
//!
//! This folder is at the bottom of the library.

mod coded_span;
mod decode;
mod document;
mod graphemes;
mod inline;
mod language;
mod normal;
mod plain;
mod scalars;
mod script;
mod span;
mod substitutable;
mod token;

pub use coded_span::CodedSpan;
pub use decode::{DecodeError, decode};
pub use document::{Block, BlockKind, Document};
pub(crate) use graphemes::has_only_whole_graphemes;
pub use inline::{
    CodeLabels, CodeRole, CodedText, Element, INLINE_CODE, InlineCode, Replacement,
    ReplacementPiece, TextRun, UnitCode,
};
pub(crate) use inline::{CodedTextBuilder, OpenCodes, PairedRun, code_label, has_content};
pub use language::{Language, LanguageError};
pub use normal::{collapse_white_space, comparison_form, search_form};
pub(crate) use plain::plain_blocks;
pub use scalars::ScalarOffsets;
pub use script::{Direction, direction, is_right_to_left, is_spaceless};
pub use span::Span;
pub use substitutable::{Substitutable, SubstitutableKind, rewrite, substitutables};
pub use token::{Token, TokenKind, tokens};
