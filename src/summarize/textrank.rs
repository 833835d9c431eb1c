use super::graph::{Graph, vectors};
use super::{Article, Budget, Ranker};

/// TextRank: sentences that share words with many others.
#[derive(Debug)]
pub(super) struct TextRank;

impl Ranker for TextRank {
    fn name(&self) -> &'static str {
        "textrank"
    }

    fn about(&self) -> &'static str {
        "centrality in a graph of shared words (Mihalcea & Tarau 2004)"
    }

    fn rank(&self, article: &Article, _: Budget) -> Vec<f64> {
        // The original takes nouns and adjectives; any term that is not common stands for them.
        let vectors = vectors(article, |term, _, _| f64::from(!article.is_common(term)));
        // The paper's similarity: shared words over the logarithms of both lengths. One more word
        // each keeps the logarithm of a single word above 0.
        let length = |index: usize| (1.0 + vectors[index].len() as f64).ln();
        let overlap = |shared: f64, a: usize, b: usize| shared / (length(a) + length(b));
        Graph::new(&vectors, article.frequencies().len(), overlap).ranks()
    }
}
