//! Headings inside a paragraph.

use crate::text::Span;

use super::ends_with_stop;

/// Maximum length of a heading inside a paragraph, in words.
const MAX_HEADING_WORDS: usize = 15;

/// Whether there is a gap in `block` that may set off a heading. Most blocks have none, and their
/// sentences need not be looked at.
pub(in super::super) fn has_gap(block: &str) -> bool {
    let bytes = block.as_bytes();
    memchr::memmem::find(bytes, b"  ").is_some()
        || memchr::memchr(b'\t', bytes).is_some()
        // The first bytes of the white space that is not ASCII.
        || memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes)
            .any(|at| block[at..].starts_with(char::is_whitespace))
}

/// The ends of the headings with which `sentence` of `paragraph` begins: parts that only spacing
/// (two or more spaces, a tab, NBSP and space) or their quotation marks set off.
pub(in super::super) fn inline_headings(paragraph: &str, sentence: Span) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = sentence.start;
    while let Some(end) = inline_heading(paragraph, Span::new(start, sentence.end)) {
        ends.push(end);
        start = end;
    }
    ends
}

fn inline_heading(paragraph: &str, sentence: Span) -> Option<usize> {
    let text = sentence.of(paragraph);
    let gap_before = ends_with_gap(&paragraph[..sentence.start]);
    if gap_before && let Some(end) = quoted_heading(text) {
        return Some(sentence.start + end);
    }
    let (heading, end) = up_to_gap(text)?;
    let rest = &text[end..];
    let words = heading.split_whitespace().count();
    // A gap on one side only may be a slip of the typist: a name, an article and the like.
    let enough = if gap_before { 1 } else { 3 };
    let set_off = (enough..=MAX_HEADING_WORDS).contains(&words)
        && !ends_with_stop(heading)
        && !heading.ends_with([',', ';', '-', '–', '—', '،', '؛'])
        && opens_sentence(heading)
        && opens_sentence(rest);
    set_off.then_some(sentence.start + end)
}

/// `“More united than ever” Officials praised …`: a quotation without a stop inside, set off by
/// a gap before it and followed by a capital.
fn quoted_heading(text: &str) -> Option<usize> {
    let open = text.chars().next()?;
    let close = match open {
        '“' => '”',
        '«' => '»',
        '„' => '“',
        '"' => '"',
        _ => return None,
    };
    let inside = &text[open.len_utf8()..];
    let at = inside.find(close)?;
    let quoted = inside[..at].trim();
    let end = open.len_utf8() + at + close.len_utf8();
    let rest = &text[end..];
    let heading = !ends_with_stop(quoted)
        && !quoted.ends_with([',', '،'])
        && (2..=MAX_HEADING_WORDS).contains(&quoted.split_whitespace().count())
        && rest.starts_with(char::is_whitespace)
        && rest.trim_start().starts_with(char::is_uppercase);
    heading.then(|| text.len() - rest.trim_start().len())
}

/// What is before the first gap inside `text`, and where the text goes on.
fn up_to_gap(text: &str) -> Option<(&str, usize)> {
    let mut run_start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), run_start) {
            (true, None) => run_start = Some(at),
            (false, Some(start)) if start > 0 && is_gap(&text[start..at]) => {
                return Some((&text[..start], at));
            }
            (false, _) => run_start = None,
            (true, Some(_)) => {}
        }
    }
    None
}

fn ends_with_gap(text: &str) -> bool {
    let white = &text[text.trim_end().len()..];
    is_gap(white)
}

/// Two or more spaces (one of them may be NBSP), or a tab; a line break is ordinary wrapping.
fn is_gap(white: &str) -> bool {
    !white.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
        && (white.contains('\t') || white.chars().nth(1).is_some())
}

/// Whether a sentence or heading may begin like this: not with a lower-case letter.
fn opens_sentence(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps() {
        assert!(is_gap("  ") && is_gap("\u{a0} ") && is_gap("\t"));
        assert!(!is_gap(" ") && !is_gap("\u{a0}") && !is_gap(" \n"));
    }
}
