//! Reading the rows of a review sheet.

use std::borrow::Cow;
use std::ops::Range;

use csv::StringRecord;

use crate::memory::{LanguagePair, Origin};
use crate::text::Language;

use super::guard::unguarded;
use super::neighbours::Place;
use super::review::{COLUMNS, Status, checksum, segments};
use crate::format::incoming::{FileUnit, Refusal, Wanted};
use crate::format::io::xml::cleared;
use crate::format::units::fields::confidence;

/// Maximum number of lines in a text. A longer one begins with a quotation mark that nothing closes.
const MAX_LINES: usize = 200;

/// Where the columns that are known stand, in the order of [`COLUMNS`].
pub(super) struct Sheet {
    places: [Option<usize>; COLUMNS.len()],
}

impl Sheet {
    /// The sheet whose first row this is; `None` if it is of another table: a sheet has texts and says
    /// their status.
    pub(super) fn named(first: &StringRecord) -> Option<Self> {
        let place = |name: &str| {
            let name_of = |cell: &str| cell.trim().trim_start_matches('\u{feff}').trim().to_owned();
            let same = |cell: &str| name_of(cell).eq_ignore_ascii_case(name);
            first.iter().position(same)
        };
        let sheet = Sheet {
            places: COLUMNS.map(place),
        };
        let has = |name: &&str| sheet.of(name).is_some();
        ["status", "source", "target"]
            .iter()
            .all(has)
            .then_some(sheet)
    }

    /// The unit of the row on this line; `None` if one side has no counterpart, or other languages are
    /// wanted. What was rejected says so.
    pub(super) fn unit(
        &self,
        record: &StringRecord,
        line: usize,
        wanted: Wanted<'_>,
    ) -> Result<Option<FileUnit>, Refusal> {
        let sheet = self;
        let row = Row {
            sheet,
            record,
            line,
        };
        row.unit(wanted)
    }

    /// Where the source of a row is in its article, and the source, if the row says so.
    pub(super) fn place(&self, record: &StringRecord) -> Option<Place> {
        let row = Row {
            sheet: self,
            record,
            line: 0,
        };
        let mut doubt = None;
        let source = cleared(Cow::Borrowed(row.cell("source")), &mut doubt);
        Some(Place {
            article: row.cell("article").trim().to_owned(),
            segments: segments(row.cell("source_segments"))?,
            text: unguarded(&source).to_owned(),
        })
    }

    /// Whether it has columns of both languages.
    pub(super) fn says_languages(&self) -> bool {
        self.of("from").is_some() && self.of("to").is_some()
    }

    fn of(&self, name: &str) -> Option<usize> {
        let at = COLUMNS.iter().position(|&column| column == name)?;
        self.places.get(at).copied().flatten()
    }
}

/// A row of a sheet.
struct Row<'a> {
    sheet: &'a Sheet,
    record: &'a StringRecord,
    line: usize,
}

impl<'a> Row<'a> {
    /// What is in the column `name`, nothing if there is no such column.
    fn cell(&self, name: &str) -> &'a str {
        let at = self.sheet.of(name);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    /// The unit of the row; `None` if it is none, or not wanted.
    fn unit(&self, wanted: Wanted<'_>) -> Result<Option<FileUnit>, Refusal> {
        let mut doubt = None;
        let mut text = |name: &str| cleared(Cow::Borrowed(self.cell(name)), &mut doubt);
        let (source, target) = (text("source"), text("target"));
        if doubt == Some(Refusal::Malformed) {
            return Err(Refusal::Malformed);
        }
        let (source, target) = (unguarded(&source), unguarded(&target));
        for text in [source, target] {
            if text.matches('\n').count() > MAX_LINES {
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
            return match said {
                true => Err(Refusal::Empty(empty.clone())),
                false => Ok(None),
            };
        }
        let confidence = confidence(self.cell("confidence"));
        let untouched = self.cell("checksum").trim() == checksum(source, target);
        let unit = FileUnit {
            origin: self.origin(confidence),
            // Someone who corrected a text has looked at it.
            confidence: confidence.filter(|_| status == Status::Doubtful && untouched),
            rejected: status == Status::Rejected,
            doubt,
            ..FileUnit::new(self.line, languages, source.to_owned(), target.to_owned())
        };
        Ok(self.as_wanted(unit, wanted))
    }

    /// The unit in the direction that is wanted; `None` if it is of other languages.
    fn as_wanted(&self, unit: FileUnit, wanted: Wanted<'_>) -> Option<FileUnit> {
        let is = |language: &Language, wanted: Option<&Language>| {
            wanted.is_none_or(|wanted| wanted.primary() == language.primary())
        };
        let fits = |unit: &FileUnit| {
            is(&unit.languages.source, wanted.from) && is(&unit.languages.target, wanted.to)
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
