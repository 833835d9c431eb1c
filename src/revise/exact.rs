use std::collections::BTreeMap;

use super::group::Pairing;
use super::sequence;

/// Minimum length, in bytes, of a repeated segment that may count as moved. A shorter one (a line of asterisks, "Yes.")
/// says nothing about where it came from.
const TELLING: u64 = 20;

/// Pairs segments with equal forms: first those that keep their order, by a patience diff; then unique ones that moved;
/// then repeated ones beside a pair; then long repeated ones in order.
pub(super) fn pair_equal(old: &[u32], new: &[u32], weights: &[u64]) -> Pairing {
    let mut pairing = Pairing::new(old.len(), new.len());
    for (i, j) in sequence::patience(old, new) {
        pairing.pair(i, j);
    }
    let mut seen: BTreeMap<u32, [Vec<usize>; 2]> = BTreeMap::new();
    for (at, &form) in old.iter().enumerate() {
        if pairing.of_old[at].is_none() {
            seen.entry(form).or_default()[0].push(at);
        }
    }
    for (at, &form) in new.iter().enumerate() {
        if pairing.of_new[at].is_none()
            && let Some(sides) = seen.get_mut(&form)
        {
            sides[1].push(at);
        }
    }
    let moved_from = pairing.groups.len();
    for [olds, news] in seen.values() {
        if let (&[i], &[j]) = (&olds[..], &news[..]) {
            pairing.pair(i, j);
        }
    }
    beside_pairs(&mut pairing, moved_from, old, new);
    let repeated_from = pairing.groups.len();
    for [olds, news] in seen.values() {
        let olds = olds
            .iter()
            .filter(|&&i| pairing.of_old[i].is_none() && weights[i] >= TELLING)
            .copied()
            .collect::<Vec<_>>();
        let news = news
            .iter()
            .filter(|&&j| pairing.of_new[j].is_none())
            .copied()
            .collect::<Vec<_>>();
        for (&i, &j) in olds.iter().zip(&news) {
            pairing.pair(i, j);
        }
    }
    beside_pairs(&mut pairing, repeated_from, old, new);
    pairing
}

/// Pairs equal free segments right beside a pair, from group `from` on, as far as possible.
fn beside_pairs(pairing: &mut Pairing, from: usize, old: &[u32], new: &[u32]) {
    let mut at = from;
    while let Some(group) = pairing.groups.get(at) {
        let (i, j) = (group.old.start, group.new.start);
        if pairing.free(i + 1, j + 1) && old[i + 1] == new[j + 1] {
            pairing.pair(i + 1, j + 1);
        }
        if i > 0 && j > 0 && pairing.free(i - 1, j - 1) && old[i - 1] == new[j - 1] {
            pairing.pair(i - 1, j - 1);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(old: &[u32], new: &[u32], weight: u64) -> Vec<(usize, usize)> {
        let mut pairs: Vec<_> = pair_equal(old, new, &vec![weight; old.len()])
            .groups
            .iter()
            .map(|group| (group.old.start, group.new.start))
            .collect();
        pairs.sort();
        pairs
    }

    #[test]
    fn order_first_then_what_moved() {
        assert_eq!(
            pairs(&[1, 2, 3, 4, 5], &[5, 1, 2, 3, 9], 50),
            [(0, 1), (1, 2), (2, 3), (4, 0)]
        );
    }

    #[test]
    fn repeated_ones_go_with_their_neighbours() {
        // 7 is repeated, and too short to move by itself; the one after 9 moved with it.
        assert_eq!(
            pairs(&[1, 7, 2, 3, 9, 7], &[9, 7, 1, 7, 2, 3], 1),
            [(0, 2), (1, 3), (2, 4), (3, 5), (4, 0), (5, 1)]
        );
    }

    #[test]
    fn short_repeated_ones_do_not_move() {
        let (old, new) = ([7, 7, 1, 2, 3], [1, 2, 3, 7, 7]);
        assert_eq!(pairs(&old, &new, 1).len(), 3);
        assert_eq!(pairs(&old, &new, 50).len(), 5);
    }
}
