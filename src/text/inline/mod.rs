//! Inline codes: the markup within a text that must survive its translation, such as the tags of a link.
//!
//! Codes come in two shapes. A [`Document`](super::Document) has the text of an article with an [`InlineCode`] at each
//! place where its file has markup; a [`CodedSpan`](super::CodedSpan) is the part of it that becomes a segment of a
//! translation unit. A [`CodedText`] is the text of a translation unit by itself, as exchange files carry it and the
//! memory keeps it: runs of text and codes, each with the [`Element`] that its file had for it, so that it leaves as it
//! came. In plain strings each code is one [`INLINE_CODE`].
//!
//! A code has a [`CodeRole`]: it begins or ends something, or stands alone. Which end belongs to which beginning is
//! decided in one place ([`PairedRun`]). A [`Replacement`] is the way back: a translation for a part of a document, which
//! names the document's own codes.
//!
//! Nothing here knows what a format calls its elements; each format maps its own to roles and back.

mod builder;
mod code;
mod coded_text;
mod labels;
mod pairs;
mod replacement;

pub(crate) use builder::CodedTextBuilder;
pub use code::{CodeRole, Element, INLINE_CODE, InlineCode};
pub(crate) use coded_text::has_content;
pub use coded_text::{CodedText, TextRun, UnitCode};
pub use labels::CodeLabels;
pub(crate) use labels::code_label;
pub(crate) use pairs::{OpenCodes, PairedRun};
pub use replacement::{Replacement, ReplacementPiece};
