//! How much more often than by chance a target word stands opposite a source word.

use super::super::WordSample;

/// What is taken off each count, as Ney, Essen and Kneser 1994 do: what was seen once may be chance.
const DISCOUNT: f64 = 0.7;

/// What is added to the count of a word elsewhere: that it was not seen does not mean never.
const UNSEEN: f64 = 0.5;

/// Likelihood ratio below which an association is none: 5 % of chance pairs exceed it (χ², one degree
/// of freedom).
const SIGNIFICANT: f64 = 3.84;

/// For each pattern of the source and each of the target how strongly they are associated.
#[derive(Debug)]
pub(super) struct Association {
    /// Units of the memory.
    all: f64,
    /// Units with each pattern of the target.
    counts: Vec<f64>,
    rows: Vec<Vec<f64>>,
}

impl Association {
    /// Counts of nothing yet, for a memory of `units` units that have the target's patterns `counts` times.
    pub(super) fn new(units: usize, counts: &[WordSample]) -> Self {
        Association {
            all: units.max(1) as f64,
            counts: counts.iter().map(|word| word.units as f64).collect(),
            rows: Vec::new(),
        }
    }

    /// Learns the next pattern of the source, which `units` units have; `sample` says for some of
    /// them which patterns of the target they have.
    pub(super) fn learn<'a>(&mut self, units: usize, sample: impl Iterator<Item = &'a [bool]>) {
        // The unit itself: every word of its target is there.
        let mut together = vec![1.0; self.counts.len()];
        let mut read = 1.0;
        for found in sample {
            read += 1.0;
            for (count, &found) in together.iter_mut().zip(found) {
                *count += f64::from(u8::from(found));
            }
        }
        // The unit need not be in the memory, and some may be counted twice.
        let units = (units as f64).clamp(read, self.all.max(read));
        let row = together.iter().zip(&self.counts);
        let row = row.map(|(&together, &count)| self.one(together, read, units, count));
        self.rows.push(row.collect());
    }

    fn one(&self, together: f64, read: f64, units: f64, count: f64) -> f64 {
        let share = together / read;
        // How many have both, if the sample is like the rest; and how many only the target word.
        let both = share * units;
        let count = count.clamp(both.min(self.all), self.all.max(both));
        let others = (self.all - units).max(1.0);
        let without = (count - both).clamp(0.0, others);
        let by_chance = (without + UNSEEN) / (others + 1.0);
        if share <= by_chance || ratio(together, read, without, others) < SIGNIFICANT {
            return 0.0;
        }
        let certain = (together - DISCOUNT) / together;
        let forward = above_chance(share * certain, by_chance);
        let reverse = above_chance((both / count) * certain, units / self.all.max(units));
        (forward * reverse).sqrt()
    }

    /// How strongly pattern `source` and pattern `target` are associated, 0–1.
    pub(super) fn strength(&self, source: usize, target: usize) -> f64 {
        let row = self.rows.get(source);
        row.and_then(|row| row.get(target)).copied().unwrap_or(0.0)
    }
}

/// What of a share is more than chance, 0–1.
fn above_chance(share: f64, chance: f64) -> f64 {
    ((share - chance) / (1.0 - chance).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0)
}

/// Twice the logarithm of how much likelier it is that `a` of `m` and `b` of `n` have two rates than
/// that they have one (Dunning 1993).
fn ratio(a: f64, m: f64, b: f64, n: f64) -> f64 {
    let likelihood = |hits: f64, all: f64, rate: f64| {
        let part = |count: f64, rate: f64| if count > 0.0 { count * rate.ln() } else { 0.0 };
        part(hits, rate) + part(all - hits, 1.0 - rate)
    };
    let one = (a + b) / (m + n);
    2.0 * (likelihood(a, m, a / m) + likelihood(b, n, b / n)
        - likelihood(a, m, one)
        - likelihood(b, n, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(units: usize) -> WordSample {
        let ids = Vec::new();
        WordSample { units, ids }
    }

    #[test]
    fn what_is_always_and_only_there_is_strong() {
        let mut learnt = Association::new(1000, &[counted(20), counted(990), counted(500)]);
        let sample: Vec<[bool; 3]> = (0..19).map(|at| [true, true, at % 2 == 0]).collect();
        learnt.learn(20, sample.iter().map(|found| &found[..]));
        assert!(learnt.strength(0, 0) > 0.9);
        assert_eq!(learnt.strength(0, 1), 0.0);
        assert_eq!(learnt.strength(0, 2), 0.0);
        assert_eq!(learnt.strength(7, 0), 0.0);
    }

    #[test]
    fn equal_rates_are_no_evidence() {
        assert!(ratio(5.0, 10.0, 50.0, 100.0).abs() < 1e-9);
        assert!(ratio(10.0, 10.0, 0.0, 100.0) > 60.0);
        assert!(ratio(0.0, 10.0, 0.0, 10.0).abs() < 1e-9);
    }
}
