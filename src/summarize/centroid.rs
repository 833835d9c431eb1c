use super::ranker::Ranker;
use super::words::Words;
use super::{Article, Budget};

/// Minimum length, in words, of a sentence that is chosen for its words (the cut-off of MEAD).
const MIN_WORDS: usize = 9;

/// Centroid: sentences of the words that mark the article, and the earlier the better.
#[derive(Debug)]
pub(super) struct Centroid;

impl Ranker for Centroid {
    fn name(&self) -> &'static str {
        "centroid"
    }

    fn about(&self) -> &'static str {
        "words of the tf-idf centroid, and position (Radev et al. 2004)"
    }

    /// The centroid value plus the position value of the paper, weighing alike. Sentences of fewer
    /// than nine words come after all others.
    fn rank(&self, article: &Article, _: Budget) -> Vec<f64> {
        let count = article.sentences().len() as f64;
        let words = Words::new(article);
        let weighed = words.vectors(|times, frequency| times * (count / frequency).ln());
        let mut centroid = vec![0.0; words.vocabulary()];
        for &(term, weight) in weighed.iter().flatten() {
            centroid[term as usize] += weight / count;
        }
        let values: Vec<f64> = weighed
            .iter()
            .map(|vector| {
                vector
                    .iter()
                    .map(|&(term, _)| centroid[term as usize])
                    .sum()
            })
            .collect();
        let greatest = values.iter().copied().fold(0.0, f64::max);
        article
            .sentences()
            .iter()
            .zip(values)
            .enumerate()
            .map(|(index, (sentence, value))| {
                let position = (count - index as f64) / count * greatest;
                let short = sentence.words < MIN_WORDS;
                value + position - if short { 3.0 * greatest } else { 0.0 }
            })
            .collect()
    }
}
