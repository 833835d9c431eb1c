//! What kind of change an edit is: a figure, a date, a negation, or a comma.
//!
//! Each question has a file of its own. Changes of form (`form`, `spelling`) are told from changes of
//! words; of these, `numbers`, `lexicon` (dates, negation, modality by language), `names` and
//! `quotation` say what they are about. An edit is of several kinds where several are true.

mod classify;
mod drift;
mod figure;
mod filter;
mod form;
mod lexicon;
mod names;
mod numbers;
mod quotation;
mod set;
mod spelling;

pub use classify::{ChangeClasses, Kinds, classify};
pub(super) use drift::Facts;
pub use drift::{Drift, Drifted};
pub use figure::FigureChange;
pub use filter::Filter;
pub(super) use numbers::translated as translated_figures;
pub use set::{ClassError, EditClass, EditClasses};
