use std::ops::Range;

use super::moves::{Link, heaviest_chain};

/// The base weight of a group when moves are determined, beside its length: people would rather say that one long
/// sentence moved than two short ones.
const MOVE: u64 = 100;

/// Segments of the old text and the segments of the new text that they became. One side holds a single segment, the
/// other up to three neighbours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// Which segments belong together, by their numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairing {
    pub groups: Vec<Group>,
    /// The group of each old segment.
    pub of_old: Vec<Option<usize>>,
    /// The group of each new segment.
    pub of_new: Vec<Option<usize>>,
}

impl Pairing {
    pub(super) fn new(old: usize, new: usize) -> Self {
        Pairing {
            groups: Vec::new(),
            of_old: vec![None; old],
            of_new: vec![None; new],
        }
    }

    /// Whether both segments exist and have no partner yet.
    pub(super) fn free(&self, old: usize, new: usize) -> bool {
        self.of_old.get(old) == Some(&None) && self.of_new.get(new) == Some(&None)
    }

    /// Makes a pair of two free segments.
    pub(super) fn pair(&mut self, old: usize, new: usize) {
        let group = Some(self.groups.len());
        self.of_old[old] = group;
        self.of_new[new] = group;
        self.groups.push(Group {
            old: old..old + 1,
            new: new..new + 1,
        });
    }

    /// For each group, whether it is part of the heaviest chain in order; groups weigh what
    /// `weights` says of their old segments.
    pub(super) fn in_order(&self, weights: &[u64]) -> Vec<bool> {
        let links: Vec<Link> = self
            .groups
            .iter()
            .map(|group| Link {
                old: group.old.start,
                new: group.new.start,
                weight: weights[group.old.clone()].iter().sum::<u64>() + MOVE,
            })
            .collect();
        let mut in_order = vec![false; self.groups.len()];
        for at in heaviest_chain(&links) {
            in_order[at] = true;
        }
        in_order
    }
}
