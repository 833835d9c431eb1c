use std::ops::Range;

use super::fuzzy::Bags;
use super::group::{Group, Pairing};
use super::profile::{Profile, dice};

/// Maximum number of sentences that one is split into, or merged from.
const MAX_PARTS: usize = 3;

/// Minimum share (in thousandths) of a free segment that must be found in the unmatched part of its neighbour's partner
/// for it to join that pair.
const FOUND: u32 = 550;

/// Minimum gain in likeness, in thousandths.
const GAIN: u32 = 40;

/// Adds free segments to the pairs beside them where that makes the two sides more alike: a pair
/// becomes a split (one old, two or three new) or a merge (two or three old, one new).
///
/// Segments of a split or merge are neighbours, so no other segment lies between them.
pub(super) fn gather(pairing: &mut Pairing, bags: &Bags<'_>) {
    // Each round adds one segment to a group, so a third part is found in the second round.
    for _ in 1..MAX_PARTS {
        for at in 0..pairing.of_old.len() {
            if pairing.of_old[at].is_none()
                && let Some(group) = best_group(pairing, bags, at, Side::Old)
            {
                let range = &mut pairing.groups[group].old;
                *range = range.start.min(at)..range.end.max(at + 1);
                pairing.of_old[at] = Some(group);
            }
        }
        for at in 0..pairing.of_new.len() {
            if pairing.of_new[at].is_none()
                && let Some(group) = best_group(pairing, bags, at, Side::New)
            {
                let range = &mut pairing.groups[group].new;
                *range = range.start.min(at)..range.end.max(at + 1);
                pairing.of_new[at] = Some(group);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

/// The group right before or after the free segment `at` that gains most by it, if any does.
fn best_group(pairing: &Pairing, bags: &Bags<'_>, at: usize, side: Side) -> Option<usize> {
    let groups = match side {
        Side::Old => &pairing.of_old,
        Side::New => &pairing.of_new,
    };
    let before = at.checked_sub(1).and_then(|before| groups[before]);
    let after = groups.get(at + 1).copied().flatten();
    let gain = |group: Option<usize>| {
        let group = group?;
        Some((gain(&pairing.groups[group], bags, at, side)?, group))
    };
    match (gain(before), gain(after)) {
        (Some(before), Some(after)) if after.0 > before.0 => Some(after.1),
        (Some(before), _) => Some(before.1),
        (None, after) => after.map(|after| after.1),
    }
}

fn gain(group: &Group, bags: &Bags<'_>, at: usize, side: Side) -> Option<u32> {
    let (grown, grown_profiles, whole, whole_profiles) = match side {
        Side::Old => (&group.old, bags.old, &group.new, bags.new),
        Side::New => (&group.new, bags.new, &group.old, bags.old),
    };
    if whole.len() > 1 || grown.len() >= MAX_PARTS {
        return None;
    }
    let whole = &whole_profiles[whole.start];
    if whole.weight == 0 {
        // An equal pair.
        return None;
    }
    let features = bags.features;
    let added = &grown_profiles[at];
    let part = joined(grown_profiles, grown);
    let grown = part.joined(added);
    let (shared_before, shared) = (
        features.shared(&part, whole),
        features.shared(&grown, whole),
    );
    let gain = dice(shared, grown.weight, whole.weight).checked_sub(dice(
        shared_before,
        part.weight,
        whole.weight,
    ))?;
    let found = 1000 * (shared - shared_before) / added.weight.max(1);
    (gain >= GAIN && found >= FOUND).then_some(gain)
}

fn joined(profiles: &[Profile], range: &Range<usize>) -> Profile {
    profiles[range.clone()]
        .iter()
        .fold(Profile::default(), |all, profile| all.joined(profile))
}
