//! A merge as an editor reads it: who did what to which sentence, and what cannot be had together.

use std::io::{self, Write};

use crate::revise::{Change, ConflictKind, MergedSegment, Outcome};

use super::super::edits::{change_label, pieces_of};
use super::super::merged::{By, is_change};
use super::layout::{Inked, Page, wrap};
use super::revision::{ink_of, inked};
use super::style::{Ink, paint};
use crate::jobs::MergeView;

/// Columns before the texts: who, and what.
const WHO: usize = 10;
const WHAT: usize = 9;

/// A line that sums up, then each sentence that one of the two changed; the others are only
/// counted. Where both did, what each of them did.
pub fn merge(out: &mut dyn Write, page: Page, view: &MergeView<'_>) -> io::Result<()> {
    writeln!(out, "{}", paint(Ink::Strong, &view.in_words()))?;
    let mut unchanged = 0;
    for segment in &view.merge.segments {
        let by = By::of(segment);
        if by == By::Nobody {
            unchanged += 1;
            continue;
        }
        count_unchanged(out, &mut unchanged)?;
        let mine = segment
            .mine
            .as_ref()
            .map(|change| (change, view.mine.text()));
        let theirs = segment
            .theirs
            .as_ref()
            .map(|change| (change, view.theirs.text()));
        let base = view.base.text();
        match by {
            By::Nobody => {}
            By::Mine | By::Both => side(out, page, by.as_str(), by, base, mine)?,
            By::Theirs => side(out, page, by.as_str(), by, base, theirs)?,
            By::Joined | By::Conflict => {
                line(out, page, by, &[(Ink::Dim, reason(segment).to_owned())])?;
                side(out, page, "  mine", By::Mine, base, mine)?;
                side(out, page, "  theirs", By::Theirs, base, theirs)?;
            }
        }
    }
    count_unchanged(out, &mut unchanged)
}

fn count_unchanged(out: &mut dyn Write, unchanged: &mut usize) -> io::Result<()> {
    if *unchanged > 0 {
        let note = format!("{:1$}… {unchanged} unchanged", "", WHO + WHAT);
        writeln!(out, "{}", paint(Ink::Dim, &note))?;
    }
    *unchanged = 0;
    Ok(())
}

/// Why a sentence of both stands as it does.
fn reason(segment: &MergedSegment) -> &'static str {
    match &segment.outcome {
        Outcome::Conflict(conflict) => match conflict.kind {
            ConflictKind::Edited => "both changed the same words",
            ConflictKind::Deleted => "deleted by one, changed by the other",
            ConflictKind::Moved if conflict.mine.is_some() => {
                "both moved it, to different places; here by mine"
            }
            ConflictKind::Moved => "both moved it, to different places; here by theirs",
        },
        _ => "what both changed goes together",
    }
}

fn line(out: &mut dyn Write, page: Page, by: By, text: &[(Ink, String)]) -> io::Result<()> {
    let ink = match by {
        By::Conflict => Ink::Bad,
        _ => Ink::Name,
    };
    let label = format!("{:<1$}", by.as_str(), WHO + WHAT);
    write_lines(out, page, &paint(ink, &label).to_string(), text)
}

/// What one did to a sentence, if anything.
fn side(
    out: &mut dyn Write,
    page: Page,
    who: &str,
    by: By,
    base: &str,
    change: Option<(&Change, &str)>,
) -> io::Result<()> {
    let who = format!("{who:<WHO$}");
    let ink = match by {
        By::Mine => Ink::Good,
        By::Theirs => Ink::Fair,
        _ => Ink::Name,
    };
    let who = paint(ink, &who);
    let Some((change, text)) = change.filter(|(change, _)| is_change(&Some((*change).clone())))
    else {
        let label = format!("{who}{:WHAT$}", "");
        return write_lines(out, page, &label, &[(Ink::Dim, "as it was".to_owned())]);
    };
    let what = format!("{:<WHAT$}", change_label(change));
    let pieces: Vec<(Ink, String)> = pieces_of(base, text, change)
        .into_iter()
        .flat_map(|piece| inked(page, piece))
        .collect();
    let label = format!("{who}{}", paint(ink_of(change), &what));
    write_lines(out, page, &label, &pieces)
}

fn write_lines(
    out: &mut dyn Write,
    page: Page,
    label: &str,
    text: &[(Ink, String)],
) -> io::Result<()> {
    let pieces: Inked<'_> = text.iter().map(|(ink, text)| (*ink, &**text)).collect();
    let room = page.width.saturating_sub(WHO + WHAT);
    for (row, line) in wrap(&pieces, room, page, false).iter().enumerate() {
        match row {
            0 => writeln!(out, "{label}{line}")?,
            _ => writeln!(out, "{:1$}{line}", "", WHO + WHAT)?,
        }
    }
    Ok(())
}
