//! The segment memory: articles with their revisions and segments, and translation units that
//! answer exact, fuzzy and concordance look-ups.
//!
//! [`Store`] is what a look-up needs of a database; [`Memory`] is the SQLite one, which also keeps
//! the articles. [`lookup`] and [`concordance`] work on any store.

mod article;
mod change;
mod concordance;
#[cfg(test)]
mod conformance;
mod error;
mod fragments;
mod index;
mod lookup;
mod record;
mod repair;
mod snapshot;
mod sqlite;
mod store;
mod unit;
mod unit_set;
mod word_links;

pub use article::{
    ArticleRef, ArticleRefError, NewRevision, Rendering, RevisionInfo, Stored, StoredRevision,
};
pub use change::{Action, Added, Applied, Change, Edited, UnitSink, UnitSource};
pub use concordance::{
    Concordance, Filter, FilterError, Hit, Hits, QueryError, QueryFault, SearchQuery, Word,
    concordance,
};
pub use error::{MemoryError, MemoryErrorKind};
pub use fragments::{Fragment, FragmentQuery, Passage, fragments};
pub use lookup::{Match, MatchKind, Query, lookup, lookup_in};
pub use record::Record;
pub use repair::{Check, Differing, NotRepaired, Repair, Repaired, Repairer};
pub use snapshot::{Near, Snapshot, SpanUnits, WordAsked, WordSample};
pub use sqlite::{Access, Memory};
pub use store::{ArticleStore, ChangeStore, Stats, Store, UnitIter, UnitStore};
pub use unit::{
    Context, ForeignUnit, LanguagePair, NewUnit, Origin, SURE, TranslationUnit, UnitSide,
};
pub use unit_set::UnitSet;
pub use word_links::{WordLink, word_links};
