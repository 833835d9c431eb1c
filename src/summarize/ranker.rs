use super::{Article, Budget};

/// A method of ranking sentences by how much they matter in their article.
pub trait Ranker: Sync {
    /// The name on the command line.
    fn name(&self) -> &'static str;

    /// A one-line description, with the paper.
    fn about(&self) -> &'static str;

    /// Returns one score for each candidate of `article`, in their order; higher is better. Scores of one call compare
    /// with each other only. `budget` is the length of the summary.
    fn rank(&self, article: &Article, budget: Budget) -> Vec<f64>;
}
