//! The interface of all metrics.

/// A measure of how close a hypothesis is to references that people wrote.
///
/// A score takes two steps: sentences are [counted](Metric::counts), and the counts of one sentence, or the sum over
/// many, give a [score](Metric::score). The score of any selection of sentences therefore follows without reading them
/// again, as [`compare`](super::compare) needs it.
pub trait Metric: Send + Sync {
    /// The name on the command line and in JSON.
    fn name(&self) -> &'static str;

    /// The name that people read.
    fn title(&self) -> &'static str;

    /// The settings that scores depend on, in the notation of sacreBLEU: `key:value|key:value`.
    fn settings(&self) -> String;

    /// The counts of `hypothesis` against at least one of `references`. A metric always returns the same number of
    /// counts.
    fn counts(&self, hypothesis: &str, references: &[&str]) -> Vec<f64>;

    /// The score of counts or of their sums.
    fn score(&self, counts: &[f64], level: Level) -> Score;

    /// Whether a lower score is better.
    fn is_error_rate(&self) -> bool {
        false
    }
}

/// What a score describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A single sentence.
    Sentence,
    /// Many sentences, whose counts were summed.
    Corpus,
}

/// How close a hypothesis is to its references.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Score {
    /// 0–100; an error rate may be higher.
    pub value: f64,
    /// The values behind it.
    pub details: Details,
}

/// The values behind a score.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Details {
    /// No values that people look at.
    #[default]
    None,
    /// The values behind BLEU.
    Bleu {
        /// Precisions of n-grams of one to four words, 0–100.
        precisions: [f64; 4],
        /// The brevity penalty, 0–1; 1 if the hypothesis is not shorter than the reference.
        brevity_penalty: f64,
        /// Number of words of the hypothesis.
        hypothesis_length: f64,
        /// Number of words of the references nearest in length.
        reference_length: f64,
    },
    /// The values behind TER.
    Ter {
        /// Number of insertions, deletions, substitutions and shifts.
        edits: f64,
        /// Number of words of the reference, or the mean over several references.
        reference_length: f64,
    },
    /// The values behind ROUGE.
    Rouge {
        /// The share of the hypothesis that is in the reference, 0–1.
        precision: f64,
        /// The share of the reference that is in the hypothesis, 0–1.
        recall: f64,
        /// Their harmonic mean, 0–1.
        f: f64,
    },
}
