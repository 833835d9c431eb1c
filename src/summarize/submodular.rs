use super::clusters::clusters;
use super::graph::Graph;
use super::greedy::STEPS;
use super::ranker::Ranker;
use super::words::Words;
use super::{Article, Budget};

/// A sentence is covered when the chosen ones are together so like it as this many sentences of
/// the article are on average (α of the paper times the number of sentences).
const COVERED_BY: f64 = 5.0;
/// How much diversity counts beside coverage (λ).
const DIVERSITY: f64 = 6.0;
/// One cluster for so many sentences (K is 0.2 of their number).
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

    /// 1/place in the order of choice, each time by the greatest gain. A sentence that is too long for
    /// what is left of the budget is passed over, so that it covers nothing; those come after all that
    /// fit.
    ///
    /// The papers divide the gain by a power r of the length and compare the outcome with the best
    /// single sentence (Lin & Bilmes 2010, algorithm 1; r = 0.3 did best for them). In articles the
    /// smaller r is the better, down to 0 (docs/quality.md), and then the first that fits is the best
    /// single sentence.
    fn rank(&self, article: &Article, budget: Budget) -> Vec<f64> {
        let count = article.sentences().len();
        let (lengths, mut room) = lengths(article, budget);
        let mut summary = Chosen::new(&Words::new(article));
        let mut left: Vec<usize> = (0..count).collect();
        let (mut fitting, mut passed_over) = (Vec::new(), Vec::new());
        for _ in 0..count.min(STEPS) {
            let gains = left.iter().map(|&index| summary.gain(index));
            let Some(at) = first_greatest(gains) else {
                break;
            };
            let index = left.remove(at);
            match room.checked_sub(lengths[index]) {
                Some(rest) => {
                    room = rest;
                    summary.add(index);
                    fitting.push(index);
                }
                None => passed_over.push(index),
            }
        }
        let mut scores = vec![0.0; count];
        for (place, index) in fitting.into_iter().chain(passed_over).enumerate() {
            scores[index] = 1.0 / (place + 1) as f64;
        }
        scores
    }
}

/// What each sentence costs of the budget, and how much that may be together.
fn lengths(article: &Article, budget: Budget) -> (Vec<usize>, usize) {
    let sentences = article.sentences().iter();
    match budget {
        Budget::Sentences(most) => (sentences.map(|_| 1).collect(), most),
        // With the one between two sentences.
        Budget::Characters(most) => {
            let lengths = sentences.map(|s| article.characters_of(s) + 1);
            (lengths.collect(), most.saturating_add(1))
        }
        _ => (sentences.map(|s| s.words).collect(), budget.words(article)),
    }
}

/// The place of the greatest value, the first of equals.
fn first_greatest(values: impl Iterator<Item = f64>) -> Option<usize> {
    let greater =
        |best: (usize, f64), next: (usize, f64)| if next.1 > best.1 { next } else { best };
    values.enumerate().reduce(greater).map(|(at, _)| at)
}

/// A summary in the making, and what another sentence would add to its worth.
struct Chosen {
    graph: Graph,
    /// How like each sentence is to all, together.
    totals: Vec<f64>,
    /// The share of that which covers a sentence.
    enough: f64,
    /// The cluster of each sentence.
    cluster_of: Vec<usize>,
    /// How like each sentence is to those chosen, together.
    coverage: Vec<f64>,
    /// What was chosen of each cluster.
    rewards: Vec<f64>,
}

impl Chosen {
    /// Nothing yet of an article with these words.
    fn new(words: &Words) -> Self {
        let vectors = words.tf_idf();
        let count = vectors.len();
        let cosine = |product: f64, _, _| product;
        let graph = Graph::new(&vectors, words.vocabulary(), cosine).with_loops(&vectors);
        Chosen {
            totals: graph.degrees(),
            enough: (COVERED_BY / count.max(1) as f64).min(1.0),
            cluster_of: clusters(&vectors, count.div_ceil(CLUSTER)),
            coverage: vec![0.0; count],
            rewards: vec![0.0; count.div_ceil(CLUSTER)],
            graph,
        }
    }

    /// What one sentence adds to the reward of its cluster.
    fn reward(&self, index: usize) -> f64 {
        self.totals[index] / self.totals.len() as f64
    }

    fn gain(&self, index: usize) -> f64 {
        let edges = self.graph.edges(index);
        let covered = edges.map(|(other, weight)| {
            let most = self.enough * self.totals[other];
            let before = self.coverage[other];
            (before + weight).min(most) - before.min(most)
        });
        let before = self.rewards[self.cluster_of[index]];
        let diverse = (before + self.reward(index)).sqrt() - before.sqrt();
        covered.sum::<f64>() + DIVERSITY * diverse
    }

    fn add(&mut self, index: usize) {
        for (other, weight) in self.graph.edges(index) {
            self.coverage[other] += weight;
        }
        self.rewards[self.cluster_of[index]] += self.reward(index);
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use crate::segment::SegmentedDocument;
    use crate::text::Language;

    #[test]
    fn what_does_not_fit_covers_nothing() {
        // The long sentence says what the next two say. It does not fit, so both are still worth most.
        let text = "Bridge town river ferry harbour boat crane lighthouse lamp. Bridge town river crane. \
                    Ferry harbour boat lamp. Rain snow wind. Bridge boat market.";
        let language = Language::parse("en").unwrap();
        let document = SegmentedDocument::plain(text, &language);
        let article = Article::new(&document);
        let ranker = method("submodular").unwrap();
        let of = |budget| {
            let scores = ranker.rank(&article, budget);
            let mut order: Vec<usize> = (0..scores.len()).collect();
            order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
            order
        };
        assert_eq!(of(Budget::Words(19))[0], 0);
        let short = of(Budget::Words(8));
        assert_eq!(short[..2], [1, 2], "{short:?}");
    }
}
