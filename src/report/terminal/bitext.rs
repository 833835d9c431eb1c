//! Source and target side by side, link by link.

use std::io::{self, Write};

use super::super::numbers;
use super::beside::{Label, beside};
use super::layout::{Page, columns, wrap};
use super::style::{Ink, by_score, paint};
use super::table::{Align, Table};
use crate::jobs::{AlignedFolders, Bitext};
use crate::memory::SURE;
use crate::workspace::PairedBy;

/// Columns taken by the numbers and the confidence.
const GUTTER: usize = 18;

/// Each link with its segments' numbers (from 1), its confidence in percent, and both texts in
/// columns; a last line counts.
pub fn bitext(out: &mut dyn Write, page: Page, bitext: &Bitext<'_>) -> io::Result<()> {
    let half = page.width.saturating_sub(GUTTER + 3) / 2;
    let (from, to) = &bitext.languages;
    let head = format!("{:>GUTTER$} {from:<half$}   {to}", "");
    writeln!(out, "{}", paint(Ink::Dim, &head))?;
    let mut paired = 0;
    for link in &bitext.links {
        let missing = link.source.is_empty() || link.target.is_empty();
        paired += usize::from(!missing);
        let places = format!("{} → {}", numbers(&link.source), numbers(&link.target));
        let percent = (link.confidence * 100.0).round().clamp(0.0, 100.0) as u8;
        let confidence = format!("{percent:>3} %");
        let gap = GUTTER.saturating_sub(columns(&places) + columns(&confidence));
        let source = wrap(
            &vec![(Ink::Plain, &*bitext.source_text(&link.source))],
            half,
            page,
            true,
        );
        let target = wrap(
            &vec![(Ink::Plain, &*bitext.target_text(&link.target))],
            half,
            page,
            false,
        );
        let painted = match missing {
            true => format!("{} ", paint_padded(Ink::Bad, &places)),
            false => format!(
                "{}{}{} ",
                paint(Ink::Dim, &places),
                " ".repeat(gap),
                paint(by_score(percent), &confidence)
            ),
        };
        let label = Label {
            painted: &painted,
            width: GUTTER + 1,
        };
        beside(out, &label, &[source, target], half)?;
    }
    let total = bitext.links.len();
    let note = format!(
        "{} and {} segments: {paired} links, {} without counterpart",
        bitext.source.len(),
        bitext.target.len(),
        total - paired
    );
    writeln!(out, "{}", paint(Ink::Dim, &note))
}

fn paint_padded(ink: Ink, text: &str) -> String {
    let space = GUTTER.saturating_sub(columns(text));
    format!("{}{}", paint(ink, text), " ".repeat(space))
}

/// The pairs of files, with what was found in them; then, by name, the files that have no counterpart.
pub fn aligned_files(
    out: &mut dyn Write,
    page: Page,
    files: &AlignedFolders<'_>,
) -> io::Result<()> {
    let mut table = Table::new(&[
        ("source", Align::Left),
        ("target", Align::Left),
        ("paired by", Align::Left),
        ("segments", Align::Right),
        ("links", Align::Right),
        ("doubtful", Align::Right),
        ("unpaired", Align::Right),
    ]);
    for pair in &files.pairs {
        let bitext = &pair.bitext;
        let is_alone =
            |link: &&crate::align::Link| link.source.is_empty() || link.target.is_empty();
        let (alone, paired): (Vec<_>, Vec<_>) = bitext.links.iter().partition(is_alone);
        let doubtful = paired.iter().filter(|link| link.confidence < SURE).count();
        let unpaired: usize = alone
            .iter()
            .map(|link| link.source.len() + link.target.len())
            .sum();
        let by = match pair.by {
            PairedBy::Name => "name",
            PairedBy::Content => "content",
        };
        let to_look_at = |count: usize| if count > 0 { Ink::Fair } else { Ink::Dim };
        let mut row: Vec<(Ink, String)> = vec![
            (Ink::Name, bitext.names[0].to_owned()),
            (Ink::Name, bitext.names[1].to_owned()),
            (Ink::Plain, by.to_owned()),
            (
                Ink::Plain,
                format!("{} → {}", bitext.source.len(), bitext.target.len()),
            ),
        ];
        match pair.is_taken {
            true => row.extend([
                (Ink::Good, paired.len().to_string()),
                (to_look_at(doubtful), doubtful.to_string()),
                (to_look_at(unpaired), unpaired.to_string()),
            ]),
            false => row.extend([(Ink::Bad, "no translation".to_owned())]),
        }
        table.row(row);
    }
    if !files.pairs.is_empty() {
        table.write(out, page)?;
    }
    let [sources, targets] = &files.alone;
    for (alone, note) in [(sources, "no translation"), (targets, "no source")] {
        for file in alone {
            writeln!(out, "{}", paint(Ink::Dim, &format!("{note}: {file}")))?;
        }
    }
    for pair in files.pairs.iter().filter(|pair| !pair.is_taken) {
        let bitext = &pair.bitext;
        let [source, target] = bitext.names;
        let told = format!(
            "{source} and {target} do not look like translations of each other ({}); if they are, use --force",
            bitext.figures()
        );
        writeln!(out, "{}", paint(Ink::Bad, &told))?;
    }
    Ok(())
}
