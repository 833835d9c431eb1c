/// The Levenshtein distance of `a` and `b` in Unicode scalars (Levenshtein 1966; two rows, after
/// Wagner & Fischer 1974).
///
/// Time is the product of the lengths; take [`within`] where only small distances matter.
pub fn levenshtein(a: &[char], b: &[char]) -> usize {
    within(a, b, a.len().max(b.len())).unwrap_or(a.len().max(b.len()))
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
    }
}
