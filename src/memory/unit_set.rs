use rustc_hash::FxHashMap;

/// The low bits in which the ids of a chunk differ.
const CHUNK_BITS: u32 = 16;

/// Words of 64 bits in a chunk.
const WORDS: usize = 1 << (CHUNK_BITS - 6);

/// A set of units, by their ids: bitmaps of 2^16 ids each, for those that have any.
///
/// The ids of a memory lie close together, so a million units take 125 KB, and joining two sets
/// takes microseconds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitSet {
    /// By the high bits of the ids; no chunk is all zero.
    chunks: FxHashMap<i64, Box<[u64; WORDS]>>,
}

impl UnitSet {
    /// Puts the unit `id` in; nothing if it is in already.
    pub fn insert(&mut self, id: i64) {
        let chunk = self.chunks.entry(id >> CHUNK_BITS);
        let (word, bit) = place(id);
        chunk.or_insert_with(|| Box::new([0; WORDS]))[word] |= bit;
    }

    /// Whether the unit `id` is in.
    pub fn contains(&self, id: i64) -> bool {
        let (word, bit) = place(id);
        let chunk = self.chunks.get(&(id >> CHUNK_BITS));
        chunk.is_some_and(|chunk| chunk[word] & bit != 0)
    }

    /// How many units it has.
    pub fn len(&self) -> usize {
        let words = self.chunks.values().flat_map(|chunk| chunk.iter());
        words.map(|word| word.count_ones() as usize).sum()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// Puts in what `other` has.
    pub fn unite(&mut self, other: UnitSet) {
        if self.chunks.is_empty() {
            self.chunks = other.chunks;
            return;
        }
        for (key, theirs) in other.chunks {
            match self.chunks.get_mut(&key) {
                Some(ours) => each_word(ours, &theirs, |our, their| our | their),
                None => {
                    self.chunks.insert(key, theirs);
                }
            }
        }
    }

    /// Takes out what `other` has not.
    pub fn intersect(&mut self, other: &UnitSet) {
        self.chunks.retain(|key, ours| {
            let Some(theirs) = other.chunks.get(key) else {
                return false;
            };
            each_word(ours, theirs, |our, their| our & their);
            ours.iter().any(|&word| word != 0)
        });
    }

    /// Takes out what `other` has.
    pub fn subtract(&mut self, other: &UnitSet) {
        self.chunks.retain(|key, ours| {
            if let Some(theirs) = other.chunks.get(key) {
                each_word(ours, theirs, |our, their| our & !their);
            }
            ours.iter().any(|&word| word != 0)
        });
    }

    /// The ids, the greatest first.
    pub fn descending(&self) -> impl Iterator<Item = i64> + '_ {
        let mut keys: Vec<i64> = self.chunks.keys().copied().collect();
        keys.sort_unstable_by(|a, b| b.cmp(a));
        let chunks = keys.into_iter().filter_map(|key| {
            let chunk = self.chunks.get(&key)?;
            Some((key, chunk))
        });
        chunks.flat_map(|(key, chunk)| {
            let words = chunk.iter().enumerate().rev();
            words.flat_map(move |(at, &word)| {
                let first = (key << CHUNK_BITS) + (at as i64) * 64;
                high_bits(word).map(move |bit| first + i64::from(bit))
            })
        })
    }
}

impl FromIterator<i64> for UnitSet {
    fn from_iter<T: IntoIterator<Item = i64>>(ids: T) -> Self {
        let mut set = UnitSet::default();
        ids.into_iter().for_each(|id| set.insert(id));
        set
    }
}

/// Where the bit of `id` is in its chunk.
fn place(id: i64) -> (usize, u64) {
    let low = (id & ((1 << CHUNK_BITS) - 1)) as usize;
    (low / 64, 1 << (low % 64))
}

fn each_word(ours: &mut [u64; WORDS], theirs: &[u64; WORDS], join: impl Fn(u64, u64) -> u64) {
    for (our, &their) in ours.iter_mut().zip(theirs) {
        *our = join(*our, their);
    }
}

/// The numbers of the bits of `word` that are set, the highest first.
fn high_bits(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = word.checked_ilog2()?;
        word &= !(1 << bit);
        Some(bit)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use proptest::prelude::*;

    fn ids() -> impl Strategy<Value = BTreeSet<i64>> {
        let id = prop_oneof![
            -3i64..200,
            65_000i64..66_000,
            Just(i64::MAX),
            Just(i64::MIN)
        ];
        prop::collection::btree_set(id, 0..60)
    }

    proptest! {
        #[test]
        fn it_is_a_set(a in ids(), b in ids()) {
            let set = |ids: &BTreeSet<i64>| ids.iter().copied().collect::<UnitSet>();
            let (one, other) = (set(&a), set(&b));
            let expected: Vec<i64> = a.iter().rev().copied().collect();
            prop_assert_eq!(one.descending().collect::<Vec<_>>(), expected);
            prop_assert_eq!(one.len(), a.len());
            prop_assert!(b.iter().all(|&id| one.contains(id) == a.contains(&id)));
            let mut united = one.clone();
            united.unite(other.clone());
            prop_assert_eq!(&united, &set(&a.union(&b).copied().collect()));
            let mut both = one.clone();
            both.intersect(&other);
            prop_assert_eq!(&both, &set(&a.intersection(&b).copied().collect()));
            prop_assert_eq!(both.is_empty(), a.is_disjoint(&b));
            let mut rest = one;
            rest.subtract(&other);
            prop_assert_eq!(&rest, &set(&a.difference(&b).copied().collect()));
        }
    }
}
