//! Comparing two revisions of a text: which sentences stayed, moved, were split or merged, and which words changed.
//!
//! [`compare()`] works on two levels, as people read a revision. First it pairs segments: equal ones (`exact`), similar ones
//! (`fuzzy`), splits and merges (`split_merge`); pairs out of order are moves (`moves`). Then it compares the words of each
//! pair (`words`): `units` of words are aligned with affine gap costs (`affine`), very long segments by a plain
//! sequence diff (`sequence`), and short unchanged islands between edits are absorbed (`islands`).
//!
//! The resulting [`Revision`] points into both texts with spans. [`Summary`] counts its changes, [`classify()`] says what kind
//! each of them is (`kinds`), and [`Delta`] restores one text from the other. [`merge()`] combines two revisions of one base,
//! [`columns()`] sets a revision beside the source that it translates, and [`sources()`] finds where the sentences of a
//! summary come from.

mod affine;
mod change;
mod columns;
mod compare;
mod exact;
mod fuzzy;
mod group;
mod islands;
mod kinds;
mod merge;
mod moves;
mod pairing;
mod passages;
mod profile;
mod restore;
mod sequence;
mod sources;
mod split_merge;
mod statistics;
mod summary;
mod units;
mod words;

pub use change::{Change, ChangeKind, Edit, EditKind, Revision};
pub use columns::{Row, columns};
pub use compare::compare;
pub use kinds::{
    ChangeClasses, ClassError, Drift, Drifted, EditClass, EditClasses, FigureChange, Filter, Kinds,
    classify,
};
pub use merge::{Conflict, ConflictKind, Merge, MergedSegment, Outcome, Reviser, merge};
pub use restore::{Delta, DeltaPiece};
pub use sources::{Provenance, Source, is_shortened, sources};
pub use statistics::Statistics;
pub use summary::Summary;

#[cfg(test)]
mod tests;
