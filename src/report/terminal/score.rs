//! Scores of systems.

use std::io::{self, Write};

use crate::jobs::{ScoreColumn, ScoreTable, SystemScores};
use crate::score::{Details, Score};
use crate::text::collapse_white_space;

use super::layout::Page;
use super::style::Ink;
use super::table::{Align, Table};

/// Differences that are likelier than this by chance are not shown as such.
const SIGNIFICANT: f64 = 0.05;

/// The scores of the sentences if they are wanted, then those of all together with what they were
/// made of, then the signatures.
pub fn scores(out: &mut dyn Write, page: Page, table: &ScoreTable<'_>) -> io::Result<()> {
    if let Some(sentences) = &table.sentences {
        let titles = table.columns.iter().map(|column| column.title);
        let columns: Vec<_> = std::iter::once("line")
            .chain(titles)
            .map(|title| (title, Align::Right))
            .chain([("hypothesis", Align::Left)])
            .collect();
        let mut rows = Table::new(&columns);
        for (number, (text, scores)) in sentences.iter().enumerate() {
            let number = (Ink::Dim, (number + 1).to_string());
            let values = scores
                .iter()
                .map(|score| (Ink::Plain, two_places(score.value)));
            let text = (Ink::Plain, collapse_white_space(text).into_owned());
            rows.row(
                std::iter::once(number)
                    .chain(values)
                    .chain([text])
                    .collect(),
            );
        }
        rows.write(out, page)?;
        writeln!(out)?;
    }
    let mut rows = Table::new(&[
        ("metric", Align::Left),
        ("score", Align::Right),
        ("", Align::Left),
    ]);
    for (column, score) in table.columns.iter().zip(&table.corpus) {
        rows.row(vec![
            (Ink::Name, column.title.to_owned()),
            (Ink::Strong, two_places(score.value)),
            (Ink::Dim, made_of(score)),
        ]);
    }
    rows.write(out, page)?;
    signatures(out, page, &table.columns)
}

/// Systems below one another for each metric, with how sure it is that one is better than the
/// baseline, which stands first.
pub fn systems(out: &mut dyn Write, page: Page, systems: &SystemScores) -> io::Result<()> {
    let mut rows = Table::new(&[
        ("metric", Align::Left),
        ("score", Align::Right),
        ("mean", Align::Right),
        ("95 %", Align::Right),
        ("p", Align::Right),
        ("", Align::Left),
        ("system", Align::Left),
    ]);
    for (at, column) in systems.columns.iter().enumerate() {
        let baseline = systems.systems.first().map(|(_, scores)| scores[at].score);
        for (number, (name, scores)) in systems.systems.iter().enumerate() {
            let estimate = &scores[at];
            let title = if number == 0 { column.title } else { "" };
            let (ink, verdict) = match estimate.p_value {
                None => (Ink::Dim, "baseline"),
                Some(_) if Some(estimate.score) == baseline => (Ink::Dim, "equal"),
                Some(p) if p >= SIGNIFICANT => (Ink::Dim, "may be chance"),
                Some(_) if (Some(estimate.score) > baseline) != column.is_error_rate => {
                    (Ink::Good, "better")
                }
                Some(_) => (Ink::Bad, "worse"),
            };
            rows.row(vec![
                (Ink::Name, title.to_owned()),
                (Ink::Strong, two_places(estimate.score)),
                (Ink::Plain, two_places(estimate.mean)),
                (Ink::Plain, format!("± {:.2}", estimate.interval)),
                (
                    ink,
                    estimate
                        .p_value
                        .map_or(String::new(), |p| format!("{p:.4}")),
                ),
                (ink, verdict.to_owned()),
                (Ink::Plain, name.clone()),
            ]);
        }
    }
    rows.write(out, page)?;
    signatures(out, page, &systems.columns)
}

fn two_places(value: f64) -> String {
    format!("{value:.2}")
}

/// What a score was made of, in words.
fn made_of(score: &Score) -> String {
    match score.details {
        Details::None => String::new(),
        Details::Bleu {
            precisions,
            brevity_penalty,
            hypothesis_length,
            reference_length,
        } => {
            let precisions = precisions.map(|precision| format!("{precision:.1}"));
            format!(
                "precisions {}, brevity penalty {brevity_penalty:.3}, {hypothesis_length} words for {reference_length}",
                precisions.join("/")
            )
        }
        Details::Ter {
            edits,
            reference_length,
        } => {
            // The mean over several references need not be whole.
            let words = (100.0 * reference_length).round() / 100.0;
            format!("{edits} edits for {words} words")
        }
        Details::Rouge {
            precision, recall, ..
        } => format!(
            "precision {:.2}, recall {:.2}",
            100.0 * precision,
            100.0 * recall
        ),
    }
}

fn signatures(out: &mut dyn Write, page: Page, columns: &[ScoreColumn]) -> io::Result<()> {
    writeln!(out)?;
    let mut rows = Table::new(&[("signature", Align::Left), ("", Align::Left)]);
    for column in columns {
        rows.row(vec![
            (Ink::Name, column.title.to_owned()),
            (Ink::Dim, column.signature.clone()),
        ]);
    }
    // What is to be copied must not be cut.
    let uncut = Page {
        terminal: false,
        ..page
    };
    rows.write(out, uncut)
}
