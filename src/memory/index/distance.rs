//! The weighted edit distance of two token sequences, as far as it is affordable.

/// A token of one of the sequences, as the distance sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed {
    /// What inserting or deleting it costs: 1 or 2.
    pub weight: u32,
    /// Which it is, for the exchange.
    pub number: u32,
}

/// Room that is used again from one distance to the next.
#[derive(Debug, Default)]
pub(super) struct Rows {
    before: Vec<u32>,
    row: Vec<u32>,
}

/// The distance of `a` and `b` if it is at most `limit`. `exchange` says what a token of `a`
/// exchanged for one of `b` costs: 0 if they are equal, else 1 to 3.
///
/// Equal ends are left out, which changes nothing: pairing two equal tokens at an end is never
/// worse than any other use of them, since an exchange costs no less than the difference of two
/// insertions. Of the table only the cells are computed from which the end can be reached within
/// the limit (Ukkonen 1985): a path through (i, j) costs at least the difference of the weights
/// before it and that of the weights after it.
pub(super) fn distance(
    a: &[Weighed],
    b: &[Weighed],
    limit: u32,
    rows: &mut Rows,
    exchange: impl Fn(u32, u32) -> u32,
) -> Option<u32> {
    let equal = |x: &Weighed, y: &Weighed| exchange(x.number, y.number) == 0;
    let start = a.iter().zip(b).take_while(|(x, y)| equal(x, y)).count();
    let (a, b) = (&a[start..], &b[start..]);
    let pairs = a.iter().rev().zip(b.iter().rev());
    let end = pairs.take_while(|(x, y)| equal(x, y)).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    // Of long texts those that are near are found in a narrow band, which is widened until it is
    // as wide as the limit asks for; what that costs in vain is a fraction of the last table.
    let mut tried = match a.len().min(b.len()) {
        0..LONG => limit,
        _ => NARROW.min(limit),
    };
    loop {
        let found = in_band(a, b, tried, rows, &exchange);
        if found.is_some() || tried == limit {
            return found;
        }
        tried = tried.saturating_mul(8).min(limit);
    }
}

/// Texts of so many tokens are long. Tests have no such ones.
const LONG: usize = if cfg!(test) { 8 } else { 256 };

/// The limit that is tried first for long texts.
const NARROW: u32 = if cfg!(test) { 2 } else { 64 };

/// [`distance`] of what is left.
fn in_band(
    a: &[Weighed],
    b: &[Weighed],
    limit: u32,
    rows: &mut Rows,
    exchange: &impl Fn(u32, u32) -> u32,
) -> Option<u32> {
    let weight = |tokens: &[Weighed]| tokens.iter().map(|token| i64::from(token.weight)).sum();
    let (of_a, of_b): (i64, i64) = (weight(a), weight(b));
    let (total, limit_wide) = (of_b - of_a, i64::from(limit));
    if total.abs() > limit_wide {
        return None;
    }
    // How far the weights before a cell may differ, b less a: |x| + |total − x| ≤ limit.
    let slack = (limit_wide - total.abs()) / 2;
    let (lowest, highest) = (total.min(0) - slack, total.max(0) + slack);
    let far = limit + 1;
    let Rows { before, row } = rows;
    before.clear();
    before.resize(b.len() + 1, far);
    row.clear();
    row.resize(b.len() + 1, far);
    // The first row: all of b so far inserted.
    let mut sum = 0u32;
    before[0] = 0;
    // Cells from..to of the last row are in the band, with the weight of b before the first.
    let (mut from, mut to) = (0, 1);
    let (mut weight_from, mut weight_to) = (0i64, 0i64);
    for (j, y) in b.iter().enumerate() {
        sum += y.weight;
        if i64::from(sum) > highest {
            break;
        }
        before[j + 1] = sum;
        to = j + 2;
        weight_to = i64::from(sum);
    }
    let mut above = 0i64;
    for x in a {
        above += i64::from(x.weight);
        let (old_from, old_to) = (from, to);
        while from < b.len() && weight_from - above < lowest {
            weight_from += i64::from(b[from].weight);
            from += 1;
        }
        while to <= b.len() && weight_to + i64::from(b[to - 1].weight) - above <= highest {
            weight_to += i64::from(b[to - 1].weight);
            to += 1;
        }
        let mut best = far;
        let mut left = far;
        for j in from..to {
            let mut cost = far;
            if (old_from..old_to).contains(&j) {
                cost = before[j] + x.weight;
            }
            if j > 0 {
                let y = &b[j - 1];
                if (old_from..old_to).contains(&(j - 1)) {
                    cost = cost.min(before[j - 1] + exchange(x.number, y.number));
                }
                if j > from {
                    cost = cost.min(left + y.weight);
                }
            }
            left = cost.min(far);
            row[j] = left;
            best = best.min(left);
        }
        if best > limit {
            return None;
        }
        std::mem::swap(before, row);
    }
    let cost = before[b.len()];
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

    fn weighed(numbers: &[u32]) -> Vec<Weighed> {
        let weight = |&number: &u32| Weighed {
            weight: if number < 4 { 2 } else { 1 },
            number,
        };
        numbers.iter().map(weight).collect()
    }

    /// The recurrence as it is defined, on the whole table.
    fn whole_table(a: &[Weighed], b: &[Weighed]) -> u32 {
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
            let mut rows = Rows::default();
            for _ in 0..2 {
                let found = distance(&a, &b, limit, &mut rows, exchange);
                prop_assert_eq!(found, (truth <= limit).then_some(truth));
            }
        }
    }
}
