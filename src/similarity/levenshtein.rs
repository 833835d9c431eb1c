//! The Levenshtein distance of characters.
//!
//! A column of the table of distances is kept as bits, one a row, that say where rows differ by +1
//! or −1 (Myers 1999, in the form of Hyyrö 2003). A word of 64 rows is a block. Long texts are
//! computed a block at a time over those columns that lie within the limit of the diagonal
//! (Ukkonen 1985), so the time is that of the cells near the diagonal, divided by 64.

/// Number of rows in a block.
const BLOCK: usize = 64;

/// Number of rows up to which each character is compared with every row: building [`Rows`] takes
/// longer than that for most words.
const MAX_COMPARED_ROWS: usize = 16;

/// The Levenshtein distance of `a` and `b` in Unicode scalars (Levenshtein 1966).
pub fn levenshtein(a: &[char], b: &[char]) -> usize {
    let (short, long) = without_common_ends(a, b);
    // The distance of long texts that are alike is found near the diagonal.
    let mut limit = BLOCK.max(long.len() - short.len());
    while limit.saturating_mul(8) < short.len() {
        if let Some(distance) = bounded(short, long, limit) {
            return distance;
        }
        limit *= 8;
    }
    // No distance is greater than the longer text.
    bounded(short, long, long.len()).unwrap_or(long.len())
}

/// The distance if it is at most `limit`, otherwise `None`.
pub fn within(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let (short, long) = without_common_ends(a, b);
    bounded(short, long, limit.min(long.len()))
}

fn bounded(short: &[char], long: &[char], limit: usize) -> Option<usize> {
    match short.len() {
        0 => Some(long.len()).filter(|&distance| distance <= limit),
        rows @ 1..=MAX_COMPARED_ROWS => {
            let bits = |c| {
                let rows = short.iter().enumerate();
                rows.fold(0, |bits, (row, &at)| bits | (u64::from(at == c) << row))
            };
            in_one_block(rows, long, limit, bits)
        }
        length @ ..=BLOCK => {
            let mut rows = Rows::default();
            rows.fill(short);
            in_one_block(length, long, limit, |c| rows.bits_of(c))
        }
        _ => in_blocks(short, long, limit),
    }
}

/// The distance of texts of which the shorter one has `rows` characters, at most 64; `bits` says
/// which of them a character is equal to.
#[inline(always)]
fn in_one_block(
    rows: usize,
    long: &[char],
    limit: usize,
    bits: impl Fn(char) -> u64,
) -> Option<usize> {
    let mut column = Column::default();
    let mut distance = rows;
    // Each column that is left takes at most one away.
    let mut affordable = limit + long.len();
    for &c in long {
        let change = column.next(bits(c), Change::MORE).row(rows - 1);
        distance = change.apply(distance);
        affordable -= 1;
        if distance > affordable {
            return None;
        }
    }
    Some(distance)
}

fn in_blocks(short: &[char], long: &[char], limit: usize) -> Option<usize> {
    // How the row above the block changes at each column; beyond the columns that were computed
    // it is taken to be dearer than it is, which is no path within the limit.
    let mut above = vec![Change::MORE; long.len()];
    let mut rows = Rows::default();
    // The first column of the block, and the distance there in the row above it.
    let (mut from, mut start) = (0, 0);
    let mut done = 0;
    for part in short.chunks(BLOCK) {
        done += part.len();
        rows.fill(part);
        let mut column = Column::default();
        let mut distance = start + part.len();
        let mut least = distance;
        let to = long.len().min(done + limit);
        let next_from = done.saturating_sub(limit).max(from);
        for columns in [from..next_from, next_from..to] {
            start = distance;
            let cells = long[columns.clone()].iter().zip(&mut above[columns]);
            for (&c, above) in cells {
                let change = column.next(rows.bits_of(c), *above);
                *above = change.row(part.len() - 1);
                distance = above.apply(distance);
                least = least.min(distance);
            }
        }
        if least > limit {
            return None;
        }
        if done == short.len() {
            return Some(distance).filter(|&distance| distance <= limit);
        }
        from = next_from;
    }
    None
}

/// How rows change from one column to the next: a bit for each that is one more, and for each that
/// is one less.
#[derive(Debug, Clone, Copy)]
struct Change {
    more: u64,
    less: u64,
}

impl Change {
    /// A single row that is one more.
    const MORE: Change = Change { more: 1, less: 0 };

    /// The change of one row.
    #[inline(always)]
    fn row(self, row: usize) -> Change {
        Change {
            more: (self.more >> row) & 1,
            less: (self.less >> row) & 1,
        }
    }

    /// A distance of a single row after the change.
    #[inline(always)]
    fn apply(self, distance: usize) -> usize {
        distance + self.more as usize - self.less as usize
    }
}

/// A block of rows in one column: a bit for each row that is one more than the row above it, and
/// for each that is one less.
struct Column {
    more: u64,
    less: u64,
}

impl Default for Column {
    fn default() -> Self {
        Column {
            more: u64::MAX,
            less: 0,
        }
    }
}

impl Column {
    /// Goes on to the next column. `equal` has the rows whose characters are equal to that of the
    /// column, and `above` the change of the row above the block. Returns how the rows change.
    #[inline(always)]
    fn next(&mut self, equal: u64, above: Change) -> Change {
        let vertical = equal | self.less;
        let equal = equal | above.less;
        let horizontal = ((equal & self.more).wrapping_add(self.more) ^ self.more) | equal;
        let change = Change {
            more: self.less | !(horizontal | self.more),
            less: self.more & horizontal,
        };
        let more = (change.more << 1) | above.more;
        let less = (change.less << 1) | above.less;
        self.more = less | !(vertical | more);
        self.less = more & vertical;
        change
    }
}

/// The rows of a block by their characters: an open hash table with twice as many slots as rows.
struct Rows {
    chars: [char; 2 * BLOCK],
    /// 0 in a slot that is free.
    bits: [u64; 2 * BLOCK],
}

impl Default for Rows {
    fn default() -> Self {
        Rows {
            chars: ['\0'; 2 * BLOCK],
            bits: [0; 2 * BLOCK],
        }
    }
}

impl Rows {
    /// Forgets what was there and takes `part`, at most 64 characters.
    fn fill(&mut self, part: &[char]) {
        self.bits = [0; 2 * BLOCK];
        for (row, &c) in part.iter().enumerate() {
            let slot = self.slot(c);
            self.chars[slot] = c;
            self.bits[slot] |= 1 << row;
        }
    }

    #[inline(always)]
    fn bits_of(&self, c: char) -> u64 {
        self.bits[self.slot(c)]
    }

    /// The slot of `c`, or the one where it would go. The characters of a script lie close
    /// together, so few share a slot.
    #[inline(always)]
    fn slot(&self, c: char) -> usize {
        let mut slot = c as usize % (2 * BLOCK);
        while self.bits[slot] != 0 && self.chars[slot] != c {
            slot = (slot + 1) % (2 * BLOCK);
        }
        slot
    }
}

/// The shorter and the longer text without what both begin and end with.
fn without_common_ends<'a>(a: &'a [char], b: &'a [char]) -> (&'a [char], &'a [char]) {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let pairs = a.iter().rev().zip(b.iter().rev());
    let suffix = pairs.take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    if a.len() <= b.len() { (a, b) } else { (b, a) }
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
        fn words_have_the_distance_of_the_table(a in "[abc]{0,12}", b in "[abc]{0,12}", limit in 0usize..14) {
            let a: Vec<char> = a.chars().collect();
            let b: Vec<char> = b.chars().collect();
            let truth = whole_table(&a, &b);
            prop_assert_eq!(levenshtein(&a, &b), truth);
            prop_assert_eq!(within(&a, &b, limit), (truth <= limit).then_some(truth));
        }

        #[test]
        fn lines_have_the_distance_of_the_table(a in "[abc桥á]{0,200}", b in "[abc桥á]{0,200}", limit in 0usize..200) {
            let a: Vec<char> = a.chars().collect();
            let b: Vec<char> = b.chars().collect();
            let truth = whole_table(&a, &b);
            prop_assert_eq!(levenshtein(&a, &b), truth);
            prop_assert_eq!(within(&a, &b, limit), (truth <= limit).then_some(truth));
        }

        #[test]
        fn long_texts_have_the_distance_of_the_table(
            a in "[abc桥á]{500,700}", edits in prop::collection::vec((0usize..700, 0usize..3, any::<bool>()), 0..90),
            limit in 0usize..120,
        ) {
            let a: Vec<char> = a.chars().collect();
            let mut b = a.clone();
            for (at, length, insert) in edits {
                let at = at.min(b.len());
                let end = (at + length).min(b.len());
                b.splice(at..end, insert.then_some('x'));
            }
            let truth = whole_table(&a, &b);
            prop_assert_eq!(levenshtein(&a, &b), truth);
            prop_assert_eq!(within(&a, &b, limit), (truth <= limit).then_some(truth));
        }
    }
}
