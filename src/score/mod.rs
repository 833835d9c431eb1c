//! Metrics that compare a text with references that people wrote: BLEU, chrF, chrF++ and TER for translations, ROUGE for
//! summaries.
//!
//! Each [`Metric`] first turns a sentence into counts, then counts into a score. Counts can be summed, so the score of any
//! selection of sentences follows without reading them again: [`Counts`] scores a corpus, and [`compare()`] resamples one
//! to say whether a system is better than another.
//!
//! Scores equal those of the implementations that the field uses, sacreBLEU 2.6 (Post 2018) and rouge-score 0.1.2, to the
//! last decimal that they print. Each metric has a file of its own.
//!
//! ```
//! use recto::score::{Counts, Pair, metric};
//!
//! let pairs = [Pair {
//!     hypothesis: "The bridge has opened on Monday.",
//!     references: vec!["The bridge opened on Monday."],
//! }];
//! let chrf = metric("chrf", Default::default()).expect("a metric");
//! let counts = Counts::new(&*chrf, &pairs);
//! assert_eq!(format!("{:.2}", counts.score(&*chrf).value), "85.29");
//! ```

mod bleu;
mod bootstrap;
mod categories;
mod chrf;
mod corpus;
mod edit_band;
mod metric;
mod n_grams;
mod porter;
mod random;
mod rouge;
mod shifts;
mod subsequence;
mod ter;
mod tokenizer;
mod western;
mod white_space;

pub use bleu::Bleu;
pub use bootstrap::{Estimate, Sampling, compare};
pub use chrf::Chrf;
pub use corpus::{Counts, Pair};
pub use metric::{Details, Level, Metric, Score};
pub use rouge::{Rouge, RougeKind};
pub use ter::Ter;
pub use tokenizer::{Tokenizer, TokenizerError};

#[cfg(test)]
mod tests;

/// The names of all metrics that [`metric`] knows.
pub const NAMES: [&str; 12] = [
    "bleu",
    "chrf",
    "chrf++",
    "ter",
    "rouge1",
    "rouge2",
    "rougeL",
    "rougeLsum",
    "rouge1_stem",
    "rouge2_stem",
    "rougeL_stem",
    "rougeLsum_stem",
];

/// The metric with this name, if there is one. `tokenizer` is for BLEU.
pub fn metric(name: &str, tokenizer: Tokenizer) -> Option<Box<dyn Metric>> {
    let rouge = |kind| -> Option<Box<dyn Metric>> {
        let stem = name.ends_with("_stem");
        Some(Box::new(Rouge { kind, stem }))
    };
    match name.trim_end_matches("_stem") {
        "rouge1" => rouge(RougeKind::One),
        "rouge2" => rouge(RougeKind::Two),
        "rougeL" => rouge(RougeKind::Longest),
        "rougeLsum" => rouge(RougeKind::LongestOfSentences),
        _ => match name {
            "bleu" => Some(Box::new(Bleu { tokenizer })),
            "chrf" => Some(Box::new(Chrf { words: false })),
            "chrf++" => Some(Box::new(Chrf { words: true })),
            "ter" => Some(Box::new(Ter)),
            _ => None,
        },
    }
}
