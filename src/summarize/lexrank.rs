use super::graph::Graph;
use super::ranker::Ranker;
use super::words::Words;
use super::{Article, Budget};

/// Two sentences are neighbours when their cosine is above this (Erkan & Radev 2004, section 4.2,
/// where 0.1 did best).
const THRESHOLD: f64 = 0.1;

/// LexRank: sentences that many others resemble.
#[derive(Debug)]
pub(super) struct LexRank;

impl Ranker for LexRank {
    fn name(&self) -> &'static str {
        "lexrank"
    }

    fn about(&self) -> &'static str {
        "centrality in a graph of tf-idf cosines above 0.1 (Erkan & Radev 2004)"
    }

    fn rank(&self, article: &Article, _: Budget) -> Vec<f64> {
        let words = Words::new(article);
        let vectors = words.tf_idf();
        let neighbours = |cosine: f64, _, _| f64::from(cosine > THRESHOLD);
        let graph = Graph::new(&vectors, words.vocabulary(), neighbours);
        graph.with_loops(&vectors).ranks()
    }
}

/// Continuous LexRank: the same with the cosines themselves as weights (section 4.3).
#[derive(Debug)]
pub(super) struct ContinuousLexRank;

impl Ranker for ContinuousLexRank {
    fn name(&self) -> &'static str {
        "continuous-lexrank"
    }

    fn about(&self) -> &'static str {
        "centrality in a graph weighted by tf-idf cosines (Erkan & Radev 2004)"
    }

    fn rank(&self, article: &Article, _: Budget) -> Vec<f64> {
        let words = Words::new(article);
        let vectors = words.tf_idf();
        let cosine = |cosine: f64, _, _| cosine;
        let graph = Graph::new(&vectors, words.vocabulary(), cosine);
        graph.with_loops(&vectors).ranks()
    }
}
