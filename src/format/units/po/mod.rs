//! Catalogues of GNU gettext, PO and POT
//! (<https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html>).
//!
//! A plural is one unit: its singular and the first form of the translation, with the other forms as
//! properties. So are comments, flags, references and what the entry was before.

mod entry;
mod fill;
mod plurals;
mod read;
mod write;

pub(in crate::format) use fill::{fill, open_messages};
pub use plurals::plural_of;
pub(in crate::format) use read::read;
pub(in crate::format) use write::write;

/// Names of properties that are parts of an entry.
const CONTEXT: &str = "po:context";
const PLURAL: &str = "po:plural";
const FLAGS: &str = "po:flags";
const REFERENCES: &str = "po:references";
const EXTRACTED: &str = "po:extracted";
const PREVIOUS: &str = "po:previous";
const OBSOLETE: &str = "po:obsolete";

/// What a form of a plural after the first is called, before its number.
const FORM: &str = "po:form";

/// The flag of translations that somebody has yet to check.
const FUZZY: &str = "fuzzy";

/// Begins the context that sets apart the second unit of a source, of which a catalogue has one:
/// `recto:2:` and the context that it has else.
const TWIN: &str = "recto:";

#[cfg(test)]
mod tests;
