//! Counts of n-grams of the characters or words of a text.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

/// The n-grams of one text, of every order from 1 to `ORDER`, which is 2 or more.
///
/// Each place of the text is a key of `ORDER` symbols from there on, the first one in the highest
/// bits, none (0) after the end. Sorted, the n-grams of any order that are the same stand side by
/// side, so two texts are compared by walking both.
#[derive(Debug)]
pub(super) struct NGrams<const ORDER: usize> {
    keys: Vec<u128>,
}

impl<const ORDER: usize> NGrams<ORDER> {
    const BITS: u32 = 128 / ORDER as u32;

    /// The bits of the last symbol of an n-gram.
    const SYMBOL: u128 = (1 << Self::BITS) - 1;

    /// Those of a sequence of symbols, each from 1 and less than 2^(128 / `ORDER`).
    pub(super) fn new(symbols: impl DoubleEndedIterator<Item = u32>) -> Self {
        let used = u128::MAX << (128 - Self::BITS * ORDER as u32);
        let mut key = 0;
        let mut keys: Vec<u128> = symbols
            .rev()
            .map(|symbol| {
                key = (key >> Self::BITS) & used | u128::from(symbol) << (128 - Self::BITS);
                key
            })
            .collect();
        keys.sort_unstable();
        NGrams { keys }
    }

    /// The number of symbols.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The number of n-grams of `order`.
    pub(super) fn total(&self, order: usize) -> usize {
        (self.keys.len() + 1).saturating_sub(order)
    }

    /// The number of n-grams of each order, from 1, that occur in `references` as well. Each counts at most as often as
    /// in the reference that has it most often.
    pub(super) fn matches(&self, references: &[Self]) -> [usize; ORDER] {
        if let [reference] = references {
            return self.matches_of_one(reference);
        }
        std::array::from_fn(|at| self.matches_of_many(references, at + 1))
    }

    /// Both texts are walked once, together: from key to key the n-grams change that are longer than
    /// what the keys begin with alike.
    fn matches_of_one(&self, reference: &Self) -> [usize; ORDER] {
        let mut matches = [0; ORDER];
        // How often the n-gram of each order that the last key begins with is in either text.
        let mut counts = [[0_usize; 2]; ORDER];
        let mut last = 0_u128;
        let (mut ours, mut theirs) = (&self.keys[..], &reference.keys[..]);
        loop {
            let (side, key) = match (ours, theirs) {
                ([own, ..], [other, ..]) if other < own => (1, *other),
                ([own, ..], _) => (0, *own),
                ([], [other, ..]) => (1, *other),
                ([], []) => break,
            };
            let rest = if side == 0 { &mut ours } else { &mut theirs };
            *rest = &rest[1..];
            let alike = ((last ^ key).leading_zeros() / Self::BITS) as usize;
            for order in alike.min(ORDER)..ORDER {
                matches[order] += counts[order][0].min(counts[order][1]);
                counts[order] = [0; 2];
            }
            // The end of the text may be nearer than the highest order is long.
            for (order, count) in counts.iter_mut().enumerate() {
                let last_symbol = key >> (128 - Self::BITS * (order as u32 + 1)) & Self::SYMBOL;
                count[side] += usize::from(last_symbol != 0);
            }
            last = key;
        }
        for (order, [own, other]) in counts.into_iter().enumerate() {
            matches[order] += own.min(other);
        }
        matches
    }

    fn matches_of_many(&self, references: &[Self], order: usize) -> usize {
        let mut rest: Vec<Runs<'_, ORDER>> = references.iter().map(|one| one.runs(order)).collect();
        let mut matches = 0;
        for (gram, count) in self.runs(order) {
            let most = rest.iter_mut().map(|runs| runs.count_of(gram)).max();
            matches += count.min(most.unwrap_or(0));
        }
        matches
    }

    fn runs(&self, order: usize) -> Runs<'_, ORDER> {
        Runs {
            rest: &self.keys,
            shift: 128 - Self::BITS * order as u32,
            next: None,
        }
    }
}

/// The n-grams of one order, ascending, with how often each is there.
struct Runs<'a, const ORDER: usize> {
    rest: &'a [u128],
    shift: u32,
    /// What was read to compare it, and is not used yet.
    next: Option<(u128, usize)>,
}

impl<const ORDER: usize> Runs<'_, ORDER> {
    /// How often `gram` is there; only ascending ones may be asked for.
    fn count_of(&mut self, gram: u128) -> usize {
        loop {
            let Some((other, count)) = self.next.or_else(|| self.next()) else {
                return 0;
            };
            if other > gram {
                self.next = Some((other, count));
                return 0;
            }
            self.next = None;
            if other == gram {
                return count;
            }
        }
    }
}

impl<const ORDER: usize> Iterator for Runs<'_, ORDER> {
    type Item = (u128, usize);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(&key) = self.rest.first() {
            let gram = key >> self.shift;
            let count = self
                .rest
                .iter()
                .take_while(|&&key| key >> self.shift == gram)
                .count();
            self.rest = &self.rest[count..];
            // The end of the text is nearer than the order is long.
            if gram & NGrams::<ORDER>::SYMBOL != 0 {
                return Some((gram, count));
            }
        }
        None
    }
}

/// Most sentences have fewer words: what grows step by step costs more than it holds.
pub(super) const WORDS_OF_A_SENTENCE: usize = 48;

/// Bytes of a key that holds a word.
pub(super) const SHORT: usize = 16;

/// Numbers for words, from 1, the same for the same word.
#[derive(Debug, Default)]
pub(super) struct Vocabulary<'a> {
    numbers: FxHashMap<&'a [u8], u32>,
    /// Of words that are keys themselves.
    short: FxHashMap<u128, u32>,
}

impl<'a> Vocabulary<'a> {
    /// The number of `word`.
    pub(super) fn number(&mut self, word: &'a (impl AsRef<[u8]> + ?Sized)) -> u32 {
        let next = self.len() as u32 + 1;
        if self.numbers.is_empty() {
            self.numbers.reserve(WORDS_OF_A_SENTENCE);
        }
        *self.numbers.entry(word.as_ref()).or_insert(next)
    }

    /// The number of a word that is shorter than [`SHORT`] bytes, has none that is 0, and whose bytes are
    /// the last ones of `key`. Whoever asks for one word so must ask for all such words so.
    pub(super) fn short_number(&mut self, key: u128) -> u32 {
        let next = self.len() as u32 + 1;
        if self.short.is_empty() {
            self.short.reserve(WORDS_OF_A_SENTENCE);
        }
        *self.short.entry(key).or_insert(next)
    }

    /// The numbers of `words`.
    pub(super) fn numbers<W>(&mut self, words: impl Iterator<Item = &'a W>) -> Vec<u32>
    where
        W: AsRef<[u8]> + ?Sized + 'a,
    {
        words.map(|word| self.number(word)).collect()
    }

    /// The number of different words.
    pub(super) fn len(&self) -> usize {
        self.numbers.len() + self.short.len()
    }
}

/// The number of keys of one text that the other has as well. Each counts as often as it is in both.
pub(super) fn common(mut ours: Vec<u64>, mut theirs: Vec<u64>) -> usize {
    ours.sort_unstable();
    theirs.sort_unstable();
    let (mut ours, mut theirs) = (&ours[..], &theirs[..]);
    let mut common = 0;
    while let ([own, own_rest @ ..], [other, other_rest @ ..]) = (ours, theirs) {
        common += usize::from(own == other);
        (ours, theirs) = match own.cmp(other) {
            Ordering::Less => (own_rest, theirs),
            Ordering::Equal => (own_rest, other_rest),
            Ordering::Greater => (ours, other_rest),
        };
    }
    common
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    fn counted(symbols: &[u32], order: usize) -> HashMap<&[u32], usize> {
        let mut counts = HashMap::new();
        for gram in symbols.windows(order) {
            *counts.entry(gram).or_insert(0) += 1;
        }
        counts
    }

    proptest! {
        #[test]
        fn matches_are_clipped_counts(
            hypothesis in prop::collection::vec(1u32..5, 0..20),
            references in prop::collection::vec(prop::collection::vec(1u32..5, 0..20), 0..4),
        ) {
            let grams = |symbols: &[u32]| NGrams::<6>::new(symbols.iter().copied());
            for references in [&references[..], &references[..references.len().min(1)]] {
                let all: Vec<_> = references.iter().map(|one| grams(one)).collect();
                let expected = [1, 2, 3, 4, 5, 6].map(|order| {
                    let ours = counted(&hypothesis, order).into_iter();
                    let clipped = ours.map(|(gram, count)| {
                        let theirs = references
                            .iter()
                            .map(|one| counted(one, order).get(gram).copied().unwrap_or(0));
                        count.min(theirs.max().unwrap_or(0))
                    });
                    clipped.sum::<usize>()
                });
                prop_assert_eq!(grams(&hypothesis).matches(&all), expected);
            }
            for order in 1..=6 {
                let total = hypothesis.windows(order).count();
                prop_assert_eq!(grams(&hypothesis).total(order), total);
            }
        }
    }

    #[test]
    fn the_greatest_symbols_fit() {
        let grams = |symbols: &[u32]| NGrams::<6>::new(symbols.iter().copied());
        let text = [0x11_0000, 1, 0x11_0000, 1, 0x11_0000, 1, 0x11_0000];
        assert_eq!(grams(&text).matches(&[grams(&text)])[5], 2);
        let words = NGrams::<4>::new([u32::MAX, 1, 1, 1].into_iter());
        assert_eq!(
            words.matches(&[NGrams::new([u32::MAX, 1].into_iter())])[1],
            1
        );
    }
}
