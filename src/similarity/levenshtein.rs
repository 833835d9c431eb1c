use std::collections::HashMap;

/// The Levenshtein distance of `a` and `b` in Unicode scalars (Levenshtein 1966).
///
/// A column of the table is kept as bits, 64 rows a word, in which rows differ by +1, 0 or −1
/// (Myers 1999, in the form of Hyyrö 2003). Time is the product of the lengths over 64; take
/// [`within`] where only small distances matter.
pub fn levenshtein(a: &[char], b: &[char]) -> usize {
    let (a, b) = without_common_ends(a, b);
    if a.is_empty() || b.is_empty() {
        return a.len().max(b.len());
    }
    // Of very long texts, near ones are found sooner by their diagonals.
    if a.len().min(b.len()) > 1 << 14 {
        for limit in [32, 256] {
            if let Some(distance) = within(a, b, limit) {
                return distance;
            }
        }
    }
    let words = a.len().div_ceil(64);
    let mut places: HashMap<char, usize> = HashMap::new();
    // The rows of each letter of `a`, `words` words a letter.
    let mut rows: Vec<u64> = Vec::new();
    for (row, &c) in a.iter().enumerate() {
        let place = *places.entry(c).or_insert_with(|| {
            rows.resize(rows.len() + words, 0);
            rows.len() - words
        });
        rows[place + row / 64] |= 1 << (row % 64);
    }
    let none = vec![0; words];
    // Rows that are one more than the row above them, and one less.
    let mut more = vec![u64::MAX; words];
    let mut less = vec![0u64; words];
    let last = 1u64 << ((a.len() - 1) % 64);
    let mut distance = a.len();
    for c in b {
        let equal = places.get(c).map_or(&none[..], |&at| &rows[at..at + words]);
        // The first row is one more in each column.
        let (mut carry_more, mut carry_less) = (1u64, 0u64);
        for (at, &equal) in equal.iter().enumerate() {
            let (up, down) = (more[at], less[at]);
            let vertical = equal | down;
            let equal = equal | carry_less;
            let horizontal = (((equal & up).wrapping_add(up)) ^ up) | equal;
            let mut right = down | !(horizontal | up);
            let mut left = up & horizontal;
            if at + 1 == words {
                distance += usize::from(right & last != 0);
                distance -= usize::from(left & last != 0);
            }
            let out = (right >> 63, left >> 63);
            right = (right << 1) | carry_more;
            left = (left << 1) | carry_less;
            more[at] = left | !(vertical | right);
            less[at] = right & vertical;
            (carry_more, carry_less) = out;
        }
    }
    distance
}

/// The same distance if it is at most `limit`, else none, in time `limit` × length: only the
/// diagonals within `limit` of the main one are computed (Ukkonen 1985).
pub fn within(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    let (a, b) = without_common_ends(a, b);
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > limit {
        return None;
    }
    let far = limit + 1;
    let mut row: Vec<usize> = (0..=short.len()).map(|j| j.min(far)).collect();
    for (i, &c) in long.iter().enumerate() {
        let from = (i + 1).saturating_sub(limit).max(1);
        let to = (i + 1 + limit).min(short.len());
        let mut diagonal = row[from - 1];
        row[from - 1] = if from == 1 { (i + 1).min(far) } else { far };
        let mut best = row[from - 1];
        for j in from..=to {
            let above = row[j];
            let substituted = diagonal + usize::from(c != short[j - 1]);
            // The cell above the band's upper edge was never computed in this band.
            let deleted = if j == i + 1 + limit { far } else { above + 1 };
            row[j] = substituted.min(deleted).min(row[j - 1] + 1).min(far);
            best = best.min(row[j]);
            diagonal = above;
        }
        if best > limit {
            return None;
        }
    }
    let distance = row[short.len()];
    (distance <= limit).then_some(distance)
}

fn without_common_ends<'a>(a: &'a [char], b: &'a [char]) -> (&'a [char], &'a [char]) {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    (&a[..a.len() - suffix], &b[..b.len() - suffix])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The recurrence as it is defined, on the whole table.
    fn whole_table(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => (table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]))
                        .min(table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1),
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn the_band_finds_what_the_table_finds(a in "[abc]{0,12}", b in "[abc]{0,12}", limit in 0usize..14) {
            let a: Vec<char> = a.chars().collect();
            let b: Vec<char> = b.chars().collect();
            let truth = whole_table(&a, &b);
            prop_assert_eq!(levenshtein(&a, &b), truth);
            prop_assert_eq!(within(&a, &b, limit), (truth <= limit).then_some(truth));
        }

        #[test]
        fn bits_find_what_the_table_finds(a in "[abc桥]{0,200}", b in "[abc桥]{0,200}") {
            let a: Vec<char> = a.chars().collect();
            let b: Vec<char> = b.chars().collect();
            prop_assert_eq!(levenshtein(&a, &b), whole_table(&a, &b));
        }
    }
}
