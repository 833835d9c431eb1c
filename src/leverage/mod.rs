//! What a memory saves of the work on a text.

mod candidates;
mod placing;
mod plurals;
mod pretranslate;

pub use candidates::{code_labels, coded_texts};
pub use placing::{Placed, placed};
pub use plurals::{PluralForms, PluralMatch, UnitPlural, plural_match};
pub use pretranslate::{Pretranslation, pretranslate, pretranslate_blocks, pretranslate_texts};
