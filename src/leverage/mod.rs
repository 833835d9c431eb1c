//! What a memory saves of the work on a text.

mod placing;
mod pretranslate;

pub use placing::{Placed, TargetPiece, placed};
pub use pretranslate::{Pretranslation, pretranslate, pretranslate_blocks};
