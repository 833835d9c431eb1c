//! Why each sentence of an article is in its summary, or is not.

use std::io::{self, Write};

use crate::summarize::Verdict;
use crate::text::collapse_white_space;

use super::layout::Page;
use super::style::Ink;
use super::table::{Align, Table};
use crate::jobs::{ConsideredSentence, Summary};

/// A line for each sentence that could be quoted: its place, its score, what became of it, and the
/// sentence, as far as a terminal has room.
pub fn summary_explained(out: &mut dyn Write, page: Page, summary: &Summary<'_>) -> io::Result<()> {
    let mut table = Table::new(&[
        ("segment", Align::Right),
        ("score", Align::Right),
        ("", Align::Left),
        ("sentence", Align::Left),
    ]);
    let place = |article: usize, index: usize| match summary.is_of_story() {
        true => format!("{} {}", summary.articles[article].name(), index + 1),
        false => (index + 1).to_string(),
    };
    let outcome = |sentence: &ConsideredSentence<'_>| {
        let (ink, mut outcome) = match (sentence.choice.verdict, sentence.repeats) {
            (Verdict::Taken(rank), _) => (Ink::Good, format!("taken {rank}")),
            (Verdict::Repeats(_), Some((article, index))) => {
                (Ink::Fair, format!("repeats {}", place(article, index)))
            }
            (Verdict::Repeats(_), None) => (Ink::Fair, "repeats".to_owned()),
            (Verdict::TooLong, _) => (Ink::Dim, "too long".to_owned()),
            (Verdict::Outranked, _) => (Ink::Dim, "outranked".to_owned()),
        };
        if sentence.choice.leans_back {
            outcome.push_str(", leans back");
        }
        if let (Verdict::Taken(_), Some(tie)) = (sentence.choice.verdict, sentence.choice.missing) {
            let segment = tie.segment.map_or(String::new(), |at| {
                format!(" {}", place(sentence.article, at))
            });
            outcome.push_str(&format!(", without its {}{segment}", tie.reason.as_str()));
        }
        (ink, outcome)
    };
    for sentence in &summary.considered {
        table.row(vec![
            (Ink::Dim, place(sentence.article, sentence.index)),
            (Ink::Plain, format!("{:.3}", sentence.choice.score)),
            outcome(sentence),
            (Ink::Plain, collapse_white_space(sentence.text).into_owned()),
        ]);
    }
    table.write(out, page)
}
