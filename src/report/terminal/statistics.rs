//! How much was revised, file by file.

use std::io::{self, Write};

use crate::revise::Statistics;

use super::layout::Page;
use super::style::{Ink, paint};
use super::table::{Align, Table};

/// A line for each file, and the total if there are several; a file that is in one folder alone has
/// a note for its counts.
pub fn statistics(
    out: &mut dyn Write,
    page: Page,
    files: &[(String, Statistics)],
    alone: &[(String, &'static str)],
) -> io::Result<()> {
    let mut table = Table::new(&[
        ("sentences", Align::Right),
        ("unchanged", Align::Right),
        ("words", Align::Right),
        ("kept", Align::Right),
        ("edits", Align::Right),
        ("edit rate", Align::Right),
        ("TER", Align::Right),
        ("chrF", Align::Right),
        ("file", Align::Left),
    ]);
    let mut row = |ink: Ink, name: &str, counts: &Statistics| {
        let cells = [
            format!("{} → {}", counts.old_segments, counts.new_segments),
            counts.unchanged.to_string(),
            format!("{} → {}", counts.old_words, counts.new_words),
            format!("{:.1} %", 100.0 * counts.share_kept()),
            counts.edits.to_string(),
            format!("{:.3}", counts.edit_rate()),
            format!("{:.1}", counts.ter()),
            format!("{:.1}", counts.chrf()),
        ];
        let cells = cells.map(|cell| (Ink::Plain, cell));
        table.row(cells.into_iter().chain([(ink, name.to_owned())]).collect());
    };
    for (name, counts) in files {
        row(Ink::Name, name, counts);
    }
    if files.len() > 1 {
        let total = files
            .iter()
            .fold(Statistics::default(), |sum, (_, one)| sum.and(*one));
        row(Ink::Strong, "total", &total);
    }
    table.write(out, page)?;
    for (name, note) in alone {
        writeln!(out, "{}", paint(Ink::Dim, &format!("{note}: {name}")))?;
    }
    Ok(())
}
