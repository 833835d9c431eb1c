//! Scoring many sentences.

use std::num::NonZero;
use std::thread;

use super::metric::{Level, Metric, Score};

/// Fewer sentences than this are not worth a thread of their own.
const SENTENCES_A_THREAD: usize = 32;

/// A sentence of a system with what people wrote for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair<'a> {
    /// What the system wrote.
    pub hypothesis: &'a str,
    /// What people wrote: at least one text.
    pub references: Vec<&'a str>,
}

/// The counts of the sentences of a corpus, from which their scores come, and those of any choice of
/// them.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// So many numbers for each sentence.
    width: usize,
    numbers: Vec<f64>,
}

impl Counts {
    /// Counts `pairs`, on all processors; their number changes nothing in the result.
    pub fn of(metric: &dyn Metric, pairs: &[Pair<'_>]) -> Self {
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

    /// The counts of these sentences together; one may be there several times.
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
