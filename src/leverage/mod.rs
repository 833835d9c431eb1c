//! What a memory saves of the work on a text: its segments with their translations.
//!
//! [`pretranslate`] looks up each segment of a document; [`place_codes`] puts the document's inline codes into a
//! translation, so that it can leave in the form of its source ([`Replacement`](crate::text::Replacement));
//! [`plural_match`] translates messages that have a plural.

mod candidates;
mod placing;
mod plurals;
mod pretranslate;

pub use candidates::{code_labels, coded_texts};
pub use placing::{PlacedTarget, place_codes};
pub use plurals::{PluralForms, PluralMatch, UnitPlural, plural_match};
pub use pretranslate::{Pretranslation, pretranslate, pretranslate_blocks, pretranslate_texts};
