//! A revision as an editor reads it: what changed, in its place, the rest in short.

use std::io::{self, Write};

use crate::revise::{Change, ChangeKind, Revision, Summary};

use super::super::edits::{Piece, change_label, in_words, pieces_of};
use super::layout::{Inked, Page, wrap};
use super::style::{Ink, paint};

/// Columns before the texts.
const GUTTER: usize = 10;

/// A line that sums up, then each change: words taken away and added in their sentence, moved
/// sentences, sentences added and deleted; what is unchanged is only counted.
///
/// Edits are told by colour where it is seen, else by the brackets of wdiff: `[-old-]{+new+}`.
pub fn revision(
    out: &mut dyn Write,
    page: Page,
    old: &str,
    new: &str,
    revision: &Revision,
) -> io::Result<()> {
    writeln!(
        out,
        "{}",
        paint(Ink::Strong, &in_words(&Summary::of(revision, old, new)))
    )?;
    let places = places(revision);
    let mut unchanged = 0;
    for (change, place) in revision.changes.iter().zip(places) {
        // An equal pair may differ in its spacing; that is no change to read about.
        if change.kind == ChangeKind::Equal && !change.moved {
            unchanged += 1;
            continue;
        }
        count_unchanged(out, &mut unchanged)?;
        write_change(out, page, [old, new], change, place)?;
    }
    count_unchanged(out, &mut unchanged)
}

/// For each change the number, from 1, of its first segment in the old text and in the new one; 0
/// where it has none.
fn places(revision: &Revision) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = revision
        .changes
        .iter()
        .flat_map(|change| change.old.iter().map(|span| span.start))
        .collect();
    starts.sort_unstable();
    let mut to = 1;
    let place = |change: &Change| {
        let from = change.old.first().map_or(0, |span| {
            starts.partition_point(|&start| start < span.start) + 1
        });
        let here = if change.new.is_empty() { 0 } else { to };
        to += change.new.len();
        (from, here)
    };
    revision.changes.iter().map(place).collect()
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
    [old, new]: [&str; 2],
    change: &Change,
    (from, to): (usize, usize),
) -> io::Result<()> {
    let ink = match change.kind {
        _ if change.moved => Ink::Fair,
        ChangeKind::Inserted => Ink::Good,
        ChangeKind::Deleted => Ink::Bad,
        _ => Ink::Name,
    };
    let pieces: Vec<(Ink, String)> = pieces_of(old, new, change)
        .into_iter()
        .flat_map(|piece| match piece {
            Piece::Kept(text) => vec![(Ink::Plain, text.to_owned())],
            Piece::Deleted(text) => marked(page, Ink::Deleted, text, ["[-", "-]"]),
            Piece::Inserted(text) => marked(page, Ink::Inserted, text, ["{+", "+}"]),
        })
        .collect();
    let note = match change.moved {
        true => format!(" (from {from} to {to})"),
        false => String::new(),
    };
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
