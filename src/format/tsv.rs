//! Tab-separated values: languages, source and target, a unit a line, after a line of names.

use std::io;

use crate::text::collapse_white_space;

use super::Units;

/// Writes the units as lines of four fields; tabs and line breaks in a text become spaces, as the
/// format has no way to write them.
pub(super) fn write(units: &mut Units<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "from\tto\tsource\ttarget")?;
    for unit in units {
        let unit = unit?;
        let (from, to) = (&unit.languages.source, &unit.languages.target);
        let (source, target) = (
            collapse_white_space(&unit.source),
            collapse_white_space(&unit.target),
        );
        writeln!(out, "{from}\t{to}\t{source}\t{target}")?;
    }
    Ok(())
}
