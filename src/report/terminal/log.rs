//! The history of an article.

use std::io::{self, Write};

use super::super::edits::time_of;
use super::layout::{Page, wrap};
use super::style::{Ink, paint};
use crate::jobs::RevisionEntry;

/// Columns before the changes.
const GUTTER: usize = 6;

/// Each revision: its number, when it was stored and how long it is, and below what changed in it.
pub fn log(out: &mut dyn Write, page: Page, entries: &[RevisionEntry]) -> io::Result<()> {
    for entry in entries {
        let time = time_of(entry);
        let (day, _) = time.split_once('T').unwrap_or((&time, ""));
        let number = format!("{:<GUTTER$}", format!("r{}", entry.info.number));
        let count = entry.info.segments;
        let segments = if count == 1 { "segment" } else { "segments" };
        let facts = format!("{day}  {count} {segments}  {}", entry.info.path);
        writeln!(
            out,
            "{}{}",
            paint(Ink::Name, &number),
            paint(Ink::Dim, &facts)
        )?;
        let changes = match &entry.changes {
            Some(changes) => changes.in_words(),
            None => "the first one".to_owned(),
        };
        let width = page.width - GUTTER;
        for line in wrap(&vec![(Ink::Plain, &*changes)], width, page, false) {
            writeln!(out, "{:GUTTER$}{line}", "")?;
        }
    }
    Ok(())
}
