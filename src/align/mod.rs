//! Bitext alignment: which segments of a text translate which segments of another.
//!
//! A [`Link`] joins up to four segments of each side and says how confident the aligner is. [`align()`] links all segments of
//! two texts in order; [`Aligner`] takes options, such as a [`Vocabulary`] of known words or the search for moved passages.
//!
//! No model is needed. A first pass compares lengths (`length`) and whatever survives translation, such as numbers and
//! names (`anchors`, `skeleton`), helped by the commonest words of 41 languages (`concepts`) and by what a memory knows
//! (`vocabulary`). From the links it trusts, the aligner learns which words go together (`lexicon`), how lengths relate and
//! how common each shape of link is. It then aligns the text again, for a few rounds.
//!
//! Every pass is a dynamic program (`dynamic`) over shapes of links, called beads (`beads`), within a band around the
//! likely path (`band`). Time and memory therefore grow with the length of the text rather than its square. Long texts are
//! aligned one window after the other (`windows`), and moved passages are searched among the segments that are left
//! without a counterpart (`moves`).

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
