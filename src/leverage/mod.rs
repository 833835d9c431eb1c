//! What a memory saves of the work on a text.

mod pretranslate;

pub use pretranslate::{Pretranslation, pretranslate};
