//! The memory of Weblate as JSON: one list of units
//! (<https://docs.weblate.org/en/latest/memory.html>).

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::memory::Record;
use crate::text::Language;

use crate::format::incoming::{FileUnit, Incoming, Refusal, Refused, UnitsError, Wanted};
use crate::format::io::decoding::{AsUtf8, Kind};
use crate::format::io::xml::cleared;
use crate::format::outgoing::{OutgoingUnit, Units, Writing};
use crate::format::units::tags::read_tag_if_any;

/// What errors call the format.
const NAME: &str = "a memory of Weblate (a JSON list of units)";

/// Properties of a unit that Weblate has fields for.
const ORIGIN: &str = "weblate:origin";
const CATEGORY: &str = "weblate:category";
const STATUS: &str = "weblate:status";
const CONTEXT: &str = "weblate:context";

/// What Weblate calls units that come from a file.
const FROM_FILE: i64 = 1;

#[derive(Serialize)]
struct Entry<'a> {
    source_language: &'a str,
    target_language: &'a str,
    source: &'a str,
    target: &'a str,
    origin: &'a str,
    category: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<&'a str>,
}

/// Writes the units as one list, a unit a line. Codes of Weblate are underlined, not hyphenated.
pub(in crate::format) fn write(
    units: &mut Units<'_>,
    _: &Writing,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, unit) in units.enumerate() {
        let OutgoingUnit { unit, record } = unit?;
        out.write_all(if at > 0 { b",\n" } else { b"\n" })?;
        let code = |language: &Language| language.as_str().replace('-', "_");
        let number = |name| record.property(name).and_then(|value| value.parse().ok());
        let entry = Entry {
            source_language: &code(&unit.languages.source),
            target_language: &code(&unit.languages.target),
            source: &unit.source,
            target: &unit.target,
            origin: record.property(ORIGIN).unwrap_or("recto"),
            category: number(CATEGORY).unwrap_or(FROM_FILE),
            status: number(STATUS),
            context: record.property(CONTEXT),
        };
        serde_json::to_writer(&mut *out, &entry)?;
    }
    out.write_all(b"\n]\n")
}

/// Reads units from a list, one at a time.
pub(in crate::format) fn read(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    let lines = Cell::new(1);
    let text = AsUtf8::new(input, Kind::Text);
    let reader = CountingLines {
        inner: text,
        lines: &lines,
    };
    let mut json = serde_json::Deserializer::from_reader(reader);
    let mut stopped = false;
    let mut begun = false;
    let list = List {
        wanted,
        each,
        lines: &lines,
        stopped: &mut stopped,
        begun: &mut begun,
    };
    let result = json.deserialize_any(list).and_then(|()| json.end());
    match result {
        Ok(()) => Ok(()),
        Err(_) if stopped => Ok(()),
        Err(error) if error.is_io() => Err(UnitsError::Io(error.into())),
        Err(error) if !begun => Err(match error.is_data() {
            true => UnitsError::Format(NAME),
            false => UnitsError::Malformed {
                format: NAME,
                reason: error.to_string(),
            },
        }),
        Err(error) => {
            let line = error.line().max(1);
            let reason = Refusal::Broken(error.to_string());
            let _ = each(Err(Refused { line, reason }));
            Ok(())
        }
    }
}

/// Counts the lines that have been begun.
struct CountingLines<'a, R> {
    inner: R,
    lines: &'a Cell<usize>,
}

impl<R: Read> Read for CountingLines<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let ends = memchr::memchr_iter(b'\n', buffer.get(..read).unwrap_or_default()).count();
        self.lines.set(self.lines.get() + ends);
        Ok(read)
    }
}

/// Takes a list and hands on what is in it.
struct List<'a, 'w> {
    wanted: Wanted<'w>,
    each: &'a mut dyn FnMut(Incoming) -> ControlFlow<()>,
    lines: &'a Cell<usize>,
    stopped: &'a mut bool,
    begun: &'a mut bool,
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of units")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        *self.begun = true;
        loop {
            let mut line = self.lines.get();
            let seed = OnLine {
                lines: self.lines,
                begun: &mut line,
            };
            let Some(value) = list.next_element_seed(seed)? else {
                return Ok(());
            };
            let incoming = match unit(&value, line, self.wanted) {
                Ok(None) => continue,
                Ok(Some(unit)) => Ok(unit),
                Err(reason) => Err(Refused { line, reason }),
            };
            if (self.each)(incoming).is_break() {
                *self.stopped = true;
                return Err(serde::de::Error::custom("stopped"));
            }
        }
    }
}

/// A value, and the line that it begins on.
struct OnLine<'a> {
    lines: &'a Cell<usize>,
    begun: &'a mut usize,
}

impl<'de> DeserializeSeed<'de> for OnLine<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Value, D::Error> {
        *self.begun = self.lines.get();
        Value::deserialize(json)
    }
}

/// The unit of an object; `None` if its languages are not wanted.
fn unit(value: &Value, line: usize, wanted: Wanted<'_>) -> Result<Option<FileUnit>, Refusal> {
    let mut doubt = None;
    let mut text = |name: &'static str| {
        let text = value.get(name).and_then(Value::as_str)?;
        Some(cleared(text.into(), &mut doubt).into_owned())
    };
    let (source, target) = (text("source"), text("target"));
    let source = source.ok_or(Refusal::Missing("source"))?;
    let target = target.ok_or(Refusal::Missing("target"))?;
    let (from, to) = (text("source_language"), text("target_language"));
    let from = read_tag_if_any(from.as_deref(), &mut doubt)?;
    let to = read_tag_if_any(to.as_deref(), &mut doubt)?;
    let mut properties = Vec::new();
    for (field, property) in [
        ("origin", ORIGIN),
        ("category", CATEGORY),
        ("status", STATUS),
        ("context", CONTEXT),
    ] {
        match value.get(field) {
            Some(Value::String(text)) if !text.is_empty() => {
                properties.push((property.to_owned(), text.clone()));
            }
            Some(Value::Number(number)) => {
                properties.push((property.to_owned(), number.to_string()));
            }
            _ => {}
        }
    }
    if doubt == Some(Refusal::Malformed) {
        return Err(Refusal::Malformed);
    }
    let Some((languages, undetermined)) = wanted.pair(from, to) else {
        return Ok(None);
    };
    Ok(Some(FileUnit {
        record: Record {
            properties,
            ..Record::default()
        },
        doubt: doubt.or(undetermined),
        ..FileUnit::said(line, languages, source, target)?
    }))
}
