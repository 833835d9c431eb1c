//! chrF (Popović 2015) and chrF++ (Popović 2017) as sacreBLEU computes them.

use super::metric::{Details, Level, Metric, Score};
use super::n_grams::{NGrams, Vocabulary};
use super::white_space::{is_white_space, words};

/// Maximum length of the n-grams of characters that are counted.
const CHARACTERS: usize = 6;

/// Maximum length of the n-grams of words that chrF++ counts.
const WORDS: usize = 2;

/// The square of how much more recall weighs than precision.
const BETA_SQUARED: f64 = 4.0;

/// chrF: the F-score of character n-grams, in which recall weighs more than precision. 0–100.
#[derive(Debug, Clone, Copy, Default)]
pub struct Chrf {
    /// Whether single words and pairs of words count as well, which is chrF++.
    pub words: bool,
}

/// The n-grams of a text.
struct Grams {
    characters: [NGrams<CHARACTERS>; 1],
    words: Option<[NGrams<WORDS>; 1]>,
}

impl Chrf {
    /// The result of [`Metric::counts`] for a text and itself, without a comparison: every n-gram matches.
    pub(crate) fn counts_of_same(&self, text: &str) -> Vec<f64> {
        let characters = text.chars().filter(|&c| !is_white_space(c)).count();
        let mut counts = Vec::with_capacity(3 * (CHARACTERS + WORDS));
        let mut count = |length: usize, orders: usize| {
            for order in 1..=orders {
                counts.extend([(length + 1).saturating_sub(order) as f64; 3]);
            }
        };
        count(characters, CHARACTERS);
        if self.words {
            count(words(text).flat_map(without_punctuation).count(), WORDS);
        }
        counts
    }

    fn grams<'a>(&self, text: &'a str, vocabulary: &mut Vocabulary<'a>) -> Grams {
        let characters = text.chars().filter(|&c| !is_white_space(c));
        Grams {
            characters: [NGrams::new(characters.map(|c| c as u32 + 1))],
            words: self.words.then(|| {
                let numbers = vocabulary.numbers(words(text).flat_map(without_punctuation));
                [NGrams::new(numbers.into_iter())]
            }),
        }
    }
}

impl Metric for Chrf {
    fn name(&self) -> &'static str {
        if self.words { "chrf++" } else { "chrf" }
    }

    fn title(&self) -> &'static str {
        if self.words { "chrF2++" } else { "chrF2" }
    }

    fn settings(&self) -> String {
        let words = if self.words { WORDS } else { 0 };
        format!("case:mixed|eff:yes|nc:{CHARACTERS}|nw:{words}|space:no")
    }

    /// For each order of characters, then of words: the number of n-grams in the hypothesis, in the reference, and in
    /// both. The reference is the one with the best score.
    fn counts(&self, hypothesis: &str, references: &[&str]) -> Vec<f64> {
        let mut vocabulary = Vocabulary::default();
        let hypothesis = self.grams(hypothesis, &mut vocabulary);
        let mut best: Option<(f64, Vec<f64>)> = None;
        for reference in references {
            let reference = self.grams(reference, &mut vocabulary);
            let mut counts = Vec::with_capacity(3 * (CHARACTERS + WORDS));
            compare(&hypothesis.characters, &reference.characters, &mut counts);
            if let (Some(ours), Some(theirs)) = (&hypothesis.words, &reference.words) {
                compare(ours, theirs, &mut counts);
            }
            let value = f_score(&counts);
            if best.as_ref().is_none_or(|(most, _)| value > *most) {
                best = Some((value, counts));
            }
        }
        best.map(|(_, counts)| counts).unwrap_or_default()
    }

    fn score(&self, counts: &[f64], _level: Level) -> Score {
        Score {
            value: f_score(counts),
            details: Details::None,
        }
    }
}

fn compare<const ORDER: usize>(
    [hypothesis]: &[NGrams<ORDER>; 1],
    reference: &[NGrams<ORDER>; 1],
    counts: &mut Vec<f64>,
) {
    let matches = hypothesis.matches(reference);
    for order in 1..=ORDER {
        let theirs = reference[0].total(order);
        // Where the reference has no n-grams of the order, the hypothesis cannot be blamed for its own.
        let ours = if theirs > 0 {
            hypothesis.total(order)
        } else {
            0
        };
        counts.extend([ours, theirs, matches[order - 1]].map(|count| count as f64));
    }
}

/// The F-score of the mean precision and the mean recall of all orders that both texts have.
fn f_score(counts: &[f64]) -> f64 {
    let (mut precision, mut recall, mut orders) = (0.0, 0.0, 0.0);
    for order in counts.chunks_exact(3) {
        let (ours, theirs, matches) = (order[0], order[1], order[2]);
        if ours > 0.0 && theirs > 0.0 {
            precision += matches / ours;
            recall += matches / theirs;
            orders += 1.0;
        }
    }
    if precision + recall == 0.0 {
        return 0.0;
    }
    let (precision, recall) = (precision / orders, recall / orders);
    100.0 * (1.0 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall)
}

/// A word without a mark of punctuation (of ASCII) at its end, or else at its beginning, and that
/// mark; as chrF++ has it, "(so)" is "(so" and ")".
fn without_punctuation(word: &str) -> impl Iterator<Item = &str> {
    let punctuation = |c: Option<char>| c.is_some_and(|c| c.is_ascii_punctuation());
    let mut characters = word.chars();
    let (first, last) = (characters.next(), characters.next_back());
    let (head, tail) = match (first, last) {
        // Only one character.
        (_, None) => (word, ""),
        _ if punctuation(last) => word.split_at(word.len() - 1),
        _ if punctuation(first) => word.split_at(1),
        _ => (word, ""),
    };
    [head, tail].into_iter().filter(|part| !part.is_empty())
}
