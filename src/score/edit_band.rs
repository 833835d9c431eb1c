//! The edit distance of two sequences of words within a band around the diagonal of its table, as
//! tercom's beam search computes it.

use std::ops::Range;

use crate::similarity::{RowCosts, fill_row};

/// Distance from the diagonal up to which cells are computed; farther only if one sequence is so much longer that the
/// rows would not overlap.
const WIDTH: usize = 25;

/// The value of a cell outside the band.
const FAR: u32 = u32::MAX / 2;

/// What happens to a word of the hypothesis or the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The words are the same.
    Keep,
    /// One is replaced by the other.
    Exchange,
    /// A word of the reference is inserted.
    Insert,
    /// A word of the hypothesis is deleted.
    Delete,
}

/// The table of one hypothesis, with a row for each of its words, and what is needed to compare it with others of the
/// same length.
#[derive(Debug)]
pub(super) struct EditBand<'a> {
    reference: &'a [u32],
    /// The cells of each row that are computed. The first row is that of no words.
    bands: Vec<Range<usize>>,
    /// The start of each row in `cells`.
    starts: Vec<usize>,
    cells: Vec<u32>,
    /// Two whole rows with [`FAR`] outside of the band.
    rows: [Vec<u32>; 2],
}

impl<'a> EditBand<'a> {
    /// Creates a table for hypotheses of `length` words.
    pub(super) fn new(reference: &'a [u32], length: usize) -> Self {
        let columns = reference.len() + 1;
        // The same arithmetic of floating point as there, since it is cut off to whole numbers.
        let ratio = match length {
            0 => 1.0,
            _ => reference.len() as f64 / length as f64,
        };
        let width = if (WIDTH as f64) < ratio / 2.0 {
            (ratio / 2.0 + WIDTH as f64).ceil() as usize
        } else {
            WIDTH
        };
        let mut bands = Vec::with_capacity(length + 1);
        bands.push(0..columns);
        bands.extend((1..=length).map(|row| {
            let diagonal = (row as f64 * ratio).floor() as usize;
            let end = if row == length {
                columns
            } else {
                columns.min(diagonal + width)
            };
            diagonal.saturating_sub(width)..end
        }));
        let mut starts = Vec::with_capacity(length + 1);
        let mut cells = 0;
        for band in &bands {
            starts.push(cells);
            cells += band.len();
        }
        let mut cells = vec![FAR; cells];
        for (column, cell) in cells[..columns].iter_mut().enumerate() {
            *cell = column as u32;
        }
        EditBand {
            reference,
            bands,
            starts,
            cells,
            rows: [vec![FAR; columns], vec![FAR; columns]],
        }
    }

    pub(super) fn reference(&self) -> &'a [u32] {
        self.reference
    }

    /// Computes the table of `words`.
    pub(super) fn fill(&mut self, words: &[u32]) {
        self.load(0);
        for row in 1..=words.len() {
            self.next(row, words[row - 1]);
            let band = self.bands[row].clone();
            let start = self.starts[row];
            self.cells[start..start + band.len()].copy_from_slice(&self.rows[0][band]);
        }
    }

    /// The distance of the words that the table was filled with.
    pub(super) fn distance(&self) -> u32 {
        self.cells.last().copied().unwrap_or(0)
    }

    /// The distance of `words` if it is at most `most`. `words` begin and, from `same_from` on, end with words that the
    /// table was filled with.
    pub(super) fn distance_within(
        &mut self,
        words: &[u32],
        same_to: usize,
        same_from: usize,
        most: u32,
    ) -> Option<u32> {
        self.load(same_to);
        for row in same_to + 1..=words.len() {
            self.next(row, words[row - 1]);
            let band = self.bands[row].clone();
            let cells = &self.rows[0][band.clone()];
            if row >= same_from && row < words.len() {
                let start = self.starts[row];
                // From here on the tables are the same.
                if cells == &self.cells[start..start + band.len()] {
                    return Some(self.distance()).filter(|&distance| distance <= most);
                }
            }
            // What is left takes at least as many edits as its lengths differ by.
            let left = words.len() - row;
            let least = band.zip(cells).map(|(column, &cell)| {
                cell + (self.reference.len() - column).abs_diff(left) as u32
            });
            if least.min().is_some_and(|least| least > most) {
                return None;
            }
        }
        let last = self.rows[0].last().copied();
        last.filter(|&distance| distance <= most)
    }

    /// The steps that turn `words`, which the table was filled with, into the reference. Of equally good steps, keeping
    /// and replacing come first, then deleting.
    pub(super) fn steps(&self, words: &[u32]) -> Vec<Step> {
        let (mut row, mut column) = (words.len(), self.reference.len());
        let mut steps = Vec::with_capacity(row + column);
        while row > 0 || column > 0 {
            let here = self.cell(row, column);
            let step = if row == 0 {
                Step::Insert
            } else if column == 0 {
                Step::Delete
            } else {
                let same = words[row - 1] == self.reference[column - 1];
                if here == self.cell(row - 1, column - 1) + u32::from(!same) {
                    if same { Step::Keep } else { Step::Exchange }
                } else if here == self.cell(row - 1, column) + 1 {
                    Step::Delete
                } else {
                    Step::Insert
                }
            };
            steps.push(step);
            row -= usize::from(step != Step::Insert);
            column -= usize::from(step != Step::Delete);
        }
        steps.reverse();
        steps
    }

    fn cell(&self, row: usize, column: usize) -> u32 {
        let band = &self.bands[row];
        match band.contains(&column) {
            true => self.cells[self.starts[row] + column - band.start],
            false => FAR,
        }
    }

    /// Makes a row of the table the one that comes before the next one computed.
    fn load(&mut self, row: usize) {
        let band = self.bands[row].clone();
        let start = self.starts[row];
        let [now, other] = &mut self.rows;
        now.fill(FAR);
        other.fill(FAR);
        now[band.clone()].copy_from_slice(&self.cells[start..start + band.len()]);
    }

    /// Computes row number `row`, of `word`, from the one before it.
    fn next(&mut self, row: usize, word: u32) {
        self.rows.swap(0, 1);
        let [now, before] = &mut self.rows;
        let band = self.bands[row].clone();
        if row >= 2 {
            // What stands here is from two rows before.
            let old = self.bands[row - 2].clone();
            now[old.start..band.start.max(old.start)].fill(FAR);
            now[band.end..old.end.max(band.end)].fill(FAR);
        }
        let costs = RowCosts {
            delete: 1,
            insert: |_| 1,
            exchange: |column: usize| u32::from(self.reference[column] != word),
            far: FAR,
        };
        fill_row(before, now, band, &costs);
    }
}
