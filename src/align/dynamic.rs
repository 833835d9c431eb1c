//! All ways to cut two texts into beads, summed: the forward–backward algorithm (Baum 1972) with
//! beads for emissions, as in Moore 2002.

use super::Link;
use super::band::Band;
use super::beads::{BEADS, Bead, Placed, Priors};
use super::evidence::Evidence;

/// A term whose logarithm is this much below the greatest is less than what rounding loses.
const NOTHING: f64 = 37.0;

/// What no path goes through.
const IMPOSSIBLE: f64 = f64::NEG_INFINITY;

/// Evidence is counted as if its pieces were independent, which they are not; dividing by this
/// makes the posteriors of true links about as high as they are often right.
const TEMPERATURE: f64 = 1.6;

/// Positions less likely than this are left out of the next round.
const NEGLIGIBLE: f64 = 1e-6;

/// Segments that the next round looks beyond what this one believes in.
const MARGIN: usize = 4;

/// How many links the first guess of how common each bead is is worth.
const GUESS_WORTH: f64 = 60.0;

/// All ways to cut two texts into beads inside a band, with their probabilities: the
/// forward–backward algorithm over positions (i, j), i source and j target segments consumed.
pub(super) struct Lattice {
    band: Band,
    /// For each position, the score of each bead that ends there.
    scores: Vec<[f32; BEADS.len()]>,
    /// Logarithm of the summed weight of all paths from the start to the position.
    forward: Vec<f64>,
    /// Logarithm of the summed weight of all paths from the position to the end.
    backward: Vec<f64>,
}

impl Lattice {
    /// Scores all beads in the band.
    pub fn new(band: Band, evidence: &Evidence<'_>) -> Self {
        let mut scores = vec![[f32::NEG_INFINITY; BEADS.len()]; band.cells()];
        for_each_arc(&band, |end, _, k, _, i, j| {
            scores[end][k] = evidence.score(&band, k, i, j) as f32;
        });
        let mut lattice = Lattice {
            band,
            scores,
            forward: Vec::new(),
            backward: Vec::new(),
        };
        lattice.sum_paths();
        lattice
    }

    /// Divides all scores by the temperature, so that posteriors can be taken for confidence.
    pub fn soften(mut self) -> Self {
        for score in self.scores.iter_mut().flatten() {
            *score /= TEMPERATURE as f32;
        }
        self.sum_paths();
        self
    }

    fn sum_paths(&mut self) {
        let cells = self.band.cells();
        let mut forward = vec![IMPOSSIBLE; cells];
        let mut backward = vec![IMPOSSIBLE; cells];
        if let (Some(first), Some(last)) = (forward.first_mut(), backward.last_mut()) {
            (*first, *last) = (0.0, 0.0);
        }
        let (n, scores) = (self.band.n(), &self.scores);
        for i in 0..=n {
            let (low, high) = self.band.row(i);
            for j in low..=high {
                let mut sum = LogSum::default();
                let Some(end) = self.band.cell(i, j) else {
                    continue;
                };
                each_bead_to(&self.band, i, j, |start, k, _| {
                    sum.add(forward[start] + f64::from(scores[end][k]));
                });
                if i + j > 0 {
                    forward[end] = sum.value();
                }
            }
        }
        for i in (0..=n).rev() {
            let (low, high) = self.band.row(i);
            for j in (low..=high).rev() {
                let mut sum = LogSum::default();
                let Some(start) = self.band.cell(i, j) else {
                    continue;
                };
                for (k, bead) in BEADS.iter().enumerate() {
                    if let Some(end) = self.band.cell(i + bead.source, j + bead.target) {
                        sum.add(backward[end] + f64::from(scores[end][k]));
                    }
                }
                if start + 1 < cells {
                    backward[start] = sum.value();
                }
            }
        }
        (self.forward, self.backward) = (forward, backward);
    }

    /// The logarithm of how much likelier the texts are cut into beads in any way than unrelated.
    pub fn log_likelihood_ratio(&self) -> f64 {
        self.forward.last().copied().unwrap_or(0.0)
    }

    fn posterior(&self, start: usize, k: usize, end: usize) -> f64 {
        let path = self.forward[start] + f64::from(self.scores[end][k]) + self.backward[end];
        let log = path - self.log_likelihood_ratio();
        if log < -NOTHING {
            0.0
        } else {
            log.exp().min(1.0)
        }
    }

    /// The two-sided beads that are at least `least` likely, in the order of the text.
    pub fn likely_beads(&self, least: f64) -> Vec<Placed> {
        let mut beads = Vec::new();
        for_each_arc(&self.band, |end, start, k, bead, i, j| {
            let weight = self.posterior(start, k, end);
            if bead.source > 0 && bead.target > 0 && weight >= least {
                beads.push(Placed {
                    source: (i, i + bead.source),
                    target: (j, j + bead.target),
                    weight,
                });
            }
        });
        beads
    }

    /// The logarithm of the share of each bead on likely paths. The shares first guessed are worth
    /// [`GUESS_WORTH`] links.
    pub fn priors(&self) -> Priors {
        let mut counts = BEADS.map(|bead| GUESS_WORTH * bead.log_prior.exp());
        for_each_arc(&self.band, |end, start, k, _, _, _| {
            counts[k] += self.posterior(start, k, end);
        });
        let all: f64 = counts.iter().sum();
        counts.map(|count| (count / all).ln())
    }

    /// The band around the positions that likely paths go through.
    pub fn narrowed(self) -> Band {
        let (n, m) = (self.band.n(), self.band.m());
        let least = self.log_likelihood_ratio() + NEGLIGIBLE.ln();
        let mut rows = Vec::with_capacity(n + 1);
        for i in 0..=n {
            let (low, high) = self.band.row(i);
            let likely = |&j: &usize| {
                let cell = self.band.cell(i, j);
                cell.is_some_and(|c| self.forward[c] + self.backward[c] >= least)
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

    /// The links of the path that puts most segments into right links, by the posteriors (the
    /// decoding of Goodman 1996: the sum of what is likely, not the likeliest path). A link counts
    /// once for each segment of it, else any link of three would fall apart into one of two and a
    /// segment that stands alone.
    pub fn best_links(&self) -> Vec<Link> {
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
                confidence: posterior,
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

/// ln Σ exp of what is added, without overflow.
struct LogSum {
    greatest: f64,
    sum: f64,
}

impl Default for LogSum {
    fn default() -> Self {
        LogSum {
            greatest: IMPOSSIBLE,
            sum: 0.0,
        }
    }
}

impl LogSum {
    fn add(&mut self, x: f64) {
        if x <= self.greatest - NOTHING {
            // Too little to show in the sum, or nothing at all.
        } else if x <= self.greatest {
            self.sum += (x - self.greatest).exp();
        } else {
            self.sum = 1.0 + self.sum * (self.greatest - x).exp();
            self.greatest = x;
        }
    }

    fn value(&self) -> f64 {
        self.greatest + self.sum.ln()
    }
}
