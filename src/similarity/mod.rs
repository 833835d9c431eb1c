//! How alike two texts are: edit distances and match scores.
//!
//! A match score is a weighted edit distance over tokens, given as a whole number from 0 to 100. [`Scorer`] computes it,
//! [`explain()`] lists the edits behind it with their costs, and [`changed()`] joins those edits into the passages that a
//! person sees as changed. [`levenshtein()`] and [`within()`] measure distances between words, letter by letter.

mod changed;
mod explanation;
mod levenshtein;
mod score;
mod weighted;

pub use changed::{Changed, changed};
pub use explanation::{Explanation, PricedEdit, PricedKind, Reason, explain};
pub use levenshtein::{levenshtein, within};
pub use score::{MatchScore, Prepared, Scorer, exchange_cost};
pub(crate) use weighted::{RowCosts, Scratch, WeightedToken, fill_row, weighted_distance};
