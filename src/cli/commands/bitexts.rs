//! Two texts and the links between them, in whatever format they are asked for.

use std::io::{self, Write};

use clap::ValueEnum;

use crate::format::{Writing, unit_format, write_review_sheet};
use crate::jobs::Bitext;
use crate::report::terminal::Page;
use crate::report::{html, json, terminal};

/// How links are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum AlignFormat {
    Text,
    Json,
    Tsv,
    Tmx,
    Xliff,
    Html,
}

/// Writes the links of some bitexts, one after the other; as TSV, TMX and XLIFF in one table or file. Of pages
/// there can be only one.
pub(in crate::cli) fn write_bitexts(
    format: AlignFormat,
    bitexts: &[&Bitext<'_>],
    guard_formulas: bool,
    page: Page,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        AlignFormat::Tmx => return write_units("tmx", bitexts, out),
        AlignFormat::Xliff => return write_units("xliff", bitexts, out),
        _ => {}
    }
    for (at, bitext) in bitexts.iter().enumerate() {
        match format {
            AlignFormat::Text => terminal::bitext(out, page, bitext)?,
            AlignFormat::Json => {
                for line in json::links(bitext) {
                    serde_json::to_writer(&mut *out, &line)?;
                    out.write_all(b"\n")?;
                }
            }
            AlignFormat::Html => html::bitext(out, bitext)?,
            AlignFormat::Tsv => {
                write_review_sheet(out, bitext.review_rows(), guard_formulas, at == 0)?;
            }
            AlignFormat::Tmx | AlignFormat::Xliff => {}
        }
    }
    Ok(())
}

/// The links with both sides, as units of no memory, in this format.
fn write_units(format: &str, bitexts: &[&Bitext<'_>], out: &mut dyn Write) -> io::Result<()> {
    let units = bitexts.iter().flat_map(|bitext| bitext.units());
    let mut units = (1..).zip(units).map(|(id, mut unit)| {
        unit.unit.id = id;
        Ok(unit)
    });
    let Some(format) = unit_format(format) else {
        return Err(io::Error::other(format!("{format} cannot be written")));
    };
    (format.write)(&mut units, &Writing::default(), out)
}
