//! The index of a memory: the tokens of its units as inverted and forward lists, in runs that do
//! not change once they are written.
//!
//! A run has the units of one pair of languages with the tokens of one side. It serves
//! - fuzzy look-up: [`search()`] finds exactly the units that scoring all of them would find; the
//!   proof is in `bounds`;
//! - concordance: the same terms by their search forms, see `words` and, for some of the units
//!   that have a word, `sample`.
//!
//! | file | what it does |
//! |---|---|
//! | `layout`, `blocks`, `kept` | sections in blocks, read when needed, and which of them stay in memory |
//! | `terms`, `spool`, `build`, `merge`, `write` | writing a run, of units or of other runs |
//! | `run`, `postings`, `bytes` | reading one |
//! | `words`, `fragments`, `bits` | concordance and fragments |
//! | `bounds`, `candidates`, `shape`, `distance`, `search`, `query` | fuzzy look-up, from bound to score |
//!
//! Nothing here knows of a database: blocks come from a [`BlockSource`] and go to a [`BlockSink`].

mod bits;
mod blocks;
mod bounds;
mod build;
mod bytes;
mod candidates;
mod fragments;
mod kept;
mod layout;
mod merge;
mod postings;
mod query;
mod run;
mod sample;
mod search;
mod shape;
mod spool;
mod terms;
mod words;
mod write;

pub(super) use blocks::Stored;
pub(super) use build::Builder;
pub(super) use candidates::Effort;
pub(super) use fragments::fragments;
pub(super) use layout::{BlockSink, BlockSource, InMemory, IndexError, Result, Section, Summary};
pub(super) use merge::merge;
pub(super) use query::Prepared;
pub(super) use run::Run;
pub(super) use sample::sample;
pub(super) use search::{Found, SearchBuffers, View, search};
pub(super) use words::with_words;

#[cfg(test)]
mod tests;
