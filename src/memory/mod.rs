//! The segment memory: articles with their revisions and segments, and translation units that
//! answer exact, fuzzy and concordance look-ups.
//!
//! # Concepts
//! A **translation unit** is a source segment with its translation. The two texts are its variants; its
//! languages, the comparison forms of both texts and its **context** (the source segments before and
//! after it) make it what it is. The same unit met again gains a use and an **origin**, not a second
//! number. A unit that only an unsure alignment has made is **doubtful** until somebody accepts it.
//!
//! An **article** has **revisions** in one or several languages. A revision is a text, kept byte for byte,
//! with its segments. Two revisions that were aligned are a **bitext**; its links became units, whose
//! origins say which segments of which revisions they are from.
//!
//! Everything that is written is a [`Change`], given to [`ChangeStore::apply`]. It becomes an
//! **operation**: one transaction that also keeps every unit as it was before, so that it can be undone.
//!
//! # Stores
//! A [`Store`] is a set of small traits that know no database: [`UnitStore`], [`ArticleStore`] and
//! [`ChangeStore`]. [`Memory`] is the one in a SQLite file. A look-up asks a [`Snapshot`], which is a store
//! as it was at one moment: [`lookup`](lookup()), [`concordance`](concordance()), [`fragments`](fragments())
//! and [`word_links`](word_links()) work on any store, from any number of threads.
//!
//! The **index** is derived from the units: for each token the units that have it, in immutable runs of
//! blocks. It knows no database either, and a look-up through it finds exactly what scoring every unit
//! would find.

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
pub use snapshot::{ScoredUnit, Snapshot, SpanUnits, WordQuery, WordSample};
pub use sqlite::{Access, Memory};
pub use store::{ArticleStore, ChangeStore, Stats, Store, UnitIter, UnitStore};
pub use unit::{
    Context, ForeignUnit, LanguagePair, NewUnit, Origin, SURE, TranslationUnit, UnitSide,
};
pub use unit_set::UnitSet;
pub use word_links::{WordLink, word_links};
