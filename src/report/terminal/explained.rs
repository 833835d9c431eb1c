//! How a match differs from the query, what that means for its target, and where its points went.

use std::io::{self, Write};

use crate::memory::{Check, Match, MatchKind};
use crate::similarity::{PricedEdit, PricedKind, Reason, changed};
use crate::text::{INLINE_CODE, Span, SubstitutableKind};

use super::super::pieces;
use super::coded::with_codes;
use super::layout::{Page, columns};
use super::revision::marked;
use super::style::{Ink, paint};
use crate::jobs::ShownMatch;

/// Columns that the points, and the longest reason why they are lost, take.
const LONGEST_REASON: usize = 30;

/// The source of a match, with what the query has in its place.
pub(super) fn source(page: Page, query: &str, shown: &ShownMatch) -> Vec<(Ink, String)> {
    let source = &shown.found.unit.source;
    let changes = match (&shown.differing, &shown.explanation) {
        // Dates and addresses whole, not the tokens of them that differ.
        (Some(differing), _) if !differing.kinds.contains(&SubstitutableKind::Code) => {
            differing.places.clone()
        }
        (_, Some(explanation)) => changed(explanation, query, source),
        _ => Vec::new(),
    };
    let mut out = Vec::new();
    let mut at = 0;
    for change in changes
        .iter()
        .filter(|change| change.source.start <= source.len())
    {
        out.push((Ink::Plain, source[at..change.source.start].to_owned()));
        out.extend(marked(
            page,
            Ink::Deleted,
            change.source.of(source),
            ["[-", "-]"],
        ));
        out.extend(marked(
            page,
            Ink::Inserted,
            &coded(query, change.query, &[]),
            ["{+", "+}"],
        ));
        at = change.source.end;
    }
    out.push((Ink::Plain, source[at..].to_owned()));
    out.retain(|(_, text)| !text.is_empty());
    out
}

/// The target of a match: repaired, or with the words marked that translate what differs.
pub(super) fn target(page: Page, shown: &ShownMatch) -> Vec<(Ink, String)> {
    let repaired = shown
        .differing
        .as_ref()
        .map(|differing| &differing.repaired);
    let (text, spans, ink, brackets) = match repaired {
        Some(Ok(repaired)) => {
            let spans: Vec<Span> = repaired.repairs.iter().map(|repair| repair.span).collect();
            (&repaired.target, spans, Ink::Inserted, ["{+", "+}"])
        }
        _ => {
            let text = &shown.found.unit.target;
            (text, to_change(shown), Ink::Changing, ["[-", "-]"])
        }
    };
    let pieces = pieces(text, &spans).into_iter();
    pieces
        .flat_map(|(is_marked, piece)| match is_marked {
            true => marked(page, ink, piece, brackets),
            false => vec![(Ink::Name, piece.to_owned())],
        })
        .collect()
}

/// What of the target must change, in order, words with nothing but white space between them as one.
fn to_change(shown: &ShownMatch) -> Vec<Span> {
    let target = &shown.found.unit.target;
    let mut spans: Vec<Span> = shown.to_change.iter().map(|link| link.target).collect();
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last)
                if span.start <= last.end || target[last.end..span.start].trim().is_empty() =>
            {
                last.end = last.end.max(span.end);
            }
            _ => out.push(span),
        }
    }
    out
}

/// What is to be said of a match that differs only in numbers and the like.
pub(super) fn notes(page: Page, shown: &ShownMatch) -> Vec<String> {
    let Some(differing) = &shown.differing else {
        return Vec::new();
    };
    let kinds: Vec<&str> = differing.kinds.iter().map(|kind| kind.plural()).collect();
    let mut note = format!("differs only in {}", in_words(&kinds));
    match &differing.repaired {
        Err(reason) => note.push_str(&format!("; not repaired: {reason}")),
        Ok(repaired) if repaired.repairs.is_empty() => {}
        Ok(repaired) => {
            let one = |repair: &crate::memory::Repair| {
                let hint = match repair.check {
                    Some(Check::Plural) => " (check the plural)",
                    Some(Check::Ending) => " (check the ending)",
                    None => "",
                };
                let [from, to] = [&repair.from, &repair.to].map(|text| isolated(page, text));
                format!("{from} → {to}{hint}")
            };
            let repairs: Vec<String> = repaired.repairs.iter().map(one).collect();
            note.push_str(&format!("; repaired {}", repairs.join(", ")));
        }
    }
    vec![note]
}

/// Where the points of a match went: a line each edit with the points that it took, the sum, and
/// what was subtracted besides.
pub(super) fn points(
    out: &mut dyn Write,
    page: Page,
    gutter: usize,
    query: &str,
    shown: &ShownMatch,
) -> io::Result<()> {
    let Some(why) = &shown.explanation else {
        let note = "too long to say where the points went";
        return writeln!(out, "{:gutter$}{}", "", paint(Ink::Dim, note));
    };
    let found = &shown.found;
    let edit_of = |edit: &PricedEdit| {
        let old = coded(&found.unit.source, edit.source, &shown.codes.source);
        let new = coded(query, edit.query, &[]);
        let (old, new) = (old.as_str(), new.as_str());
        match edit.kind {
            PricedKind::Insert => format!("+ {}", isolated(page, new)),
            PricedKind::Delete => format!("− {}", isolated(page, old)),
            PricedKind::Exchange => format!("{} → {}", isolated(page, old), isolated(page, new)),
        }
    };
    let edits: Vec<String> = why.edits.iter().map(edit_of).collect();
    let widest = edits.iter().map(|edit| columns(edit)).max().unwrap_or(0);
    let widest = widest.min(page.width.saturating_sub(gutter + LONGEST_REASON));
    let weight = f64::from(why.weight.max(1));
    for (edit, text) in why.edits.iter().zip(&edits) {
        let lost = format!("−{:.1}", 100.0 * f64::from(edit.cost) / weight);
        let pad = " ".repeat(widest.saturating_sub(columns(text)));
        writeln!(
            out,
            "{:gutter$}{}  {text}{pad}  {}",
            "",
            paint(Ink::Bad, &format!("{lost:>6}")),
            paint(Ink::Dim, in_short(edit))
        )?;
    }
    let mut sum = match why.cost {
        0 => "the same words".to_owned(),
        cost => format!("left: the edits cost {cost} of a weight of {}", why.weight),
    };
    if found.kind == MatchKind::Context {
        sum.push_str(", +1 for the same neighbours");
    }
    if let Some(penalty) = penalty(found) {
        sum.push_str(&format!(", {penalty}"));
    }
    let score = format!("{:>6}", found.score);
    writeln!(
        out,
        "{:gutter$}{}  {}",
        "",
        paint(super::style::by_score(found.score), &score),
        paint(Ink::Dim, &sum)
    )
}

/// A part of a text with what stands for its inline codes.
fn coded(text: &str, span: Span, labels: &[String]) -> String {
    let part = span.of(text);
    if !part.contains(INLINE_CODE) {
        return part.to_owned();
    }
    let before = text[..span.start].matches(INLINE_CODE).count();
    let rest = labels.get(before..).unwrap_or_default();
    let shown = with_codes(Page::plain(), &vec![(Ink::Plain, part)], rest);
    shown.into_iter().map(|(_, text)| text).collect()
}

fn in_short(edit: &PricedEdit) -> &'static str {
    match (edit.reason, edit.kind) {
        (Reason::Word, PricedKind::Exchange) => "another word",
        (Reason::Word, PricedKind::Insert) => "a word more",
        (Reason::Word, PricedKind::Delete) => "a word less",
        (Reason::Variant, _) => "nearly the same word",
        (Reason::Number, PricedKind::Exchange) => "another number",
        (Reason::Number, PricedKind::Insert) => "a number more",
        (Reason::Number, PricedKind::Delete) => "a number less",
        (Reason::Punctuation, PricedKind::Exchange) => "another mark",
        (Reason::Punctuation, PricedKind::Insert) => "a mark more",
        (Reason::Punctuation, PricedKind::Delete) => "a mark less",
        (Reason::WordAndPunctuation, _) => "a word and a mark",
    }
}

/// `text` so that it keeps its own direction among other text: between FIRST STRONG ISOLATE and POP
/// DIRECTIONAL ISOLATE (UAX #9), on a terminal, if it may be right-to-left.
fn isolated(page: Page, text: &str) -> String {
    match page.terminal && !text.is_ascii() {
        true => format!("\u{2068}{text}\u{2069}"),
        false => text.to_owned(),
    }
}

/// `numbers`, `numbers and dates`, `numbers, dates and times`.
fn in_words(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What a match loses, and why; `None` if it loses nothing.
pub(super) fn penalty(found: &Match) -> Option<String> {
    let doubt = found.unit.doubt();
    let language = found.penalty.saturating_sub(doubt);
    let why = match (language, found.reversed) {
        (0, _) => None,
        (1, true) => Some("a unit translated the other way round"),
        (_, true) => Some("a related language, translated the other way round"),
        (_, false) => Some("a related language"),
    };
    let of_language = why.map(|why| format!("−{language} for {why}"));
    let of_doubt = (doubt > 0).then(|| format!("−{doubt} for a doubtful alignment"));
    let reasons: Vec<String> = of_language.into_iter().chain(of_doubt).collect();
    (!reasons.is_empty()).then(|| reasons.join(", "))
}
