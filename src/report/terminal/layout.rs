//! Lines on a page of a given width: wrapping, padding and the direction of the text.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Direction, direction, is_right_to_left, is_spaceless};

use super::style::{Ink, paint};

/// Narrowest page; below it the columns of a bitext have no room.
const NARROWEST: usize = 30;

/// Widest page; longer lines are hard to read.
const WIDEST: usize = 120;

/// The page that a view is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Its width in columns.
    pub width: usize,
    /// Whether a terminal shows it: then right-to-left text is set between directional isolates
    /// (UAX #9) and aligned to the right.
    pub terminal: bool,
    /// Whether colours are seen on it: then edits are told by colour, else by brackets.
    pub coloured: bool,
}

impl Page {
    /// A page on a terminal `columns` wide.
    pub fn terminal(columns: usize, coloured: bool) -> Self {
        Page {
            width: columns.clamp(NARROWEST, WIDEST),
            terminal: true,
            coloured,
        }
    }

    /// A page in a file or a pipe.
    pub fn plain() -> Self {
        Page {
            width: 100,
            terminal: false,
            coloured: false,
        }
    }
}

/// The columns that `text` takes on a terminal: those of its graphemes. Terminals do not join lam
/// and alef into one column, as the width of the whole string would have it.
pub(super) fn columns(text: &str) -> usize {
    text.graphemes(true)
        .map(unicode_width::UnicodeWidthStr::width)
        .sum()
}

/// Pieces of one text, each in its ink.
pub(super) type Inked<'a> = Vec<(Ink, &'a str)>;

/// Wraps `pieces` into lines at most `width` columns wide, each padded to `width` if `pad` is set.
/// Lines are broken at spaces, anywhere between graphemes in scripts without spaces, and in words
/// that are wider than a line. Line breaks and other control characters of the text are not written.
pub(super) fn wrap(pieces: &Inked<'_>, width: usize, page: Page, pad: bool) -> Vec<String> {
    let whole: String = pieces.iter().map(|(_, text)| *text).collect();
    let backwards = page.terminal && direction(&whole) == Direction::RightToLeft;
    // Beside other columns, what runs to the left must not take them with it.
    let isolated = page.terminal
        && whole.chars().any(is_right_to_left)
        && !whole.contains(['\u{2066}', '\u{2067}', '\u{2068}']);
    let mut lines: Vec<Vec<(Ink, String)>> = vec![Vec::new()];
    let mut column = 0;
    for (ink, unit) in pieces
        .iter()
        .flat_map(|(ink, text)| units(text).map(move |u| (*ink, u)))
        .flat_map(|(ink, unit)| fitting(unit, width).into_iter().map(move |u| (ink, u)))
    {
        let unit = &*unit;
        let needed = columns(unit.trim_end());
        if column > 0 && column + needed > width {
            lines.push(Vec::new());
            column = 0;
        }
        if column == 0 && unit == " " {
            continue;
        }
        column += columns(unit);
        let Some(line) = lines.last_mut() else {
            continue;
        };
        match line.last_mut() {
            Some((last, text)) if *last == ink => text.push_str(unit),
            _ => line.push((ink, unit.to_owned())),
        }
    }
    lines
        .into_iter()
        .map(|line| set(line, width, [backwards, isolated], pad))
        .collect()
}

fn set(
    mut line: Vec<(Ink, String)>,
    width: usize,
    [backwards, isolated]: [bool; 2],
    pad: bool,
) -> String {
    if let Some((_, last)) = line.last_mut() {
        last.truncate(last.trim_end().len());
    }
    let used: usize = line.iter().map(|(_, text)| columns(text)).sum();
    let space = " ".repeat(width.saturating_sub(used));
    let inked: String = line
        .iter()
        .map(|(ink, text)| paint(*ink, text).to_string())
        .collect();
    let inked = match isolated && !backwards {
        // LEFT-TO-RIGHT ISOLATE … POP DIRECTIONAL ISOLATE
        true => format!("\u{2066}{inked}\u{2069}"),
        false => inked,
    };
    match (backwards, pad) {
        // RIGHT-TO-LEFT ISOLATE … POP DIRECTIONAL ISOLATE
        (true, _) => format!("{space}\u{2067}{inked}\u{2069}"),
        (false, true) => format!("{inked}{space}"),
        (false, false) => inked,
    }
}

/// `unit` as it is written: with one space for line breaks and the like after it, in parts that are no wider than
/// a line.
fn fitting(unit: &str, width: usize) -> Vec<Cow<'_, str>> {
    let body = unit.trim_end();
    let gap = match &unit[body.len()..] {
        _ if body.is_empty() => " ",
        gap if gap.chars().count() <= 1 && !gap.contains(char::is_control) => gap,
        _ => " ",
    };
    let shown = |part: &str| part.replace(char::is_control, "\u{FFFD}");
    let is_clean = !body.contains(char::is_control);
    if columns(body) <= width {
        return match is_clean && unit.ends_with(gap) && unit.len() == body.len() + gap.len() {
            true => vec![Cow::Borrowed(unit)],
            false => vec![Cow::Owned(shown(body) + gap)],
        };
    }
    let mut parts = vec![String::new()];
    let mut column = 0;
    for grapheme in body.graphemes(true) {
        let needed = columns(grapheme);
        if column > 0 && column + needed > width {
            parts.push(String::new());
            column = 0;
        }
        column += needed;
        if let Some(part) = parts.last_mut() {
            part.push_str(&shown(grapheme));
        }
    }
    if let Some(part) = parts.last_mut() {
        part.push_str(gap);
    }
    parts.into_iter().map(Cow::Owned).collect()
}

/// What a line may not be broken within: a word with the spaces after it, or a grapheme of a script
/// without spaces with the punctuation after it.
fn units(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut end = 0;
        let mut seen_space = false;
        for grapheme in rest.graphemes(true) {
            let white = grapheme.chars().all(char::is_whitespace);
            let opens_unit = grapheme.chars().next().is_some_and(is_spaceless);
            if end > 0 && ((seen_space && !white) || opens_unit) {
                break;
            }
            seen_space |= white;
            end += grapheme.len();
        }
        let unit = &rest[..end];
        rest = &rest[end..];
        Some(unit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, width: usize) -> Vec<String> {
        wrap(&vec![(Ink::Plain, text)], width, Page::plain(), false)
    }

    #[test]
    fn lines_break_at_spaces_and_between_han() {
        assert_eq!(plain("one two  three", 8), ["one two", "three"]);
        assert_eq!(plain("新桥今天。通车", 8), ["新桥今", "天。通车"]);
        assert_eq!(plain("", 8), [""]);
        assert_eq!(plain("unbreakable-word", 6), ["unbrea", "kable-", "word"]);
        assert_eq!(plain("one\ntwo\tthree", 20), ["one two three"]);
        assert_eq!(plain("a\u{1b}[31mb", 20), ["a\u{FFFD}[31mb"]);
    }

    #[test]
    fn right_to_left_text_is_aligned_to_the_right_on_a_terminal() {
        let line = wrap(
            &vec![(Ink::Plain, "پل")],
            6,
            Page::terminal(80, true),
            false,
        );
        assert_eq!(line, ["    \u{2067}پل\u{2069}"]);
        assert_eq!(plain("پل", 6), ["پل"]);
        assert_eq!(columns("سلام"), 4);
        assert_eq!(columns("👩‍👩‍👧‍👦大"), 4);
    }
}
