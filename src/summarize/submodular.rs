use super::clusters::clusters;
use super::graph::Graph;
use super::greedy::one_by_one;
use super::lexrank::tf_idf;
use super::{Article, Budget, Ranker};

/// A sentence is covered when the chosen ones are together so like it as this many sentences of
/// the article are on average (α of the paper times the number of sentences).
const COVERED_BY: f64 = 5.0;
/// How much diversity counts beside coverage (λ).
const DIVERSITY: f64 = 6.0;
/// One cluster for so many sentences.
const CLUSTER: usize = 5;

/// Coverage of the article and diversity, a submodular function that greedy choice maximizes
/// within a constant factor.
#[derive(Debug)]
pub(super) struct Submodular;

impl Ranker for Submodular {
    fn name(&self) -> &'static str {
        "submodular"
    }

    fn about(&self) -> &'static str {
        "greatest coverage and diversity (Lin & Bilmes 2011)"
    }

    /// 1/place in the order of choice, each time by the greatest gain; under a budget in words by
    /// the greatest gain a word.
    fn rank(&self, article: &Article, budget: Budget) -> Vec<f64> {
        let sentences = article.sentences();
        let count = sentences.len();
        let vectors = tf_idf(article);
        let cosine = |product: f64, _, _| product;
        let graph = Graph::new(&vectors, article.frequencies().len(), cosine);
        // Each sentence is like itself as well.
        let totals: Vec<f64> = graph.degrees().iter().map(|degree| degree + 1.0).collect();
        let enough = (COVERED_BY / count.max(1) as f64).min(1.0);
        let cluster_of = clusters(&vectors, count.div_ceil(CLUSTER));
        let mut state = Chosen {
            coverage: vec![0.0; count],
            rewards: vec![0.0; count.div_ceil(CLUSTER)],
        };
        let reward = |index: usize| totals[index] / count as f64;
        let likes = |index: usize| graph.edges(index).chain([(index, 1.0)]);
        let worth = |state: &Chosen, index: usize| {
            let covered: f64 = likes(index)
                .map(|(other, weight)| {
                    let most = enough * totals[other];
                    let before = state.coverage[other];
                    (before + weight).min(most) - before.min(most)
                })
                .sum();
            let before = state.rewards[cluster_of[index]];
            let diverse = (before + reward(index)).sqrt() - before.sqrt();
            let cost = match budget {
                Budget::Sentences(_) => 1,
                _ => sentences[index].words.max(1),
            };
            (covered + DIVERSITY * diverse) / cost as f64
        };
        one_by_one(count, &mut state, worth, |state, index| {
            for (other, weight) in likes(index) {
                state.coverage[other] += weight;
            }
            state.rewards[cluster_of[index]] += reward(index);
        })
    }
}

struct Chosen {
    /// How like each sentence is to those chosen, together.
    coverage: Vec<f64>,
    /// What was chosen of each cluster.
    rewards: Vec<f64>,
}
