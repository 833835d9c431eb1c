//! How lengths and words speak for or against a bead.

use super::band::Band;
use super::beads::{BEADS, Priors, WIDEST};
use super::length::LengthModel;
use super::lexicon::{Lexicon, Table};
use super::words::Words;

/// Both directions tell much the same, so each counts half.
const BOTH_WAYS: f64 = 0.5;

/// Everything that speaks for or against a bead at a place: its prior, lengths and words.
pub(super) struct Evidence<'a> {
    sources: &'a Words,
    targets: &'a Words,
    lengths: &'a LengthModel,
    priors: Priors,
    /// For each cell (i, j) and width a: what source segments i..i+a tell of target segment j.
    forward: Vec<[f32; WIDEST]>,
    /// For each cell (i, j) and width b: what target segments j..j+b tell of source segment i.
    reverse: Vec<[f32; WIDEST]>,
    source_doubt: Vec<[f64; WIDEST]>,
    target_doubt: Vec<[f64; WIDEST]>,
}

impl<'a> Evidence<'a> {
    /// Weighs the words of all cells of `band`.
    pub fn new(
        sources: &'a Words,
        targets: &'a Words,
        lengths: &'a LengthModel,
        lexicon: &Lexicon,
        priors: &Priors,
        band: &Band,
    ) -> Self {
        let (n, m) = (sources.len(), targets.len());
        let mut forward = vec![[0.0; WIDEST]; band.cells()];
        let mut reverse = vec![[0.0; WIDEST]; band.cells()];
        let rows = (0..n).map(|i| band.row(i));
        explain(sources, &lexicon.forward, targets, rows, |i, j, told| {
            if let Some(cell) = band.cell(i, j) {
                forward[cell] = told;
            }
        });
        let columns = band.columns().into_iter().take(m);
        explain(targets, &lexicon.reverse, sources, columns, |j, i, told| {
            if let Some(cell) = band.cell(i, j) {
                reverse[cell] = told;
            }
        });
        Evidence {
            sources,
            targets,
            lengths,
            priors: *priors,
            forward,
            reverse,
            source_doubt: doubts(sources, &lexicon.forward),
            target_doubt: doubts(targets, &lexicon.reverse),
        }
    }

    /// The logarithm of how much likelier the `k`th bead that begins at (i, j) is than its segments
    /// standing there unrelated, prior included.
    pub fn score(&self, band: &Band, k: usize, i: usize, j: usize) -> f64 {
        let prior = self.priors[k];
        let (a, b) = (BEADS[k].source, BEADS[k].target);
        if a == 0 || b == 0 {
            return prior;
        }
        let source = self.sources.letters(i, i + a);
        let target = self.targets.letters(j, j + b);
        let mut told = self.source_doubt[i][a - 1] * self.targets.of(j, j + b).len() as f64
            + self.target_doubt[j][b - 1] * self.sources.of(i, i + a).len() as f64;
        for cell in (j..j + b).filter_map(|j| band.cell(i, j)) {
            told += f64::from(self.forward[cell][a - 1]);
        }
        for cell in (i..i + a).filter_map(|i| band.cell(i, j)) {
            told += f64::from(self.reverse[cell][b - 1]);
        }
        prior + self.lengths.score(a, b, source, target) + BOTH_WAYS * told
    }
}

/// For each first segment and width: the logarithm of the likelihood ratio of a word that none of
/// the segments' words is known to translate to. It is 0 when nothing is known of any of them.
fn doubts(given: &Words, table: &Table) -> Vec<[f64; WIDEST]> {
    let width = |i: usize, a: usize| (i + a).min(given.len());
    (0..given.len())
        .map(|i| {
            std::array::from_fn(|a| {
                let words = given.of(i, width(i, a + 1));
                (by_chance(words, table) / (1.0 + words.len() as f64)).ln()
            })
        })
        .collect()
}

/// The mass that these words and the empty word leave to chance.
fn by_chance(words: &[u32], table: &Table) -> f64 {
    1.0 + words.iter().map(|&word| table.unknown(word)).sum::<f64>()
}

/// Calls `put(i, j, told)` for each given segment i and each j of its row: `told[a - 1]` is the
/// sum over the words w of segment j of ln(1 + Σ t(w | s) / share(w) / chance), s the words of
/// segments i..i+a.
fn explain(
    given: &Words,
    table: &Table,
    others: &Words,
    rows: impl Iterator<Item = (usize, usize)>,
    mut put: impl FnMut(usize, usize, [f32; WIDEST]),
) {
    let mut expected = vec![[0f32; WIDEST]; others.entries.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (i, (low, high)) in rows.enumerate() {
        for word in touched.drain(..) {
            expected[word as usize] = [0.0; WIDEST];
        }
        let end = given.len().min(i + WIDEST);
        let chance: [f32; WIDEST] = std::array::from_fn(|a| {
            (1.0 / by_chance(given.of(i, end.min(i + a + 1)), table)) as f32
        });
        for (d, segment) in (i..end).enumerate() {
            for &word in given.of(segment, segment + 1) {
                for &(other, ratio) in table.translations(word) {
                    let sums = &mut expected[other as usize];
                    if sums[WIDEST - 1] == 0.0 {
                        touched.push(other);
                    }
                    for a in d..WIDEST {
                        sums[a] += ratio * chance[a];
                    }
                }
            }
        }
        for j in low..others.len().min(high + 1) {
            put(i, j, told(&expected, others.of(j, j + 1)));
        }
    }
}

/// Multiplies instead of adding logarithms, which is ten times as fast.
fn told(expected: &[[f32; WIDEST]], words: &[u32]) -> [f32; WIDEST] {
    let mut sums = [0f64; WIDEST];
    let mut products = [1f64; WIDEST];
    for &word in words {
        let ratios = expected[word as usize];
        if ratios[WIDEST - 1] == 0.0 {
            continue;
        }
        let mut large = false;
        for a in 0..WIDEST {
            products[a] *= 1.0 + f64::from(ratios[a]);
            large |= products[a] > 1e200;
        }
        if large {
            for a in 0..WIDEST {
                sums[a] += products[a].ln();
                products[a] = 1.0;
            }
        }
    }
    std::array::from_fn(|a| (sums[a] + products[a].ln()) as f32)
}
