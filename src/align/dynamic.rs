//! All ways to cut two texts into beads, summed: the forward–backward algorithm (Baum 1972) with
//! beads for emissions, as in Moore 2002, and runs of segments without counterpart as states of
//! their own (the affine gaps of Gotoh 1982).

use super::approximate::{exp, ln};
use super::band::Band;
use super::beads::{BEADS, Bead, Beliefs, Chances, Counts, Meeting, OMISSION, Placed, SHAPES};
use super::evidence::Evidence;
use super::link::Link;

/// The score of a position that no path goes through.
const IMPOSSIBLE: f64 = f64::NEG_INFINITY;

/// Evidence is counted as if its parts were independent, which they are not. Dividing by this temperature makes the
/// posteriors of links about as high as the links are often right.
const TEMPERATURE: f64 = 1.6;

/// Probability below which a position is left out of the next round.
const NEGLIGIBLE: f64 = 1e-6;

/// Number of segments around the likely positions that the next round includes.
const MARGIN: usize = 2;

/// All ways to cut two texts into beads inside a band, with their probabilities: the
/// forward–backward algorithm over positions (i, j), i source and j target segments consumed.
pub(super) struct Lattice {
    band: Band,
    chances: Chances,
    /// For each position, the score of each two-sided bead that ends there.
    scores: Vec<[f32; SHAPES]>,
    /// Logarithms of the summed weights of all paths from the start to the position.
    forward: Vec<Sums>,
    /// Logarithms of the summed weights of all paths from the position to the end.
    backward: Vec<Sums>,
}

/// The weights of paths, by their last step.
#[derive(Debug, Clone, Copy)]
struct Sums {
    /// Paths that end in a two-sided link, or are empty.
    linked: f64,
    /// Paths that end in an omission.
    omitted: f64,
    /// Paths that end in an addition, perhaps after omissions.
    added: f64,
    /// Any of these, if a link comes next.
    ready: f64,
}

impl Sums {
    const NONE: Sums = Sums {
        linked: IMPOSSIBLE,
        omitted: IMPOSSIBLE,
        added: IMPOSSIBLE,
        ready: IMPOSSIBLE,
    };
}

impl Lattice {
    /// Scores all beads in the band.
    pub(super) fn new(band: Band, evidence: &Evidence, chances: &Chances) -> Self {
        Lattice::at(1.0, band, evidence, chances)
    }

    /// Like `new`, but divides all scores by the temperature, so that posteriors can serve as confidence.
    pub(super) fn softened(band: Band, evidence: &Evidence, chances: &Chances) -> Self {
        Lattice::at(TEMPERATURE, band, evidence, chances)
    }

    fn at(temperature: f64, band: Band, evidence: &Evidence, chances: &Chances) -> Self {
        let mut scores = vec![[f32::NEG_INFINITY; SHAPES]; band.cells()];
        for i in 0..band.n() {
            let (low, high) = band.row(i);
            for j in low..=high.min(band.m().saturating_sub(1)) {
                let told = evidence.told(&band, i, j);
                for (k, bead) in BEADS.iter().enumerate() {
                    if bead.is_two_sided()
                        && let Some(end) = band.cell(i + bead.source, j + bead.target)
                    {
                        scores[end][k] = evidence.score(&told, k, i, j) / temperature as f32;
                    }
                }
            }
        }
        let mut lattice = Lattice {
            band,
            chances: chances.softened(temperature),
            scores,
            forward: Vec::new(),
            backward: Vec::new(),
        };
        lattice.sum_paths();
        lattice
    }

    fn sum_paths(&mut self) {
        self.forward = self.sum_from_start();
        self.backward = self.sum_from_end();
    }

    fn sum_from_start(&self) -> Vec<Sums> {
        let chances = &self.chances;
        let mut forward = vec![Sums::NONE; self.band.cells()];
        for i in 0..=self.band.n() {
            let (low, high) = self.band.row(i);
            for j in low..=high {
                let Some(end) = self.band.cell(i, j) else {
                    continue;
                };
                let mut terms = [IMPOSSIBLE; SHAPES];
                let mut sums = Sums::NONE;
                if i + j == 0 {
                    sums.linked = 0.0;
                }
                each_bead_to(&self.band, i, j, |start, k, bead| {
                    match (bead.source, bead.target) {
                        (_, 0) => {
                            let from = &forward[start];
                            sums.omitted = log_sum(&[
                                from.linked + chances.omission,
                                from.omitted + chances.longer,
                            ]);
                        }
                        (0, _) => {
                            let from = &forward[start];
                            sums.added = log_sum(&[
                                from.linked + chances.addition,
                                from.omitted + chances.exchange,
                                from.added + chances.longer,
                            ]);
                        }
                        _ => terms[k] = forward[start].ready + f64::from(self.scores[end][k]),
                    }
                });
                if i + j > 0 {
                    sums.linked = log_sum(&terms);
                }
                sums.ready = log_sum(&[
                    sums.linked,
                    sums.omitted + chances.resumption,
                    sums.added + chances.resumption,
                ]);
                forward[end] = sums;
            }
        }
        forward
    }

    fn sum_from_end(&self) -> Vec<Sums> {
        let chances = &self.chances;
        let mut backward = vec![Sums::NONE; self.band.cells()];
        for i in (0..=self.band.n()).rev() {
            let (low, high) = self.band.row(i);
            for j in (low..=high).rev() {
                let Some(start) = self.band.cell(i, j) else {
                    continue;
                };
                let mut terms = [IMPOSSIBLE; SHAPES];
                let (mut omitted, mut added) = (IMPOSSIBLE, IMPOSSIBLE);
                for (k, bead) in BEADS.iter().enumerate() {
                    let Some(end) = self.band.cell(i + bead.source, j + bead.target) else {
                        continue;
                    };
                    match (bead.source, bead.target) {
                        (_, 0) => omitted = backward[end].omitted,
                        (0, _) => added = backward[end].added,
                        _ => terms[k] = backward[end].linked + f64::from(self.scores[end][k]),
                    }
                }
                let link = match start + 1 == self.band.cells() {
                    true => 0.0,
                    false => log_sum(&terms),
                };
                let resumed = link + chances.resumption;
                backward[start] = Sums {
                    linked: log_sum(&[link, omitted + chances.omission, added + chances.addition]),
                    omitted: log_sum(&[
                        resumed,
                        omitted + chances.longer,
                        added + chances.exchange,
                    ]),
                    added: log_sum(&[resumed, added + chances.longer]),
                    ready: link,
                };
            }
        }
        backward
    }

    /// The logarithm of the likelihood ratio between any alignment of the texts and no relation at all.
    pub(super) fn log_likelihood_ratio(&self) -> f64 {
        self.backward.first().map_or(0.0, |sums| sums.linked)
    }

    fn probability(&self, log_weight: f64) -> f64 {
        f64::from(exp(
            (log_weight - self.log_likelihood_ratio()).min(0.0) as f32
        ))
    }

    /// The probability of the `k`th bead between two positions.
    fn posterior(&self, start: usize, k: usize, end: usize) -> f64 {
        if !BEADS[k].is_two_sided() {
            return self.gap_posteriors(start, k, end).iter().sum();
        }
        let (from, to) = (&self.forward[start], &self.backward[end]);
        self.probability(from.ready + f64::from(self.scores[end][k]) + to.linked)
    }

    /// The probability that a segment has no counterpart between two positions: at the beginning of a gap, as the first
    /// addition after omissions, and after another of its side.
    fn gap_posteriors(&self, start: usize, k: usize, end: usize) -> [f64; 3] {
        let (from, to, chances) = (&self.forward[start], &self.backward[end], &self.chances);
        let log_weights = if k == OMISSION {
            [
                from.linked + chances.omission + to.omitted,
                IMPOSSIBLE,
                from.omitted + chances.longer + to.omitted,
            ]
        } else {
            [
                from.linked + chances.addition + to.added,
                from.omitted + chances.exchange + to.added,
                from.added + chances.longer + to.added,
            ]
        };
        log_weights.map(|log_weight| self.probability(log_weight))
    }

    /// The likely beads and meetings. Those with a probability below `least` are left out.
    pub(super) fn beliefs(&self, least: f64) -> Beliefs {
        let mut beads = Vec::new();
        let mut counts = Counts::default();
        let mut meeting = vec![0f32; self.band.cells()];
        for_each_arc(&self.band, |end, start, k, bead, i, j| {
            if !bead.is_two_sided() {
                let [begun, exchanged, longer] = self.gap_posteriors(start, k, end);
                match k {
                    OMISSION => counts.omissions += begun,
                    _ => counts.additions += begun,
                }
                counts.exchanges += exchanged;
                counts.longer += longer;
                counts.resumptions += begun;
                return;
            }
            let weight = self.posterior(start, k, end);
            if weight < NEGLIGIBLE {
                return;
            }
            counts.beads[k] += weight;
            for i in i..i + bead.source {
                for cell in (j..j + bead.target).filter_map(|j| self.band.cell(i, j)) {
                    meeting[cell] += weight as f32;
                }
            }
            if weight >= least {
                beads.push(Placed {
                    source: (i, i + bead.source),
                    target: (j, j + bead.target),
                    weight,
                });
            }
        });
        let mut meetings = Vec::new();
        let mut weights = meeting.iter();
        for source in 0..=self.band.n() {
            let (low, high) = self.band.row(source);
            for (target, &weight) in (low..=high).zip(weights.by_ref()) {
                if f64::from(weight) >= least {
                    meetings.push(Meeting {
                        source,
                        target,
                        weight: weight.min(1.0),
                    });
                }
            }
        }
        Beliefs {
            beads,
            meetings,
            chances: counts.shares(),
        }
    }

    /// The band around the positions that likely paths go through.
    pub(super) fn narrowed(self) -> Band {
        let (n, m) = (self.band.n(), self.band.m());
        let least = self.log_likelihood_ratio() + NEGLIGIBLE.ln();
        let mut rows = Vec::with_capacity(n + 1);
        for i in 0..=n {
            let (low, high) = self.band.row(i);
            let likely = |&j: &usize| {
                let cell = self.band.cell(i, j);
                cell.is_some_and(|c| {
                    let (from, to) = (&self.forward[c], &self.backward[c]);
                    from.linked + to.linked >= least
                        || from.omitted + to.omitted >= least
                        || from.added + to.added >= least
                })
            };
            // A wide bead may step over a row.
            let first = (low..=high).find(likely);
            let last = (low..=high).rev().find(likely);
            rows.push(first.zip(last));
        }
        let mut before = (0, 0);
        let rows = rows
            .into_iter()
            .map(|row| {
                before = row.unwrap_or(before);
                (before.0.saturating_sub(MARGIN), (before.1 + MARGIN).min(m))
            })
            .collect();
        Band::around(rows, m)
    }

    /// The links of the path that puts most segments into right links, by the posteriors. This is the decoding of
    /// Goodman 1996: it maximizes the sum of probabilities instead of taking the most likely path. A link counts once
    /// for each of its segments; otherwise any link of three would fall apart into a link of two and a single segment.
    pub(super) fn best_links(&self) -> Vec<Link> {
        let cells = self.band.cells();
        let mut best = vec![(IMPOSSIBLE, None); cells];
        if let Some(first) = best.first_mut() {
            first.0 = 0.0;
        }
        for_each_arc(&self.band, |end, start, k, bead, i, j| {
            let posterior = self.posterior(start, k, end);
            let covered = (bead.source + bead.target) as f64;
            let sum = best[start].0 + covered * posterior;
            if sum > best[end].0 {
                best[end] = (sum, Some((bead, i, j, posterior)));
            }
        });
        let mut links = Vec::new();
        let mut at = (self.band.n(), self.band.m());
        while let Some(cell) = self.band.cell(at.0, at.1)
            && let Some((bead, i, j, posterior)) = best[cell].1
        {
            links.push(Link {
                source: i..i + bead.source,
                target: j..j + bead.target,
                // Sums of rounded probabilities may pass 1 by a hair.
                confidence: posterior.clamp(0.0, 1.0),
            });
            at = (i, j);
        }
        links.reverse();
        links
    }
}

/// Calls `visit(start cell, number of the bead, bead)` for each bead that can end at (i, j).
fn each_bead_to(
    band: &Band,
    i: usize,
    j: usize,
    mut visit: impl FnMut(usize, usize, &'static Bead),
) {
    for (k, bead) in BEADS.iter().enumerate() {
        if bead.source <= i
            && bead.target <= j
            && let Some(start) = band.cell(i - bead.source, j - bead.target)
        {
            visit(start, k, bead);
        }
    }
}

/// Calls `visit(end cell, start cell, number of the bead, bead, i, j)` for each bead from (i, j)
/// inside the band, in an order in which the beads to a position come before those from it.
fn for_each_arc(
    band: &Band,
    mut visit: impl FnMut(usize, usize, usize, &'static Bead, usize, usize),
) {
    for i in 0..=band.n() {
        let (low, high) = band.row(i);
        for j in low..=high {
            let Some(end) = band.cell(i, j) else { continue };
            each_bead_to(band, i, j, |start, k, bead| {
                visit(end, start, k, bead, i - bead.source, j - bead.target);
            });
        }
    }
}

/// ln Σ exp, without overflow.
#[inline]
fn log_sum<const N: usize>(terms: &[f64; N]) -> f64 {
    let greatest = terms.iter().copied().fold(IMPOSSIBLE, f64::max);
    if greatest == IMPOSSIBLE {
        return IMPOSSIBLE;
    }
    let mut powers = [0f32; N];
    for (power, &term) in powers.iter_mut().zip(terms) {
        *power = exp((term - greatest) as f32);
    }
    greatest + f64::from(ln(powers.iter().sum()))
}
