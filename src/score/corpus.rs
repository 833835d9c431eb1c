//! Scores of whole corpora.

use std::num::NonZero;
use std::thread;

use super::metric::{Level, Metric, Score};

/// Minimum number of sentences that are worth a thread.
const SENTENCES_A_THREAD: usize = 32;

/// A sentence of a system and its references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair<'a> {
    /// The text that the system wrote.
    pub hypothesis: &'a str,
    /// The texts that people wrote, at least one.
    pub references: Vec<&'a str>,
}

/// The counts of the sentences of a corpus. They give the score of the corpus, of each sentence and of any selection of
/// sentences.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// Number of counts for each sentence.
    width: usize,
    numbers: Vec<f64>,
}

impl Counts {
    /// Counts `pairs` on all processors. The result does not depend on their number.
    pub fn new(metric: &dyn Metric, pairs: &[Pair<'_>]) -> Self {
        let all = |pairs: &[Pair<'_>]| -> Vec<f64> {
            let counts = |pair: &Pair<'_>| metric.counts(pair.hypothesis, &pair.references);
            pairs.iter().flat_map(counts).collect()
        };
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let part = pairs.len().div_ceil(threads).max(SENTENCES_A_THREAD);
        let numbers = if pairs.len() <= part {
            all(pairs)
        } else {
            thread::scope(|scope| {
                let parts: Vec<_> = pairs
                    .chunks(part)
                    .map(|pairs| scope.spawn(|| all(pairs)))
                    .collect();
                let done = parts.into_iter().map(|part| match part.join() {
                    Ok(counts) => counts,
                    Err(panic) => std::panic::resume_unwind(panic),
                });
                done.flatten().collect()
            })
        };
        Counts {
            width: numbers.len() / pairs.len().max(1),
            numbers,
        }
    }

    /// The number of sentences.
    pub fn len(&self) -> usize {
        self.numbers.len() / self.width.max(1)
    }

    /// Whether there are no sentences.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The score of all sentences together.
    pub fn score(&self, metric: &dyn Metric) -> Score {
        metric.score(&self.sum(0..self.len()), Level::Corpus)
    }

    /// The score of each sentence, in their order.
    pub fn sentences(&self, metric: &dyn Metric) -> Vec<Score> {
        let sentences = self.numbers.chunks(self.width.max(1));
        sentences
            .map(|counts| metric.score(counts, Level::Sentence))
            .collect()
    }

    /// The summed counts of these sentences, any of which may occur several times.
    pub(super) fn sum(&self, sentences: impl Iterator<Item = usize>) -> Vec<f64> {
        let mut sum = vec![0.0; self.width];
        for sentence in sentences {
            let counts = &self.numbers[sentence * self.width..][..self.width];
            for (total, count) in sum.iter_mut().zip(counts) {
                *total += count;
            }
        }
        sum
    }
}
