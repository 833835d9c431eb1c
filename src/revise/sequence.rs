//! The common elements of two sequences, in order: the engine under word edits.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::moves::{Link, heaviest_chain};

/// Maximum product of the lengths of a gap (old times new) that is compared by an algorithm whose time may grow with
/// that product.
const AFFORDABLE: usize = 1 << 20;

/// Maximum number of times that a gap is cut at elements that are unique in it.
const DEPTH: usize = 16;

/// The pairs of positions whose elements both sides have in common, rising on both sides.
///
/// Short sequences are compared by a histogram diff (JGit; a patience diff that falls back to rare elements). Longer
/// ones are first cut at elements that are unique in both (patience diff, Cohen 2008) or, if there are none, at the
/// first, second, third … occurrence of each element on both sides. Time is close to n log n on any input, and the
/// result depends on the sequences alone.
pub(super) fn common(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let mut found = Common {
        algorithm: Algorithm::Histogram,
        pairs: Vec::new(),
    };
    found.gap(old, new, (0, 0), DEPTH);
    found.pairs
}

/// Like the above, but pairs the unique elements first in sequences of any length: a patience diff with Myers'
/// algorithm (1986) in the gaps.
pub(super) fn patience(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let mut found = Common {
        algorithm: Algorithm::Myers,
        pairs: Vec::new(),
    };
    found.between_equal_ends(old, new, (0, 0), |found, old, new, at| {
        let cuts = chain(&unique_links(old, new));
        if cuts.is_empty() {
            found.middle(old, new, at, DEPTH);
        } else {
            found.cut(old, new, at, &cuts, DEPTH);
        }
    });
    found.pairs
}

struct Common {
    /// What compares gaps that are small enough.
    algorithm: Algorithm,
    pairs: Vec<(usize, usize)>,
}

impl Common {
    /// Pairs what `old` and `new`, which begin at `at`, have in common.
    fn gap(&mut self, old: &[u32], new: &[u32], at: (usize, usize), depth: usize) {
        self.between_equal_ends(old, new, at, |found, old, new, at| {
            found.middle(old, new, at, depth);
        });
    }

    /// Pairs the equal beginning and the equal end, and calls `middle` for what is between them.
    fn between_equal_ends(
        &mut self,
        old: &[u32],
        new: &[u32],
        at: (usize, usize),
        middle: impl FnOnce(&mut Self, &[u32], &[u32], (usize, usize)),
    ) {
        let before = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        self.run(at, before);
        let (old, new) = (&old[before..], &new[before..]);
        let from_the_end = old.iter().rev().zip(new.iter().rev());
        let after = from_the_end.take_while(|(a, b)| a == b).count();
        let at = (at.0 + before, at.1 + before);
        let (old, new) = (&old[..old.len() - after], &new[..new.len() - after]);
        if !old.is_empty() && !new.is_empty() {
            middle(self, old, new, at);
        }
        self.run((at.0 + old.len(), at.1 + new.len()), after);
    }

    fn run(&mut self, at: (usize, usize), length: usize) {
        self.pairs.extend((0..length).map(|k| (at.0 + k, at.1 + k)));
    }

    fn middle(&mut self, old: &[u32], new: &[u32], at: (usize, usize), depth: usize) {
        if old.len().saturating_mul(new.len()) <= AFFORDABLE {
            self.compare(old, new, at);
        } else if depth > 0 {
            let mut cuts = chain(&unique_links(old, new));
            if cuts.is_empty() {
                cuts = chain(&occurrence_links(old, new));
            }
            if !cuts.is_empty() {
                self.cut(old, new, at, &cuts, depth - 1);
            }
        }
    }

    fn compare(&mut self, old: &[u32], new: &[u32], at: (usize, usize)) {
        for op in capture_diff_slices(self.algorithm, old, new) {
            if let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = op
            {
                self.run((at.0 + old_index, at.1 + new_index), len);
            }
        }
    }

    /// Pairs `cuts`, and what is in common between them.
    fn cut(
        &mut self,
        old: &[u32],
        new: &[u32],
        at: (usize, usize),
        cuts: &[(usize, usize)],
        depth: usize,
    ) {
        let (mut i, mut j) = (0, 0);
        for &(to, to_new) in cuts {
            let start = (at.0 + i, at.1 + j);
            self.gap(&old[i..to], &new[j..to_new], start, depth);
            self.pairs.push((at.0 + to, at.1 + to_new));
            (i, j) = (to + 1, to_new + 1);
        }
        self.gap(&old[i..], &new[j..], (at.0 + i, at.1 + j), depth);
    }
}

/// The longest chain of links, as pairs of positions.
fn chain(links: &[Link]) -> Vec<(usize, usize)> {
    let places = heaviest_chain(links).into_iter();
    places.map(|at| (links[at].old, links[at].new)).collect()
}

/// Links of the elements that stand once on either side.
fn unique_links(old: &[u32], new: &[u32]) -> Vec<Link> {
    // How often, and where last.
    let places = |elements: &[u32]| {
        let mut places: FxHashMap<u32, (u32, usize)> = FxHashMap::default();
        for (position, &element) in elements.iter().enumerate() {
            let place = places.entry(element).or_default();
            *place = (place.0 + 1, position);
        }
        places
    };
    let (of_old, of_new) = (places(old), places(new));
    let unique = |element: &u32| match (of_old.get(element), of_new.get(element)) {
        (Some(&(1, old)), Some(&(1, new))) => Some(link(old, new)),
        _ => None,
    };
    old.iter().filter_map(unique).collect()
}

/// Links of the first occurrences of each element on both sides, of the second ones, and so on.
fn occurrence_links(old: &[u32], new: &[u32]) -> Vec<Link> {
    let mut seen: FxHashMap<u32, u32> = FxHashMap::default();
    let mut numbered = |elements: &[u32]| -> Vec<(u32, u32)> {
        seen.clear();
        let number = |&element| {
            let count = seen.entry(element).or_default();
            *count += 1;
            (element, *count)
        };
        elements.iter().map(number).collect()
    };
    let new = numbered(new).into_iter().enumerate();
    let places: FxHashMap<(u32, u32), usize> = new.map(|(at, key)| (key, at)).collect();
    let old = numbered(old).into_iter().enumerate();
    old.filter_map(|(at, key)| Some(link(at, *places.get(&key)?)))
        .collect()
}

fn link(old: usize, new: usize) -> Link {
    Link {
        old,
        new,
        weight: 1,
    }
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
        assert!(common(&alternating, &other).len() > n / 3);
        assert!(patience(&alternating, &other).len() > n / 3);
        let swapped: Vec<u32> = (0..n as u32).map(|i| i ^ 1).collect();
        assert_eq!(patience(&counted, &swapped).len(), n / 2);
    }

    proptest! {
        #[test]
        fn pairs_are_equal_and_rise(
            old in prop::collection::vec(0u32..6, 0..40),
            new in prop::collection::vec(0u32..6, 0..40),
        ) {
            let mut cut = Common { algorithm: Algorithm::Myers, pairs: Vec::new() };
            cut.cut(&old, &new, (0, 0), &chain(&occurrence_links(&old, &new)), DEPTH);
            for pairs in [common(&old, &new), patience(&old, &new), cut.pairs] {
                prop_assert!(pairs.iter().all(|&(i, j)| old[i] == new[j]));
                prop_assert!(pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            }
        }
    }
}
