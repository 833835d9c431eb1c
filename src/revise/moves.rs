/// A tie between an old and a new position, and how much it counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub old: usize,
    pub new: usize,
    pub weight: u64,
}

/// The indices of the links of the heaviest chain that rises strictly on both sides, in its order.
///
/// What stays outside of the chain has moved: the chain is the largest part of the text that kept
/// its order, so the fewest and shortest segments are called moved. Heaviest increasing
/// subsequence with a Fenwick tree (Fenwick 1994) of the best chain up to each new position, in
/// O(n log n); of equally heavy chains the one whose links come first is taken.
pub(super) fn heaviest_chain(links: &[Link]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..links.len()).collect();
    // Falling new positions within an old one, so that no chain takes an old position twice.
    order.sort_by_key(|&at| (links[at].old, std::cmp::Reverse(links[at].new), at));
    let places = links.iter().map(|link| link.new + 1).max().unwrap_or(0);
    let mut tree = vec![Best::default(); places + 1];
    let mut before: Vec<Option<usize>> = vec![None; links.len()];
    let mut top = Best::default();
    for at in order {
        let link = links[at];
        let mut best = Best::default();
        let mut place = link.new;
        while place > 0 {
            best.raise(tree[place]);
            place &= place - 1;
        }
        before[at] = best.last;
        let chain = Best {
            weight: best.weight + link.weight,
            last: Some(at),
        };
        top.raise(chain);
        let mut place = link.new + 1;
        while place <= places {
            tree[place].raise(chain);
            place += place & place.wrapping_neg();
        }
    }
    let mut chain: Vec<usize> = std::iter::successors(top.last, |&at| before[at]).collect();
    chain.reverse();
    chain
}

#[derive(Debug, Clone, Copy, Default)]
struct Best {
    weight: u64,
    last: Option<usize>,
}

impl Best {
    fn raise(&mut self, other: Best) {
        if other.last.is_some() && (self.last.is_none() || other.weight > self.weight) {
            *self = other;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn links(of: &[(usize, usize, u64)]) -> Vec<Link> {
        of.iter()
            .map(|&(old, new, weight)| Link { old, new, weight })
            .collect()
    }

    #[test]
    fn the_light_one_has_moved() {
        let links = links(&[(0, 1, 5), (1, 0, 9), (2, 2, 1)]);
        assert_eq!(heaviest_chain(&links), [1, 2]);
        assert!(heaviest_chain(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn no_chain_is_heavier(of in prop::collection::vec((0usize..6, 0usize..6, 0u64..9), 0..9)) {
            let links = links(&of);
            let rises = |chain: &[usize]| chain.windows(2).all(|pair| {
                let (a, b) = (links[pair[0]], links[pair[1]]);
                a.old < b.old && a.new < b.new
            });
            let weigh = |chain: &[usize]| chain.iter().map(|&at| links[at].weight).sum::<u64>();
            let found = heaviest_chain(&links);
            prop_assert!(rises(&found));
            let mut best = 0;
            for set in 0u32..1 << links.len() {
                let mut chain: Vec<usize> =
                    (0..links.len()).filter(|at| set >> at & 1 == 1).collect();
                chain.sort_by_key(|&at| links[at].old);
                if rises(&chain) {
                    best = best.max(weigh(&chain));
                }
            }
            prop_assert_eq!(weigh(&found), best);
        }
    }
}
