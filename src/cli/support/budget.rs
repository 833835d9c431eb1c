//! How long a summary may be, as a user says it.

use clap::Args;

use crate::summarize::Budget;

/// The length of a summary; three sentences if none is given.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(in crate::cli) struct BudgetOptions {
    /// Number of sentences [default: 3]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..))]
    sentences: Option<u32>,
    /// Maximum number of words
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..))]
    words: Option<u32>,
    /// Maximum percentage of the article's words
    #[arg(long, value_name = "P", allow_negative_numbers = true, value_parser = percent)]
    percent: Option<f64>,
    /// Maximum number of characters, counting one between sentences
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..))]
    chars: Option<u32>,
    /// Maximum reading time in seconds, at 184 words a minute
    #[arg(long, value_name = "S", allow_negative_numbers = true, value_parser = seconds)]
    seconds: Option<f64>,
}

impl BudgetOptions {
    /// The length asked for.
    pub(in crate::cli) fn budget(&self) -> Budget {
        let words = self.words.map(|count| Budget::Words(count as usize));
        let chars = self.chars.map(|count| Budget::Characters(count as usize));
        words
            .or(chars)
            .or(self.percent.map(Budget::Percent))
            .or(self.seconds.map(Budget::Seconds))
            .unwrap_or(Budget::Sentences(self.sentences.unwrap_or(3) as usize))
    }
}

fn percent(given: &str) -> Result<f64, String> {
    match given.trim_end_matches('%').trim().parse() {
        Ok(percent) if percent > 0.0 && percent <= 100.0 => Ok(percent),
        _ => Err("a number above 0 and at most 100 is needed".to_owned()),
    }
}

fn seconds(given: &str) -> Result<f64, String> {
    match given.trim_end_matches('s').trim().parse() {
        Ok(seconds) if (1.0..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err("a number from 1 to 86400 is needed".to_owned()),
    }
}
