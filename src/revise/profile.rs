use rustc_hash::FxHashMap;

use crate::text::{TokenKind, is_spaceless, search_form, tokens};

/// Maximum weight of a word: long words say more than short ones, up to a point.
const HEAVIEST_WORD: u32 = 7;

/// The weight of a pair of neighbouring graphemes in a script without spaces.
const PAIR_WEIGHT: u32 = 3;

/// The features of both texts as small numbers, with their weights.
#[derive(Debug, Default)]
pub(super) struct Features {
    numbers: FxHashMap<Box<str>, u32>,
    weights: Vec<u32>,
}

/// A segment as a bag of features: its words as readers take them for the same, pairs of
/// graphemes in scripts without spaces, and punctuation only where there is nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Profile {
    /// Each feature with its number of occurrences, ordered by feature.
    pub counts: Vec<(u32, u32)>,
    /// The weight of all of them.
    pub weight: u32,
}

impl Features {
    /// The number of different features seen so far.
    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }

    /// The weight of one occurrence of `feature`.
    pub(super) fn weight(&self, feature: u32) -> u32 {
        self.weights[feature as usize]
    }

    /// The profile of `text`.
    pub(super) fn profile(&mut self, text: &str) -> Profile {
        let mut found = Vec::new();
        let mut marks = Vec::new();
        let mut lower = String::new();
        let mut grapheme_before: Option<crate::text::Span> = None;
        for token in tokens(text) {
            let word = token.span.of(text);
            if token.kind == TokenKind::Punctuation {
                if found.is_empty() {
                    marks.push(word);
                }
                grapheme_before = None;
                continue;
            }
            if word.chars().next().is_some_and(is_spaceless) {
                match grapheme_before {
                    Some(before) => {
                        let pair = &text[before.start..token.span.end];
                        found.push(self.number(pair, PAIR_WEIGHT));
                    }
                    None => found.push(self.number(word, 1)),
                }
                grapheme_before = Some(token.span);
                continue;
            }
            grapheme_before = None;
            let weight = (word.chars().count() as u32).min(HEAVIEST_WORD);
            if word.is_ascii() {
                lower.clear();
                lower.push_str(word);
                lower.make_ascii_lowercase();
                found.push(self.number(&lower, weight));
            } else {
                found.push(self.number(&search_form(word), weight));
            }
        }
        if found.is_empty() {
            found = marks.into_iter().map(|mark| self.number(mark, 1)).collect();
        }
        found.sort_unstable();
        let mut counts: Vec<(u32, u32)> = Vec::with_capacity(found.len());
        let mut weight = 0;
        for feature in found {
            weight += self.weight(feature);
            match counts.last_mut() {
                Some((last, count)) if *last == feature => *count += 1,
                _ => counts.push((feature, 1)),
            }
        }
        Profile { counts, weight }
    }

    fn number(&mut self, feature: &str, weight: u32) -> u32 {
        if let Some(&number) = self.numbers.get(feature) {
            return number;
        }
        let number = self.weights.len() as u32;
        self.numbers.insert(feature.into(), number);
        self.weights.push(weight);
        number
    }

    /// Adds the features of `other`. Returns the number here of each number there.
    pub(super) fn take_in(&mut self, other: Features) -> Vec<u32> {
        let mut numbers = vec![0; other.weights.len()];
        let mut features: Vec<_> = other.numbers.into_iter().collect();
        features.sort_unstable_by_key(|&(_, number)| number);
        for (feature, number) in features {
            let weight = other.weights[number as usize];
            numbers[number as usize] = self.number(&feature, weight);
        }
        numbers
    }

    /// The weight of the features that `a` and `b` share.
    pub(super) fn shared(&self, a: &Profile, b: &Profile) -> u32 {
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(&(x, m)), Some(&(y, n))) = (a.counts.get(i), b.counts.get(j)) {
            if x == y {
                shared += m.min(n) * self.weight(x);
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        shared
    }

    /// The likeness of `a` and `b` in thousandths: Dice's coefficient (1945) of their features by weight.
    pub(super) fn similarity(&self, a: &Profile, b: &Profile) -> u32 {
        dice(self.shared(a, b), a.weight, b.weight)
    }
}

/// Dice's coefficient of a shared weight and two whole ones, in thousandths.
pub(super) fn dice(shared: u32, a: u32, b: u32) -> u32 {
    (2000 * u64::from(shared) / (u64::from(a) + u64::from(b)).max(1)) as u32
}

impl Profile {
    /// Gives each feature the number that `numbers` has for it.
    pub(super) fn renumber(&mut self, numbers: &[u32]) {
        for (feature, _) in &mut self.counts {
            *feature = numbers[*feature as usize];
        }
        self.counts.sort_unstable();
    }

    /// The profile of both texts together.
    pub(super) fn joined(&self, other: &Profile) -> Profile {
        let mut counts = self.counts.clone();
        counts.extend_from_slice(&other.counts);
        counts.sort_unstable();
        counts.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        Profile {
            counts,
            weight: self.weight + other.weight,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn similarity(a: &str, b: &str) -> u32 {
        let mut features = Features::default();
        let (a, b) = (features.profile(a), features.profile(b));
        assert_eq!(features.similarity(&a, &b), features.similarity(&b, &a));
        features.similarity(&a, &b)
    }

    #[test]
    fn readers_words_are_the_same() {
        assert_eq!(similarity("Die Straße!", "die STRASSE"), 1000);
        assert_eq!(similarity("كتابي", "کتابی."), 1000);
        assert_eq!(similarity("می\u{200c}رود", "میرود"), 1000);
    }

    #[test]
    fn order_counts_in_scripts_without_spaces() {
        assert_eq!(similarity("大桥开通", "大桥开通。"), 1000);
        assert!(similarity("大桥开通", "通开桥大") < 300);
        assert!(similarity("大桥今天开通", "大桥昨天开通") > 500);
    }

    #[test]
    fn nothing_is_like_nothing() {
        assert_eq!(similarity("", ""), 0);
        assert_eq!(similarity("***", "***"), 1000);
        assert_eq!(similarity("one.", "two."), 0);
    }

    #[test]
    fn joined_is_the_profile_of_both() {
        let mut features = Features::default();
        let (a, b) = (
            features.profile("red red lamp"),
            features.profile("lamp post"),
        );
        assert_eq!(a.joined(&b), features.profile("red lamp post red lamp"));
    }
}
