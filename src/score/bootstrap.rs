//! Paired bootstrap resampling (Koehn 2004): is one system better than another, or was it luck?

use super::corpus::Counts;
use super::metric::{Level, Metric};
use super::random::Random;

/// How to draw samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    /// Number of samples, each with as many sentences as the corpus.
    pub samples: usize,
    /// The same seed draws the same samples, on any machine.
    pub seed: u64,
}

impl Default for Sampling {
    /// The defaults of sacreBLEU.
    fn default() -> Self {
        Sampling {
            samples: 1000,
            seed: 12345,
        }
    }
}

/// What the samples say about a system.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The score of all sentences, 0–100.
    pub score: f64,
    /// The mean score of the samples.
    pub mean: f64,
    /// Half the width of the interval that contains 95 % of the samples.
    pub interval: f64,
    /// The probability of a difference from the baseline at least this large if both systems are equally good, 0–1;
    /// `None` for the baseline.
    pub p_value: Option<f64>,
}

/// Compares systems by one metric. The first one is the baseline, and all were counted over the same sentences. Without
/// sentences, the scores are those of empty counts.
///
/// The samples are those that sacreBLEU draws with the same seed, the same for all systems and
/// metrics.
pub fn compare(metric: &dyn Metric, systems: &[Counts], sampling: Sampling) -> Vec<Estimate> {
    let sentences = systems.iter().map(Counts::len).min().unwrap_or(0);
    let mut random = Random::new(sampling.seed);
    let mut scores = vec![Vec::with_capacity(sampling.samples); systems.len()];
    let mut sample = vec![0; sentences];
    for _ in 0..sampling.samples {
        for sentence in &mut sample {
            // Corpora of more than 2^32 sentences fit in no memory.
            *sentence = random.below(sentences as u32) as usize;
        }
        for (system, scores) in systems.iter().zip(&mut scores) {
            let sum = system.sum(sample.iter().copied());
            scores.push(metric.score(&sum, Level::Corpus).value);
        }
    }
    let Some(baseline) = systems.first().map(|system| system.score(metric).value) else {
        return Vec::new();
    };
    let systems = systems.iter().zip(&scores).enumerate();
    systems
        .map(|(number, (system, own))| {
            let score = system.score(metric).value;
            let (mean, interval) = spread(own);
            Estimate {
                score,
                mean,
                interval,
                p_value: (number > 0).then(|| p_value(&scores[0], own, (score - baseline).abs())),
            }
        })
        .collect()
}

/// The mean, and half the width of the interval that is left when a fortieth is cut off at each end.
fn spread(scores: &[f64]) -> (f64, f64) {
    let mut sorted = scores.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let cut = sorted.len() / 40;
    match (sorted.get(cut), sorted.iter().rev().nth(cut)) {
        (Some(lowest), Some(highest)) => (mean(scores), 0.5 * (highest - lowest)),
        _ => (0.0, 0.0),
    }
}

/// The share of the samples whose difference lies farther from the mean difference than the difference of all sentences
/// lies from zero.
fn p_value(baseline: &[f64], system: &[f64], difference: f64) -> f64 {
    let differences: Vec<f64> = baseline
        .iter()
        .zip(system)
        .map(|(a, b)| (a - b).abs())
        .collect();
    let middle = mean(&differences);
    let beyond = differences.iter().filter(|&&one| one - middle > difference);
    (beyond.count() + 1) as f64 / (differences.len() + 1) as f64
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len().max(1) as f64
}
