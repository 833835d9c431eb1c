//! What a build read, stored, skipped, and what failed.

use std::io::{self, Write};

use crate::workspace::{BitextReport, BuildReport, FileReport, FileStatus};

use super::layout::Page;
use super::style::{Ink, paint};
use super::table::{Align, Table};

/// A table of the articles, and one of the pairs that were aligned, with their sums.
pub fn build(out: &mut dyn Write, page: Page, report: &BuildReport) -> io::Result<()> {
    let mut files = Table::new(&[
        ("article", Align::Left),
        ("language", Align::Left),
        ("revision", Align::Right),
        ("segments", Align::Right),
        ("", Align::Left),
    ]);
    let (mut stored, mut unchanged) = (0, 0);
    for file in &report.files {
        let Some(name) = &file.name else { continue };
        let (revision, segments, note) = match &file.status {
            FileStatus::Stored { revision, segments } => {
                stored += 1;
                (*revision, segments.to_string(), (Ink::Good, "stored"))
            }
            FileStatus::Unchanged { revision } => {
                unchanged += 1;
                (*revision, String::new(), (Ink::Dim, "unchanged"))
            }
            FileStatus::Failed(_) => continue,
        };
        files.row(vec![
            (Ink::Name, name.article.clone()),
            (Ink::Plain, name.language.to_string()),
            (Ink::Plain, format!("r{revision}")),
            (Ink::Plain, segments),
            (note.0, note.1.to_owned()),
        ]);
    }
    if stored + unchanged > 0 {
        files.write(out, page)?;
    }
    let (mut new, mut known) = (0, 0);
    if report.bitexts.iter().any(|bitext| bitext.is_translation) {
        writeln!(out)?;
        let mut pairs = Table::new(&[
            ("aligned", Align::Left),
            ("source", Align::Left),
            ("target", Align::Left),
            ("new units", Align::Right),
            ("known", Align::Right),
            ("doubtful", Align::Right),
            ("unpaired", Align::Right),
        ]);
        for bitext in report.bitexts.iter().filter(|bitext| bitext.is_translation) {
            new += bitext.added.new;
            known += bitext.added.known;
            let place = |(language, revision): &(crate::text::Language, u32)| {
                (Ink::Plain, format!("{language} r{revision}"))
            };
            pairs.row(vec![
                (Ink::Name, bitext.article.clone()),
                place(&bitext.source),
                place(&bitext.target),
                (Ink::Good, bitext.added.new.to_string()),
                (Ink::Dim, bitext.added.known.to_string()),
                to_look_at(bitext.doubtful),
                to_look_at(bitext.unpaired),
            ]);
        }
        pairs.write(out, page)?;
    }
    let failed = report.failed();
    let failures = match failed {
        0 => String::new(),
        _ => paint(Ink::Bad, &format!(", {failed} failed")).to_string(),
    };
    writeln!(
        out,
        "\n{stored} stored, {unchanged} unchanged{failures}; {new} units new, {known} known"
    )
}

/// A number of things that somebody may want to look at.
fn to_look_at(count: usize) -> (Ink, String) {
    let ink = if count > 0 { Ink::Fair } else { Ink::Dim };
    (ink, count.to_string())
}

/// A line for each pair that was not stored because it does not look like a translation.
pub fn build_refusals(out: &mut dyn Write, report: &BuildReport) -> io::Result<()> {
    for bitext in report
        .bitexts
        .iter()
        .filter(|bitext| !bitext.is_translation)
    {
        let BitextReport {
            article,
            source: (from, source),
            target: (to, target),
            ..
        } = bitext;
        writeln!(
            out,
            "{} {article}.{from}@r{source} and {article}.{to}@r{target}: these two do not look like translations \
             of each other ({} links doubtful, {} segments without counterpart, log-likelihood ratio {:.1}); if they are, \
             build with --force",
            paint(Ink::Bad, "not stored"),
            bitext.doubtful,
            bitext.unpaired,
            bitext.log_likelihood_ratio
        )?;
    }
    Ok(())
}

/// A line for each file that failed: which, and why.
pub fn build_failures(out: &mut dyn Write, report: &BuildReport) -> io::Result<()> {
    for FileReport { path, status, .. } in &report.files {
        if let FileStatus::Failed(reason) = status {
            writeln!(out, "{} {path}: {reason}", paint(Ink::Bad, "failed"))?;
        }
    }
    Ok(())
}
