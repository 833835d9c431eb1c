use std::io::{self, Write};

use crate::format::{UnitFormat, Writing, outgoing};
use crate::memory::{Memory, UnitStore};
use crate::text::Language;

use super::JobError;

/// Which units of a memory are exported, and how.
#[derive(Debug, Clone, Copy)]
pub struct ExportOptions<'a> {
    /// The format.
    pub format: &'static UnitFormat,
    /// Only units from this language, if one is named.
    pub from: Option<&'a Language>,
    /// Only units to this language, if one is named.
    pub to: Option<&'a Language>,
    /// How the format is written.
    pub writing: Writing,
}

/// Writes the units of `memory` to `out`, in the order of their ids. Each thing that files say of a unit is a unit of
/// the export.
///
/// # Errors
/// [`JobError::SeveralPairs`] when the format holds one pair of languages and there are several, [`JobError::Memory`]
/// when the memory fails, and [`JobError::Output`].
pub fn export(
    memory: &Memory,
    options: &ExportOptions<'_>,
    out: &mut dyn Write,
) -> Result<(), JobError> {
    let ExportOptions {
        format, from, to, ..
    } = *options;
    if format.one_pair {
        let is_wanted = |wanted: Option<&Language>, has: &Language| wanted.is_none_or(|l| l == has);
        let mut pairs = memory.language_pairs()?;
        pairs.retain(|pair| is_wanted(from, &pair.source) && is_wanted(to, &pair.target));
        if let [first, second, ..] = pairs.as_slice() {
            return Err(JobError::SeveralPairs {
                format: format.name,
                pairs: format!("{first} and {second}"),
            });
        }
    }
    let units = memory.units_with_records(from, to);
    let mut units = units.flat_map(|unit| match unit {
        Ok((unit, records)) => outgoing(&unit, records).into_iter().map(Ok).collect(),
        Err(error) => vec![Err(io::Error::other(error))],
    });
    Ok((format.write)(&mut units, &options.writing, out)?)
}
