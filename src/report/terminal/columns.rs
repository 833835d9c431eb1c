//! A revision of a translation with its source: three columns, or one under the other where there
//! is no room.

use std::io::{self, Write};

use crate::revise::Row;

use super::super::edits::Piece;
use super::beside::{Label, beside};
use super::layout::{Inked, Page, columns as width_of, wrap};
use super::revision::inked;
use super::style::{Ink, paint};
use crate::jobs::ColumnsView;

/// Columns taken by the labels.
const GUTTER: usize = 9;

/// Narrowest column that can be read.
const NARROWEST: usize = 20;

/// A line that sums up, then every passage that changed or must be looked at: its source, its old
/// and its new translation; the others are counted.
pub fn columns(out: &mut dyn Write, page: Page, view: &ColumnsView<'_>) -> io::Result<()> {
    writeln!(out, "{}", paint(Ink::Strong, &view.in_words()))?;
    let width = page.width.saturating_sub(GUTTER + 6) / 3;
    let is_wide = width >= NARROWEST;
    if is_wide {
        let names = [
            view.source.name(),
            view.revision.old.name(),
            view.revision.new.name(),
        ];
        let names = names.map(|name| name.chars().take(width).collect::<String>());
        let cells = names.iter().map(|name| {
            let space = " ".repeat(width.saturating_sub(width_of(name)));
            format!("{name}{space}")
        });
        let head = format!("{:GUTTER$}{}", "", cells.collect::<Vec<_>>().join("   "));
        writeln!(out, "{}", paint(Ink::Dim, head.trim_end()))?;
    }
    let mut unchanged = 0;
    for row in view.rows {
        let warnings = view.warnings(row);
        if !view.is_changed(row) && warnings.is_empty() {
            unchanged += 1;
            continue;
        }
        count_unchanged(out, &mut unchanged)?;
        match is_wide {
            true => three_columns(out, page, width, view, row)?,
            false => stacked(out, page, view, row)?,
        }
        for warning in warnings {
            let label = format!("{:>1$} ", "!", GUTTER - 1);
            writeln!(out, "{}{warning}", paint(Ink::Bad, &label))?;
        }
    }
    count_unchanged(out, &mut unchanged)
}

fn count_unchanged(out: &mut dyn Write, unchanged: &mut usize) -> io::Result<()> {
    if *unchanged > 0 {
        let note = format!("{:GUTTER$}… {unchanged} unchanged", "");
        writeln!(out, "{}", paint(Ink::Dim, &note))?;
    }
    *unchanged = 0;
    Ok(())
}

/// The three texts of a row: source, old, new.
fn texts<'a>(page: Page, view: &ColumnsView<'a>, row: &'a Row) -> [Vec<(Ink, String)>; 3] {
    let ink = |pieces: Vec<Piece<'_>>| -> Vec<(Ink, String)> {
        pieces
            .into_iter()
            .flat_map(|piece| inked(page, piece))
            .collect()
    };
    let [old, new] = view.sides(row);
    let source = view.source_text(row);
    let source = match source.is_empty() {
        true => Vec::new(),
        false => vec![(Ink::Plain, source)],
    };
    [source, ink(old), ink(new)]
}

fn lines(pieces: &[(Ink, String)], width: usize, page: Page, pad: bool) -> Vec<String> {
    let pieces: Inked<'_> = pieces.iter().map(|(ink, text)| (*ink, &**text)).collect();
    match pieces.is_empty() {
        true => Vec::new(),
        false => wrap(&pieces, width, page, pad),
    }
}

fn three_columns<'a>(
    out: &mut dyn Write,
    page: Page,
    width: usize,
    view: &ColumnsView<'a>,
    row: &'a Row,
) -> io::Result<()> {
    let [source, old, new] = texts(page, view, row);
    let cells = [
        lines(&source, width, page, true),
        lines(&old, width, page, true),
        lines(&new, width, page, false),
    ];
    let label = format!("{:<GUTTER$}", view.label(row));
    let label = Label {
        painted: &paint(Ink::Name, &label).to_string(),
        width: GUTTER,
    };
    beside(out, &label, &cells, width)
}

fn stacked<'a>(
    out: &mut dyn Write,
    page: Page,
    view: &ColumnsView<'a>,
    row: &'a Row,
) -> io::Result<()> {
    let label = match view.label(row) {
        "" => "unchanged",
        label => label,
    };
    writeln!(out, "{}", paint(Ink::Name, label))?;
    for (name, pieces) in ["source", "old", "new"].iter().zip(texts(page, view, row)) {
        let name = format!("  {name:<0$}", GUTTER - 2);
        let room = page.width.saturating_sub(GUTTER);
        for (at, line) in lines(&pieces, room, page, false).iter().enumerate() {
            match at {
                0 => writeln!(out, "{}{line}", paint(Ink::Dim, &name))?,
                _ => writeln!(out, "{:GUTTER$}{line}", "")?,
            }
        }
    }
    Ok(())
}
