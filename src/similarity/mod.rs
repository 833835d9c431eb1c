//! How alike two texts are: edit distances and the match score of the memory.

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
