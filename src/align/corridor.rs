//! The first band for long texts, along words that are rare on both sides.
//!
//! The heaviest rising chain of anchors is Melamed's 1999 geometric mapping made discrete, and by
//! a Fenwick tree (Fenwick 1994) takes O(k log m) for k anchors.

use super::anchors::Seed;
use super::band::Band;
use super::words::Words;

/// Number of positions up to which the whole table is computed.
const AFFORDABLE: usize = 20_000;

/// Maximum number of segments that a word of an anchor may occur in.
const MAX_SEGMENTS: usize = 4;

/// Number of segments around the line between two anchors that the first band includes.
const MARGIN: usize = 12;

/// Maximum distance between two anchors, in segments, that is computed whole.
const OPEN: usize = 80;

/// The band of the first round: everything for texts of a few hundred segments; for longer ones a
/// corridor along the heaviest chain of rare words that survive translation (the idea of patience
/// diff, with weights).
pub(super) fn first_band(sources: &Words, targets: &Words, seeds: &[Seed]) -> Band {
    let (n, m) = (sources.len(), targets.len());
    if (n + 1).saturating_mul(m + 1) <= AFFORDABLE {
        return Band::full(n, m);
    }
    let mut chain = chain(sources, targets, seeds);
    chain.insert(0, (0, 0));
    chain.push((n, m));
    along(&chain, n, m)
}

/// Segments that share a rare pair of words and lie on the heaviest rising chain.
pub(super) fn chain(sources: &Words, targets: &Words, seeds: &[Seed]) -> Vec<(usize, usize)> {
    heaviest_chain(&meetings(sources, targets, seeds), targets.len())
}

/// Segments that share a rare pair of words: (source, target, weight), sorted, each pair once.
pub(super) fn meetings(
    sources: &Words,
    targets: &Words,
    seeds: &[Seed],
) -> Vec<(usize, usize, f64)> {
    let (here, there) = (places(sources), places(targets));
    let mut found: Vec<(usize, usize, f64)> = Vec::new();
    for seed in seeds {
        let (a, b) = (&here[seed.source as usize], &there[seed.target as usize]);
        if a.len() > MAX_SEGMENTS || b.len() > MAX_SEGMENTS {
            continue;
        }
        let weight = seed.count / (a.len() * b.len()) as f64;
        found.extend(
            a.iter()
                .flat_map(|&i| b.iter().map(move |&j| (i, j, weight))),
        );
    }
    found.sort_by_key(|&(i, j, _)| (i, j));
    found.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        kept.2 += if same { next.2 } else { 0.0 };
        same
    });
    found
}

/// For each word, the segments that it occurs in, up to one more than matters.
fn places(words: &Words) -> Vec<Vec<usize>> {
    let mut places = vec![Vec::new(); words.entries.len()];
    for segment in 0..words.len() {
        for &word in words.of(segment, segment + 1) {
            let seen: &mut Vec<usize> = &mut places[word as usize];
            if seen.len() <= MAX_SEGMENTS && seen.last() != Some(&segment) {
                seen.push(segment);
            }
        }
    }
    places
}

/// The heaviest of the chains that rise on both sides, by a Fenwick tree of maxima.
fn heaviest_chain(meetings: &[(usize, usize, f64)], m: usize) -> Vec<(usize, usize)> {
    // The tree holds, for prefixes of the target, the best chain's weight and last meeting.
    let mut tree: Vec<Chain> = vec![(0.0, None); m + 1];
    let mut before: Vec<Option<usize>> = vec![None; meetings.len()];
    let mut group = 0;
    while group < meetings.len() {
        let i = meetings[group].0;
        let end = group + meetings[group..].partition_point(|meeting| meeting.0 == i);
        let mut chains = Vec::with_capacity(end - group);
        for (at, &(_, j, weight)) in meetings.iter().enumerate().take(end).skip(group) {
            let (mut best, mut slot) = ((0.0, None), j);
            while slot > 0 {
                best = heavier(best, tree[slot]);
                slot &= slot - 1;
            }
            before[at] = best.1;
            chains.push((at, j, best.0 + weight));
        }
        for (at, j, weight) in chains {
            let mut slot = j + 1;
            while slot <= m {
                tree[slot] = heavier(tree[slot], (weight, Some(at)));
                slot += slot & slot.wrapping_neg();
            }
        }
        group = end;
    }
    let (mut best, mut slot) = ((0.0, None), m);
    while slot > 0 {
        best = heavier(best, tree[slot]);
        slot &= slot - 1;
    }
    let mut chain = Vec::new();
    let mut at = best.1;
    while let Some(meeting) = at {
        chain.push((meetings[meeting].0, meetings[meeting].1));
        at = before[meeting];
    }
    chain.reverse();
    chain
}

/// A chain by its weight and its last meeting.
type Chain = (f64, Option<usize>);

/// The heavier chain. If two weigh the same, the one that ends earlier wins, so the result does not depend on the shape
/// of the tree.
fn heavier(a: Chain, b: Chain) -> Chain {
    let earlier = b.1.is_some() && (a.1.is_none() || b.1 < a.1);
    if b.0 > a.0 || (b.0 == a.0 && earlier) {
        b
    } else {
        a
    }
}

/// The band along a chain: everything between two anchors that are close, otherwise a band along the line between them.
fn along(chain: &[(usize, usize)], n: usize, m: usize) -> Band {
    let mut rows = vec![(m, 0); n + 1];
    let mut widen = |i: usize, low: usize, high: usize| {
        let row: &mut (usize, usize) = &mut rows[i.min(n)];
        *row = (row.0.min(low), row.1.max(high.min(m)));
    };
    for pair in chain.windows(2) {
        let [(i0, j0), (i1, j1)] = [pair[0], pair[1]];
        let (height, width) = (i1 - i0, j1 - j0);
        let whole = height <= OPEN || width <= OPEN;
        for i in i0.saturating_sub(MARGIN)..=(i1 + MARGIN).min(n) {
            if whole {
                widen(i, j0.saturating_sub(MARGIN), j1 + MARGIN);
            } else {
                let along = (i.clamp(i0, i1) - i0) as f64 / height as f64;
                let middle = j0 + (along * width as f64) as usize;
                let reach = OPEN + width / height;
                widen(i, middle.saturating_sub(reach), middle + reach);
            }
        }
    }
    Band::around(rows, m)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_passes_over_what_lies_off() {
        let meetings = [
            (1, 1, 1.0),
            (2, 9, 1.2),
            (3, 3, 1.0),
            (3, 4, 1.0),
            (5, 6, 0.5),
        ];
        assert_eq!(heaviest_chain(&meetings, 10), [(1, 1), (3, 3), (5, 6)]);
        assert!(heaviest_chain(&[], 10).is_empty());
    }

    #[test]
    fn long_texts_get_a_corridor() {
        let lines: Vec<String> = (0..3000).map(|i| format!("Line {i} of the list")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let words = Words::read(&lines);
        let seeds = super::super::anchors::seeds(&words, &words, true);
        let band = first_band(&words, &words, &seeds);
        assert!(band.cells() < 300 * lines.len());
        assert!((0..=3000).all(|i| band.cell(i, i).is_some()));
    }
}
