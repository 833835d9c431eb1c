//! Two revisions of a text: which sentences stand, moved, were split or merged, and which words
//! changed in them.
//!
//! Two levels, as people read a revision: first segments are paired (`exact`, `fuzzy`,
//! `split_merge`; what left the order is found by `moves`), then words are compared inside each
//! pair (`words`: `units` are aligned by `affine`, very long segments by `sequence`, and `islands` go
//! under). The result points into both texts with byte spans and alters neither;
//! [`Summary`] counts it, [`classify`] says what kind of change each is (`kinds`), [`Delta`] carries one
//! text from the other; [`merge()`] brings two revisions of a text together, [`columns()`]
//! sets one beside the source that it translates, [`sources()`] finds where a summary comes from.

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
pub use restore::{Delta, Piece};
pub use sources::{Provenance, Source, is_shortened, sources};
pub use statistics::Statistics;
pub use summary::Summary;

#[cfg(test)]
mod tests;
