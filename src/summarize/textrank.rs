use super::graph::Graph;
use super::ranker::Ranker;
use super::words::Words;
use super::{Article, Budget};

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
        // The paper takes nouns and adjectives; words that say something stand for them.
        let words = Words::new(article);
        let vectors = words.vectors(|_, _| 1.0);
        // Shared words over the logarithms of both lengths; of single words both are 0.
        let length = |index: usize| (vectors[index].len() as f64).ln();
        let overlap = |shared: f64, a: usize, b: usize| {
            let lengths = length(a) + length(b);
            if lengths > 0.0 {
                shared / lengths
            } else {
                shared
            }
        };
        Graph::new(&vectors, words.vocabulary(), overlap).ranks()
    }
}
