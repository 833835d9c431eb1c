//! Puts the inline codes of a document into the translation of one of its segments.
//!
//! A unit's target has the codes of its source in new places, and the codes of its source correspond to those of the
//! segment: in order where their number and roles agree, otherwise by markup and name.

use rustc_hash::FxHashMap;

use crate::memory::Record;
use crate::text::{
    CodeRole, CodedSpan, CodedText, Document, INLINE_CODE, PairedRun, Replacement,
    ReplacementPiece, comparison_form,
};

/// A translation with the inline codes of its segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedTarget {
    /// The translation in the place of the segment.
    pub replacement: Replacement,
    /// Whether it has every code of the segment, and every code of the unit's target was found in the segment.
    pub is_complete: bool,
}

/// What tells a code from others.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ComparedCode {
    role: CodeRole,
    name: String,
    markup: String,
    /// The index of its other end, if that is in the same text.
    other_end: Option<usize>,
}

/// Puts the codes of `part` into the `target` of a unit, whose codes its `records` describe.
///
/// Pictures, line breaks and codes whose other end is in another segment are never lost, and every code that begins in
/// the translation ends in it.
pub fn place_codes(
    document: &Document,
    part: &CodedSpan,
    source: &str,
    target: &str,
    records: &[Record],
) -> PlacedTarget {
    let codes = document.codes_of(part);
    let other_ends = document.other_ends(part);
    let wanted: Vec<ComparedCode> = codes
        .iter()
        .zip(&other_ends)
        .map(|(code, &other_end)| ComparedCode {
            role: code.role,
            name: code.name.clone(),
            markup: code.markup.clone(),
            other_end,
        })
        .collect();
    let count = |text: &str| text.matches(INLINE_CODE).count();
    let in_target = count(target);
    let same = |a: &str, b: &str| comparison_form(a) == comparison_form(b);
    let described = |coded: &Option<CodedText>, text: &str| match coded {
        Some(coded) if same(&coded.text(), text) => Some(compared_codes(coded)),
        None if count(text) == 0 => Some(Vec::new()),
        _ => None,
    };
    let both = |record: &Record| {
        let (from, to) = (&record.source, &record.target);
        let forwards = || Some((described(from, source)?, described(to, target)?));
        // A unit that was translated in the other direction.
        let backwards = || Some((described(to, source)?, described(from, target)?));
        forwards().or_else(backwards)
    };
    let found: Vec<Option<usize>> = match records.iter().find_map(both) {
        Some((of_source, of_target)) => {
            let to_source = matched(&of_target, &of_source, true);
            let to_segment = matched(&of_source, &wanted, false);
            let direct = matched(&of_target, &wanted, false);
            // A code that is in the target alone may still be the segment's.
            let mut used = vec![false; wanted.len()];
            let by_source: Vec<Option<usize>> = to_source
                .iter()
                .map(|found| found.and_then(|at| to_segment.get(at).copied().flatten()))
                .collect();
            for &at in by_source.iter().flatten() {
                used[at] = true;
            }
            let either = by_source.iter().zip(direct).map(|(&by_source, direct)| {
                by_source.or_else(|| {
                    let at = direct.filter(|&at| !used[at])?;
                    used[at] = true;
                    Some(at)
                })
            });
            either.collect()
        }
        // Nothing describes the codes: if there are as many as in the segment, they are taken for the same.
        None if in_target == wanted.len() => (0..in_target).map(Some).collect(),
        None => vec![None; in_target],
    };
    assembled(
        part,
        target,
        &wanted,
        &well_nested(found, &wanted),
        codes_before_text(document, part),
    )
}

/// Number of codes of a part that come before any of its text.
fn codes_before_text(document: &Document, part: &CodedSpan) -> usize {
    let mut at = part.span.start;
    let before = document.codes_of(part).iter().take_while(|code| {
        let text = document.text().get(at..code.span.start).unwrap_or_default();
        at = code.span.end;
        text.trim().is_empty()
    });
    before.count()
}

/// The codes of a text, in order.
fn compared_codes(text: &CodedText) -> Vec<ComparedCode> {
    let mut codes: Vec<ComparedCode> = Vec::new();
    let mut begun: FxHashMap<usize, usize> = FxHashMap::default();
    for run in text.paired() {
        let at = codes.len();
        let (code, role, other_end) = match run {
            PairedRun::Begin(code, number, _) => {
                begun.insert(number, at);
                (code, CodeRole::Begin, None)
            }
            PairedRun::End(code, number, _) => (code, CodeRole::End, begun.remove(&number)),
            PairedRun::Standalone(code, _) => (code, CodeRole::Standalone, None),
            PairedRun::Isolated(code, _, true) => (code, CodeRole::Begin, None),
            PairedRun::Isolated(code, _, false) => (code, CodeRole::End, None),
            PairedRun::Text(_) | PairedRun::Open(_) | PairedRun::Close => continue,
        };
        let name = match other_end.and_then(|begun| codes.get_mut(begun)) {
            // Only what begins says what it is.
            Some(begun) => {
                begun.other_end = Some(at);
                begun.name.clone()
            }
            None => code.kind().unwrap_or(&code.element.name).to_owned(),
        };
        codes.push(ComparedCode {
            role,
            name,
            markup: code.content.all_text(),
            other_end,
        });
    }
    codes
}

/// For each code, the index of the one of `others` that it corresponds to: by markup, then by name, then by role, in
/// order. Unless `by_markup` is set, others with the same roles in the same order correspond one to one.
fn matched(codes: &[ComparedCode], others: &[ComparedCode], by_markup: bool) -> Vec<Option<usize>> {
    let roles = |codes: &[ComparedCode]| {
        codes
            .iter()
            .map(|code| (code.role, code.other_end))
            .collect::<Vec<_>>()
    };
    if !by_markup && roles(codes) == roles(others) {
        let same = |(a, b): (&ComparedCode, &ComparedCode)| a.name == b.name;
        let mut sorted = [codes, others].map(|codes| {
            let mut names: Vec<&str> = codes.iter().map(|code| code.name.as_str()).collect();
            names.sort_unstable();
            names
        });
        let [a, b] = &mut sorted;
        // Where the same names come in another order, names tell more than the order.
        if a != b || codes.iter().zip(others).all(same) {
            return (0..codes.len()).map(Some).collect();
        }
    }
    let mut found = vec![None; codes.len()];
    let mut used = vec![false; others.len()];
    let is_end_of_pair =
        |code: &ComparedCode| code.role == CodeRole::End && code.other_end.is_some();
    let alike: [fn(&ComparedCode, &ComparedCode) -> bool; 3] = [
        |a, b| a.markup == b.markup && !a.markup.is_empty(),
        |a, b| a.name == b.name,
        |_, _| true,
    ];
    for alike in alike {
        // Codes that are taken are skipped, so that many codes cost no search.
        let mut from = 0;
        for (at, code) in codes.iter().enumerate() {
            if found[at].is_some() || is_end_of_pair(code) {
                continue;
            }
            while used.get(from) == Some(&true) {
                from += 1;
            }
            let fits = |&other: &usize| {
                let known = &others[other];
                !used[other]
                    && !is_end_of_pair(known)
                    && known.role == code.role
                    && known.other_end.is_some() == code.other_end.is_some()
                    && alike(code, known)
            };
            let Some(other) = (from..others.len()).take(MAX_COMPARED).find(fits) else {
                continue;
            };
            for (a, b) in [
                (Some(at), Some(other)),
                (code.other_end, others[other].other_end),
            ] {
                if let (Some(a), Some(b)) = (a, b) {
                    found[a] = Some(b);
                    used[b] = true;
                }
            }
        }
    }
    found
}

/// Maximum number of codes among which a corresponding one is looked for.
const MAX_COMPARED: usize = 256;

/// Removes pairs that would not be well nested or would end before they begin.
fn well_nested(mut found: Vec<Option<usize>>, wanted: &[ComparedCode]) -> Vec<Option<usize>> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut dropped = Vec::new();
    for (at, &code) in found.iter().enumerate() {
        let Some(code) = code else { continue };
        match (wanted[code].role, wanted[code].other_end) {
            (CodeRole::Begin, Some(_)) => open.push((at, code)),
            (CodeRole::End, Some(begun)) => {
                match open.iter().rposition(|&(_, known)| known == begun) {
                    // A code that began within the pair and is still open would cross it.
                    Some(place) => {
                        dropped.extend(open.drain(place + 1..).map(|(at, _)| at));
                        open.pop();
                    }
                    None => dropped.push(at),
                }
            }
            _ => {}
        }
    }
    dropped.extend(open.into_iter().map(|(at, _)| at));
    for at in dropped {
        found[at] = None;
    }
    found
}

/// The target with the codes that were found for its own, and with those that must not be lost.
fn assembled(
    part: &CodedSpan,
    target: &str,
    wanted: &[ComparedCode],
    found: &[Option<usize>],
    before_text: usize,
) -> PlacedTarget {
    let mut used = vec![false; wanted.len()];
    for &at in found.iter().flatten() {
        used[at] = true;
    }
    let mut pieces = Vec::new();
    let missing = |at: &usize| {
        !used[*at] && (wanted[*at].role == CodeRole::Standalone || wanted[*at].other_end.is_none())
    };
    let goes_first = |at: &usize| {
        wanted[*at].role == CodeRole::End
            || (wanted[*at].role == CodeRole::Standalone && *at < before_text)
    };
    let code = |at: usize| ReplacementPiece::Code(part.within.start + at);
    pieces.extend(
        (0..wanted.len())
            .filter(missing)
            .filter(goes_first)
            .map(code),
    );
    for (at, text) in target.split(INLINE_CODE).enumerate() {
        if let Some(before) = at.checked_sub(1) {
            match found.get(before).copied().flatten() {
                Some(at) => pieces.push(code(at)),
                None => part_words(&mut pieces, text),
            }
        }
        match pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(ReplacementPiece::Text(last)) => last.push_str(text),
            _ => pieces.push(ReplacementPiece::Text(text.to_owned())),
        }
    }
    pieces.extend(
        (0..wanted.len())
            .filter(missing)
            .filter(|at| !goes_first(at))
            .map(code),
    );
    PlacedTarget {
        replacement: Replacement {
            span: part.span,
            within: part.within.clone(),
            pieces,
        },
        is_complete: used.iter().all(|&used| used) && found.iter().all(Option::is_some),
    }
}

/// Leaves one of two spaces where a code between them is left out.
fn part_words(pieces: &mut [ReplacementPiece], next: &str) {
    if let Some(ReplacementPiece::Text(last)) = pieces.last_mut()
        && last.ends_with(' ')
        && next.starts_with(' ')
    {
        last.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, BlockKind, Element, InlineCode, Span, TextRun, UnitCode};

    /// A document of `markup` such as `a <b>c</b>`, as one block with its codes out of the text.
    fn document(markup: &str) -> Document {
        let mut text = String::new();
        let mut codes = Vec::new();
        for (at, piece) in markup.split('<').enumerate() {
            let Some((tag, rest)) = (at > 0).then(|| piece.split_once('>')).flatten() else {
                text += piece;
                continue;
            };
            codes.push(InlineCode {
                span: Span::new(text.len(), text.len()),
                role: match tag {
                    tag if tag.starts_with('/') => CodeRole::End,
                    tag if tag.ends_with('/') => CodeRole::Standalone,
                    _ => CodeRole::Begin,
                },
                name: tag.trim_matches('/').split(' ').next().unwrap().to_owned(),
                markup: format!("<{tag}>"),
            });
            text += rest;
        }
        let block = Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        };
        Document::new(text, vec![block]).with_codes(codes)
    }

    fn coded(markup: &str) -> (Document, CodedSpan) {
        let document = document(markup);
        let part = document.coded(Span::new(0, document.text().len()));
        (document, part)
    }

    /// The text of a unit for `markup`.
    fn unit_text(markup: &str) -> CodedText {
        let (document, part) = coded(markup);
        let text = |from, to| TextRun::Text(document.text()[from..to].to_owned());
        let mut runs = Vec::new();
        let mut at = part.span.start;
        for code in document.codes_of(&part) {
            runs.push(text(at, code.span.start));
            runs.push(TextRun::Code(UnitCode {
                role: code.role,
                element: Element::new(&code.name),
                content: CodedText(vec![TextRun::Text(code.markup.clone())]),
            }));
            at = code.span.end;
        }
        runs.push(text(at, part.span.end));
        CodedText(runs)
    }

    /// The translation of a segment by a unit, and whether it is complete.
    fn translated(segment: &str, source: &str, target: &str, is_said: bool) -> (String, bool) {
        let (document, part) = coded(segment);
        let sides = [source, target].map(unit_text);
        let texts = sides.each_ref().map(CodedText::text);
        let [source, target] = sides.map(|side| side.has_codes().then_some(side));
        let records = [Record {
            source,
            target,
            ..Record::default()
        }];
        let records = if is_said { &records[..] } else { &[] };
        let placed = place_codes(&document, &part, &texts[0], &texts[1], records);
        let shown = placed.replacement.pieces.iter().map(|piece| match piece {
            ReplacementPiece::Text(text) => text.as_str(),
            ReplacementPiece::Code(code) => document.codes()[*code].markup.as_str(),
        });
        (shown.collect(), placed.is_complete)
    }

    #[test]
    fn codes_are_those_of_the_segment() {
        for (segment, source, target, expected) in [
            ("a <b>c</b>", "a <b>c</b>", "x <b>y</b>", "x <b>y</b>"),
            (
                "a <a 2>c</a>!",
                "a <a 1>c</a>!",
                "<a 1>y</a> x!",
                "<a 2>y</a> x!",
            ),
            // Two links change places.
            (
                "<a 3>p</a> q <a 4>r</a>",
                "<a 1>p</a> q <a 2>r</a>",
                "<a 2>R</a> Q <a 1>P</a>",
                "<a 4>R</a> Q <a 3>P</a>",
            ),
            // Another name for the same.
            (
                "a <em>c</em> d",
                "a <i>c</i> d",
                "x <i>y</i> z",
                "x <em>y</em> z",
            ),
            (
                "a<br/>b <img/> c",
                "a<br/>b <img/> c",
                "x <img/> y<br/>z",
                "x <img/> y<br/>z",
            ),
            (
                "a <b>b <i>c</i></b> d",
                "a <b>b <i>c</i></b> d",
                "w <i>x</i> <b>y</b> z",
                "w <i>x</i> <b>y</b> z",
            ),
            ("a <b>c", "a <b>c", "x <b>y", "x <b>y"),
        ] {
            assert_eq!(
                translated(segment, source, target, true),
                (expected.to_owned(), true),
                "{segment}"
            );
        }
    }

    #[test]
    fn other_codes_are_left_out_and_what_stands_alone_stays() {
        for (segment, source, target, expected) in [
            ("a <b>c</b> d", "a c d", "x y z", "x y z"),
            ("a c d", "a <b>c</b> d", "x <b>y</b> z", "x y z"),
            ("a <img/> d", "a d", "x z", "x z<img/>"),
            ("a <b>c", "a c", "x y", "x y<b>"),
            ("a</b> c", "a c", "x y", "</b>x y"),
            (
                "a <i>c</i> d",
                "a <b>b</b> <i>c</i> d",
                "<b>w</b> x <i>y</i> z",
                "w x <i>y</i> z",
            ),
        ] {
            assert_eq!(
                translated(segment, source, target, true),
                (expected.to_owned(), false),
                "{segment}"
            );
        }
    }

    #[test]
    fn codes_that_nobody_describes_go_by_their_order() {
        assert_eq!(
            translated("a <b>c</b>", "a <b>c</b>", "x <b>y</b>", false),
            ("x <b>y</b>".to_owned(), true)
        );
        assert_eq!(
            translated("a <b>c</b> <br/>d", "a <b>c</b>", "x <b>y</b>", false),
            ("x y<br/>".to_owned(), false)
        );
    }
}
