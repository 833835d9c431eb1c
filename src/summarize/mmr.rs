use super::graph::{Vector, normalize, product};
use super::greedy::one_by_one;
use super::ranker::Ranker;
use super::words::Words;
use super::{Article, Budget};

/// How much likeness to the article counts; the rest is unlikeness to what was chosen.
const LAMBDA: f64 = 0.7;

/// Maximal marginal relevance: like the article, and unlike what is chosen already.
#[derive(Debug)]
pub(super) struct Mmr;

impl Ranker for Mmr {
    fn name(&self) -> &'static str {
        "mmr"
    }

    fn about(&self) -> &'static str {
        "maximal marginal relevance to the whole article (Carbonell & Goldstein 1998)"
    }

    /// 1/place in the order of choice. The query of the paper is the article: the sum of its
    /// sentences as tf-idf vectors.
    fn rank(&self, article: &Article, _: Budget) -> Vec<f64> {
        let words = Words::new(article);
        let vectors = words.tf_idf();
        let mut sums = vec![0.0; words.vocabulary()];
        for &(term, weight) in vectors.iter().flatten() {
            sums[term as usize] += weight;
        }
        let terms = (0..).zip(sums).filter(|&(_, weight)| weight > 0.0);
        let mut query: [Vector; 1] = [terms.collect()];
        normalize(&mut query);
        let relevance: Vec<f64> = vectors.iter().map(|v| product(v, &query[0])).collect();
        // The greatest likeness of each sentence to one that was chosen.
        let mut redundancy = vec![0.0_f64; vectors.len()];
        one_by_one(
            vectors.len(),
            &mut redundancy,
            |redundancy, index| LAMBDA * relevance[index] - (1.0 - LAMBDA) * redundancy[index],
            |redundancy, chosen| {
                for (most, vector) in redundancy.iter_mut().zip(&vectors) {
                    *most = most.max(product(vector, &vectors[chosen]));
                }
            },
        )
    }
}
