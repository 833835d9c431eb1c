//! Numbers: their values and how they are written.

use crate::languages::{Numbers, Profile, Words};

use super::super::Language;
use super::digits::{digits, in_digits_of};

fn numbers(language: &Language) -> &'static Numbers {
    &Profile::of(language.primary()).numbers
}

/// Whether `language` is the language of one of `regions` and of nothing more special: `de-CH`.
fn is_in(language: &Language, regions: Words) -> bool {
    let region = language.as_str().split_once('-');
    region.is_some_and(|(_, region)| regions.contains(region))
}

/// Whether a space between digits groups them in `language`.
pub(super) fn groups_with_spaces(language: &Language) -> bool {
    numbers(language).groups_with_spaces
}

fn decimal_point(language: &Language) -> bool {
    let numbers = numbers(language);
    numbers.decimal_point || is_in(language, numbers.decimal_point_in)
}

/// A number as it is written.
#[derive(Debug, PartialEq, Eq)]
struct Written {
    /// In ASCII digits, without separators.
    whole: String,
    fraction: Option<String>,
    /// What groups its digits.
    group: Option<char>,
    /// What is before its fraction.
    decimal: Option<char>,
}

/// What `text` is worth: ASCII digits with a point before the fraction, without leading zeros; `None`
/// if it is no one number, as `1.2.3`.
pub(super) fn value(text: &str, language: &Language) -> Option<String> {
    let written = read(text, language)?;
    let whole = written.whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(match &written.fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole.to_owned(),
    })
}

fn read(text: &str, language: &Language) -> Option<Written> {
    let plain = digits(text);
    let marks: Vec<(usize, char)> = plain
        .char_indices()
        .filter(|(_, c)| !c.is_ascii_digit())
        .collect();
    let decimal_at = decimal_mark(&plain, &marks, language)?;
    let (whole, fraction) = match decimal_at {
        Some((at, mark)) => (&plain[..at], Some(plain[at + mark.len_utf8()..].to_owned())),
        None => (&plain[..], None),
    };
    let group = whole.chars().find(|c| !c.is_ascii_digit());
    if let Some(group) = group {
        let parts: Vec<&str> = whole.split(group).collect();
        let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
        let (first, rest) = parts.split_first()?;
        let (last, middle) = rest.split_last()?;
        let fits = |part: &&str| part.len() == 3 || part.len() == 2;
        if !parts.iter().all(digits)
            || first.len() > 3
            || last.len() != 3
            || !middle.iter().all(fits)
        {
            return None;
        }
    }
    Some(Written {
        whole: whole.chars().filter(char::is_ascii_digit).collect(),
        fraction,
        group,
        decimal: decimal_at.map(|(_, mark)| mark),
    })
}

/// Which of the marks is before the fraction, if any does; the outer none if that makes no
/// number.
fn decimal_mark(
    plain: &str,
    marks: &[(usize, char)],
    language: &Language,
) -> Option<Option<(usize, char)>> {
    let Some(&(at, last)) = marks.last() else {
        return Some(None);
    };
    let of_last = marks.iter().filter(|mark| mark.1 == last).count();
    let kinds = marks.len() - of_last;
    match last {
        '.' | ',' if of_last == 1 && kinds > 0 => Some(Some((at, last))),
        '.' | ',' if of_last == 1 => {
            let is_decimal = (last == '.') == decimal_point(language);
            let three =
                plain.len() - at - 1 == 3 && (1..=3).contains(&at) && !plain.starts_with('0');
            Some((is_decimal || !three).then_some((at, last)))
        }
        '٫' => (of_last == 1).then_some(Some((at, last))),
        // Groups alone.
        _ => (kinds == 0).then_some(None),
    }
}

/// `value` as `model`, a number in `language`, would be written. `like` is how it is written where
/// it comes from: it decides whether thousands are grouped where `model` is too small to tell.
pub(super) fn write(value: &str, like: &str, model: &str, language: &Language) -> Option<String> {
    let shape = read(model, language)?;
    let plain = digits(like);
    let (whole, fraction) = match value.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (value, None),
    };
    // A zero at the front, as of a month, is kept.
    let zeros = plain.len() - plain.trim_start_matches('0').len();
    let whole = match zeros > 0 && fraction.is_none() && whole != "0" {
        true => format!("{}{whole}", "0".repeat(zeros)),
        false => whole.to_owned(),
    };
    let other_digits = !model.contains(|c: char| c.is_ascii_digit());
    let arabic = other_digits && model.contains(|c| matches!(c, '٠'..='٩' | '۰'..='۹'));
    let numbers = numbers(language);
    let group = match shape.group {
        Some(group) => Some(group),
        None if shape.whole.len() >= 4 => None,
        None if plain.chars().all(|c| c.is_ascii_digit()) => None,
        None if whole.len() == 4 && numbers.groups_from_five_digits => None,
        None if arabic => Some('٬'),
        None if is_in(language, numbers.apostrophe_in) => Some('’'),
        None if groups_with_spaces(language) => Some('\u{202F}'),
        None if decimal_point(language) => Some(','),
        None => Some('.'),
    };
    // `like` has a mark, but it may be that of its fraction.
    let grouped = shape.group.is_some() || is_grouped(like);
    let decimal = match shape.decimal {
        Some(mark) => mark,
        None if arabic => '٫',
        None if decimal_point(language) => '.',
        None => ',',
    };
    let mut out = match group.filter(|_| grouped) {
        Some(group) => in_groups(&whole, group, numbers.groups_by_lakh),
        None => whole,
    };
    if let Some(fraction) = fraction {
        out.push(decimal);
        out.push_str(fraction);
    }
    Some(in_digits_of(&out, model))
}

/// Whether there are at least two marks, or the only one has just groups of three digits after it.
fn is_grouped(text: &str) -> bool {
    let plain = digits(text);
    let parts: Vec<&str> = plain.split(|c: char| !c.is_ascii_digit()).collect();
    parts.len() > 2 || (parts.len() == 2 && parts[1].len() == 3 && parts[0].len() <= 3)
}

fn in_groups(whole: &str, group: char, indian: bool) -> String {
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        let boundary = match indian {
            true => left == 3 || (left > 3 && left % 2 == 1),
            false => left.is_multiple_of(3),
        };
        if at > 0 && boundary {
            out.push(group);
        }
        out.push(digit);
    }
    out
}
