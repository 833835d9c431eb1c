use super::graph::{Graph, vectors};
use super::{Article, Budget, Ranker};

/// A term that occurs in more than this share of the sentences is taken for a stop word; the
/// original filters by part of speech, which needs to know the language.
const STOP_SHARE: f64 = 0.3;

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
        let most = (article.sentences().len() as f64 * STOP_SHARE).max(2.0);
        let vectors = vectors(article, |_, frequency| f64::from(frequency <= most));
        // The paper's similarity: shared words over the logarithms of both lengths. One more word
        // each keeps the logarithm of a single word above 0.
        let length = |index: usize| (1.0 + vectors[index].len() as f64).ln();
        let overlap = |shared: f64, a: usize, b: usize| shared / (length(a) + length(b));
        Graph::new(&vectors, article.frequencies().len(), overlap).ranks()
    }
}
