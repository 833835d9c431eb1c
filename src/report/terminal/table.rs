//! Tables: columns as wide as their widest cell, the last one cut where a terminal ends.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;

use super::layout::{Page, columns};
use super::style::{Ink, paint};

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A table with a line of names above its rows.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<(&'static str, Align)>,
    rows: Vec<Vec<(Ink, String)>>,
}

impl Table {
    pub(super) fn new(columns: &[(&'static str, Align)]) -> Self {
        Table {
            columns: columns.to_vec(),
            rows: Vec::new(),
        }
    }

    pub(super) fn row(&mut self, cells: Vec<(Ink, String)>) {
        self.rows.push(cells);
    }

    pub(super) fn write(&self, out: &mut dyn Write, page: Page) -> io::Result<()> {
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column));
                let widest = cells.map(|(_, text)| columns(text)).max().unwrap_or(0);
                widest.max(columns(self.columns[column].0))
            })
            .collect();
        let names: Vec<(Ink, String)> = self
            .columns
            .iter()
            .map(|(name, _)| (Ink::Dim, (*name).to_owned()))
            .collect();
        for row in std::iter::once(&names).chain(&self.rows) {
            let mut line = String::new();
            let mut owed = 0;
            let mut room = if page.terminal {
                page.width
            } else {
                usize::MAX
            };
            for ((ink, text), (&width, (_, align))) in
                row.iter().zip(widths.iter().zip(&self.columns))
            {
                let space = width - columns(text);
                let shown = fitted(text, room);
                room = room.saturating_sub(width + 2);
                let before = if *align == Align::Right { space } else { 0 };
                owed += before;
                // Spaces are written only when something follows them.
                if !shown.is_empty() {
                    line.push_str(&" ".repeat(owed));
                    line.push_str(&paint(*ink, &shown).to_string());
                    owed = 0;
                }
                owed += space - before + 2;
            }
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

/// `text`, cut with an ellipsis where it is wider than `room`.
pub(super) fn fitted(text: &str, room: usize) -> String {
    if columns(text) <= room {
        return text.to_owned();
    }
    let mut left = room.saturating_sub(1);
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        let width = columns(grapheme);
        if width > left {
            break;
        }
        left -= width;
        kept.push_str(grapheme);
    }
    if room > 0 {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_cells_are_cut_between_graphemes() {
        assert_eq!(fitted("one two", 7), "one two");
        assert_eq!(fitted("one two", 5), "one …");
        assert_eq!(fitted("大桥开通", 4), "大…");
        assert_eq!(fitted("one", 0), "");
    }
}
