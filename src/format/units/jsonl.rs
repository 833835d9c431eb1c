//! JSON Lines: a unit a line, with all that the memory knows of it. The field names are part of
//! the contract in docs/json.md.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::memory::{Context, Record};

use crate::format::incoming::{FileUnit, Incoming, Refusal, Refused, UnitsError, Wanted};
use crate::format::io::decoding::{AsUtf8, Kind};
use crate::format::io::xml::cleared;
use crate::format::outgoing::{OutgoingUnit, Units, Writing};
use crate::format::units::tags::read_tag_if_any;

#[derive(Serialize)]
struct Line<'a> {
    id: i64,
    from: &'a str,
    to: &'a str,
    source: &'a str,
    target: &'a str,
    before: &'a str,
    after: &'a str,
    created: i64,
    uses: u32,
    confidence: Option<f64>,
    doubtful: bool,
    origins: Vec<OriginLine<'a>>,
    #[serde(skip_serializing_if = "Record::is_empty")]
    record: &'a Record,
}

#[derive(Serialize)]
struct OriginLine<'a> {
    article: &'a str,
    source_revision: u32,
    target_revision: u32,
    source_segments: Vec<usize>,
    target_segments: Vec<usize>,
    confidence: f64,
}

/// Writes the units as JSON objects, one a line.
pub(in crate::format) fn write(
    units: &mut Units<'_>,
    _: &Writing,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for unit in units {
        serde_json::to_writer(&mut *out, &line(&unit?))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn line(outgoing: &OutgoingUnit) -> Line<'_> {
    let OutgoingUnit { unit, record } = outgoing;
    Line {
        id: unit.id,
        from: unit.languages.source.as_str(),
        to: unit.languages.target.as_str(),
        source: &unit.source,
        target: &unit.target,
        before: &unit.context.before,
        after: &unit.context.after,
        created: unit.created,
        uses: unit.uses,
        confidence: unit.confidence,
        doubtful: unit.is_doubtful(),
        origins: unit
            .origins
            .iter()
            .map(|origin| OriginLine {
                article: &origin.article,
                source_revision: origin.source_revision,
                target_revision: origin.target_revision,
                source_segments: origin.source_segments.clone().collect(),
                target_segments: origin.target_segments.clone().collect(),
                confidence: origin.confidence,
            })
            .collect(),
        record,
    }
}

/// What is read of a line; where a unit was met in articles of another memory is not.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct LineRead<'a> {
    #[serde(alias = "source_language")]
    from: Option<String>,
    #[serde(alias = "target_language")]
    to: Option<String>,
    #[serde(borrow)]
    source: Cow<'a, str>,
    #[serde(borrow)]
    target: Cow<'a, str>,
    before: String,
    after: String,
    created: Option<i64>,
    uses: Option<u32>,
    confidence: Option<f64>,
    record: Record,
}

/// Maximum length of a line in bytes.
const MAX_LINE_BYTES: u64 = 64 << 20;

/// Reads units from JSON objects, one a line.
pub(in crate::format) fn read(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    let mut lines = AsUtf8::new(input, Kind::Text);
    let mut bytes = Vec::new();
    let mut number = 0;
    loop {
        bytes.clear();
        let read = (&mut lines)
            .take(MAX_LINE_BYTES)
            .read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(());
        }
        number += 1;
        let mut doubt = None;
        let text = String::from_utf8_lossy(&bytes);
        let text = cleared(text, &mut doubt);
        if text.trim().is_empty() {
            continue;
        }
        let incoming = match doubt {
            Some(Refusal::Malformed) => Err(Refusal::Malformed),
            doubt => unit(&text, number, wanted, doubt),
        };
        let incoming = match incoming {
            Ok(None) => continue,
            Ok(Some(unit)) => Ok(unit),
            Err(reason) => Err(Refused {
                line: number,
                reason,
            }),
        };
        if each(incoming).is_break() {
            return Ok(());
        }
    }
}

/// The unit of a line; `None` if its languages are not wanted.
fn unit(
    text: &str,
    line: usize,
    wanted: Wanted<'_>,
    doubt: Option<Refusal>,
) -> Result<Option<FileUnit>, Refusal> {
    let read: LineRead<'_> = serde_json::from_str(text)
        .map_err(|error| Refusal::Broken(format!("column {}: {error}", error.column())))?;
    let mut doubt = doubt;
    let from = read_tag_if_any(read.from.as_deref(), &mut doubt)?;
    let to = read_tag_if_any(read.to.as_deref(), &mut doubt)?;
    let Some((languages, undetermined)) = wanted.pair(from, to) else {
        return Ok(None);
    };
    let (source, target) = (read.source.into_owned(), read.target.into_owned());
    Ok(Some(FileUnit {
        context: Context::new(&read.before, &read.after),
        created: read.created,
        uses: read.uses.unwrap_or(1).max(1),
        confidence: read.confidence.filter(|sure| (0.0..=1.0).contains(sure)),
        record: read.record,
        doubt: doubt.or(undetermined),
        ..FileUnit::said(line, languages, source, target)?
    }))
}
