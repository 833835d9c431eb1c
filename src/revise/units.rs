use std::borrow::Cow;

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{
    Span, TokenKind, comparison_form, has_only_whole_graphemes, is_spaceless, tokens,
};

/// A unit of comparison within a pair of segments: a word or a punctuation mark, made of whole graphemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its bytes in the whole text.
    pub span: Span,
    /// The same number for the same comparison form.
    pub number: u32,
    /// The kind of unit.
    pub kind: UnitKind,
    /// Its length in characters, up to a maximum: long words say more than short ones, up to a point.
    pub length: u32,
}

/// The kinds of [`Unit`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// A word or number.
    Word,
    /// A grapheme of a script without spaces: about half a word.
    Grapheme,
    /// Punctuation alone.
    Mark,
}

/// Bytes of a word with its space, rather less than the mean: for lists that seldom grow.
const SHORT_WORD: usize = 4;

/// Maximum length that counts for a unit.
const MAX_LENGTH: usize = 7;

/// Numbers for the units of both sides.
pub(super) type Numbers<'a> = FxHashMap<Cow<'a, str>, u32>;

/// Splits the parts of `text` in `spans` into units. White space lies between units, not in them.
///
/// Units are the tokens of the text, with these differences. A unit never ends inside a grapheme, such as an emoji of
/// several characters. Words joined by a hyphen, slash, point or the like without a space are one unit (`well-known`,
/// `e.g`, `and/or`), and so is a word with a hyphen for an omitted part (`pre- and post-war`) or with a sign (`-3`). A
/// full stop inside a sentence belongs to the word before it, since it marks an abbreviation.
pub(super) fn units<'a>(text: &'a str, spans: &[Span], numbers: &mut Numbers<'a>) -> Vec<Unit> {
    let length: usize = spans.iter().map(|span| span.len()).sum();
    let mut units = Vec::with_capacity(length / SHORT_WORD);
    let mut at = spans.first().map_or(0, |span| span.start);
    for span in spans {
        // Between the segments of a split or merge there may be markup.
        push_units(text, Span::new(at, span.start), false, numbers, &mut units);
        push_units(text, *span, true, numbers, &mut units);
        at = span.end;
    }
    units
}

fn push_units<'a>(
    text: &'a str,
    span: Span,
    is_segment: bool,
    numbers: &mut Numbers<'a>,
    units: &mut Vec<Unit>,
) {
    let part = span.of(text);
    let pieces = whole_graphemes(part);
    let mut at = 0;
    while let Some(&(start, mut end, kind)) =
        pieces.get(at).map(|p| (p.0.start, p.0.end, p.1)).as_ref()
    {
        at += 1;
        let mut last = kind;
        let spaced_before = start == 0 || part[..start].ends_with(char::is_whitespace);
        if spaced_before
            && is_hyphen(&part[start..end])
            && let Some(&(word, word_kind)) = pieces.get(at)
            && word.start == end
            && word_kind != TokenKind::Punctuation
            && !starts_with_spaceless(word.of(part))
        {
            (end, last) = (word.end, word_kind);
            at += 1;
        }
        if let Some(close) = closing(&part[start..end])
            && let (Some(&(word, word_kind)), Some(&(mark, _))) =
                (pieces.get(at), pieces.get(at + 1))
            && word.start == end
            && word_kind != TokenKind::Punctuation
            && mark.start == word.end
            && mark.of(part) == close
        {
            end = mark.end;
            at += 2;
        }
        while let Some(&(next, next_kind)) = pieces.get(at) {
            if next.start != end {
                break;
            }
            let after = pieces.get(at + 1).filter(|after| after.0.start == next.end);
            let joins = last != TokenKind::Punctuation
                && next_kind == TokenKind::Punctuation
                && ends_with_spaced_letter(&part[start..end]);
            if joins
                && is_joiner(next.of(part))
                && let Some(&(after, after_kind)) = after
                && after_kind != TokenKind::Punctuation
                && !starts_with_spaceless(after.of(part))
            {
                end = after.end;
                last = after_kind;
                at += 2;
            } else if joins
                && after.is_none()
                && at + 1 < pieces.len()
                && (is_hyphen(next.of(part)) || (is_segment && next.of(part) == "."))
            {
                end = next.end;
                at += 1;
                break;
            } else {
                break;
            }
        }
        let unit = &part[start..end];
        let kind = match kind {
            _ if starts_with_spaceless(unit) => UnitKind::Grapheme,
            TokenKind::Punctuation if !unit.contains(char::is_alphanumeric) => UnitKind::Mark,
            _ => UnitKind::Word,
        };
        let number = numbers.len() as u32;
        units.push(Unit {
            span: Span::new(start, end).shifted(span.start),
            number: *numbers.entry(form(unit)).or_insert(number),
            kind,
            length: unit.chars().take(MAX_LENGTH).count() as u32,
        });
    }
}

fn form(unit: &str) -> Cow<'_, str> {
    if unit.is_ascii() {
        return match unit.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(unit.to_ascii_lowercase()),
            // No white space is in a unit.
            false => Cow::Borrowed(unit),
        };
    }
    let form = comparison_form(unit);
    if form.chars().any(char::is_uppercase) {
        return Cow::Owned(form.to_lowercase());
    }
    form
}

/// The tokens of `part`, those that share a grapheme made one.
fn whole_graphemes(part: &str) -> Vec<(Span, TokenKind)> {
    let found = tokens(part).map(|token| (token.span, token.kind));
    if part.is_ascii() || has_only_whole_graphemes(part) {
        // In ASCII only a line break is a longer grapheme, and white space is in no token.
        let mut pieces = Vec::with_capacity(part.len() / SHORT_WORD);
        pieces.extend(found);
        return pieces;
    }
    let mut edges = part
        .grapheme_indices(true)
        .map(|(at, grapheme)| Span::new(at, at + grapheme.len()));
    let mut grapheme = edges.next().unwrap_or_default();
    let mut pieces: Vec<(Span, TokenKind)> = Vec::new();
    for (token, kind) in found {
        while grapheme.end <= token.start {
            match edges.next() {
                Some(next) => grapheme = next,
                None => break,
            }
        }
        let start = grapheme.start.min(token.start);
        while grapheme.end < token.end {
            match edges.next() {
                Some(next) => grapheme = next,
                None => break,
            }
        }
        let end = grapheme.end.max(token.end);
        match pieces.last_mut() {
            Some((last, last_kind)) if start < last.end => {
                last.end = last.end.max(end);
                if kind != TokenKind::Punctuation {
                    *last_kind = kind;
                }
            }
            _ => pieces.push((Span::new(start, end), kind)),
        }
    }
    pieces
}

/// What closes the bracket that is put around references and placeholders.
fn closing(mark: &str) -> Option<&'static str> {
    match mark {
        "[" => Some("]"),
        "{" => Some("}"),
        "<" => Some(">"),
        _ => None,
    }
}

/// What joins two words into one when no space is beside it.
fn is_joiner(mark: &str) -> bool {
    matches!(
        mark,
        "-" | "\u{2010}" | "\u{2011}" | "/" | "_" | "." | "@" | "'" | "’" | "·" | "&" | "+"
    )
}

/// What is before or behind a word for a part that is left out, or before a number as its sign.
fn is_hyphen(mark: &str) -> bool {
    matches!(mark, "-" | "\u{2010}" | "\u{2011}" | "\u{2212}")
}

fn ends_with_spaced_letter(word: &str) -> bool {
    word.chars().next_back().is_some_and(|c| !is_spaceless(c))
}

fn starts_with_spaceless(word: &str) -> bool {
    word.chars().next().is_some_and(is_spaceless)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut numbers = Numbers::default();
        let spans = [Span::new(0, text.len())];
        units(text, &spans, &mut numbers)
            .iter()
            .map(|unit| unit.span.of(text))
            .collect()
    }

    #[test]
    fn compounds_and_abbreviations_are_whole() {
        assert_eq!(
            cut("A well-known, e.g. red and/or blue one."),
            [
                "A",
                "well-known",
                ",",
                "e.g.",
                "red",
                "and/or",
                "blue",
                "one",
                "."
            ]
        );
        assert_eq!(cut("Yes - no… -3"), ["Yes", "-", "no", "…", "-3"]);
        assert_eq!(
            cut("pre- and post-war -- yes-"),
            ["pre-", "and", "post-war", "-", "-", "yes", "-"]
        );
        assert_eq!(
            cut("大桥-开.通。"),
            ["大", "桥", "-", "开", ".", "通", "。"]
        );
    }

    #[test]
    fn graphemes_are_whole() {
        assert_eq!(cut("a 👩‍👩‍👧‍👦!"), ["a", "👩‍👩‍👧‍👦", "!"]);
        assert_eq!(cut("🇫🇷🇮🇷"), ["🇫🇷", "🇮🇷"]);
        assert_eq!(cut("x  \u{301}y"), ["x", " \u{301}y"]);
        assert_eq!(cut("!\u{301} می\u{200c}رود"), ["!\u{301}", "می\u{200c}رود"]);
        assert_eq!(cut(""), [""; 0]);
    }

    #[test]
    fn the_same_in_another_normal_form_has_the_same_number() {
        let mut numbers = Numbers::default();
        let text = "cafe\u{301} café cafe";
        let found = units(text, &[Span::new(0, text.len())], &mut numbers);
        assert_eq!(found[0].number, found[1].number);
        assert_ne!(found[0].number, found[2].number);
    }
}
