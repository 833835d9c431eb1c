use std::cmp::Reverse;

use rayon::prelude::*;

use super::group::Pairing;
use super::moves::{Link, heaviest_chain};
use super::profile::{Features, Profile};

/// Minimum likeness, in thousandths, of two segments that are paired wherever they are.
const ALIKE: u32 = 580;

/// Minimum likeness of two segments between the same pairs.
const ALIKE_IN_PLACE: u32 = 300;

/// Minimum likeness if each is the only segment left between the same pairs.
const ALIKE_ALONE: u32 = 200;

/// The bonus for lying between the same pairs, and for lying right beside a pair, when partners are about equally
/// alike.
const IN_PLACE_BONUS: u32 = 100;
const NEIGHBOUR_BONUS: u32 = 60;

/// Maximum number of segments that share a feature used to find partners; a more common one would find too many.
const COMMON: usize = 64;

/// Maximum number of partners that shared features may propose for a segment.
const PROPOSALS: usize = 6;

/// Number of segments that are worth a task of their own on another processor, which then counts for all old segments
/// by itself.
const A_TASK: usize = 1024;

/// Maximum distance from the same relative position at which a partner is sought between the same pairs.
const REACH: usize = 3;

/// The profiles of all segments that have no equal partner; of the others, empty ones.
pub(super) struct Bags<'a> {
    pub features: &'a Features,
    pub old: &'a [Profile],
    pub new: &'a [Profile],
}

#[derive(Debug, Clone, Copy)]
struct Candidate {
    old: usize,
    new: usize,
    similarity: u32,
}

/// The position of a segment: the number of pairs in order that come before it. Free segments with the same number on
/// both sides lie between the same pairs.
struct Places {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Places {
    fn new(pairing: &Pairing, weights: &[u64]) -> Self {
        let in_order = pairing.in_order(weights);
        let count = |groups: &[Option<usize>]| {
            let mut before = 0;
            let mut last = None;
            groups
                .iter()
                .map(|&group| {
                    if group.is_some_and(|group| in_order[group]) && group != last {
                        before += 1;
                        last = group;
                    }
                    before
                })
                .collect()
        };
        Places {
            old: count(&pairing.of_old),
            new: count(&pairing.of_new),
        }
    }
}

/// Pairs clearly similar segments, the most similar first. Between about equally similar partners, the one at the same
/// position wins.
pub(super) fn pair_alike(pairing: &mut Pairing, bags: &Bags<'_>, weights: &[u64]) {
    let places = Places::new(pairing, weights);
    let mut candidates = proposed_by_features(pairing, bags);
    candidates.extend(proposed_by_place(pairing, bags, &places));
    candidates.retain(|candidate| candidate.similarity >= ALIKE);
    let rank = |candidate: &Candidate| {
        let (i, j) = (candidate.old, candidate.new);
        let in_place = places.old[i] == places.new[j];
        let beside = beside_a_pair(pairing, i, j);
        candidate.similarity
            + if in_place { IN_PLACE_BONUS } else { 0 }
            + if beside { NEIGHBOUR_BONUS } else { 0 }
    };
    let mut ranked: Vec<(Reverse<u32>, usize, usize, usize)> = candidates
        .iter()
        .map(|candidate| {
            let (i, j) = (candidate.old, candidate.new);
            (Reverse(rank(candidate)), i.abs_diff(j), i, j)
        })
        .collect();
    ranked.sort_unstable();
    for (_, _, i, j) in ranked {
        if pairing.free(i, j) {
            pairing.pair(i, j);
        }
    }
}

fn beside_a_pair(pairing: &Pairing, i: usize, j: usize) -> bool {
    let group = |groups: &[Option<usize>], at: Option<usize>| {
        at.and_then(|at| groups.get(at).copied()).flatten()
    };
    let same = |i: Option<usize>, j: Option<usize>| {
        let group_of_old = group(&pairing.of_old, i);
        group_of_old.is_some() && group_of_old == group(&pairing.of_new, j)
    };
    same(i.checked_sub(1), j.checked_sub(1)) || same(Some(i + 1), Some(j + 1))
}

/// Pairs somewhat similar segments between the same pairs in order: the heaviest chain of such pairs.
pub(super) fn pair_in_place(pairing: &mut Pairing, bags: &Bags<'_>, weights: &[u64]) {
    let places = Places::new(pairing, weights);
    let free_at = |groups: &[Option<usize>], places: &[usize]| {
        let mut free = vec![0usize; places.last().map_or(1, |last| last + 1)];
        for (group, &place) in groups.iter().zip(places) {
            free[place] += usize::from(group.is_none());
        }
        free
    };
    let old_free = free_at(&pairing.of_old, &places.old);
    let new_free = free_at(&pairing.of_new, &places.new);
    let alone = |place: usize| old_free.get(place) == Some(&1) && new_free.get(place) == Some(&1);
    let links: Vec<Link> = proposed_by_place(pairing, bags, &places)
        .into_iter()
        .filter(|candidate| {
            let least = if alone(places.old[candidate.old]) {
                ALIKE_ALONE
            } else {
                ALIKE_IN_PLACE
            };
            candidate.similarity >= least
        })
        .map(|candidate| Link {
            old: candidate.old,
            new: candidate.new,
            weight: u64::from(candidate.similarity),
        })
        .collect();
    for at in heaviest_chain(&links) {
        pairing.pair(links[at].old, links[at].new);
    }
}

/// For each free new segment, the old ones that share most with it, found by the features that
/// are not common.
fn proposed_by_features(pairing: &Pairing, bags: &Bags<'_>) -> Vec<Candidate> {
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); bags.features.len()];
    for (i, profile) in bags.old.iter().enumerate() {
        if pairing.of_old[i].is_none() {
            for &(feature, _) in &profile.counts {
                let posting = &mut postings[feature as usize];
                // One more than is looked at, to know that it is common.
                if posting.len() <= COMMON {
                    posting.push(i as u32);
                }
            }
        }
    }
    let free: Vec<usize> = (0..bags.new.len())
        .filter(|&j| pairing.of_new[j].is_none())
        .collect();
    let chunks = free.par_chunks(A_TASK).map_init(
        || vec![0u32; bags.old.len()],
        |shared, news| proposals(bags, &postings, shared, news),
    );
    chunks.collect::<Vec<_>>().concat()
}

/// The proposals for each of the segments `news`; `shared` holds a zero for each old segment, here
/// and when it is done.
fn proposals(
    bags: &Bags<'_>,
    postings: &[Vec<u32>],
    shared: &mut [u32],
    news: &[usize],
) -> Vec<Candidate> {
    let mut touched: Vec<usize> = Vec::new();
    let mut candidates = Vec::new();
    for &j in news {
        let profile = &bags.new[j];
        for &(feature, _) in &profile.counts {
            let posting = &postings[feature as usize];
            if posting.len() > COMMON {
                continue;
            }
            for &i in posting {
                let i = i as usize;
                if shared[i] == 0 {
                    touched.push(i);
                }
                shared[i] += bags.features.weight(feature);
            }
        }
        let rank = |&i: &usize| (Reverse(shared[i]), i.abs_diff(j), i);
        if touched.len() > PROPOSALS {
            touched.select_nth_unstable_by_key(PROPOSALS - 1, rank);
        }
        for &i in touched.iter().take(PROPOSALS) {
            candidates.push(Candidate {
                old: i,
                new: j,
                similarity: bags.features.similarity(&bags.old[i], profile),
            });
        }
        for i in touched.drain(..) {
            shared[i] = 0;
        }
    }
    candidates
}

/// For each free new segment, the free old ones between the same pairs that are at about the same
/// place there.
fn proposed_by_place(pairing: &Pairing, bags: &Bags<'_>, places: &Places) -> Vec<Candidate> {
    let free = |groups: &[Option<usize>]| -> Vec<usize> {
        (0..groups.len())
            .filter(|&at| groups[at].is_none())
            .collect()
    };
    let (olds, news) = (free(&pairing.of_old), free(&pairing.of_new));
    let mut candidates = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    while from_new < news.len() {
        let place = places.new[news[from_new]];
        let run = news[from_new..]
            .iter()
            .take_while(|&&j| places.new[j] == place)
            .count();
        let here = &news[from_new..from_new + run];
        from_new += run;
        while olds.get(from_old).is_some_and(|&i| places.old[i] < place) {
            from_old += 1;
        }
        let run = olds[from_old..]
            .iter()
            .take_while(|&&i| places.old[i] == place)
            .count();
        let there = &olds[from_old..from_old + run];
        from_old += run;
        for (k, &j) in here.iter().enumerate() {
            let centre = k * there.len() / here.len();
            let to = (centre + REACH + 1).min(there.len());
            for &i in &there[centre.saturating_sub(REACH)..to] {
                candidates.push(Candidate {
                    old: i,
                    new: j,
                    similarity: bags.features.similarity(&bags.old[i], &bags.new[j]),
                });
            }
        }
    }
    candidates
}
