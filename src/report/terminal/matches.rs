//! Answers of the memory: matches of a look-up, hits of a concordance.

use std::io::{self, Write};

use crate::memory::{Hits, MatchKind, TranslationUnit};
use crate::text::{CodeLabels, Span};

use super::super::{percent, pieces};
use super::coded::with_codes;
use super::explained;
use super::layout::{Inked, Page, wrap};
use super::style::{Ink, by_score, paint};
use crate::jobs::ShownMatch;

/// Columns before the texts.
pub(super) const GUTTER: usize = 15;

/// What was asked for, before the answer.
pub fn query(out: &mut dyn Write, page: Page, query: &str) -> io::Result<()> {
    let shown = with_codes(page, &vec![(Ink::Strong, query)], &[]);
    for line in wrap(&inked(&shown), page.width, page, false) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// A query and its matches, best first. In the source of each: what it has and the query has not,
/// and what the query has in its place; in the target: what was repaired, or else the words that
/// translate what differs. With `explain` also where the points went.
///
/// Differences are told by colour where it is seen, else by brackets: `[-old-]{+new+}`.
pub fn matches(
    out: &mut dyn Write,
    page: Page,
    query: &str,
    shown: &[ShownMatch],
    explain: bool,
) -> io::Result<()> {
    self::query(out, page, query)?;
    if shown.is_empty() {
        writeln!(out, "{}", paint(Ink::Dim, "  no match"))?;
    }
    for shown in shown {
        let found = &shown.found;
        let kind = match found.kind {
            MatchKind::Context => "context",
            MatchKind::Exact => "exact",
            MatchKind::Fuzzy => "fuzzy",
        };
        let score = format!("{:>5}", found.score);
        let head = format!("{}  {kind:<7} ", paint(by_score(found.score), &score));
        let penalty = match explained::penalty(found) {
            Some(penalty) => format!(" ({penalty})"),
            None => String::new(),
        };
        let source = explained::source(page, query, shown);
        let target = explained::target(page, shown);
        let texts = [inked(&source), inked(&target)];
        let mut notes = explained::notes(page, shown);
        notes.push(origin(&found.unit) + &penalty);
        unit(out, page, &head, texts, &shown.codes, &notes)?;
        if explain {
            explained::points(out, page, GUTTER, query, shown)?;
        }
    }
    Ok(())
}

pub(super) fn inked(pieces: &[(Ink, String)]) -> Inked<'_> {
    let pieces = pieces.iter();
    pieces.map(|(ink, text)| (*ink, text.as_str())).collect()
}

/// The units of a concordance, with what was searched for marked, and how many there are in all;
/// `skipped` of them stand before those shown. `codes` has what stands for the inline codes of each.
pub fn hits(
    out: &mut dyn Write,
    page: Page,
    found: &Hits,
    codes: &[CodeLabels],
    skipped: usize,
) -> io::Result<()> {
    let none = CodeLabels::default();
    for (at, hit) in found.hits.iter().enumerate() {
        let codes = codes.get(at).unwrap_or(&none);
        let languages = hit.unit.languages.to_string();
        let head = format!("{}", paint(Ink::Dim, &format!("{languages:<GUTTER$}")));
        let source = marked(&hit.unit.source, &hit.in_source, Ink::Plain, Ink::Found);
        let target = marked(&hit.unit.target, &hit.in_target, Ink::Name, Ink::Found);
        let notes = [origin(&hit.unit)];
        unit(out, page, &head, [source, target], codes, &notes)?;
    }
    let (shown, total) = (found.hits.len(), found.total);
    let least = if found.exact { "" } else { "at least " };
    let note = match (shown, total) {
        (_, 0) => "no unit has this".to_owned(),
        (0, total) => format!("none of {total} units: --skip leaves out all of them"),
        _ if skipped > 0 => {
            format!(
                "{} to {} of {least}{total} units",
                skipped + 1,
                skipped + shown
            )
        }
        (shown, total) if shown < total || !found.exact => {
            format!("{shown} of {least}{total} units")
        }
        (1, _) => "1 unit".to_owned(),
        (shown, _) => format!("{shown} units"),
    };
    writeln!(out, "{}", paint(Ink::Dim, &note))
}

pub(super) fn marked<'a>(text: &'a str, spans: &[Span], rest: Ink, mark: Ink) -> Inked<'a> {
    let inked = |(is_marked, piece)| (if is_marked { mark } else { rest }, piece);
    pieces(text, spans).into_iter().map(inked).collect()
}

pub(super) fn unit(
    out: &mut dyn Write,
    page: Page,
    head: &str,
    [source, target]: [Inked<'_>; 2],
    codes: &CodeLabels,
    notes: &[String],
) -> io::Result<()> {
    let width = page.width - GUTTER;
    let texts = [
        with_codes(page, &source, &codes.source),
        with_codes(page, &target, &codes.target),
    ];
    let lines = texts
        .iter()
        .flat_map(|text| wrap(&inked(text), width, page, false));
    for (row, line) in lines.enumerate() {
        match row {
            0 => writeln!(out, "{head}{line}")?,
            _ => writeln!(out, "{:GUTTER$}{line}", "")?,
        }
    }
    for note in notes.iter().filter(|note| !note.is_empty()) {
        for line in wrap(&vec![(Ink::Dim, note.as_str())], width, page, false) {
            writeln!(out, "{:GUTTER$}{line}", "")?;
        }
    }
    Ok(())
}

/// Where the unit was met last, and how often before; a warning if it is doubtful.
pub(super) fn origin(unit: &TranslationUnit) -> String {
    let place = unit
        .origins
        .last()
        .map(ToString::to_string)
        .unwrap_or_default();
    let doubt = doubt(unit);
    match unit.origins.len() {
        0 => doubt.trim_start().to_owned(),
        1 => place + &doubt,
        more => format!("{place}, and {} more{doubt}", more - 1),
    }
}

/// ` (doubtful: aligned with 47 %)`, if it is.
pub(super) fn doubt(unit: &TranslationUnit) -> String {
    match unit.confidence {
        Some(confidence) if unit.is_doubtful() => {
            // Not rounded up, or 89.9 % would read like what is sure.
            format!(" (doubtful: aligned with {} %)", percent(confidence))
        }
        _ => String::new(),
    }
}
