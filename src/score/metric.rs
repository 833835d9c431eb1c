//! What all metrics have in common.

/// A way to say how near a hypothesis is to references that people wrote.
///
/// Scores are made in two steps: sentences are [counted](Metric::counts), and counts, of one
/// sentence or the sum of many, make a [score](Metric::score). So the score of any choice of
/// sentences is had without reading them again, as [`compare`](super::compare) does.
pub trait Metric: Send + Sync {
    /// Its name on the command line and in JSON.
    fn name(&self) -> &'static str;

    /// Its name for people.
    fn title(&self) -> &'static str;

    /// The settings that its scores depend on, in the manner of sacreBLEU: `key:value|key:value`.
    fn settings(&self) -> String;

    /// What there is to count of `hypothesis` and its `references`, of which there is at least
    /// one: always as many numbers.
    fn counts(&self, hypothesis: &str, references: &[&str]) -> Vec<f64>;

    /// The score that counts, or their sums, give.
    fn score(&self, counts: &[f64], level: Level) -> Score;

    /// Whether a lower score is better.
    fn is_error_rate(&self) -> bool {
        false
    }
}

/// What a score is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A single sentence.
    Sentence,
    /// Many, whose counts were summed.
    Corpus,
}

/// How near a hypothesis is to its references.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Score {
    /// 0–100; an error rate may be above.
    pub value: f64,
    /// What it was made of.
    pub details: Details,
}

/// What a score was made of.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Details {
    /// Nothing that people look at.
    #[default]
    None,
    /// Of BLEU.
    Bleu {
        /// Of n-grams of one to four words, 0–100.
        precisions: [f64; 4],
        /// 0–1; 1 if the hypothesis is not shorter than the reference.
        brevity_penalty: f64,
        /// Words of the hypothesis.
        hypothesis_length: f64,
        /// Words of the references nearest in length.
        reference_length: f64,
    },
    /// Of TER.
    Ter {
        /// Insertions, deletions, substitutions and shifts.
        edits: f64,
        /// Words of the reference; of several, their mean.
        reference_length: f64,
    },
    /// Of ROUGE.
    Rouge {
        /// The share of the hypothesis that is in the reference, 0–1.
        precision: f64,
        /// The share of the reference that is in the hypothesis, 0–1.
        recall: f64,
        /// Their harmonic mean, 0–1.
        f: f64,
    },
}
