use super::{Article, Budget};

/// A way to say how much each sentence of an article matters.
pub trait Ranker: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// What it does, in a line, with the paper.
    fn about(&self) -> &'static str;

    /// One score a sentence of `article`, in their order; higher is better. The scores of one
    /// call compare with each other only. `budget` is how much of them will be taken.
    fn rank(&self, article: &Article, budget: Budget) -> Vec<f64>;
}
