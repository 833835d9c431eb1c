use super::ranker::Ranker;
use super::{Article, Budget};

/// The first sentences, as news copy puts what matters first.
#[derive(Debug)]
pub(super) struct Lead;

impl Ranker for Lead {
    fn name(&self) -> &'static str {
        "lead"
    }

    fn about(&self) -> &'static str {
        "the first sentences: position alone (Edmundson 1969)"
    }

    fn rank(&self, article: &Article, _: Budget) -> Vec<f64> {
        let sentences = article.sentences().iter();
        sentences.map(|s| 1.0 / (1.0 + s.place as f64)).collect()
    }
}
