//! What a memory holds.

use std::io::{self, Write};
use std::path::Path;

use crate::memory::{RevisionInfo, Stats, TranslationUnit};

use super::coded::with_codes;
use super::layout::{Page, wrap};
use super::matches::{doubt, inked};
use super::style::{Ink, paint};
use super::table::{Align, Table};
use crate::jobs::ImportedFile;
use crate::text::CodeLabels;

/// The numbers of a memory, then its units by languages.
pub fn stats(out: &mut dyn Write, path: &Path, stats: &Stats) -> io::Result<()> {
    writeln!(out, "{}", paint(Ink::Strong, &path.display().to_string()))?;
    for (count, what) in [
        (stats.units, "translation units"),
        (stats.doubtful, "of them doubtful"),
        (stats.articles, "articles"),
        (stats.revisions, "revisions"),
        (stats.segments, "segments"),
    ] {
        // Nobody misses a doubt.
        if count > 0 || what != "of them doubtful" {
            writeln!(out, "{count:>9}  {what}")?;
        }
    }
    let kib = stats.bytes.div_ceil(1024);
    writeln!(out, "{kib:>9}  KiB")?;
    if !stats.pairs.is_empty() {
        writeln!(out)?;
    }
    for (languages, units) in &stats.pairs {
        writeln!(
            out,
            "{units:>9}  {}",
            paint(Ink::Name, &languages.to_string())
        )?;
    }
    Ok(())
}

/// Columns before the texts of a unit.
const GUTTER: usize = 10;

/// A unit: its number, its source, and below it the target and the languages. `codes` are what stands for its
/// inline codes.
pub fn listed(
    out: &mut dyn Write,
    page: Page,
    unit: &TranslationUnit,
    codes: &CodeLabels,
) -> io::Result<()> {
    let id = format!("{:>8}  ", unit.id);
    let texts = [
        with_codes(
            page,
            &vec![(Ink::Plain, unit.source.as_str())],
            &codes.source,
        ),
        with_codes(
            page,
            &vec![(Ink::Name, unit.target.as_str())],
            &codes.target,
        ),
    ];
    let width = page.width.saturating_sub(GUTTER).max(20);
    let lines = texts
        .iter()
        .flat_map(|text| wrap(&inked(text), width, page, false));
    for (row, line) in lines.enumerate() {
        match row {
            0 => writeln!(out, "{}{line}", paint(Ink::Strong, &id))?,
            _ => writeln!(out, "{:GUTTER$}{line}", "")?,
        }
    }
    let languages = unit.languages.to_string();
    let note = match unit.origins.last() {
        Some(origin) => format!("{languages}, {origin}"),
        None => languages,
    } + &doubt(unit);
    writeln!(out, "{:GUTTER$}{}", "", paint(Ink::Dim, &note))
}

/// The revisions of the articles, one a line.
pub fn articles(out: &mut dyn Write, page: Page, revisions: &[RevisionInfo]) -> io::Result<()> {
    let mut table = Table::new(&[
        ("article", Align::Left),
        ("revision", Align::Right),
        ("segments", Align::Right),
        ("aligned", Align::Right),
        ("title", Align::Left),
    ]);
    for revision in revisions {
        let is_source = revision.language == revision.source_language;
        table.row(vec![
            (
                if is_source { Ink::Strong } else { Ink::Name },
                format!("{}.{}", revision.article, revision.language),
            ),
            (Ink::Plain, format!("r{}", revision.number)),
            (Ink::Plain, revision.segments.to_string()),
            (Ink::Dim, revision.aligned.to_string()),
            (Ink::Plain, revision.title.clone().unwrap_or_default()),
        ]);
    }
    table.write(out, page)
}

/// What a column of the table of an import counts.
type Count = fn(&ImportedFile) -> usize;

/// What became of the units of each file, and their sums if there are several.
pub fn imported(
    out: &mut dyn Write,
    page: Page,
    files: &[ImportedFile],
    dry_run: bool,
) -> io::Result<()> {
    let new = if dry_run { "can be read" } else { "new units" };
    let counts: [(&str, Count); 6] = [
        (new, |file| file.new),
        ("known", |file| file.known),
        ("mended", |file| file.mended),
        ("refused", |file| file.refused),
        ("rejected", |file| file.rejected),
        ("removed", |file| file.removed),
    ];
    // The last two are of files that people have marked.
    let is_marked = files.iter().any(|file| file.rejected + file.removed > 0);
    let counts = &counts[..if is_marked { 6 } else { 4 }];
    let mut columns = vec![("file", Align::Left), ("format", Align::Left)];
    columns.extend(counts.iter().map(|(name, _)| (*name, Align::Right)));
    let mut table = Table::new(&columns);
    let mut row = |name: (Ink, &str), format: &str, of: &dyn Fn(Count) -> usize| {
        let mut cells = vec![(name.0, name.1.to_owned()), (Ink::Dim, format.to_owned())];
        cells.extend(counts.iter().enumerate().map(|(at, (_, count))| {
            let number = of(*count);
            let ink = match at {
                0 => Ink::Good,
                2 | 3 if number > 0 => Ink::Bad,
                _ => Ink::Plain,
            };
            (ink, number.to_string())
        }));
        table.row(cells);
    };
    for file in files {
        row((Ink::Name, &file.name), file.format, &|count| count(file));
    }
    if files.len() > 1 {
        row((Ink::Dim, "all"), "", &|count| {
            files.iter().map(count).sum()
        });
    }
    table.write(out, page)
}
