//! Words learnt from the text itself: IBM Model 1 (Brown et al. 1993), trained on segments
//! weighted by the posteriors of their meeting as in Moore 2002, in both directions, with absolute discounting (Ney, Essen and
//! Kneser 1994).

use std::ops::Range;

use super::anchors::Seed;
use super::beads::Meeting;
use super::words::Words;

/// Minimum probability of the beads and meetings that words are learnt from.
pub(super) const MIN_WEIGHT: f64 = 0.2;

/// Discount of each count: words seen together only by chance must stay unknown.
const DISCOUNT: f32 = 0.55;

/// Iterations of expectation and maximisation over one set of meetings.
const ITERATIONS: usize = 4;

/// How much better a likeness worth one observation explains a word than other words do, in the first iteration.
const LIKENESS: f32 = 20.0;

/// Maximum number of pairs of words that are counted. Longer texts give an even sample of their meetings.
const MAX_PAIRS: usize = 8_000_000;

/// Translations of the words of one side.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
    unknown: Vec<f32>,
}

impl Table {
    /// The translations of `word`, each with t(translation | word) over the share of the translation among all words of
    /// its side.
    pub(super) fn translations(&self, word: u32) -> &[(u32, f32)] {
        let word = word as usize;
        &self.entries[self.starts[word]..self.starts[word + 1]]
    }

    /// The probability that the word has a translation that was never seen, 0 to 1.
    pub(super) fn unknown(&self, word: u32) -> f64 {
        f64::from(self.unknown[word as usize])
    }

    /// Probabilities from the counts of pairs, for the words of one side given those of the other.
    fn new(
        words: usize,
        pairs: &[Pair],
        counts: &[BothWays],
        given: Direction,
        shares: &[f32],
    ) -> Self {
        let counts = || counts.iter().map(|both| both[given as usize]);
        let mut totals = vec![0f32; words];
        let mut starts = vec![0; words + 1];
        for (pair, count) in pairs.iter().zip(counts()) {
            let (word, _) = given.of(pair);
            totals[word] += count;
            starts[word + 1] += usize::from(count > DISCOUNT);
        }
        for word in 0..words {
            starts[word + 1] += starts[word];
        }
        let mut entries = vec![(0, 0.0); starts[words]];
        let mut next = starts.clone();
        let mut unknown = vec![1f32; words];
        for (pair, count) in pairs.iter().zip(counts()) {
            if count > DISCOUNT {
                let (word, other) = given.of(pair);
                let t = (count - DISCOUNT) / totals[word];
                unknown[word] -= t;
                entries[next[word]] = (other as u32, t / shares[other]);
                next[word] += 1;
            }
        }
        Table {
            starts,
            entries,
            unknown: unknown.iter().map(|share| share.max(0.0)).collect(),
        }
    }
}

/// Translation probabilities in both directions, learnt from the text itself: IBM Model 1 (Brown
/// et al. 1993) over segments weighted by how likely they belong together, with absolute discounting.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    /// From source words to target words.
    pub forward: Table,
    /// From target words to source words.
    pub reverse: Table,
}

impl Lexicon {
    /// The lexicon before anything was learnt: likenesses alone.
    pub(super) fn of_seeds(sources: &Words, targets: &Words, seeds: &[Seed]) -> Self {
        let pairs: Vec<_> = seeds.iter().map(Pair::from).collect();
        let counts: Vec<BothWays> = pairs.iter().map(|pair| [pair.seed; 2]).collect();
        Lexicon::of_counts(&pairs, &counts, &shares(sources), &shares(targets))
    }

    /// Learns from `meetings`. The result does not depend on anything learnt before.
    pub(super) fn learn(
        sources: &Words,
        targets: &Words,
        seeds: &[Seed],
        meetings: &[Meeting],
    ) -> Self {
        let meetings = affordable(sources, targets, meetings);
        let pairs = Pairs::new(sources, targets, seeds, &meetings);
        let (s, t) = (shares(sources), shares(targets));
        let counts = pairs.train(sources, targets, &meetings, (&s, &t), ITERATIONS);
        Lexicon::of_counts(&pairs.seen, &counts, &s, &t)
    }

    fn of_counts(pairs: &[Pair], counts: &[BothWays], sources: &[f32], targets: &[f32]) -> Self {
        Lexicon {
            forward: Table::new(sources.len(), pairs, counts, Direction::Forward, targets),
            reverse: Table::new(targets.len(), pairs, counts, Direction::Reverse, sources),
        }
    }
}

/// The share of each word among all words of its side.
fn shares(words: &Words) -> Vec<f32> {
    let all = words.running().len().max(1) as f32;
    words
        .entries
        .iter()
        .map(|entry| entry.count as f32 / all)
        .collect()
}

fn affordable(sources: &Words, targets: &Words, meetings: &[Meeting]) -> Vec<Meeting> {
    let cost = |meeting: &Meeting| {
        sources.of_segment(meeting.source).len() * targets.of_segment(meeting.target).len()
    };
    let stride = meetings
        .iter()
        .map(cost)
        .sum::<usize>()
        .div_ceil(MAX_PAIRS)
        .max(1);
    let mut left = MAX_PAIRS;
    meetings
        .iter()
        .step_by(stride)
        .filter(|meeting| {
            let fits = cost(meeting) <= left;
            left -= if fits { cost(meeting) } else { 0 };
            fits
        })
        .copied()
        .collect()
}

#[derive(Clone, Copy)]
enum Direction {
    Forward = 0,
    Reverse = 1,
}

/// A value for each [`Direction`]. Both are computed side by side, since memory access dominates the time.
type BothWays = [f32; 2];

impl Direction {
    /// The word that is given, and the one that is explained.
    fn of(self, pair: &Pair) -> (usize, usize) {
        let (source, target) = (pair.source as usize, pair.target as usize);
        match self {
            Direction::Forward => (source, target),
            Direction::Reverse => (target, source),
        }
    }
}

/// A source word and a target word that may translate each other.
#[derive(Debug, Clone, Copy)]
struct Pair {
    source: u32,
    target: u32,
    /// Number of observations that its likeness is worth.
    seed: f32,
}

impl From<&Seed> for Pair {
    fn from(seed: &Seed) -> Self {
        Pair {
            source: seed.source,
            target: seed.target,
            seed: seed.count as f32,
        }
    }
}

/// The pairs of words that meet in likely beads, or look alike.
pub(super) struct Pairs {
    /// Sorted by source word.
    seen: Vec<Pair>,
    /// For each meeting, source word and possible target word: the index of the pair. Punctuation only translates
    /// punctuation.
    slots: Vec<u32>,
}

/// A value for each word of a segment, at most 1.
fn spread(words: &Words, of_segment: &[f32]) -> Vec<f32> {
    let mut of_word = vec![0.0; words.running().len()];
    for (segment, weight) in of_segment.iter().enumerate() {
        of_word[words.range(segment)].fill(weight.min(1.0));
    }
    of_word
}

impl Pairs {
    /// Source word, target word and the expected number of times that they translate each other, the mean of both
    /// directions.
    pub(super) fn counted(
        sources: &Words,
        targets: &Words,
        meetings: &[Meeting],
        iterations: usize,
    ) -> Vec<(usize, usize, f32)> {
        let meetings = affordable(sources, targets, meetings);
        let pairs = Pairs::new(sources, targets, &[], &meetings);
        let shares = (shares(sources), shares(targets));
        let counts = pairs.train(
            sources,
            targets,
            &meetings,
            (&shares.0, &shares.1),
            iterations,
        );
        let means = counts.iter().map(|both| (both[0] + both[1]) / 2.0);
        let words = pairs.seen.iter().map(|pair| Direction::Forward.of(pair));
        words
            .zip(means)
            .map(|((source, target), count)| (source, target, count))
            .collect()
    }

    fn new(sources: &Words, targets: &Words, seeds: &[Seed], meetings: &[Meeting]) -> Self {
        // Where each source word stands: first slot of its row, and the target words met.
        let mut first = vec![0usize; sources.entries.len() + 1];
        for meeting in meetings {
            for &word in sources.of_segment(meeting.source) {
                first[word as usize + 1] += 1;
            }
        }
        for word in 0..sources.entries.len() {
            first[word + 1] += first[word];
        }
        let mut places = vec![(0usize, 0..0); first.last().copied().unwrap_or(0)];
        let mut next = first.clone();
        let mut slot = 0;
        for meeting in meetings {
            let halves = sources.halves(meeting.source);
            for (here, there) in halves.into_iter().zip(targets.halves(meeting.target)) {
                for &word in &sources.running()[here] {
                    places[next[word as usize]] = (slot, there.clone());
                    next[word as usize] += 1;
                    slot += there.len();
                }
            }
        }
        let mut slots = vec![0u32; slot];
        let mut seen: Vec<Pair> = Vec::new();
        let mut pair_of: Vec<Option<u32>> = vec![None; targets.entries.len()];
        let mut seeds = seeds.iter().peekable();
        for source in 0..sources.entries.len() as u32 {
            let row_start = seen.len() as u32;
            while let Some(seed) = seeds.next_if(|seed| seed.source == source) {
                pair_of[seed.target as usize] = Some(seen.len() as u32);
                seen.push(Pair::from(seed));
            }
            for (slot, there) in &places[first[source as usize]..first[source as usize + 1]] {
                let row = &targets.running()[there.clone()];
                for (&target, slot) in row.iter().zip(*slot..) {
                    let known = pair_of[target as usize].filter(|&pair| pair >= row_start);
                    let pair = known.unwrap_or(seen.len() as u32);
                    if known.is_none() {
                        pair_of[target as usize] = Some(pair);
                        seen.push(Pair {
                            source,
                            target,
                            seed: 0.0,
                        });
                    }
                    slots[slot] = pair;
                }
            }
        }
        Pairs { seen, slots }
    }

    /// The expected count of each pair when source words explain target words, and the other way round.
    fn train(
        &self,
        sources: &Words,
        targets: &Words,
        meetings: &[Meeting],
        (source_shares, target_shares): (&[f32], &[f32]),
        iterations: usize,
    ) -> Vec<BothWays> {
        // At first all words explain all, likenesses better.
        let mut t: Vec<BothWays> = self
            .seen
            .iter()
            .map(|pair| [1.0 + LIKENESS * pair.seed; 2])
            .collect();
        let mut counts: Vec<BothWays> = Vec::new();
        let mut totals = [
            vec![0f32; sources.entries.len()],
            vec![0f32; targets.entries.len()],
        ];
        // How sure it is that each running word has a counterpart at all.
        let mut linked = [vec![0f32; sources.len()], vec![0f32; targets.len()]];
        for meeting in meetings {
            linked[0][meeting.source] += meeting.weight;
            linked[1][meeting.target] += meeting.weight;
        }
        let linked = [spread(sources, &linked[0]), spread(targets, &linked[1])];
        for iteration in 0..iterations {
            if iteration > 0 {
                self.normalize(&counts, &mut totals, &mut t);
            }
            counts.clear();
            counts.extend(self.seen.iter().map(|pair| [pair.seed; 2]));
            let by_chance = |words: &Words, linked: &[f32], shares: &[f32]| -> Vec<f32> {
                let running = words.running().iter().zip(linked);
                match iteration {
                    0 => linked.to_vec(),
                    _ => running
                        .map(|(&word, linked)| linked * shares[word as usize])
                        .collect(),
                }
            };
            let mut explained_source = by_chance(sources, &linked[0], source_shares);
            let mut explained_target = by_chance(targets, &linked[1], target_shares);
            self.each_block(sources, targets, meetings, |weight, s, u, slots| {
                let explained = &mut explained_target[u];
                for (row, sum) in slots
                    .chunks_exact(explained.len())
                    .zip(&mut explained_source[s])
                {
                    let mut reverse = 0.0;
                    for (explained, &slot) in explained.iter_mut().zip(row) {
                        let t = t[slot as usize];
                        *explained += weight * t[0];
                        reverse += t[1];
                    }
                    *sum += weight * reverse;
                }
            });
            for (explained, linked) in [
                (&mut explained_source, &linked[0]),
                (&mut explained_target, &linked[1]),
            ] {
                for (sum, linked) in explained.iter_mut().zip(linked) {
                    *sum = linked / sum.max(f32::MIN_POSITIVE);
                }
            }
            self.each_block(sources, targets, meetings, |weight, s, u, slots| {
                let explained = &explained_target[u];
                for (row, reverse) in slots
                    .chunks_exact(explained.len())
                    .zip(&explained_source[s])
                {
                    let reverse = weight * reverse;
                    for (forward, &slot) in explained.iter().zip(row) {
                        let t = t[slot as usize];
                        let count = &mut counts[slot as usize];
                        count[0] += weight * forward * t[0];
                        count[1] += reverse * t[1];
                    }
                }
            });
        }
        counts
    }

    /// Calls `visit(weight, source words, target words, slots)` for each meeting.
    fn each_block(
        &self,
        sources: &Words,
        targets: &Words,
        meetings: &[Meeting],
        mut visit: impl FnMut(f32, Range<usize>, Range<usize>, &[u32]),
    ) {
        let mut slots = self.slots.as_slice();
        for meeting in meetings {
            let halves = sources.halves(meeting.source);
            for (s, u) in halves.into_iter().zip(targets.halves(meeting.target)) {
                let (block, rest) = slots.split_at(s.len() * u.len());
                slots = rest;
                if !block.is_empty() {
                    visit(meeting.weight, s, u, block);
                }
            }
        }
    }

    /// Turns counts into probabilities.
    fn normalize(&self, counts: &[BothWays], totals: &mut [Vec<f32>; 2], t: &mut [BothWays]) {
        let [of_source, of_target] = totals;
        of_source.fill(f32::MIN_POSITIVE);
        of_target.fill(f32::MIN_POSITIVE);
        for (pair, count) in self.seen.iter().zip(counts) {
            of_source[pair.source as usize] += count[0];
            of_target[pair.target as usize] += count[1];
        }
        for total in of_source.iter_mut().chain(of_target.iter_mut()) {
            *total = 1.0 / *total;
        }
        for ((pair, count), t) in self.seen.iter().zip(counts).zip(t) {
            t[0] = count[0] * of_source[pair.source as usize];
            t[1] = count[1] * of_target[pair.target as usize];
        }
    }
}
