//! Two summaries beside their article: what became of each sentence, and where it comes from.

use std::io::{self, Write};

use crate::revise::{Change, ChangeKind, Provenance, Source};
use crate::segment::Segment;

use super::super::edits::pieces_of;
use super::super::summaries::{in_words, warnings};
use super::layout::{Inked, Page, wrap};
use super::revision::{ink_of, inked};
use super::style::{Ink, paint};
use crate::jobs::SummariesView;

/// Columns before the texts.
const GUTTER: usize = 10;

/// A line that sums up the new summary and one that says what became of the old one; then each
/// sentence with what changed in it, its place in the article (segments counted from 1) and what it
/// says otherwise than the article.
pub fn summaries(out: &mut dyn Write, page: Page, view: &SummariesView<'_>) -> io::Result<()> {
    writeln!(out, "{}", paint(Ink::Strong, &view.in_words()))?;
    let fates = view.fates_in_words();
    if !fates.is_empty() {
        let line = format!("Since {}: {fates}", view.revision.old.name());
        writeln!(out, "{}", paint(Ink::Dim, &line))?;
    }
    for change in &view.revision.revision.changes {
        let texts = (view.revision.old.text(), view.revision.new.text());
        let pieces: Vec<(Ink, String)> = pieces_of(texts.0, texts.1, change)
            .into_iter()
            .flat_map(|piece| inked(page, piece))
            .collect();
        let ink = match change.kind {
            ChangeKind::Equal if !change.moved => Ink::Dim,
            _ => ink_of(change),
        };
        write_lines(out, page, (ink, view.fate(change)), &pieces)?;
        for (segment, source) in view.sources(change) {
            place(out, page, view, change, segment, source)?;
            for warning in warnings(&source.drift) {
                let label = format!("{:>1$} ", "!", GUTTER - 1);
                writeln!(out, "{}{warning}", paint(Ink::Bad, &label))?;
            }
        }
    }
    Ok(())
}

/// Where a sentence comes from, and what became of the words there.
fn place(
    out: &mut dyn Write,
    page: Page,
    view: &SummariesView<'_>,
    change: &Change,
    segment: &Segment,
    source: &Source,
) -> io::Result<()> {
    let numbers: Vec<String> = source
        .segments
        .iter()
        .map(|at| (at + 1).to_string())
        .collect();
    let what = match source.provenance {
        Provenance::Nowhere => in_words(source.provenance).to_owned(),
        Provenance::Fused => format!("fused from {}", numbers.join(" and ")),
        Provenance::Verbatim => format!("verbatim, {}", numbers.join(" and ")),
        _ => format!(
            "{} from {}",
            in_words(source.provenance),
            numbers.join(" and ")
        ),
    };
    let mut text = vec![(Ink::Dim, what)];
    if let (false, Some(at)) = (source.edits.is_empty(), source.segments.first()) {
        let from = Change {
            kind: ChangeKind::Edited,
            moved: false,
            old: view
                .article
                .segments
                .get(*at)
                .map(|own| own.span)
                .into_iter()
                .collect(),
            new: vec![segment.span],
            edits: source.edits.clone(),
        };
        let summary = match change.new.is_empty() {
            true => view.revision.old.text(),
            false => view.revision.new.text(),
        };
        let pieces = pieces_of(view.article.text(), summary, &from);
        // Where the old sentence was verbatim, the same marks stand above.
        let above = pieces_of(view.revision.old.text(), view.revision.new.text(), change);
        if pieces == above {
            return write_lines(out, page, (Ink::Dim, ""), &text);
        }
        text.push((Ink::Dim, ": ".to_owned()));
        text.extend(pieces.into_iter().flat_map(|piece| inked(page, piece)));
    }
    write_lines(out, page, (Ink::Dim, ""), &text)
}

fn write_lines(
    out: &mut dyn Write,
    page: Page,
    (ink, label): (Ink, &str),
    text: &[(Ink, String)],
) -> io::Result<()> {
    let pieces: Inked<'_> = text.iter().map(|(ink, text)| (*ink, &**text)).collect();
    let label = format!("{label:<GUTTER$}");
    for (row, line) in wrap(&pieces, page.width.saturating_sub(GUTTER), page, false)
        .iter()
        .enumerate()
    {
        match row {
            0 => writeln!(out, "{}{line}", paint(ink, &label))?,
            _ => writeln!(out, "{:GUTTER$}{line}", "")?,
        }
    }
    Ok(())
}
