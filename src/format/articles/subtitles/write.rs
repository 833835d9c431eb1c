//! Puts texts into cues: spread over those that the text they replace came from, in lines of a fair width.

use std::borrow::Cow;
use std::ops::Range;

use super::cues::Kind;
use super::read::{Piece, PieceKind, Subtitles};
use super::wrap::{line_starts, shared};
use crate::text::{CodeRole, Replacement, ReplacementPiece};

/// A part of a cue that is being put together.
#[derive(Debug, Clone)]
enum Part {
    Text(String),
    Code(usize),
    Turn(Range<usize>),
}

/// The file with the texts of `replacements`; `None` if one of them does not lie in it.
pub(super) fn written(
    source: &str,
    subtitles: &Subtitles,
    kind: Kind,
    replacements: &[Replacement],
) -> Option<String> {
    let text = subtitles.document.text();
    let pieces = &subtitles.pieces;
    let mut cues: Vec<Vec<Part>> = vec![Vec::new(); subtitles.cues.len()];
    let mut touched = vec![false; cues.len()];
    // The next piece, and how much of the text is passed.
    let (mut next, mut passed) = (0, 0);
    for replacement in replacements {
        let span = replacement.span.start..replacement.span.end;
        text.get(span.clone())?;
        if is_same(subtitles, replacement) {
            continue;
        }
        let Some((from, to)) = covered(pieces, replacement, next) else {
            continue;
        };
        untouched(subtitles, next..from, passed, &mut cues);
        if let Some(first) = pieces.get(from) {
            let before = first.text.start.max(passed)..span.start;
            push_text(subtitles, first, before, &mut cues);
        }
        let parts = pieces.get(from..to)?;
        for (cue, part) in spread(subtitles, parts, &span, replacement) {
            cues.get_mut(cue)?.push(part);
        }
        for piece in parts {
            if let Some(touched) = touched.get_mut(piece.cue) {
                *touched = true;
            }
            // A code that is not among the new pieces is left out if it belongs to what they replace.
            if let PieceKind::Code(code) = piece.kind
                && !replacement.within.contains(&code)
            {
                cues.get_mut(piece.cue)?.push(Part::Code(code));
            }
        }
        passed = span.end;
        let goes_on = parts.last().is_some_and(|last| last.text.end > passed);
        next = if goes_on { to - 1 } else { to };
    }
    untouched(subtitles, next..pieces.len(), passed, &mut cues);
    Some(assembled(source, subtitles, kind, cues, &touched))
}

/// Whether a replacement puts what is there in the place of itself.
fn is_same(subtitles: &Subtitles, replacement: &Replacement) -> bool {
    let codes = subtitles.document.codes();
    let mut text = String::new();
    let mut next = replacement.within.start;
    for piece in &replacement.pieces {
        match piece {
            ReplacementPiece::Text(part) => text.push_str(part),
            ReplacementPiece::Code(code) => {
                let at = codes.get(*code).map(|code| code.span.start);
                if *code != next || at != Some(replacement.span.start + text.len()) {
                    return false;
                }
                next += 1;
            }
        }
    }
    next == replacement.within.end && text == replacement.span.of(subtitles.document.text())
}

/// The pieces that a replacement covers.
fn covered(pieces: &[Piece], replacement: &Replacement, next: usize) -> Option<(usize, usize)> {
    let span = replacement.span;
    let first = pieces.partition_point(|piece| piece.text.end < span.start);
    let last = pieces.partition_point(|piece| piece.text.start <= span.end);
    let is_in = |at: &usize| {
        pieces.get(*at).is_some_and(|piece| match piece.kind {
            PieceKind::Code(code) => replacement.within.contains(&code),
            PieceKind::Text => piece.text.start < span.end && piece.text.end > span.start,
            PieceKind::Break | PieceKind::Turn => false,
        })
    };
    let from = (first.max(next)..last).find(is_in)?;
    let to = (first.max(next)..last).rev().find(is_in)? + 1;
    Some((from, to))
}

/// Adds the pieces of `range` to their cues; of the first one only what is not `passed`.
fn untouched(subtitles: &Subtitles, range: Range<usize>, passed: usize, cues: &mut [Vec<Part>]) {
    for piece in subtitles.pieces.get(range).unwrap_or_default() {
        match piece.kind {
            PieceKind::Text | PieceKind::Break => {
                push_text(
                    subtitles,
                    piece,
                    piece.text.start.max(passed)..piece.text.end,
                    cues,
                );
            }
            PieceKind::Code(code) => {
                if let Some(cue) = cues.get_mut(piece.cue) {
                    cue.push(Part::Code(code));
                }
            }
            PieceKind::Turn => {
                if let Some(cue) = cues.get_mut(piece.cue) {
                    cue.push(Part::Turn(piece.source.clone()));
                }
            }
        }
    }
}

fn push_text(subtitles: &Subtitles, piece: &Piece, range: Range<usize>, cues: &mut [Vec<Part>]) {
    let text = subtitles.document.text().get(range).unwrap_or_default();
    if let Some(cue) = cues.get_mut(piece.cue)
        && !text.is_empty()
    {
        cue.push(Part::Text(text.to_owned()));
    }
}

/// The new pieces, each in one of the cues that the replaced ones are in.
fn spread(
    subtitles: &Subtitles,
    parts: &[Piece],
    span: &Range<usize>,
    replacement: &Replacement,
) -> Vec<(usize, Part)> {
    // How much of the text each cue had.
    let mut shares: Vec<(usize, usize)> = Vec::new();
    for piece in parts {
        let length = piece
            .text
            .end
            .min(span.end)
            .saturating_sub(piece.text.start.max(span.start));
        match shares.last_mut() {
            Some((cue, share)) if *cue == piece.cue => *share += length,
            _ => shares.push((piece.cue, length)),
        }
    }
    let text: String = replacement.pieces.iter().filter_map(text_of).collect();
    let lengths: Vec<usize> = shares.iter().map(|(_, share)| *share).collect();
    let cuts = shared(&text, &lengths);
    let mut spread = Vec::new();
    let mut at = 0;
    // The last part that something is in.
    let mut last = 0;
    // The part that the place `at` is in. What begins there belongs to the next one, if one begins there.
    let part_of = |at: usize, is_begin: bool| {
        let ends = |cut: &&Range<usize>| {
            if is_begin {
                cut.end <= at
            } else {
                cut.end < at
            }
        };
        cuts.iter()
            .take_while(ends)
            .count()
            .min(shares.len().saturating_sub(1))
    };
    for piece in &replacement.pieces {
        match piece {
            ReplacementPiece::Text(new) => {
                for (number, (cut, (cue, _))) in cuts.iter().zip(&shares).enumerate() {
                    let (from, to) = (cut.start.max(at), cut.end.min(at + new.len()));
                    if let Some(part) = text.get(from..to).filter(|part| !part.is_empty()) {
                        spread.push((*cue, Part::Text(part.to_owned())));
                        last = number;
                    }
                }
                at += new.len();
            }
            ReplacementPiece::Code(code) => {
                let role = subtitles.document.codes().get(*code).map(|code| code.role);
                let part = part_of(at, role == Some(CodeRole::Begin) && at < text.len()).max(last);
                last = part;
                if let Some((cue, _)) = shares.get(part) {
                    spread.push((*cue, Part::Code(*code)));
                }
            }
        }
    }
    spread
}

fn text_of(piece: &ReplacementPiece) -> Option<&str> {
    match piece {
        ReplacementPiece::Text(text) => Some(text),
        ReplacementPiece::Code(_) => None,
    }
}

/// The file with these parts in the cues that are `touched`.
fn assembled(
    source: &str,
    subtitles: &Subtitles,
    kind: Kind,
    cues: Vec<Vec<Part>>,
    touched: &[bool],
) -> String {
    let line_end = if source.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let codes = subtitles.document.codes();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    // Codes that began in an earlier cue than they end in: they end with each cue and begin again.
    let mut open: Vec<usize> = Vec::new();
    for ((cue, parts), touched) in subtitles.cues.iter().zip(cues).zip(touched) {
        let mut all: Vec<Part> = open.iter().map(|code| Part::Code(*code)).collect();
        let reopened = !all.is_empty();
        all.extend(parts);
        for part in all.iter().skip(open.len()).cloned().collect::<Vec<_>>() {
            let Part::Code(code) = part else {
                continue;
            };
            match codes.get(code).map(|code| (code.role, code.name.as_str())) {
                Some((CodeRole::Begin, _)) => open.push(code),
                Some((CodeRole::End, name)) => {
                    let begun = open.iter().rposition(|begun| {
                        codes.get(*begun).is_some_and(|begun| begun.name == name)
                    });
                    if let Some(begun) = begun {
                        open.remove(begun);
                    }
                }
                _ => {}
            }
        }
        if !touched && !reopened && open.is_empty() {
            continue;
        }
        out.push_str(source.get(at..cue.content.start).unwrap_or_default());
        out.push_str(&cue_text(source, subtitles, kind, &all, &open, line_end));
        at = cue.content.end;
    }
    out.push_str(source.get(at..).unwrap_or_default());
    out
}

/// The lines of a cue with these parts; at its end the `open` codes end.
fn cue_text(
    source: &str,
    subtitles: &Subtitles,
    kind: Kind,
    parts: &[Part],
    open: &[usize],
    line_end: &str,
) -> String {
    let codes = subtitles.document.codes();
    // What each person says, with the places of markup in it.
    let mut turns: Vec<(String, Vec<Range<usize>>)> = vec![(String::new(), Vec::new())];
    for part in parts {
        let Some((turn, hidden)) = turns.last_mut() else {
            continue;
        };
        match part {
            Part::Text(text) => turn.push_str(&escaped(text, kind)),
            Part::Code(code) => {
                let start = turn.len();
                turn.push_str(codes.get(*code).map_or("", |code| &code.markup));
                hidden.push(start..turn.len());
            }
            Part::Turn(dash) => {
                let dash = source.get(dash.clone()).unwrap_or_default();
                let said = turn.trim().len();
                let tags: usize = hidden.iter().map(|range| range.len()).sum();
                if said > tags {
                    let markup = 0..dash.len();
                    turns.push((dash.to_owned(), Vec::from([markup])));
                } else {
                    let start = turn.len();
                    turn.push_str(dash);
                    hidden.push(start..turn.len());
                }
            }
        }
    }
    if let Some((turn, hidden)) = turns.last_mut() {
        for code in open.iter().rev() {
            let start = turn.trim_end().len();
            turn.truncate(start);
            turn.push_str(&format!(
                "</{}>",
                codes.get(*code).map_or("", |code| &code.name)
            ));
            hidden.push(start..turn.len());
        }
    }
    let mut lines: Vec<String> = Vec::new();
    for (turn, hidden) in &turns {
        let mut from = 0;
        let starts = line_starts(turn, hidden).into_iter().chain([turn.len()]);
        for to in starts {
            let line = turn.get(from..to).unwrap_or_default();
            if !line.trim().is_empty() {
                lines.push(line.trim().to_owned());
            }
            from = to;
        }
    }
    lines.join(line_end)
}

/// `text` as the format writes it, on one line. An arrow of times would make a time of it.
fn escaped(text: &str, kind: Kind) -> Cow<'_, str> {
    let text = match text.contains(['\n', '\r']) {
        true => Cow::Owned(text.replace(['\n', '\r'], " ")),
        false => Cow::Borrowed(text),
    };
    match kind {
        Kind::Vtt if text.contains(['&', '<', '>']) => Cow::Owned(
            text.replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;"),
        ),
        Kind::Srt if text.contains("-->") => Cow::Owned(text.replace("-->", "→")),
        _ => text,
    }
}
