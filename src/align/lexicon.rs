//! Words learnt from the text itself: IBM Model 1 (Brown et al. 1993), trained on beads weighted by
//! their posteriors as in Moore 2002, in both directions, with absolute discounting (Ney, Essen and
//! Kneser 1994).

use super::anchors::Seed;
use super::beads::Placed;
use super::words::Words;

/// Beads that are less likely than this teach nothing.
pub(super) const LEAST_WEIGHT: f64 = 0.1;

/// What is taken off each count: words seen together only by chance must stay unknown.
const DISCOUNT: f64 = 0.55;

/// Iterations of expectation and maximisation over one set of beads.
const ITERATIONS: usize = 4;

/// How much better than others a likeness of one observation explains a word in the first iteration.
const LIKENESS: f64 = 20.0;

/// Pairs of words that are looked at; of longer texts an even sample of the beads is taken.
const MOST_PAIRS: usize = 8_000_000;

/// What each word of one side says about the words of the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
    unknown: Vec<f32>,
}

impl Table {
    /// The words that `word` is translated by, each with t(translation | word) over the share of
    /// the translation among all words of its side.
    pub fn translations(&self, word: u32) -> &[(u32, f32)] {
        let word = word as usize;
        &self.entries[self.starts[word]..self.starts[word + 1]]
    }

    /// The probability that the word is translated by something that was never seen, 0 to 1.
    pub fn unknown(&self, word: u32) -> f64 {
        f64::from(self.unknown[word as usize])
    }

    /// From pairs sorted by the word they are given for, with their counts.
    fn new(words: usize, pairs: impl Iterator<Item = (u32, u32, f64)>, shares: &[f64]) -> Self {
        let mut table = Table {
            starts: vec![0],
            ..Table::default()
        };
        let mut row: Vec<(u32, f64)> = Vec::new();
        let mut pairs = pairs.peekable();
        for word in 0..words as u32 {
            row.clear();
            while let Some((_, other, count)) = pairs.next_if(|pair| pair.0 == word) {
                row.push((other, count));
            }
            let total: f64 = row.iter().map(|&(_, count)| count).sum();
            let mut known = 0.0;
            for &(other, count) in &row {
                if count > DISCOUNT {
                    let t = (count - DISCOUNT) / total;
                    known += t;
                    table
                        .entries
                        .push((other, (t / shares[other as usize]) as f32));
                }
            }
            table.unknown.push((1.0 - known) as f32);
            table.starts.push(table.entries.len());
        }
        table
    }
}

/// Translation probabilities in both directions, learnt from the text itself: IBM Model 1 (Brown
/// et al. 1993) over beads weighted by how likely they are, with absolute discounting.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    /// From source words to target words.
    pub forward: Table,
    /// From target words to source words.
    pub reverse: Table,
}

impl Lexicon {
    /// What is known before anything was learnt: likenesses alone.
    pub fn of_seeds(sources: &Words, targets: &Words, seeds: &[Seed]) -> Self {
        let pairs: Vec<_> = seeds
            .iter()
            .map(|s| (s.source, s.target, s.count))
            .collect();
        let counts: Vec<f64> = seeds.iter().map(|s| s.count).collect();
        Lexicon::of_counts(sources, targets, &pairs, &counts, &counts)
    }

    /// Learns from `beads`. The result depends on nothing learnt before.
    pub fn learn(sources: &Words, targets: &Words, seeds: &[Seed], beads: &[Placed]) -> Self {
        let beads = affordable(sources, targets, beads);
        let pairs = Pairs::of(sources, targets, seeds, &beads);
        let shares = (shares(sources), shares(targets));
        let forward = pairs.train(sources, targets, &beads, &shares.1, Direction::Forward);
        let reverse = pairs.train(sources, targets, &beads, &shares.0, Direction::Reverse);
        Lexicon::of_counts(sources, targets, &pairs.seen, &forward, &reverse)
    }

    fn of_counts(
        sources: &Words,
        targets: &Words,
        pairs: &[(u32, u32, f64)],
        forward: &[f64],
        reverse: &[f64],
    ) -> Self {
        let given = pairs
            .iter()
            .zip(forward)
            .map(|(p, &count)| (p.0, p.1, count));
        let mut turned: Vec<(u32, u32, f64)> = pairs
            .iter()
            .zip(reverse)
            .map(|(p, &count)| (p.1, p.0, count))
            .collect();
        turned.sort_by_key(|pair| (pair.0, pair.1));
        Lexicon {
            forward: Table::new(sources.entries.len(), given, &shares(targets)),
            reverse: Table::new(targets.entries.len(), turned.into_iter(), &shares(sources)),
        }
    }
}

/// The share of each word among all words of its side.
fn shares(words: &Words) -> Vec<f64> {
    let all = words.running().len().max(1) as f64;
    words
        .entries
        .iter()
        .map(|entry| f64::from(entry.count) / all)
        .collect()
}

fn affordable(sources: &Words, targets: &Words, beads: &[Placed]) -> Vec<Placed> {
    let cost = |bead: &Placed| {
        sources.of(bead.source.0, bead.source.1).len()
            * targets.of(bead.target.0, bead.target.1).len()
    };
    let two_sided = || beads.iter().filter(|bead| cost(bead) > 0);
    let stride = two_sided()
        .map(cost)
        .sum::<usize>()
        .div_ceil(MOST_PAIRS)
        .max(1);
    let mut left = MOST_PAIRS;
    two_sided()
        .step_by(stride)
        .filter(|bead| {
            let fits = cost(bead) <= left;
            left -= if fits { cost(bead) } else { 0 };
            fits
        })
        .copied()
        .collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Forward,
    Reverse,
}

/// The pairs of words that stand in one bead, or look alike.
struct Pairs {
    /// Source word, target word, count it starts with; sorted by source word.
    seen: Vec<(u32, u32, f64)>,
    /// For each bead, for each of its source words, for each of its target words: which pair.
    slots: Vec<u32>,
}

impl Pairs {
    fn of(sources: &Words, targets: &Words, seeds: &[Seed], beads: &[Placed]) -> Self {
        // Where each source word stands: first slot of its row, and the bead.
        let mut first = vec![0usize; sources.entries.len() + 1];
        for bead in beads {
            for &word in sources.of(bead.source.0, bead.source.1) {
                first[word as usize + 1] += 1;
            }
        }
        for word in 0..sources.entries.len() {
            first[word + 1] += first[word];
        }
        let mut places = vec![(0usize, 0u32); first.last().copied().unwrap_or(0)];
        let mut next = first.clone();
        let mut slot = 0;
        for (bead, number) in beads.iter().zip(0u32..) {
            let width = targets.of(bead.target.0, bead.target.1).len();
            for &word in sources.of(bead.source.0, bead.source.1) {
                places[next[word as usize]] = (slot, number);
                next[word as usize] += 1;
                slot += width;
            }
        }
        let mut slots = vec![0u32; slot];
        let mut seen: Vec<(u32, u32, f64)> = Vec::new();
        let mut pair_of: Vec<Option<u32>> = vec![None; targets.entries.len()];
        let mut seeds = seeds.iter().peekable();
        for source in 0..sources.entries.len() as u32 {
            let row_start = seen.len() as u32;
            while let Some(seed) = seeds.next_if(|seed| seed.source == source) {
                pair_of[seed.target as usize] = Some(seen.len() as u32);
                seen.push((source, seed.target, seed.count));
            }
            for &(slot, bead) in &places[first[source as usize]..first[source as usize + 1]] {
                let bead = &beads[bead as usize];
                let row = targets.of(bead.target.0, bead.target.1);
                for (&target, slot) in row.iter().zip(slot..) {
                    let known = pair_of[target as usize].filter(|&pair| pair >= row_start);
                    let pair = known.unwrap_or(seen.len() as u32);
                    if known.is_none() {
                        pair_of[target as usize] = Some(pair);
                        seen.push((source, target, 0.0));
                    }
                    slots[slot] = pair;
                }
            }
        }
        Pairs { seen, slots }
    }

    /// The expected count of each pair, when words of one side are explained by those of the other.
    fn train(
        &self,
        sources: &Words,
        targets: &Words,
        beads: &[Placed],
        shares: &[f64],
        direction: Direction,
    ) -> Vec<f64> {
        let given = |pair: &(u32, u32, f64)| match direction {
            Direction::Forward => pair.0 as usize,
            Direction::Reverse => pair.1 as usize,
        };
        let givens = sources.entries.len().max(targets.entries.len());
        // At first all words explain all, likenesses better.
        let mut t: Vec<f64> = self
            .seen
            .iter()
            .map(|pair| 1.0 + LIKENESS * pair.2)
            .collect();
        let mut counts = Vec::new();
        let mut explained = Vec::new();
        for iteration in 0..ITERATIONS {
            counts.clear();
            counts.extend(self.seen.iter().map(|pair| pair.2));
            let by_chance = |word: u32| match iteration {
                0 => 1.0,
                _ => shares[word as usize],
            };
            let mut at = 0;
            for bead in beads {
                let s = sources.of(bead.source.0, bead.source.1);
                let u = targets.of(bead.target.0, bead.target.1);
                let slots = &self.slots[at..at + s.len() * u.len()];
                at += slots.len();
                match direction {
                    Direction::Forward => {
                        explained.clear();
                        explained.extend(u.iter().map(|&word| by_chance(word)));
                        for row in slots.chunks_exact(u.len()) {
                            for (sum, &slot) in explained.iter_mut().zip(row) {
                                *sum += t[slot as usize];
                            }
                        }
                        explained
                            .iter_mut()
                            .for_each(|sum| *sum = bead.weight / *sum);
                        for row in slots.chunks_exact(u.len()) {
                            for (share, &slot) in explained.iter().zip(row) {
                                counts[slot as usize] += share * t[slot as usize];
                            }
                        }
                    }
                    Direction::Reverse => {
                        for (row, &word) in slots.chunks_exact(u.len()).zip(s) {
                            let sum: f64 = row.iter().map(|&slot| t[slot as usize]).sum();
                            let share = bead.weight / (sum + by_chance(word));
                            for &slot in row {
                                counts[slot as usize] += share * t[slot as usize];
                            }
                        }
                    }
                }
            }
            let mut totals = vec![0.0; givens];
            for (pair, count) in self.seen.iter().zip(&counts) {
                totals[given(pair)] += count;
            }
            for ((pair, count), t) in self.seen.iter().zip(&counts).zip(&mut t) {
                *t = count / totals[given(pair)].max(f64::MIN_POSITIVE);
            }
        }
        counts
    }
}
