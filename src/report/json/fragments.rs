use serde::Serialize;

use crate::memory::{Fragment, Passage};
use crate::text::{ScalarOffsets, Span};

use super::memory::OriginPart;
use super::to_places;

/// A line of `recto fragments`.
#[derive(Debug, Serialize)]
pub struct FragmentsLine<'a> {
    query: &'a str,
    fragments: Vec<FragmentPart<'a>>,
}

#[derive(Debug, Serialize)]
struct FragmentPart<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    words: usize,
    total: usize,
    units: Vec<PassagePart<'a>>,
}

#[derive(Debug, Serialize)]
struct PassagePart<'a> {
    id: i64,
    from: &'a str,
    to: &'a str,
    source: &'a str,
    target: &'a str,
    in_source: [usize; 2],
    in_target: Option<[usize; 2]>,
    translation: Option<&'a str>,
    confidence: f64,
    origin: Option<OriginPart<'a>>,
}

/// The line for `query`.
pub fn fragments<'a>(query: &'a str, found: &'a [Fragment]) -> FragmentsLine<'a> {
    let offsets = ScalarOffsets::new(query);
    let part = |fragment: &'a Fragment| {
        let [start, end] = offsets.of_span(fragment.span);
        FragmentPart {
            start,
            end,
            text: fragment.span.of(query),
            words: fragment.words,
            total: fragment.total,
            units: fragment.passages.iter().map(passage).collect(),
        }
    };
    FragmentsLine {
        query,
        fragments: found.iter().map(part).collect(),
    }
}

fn passage(passage: &Passage) -> PassagePart<'_> {
    let unit = &passage.unit;
    let place = |text: &str, span: Span| ScalarOffsets::new(text).of_span(span);
    PassagePart {
        id: unit.id,
        from: unit.languages.source.as_str(),
        to: unit.languages.target.as_str(),
        source: &unit.source,
        target: &unit.target,
        in_source: place(&unit.source, passage.in_source),
        in_target: passage.in_target.map(|span| place(&unit.target, span)),
        translation: passage.in_target.map(|span| span.of(&unit.target)),
        confidence: to_places(passage.confidence, 4),
        origin: OriginPart::newest(unit),
    }
}
