//! How alike two texts are: edit distances and the match score of the memory.

mod levenshtein;
mod score;

pub use levenshtein::{levenshtein, within};
pub use score::{MatchScore, Prepared, Scorer, exchange_cost};
