//! What a format of translation units is.

use std::io::{self, Read};
use std::ops::ControlFlow;

use super::incoming::{Incoming, UnitsError, Wanted};
use super::io::head::Head;
use super::outgoing::{Units, Writing};

/// A format in which translation units are exchanged with other tools.
#[derive(Debug, Clone, Copy)]
pub struct UnitFormat {
    /// Its name, as options take it.
    pub name: &'static str,
    /// The extensions of its files, lower case, without the point.
    pub extensions: &'static [&'static str],
    /// Whether a file has one pair of languages and no more.
    pub one_pair: bool,
    /// Whether a file that begins so is in it.
    pub(super) looks_so: fn(&Head) -> bool,
    /// Writes all of the units, in their order; the first error among them ends it.
    pub write: WriteUnits,
    /// Reads units.
    pub read: ReadUnits,
}

/// Writes all of the units, in their order; the first error among them ends it.
pub type WriteUnits = fn(&mut Units<'_>, &Writing, &mut dyn io::Write) -> io::Result<()>;

/// Reads the units that are wanted from a file and hands them on one by one, with what had to be
/// refused, until it is told to stop. The memory that it takes does not grow with the file.
pub type ReadUnits = fn(
    &mut dyn Read,
    Wanted<'_>,
    &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError>;
