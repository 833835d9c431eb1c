//! A revision as an editor reads it: what changed, in its place, the rest in short.

use std::io::{self, Write};

use crate::revise::{Change, ChangeClasses, ChangeKind};

use super::super::edits::{Piece, change_label, pieces_of, telling};
use super::layout::{Inked, Page, wrap};
use super::style::{Ink, paint};
use crate::jobs::RevisionView;

/// Columns before the texts.
const GUTTER: usize = 10;

/// A line that sums up, then each change: words taken away and added in their sentence, moved
/// sentences, sentences added and deleted; what is unchanged is only counted.
///
/// Edits are told by colour where it is seen, else by the brackets of wdiff: `[-old-]{+new+}`.
pub fn revision(out: &mut dyn Write, page: Page, view: &RevisionView<'_>) -> io::Result<()> {
    sum_up(out, page, view)?;
    let mut unchanged = 0;
    for (change, kinds, place) in view.changes() {
        // An equal pair may differ in its spacing; that is no change to read about.
        if change.kind == ChangeKind::Equal && !change.moved {
            unchanged += 1;
            continue;
        }
        count_unchanged(out, &mut unchanged)?;
        write_change(out, page, view, (change, kinds), place)?;
    }
    count_unchanged(out, &mut unchanged)
}

/// The line that sums up, broken where a screen ends; elsewhere it is one line for those who search.
pub(super) fn sum_up(out: &mut dyn Write, page: Page, view: &RevisionView<'_>) -> io::Result<()> {
    let words = view.in_words();
    if !page.terminal && !page.coloured {
        return writeln!(out, "{words}");
    }
    for line in wrap(
        &vec![(Ink::Strong, words.as_str())],
        page.width,
        page,
        false,
    ) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The name of a file whose changes follow, where those of other files stand above and below.
pub fn file_title(out: &mut dyn Write, title: &str) -> io::Result<()> {
    writeln!(out, "{}", paint(Ink::Title, title))
}

fn count_unchanged(out: &mut dyn Write, unchanged: &mut usize) -> io::Result<()> {
    if *unchanged > 0 {
        let note = format!("{:GUTTER$}… {unchanged} unchanged", "");
        writeln!(out, "{}", paint(Ink::Dim, &note))?;
    }
    *unchanged = 0;
    Ok(())
}

fn write_change(
    out: &mut dyn Write,
    page: Page,
    view: &RevisionView<'_>,
    (change, kinds): (&Change, &ChangeClasses),
    place: (usize, usize),
) -> io::Result<()> {
    let ink = ink_of(change);
    let pieces: Vec<(Ink, String)> = pieces_of(view.old.text(), view.new.text(), change)
        .into_iter()
        .flat_map(|piece| inked(page, piece))
        .collect();
    let note = note(change, kinds, place);
    let inked: Inked<'_> = pieces
        .iter()
        .map(|(ink, text)| (*ink, text.as_str()))
        .chain([(Ink::Dim, note.as_str())])
        .collect();
    let label = format!("{:<GUTTER$}", change_label(change));
    for (row, line) in wrap(&inked, page.width - GUTTER, page, false)
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

/// The colour of the label of a change.
pub(super) fn ink_of(change: &Change) -> Ink {
    match change.kind {
        _ if change.moved => Ink::Fair,
        ChangeKind::Inserted => Ink::Good,
        ChangeKind::Deleted => Ink::Bad,
        _ => Ink::Name,
    }
}

/// ` (number, from 18 to 39)`: what a change is about and where it went; empty if neither is to be
/// said.
fn note(change: &Change, kinds: &ChangeClasses, (from, to): (usize, usize)) -> String {
    let mut parts: Vec<String> = telling(kinds.whole)
        .iter()
        .map(|class| class.to_string())
        .collect();
    if change.moved {
        parts.push(format!("from {from} to {to}"));
    }
    bracketed(&parts)
}

/// ` (one, two)`; empty if there are no parts.
pub(super) fn bracketed(parts: &[String]) -> String {
    match parts.is_empty() {
        true => String::new(),
        false => format!(" ({})", parts.join(", ")),
    }
}

/// A piece in its ink, or in brackets where colours are not seen.
pub(super) fn inked(page: Page, piece: Piece<'_>) -> Vec<(Ink, String)> {
    match piece {
        Piece::Kept(text) => vec![(Ink::Plain, text.to_owned())],
        Piece::Deleted(text) => marked(page, Ink::Deleted, text, ["[-", "-]"]),
        Piece::Inserted(text) => marked(page, Ink::Inserted, text, ["{+", "+}"]),
    }
}

/// A piece in an ink, or, where colours are not seen, in brackets.
pub(super) fn marked(
    page: Page,
    ink: Ink,
    text: &str,
    [open, close]: [&str; 2],
) -> Vec<(Ink, String)> {
    let body = text.trim();
    if page.coloured || body.is_empty() {
        return vec![(ink, text.to_owned())];
    }
    // The white space around words stays outside the brackets, where lines may break.
    let before = &text[..text.len() - text.trim_start().len()];
    let after = &text[text.trim_end().len()..];
    vec![
        (Ink::Plain, before.to_owned()),
        (ink, format!("{open}{body}{close}")),
        (Ink::Plain, after.to_owned()),
    ]
}
