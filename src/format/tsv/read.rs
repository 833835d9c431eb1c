//! Reading tables of units.

use std::io::{self, BufRead, BufReader, Read};
use std::ops::{ControlFlow, Range};

use csv::StringRecord;

use crate::memory::{Context, LanguagePair, Origin};
use crate::text::Language;

use super::super::decoding::{AsUtf8, MALFORMED};
use super::super::{FileUnit, Incoming, Refusal, Refused, UnitsError, Wanted};
use super::review::{COLUMNS, Status, checksum, segments, unguarded};

/// A text of more lines than this comes from a quotation mark that nothing closes.
const MOST_LINES: usize = 200;

/// Reads the rows of a table as units. The first row names its columns, in any order and of any case:
/// `source` and `target` there must be, `from` and `to` unless the languages are given; the others of a
/// review sheet are used where they are. Cells are separated by tabs, commas or semicolons, whichever
/// makes sense of the first row. The encoding is UTF-8, or UTF-16 with a byte order mark.
///
/// Rows that have no counterpart are passed over; rejected ones say so.
pub(in super::super) fn read(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    let mut input = BufReader::with_capacity(1 << 16, AsUtf8::new(input));
    let delimiter = delimiter(input.fill_buf()?);
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(input);
    let mut record = StringRecord::new();
    let columns = match table.read_record(&mut record) {
        Ok(true) => Columns::named(&record),
        Ok(false) => None,
        Err(error) => return Err(io_error(error).into()),
    };
    let columns = columns.ok_or(UnitsError::Format(
        "a table whose first row names the columns 'source' and 'target'",
    ))?;
    let given = wanted.from.is_some() && wanted.to.is_some();
    if !given && (columns.of("from").is_none() || columns.of("to").is_none()) {
        return Err(UnitsError::Languages);
    }
    loop {
        match table.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => return Err(io_error(error).into()),
        }
        let line = record.position().map_or(0, |at| at.line() as usize);
        let row = Row {
            columns: &columns,
            record: &record,
            line,
        };
        let incoming = row.unit(wanted);
        let incoming = incoming.map_err(|reason| Refused { line, reason });
        if let Some(incoming) = incoming.transpose()
            && each(incoming).is_break()
        {
            return Ok(());
        }
    }
}

/// What separates the cells of the first line: the first of these that makes a `source` and a `target`
/// of it, else tabs.
fn delimiter(first: &[u8]) -> u8 {
    let line = first.split(|&byte| byte == b'\n').next();
    let line = String::from_utf8_lossy(line.unwrap_or_default()).to_lowercase();
    let makes_sense = |&delimiter: &u8| {
        let cell = |cell: &str| cell.trim().trim_matches('"').trim().to_owned();
        let cells: Vec<String> = line.split(char::from(delimiter)).map(cell).collect();
        ["source", "target"]
            .iter()
            .all(|name| cells.iter().any(|cell| cell == name))
    };
    *b"\t,;"
        .iter()
        .find(|one| makes_sense(one))
        .unwrap_or(&b'\t')
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Where the columns that are known stand, in the order of [`COLUMNS`].
struct Columns {
    places: [Option<usize>; COLUMNS.len()],
}

impl Columns {
    /// Those that the first row names; none if it has no texts.
    fn named(first: &StringRecord) -> Option<Self> {
        let place = |name: &str| {
            let same = |cell: &str| cell.trim().eq_ignore_ascii_case(name);
            first.iter().position(same)
        };
        let columns = Columns {
            places: COLUMNS.map(place),
        };
        (columns.of("source").is_some() && columns.of("target").is_some()).then_some(columns)
    }

    fn of(&self, name: &str) -> Option<usize> {
        let at = COLUMNS.iter().position(|&column| column == name)?;
        self.places[at]
    }
}

/// A row of the table.
struct Row<'a> {
    columns: &'a Columns,
    record: &'a StringRecord,
    line: usize,
}

impl<'a> Row<'a> {
    /// What stands in the column `name`, nothing if there is no such column.
    fn cell(&self, name: &str) -> &'a str {
        let at = self.columns.of(name);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    /// The text in the column `name`.
    fn text(&self, name: &str) -> &'a str {
        let cell = self.cell(name);
        // Only our own sheets have guards.
        match self.columns.of("status") {
            Some(_) => unguarded(cell),
            None => cell,
        }
    }

    /// The unit of the row; none if it is none, or not wanted.
    fn unit(&self, wanted: Wanted<'_>) -> Result<Option<FileUnit>, Refusal> {
        if self.record.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(None);
        }
        let (source, target) = (self.text("source"), self.text("target"));
        for text in [source, target] {
            if text.contains(MALFORMED) {
                return Err(Refusal::Malformed);
            }
            if text.matches('\n').count() > MOST_LINES {
                let what = "a quotation mark opens a cell here and none closes it";
                return Err(Refusal::Broken(what.to_owned()));
            }
        }
        let status = self.cell("status");
        let status =
            Status::read(status).ok_or_else(|| Refusal::Status(status.trim().to_owned()))?;
        let languages = LanguagePair {
            source: self.language("from", wanted.from)?,
            target: self.language("to", wanted.to)?,
        };
        let empty = match (source.trim().is_empty(), target.trim().is_empty()) {
            (false, false) => None,
            (true, _) => Some(&languages.source),
            (false, true) => Some(&languages.target),
        };
        if let Some(empty) = empty {
            // Of what was said to be right a text is missing; else there is nothing to say.
            let said = status == Status::Accepted && !self.cell("status").trim().is_empty();
            let plain = self.columns.of("status").is_none();
            return match said || plain {
                true => Err(Refusal::Empty(empty.clone())),
                false => Ok(None),
            };
        }
        let confidence = self.confidence();
        let untouched = self.cell("checksum").trim() == checksum(source, target);
        let unit = FileUnit {
            line: self.line,
            origin: self.origin(confidence),
            // Who has corrected a text has looked at it.
            confidence: confidence.filter(|_| status == Status::Doubtful && untouched),
            languages,
            source: source.to_owned(),
            target: target.to_owned(),
            context: Context::default(),
            created: None,
            uses: 1,
            rejected: status == Status::Rejected,
        };
        Ok(self.as_wanted(unit, wanted))
    }

    /// The unit in the direction that is wanted; none if it is of other languages.
    fn as_wanted(&self, unit: FileUnit, wanted: Wanted<'_>) -> Option<FileUnit> {
        let fits = |unit: &FileUnit| {
            wanted
                .from
                .is_none_or(|from| *from == unit.languages.source)
                && wanted.to.is_none_or(|to| *to == unit.languages.target)
        };
        if fits(&unit) {
            return Some(unit);
        }
        let turned = FileUnit {
            languages: unit.languages.reversed(),
            source: unit.target,
            target: unit.source,
            origin: unit.origin.map(Origin::reversed),
            ..unit
        };
        fits(&turned).then_some(turned)
    }

    fn language(&self, column: &str, given: Option<&Language>) -> Result<Language, Refusal> {
        match (self.cell(column).trim(), given) {
            ("", Some(given)) => Ok(given.clone()),
            ("", None) => Err(Refusal::NoLanguage),
            (tag, _) => Ok(Language::parse(tag)?),
        }
    }

    /// The confidence, as `0.97`, `0,97` or `97 %`: spreadsheets write it as they like.
    fn confidence(&self) -> Option<f64> {
        let cell = self.cell("confidence").trim().replace(',', ".");
        let (number, of) = match cell.strip_suffix('%') {
            Some(number) => (number.trim_end(), 100.0),
            None => (cell.as_str(), 1.0),
        };
        let confidence = number.parse::<f64>().ok()? / of;
        (0.0..=1.0).contains(&confidence).then_some(confidence)
    }

    /// Where the row comes from, if it says so.
    fn origin(&self, confidence: Option<f64>) -> Option<Origin> {
        let article = self.cell("article").trim();
        let places = |column: &str| -> Option<Range<usize>> { segments(self.cell(column)) };
        let number = |column: &str| {
            let number = self.cell(column).trim().parse().ok();
            number.filter(|&number: &u32| number > 0)
        };
        (!article.is_empty()).then_some(())?;
        Some(Origin {
            article: article.to_owned(),
            source_revision: number("source_revision")?,
            target_revision: number("target_revision")?,
            source_segments: places("source_segments")?,
            target_segments: places("target_segments")?,
            confidence: confidence.unwrap_or(1.0),
        })
    }
}
