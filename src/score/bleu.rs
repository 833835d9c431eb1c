//! BLEU (Papineni and others 2002) as sacreBLEU computes it (Post 2018).

use super::metric::{Details, Level, Metric, Score};
use super::n_grams::{NGrams, Vocabulary, WORDS_OF_A_SENTENCE};
use super::tokenizer::Tokenizer;

/// Maximum length of the n-grams that are counted.
const ORDER: usize = 4;

/// BLEU: the geometric mean of the precisions of n-grams of one to four words, times a penalty for hypotheses shorter
/// than the reference. 0–100.
///
/// Precisions of 0 are smoothed exponentially (Chen and Cherry 2014, method 3). For a sentence,
/// orders that it is too short for do not count.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bleu {
    /// The tokenizer that splits texts into words.
    pub tokenizer: Tokenizer,
}

impl Metric for Bleu {
    fn name(&self) -> &'static str {
        "bleu"
    }

    fn title(&self) -> &'static str {
        "BLEU"
    }

    fn settings(&self) -> String {
        format!("case:mixed|eff:no|tok:{}|smooth:exp", self.tokenizer)
    }

    /// The number of words of the hypothesis and of the reference nearest in length, then the matching n-grams and all
    /// n-grams of each order.
    fn counts(&self, hypothesis: &str, references: &[&str]) -> Vec<f64> {
        let tokenizer = self.tokenizer;
        let hypothesis = tokenizer.prepared(hypothesis);
        let references: Vec<_> = references
            .iter()
            .map(|reference| tokenizer.prepared(reference))
            .collect();
        let mut vocabulary = Vocabulary::default();
        let mut grams = |text| {
            let mut numbers = Vec::with_capacity(WORDS_OF_A_SENTENCE);
            tokenizer.each_token(text, |token| numbers.push(vocabulary.number(token)));
            NGrams::new(numbers.into_iter())
        };
        let hypothesis: NGrams<ORDER> = grams(&hypothesis);
        let references: Vec<_> = references.iter().map(|text| grams(text)).collect();
        let length = hypothesis.len();
        let nearest = references
            .iter()
            .map(NGrams::len)
            .min_by_key(|&other| (other.abs_diff(length), other));
        let orders = || 1..=ORDER;
        let lengths = [length, nearest.unwrap_or(0)].into_iter();
        lengths
            .chain(hypothesis.matches(&references))
            .chain(orders().map(|order| hypothesis.total(order)))
            .map(|count| count as f64)
            .collect()
    }

    fn score(&self, counts: &[f64], level: Level) -> Score {
        let [hypothesis_length, reference_length, counts @ ..] = counts else {
            return Score::default();
        };
        let (matches, totals) = counts.split_at(counts.len() / 2);
        let brevity_penalty = if hypothesis_length >= reference_length {
            1.0
        } else if *hypothesis_length > 0.0 {
            (1.0 - reference_length / hypothesis_length).exp()
        } else {
            0.0
        };
        let mut precisions = [0.0; ORDER];
        let mut value = 0.0;
        if matches.iter().any(|&count| count > 0.0) {
            let mut orders = ORDER;
            let mut smoothing = 1.0;
            for (n, (&matched, &total)) in matches.iter().zip(totals).enumerate() {
                if total == 0.0 {
                    break;
                }
                if level == Level::Sentence {
                    orders = n + 1;
                }
                precisions[n] = if matched > 0.0 {
                    100.0 * matched / total
                } else {
                    smoothing *= 2.0;
                    100.0 / (smoothing * total)
                };
            }
            // An order without n-grams makes the whole score 0.
            let logarithms: f64 = precisions[..orders].iter().map(|p| p.ln()).sum();
            value = brevity_penalty * (logarithms / orders as f64).exp();
        }
        Score {
            value,
            details: Details::Bleu {
                precisions,
                brevity_penalty,
                hypothesis_length: *hypothesis_length,
                reference_length: *reference_length,
            },
        }
    }
}
