//! The evidence of lengths and words for and against a bead.

use super::approximate::ln;
use super::band::Band;
use super::beads::{BEADS, Chances, SHAPES, WIDEST};
use super::length::{LengthModel, ShapeLengths, Size};
use super::lexicon::{Lexicon, Table};
use super::words::Words;

/// The weight of each direction: both tell much the same, so each counts half.
const BOTH_WAYS: f32 = 0.5;

/// All evidence for and against a bead at a position: its prior, lengths and words.
pub(super) struct Evidence {
    shapes: [(f32, ShapeLengths); SHAPES],
    /// For each cell (i, j) and width a, what source segments i..i+a say about target segment j.
    forward: Vec<[f32; WIDEST]>,
    /// For each cell (i, j) and width b, what target segments j..j+b say about source segment i.
    reverse: Vec<[f32; WIDEST]>,
    sources: Vec<[Run; WIDEST]>,
    targets: Vec<[Run; WIDEST]>,
}

/// What a run of segments of one side contributes to each bead that takes it.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    size: Size,
    words: f32,
    /// What the run says about a word that none of its words is known to translate to.
    doubt: f32,
}

impl Evidence {
    /// Weighs the words of all cells of `band`.
    pub(super) fn new(
        sources: &Words,
        targets: &Words,
        lengths: &LengthModel,
        lexicon: &Lexicon,
        chances: &Chances,
        band: &Band,
    ) -> Self {
        let mut forward = vec![[0.0; WIDEST]; band.cells()];
        let mut reverse = vec![[0.0; WIDEST]; band.cells()];
        let (n, m) = (sources.len(), targets.len());
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
            shapes: std::array::from_fn(|k| {
                let (a, b) = (BEADS[k].source.max(1), BEADS[k].target.max(1));
                (chances.beads[k] as f32, lengths.of_shape(a, b))
            }),
            forward,
            reverse,
            sources: runs(sources, &lexicon.forward),
            targets: runs(targets, &lexicon.reverse),
        }
    }

    /// What the words say about the beads that begin at (i, j), except for words of which nothing is known.
    pub(super) fn told(&self, band: &Band, i: usize, j: usize) -> Told {
        let mut told = [[0f32; WIDEST]; WIDEST];
        let mut sums = [0f32; WIDEST];
        for b in 0..WIDEST {
            if let Some(cell) = band.cell(i, j + b) {
                for (sum, more) in sums.iter_mut().zip(&self.forward[cell]) {
                    *sum += more;
                }
            }
            for (row, sum) in told.iter_mut().zip(&sums) {
                row[b] = *sum;
            }
        }
        sums = [0.0; WIDEST];
        for (a, row) in told.iter_mut().enumerate() {
            if let Some(cell) = band.cell(i + a, j) {
                for (sum, more) in sums.iter_mut().zip(&self.reverse[cell]) {
                    *sum += more;
                }
            }
            for (told, sum) in row.iter_mut().zip(&sums) {
                *told += sum;
            }
        }
        Told(told)
    }

    /// The log-likelihood ratio of the `k`th bead that begins at (i, j) against its segments being unrelated, prior
    /// included.
    #[inline]
    pub(super) fn score(&self, told: &Told, k: usize, i: usize, j: usize) -> f32 {
        let (prior, lengths) = &self.shapes[k];
        let (a, b) = (BEADS[k].source, BEADS[k].target);
        if a == 0 || b == 0 {
            return *prior;
        }
        let (source, target) = (&self.sources[i][a - 1], &self.targets[j][b - 1]);
        let doubt = source.doubt * target.words + target.doubt * source.words;
        let told = doubt + told.0[a - 1][b - 1];
        prior + lengths.score(source.size, target.size) + BOTH_WAYS * told
    }
}

/// What words say about the beads that begin at one position, by the number of source segments, from 1, and the number
/// of target segments.
pub(super) struct Told([[f32; WIDEST]; WIDEST]);

/// The runs, by first segment and width.
fn runs(given: &Words, table: &Table) -> Vec<[Run; WIDEST]> {
    let run = |i: usize, a: usize| {
        let end = (i + a).min(given.len());
        let words = given.of(i, end);
        Run {
            size: Size::new(given.letters(i, end)),
            words: words.len() as f32,
            // The likelihood ratio is 1 when nothing is known of any of the words.
            doubt: (by_chance(words, table) / (1.0 + words.len() as f64)).ln() as f32,
        }
    };
    (0..given.len())
        .map(|i| std::array::from_fn(|a| run(i, a + 1)))
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

/// A sum of logarithms as a product, which is ten times as fast.
fn told(expected: &[[f32; WIDEST]], words: &[u32]) -> [f32; WIDEST] {
    let mut sums = [0f32; WIDEST];
    let mut products = [1f32; WIDEST];
    for &word in words {
        let ratios = expected[word as usize];
        if ratios[WIDEST - 1] == 0.0 {
            continue;
        }
        let mut large = false;
        for a in 0..WIDEST {
            products[a] *= 1.0 + ratios[a];
            large |= products[a] > 1e20;
        }
        if large {
            for a in 0..WIDEST {
                sums[a] += ln(products[a]);
                products[a] = 1.0;
            }
        }
    }
    std::array::from_fn(|a| sums[a] + ln(products[a]))
}
