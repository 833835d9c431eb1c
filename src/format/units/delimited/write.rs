//! Writing lines of fields.

use std::borrow::Cow;
use std::io;

use csv::WriterBuilder;

use crate::text::collapse_white_space;

use super::guard::guarded;
use super::quotes::quoted_where_needed;
use crate::format::outgoing::{OutgoingUnit, Units, Writing};
use crate::format::units::fields::fields_of;

/// The columns of what is written; those after the texts say what the memory knows besides.
const COLUMNS: [&str; 18] = [
    "from",
    "to",
    "source",
    "target",
    "before",
    "after",
    "id",
    "author",
    "created",
    "changed",
    "changed_by",
    "last_used",
    "uses",
    "confidence",
    "notes",
    "properties",
    "source_codes",
    "target_codes",
];

/// Writes the units as comma-separated values with all that is known of them.
pub(in crate::format) fn write_csv(
    units: &mut Units<'_>,
    writing: &Writing,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut csv = WriterBuilder::new()
        .delimiter(writing.delimiter.unwrap_or(b','))
        .from_writer(out);
    csv.write_record(COLUMNS)?;
    for outgoing in units {
        let outgoing = outgoing?;
        let fields = fields_of(&outgoing);
        let OutgoingUnit { unit, record } = &outgoing;
        for column in COLUMNS {
            let json = |there: bool, text: serde_json::Result<String>| match there {
                true => text.map(Cow::Owned),
                false => Ok(Cow::Borrowed("")),
            };
            let field = match column {
                "from" => unit.languages.source.as_str().into(),
                "to" => unit.languages.target.as_str().into(),
                "source" => Cow::Borrowed(unit.source.as_str()),
                "target" => unit.target.as_str().into(),
                // One that looks like a list of several is written as a list of one.
                "notes" => match record.notes.as_slice() {
                    [] => Cow::Borrowed(""),
                    [note] if !note.starts_with('[') => note.as_str().into(),
                    notes => serde_json::to_string(notes)?.into(),
                },
                "properties" => json(
                    !record.properties.is_empty(),
                    serde_json::to_string(&record.properties),
                )?,
                "source_codes" => json(
                    record.source.is_some(),
                    serde_json::to_string(&record.source),
                )?,
                "target_codes" => json(
                    record.target.is_some(),
                    serde_json::to_string(&record.target),
                )?,
                name => {
                    let found = fields.iter().find(|(known, _)| *known == name);
                    found.map_or("", |(_, value)| value.as_str()).into()
                }
            };
            match writing.guard_formulas {
                true => csv.write_field(guarded(&field).as_bytes())?,
                false => csv.write_field(field.as_bytes())?,
            }
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()
}

/// Writes the units as lines of four fields; tabs and line breaks in a text become spaces, as the
/// format has no way to write them.
pub(in crate::format) fn write_tsv(
    units: &mut Units<'_>,
    writing: &Writing,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    writeln!(out, "from\tto\tsource\ttarget")?;
    for outgoing in units {
        let unit = outgoing?.unit;
        let (from, to) = (&unit.languages.source, &unit.languages.target);
        let texts = [&unit.source, &unit.target].map(|text| collapse_white_space(text));
        let [source, target] = match writing.guard_formulas {
            true => texts.map(|text| guarded(&text).into_owned()),
            false => texts.map(Cow::into_owned),
        };
        let [source, target] = [&source, &target].map(|text| quoted_where_needed(text));
        writeln!(out, "{from}\t{to}\t{source}\t{target}")?;
    }
    Ok(())
}
