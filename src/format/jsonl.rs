//! JSON Lines: a unit a line, with all that the memory knows of it. The field names are part of
//! the contract in docs/json.md.

use std::io;

use serde::Serialize;

use crate::memory::TranslationUnit;

use super::Units;

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
pub(super) fn write(units: &mut Units<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for unit in units {
        serde_json::to_writer(&mut *out, &line(&unit?))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn line(unit: &TranslationUnit) -> Line<'_> {
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
    }
}
