//! Reading lines of fields.

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};
use std::ops::ControlFlow;

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::memory::{LanguagePair, UnitSide};
use crate::text::{CodedText, Language};

use super::neighbours::{After, Neighbours};
use super::quotes::{is_quoted, unquoted};
use super::sheet::Sheet;
use crate::format::columns::{Column, named_by_header};
use crate::format::incoming::{FileUnit, Incoming, Refusal, Refused, UnitsError, Wanted};
use crate::format::io::decoding::{AsUtf8, Kind};
use crate::format::io::xml::cleared;
use crate::format::units::fields::Fields;
use crate::format::units::tags::read_tag_if_any;

/// So much is looked at to find out the delimiter, in bytes.
const SAMPLE: u64 = 1 << 16;

/// What may stand between fields; of equal ones the first.
const DELIMITERS: [u8; 4] = [b'\t', b',', b';', b'|'];

/// Reads comma-separated values; the delimiter is found out.
pub(in crate::format) fn read_csv(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    read(input, wanted, None, each)
}

/// Reads tab-separated values.
pub(in crate::format) fn read_tsv(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    read(input, wanted, Some(b'\t'), each)
}

fn read(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    usual: Option<u8>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    let mut text = AsUtf8::new(input, Kind::Text);
    let mut sample = Vec::new();
    (&mut text).take(SAMPLE).read_to_end(&mut sample)?;
    let said = wanted.columns.and_then(|columns| columns.delimiter);
    let cut = sample.len() as u64 == SAMPLE;
    let own = own_delimiter(&sample);
    if let Some((_, length)) = own {
        sample.drain(..length);
    }
    let own = own.map(|(delimiter, _)| delimiter);
    let lines_before = usize::from(own.is_some());
    let sampled = String::from_utf8_lossy(&sample).into_owned();
    let delimiter = said
        .or(own)
        .or(usual)
        .unwrap_or_else(|| delimiter_of(&sampled));
    let mut columns = wanted.columns.map(|columns| columns.columns.clone());
    columns = columns.filter(|columns| !columns.is_empty());
    // What is called as somebody wishes is no sheet of ours.
    let sheet = match columns {
        Some(_) => None,
        None => Sheet::named(&first_record(&sampled, delimiter)),
    };
    // The reader ends a record at the first of CR and LF.
    let first_line = sampled.split_once('\n');
    let ends_in_line_feed = first_line.is_some_and(|(line, _)| !line.ends_with('\r'));
    let quoting = delimiter != b'\t' || sheet.is_some() || is_quoted(&sampled, cut);
    let has_ended = Cell::new(false);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .trim(Trim::None)
        .from_reader(Noting {
            inner: BufReader::new(Cursor::new(sample).chain(text)),
            has_ended: &has_ended,
        });
    let mut record = StringRecord::new();
    let mut first = true;
    let mut neighbours = Neighbours::default();
    loop {
        let line = reader.position().line() as usize + lines_before;
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => match error.into_kind() {
                csv::ErrorKind::Io(error) => return Err(error.into()),
                other => {
                    let reason = Refusal::Broken(format!("{other:?}"));
                    if let Some(unit) = neighbours.end(After::Unknown)
                        && each(Ok(unit)).is_break()
                    {
                        return Ok(());
                    }
                    let _ = each(Err(Refused { line, reason }));
                    return Ok(());
                }
            },
        }
        // Told from where it ends: blank lines before it are no part of it.
        let within: usize = record.iter().map(|field| field.matches('\n').count()).sum();
        let is_past_end = usize::from(ends_in_line_feed && !has_ended.get());
        let line = (reader.position().line() as usize + lines_before)
            .saturating_sub(within + is_past_end)
            .max(1);
        let is_first = std::mem::take(&mut first);
        if let Some(sheet) = &sheet {
            if is_first {
                let given = wanted.from.is_some() && wanted.to.is_some();
                if !given && !sheet.says_languages() {
                    return Err(UnitsError::Languages);
                }
                continue;
            }
            let (place, unit) = (sheet.place(&record), sheet.unit(&record, line, wanted));
            if place.is_none() && matches!(unit, Ok(None)) {
                // A target without source is beside no source.
                continue;
            }
            let after = place.as_ref().map_or(After::Unknown, After::Row);
            if let Some(unit) = neighbours.end(after)
                && each(Ok(unit)).is_break()
            {
                return Ok(());
            }
            match unit {
                Ok(Some(unit)) => {
                    // Turned round, its source is not that of the row.
                    let straight = place
                        .as_ref()
                        .is_some_and(|place| place.text == unit.source);
                    neighbours.begin(unit, straight);
                }
                Ok(None) => {}
                Err(reason) => {
                    if each(Err(Refused { line, reason })).is_break() {
                        return Ok(());
                    }
                }
            }
            neighbours.pass(place);
            continue;
        }
        if !quoting && record.iter().any(|cell| cell.starts_with('"')) {
            record = record.iter().map(unquoted).collect();
        }
        if is_first {
            let header = named_by_header(record.iter());
            let is_header = header.is_some();
            let columns = columns
                .get_or_insert_with(|| header.unwrap_or(vec![Column::Source, Column::Target]));
            if !languages_are_said(columns, wanted) {
                return Err(UnitsError::Languages);
            }
            if is_header {
                continue;
            }
        }
        let columns = columns.as_deref().unwrap_or_default();
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        for incoming in units(&record, columns, line, wanted) {
            if each(incoming).is_break() {
                return Ok(());
            }
        }
    }
    if let Some(unit) = neighbours.end(After::Nothing) {
        let _ = each(Ok(unit));
    }
    Ok(())
}

/// Notes that the input has ended: then the record that was read last has no end of its line.
struct Noting<'a, R> {
    inner: R,
    has_ended: &'a Cell<bool>,
}

impl<R: Read> Read for Noting<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.has_ended.set(read == 0 && !buffer.is_empty());
        Ok(read)
    }
}

/// Whether both languages of a unit are in the columns or given. A guess would hide the units where no
/// look-up finds them.
fn languages_are_said(columns: &[Column], wanted: Wanted<'_>) -> bool {
    let has = |is: fn(&Column) -> bool| columns.iter().any(is);
    has(|column| matches!(column, Column::Text(_)))
        || (wanted.from.is_some() || has(|column| matches!(column, Column::From)))
            && (wanted.to.is_some() || has(|column| matches!(column, Column::To)))
}

/// The delimiter that a table of Excel names in its first line (`sep=;`), and the length of that line.
fn own_delimiter(table: &[u8]) -> Option<(u8, usize)> {
    let line = table.split_inclusive(|&byte| byte == b'\n').next()?;
    let (&delimiter, rest) = line.strip_prefix(b"sep=")?.split_first()?;
    let is_one = delimiter.is_ascii() && !matches!(delimiter, b'\r' | b'\n');
    (is_one && rest.trim_ascii().is_empty()).then_some((delimiter, line.len()))
}

/// The delimiter with which most lines have the same number of fields, and more than one.
fn delimiter_of(sample: &str) -> u8 {
    let lines = |delimiter: u8| {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(sample.as_bytes());
        let fields: Vec<usize> = reader
            .records()
            .map_while(Result::ok)
            .take(100)
            .map(|record| record.len())
            .collect();
        let first = fields.first().copied().unwrap_or(0);
        match first > 1 {
            true => fields.iter().filter(|&&count| count == first).count(),
            false => 0,
        }
    };
    // Of equal ones the last has it.
    let best = DELIMITERS
        .iter()
        .rev()
        .max_by_key(|&&delimiter| lines(delimiter));
    best.copied().unwrap_or(b',')
}

/// Whether the first line of a file names columns, with a source and a target among them.
pub(in crate::format) fn has_header(sample: &str) -> bool {
    let own = own_delimiter(sample.as_bytes());
    let from = own.map_or(0, |(_, length)| length);
    let line = sample.get(from..).unwrap_or_default();
    let line = line.lines().next().unwrap_or_default();
    let delimiter = own.map_or_else(|| delimiter_of(line), |(delimiter, _)| delimiter);
    named_by_header(first_record(line, delimiter).iter()).is_some()
}

/// The fields of the first line, quoted or not.
fn first_record(sample: &str, delimiter: u8) -> StringRecord {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(sample.as_bytes());
    let first = reader.records().next().and_then(Result::ok);
    first.unwrap_or_default()
}

/// The units of a line: one, or one for each language after the first.
fn units(
    record: &StringRecord,
    columns: &[Column],
    line: usize,
    wanted: Wanted<'_>,
) -> Vec<Incoming> {
    match try_units(record, columns, line, wanted) {
        Ok(units) => units,
        Err(reason) => vec![Err(Refused { line, reason })],
    }
}

fn try_units(
    record: &StringRecord,
    columns: &[Column],
    line: usize,
    wanted: Wanted<'_>,
) -> Result<Vec<Incoming>, Refusal> {
    let mut doubt = None;
    let (mut source, mut target) = (None, None);
    let (mut from, mut to) = (None, None);
    let mut texts: Vec<(Language, String)> = Vec::new();
    let mut fields = Fields::default();
    for (field, column) in record.iter().zip(columns) {
        let text = cleared(field.into(), &mut doubt);
        match column {
            Column::Source => source = Some(text.into_owned()),
            Column::Target => target = Some(text.into_owned()),
            Column::From => from = read_tag_if_any(Some(&text), &mut doubt)?,
            Column::To => to = read_tag_if_any(Some(&text), &mut doubt)?,
            Column::Text(language) => texts.push((language.clone(), text.into_owned())),
            Column::Note => fields.record.notes.extend(notes(&text)),
            Column::Properties => {
                let pairs = serde_json::from_str(&text);
                fields
                    .record
                    .properties
                    .extend::<Vec<(String, String)>>(pairs.unwrap_or_default());
            }
            Column::Codes(side) => {
                let marked: Option<CodedText> = serde_json::from_str(&text).ok();
                match side {
                    UnitSide::Source => fields.record.source = marked,
                    UnitSide::Target => fields.record.target = marked,
                }
            }
            Column::Fuzzy => {
                let fuzzy = matches!(text.trim().to_lowercase().as_str(), "1" | "true" | "yes");
                if fuzzy && !wanted.fuzzy {
                    return Ok(Vec::new());
                }
            }
            Column::Named(name) if fields.take(name, &text) || text.is_empty() => {}
            Column::Named(name) => {
                let property = (name.clone(), text.into_owned());
                fields.record.properties.push(property);
            }
            _ => {}
        }
    }
    if doubt == Some(Refusal::Malformed) {
        return Err(Refusal::Malformed);
    }
    let source_and_targets = match (source, texts.is_empty()) {
        (None, false) => by_language(texts, wanted),
        (source, _) => {
            let Some((languages, undetermined)) = wanted.pair(from, to) else {
                return Ok(Vec::new());
            };
            doubt = doubt.or(undetermined);
            let source = source.ok_or(Refusal::Missing("source"))?;
            let target = target.ok_or(Refusal::Missing("target"))?;
            vec![(languages, source, target)]
        }
    };
    let unit = |(languages, source, target): (LanguagePair, String, String)| {
        let unit = FileUnit::said(line, languages, source, target);
        let mut unit = unit.map_err(|reason| Refused { line, reason })?;
        unit.doubt = doubt.clone();
        fields.clone().put(&mut unit);
        Ok(unit)
    };
    Ok(source_and_targets.into_iter().map(unit).collect())
}

/// The pairs of texts whose languages are named by their columns: of the first, or of the one that
/// is asked for, with each other one that is there.
fn by_language(
    mut texts: Vec<(Language, String)>,
    wanted: Wanted<'_>,
) -> Vec<(LanguagePair, String, String)> {
    let is = |language: &Language, wanted: &Language| language.primary() == wanted.primary();
    let source = match wanted.from {
        Some(from) => texts.iter().position(|(language, _)| is(language, from)),
        None => Some(0),
    };
    let Some(source) = source else {
        return Vec::new();
    };
    let (source_language, source) = texts.remove(source);
    let wanted_target = |language: &Language| wanted.to.is_none_or(|to| is(language, to));
    texts
        .into_iter()
        .filter(|(language, text)| wanted_target(language) && !text.trim().is_empty())
        .map(|(language, text)| {
            let languages = LanguagePair {
                source: source_language.clone(),
                target: language,
            };
            (languages, source.clone(), text)
        })
        .collect()
}

/// A note, or several as Recto writes them.
fn notes(text: &str) -> Vec<String> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    serde_json::from_str(text).unwrap_or_else(|_| vec![text.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_and_lines_are_told() {
        for (table, line) in [
            ("sep=;\r\nen;de\r\nOne, two;Eins, zwei\r\n", 3),
            ("sep=\t\nen\tde\nOne, two\tEins, zwei\n", 3),
            ("sep=|\nen|de\n\nOne, two|Eins, zwei", 4),
        ] {
            let mut found = Vec::new();
            let read = read_csv(&mut table.as_bytes(), Wanted::default(), &mut |incoming| {
                let incoming = incoming.map(|unit| (unit.line, unit.source, unit.target));
                found.push(incoming.map_err(|refused| refused.line));
                ControlFlow::Continue(())
            });
            assert!(read.is_ok(), "{table}");
            let unit = (line, "One, two".to_owned(), "Eins, zwei".to_owned());
            assert_eq!(found, [Ok(unit)], "{table}");
            assert!(has_header(table), "{table}");
        }
        // Whatever ends the lines, and however many a record has.
        for table in [
            "en,de\nA,B\n,C\n\n\"D\nd\",E\n\"\nx\",\n,F\nG,H",
            "en,de\r\nA,B\r\n,C\r\n\r\n\"D\r\nd\",E\r\n\"\r\nx\",\r\n,F\r\nG,H",
        ] {
            let mut lines = Vec::new();
            let read = read_csv(&mut table.as_bytes(), Wanted::default(), &mut |incoming| {
                lines.push(incoming.map_or_else(|refused| refused.line, |unit| unit.line));
                ControlFlow::Continue(())
            });
            assert!(read.is_ok());
            assert_eq!(lines, [2, 3, 5, 9, 10], "{table}");
        }
        for other in ["sep=", "sep=\n", "sep=;;\n", "sep;\n", "step=;\n", ""] {
            assert_eq!(own_delimiter(other.as_bytes()), None, "{other}");
        }
    }
}
