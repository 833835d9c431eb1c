//! Tables of units, a unit a row, after a row of names: separated by tabs or commas, quoted as
//! RFC 4180 has it. `read` takes them back, and with them the sheets in which people review an
//! alignment (`review`).

mod read;
pub(crate) mod review;

use std::io;

use crate::text::collapse_white_space;

use super::Units;

pub(super) use read::read;

/// Writes the units as rows of four cells, separated by tabs. Tabs and line breaks in a text become
/// spaces, so that a unit stays on its line; a text with quotation marks is quoted.
pub(super) fn write(units: &mut Units<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    rows(units, out, b'\t')
}

/// The same, separated by commas.
pub(super) fn write_csv(units: &mut Units<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    rows(units, out, b',')
}

fn rows(units: &mut Units<'_>, out: &mut dyn io::Write, delimiter: u8) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(out);
    table.write_record(["from", "to", "source", "target"])?;
    for unit in units {
        let unit = unit?;
        table.write_record([
            unit.languages.source.as_str(),
            unit.languages.target.as_str(),
            &collapse_white_space(&unit.source),
            &collapse_white_space(&unit.target),
        ])?;
    }
    table.flush()
}
