//! Text as Markdown writes it: with a backslash before what would be taken for a mark.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag};

use crate::text::{CodeRole, InlineCode};

use crate::format::articles::markdown::OPTIONS;

/// Where a text comes.
#[derive(Debug, Default)]
pub(in crate::format) struct Place<'a> {
    /// The text that stood there, between the same codes, as people read it and as it was written.
    pub replaced: (Cow<'a, str>, &'a str),
    /// Whether it is the first of its block, and another kind of block could begin there.
    pub begins_block: bool,
    /// The codes on either side of it.
    pub before: Option<&'a InlineCode>,
    pub after: Option<&'a InlineCode>,
}

/// `text` as it is to be written in its place. What stood there already stays as it was written.
pub(in crate::format) fn escaped(text: &str, place: &Place<'_>) -> String {
    let is_code = |code: &InlineCode| code.name == "code" && code.role == CodeRole::Begin;
    let (same, written) = &place.replaced;
    if same == text {
        return (*written).to_owned();
    }
    if place.before.is_some_and(is_code) {
        return text.to_owned();
    }
    let mut written = String::with_capacity(text.len() + 8);
    let mut before = None;
    for (at, c) in text.char_indices() {
        if may_be_mark(c, before, text.get(at + c.len_utf8()..).unwrap_or_default()) {
            written.push('\\');
        }
        written.push(c);
        before = Some(c);
    }
    let is_link = place.after.is_some_and(|code| code.markup.starts_with('['));
    if is_link && written.ends_with('!') {
        written.insert(written.len() - 1, '\\');
    }
    let lines = written.split('\n').enumerate();
    let lines = lines.map(|(number, line)| match number > 0 || place.begins_block {
        true => as_text(line),
        false => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a character may be a mark, or a part of one, between what is before and after it, whatever else there
/// is in its block: two that are none alone may be one together.
fn may_be_mark(c: char, before: Option<char>, after: &str) -> bool {
    let next = after.chars().next();
    let is = |c: Option<char>, kind: fn(char) -> bool| c.is_some_and(kind);
    match c {
        '\\' | '`' | '[' | ']' | '|' => true,
        // With white space on both sides it opens and closes nothing.
        '*' | '~' => !(is(before, char::is_whitespace) && is(next, char::is_whitespace)),
        '_' => !(is(before, char::is_alphanumeric) && is(next, char::is_alphanumeric)),
        '<' => !is(next, |c| {
            c.is_whitespace() || c.is_ascii_digit() || c == '='
        }),
        // A reference has a semicolon.
        '&' => {
            let rest = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
            rest.len() < after.len() && rest.starts_with(';')
        }
        // At its end a heading may have more of them, which say nothing.
        '#' => after.trim_start_matches('#').trim().is_empty(),
        _ => false,
    }
}

/// A line that begins no item, heading, quotation or the like.
fn as_text(line: &str) -> String {
    let is_text = match Parser::new_ext(line, OPTIONS).next() {
        // It would make a heading of the line before it, or a rule of the line of an item.
        Some(Event::Start(Tag::Paragraph)) => {
            !(line.trim().chars()).all(|c| c == ' ' || "=-*_+".contains(c))
        }
        None => true,
        Some(_) => false,
    };
    let start = line.len() - line.trim_start().len();
    let digits = (line.trim_start().chars())
        .take_while(char::is_ascii_digit)
        .count();
    let (before, rest) = line.split_at(start + digits);
    match !is_text && rest.starts_with(|c: char| c.is_ascii_punctuation()) {
        true => format!("{before}\\{rest}"),
        false => line.to_owned(),
    }
}
