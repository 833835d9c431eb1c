//! The kind of an edit: a figure, a date, a negation, a comma.
//!
//! Each question has a file of its own. Changes of form (`form`, `spelling`) are separated from changes of words. For
//! these, `numbers`, `lexicon` (dates, negation and modality by language), `names` and `quotation` say what they
//! concern. An edit can be of several kinds.

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
