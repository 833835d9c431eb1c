use super::graph::{Graph, Vector, normalize, vectors};
use super::{Article, Budget, Ranker};

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
        let vectors = tf_idf(article);
        let neighbours = |cosine: f64, _, _| f64::from(cosine > THRESHOLD);
        Graph::new(&vectors, article.frequencies().len(), neighbours).ranks()
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
        let vectors = tf_idf(article);
        let cosine = |cosine: f64, _, _| cosine;
        Graph::new(&vectors, article.frequencies().len(), cosine).ranks()
    }
}

/// The sentences as tf-idf vectors of length 1; the sentences of the article are the collection.
pub(super) fn tf_idf(article: &Article) -> Vec<Vector> {
    let count = article.sentences().len() as f64;
    let mut vectors = vectors(article, |_, times, frequency| {
        times * (count / frequency).ln()
    });
    normalize(&mut vectors);
    vectors
}
