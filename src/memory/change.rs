//! What can be done to a store.
//!
//! A change becomes an operation: one transaction, with its time, author and reason. The store keeps
//! every unit that an operation changes or deletes as it was before, and knows which units it created.

use std::ops::ControlFlow;

use super::article::{NewRevision, RevisionInfo, Stored};
use super::error::MemoryError;
use super::unit::{ForeignUnit, NewUnit};

/// A change of a store, with who makes it, when and why.
pub struct Change<'a> {
    /// What is done.
    pub action: Action<'a>,
    /// When, in seconds since 1970 (UTC).
    pub time: i64,
    /// The person who makes it, if known.
    pub author: Option<&'a str>,
    /// Why, if somebody says so.
    pub reason: Option<&'a str>,
}

impl<'a> Change<'a> {
    /// A change of no known author and for no given reason.
    pub fn new(action: Action<'a>, time: i64) -> Self {
        Change {
            action,
            time,
            author: None,
            reason: None,
        }
    }
}

/// What is done to a store.
pub enum Action<'a> {
    /// Stores a unit that somebody has typed. One that is there already gains the uses.
    Add(&'a ForeignUnit<'a>),
    /// Gives a unit another source or another target, or both. It keeps its id, its context and where
    /// it comes from; look-ups find it by its new texts from then on, and it is doubtful no more.
    Edit {
        /// The unit.
        id: i64,
        /// Its new source, if it gets one.
        source: Option<&'a str>,
        /// Its new target, if it gets one.
        target: Option<&'a str>,
    },
    /// Deletes the units with these ids.
    Delete(&'a [i64]),
    /// Notes that a person vouches for the units with these ids, so that they are doubtful no more.
    Accept(&'a [i64]),
    /// Takes in many units from elsewhere. Until that is done other processes can read, but not write.
    Import {
        /// Name of the file that they come from.
        file: &'a str,
        /// What gives them, one after the other.
        units: &'a mut UnitSource<'a>,
    },
    /// Stores the units that aligning `target` with `source` gave, and that the two are aligned.
    /// Nothing happens if they are aligned already.
    Bitext {
        /// The source revision.
        source: &'a RevisionInfo,
        /// The revision that translates it.
        target: &'a RevisionInfo,
        /// Their units.
        units: &'a [NewUnit<'a>],
    },
    /// Stores a revision with its segments, unless the same text of the same article and language is
    /// there already. It gets the number that its file gives it, or, if the file gives none or another
    /// text has that number, the next one.
    Revision(&'a NewRevision<'a>),
}

/// Gives the units of an import to a [`UnitSink`]. `Break` gives the import up: nothing of it is kept.
pub type UnitSource<'a> = dyn FnMut(&mut dyn UnitSink) -> Result<ControlFlow<()>, MemoryError> + 'a;

/// Takes the units of an import.
pub trait UnitSink {
    /// Adds a unit. Returns `true` if it was not there before; one that is there already gains the
    /// uses, and what its file says of it, unless that is known.
    ///
    /// A unit that a person vouches for, and whose article is in the memory, takes the place of what
    /// an alignment made of its source segments.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn add(&mut self, unit: &ForeignUnit<'_>) -> Result<bool, MemoryError>;

    /// Takes from the memory what an alignment made of the source segments of a unit that somebody
    /// says is wrong, if its article is in the memory.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn reject(&mut self, unit: &ForeignUnit<'_>) -> Result<(), MemoryError>;
}

/// What a change has done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// The number of the operation. `None` if nothing had to be done.
    pub operation: Option<i64>,
    /// How many units were taken in.
    pub added: Added,
    /// How many units had to make room for what people say is right, or because it is wrong.
    pub removed: usize,
    /// Of the units that an add, edit, delete or accept names those that are there, in their order.
    pub units: Vec<i64>,
    /// What became of the unit that was to be edited.
    pub edited: Option<Edited>,
    /// What became of the revision.
    pub revision: Option<Stored>,
}

/// How many of the units given were new.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    /// Units that were stored.
    pub new: usize,
    /// Units that were there already and gained a use.
    pub known: usize,
}

/// What became of a unit that was to be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// It has the new texts.
    Done,
    /// It had these texts already.
    Unchanged,
    /// There is no unit with this id.
    Missing,
    /// The unit with this id has the same texts as it would have then.
    SameAs(i64),
}
