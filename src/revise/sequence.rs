//! What two sequences have in common, in order: the engine under word edits.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::moves::{Link, heaviest_chain};

/// Gaps of up to so many positions (old times new) are compared by the histogram algorithm, whose
/// cost may grow with that product.
const AFFORDABLE: usize = 1 << 20;

/// How often a gap may be cut by elements that are unique in it.
const DEPTH: usize = 16;

/// The pairs of positions whose elements both sides have in common, rising on both sides.
///
/// Short sequences are compared by the histogram diff (JGit; a patience diff that falls back to
/// rare elements). Longer ones are first cut at elements that are unique in both (patience diff,
/// Cohen 2008); a gap that has none and is too large to compare has nothing in common but its
/// equal beginning and end. So the time is near n log n on any input, and no clock is asked: the
/// result depends on the sequences alone.
pub(super) fn common(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    gap(old, new, (0, 0), DEPTH, &mut pairs);
    pairs
}

fn gap(
    old: &[u32],
    new: &[u32],
    at: (usize, usize),
    depth: usize,
    pairs: &mut Vec<(usize, usize)>,
) {
    let before = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    pairs.extend((0..before).map(|k| (at.0 + k, at.1 + k)));
    let (old, new) = (&old[before..], &new[before..]);
    let after = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let at = (at.0 + before, at.1 + before);
    let end = (at.0 + old.len() - after, at.1 + new.len() - after);
    let (old, new) = (&old[..old.len() - after], &new[..new.len() - after]);
    if old.len().saturating_mul(new.len()) <= AFFORDABLE {
        histogram(old, new, at, pairs);
    } else if depth > 0 {
        cut_at_unique(old, new, at, depth - 1, pairs);
    }
    pairs.extend((0..after).map(|k| (end.0 + k, end.1 + k)));
}

fn histogram(old: &[u32], new: &[u32], at: (usize, usize), pairs: &mut Vec<(usize, usize)>) {
    for op in capture_diff_slices(Algorithm::Histogram, old, new) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            let start = (at.0 + old_index, at.1 + new_index);
            pairs.extend((0..len).map(|k| (start.0 + k, start.1 + k)));
        }
    }
}

/// Cuts a gap at the longest chain of elements that stand once on either side.
fn cut_at_unique(
    old: &[u32],
    new: &[u32],
    at: (usize, usize),
    depth: usize,
    pairs: &mut Vec<(usize, usize)>,
) {
    // For each element where it stands on either side, if it stands there once.
    let mut places: BTreeMap<u32, [(usize, usize); 2]> = BTreeMap::new();
    for (side, elements) in [old, new].into_iter().enumerate() {
        for (position, &element) in elements.iter().enumerate() {
            let place = &mut places.entry(element).or_default()[side];
            *place = (place.0 + 1, position);
        }
    }
    let links: Vec<Link> = places
        .values()
        .filter(|[old, new]| old.0 == 1 && new.0 == 1)
        .map(|[old, new]| Link {
            old: old.1,
            new: new.1,
            weight: 1,
        })
        .collect();
    let chain = heaviest_chain(&links);
    if chain.is_empty() {
        return;
    }
    let (mut i, mut j) = (0, 0);
    for link in chain.into_iter().map(|at| links[at]) {
        if link.old < i {
            // Taken by the equal end of the gap before it.
            continue;
        }
        gap(
            &old[i..link.old],
            &new[j..link.new],
            (at.0 + i, at.1 + j),
            depth,
            pairs,
        );
        pairs.push((at.0 + link.old, at.1 + link.new));
        (i, j) = (link.old + 1, link.new + 1);
    }
    gap(&old[i..], &new[j..], (at.0 + i, at.1 + j), depth, pairs);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_sequences_are_cut_at_what_is_unique() {
        let old: Vec<u32> = (0..20_000).collect();
        let new: Vec<u32> = (0..20_000)
            .map(|n| if n % 10 == 3 { 9 } else { n })
            .collect();
        let pairs = common(&old, &new);
        let expected = (0..20_000usize)
            .filter(|n| n % 10 != 3)
            .map(|n| (n, n))
            .collect::<Vec<_>>();
        assert_eq!(pairs, expected);
    }

    #[test]
    fn hostile_sequences_end() {
        let n = 300_000;
        let same = vec![1; n];
        assert_eq!(common(&same, &same).len(), n);
        assert_eq!(common(&same, &vec![2; n]).len(), 0);
        let turned: Vec<u32> = (0..n as u32).rev().collect();
        let counted: Vec<u32> = (0..n as u32).collect();
        assert_eq!(common(&counted, &turned).len(), 1);
        let alternating: Vec<u32> = (0..n as u32).map(|i| i % 2).collect();
        let other: Vec<u32> = (0..n as u32).map(|i| i % 3 % 2).collect();
        common(&alternating, &other);
    }

    proptest! {
        #[test]
        fn pairs_are_equal_and_rise(
            old in prop::collection::vec(0u32..6, 0..40),
            new in prop::collection::vec(0u32..6, 0..40),
        ) {
            let mut direct = Vec::new();
            if !old.is_empty() && !new.is_empty() {
                cut_at_unique(&old, &new, (0, 0), DEPTH, &mut direct);
            }
            for pairs in [common(&old, &new), direct] {
                prop_assert!(pairs.iter().all(|&(i, j)| old[i] == new[j]));
                prop_assert!(pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            }
        }
    }
}
