//! Bitext alignment: which segments of a text translate which of another.
//!
//! Little is known beforehand: no model, and of the words only the commonest (`concepts`), or what a
//! memory tells (`vocabulary`). A first pass compares lengths (`length`) and what survives
//! translation (`anchors`, `skeleton`); from the links it believes in, words that go together are
//! learnt (`lexicon`), how lengths relate and how common each shape of link is, and the text is
//! aligned again with them, a few rounds.
//! Every pass is a dynamic program (`dynamic`) over beads (`beads`) inside a band (`band`), so time
//! and memory grow with the length of the text and not with its square; long texts are aligned a
//! window after the other (`windows`). Passages that stand in another order are looked for among what
//! is left without counterpart (`moves`).

mod aligner;
mod anchors;
mod approximate;
mod band;
mod beads;
mod concepts;
mod corridor;
mod dynamic;
mod evidence;
mod length;
mod lexicon;
mod link;
mod moves;
mod passes;
mod skeleton;
mod vocabulary;
mod windows;
mod words;

pub use aligner::{Aligner, align};
pub use link::{Alignment, Link, Side};
pub use passes::Clues;
pub(crate) use skeleton::{likeness, script_of, skeleton};
pub use vocabulary::Vocabulary;
pub(crate) use words::bare;

#[cfg(test)]
mod tests;
