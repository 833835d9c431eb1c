//! Lengths as evidence: Gale and Church 1993.

use super::approximate::{exp, ln};
use super::beads::Placed;
use super::words::Words;

/// Variance per character of the length ratio, before anything is known (Gale and Church 1993
/// found 6.8 for European languages, with white space and outliers, which [`FREE`] takes up here).
const VARIANCE: f64 = 5.0;

/// Number of links that the first guess of the variance is worth.
const GUESS_WORTH: f64 = 8.0;

/// The share of true links whose lengths say nothing: free translations, added notes.
const FREE: f64 = 0.005;

/// Minimum variance, which even the lengths of long translations have.
const MIN_VARIANCE: f64 = 0.005;

/// The evidence of the lengths of two segments that they translate each other.
///
/// Gale and Church 1993: characters of the target per character of the source vary normally, with
/// a variance that shrinks with length. Taken on the logarithm of the ratio, and weighed against
/// the ratio that two unrelated runs of segments of this text would show.
#[derive(Debug, Clone)]
pub(super) struct LengthModel {
    /// Mean of ln(target characters / source characters).
    ratio: f64,
    /// Variance of the same, multiplied by the number of characters.
    variance: f64,
    source: Spread,
    target: Spread,
}

/// Mean and variance of ln(characters) over the segments of one side.
#[derive(Debug, Clone, Copy)]
struct Spread {
    mean: f64,
    variance: f64,
}

impl Spread {
    fn new(words: &Words) -> Self {
        let n = words.len().max(1) as f64;
        let logs = || (0..words.len()).map(|i| words.letters(i, i + 1).ln());
        let mean = logs().sum::<f64>() / n;
        let variance = logs().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        Spread {
            mean,
            variance: variance.max(0.05),
        }
    }
}

impl LengthModel {
    /// The model before any link is known. Its ratio is that of typical segments, which unlike the ratio of whole texts
    /// does not change when a passage is missing.
    pub(super) fn first_guess(sources: &Words, targets: &Words) -> Self {
        let (source, target) = (Spread::new(sources), Spread::new(targets));
        LengthModel {
            ratio: target.mean - source.mean,
            variance: VARIANCE,
            source,
            target,
        }
    }

    /// Estimates mean and variance from the likely links.
    pub(super) fn fit(&mut self, sources: &Words, targets: &Words, beads: &[Placed]) {
        let seen = |bead: &Placed| {
            let s = sources.letters(bead.source.0, bead.source.1);
            let t = targets.letters(bead.target.0, bead.target.1);
            (bead.weight, (t / s).ln(), s.min(t))
        };
        let (mut weight, mut sum) = (GUESS_WORTH, GUESS_WORTH * self.ratio);
        for (w, ratio, letters) in beads.iter().map(seen) {
            let w = w * letters / 100.0;
            weight += w;
            sum += w * ratio;
        }
        self.ratio = sum / weight;
        let (mut weight, mut sum) = (GUESS_WORTH, GUESS_WORTH * VARIANCE);
        for (w, ratio, letters) in beads.iter().map(seen) {
            weight += w;
            // One free translation must not widen the model for all others.
            sum += w * ((ratio - self.ratio).powi(2) * letters).min(9.0 * self.variance);
        }
        self.variance = sum / weight;
    }

    /// The model for links of `a` to `b` segments.
    pub(super) fn of_shape(&self, a: usize, b: usize) -> ShapeLengths {
        let chance = self.source.variance / a as f64 + self.target.variance / b as f64;
        ShapeLengths {
            ratio: self.ratio as f32,
            // Lengths are compared as source characters.
            variance: (self.variance * (self.ratio / 2.0).exp()) as f32,
            chance_mean: (self.target.mean - self.source.mean + (b as f64 / a as f64).ln()) as f32,
            chance_precision: (1.0 / chance) as f32,
            chance_log_variance: chance.ln() as f32,
        }
    }
}

/// What a [`LengthModel`] says of one shape of link.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapeLengths {
    ratio: f32,
    variance: f32,
    chance_mean: f32,
    chance_precision: f32,
    chance_log_variance: f32,
}

impl ShapeLengths {
    /// The log-likelihood ratio of these lengths for a link of this shape against unrelated segments.
    #[inline]
    pub(super) fn score(&self, source: Size, target: Size) -> f32 {
        let ratio = target.ln - source.ln;
        // A variance per character, over the geometric mean of both lengths.
        let variance =
            self.variance * source.root_inverse * target.root_inverse + MIN_VARIANCE as f32;
        let (near, chance) = (ratio - self.ratio, ratio - self.chance_mean);
        let log_ratio = 0.5
            * (chance * chance * self.chance_precision + self.chance_log_variance
                - near * near / variance
                - ln(variance));
        ln((1.0 - FREE as f32) * exp(log_ratio.min(20.0)) + FREE as f32)
    }
}

/// The length of a run of segments, prepared for [`ShapeLengths::score`].
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Size {
    /// Logarithm of the characters.
    ln: f32,
    /// Characters to the power of −½.
    root_inverse: f32,
}

impl Size {
    pub(super) fn new(letters: f64) -> Self {
        Size {
            ln: letters.ln() as f32,
            root_inverse: letters.sqrt().recip() as f32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::beads::BEADS;
    use super::*;

    fn model() -> LengthModel {
        let lines = [
            "short",
            "a line of middling length",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        ];
        let words = Words::read(&lines);
        LengthModel::first_guess(&words, &words)
    }

    fn score(model: &LengthModel, a: usize, b: usize, source: f64, target: f64) -> f32 {
        let (source, target) = (Size::new(source), Size::new(target));
        model.of_shape(a, b).score(source, target)
    }

    #[test]
    fn like_lengths_speak_for_a_link() {
        let model = model();
        assert!(score(&model, 1, 1, 100.0, 102.0) > 0.5);
        assert!(score(&model, 1, 1, 100.0, 30.0) < -1.0);
        assert!(score(&model, 1, 2, 100.0, 102.0) > score(&model, 1, 2, 100.0, 200.0));
    }

    #[test]
    fn the_ratio_is_learnt() {
        let source = "x".repeat(100);
        let target = "y".repeat(40);
        let (s, t) = (
            Words::read(&[source.as_str(); 30]),
            Words::read(&[target.as_str(); 30]),
        );
        let mut model = LengthModel::first_guess(&s, &s);
        let before = score(&model, 1, 1, 100.0, 40.0);
        let beads: Vec<_> = (0..30)
            .map(|i| Placed {
                source: (i, i + 1),
                target: (i, i + 1),
                weight: 1.0,
            })
            .collect();
        model.fit(&s, &t, &beads);
        assert!(score(&model, 1, 1, 100.0, 40.0) > before + 1.0);
    }

    #[test]
    fn every_bead_has_a_finite_score() {
        for bead in BEADS.iter().filter(|b| b.source * b.target > 0) {
            for (s, t) in [(1.0, 1.0), (1.0, 1e7), (1e7, 1.0)] {
                assert!(score(&model(), bead.source, bead.target, s, t).is_finite());
            }
        }
    }
}
