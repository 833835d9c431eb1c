//! Answers of the memory: matches of a look-up, hits of a concordance.

use std::io::{self, Write};

use crate::memory::{Hit, Match, MatchKind, TranslationUnit};
use crate::revise::{Side, compare};
use crate::segment::{Segment, SegmentKind};
use crate::text::Span;

use super::super::pieces;
use super::layout::{Inked, Page, wrap};
use super::style::{Ink, by_score, paint};

/// Columns before the texts.
const GUTTER: usize = 15;

/// A query and its matches, best first.
pub fn matches(out: &mut dyn Write, page: Page, query: &str, found: &[Match]) -> io::Result<()> {
    for line in wrap(&vec![(Ink::Strong, query)], page.width, page, false) {
        writeln!(out, "{line}")?;
    }
    if found.is_empty() {
        writeln!(out, "{}", paint(Ink::Dim, "  no match"))?;
    }
    for found in found {
        let kind = match found.kind {
            MatchKind::Context => "context",
            MatchKind::Exact => "exact",
            MatchKind::Fuzzy => "fuzzy",
        };
        let score = format!("{:>5}", found.score);
        let head = format!("{}  {kind:<7} ", paint(by_score(found.score), &score));
        let penalty = match found.penalty {
            0 => String::new(),
            points => format!(" (−{points} for a related language)"),
        };
        let changed = differing(query, &found.unit.source);
        let source = marked(&found.unit.source, &changed, Ink::Plain, Ink::Fair);
        let target = vec![(Ink::Name, found.unit.target.as_str())];
        unit(
            out,
            page,
            &head,
            [source, target],
            &(origin(&found.unit) + &penalty),
        )?;
    }
    Ok(())
}

/// The units that have the words, with the words marked, and how many there are in all.
pub fn hits(out: &mut dyn Write, page: Page, hits: &[Hit], total: usize) -> io::Result<()> {
    for hit in hits {
        let languages = hit.unit.languages.to_string();
        let head = format!("{}", paint(Ink::Dim, &format!("{languages:<GUTTER$}")));
        let source = marked(&hit.unit.source, &hit.in_source, Ink::Plain, Ink::Found);
        let target = marked(&hit.unit.target, &hit.in_target, Ink::Name, Ink::Found);
        unit(out, page, &head, [source, target], &origin(&hit.unit))?;
    }
    let note = match (hits.len(), total) {
        (_, 0) => "no unit has these words".to_owned(),
        (shown, total) if shown < total => format!("{shown} of {total} units"),
        (1, _) => "1 unit".to_owned(),
        (shown, _) => format!("{shown} units"),
    };
    writeln!(out, "{}", paint(Ink::Dim, &note))
}

fn marked<'a>(text: &'a str, spans: &[Span], rest: Ink, mark: Ink) -> Inked<'a> {
    let inked = |(is_marked, piece)| (if is_marked { mark } else { rest }, piece);
    pieces(text, spans).into_iter().map(inked).collect()
}

/// What of `source` is not in `query`: the words whose translation must be changed.
fn differing(query: &str, source: &str) -> Vec<Span> {
    let whole = |text: &str| Segment {
        span: Span::new(0, text.len()),
        kind: SegmentKind::Sentence,
        paragraph: 0,
    };
    let (old, new) = ([whole(query)], [whole(source)]);
    let revision = compare(
        Side {
            text: query,
            segments: &old,
        },
        Side {
            text: source,
            segments: &new,
        },
    );
    let edits = revision.changes.iter().flat_map(|change| &change.edits);
    edits
        .map(|edit| edit.new)
        .filter(|span| !span.is_empty())
        .collect()
}

fn unit(
    out: &mut dyn Write,
    page: Page,
    head: &str,
    texts: [Inked<'_>; 2],
    note: &str,
) -> io::Result<()> {
    let width = page.width - GUTTER;
    let lines = texts.iter().flat_map(|text| wrap(text, width, page, false));
    for (row, line) in lines.enumerate() {
        match row {
            0 => writeln!(out, "{head}{line}")?,
            _ => writeln!(out, "{:GUTTER$}{line}", "")?,
        }
    }
    writeln!(out, "{:GUTTER$}{}", "", paint(Ink::Dim, note))
}

/// An alignment less sure than this is said to be doubtful.
const DOUBTFUL: f64 = 0.5;

/// Where the unit was met last, and how often before; a warning if no place of it is sure.
fn origin(unit: &TranslationUnit) -> String {
    let place = unit
        .origins
        .last()
        .map(ToString::to_string)
        .unwrap_or_default();
    let surest = unit.origins.iter().map(|origin| origin.confidence);
    let doubt = match surest.max_by(f64::total_cmp) {
        Some(surest) if surest < DOUBTFUL => {
            format!(" (doubtful: aligned with {:.0} %)", surest * 100.0)
        }
        _ => String::new(),
    };
    match unit.origins.len() {
        0 | 1 => place + &doubt,
        more => format!("{place}, and {} more{doubt}", more - 1),
    }
}
