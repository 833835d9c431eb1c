//! The segment memory: articles with their revisions and segments, and translation units that
//! answer exact, fuzzy and concordance look-ups.
//!
//! [`Store`] is what a look-up needs of a database; [`Memory`] is the SQLite one, which also keeps
//! the articles. [`lookup`] and [`concordance`] work on any store.

mod article;
mod concordance;
mod error;
mod fragments;
mod index;
mod lookup;
mod record;
mod repair;
mod sqlite;
mod store;
mod unit;
mod unit_set;
mod word_links;

pub use article::{ArticleRef, ArticleRefError, NewRevision, RevisionInfo, Stored, StoredRevision};
pub use concordance::{
    Concordance, Filter, FilterError, Hit, Hits, QueryError, QueryFault, SearchQuery, Word,
    concordance,
};
pub use error::{MemoryError, MemoryErrorKind};
pub use fragments::{Fragment, FragmentQuery, Passage, fragments};
pub use lookup::{Match, MatchKind, Query, lookup, lookup_in};
pub use record::Record;
pub use repair::{Check, Differing, NotRepaired, Repair, Repaired, Repairer};
pub use sqlite::{Access, Added, Changed, Import, Memory, Rendering, Stats};
pub use store::{Near, SpanUnits, Store, UnitSide, WordAsked, WordSample};
pub use unit::{Context, ForeignUnit, LanguagePair, NewUnit, Origin, SURE, TranslationUnit};
pub use unit_set::UnitSet;
pub use word_links::{WordLink, word_links};
