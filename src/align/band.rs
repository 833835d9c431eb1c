//! The part of the dynamic program's table that is computed.

/// The part of the table of all positions (i, j) that is computed: for each i from 0 to n, the j from `low` to `high`.
/// Rows never move backwards, and each row overlaps the next, so there is always a path from (0, 0) to (n, m).
#[derive(Debug, Clone)]
pub(super) struct Band {
    rows: Vec<(usize, usize)>,
    offsets: Vec<usize>,
}

impl Band {
    /// The smallest valid band that holds `rows` (one for each i from 0 to n, each `low..=high` within 0..=m).
    pub(super) fn around(mut rows: Vec<(usize, usize)>, m: usize) -> Self {
        if let Some(first) = rows.first_mut() {
            first.0 = 0;
        }
        if let Some(last) = rows.last_mut() {
            last.1 = m;
        }
        let mut high = 0;
        for row in &mut rows {
            high = high.max(row.1.min(m));
            row.1 = high;
        }
        let mut low = m;
        for row in rows.iter_mut().rev() {
            low = low.min(row.0);
            row.0 = low;
        }
        for i in 1..rows.len() {
            // The next row must begin where this one still is.
            let before = rows[i - 1].1;
            if rows[i].0 > before {
                rows[i].0 = before;
            }
        }
        let mut low = m;
        for row in rows.iter_mut().rev() {
            low = low.min(row.0);
            row.0 = low;
        }
        let mut offsets = vec![0];
        let mut cells = 0;
        for (low, high) in &rows {
            cells += high + 1 - low;
            offsets.push(cells);
        }
        Band { rows, offsets }
    }

    /// The whole table.
    pub(super) fn full(n: usize, m: usize) -> Self {
        Band::around(vec![(0, m); n + 1], m)
    }

    /// The number of source segments.
    pub(super) fn n(&self) -> usize {
        self.rows.len() - 1
    }

    /// The number of target segments.
    pub(super) fn m(&self) -> usize {
        self.rows.last().map_or(0, |row| row.1)
    }

    /// The j of row i, both ends included.
    pub(super) fn row(&self, i: usize) -> (usize, usize) {
        self.rows[i]
    }

    /// The index of position (i, j), if it is in the band.
    pub(super) fn cells(&self) -> usize {
        self.offsets.last().copied().unwrap_or(0)
    }

    /// The number of position (i, j), if it is in the band.
    pub(super) fn cell(&self, i: usize, j: usize) -> Option<usize> {
        let &(low, high) = self.rows.get(i)?;
        (low <= j && j <= high).then(|| self.offsets[i] + j - low)
    }

    /// For each j from 0 to m, the range of i whose rows contain it, both ends included.
    pub(super) fn columns(&self) -> Vec<(usize, usize)> {
        let mut columns = vec![(usize::MAX, 0); self.m() + 1];
        for (i, &(low, high)) in self.rows.iter().enumerate() {
            for column in &mut columns[low..=high] {
                column.0 = column.0.min(i);
                column.1 = i;
            }
        }
        columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_are_monotone_and_meet(
            rows in proptest::collection::vec((0usize..30, 0usize..30), 1..30),
        ) {
            let rows = rows.into_iter().map(|(a, b)| (a.min(b), a.max(b))).collect();
            let band = Band::around(rows, 29);
            prop_assert_eq!(band.row(0).0, 0);
            prop_assert_eq!(band.row(band.n()).1, 29);
            for i in 1..=band.n() {
                let (before, row) = (band.row(i - 1), band.row(i));
                prop_assert!(before.0 <= row.0 && before.1 <= row.1 && row.0 <= before.1);
            }
            for (j, (first, last)) in band.columns().into_iter().enumerate() {
                for i in 0..=band.n() {
                    prop_assert_eq!(band.cell(i, j).is_some(), first <= i && i <= last);
                }
            }
        }
    }
}
