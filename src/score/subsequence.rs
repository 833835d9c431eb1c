//! Longest common subsequences: how long, and of which words.

use rustc_hash::FxHashMap;

/// The length of the longest common subsequence of `a` and `b`.
pub(super) fn length(a: &[u32], b: &[u32]) -> usize {
    let mut last = vec![u64::MAX; a.len().div_ceil(64)];
    columns(a, b, |column| last.copy_from_slice(column));
    last.iter().map(|bits| bits.count_zeros() as usize).sum()
}

/// Marks the words of `a` that are in the longest common subsequence with `b` that is found from the
/// end backwards, where a word of `a` is left out before one of `b` if either will do.
pub(super) fn mark(a: &[u32], b: &[u32], marked: &mut [bool]) {
    let blocks = a.len().div_ceil(64);
    let mut table = Vec::with_capacity(blocks * b.len());
    columns(a, b, |column| table.extend_from_slice(column));
    let (mut i, mut j) = (a.len(), b.len());
    while i > 0 && j > 0 {
        let at = i - 1;
        if a[at] == b[j - 1] {
            marked[at] = true;
            i -= 1;
            j -= 1;
        } else if table[(j - 1) * blocks + at / 64] >> (at % 64) & 1 == 0 {
            // Without the word of `a` it would be shorter.
            j -= 1;
        } else {
            i -= 1;
        }
    }
}

/// Shows `see` the table of the lengths of the longest common subsequences of all beginnings of `a`
/// with those of `b`, a column for each word of `b`: a bit for each word of `a`, 0 where the length
/// grows by one. 64 words are done at a time (Hyyrö 2004).
fn columns(a: &[u32], b: &[u32], mut see: impl FnMut(&[u64])) {
    let blocks = a.len().div_ceil(64);
    let mut places: FxHashMap<u32, Vec<u64>> = FxHashMap::default();
    for (at, word) in a.iter().enumerate() {
        places.entry(*word).or_insert_with(|| vec![0; blocks])[at / 64] |= 1 << (at % 64);
    }
    let mut column = vec![u64::MAX; blocks];
    for word in b {
        if let Some(places) = places.get(word) {
            let mut carry = false;
            for (bits, &place) in column.iter_mut().zip(places) {
                let (sum, over) = bits.overflowing_add(*bits & place);
                let (sum, over_again) = sum.overflowing_add(u64::from(carry));
                carry = over || over_again;
                *bits = sum | (*bits & !place);
            }
        }
        see(&column);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_ways_are_as_long(
            a in prop::collection::vec(0u32..6, 0..150),
            b in prop::collection::vec(0u32..6, 0..150),
        ) {
            let mut marked = vec![false; a.len()];
            mark(&a, &b, &mut marked);
            let common: Vec<u32> = a.iter().zip(&marked).filter(|(_, m)| **m).map(|(w, _)| *w).collect();
            prop_assert_eq!(common.len(), length(&a, &b));
            // What is marked is a subsequence of the other text.
            let mut rest = b.iter();
            prop_assert!(common.iter().all(|word| rest.any(|other| other == word)));
        }
    }
}
