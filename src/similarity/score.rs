use std::collections::HashMap;

use crate::text::{TokenKind, comparison_form, tokens};

use super::levenshtein::within;
use super::weighted::{Scratch, WeightedToken, weighted_distance};

/// The cost of replacing a word by a punctuation mark or the reverse.
const WORD_FOR_PUNCTUATION: u32 = 3;

/// The likeness of a query and a stored source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MatchScore {
    /// 0–100; 100 only for equal token sequences.
    pub score: u8,
    /// Whether the comparison forms are equal.
    pub exact: bool,
}

/// Computes match scores of many texts against each other, and reads each word only once.
///
/// The score is the word-based measure of the field made finer: an edit distance over tokens
/// (Levenshtein 1966) in which a word weighs 2 and punctuation 1. Inserting or deleting a token
/// costs its weight; exchanging two words 2, or 1 if they are variants of each other (two numbers,
/// or lower-cased forms whose Levenshtein distance is at most a third of the longer one); two
/// punctuation marks 1; a word and a mark 3. The score is
/// floor(100 · (1 − cost / greater total weight)).
#[derive(Debug, Default)]
pub struct Scorer {
    ids: HashMap<Box<str>, u32>,
    words: Vec<KnownWord>,
    scratch: Scratch,
}

#[derive(Debug)]
struct KnownWord {
    kind: TokenKind,
    lower: Box<[char]>,
}

/// A text prepared for scoring by the [`Scorer`] that prepared it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    form: String,
    tokens: Vec<WeightedToken>,
    weight: u32,
}

impl Prepared {
    /// The comparison form of the text.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// The sum of the weights of its tokens.
    pub fn weight(&self) -> u32 {
        self.weight
    }
}

impl Scorer {
    /// Creates a scorer that has read no words yet.
    pub fn new() -> Self {
        Scorer::default()
    }

    /// Splits `text` into tokens for scoring.
    pub fn prepare(&mut self, text: &str) -> Prepared {
        let form = comparison_form(text).into_owned();
        let mut weight = 0;
        let tokens = tokens(&form)
            .map(|token| {
                weight += token.kind.weight();
                WeightedToken {
                    weight: token.kind.weight(),
                    number: self.id(token.span.of(&form), token.kind),
                }
            })
            .collect();
        Prepared {
            form,
            tokens,
            weight,
        }
    }

    fn id(&mut self, word: &str, kind: TokenKind) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.words.len() as u32;
        self.ids.insert(word.into(), id);
        self.words.push(KnownWord {
            kind,
            lower: word.chars().flat_map(char::to_lowercase).collect(),
        });
        id
    }

    /// The score of `a` and `b`, in either order; `None` if it is below `threshold` (0–100).
    pub fn score(&mut self, a: &Prepared, b: &Prepared, threshold: u8) -> Option<MatchScore> {
        let score = |score| MatchScore {
            score,
            exact: a.form == b.form,
        };
        if a.tokens == b.tokens {
            return Some(score(100));
        }
        let greater = a.weight.max(b.weight);
        // Tokens differ, so at least one of the texts has some.
        let affordable = match threshold {
            // Exchanges of words for marks may cost more than there is, which leaves a score of 0.
            0 => a.weight + b.weight,
            _ => greater * (100 - u32::from(threshold.min(100))) / 100,
        };
        if a.weight.abs_diff(b.weight) > affordable {
            return None;
        }
        let cost = self.distance(a, b, affordable)?;
        let value = (100 * greater.saturating_sub(cost) / greater).min(99) as u8;
        (value >= threshold).then(|| score(value))
    }

    /// The weighted edit distance of two texts, if it is at most `limit`.
    pub(super) fn distance(&mut self, a: &Prepared, b: &Prepared, limit: u32) -> Option<u32> {
        let Scorer { words, scratch, .. } = self;
        let exchange = |x: u32, y: u32| {
            if x == y {
                return 0;
            }
            let (a, b) = (&words[x as usize], &words[y as usize]);
            exchange_cost((a.kind, &a.lower), (b.kind, &b.lower))
        };
        weighted_distance(&a.tokens, &b.tokens, limit, scratch, exchange)
    }
}

/// The cost of replacing one token by a different one in a match score, given their kinds and lower-cased forms: two
/// punctuation marks 1, a word and a mark 3, two words 2, or 1 if they are variants.
pub fn exchange_cost(a: (TokenKind, &[char]), b: (TokenKind, &[char])) -> u32 {
    match (a.0, b.0) {
        (TokenKind::Punctuation, TokenKind::Punctuation) => 1,
        (TokenKind::Punctuation, _) | (_, TokenKind::Punctuation) => WORD_FOR_PUNCTUATION,
        (TokenKind::Number, TokenKind::Number) => 1,
        (TokenKind::Number, _) | (_, TokenKind::Number) => 2,
        _ => {
            let third = a.1.len().max(b.1.len()) / 3;
            if within(a.1, b.1, third).is_some() {
                1
            } else {
                2
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn score(a: &str, b: &str) -> MatchScore {
        let mut scorer = Scorer::new();
        let (a, b) = (scorer.prepare(a), scorer.prepare(b));
        scorer.score(&a, &b, 0).unwrap()
    }

    #[test]
    fn edits_cost_what_the_design_says() {
        // Six tokens of weight 11; one word exchanged for another costs 2: 100 · 9/11.
        assert_eq!(
            score(
                "The bridge opened on Monday.",
                "The bridge closed on Monday."
            )
            .score,
            81
        );
        // A variant costs 1: 100 · 10/11.
        assert_eq!(
            score(
                "The bridge opened on Monday.",
                "The bridge opens on Monday."
            )
            .score,
            90
        );
        assert_eq!(score("It has 12 lamps.", "It has 14 lamps.").score, 88);
        // A full stop lost costs 1 of 11.
        assert_eq!(
            score(
                "The bridge opened on Monday.",
                "The bridge opened on Monday"
            )
            .score,
            90
        );
    }

    #[test]
    fn exact_is_equal_comparison_forms() {
        assert_eq!(
            score("A  cafe\u{301}.", "A café."),
            MatchScore {
                score: 100,
                exact: true
            }
        );
        // The same tokens, but a space more.
        assert_eq!(
            score("Yes , he", "Yes, he"),
            MatchScore {
                score: 100,
                exact: false
            }
        );
        assert_eq!(
            score("", ""),
            MatchScore {
                score: 100,
                exact: true
            }
        );
        assert_eq!(score("", "word").score, 0);
    }

    #[test]
    fn long_texts_never_round_up_to_100() {
        let long = "word ".repeat(500);
        assert_eq!(score(&long, &format!("{long}.")).score, 99);
    }

    proptest! {
        #[test]
        fn symmetric_and_threshold_only_hides(
            a in "[a-c ,.1]{0,24}", b in "[a-c ,.1]{0,24}", threshold in 0u8..=100,
        ) {
            let mut scorer = Scorer::new();
            let (a, b) = (scorer.prepare(&a), scorer.prepare(&b));
            let free = scorer.score(&a, &b, 0);
            prop_assert_eq!(free, scorer.score(&b, &a, 0));
            let bounded = scorer.score(&a, &b, threshold);
            prop_assert_eq!(bounded, free.filter(|m| m.score >= threshold));
        }
    }
}
