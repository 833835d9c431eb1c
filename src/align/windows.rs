//! Long texts, aligned one window after the other, so that memory is bounded and time grows linearly.

use std::collections::HashMap;
use std::ops::Range;

use super::link::{Alignment, Link};

/// Maximum number of segments a side that are aligned as a whole. Words are learnt within a window, and this many
/// segments teach enough.
pub(super) const MAX_WHOLE: usize = 4_000;

/// Approximate number of segments of the longer side between two cuts.
const STEP: usize = 1_500;

/// Number of segments beyond a cut that both windows include, so that they share a path.
const OVERLAP: usize = 40;

/// Number of meetings that are compared to find the best place to cut.
const CHOICE: usize = 60;

/// A position between segments of both sides.
type Position = (usize, usize);

/// Aligns texts of `n` and `m` segments by windows. `chain` are the positions of sure meetings,
/// rising on both sides; `align` aligns a part.
pub(super) fn by_windows(
    chain: &[Position],
    (n, m): Position,
    mut align: impl FnMut(Range<usize>, Range<usize>) -> Alignment,
) -> Alignment {
    let mut cuts = cuts(chain);
    cuts.insert(0, (0, 0));
    cuts.push((n, m));
    let mut whole = Alignment {
        links: Vec::new(),
        log_likelihood_ratio: 0.0,
    };
    for pair in cuts.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let source = from.0.saturating_sub(OVERLAP)..(to.0 + OVERLAP).min(n);
        let target = from.1.saturating_sub(OVERLAP)..(to.1 + OVERLAP).min(m);
        let part = align(source.clone(), target.clone());
        let links = part.links.into_iter().map(|link| Link {
            source: link.source.start + source.start..link.source.end + source.start,
            target: link.target.start + target.start..link.target.end + target.start,
            ..link
        });
        whole.log_likelihood_ratio += part.log_likelihood_ratio;
        whole.links = joined(std::mem::take(&mut whole.links), links.collect(), from);
    }
    whole
}

/// Places to cut at: meetings that others near them agree with.
fn cuts(chain: &[Position]) -> Vec<Position> {
    let mut cuts: Vec<Position> = Vec::new();
    let mut at = 0;
    while at < chain.len() {
        let (i, j) = cuts.last().copied().unwrap_or((0, 0));
        if (chain[at].0 - i).max(chain[at].1 - j) < STEP {
            at += 1;
            continue;
        }
        let end = (at + CHOICE).min(chain.len());
        let best = (at..end).max_by_key(|&k| (agreement(chain, k), std::cmp::Reverse(k)));
        let best = best.unwrap_or(at);
        cuts.push(chain[best]);
        at = best + 1;
    }
    cuts
}

/// The number of meetings around the `k`th that continue at the same pace on both sides.
fn agreement(chain: &[Position], k: usize) -> usize {
    let (i, j) = chain[k];
    chain[k.saturating_sub(8)..(k + 9).min(chain.len())]
        .iter()
        .filter(|&&(a, b)| {
            let (height, width) = (i.abs_diff(a), j.abs_diff(b));
            height <= OVERLAP / 2 && height.abs_diff(width) <= 2 + height / 4
        })
        .count()
}

/// The links of two windows as one sequence: those of `left` before a position that both paths go through, those of
/// `right` after it.
fn joined(left: Vec<Link>, right: Vec<Link>, cut: Position) -> Vec<Link> {
    if left.is_empty() {
        return right;
    }
    let starts: HashMap<Position, usize> = right
        .iter()
        .enumerate()
        .map(|(k, link)| ((link.source.start, link.target.start), k))
        .collect();
    let meeting = left
        .iter()
        .enumerate()
        .filter_map(|(k, link)| {
            let position = (link.source.end, link.target.end);
            let next = *starts.get(&position)?;
            let sure = link.confidence.min(right[next].confidence);
            let both = [link, &right[next]]
                .iter()
                .all(|link| !link.source.is_empty() && !link.target.is_empty());
            let distance = position.0.abs_diff(cut.0) + position.1.abs_diff(cut.1);
            Some((both && sure > 0.5, std::cmp::Reverse(distance), k, next))
        })
        .max();
    let (kept, next) = match meeting {
        Some((_, _, last, next)) => (last + 1, next),
        None => {
            let before = |link: &Link| link.source.end <= cut.0 && link.target.end <= cut.1;
            let after = |link: &Link| link.source.start >= cut.0 && link.target.start >= cut.1;
            let kept = left.iter().take_while(|link| before(link)).count();
            let next = right.iter().position(after).unwrap_or(right.len());
            (kept, next)
        }
    };
    let mut links = left;
    let end = links.last().map(|link| (link.source.end, link.target.end));
    links.truncate(kept);
    let here = links
        .last()
        .map_or((0, 0), |link| (link.source.end, link.target.end));
    let there = right
        .get(next)
        .map(|link| (link.source.start, link.target.start))
        .or_else(|| right.last().map(|link| (link.source.end, link.target.end)))
        .or(end)
        .unwrap_or(here);
    links.extend((here.0..there.0).map(|i| alone(i..i + 1, here.1..here.1)));
    links.extend((here.1..there.1).map(|j| alone(there.0..there.0, j..j + 1)));
    links.extend(right.into_iter().skip(next));
    links
}

/// A segment that the windows disagree about.
fn alone(source: Range<usize>, target: Range<usize>) -> Link {
    Link {
        source,
        target,
        confidence: 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one_to_one(source: Range<usize>, target: Range<usize>) -> Alignment {
        let both = source.len().min(target.len());
        let mut links: Vec<Link> = (0..both).map(|k| alone(k..k + 1, k..k + 1)).collect();
        links.extend((both..source.len()).map(|i| alone(i..i + 1, both..both)));
        links.extend((both..target.len()).map(|j| alone(both..both, j..j + 1)));
        Alignment {
            links,
            log_likelihood_ratio: 0.0,
        }
    }

    proptest! {
        #[test]
        fn windows_cover_both_sides_once(
            steps in proptest::collection::vec((1usize..400, 1usize..400), 0..40),
            rest in (0usize..300, 0usize..300),
        ) {
            let mut at = (0, 0);
            let chain: Vec<Position> = steps
                .iter()
                .map(|step| {
                    at = (at.0 + step.0, at.1 + step.1);
                    at
                })
                .collect();
            let (n, m) = (at.0 + 1 + rest.0, at.1 + 1 + rest.1);
            let (mut i, mut j) = (0, 0);
            for link in by_windows(&chain, (n, m), one_to_one).links {
                prop_assert_eq!((link.source.start, link.target.start), (i, j));
                (i, j) = (link.source.end, link.target.end);
            }
            prop_assert_eq!((i, j), (n, m));
        }
    }
}
