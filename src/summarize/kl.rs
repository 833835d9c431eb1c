use std::collections::HashMap;

use super::greedy::one_by_one;
use super::ranker::Ranker;
use super::words::Words;
use super::{Article, Budget};

/// Added to the count of each word in the summary, so that no word of the article has none.
const SMOOTHING: f64 = 0.01;

/// KL-Sum: the sentences whose words are spread as those of the article are.
#[derive(Debug)]
pub(super) struct KlSum;

impl Ranker for KlSum {
    fn name(&self) -> &'static str {
        "kl"
    }

    fn about(&self) -> &'static str {
        "least divergence of words from the article's (Haghighi & Vanderwende 2009)"
    }

    /// 1/place in the order of choice: each time the sentence with which the divergence of the
    /// summary from the article, Σ P log P/Q, is least.
    fn rank(&self, article: &Article, _: Budget) -> Vec<f64> {
        let words = Words::with_function_words(article);
        let counts = words.vectors(|count, _| count);
        let mut in_article: HashMap<u32, f64> = HashMap::new();
        for &(term, count) in counts.iter().flatten() {
            *in_article.entry(term).or_default() += count;
        }
        let all: f64 = counts.iter().flatten().map(|(_, count)| count).sum();
        let mut said = SummaryWords {
            counts: vec![0.0; words.vocabulary()],
            length: SMOOTHING * in_article.len() as f64,
        };
        // Less what all candidates have in common: the sum of P log(count), without the words that
        // the candidate does not change, and the logarithm of the length of the summary.
        let worth = |said: &SummaryWords, index: usize| {
            let mut gain = 0.0;
            let mut length = said.length;
            for &(term, count) in &counts[index] {
                let before = said.counts[term as usize] + SMOOTHING;
                gain += in_article[&term] / all * ((before + count) / before).ln();
                length += count;
            }
            if length > 0.0 {
                gain - length.ln()
            } else {
                0.0
            }
        };
        one_by_one(counts.len(), &mut said, worth, |said, index| {
            for &(term, count) in &counts[index] {
                said.counts[term as usize] += count;
                said.length += count;
            }
        })
    }
}

/// The words of the summary.
struct SummaryWords {
    counts: Vec<f64>,
    length: f64,
}
