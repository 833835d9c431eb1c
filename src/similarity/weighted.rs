//! The weighted edit distance of two token sequences, and the row of its table that every edit
//! distance but that of characters is computed by.

use std::ops::{Add, Range};

/// A token of one of the sequences, as the distance sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WeightedToken {
    /// What inserting or deleting it costs: 1 or 2.
    pub(crate) weight: u32,
    /// Which it is, for the exchange.
    pub(crate) number: u32,
}

/// Two rows of the table, kept from one distance to the next so that they are allocated once.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    above: Vec<u32>,
    row: Vec<u32>,
}

/// What the edits of one row of a table of distances cost.
pub(crate) struct RowCosts<N, I, E> {
    /// Deleting the token of the row.
    pub(crate) delete: N,
    /// Inserting the token of a column, whose number is given, the first 0.
    pub(crate) insert: I,
    /// Exchanging the token of the row for that of a column, or keeping it.
    pub(crate) exchange: E,
    /// Stands for every cost that is as great or greater, and for cells that are not computed.
    pub(crate) far: N,
}

/// Computes the cells `columns` of `row` from the row above it (Wagner and Fischer 1974). Column 0
/// is that of no tokens. Returns the least of the cells.
///
/// Both rows have a cell for each column; `above` is `far` in those of `columns`, and in the one
/// before them, that were not computed.
#[inline(always)]
pub(crate) fn fill_row<N: Copy + Ord + Add<Output = N>>(
    above: &[N],
    row: &mut [N],
    columns: Range<usize>,
    costs: &RowCosts<N, impl Fn(usize) -> N, impl Fn(usize) -> N>,
) -> N {
    let far = costs.far;
    let (mut least, mut left) = (far, far);
    let mut diagonal = match columns.start {
        0 => far,
        start => above[start - 1],
    };
    for column in columns {
        let up = above[column];
        let mut cost = far.min(up + costs.delete);
        if let Some(token) = column.checked_sub(1) {
            cost = cost.min(diagonal + (costs.exchange)(token));
            cost = cost.min(left + (costs.insert)(token));
        }
        row[column] = cost;
        least = least.min(cost);
        (left, diagonal) = (cost, up);
    }
    least
}

/// The distance of `a` and `b` if it is at most `limit`, else `None`. `exchange` says what
/// exchanging a token of `a` for one of `b` costs, given their numbers: 0 if they are equal, else
/// 1 to 3.
///
/// Equal ends are left out, which changes nothing: pairing two equal tokens at an end is never
/// worse than any other use of them, since an exchange costs no less than the difference of two
/// insertions. Of the table only the cells are computed from which the end can be reached within
/// the limit (Ukkonen 1985): a path through (i, j) costs at least the difference of the weights
/// before it and that of the weights after it.
pub(crate) fn weighted_distance(
    a: &[WeightedToken],
    b: &[WeightedToken],
    limit: u32,
    scratch: &mut Scratch,
    exchange: impl Fn(u32, u32) -> u32,
) -> Option<u32> {
    let equal = |x: &WeightedToken, y: &WeightedToken| exchange(x.number, y.number) == 0;
    let start = a.iter().zip(b).take_while(|(x, y)| equal(x, y)).count();
    let (a, b) = (&a[start..], &b[start..]);
    let pairs = a.iter().rev().zip(b.iter().rev());
    let end = pairs.take_while(|(x, y)| equal(x, y)).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    // Long texts that are alike are found in a narrow band, which is widened until it is as wide
    // as the limit asks for; what that costs in vain is a fraction of the last table.
    let mut tried = match a.len().min(b.len()) {
        0..LONG => limit,
        _ => NARROW.min(limit),
    };
    loop {
        let found = in_band(a, b, tried, scratch, &exchange);
        if found.is_some() || tried == limit {
            return found;
        }
        tried = tried.saturating_mul(8).min(limit);
    }
}

/// Number of tokens from which a text is long. Those of tests are shorter.
const LONG: usize = if cfg!(test) { 8 } else { 256 };

/// The limit that is tried first for long texts.
const NARROW: u32 = if cfg!(test) { 2 } else { 64 };

/// [`weighted_distance`] of texts whose ends differ.
fn in_band(
    a: &[WeightedToken],
    b: &[WeightedToken],
    limit: u32,
    scratch: &mut Scratch,
    exchange: &impl Fn(u32, u32) -> u32,
) -> Option<u32> {
    let weight =
        |tokens: &[WeightedToken]| tokens.iter().map(|token| i64::from(token.weight)).sum();
    let (of_a, of_b): (i64, i64) = (weight(a), weight(b));
    let (total, limit_wide) = (of_b - of_a, i64::from(limit));
    if total.abs() > limit_wide {
        return None;
    }
    // How far the weights before a cell may differ, b less a: |x| + |total − x| ≤ limit.
    let slack = (limit_wide - total.abs()) / 2;
    let (lowest, highest) = (total.min(0) - slack, total.max(0) + slack);
    let far = limit + 1;
    let Scratch { above, row } = scratch;
    above.clear();
    above.resize(b.len() + 1, far);
    row.clear();
    row.resize(b.len() + 1, far);
    // The first row: all of b so far inserted.
    let mut sum = 0u32;
    above[0] = 0;
    // Cells from..to of the last row are in the band, with the weight of b before the first.
    let (mut from, mut to) = (0, 1);
    let (mut weight_from, mut weight_to) = (0i64, 0i64);
    for (j, y) in b.iter().enumerate() {
        sum += y.weight;
        if i64::from(sum) > highest {
            break;
        }
        above[j + 1] = sum;
        to = j + 2;
        weight_to = i64::from(sum);
    }
    let mut weight_above = 0i64;
    for x in a {
        weight_above += i64::from(x.weight);
        while from < b.len() && weight_from - weight_above < lowest {
            weight_from += i64::from(b[from].weight);
            from += 1;
        }
        while to <= b.len() && weight_to + i64::from(b[to - 1].weight) - weight_above <= highest {
            weight_to += i64::from(b[to - 1].weight);
            to += 1;
        }
        let costs = RowCosts {
            delete: x.weight,
            insert: |column: usize| b[column].weight,
            exchange: |column: usize| exchange(x.number, b[column].number),
            far,
        };
        if fill_row(above, row, from..to, &costs) > limit {
            return None;
        }
        // The band never goes back, so only the cell before it may be of an older row.
        if let Some(before) = from.checked_sub(1) {
            row[before] = far;
        }
        std::mem::swap(above, row);
    }
    let cost = above[b.len()];
    (to == b.len() + 1 && from <= b.len() && cost <= limit).then_some(cost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Numbers below 4 are words, of which 0 and 1 are variants, and 2 and 3; the others are marks.
    fn exchange(x: u32, y: u32) -> u32 {
        match (x, y) {
            _ if x == y => 0,
            _ if (x < 4) != (y < 4) => 3,
            _ if x >= 4 => 1,
            _ if x / 2 == y / 2 => 1,
            _ => 2,
        }
    }

    fn weighed(numbers: &[u32]) -> Vec<WeightedToken> {
        let weight = |&number: &u32| WeightedToken {
            weight: if number < 4 { 2 } else { 1 },
            number,
        };
        numbers.iter().map(weight).collect()
    }

    /// The recurrence as it is defined, on the whole table.
    fn whole_table(a: &[WeightedToken], b: &[WeightedToken]) -> u32 {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                let mut cost = if i + j == 0 { 0 } else { u32::MAX };
                if i > 0 {
                    cost = cost.min(table[i - 1][j] + a[i - 1].weight);
                }
                if j > 0 {
                    cost = cost.min(table[i][j - 1] + b[j - 1].weight);
                }
                if i > 0 && j > 0 {
                    let exchanged = exchange(a[i - 1].number, b[j - 1].number);
                    cost = cost.min(table[i - 1][j - 1] + exchanged);
                }
                table[i][j] = cost;
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_band_finds_what_the_table_finds(
            a in prop::collection::vec(0u32..6, 0..12), b in prop::collection::vec(0u32..6, 0..12), limit in 0u32..26,
        ) {
            let (a, b) = (weighed(&a), weighed(&b));
            let truth = whole_table(&a, &b);
            let mut scratch = Scratch::default();
            for _ in 0..2 {
                let found = weighted_distance(&a, &b, limit, &mut scratch, exchange);
                prop_assert_eq!(found, (truth <= limit).then_some(truth));
            }
        }
    }
}
