//! Scores, ready to be shown.

use std::collections::BTreeSet;

use crate::score::{Estimate, Metric, Pair, Sampling, Score};

/// A metric, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreColumn {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Whether less is better.
    pub is_error_rate: bool,
    /// All that the score depends on but the texts, in the manner of sacreBLEU.
    pub signature: String,
}

impl ScoreColumn {
    /// That of `metric`, for the scores of `pairs`, compared by `sampling` if they were.
    pub fn of(metric: &dyn Metric, pairs: &[Pair<'_>], sampling: Option<Sampling>) -> Self {
        let numbers: BTreeSet<usize> = pairs.iter().map(|pair| pair.references.len()).collect();
        let mut numbers = numbers.into_iter();
        let references = match (numbers.next(), numbers.next()) {
            (Some(number), None) => number.to_string(),
            _ => "var".to_owned(),
        };
        let samples =
            sampling.map(|sampling| format!("bs:{}|seed:{}|", sampling.samples, sampling.seed));
        ScoreColumn {
            name: metric.name(),
            title: metric.title(),
            is_error_rate: metric.is_error_rate(),
            signature: format!(
                "nrefs:{references}|{}{}|version:recto-{}",
                samples.unwrap_or_default(),
                metric.settings(),
                env!("CARGO_PKG_VERSION")
            ),
        }
    }
}

/// The scores of a system by several metrics.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreTable<'a> {
    /// The metrics.
    pub columns: Vec<ScoreColumn>,
    /// A score for each metric.
    pub corpus: Vec<Score>,
    /// Each sentence with a score for each metric, if they are to be shown.
    pub sentences: Option<Vec<(&'a str, Vec<Score>)>>,
}

/// What samples say of several systems, the first of which is the baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct SystemScores {
    /// The metrics.
    pub columns: Vec<ScoreColumn>,
    /// The name of each system, with an estimate for each metric.
    pub systems: Vec<(String, Vec<Estimate>)>,
}
