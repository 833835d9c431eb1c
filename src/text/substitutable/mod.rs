//! Substitutable parts of a text, which can be replaced without changing other words: numbers, dates, times, addresses
//! and inline codes.

mod date;
mod digits;
mod number;

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use digits::{digits, in_digits_of};

use super::{Language, Span, is_spaceless};

/// The kinds of substitutable parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SubstitutableKind {
    /// `1,234.5`, `12`, `۱۲۳`; without a sign, unit or currency, which are words or marks beside it.
    Number,
    /// A date in digits: `2024-05-12`, `12/05/2024`. Of one with a month's name the numbers are
    /// recognised, and the name is a word.
    Date,
    /// `14:30`, `14:30:05`.
    Time,
    /// `1.12.3`.
    Version,
    /// `https://example.org/a`, `www.example.org`.
    Url,
    /// `somebody@example.org`.
    Email,
    /// U+FFFC.
    Code,
}

impl SubstitutableKind {
    /// The plural name: `numbers`, `e-mail addresses`.
    pub fn plural(self) -> &'static str {
        match self {
            SubstitutableKind::Number => "numbers",
            SubstitutableKind::Date => "dates",
            SubstitutableKind::Time => "times",
            SubstitutableKind::Version => "version numbers",
            SubstitutableKind::Url => "URLs",
            SubstitutableKind::Email => "e-mail addresses",
            SubstitutableKind::Code => "inline codes",
        }
    }
}

/// A number, date, time, address or inline code in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitutable {
    /// Its span, in bytes.
    pub span: Span,
    /// The kind.
    pub kind: SubstitutableKind,
    /// Its value, whatever the script of its digits and its separators: `1234.5`, `2024-05-12`, `14:30`; addresses
    /// unchanged. `None` for a date that may be read in two ways (`05/12/2024` in `en`).
    pub value: Option<String>,
}

/// Finds the substitutable parts of `text`, in order. `language` decides what a point, a comma and a space between
/// digits mean, and the order of a date.
///
/// Digits that follow a letter (`A4`, `v2`) are part of its word.
///
/// ```
/// use recto::text::{Language, substitutables};
/// let fr = Language::parse("fr").unwrap();
/// let found = substitutables("Le 3/4/2025, 18,6 millions à 14:30.", &fr);
/// let values: Vec<&str> = found.iter().filter_map(|f| f.value.as_deref()).collect();
/// assert_eq!(values, ["2025-04-03", "18.6", "14:30"]);
/// ```
pub fn substitutables(text: &str, language: &Language) -> Vec<Substitutable> {
    let mut found = Vec::new();
    if !may_have_some(text) {
        return found;
    }
    let rules = match number::groups_with_spaces(language) {
        true => &*WITH_SPACES,
        false => &*WITHOUT_SPACES,
    };
    let mut at = 0;
    while let Some(captures) = rules.captures_at(text, at) {
        let Some(whole) = captures.get(0) else { break };
        let group = (1..captures.len()).find(|&group| captures.get(group).is_some());
        let end = match group {
            Some(URL) => whole.start() + without_closing(whole.as_str()).len(),
            _ => whole.end(),
        };
        let span = Span::new(whole.start(), end);
        let item = match group {
            Some(URL | EMAIL) => Some((
                if group == Some(URL) {
                    SubstitutableKind::Url
                } else {
                    SubstitutableKind::Email
                },
                Some(span.of(text).to_owned()),
            )),
            Some(CODE_GROUP) => Some((SubstitutableKind::Code, Some(String::new()))),
            _ if follows_letter(text, span.start) => None,
            Some(DATE) => {
                date::value(span.of(text), language).map(|v| (SubstitutableKind::Date, v))
            }
            Some(TIME) => date::time(span.of(text)).map(|v| (SubstitutableKind::Time, Some(v))),
            _ => Some(match number::value(span.of(text), language) {
                Some(value) => (SubstitutableKind::Number, Some(value)),
                None => (SubstitutableKind::Version, Some(digits(span.of(text)))),
            }),
        };
        match item {
            Some((kind, value)) => {
                found.push(Substitutable { span, kind, value });
                at = end;
            }
            // `99/99/2024` and `75:80` are numbers with marks between them.
            None if matches!(group, Some(DATE | TIME)) && !follows_letter(text, span.start) => {
                let length = text[span.start..].find(|c: char| !c.is_numeric());
                let end = length.map_or(end, |length| span.start + length);
                let span = Span::new(span.start, end);
                found.push(Substitutable {
                    span,
                    kind: SubstitutableKind::Number,
                    value: number::value(span.of(text), language),
                });
                at = end;
            }
            None => at = end,
        }
    }
    found
}

/// Writes `value` (as in [`Substitutable::value`]) the way `model`, one of the same kind in `language`, is written:
/// with its digits and separators. `like` is how it is written where it comes from. Returns `None` if that is
/// impossible.
///
/// ```
/// use recto::text::{Language, rewrite, substitutables};
/// let [en, de] = ["en", "de"].map(|tag| Language::parse(tag).unwrap());
/// let new = substitutables("It cost 2,345.60.", &en).remove(0);
/// let model = substitutables("Es kostete 1.200,5.", &de).remove(0);
/// assert_eq!(rewrite(&new, "2,345.60", &model, "1.200,5", &de).unwrap(), "2.345,60");
/// ```
pub fn rewrite(
    new: &Substitutable,
    like: &str,
    model: &Substitutable,
    model_text: &str,
    language: &Language,
) -> Option<String> {
    if new.kind != model.kind {
        return None;
    }
    match new.kind {
        SubstitutableKind::Number => {
            number::write(new.value.as_deref()?, like, model_text, language)
        }
        SubstitutableKind::Date => date::write(new.value.as_deref()?, model_text, language),
        SubstitutableKind::Time | SubstitutableKind::Version => {
            Some(in_digits_of(&digits(like), model_text))
        }
        SubstitutableKind::Url | SubstitutableKind::Email | SubstitutableKind::Code => {
            Some(like.to_owned())
        }
    }
}

const URL: usize = 1;
const EMAIL: usize = 2;
const CODE_GROUP: usize = 3;
const DATE: usize = 4;
const TIME: usize = 5;

static WITHOUT_SPACES: LazyLock<Regex> = LazyLock::new(|| rules(""));
static WITH_SPACES: LazyLock<Regex> = LazyLock::new(|| rules(" "));

/// What begins and how far it goes; `space` are further characters that group digits.
#[allow(clippy::expect_used)] // the pattern is a constant, and tested
fn rules(space: &str) -> Regex {
    Regex::new(&format!(
        r#"(?x)
        ( (?i: https? | ftp ) :// [^\s<>"«»“”，。、；）」』]+ | (?i: www ) \. [^\s<>"«»“”，。、；）」』]+ )
        | ( [\w.+%-]+ @ [\w-]+ (?: \. [\w-]+ )+ )
        | ( \x{{FFFC}} )
        | ( \d{{4}} [-/.] \d{{1,2}} [-/.] \d{{1,2}} \b | \d{{1,2}} [-/.] \d{{1,2}} [-/.] \d{{4}} \b )
        | ( \d{{1,2}} : \d{{2}} (?: : \d{{2}} )? \b )
        | \d{{1,3}} (?: [\x{{A0}}\x{{202F}}\x{{2009}}{space}] \d{{3}} )+ (?: [.,٫] \d+ )? \b
        | \d+ (?: [.,٫٬'’] \d+ )*
        "#,
        space = space.replace(' ', r"\x{20}"),
    ))
    .expect("the pattern of substitutable things")
}

/// Whether a look at each byte leaves room for something substitutable.
fn may_have_some(text: &str) -> bool {
    // Digits of other scripts and U+FFFC are not ASCII.
    let bytes = text.as_bytes();
    bytes
        .iter()
        .any(|b| b.is_ascii_digit() || *b == b'@' || !b.is_ascii())
        || memchr::memmem::find(bytes, b"://").is_some()
        || memchr::memmem::find(bytes, b"www.").is_some()
        || memchr::memmem::find(bytes, b"WWW.").is_some()
}

/// Whether a letter that is written together with what follows is before `at`.
fn follows_letter(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_some_and(|c| (c.is_alphabetic() && !is_spaceless(c)) || c == '_')
}

/// An address without the punctuation of the sentence that it is in.
fn without_closing(url: &str) -> &str {
    let mut url = url;
    while let Some(last) = url.chars().next_back() {
        let opens =
            |close, open| last == close && url.matches(open).count() < url.matches(close).count();
        if matches!(
            last,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '،' | '؛' | '؟' | '۔'
        ) || opens(')', '(')
            || opens(']', '[')
        {
            url = &url[..url.len() - last.len_utf8()];
        } else {
            break;
        }
    }
    url
}

#[cfg(test)]
mod tests;
