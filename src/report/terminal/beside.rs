//! Texts beside each other: the one writer of aligned rows.

use std::io::{self, Write};

use super::style::{Ink, paint};

/// What stands before the columns in the first line of a row.
pub(super) struct Label<'a> {
    /// The label, with its colours and the spaces that fill its width.
    pub painted: &'a str,
    /// Its width in columns.
    pub width: usize,
}

/// Writes a row: its label, then the columns with a bar between them, line by line. Each column but the last is
/// `width` wide where it has a line.
pub(super) fn beside<const N: usize>(
    out: &mut dyn Write,
    label: &Label<'_>,
    columns: &[Vec<String>; N],
    width: usize,
) -> io::Result<()> {
    let bar = format!(" {} ", paint(Ink::Dim, "│"));
    let empty = " ".repeat(width);
    let no_label = " ".repeat(label.width);
    for at in 0..columns.iter().map(Vec::len).max().unwrap_or(0) {
        let label = if at == 0 { label.painted } else { &no_label };
        let cells = columns
            .iter()
            .map(|lines| lines.get(at).unwrap_or(&empty).as_str());
        let line = format!("{label}{}", cells.collect::<Vec<_>>().join(&bar));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
