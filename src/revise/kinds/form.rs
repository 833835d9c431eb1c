//! Changes of form only: white space, quotation marks, punctuation, case, letters.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::text::search_form;

use super::EditClass;

type Fold = fn(&str) -> String;

/// What each class of form takes for the same, in the order in which they are folded.
const FOLDS: [(EditClass, Fold); 5] = [
    (EditClass::Whitespace, without_white_space),
    (EditClass::QuoteStyle, with_plain_quotes),
    (EditClass::Punctuation, without_punctuation),
    (EditClass::Letters, with_common_letters),
    (EditClass::Case, lower),
];

/// The classes of form that together make up the whole difference between `old` and `new`; `None` if words differ.
///
/// A class is one of them if the texts would differ without its fold.
pub(super) fn classes(old: &str, new: &str) -> Option<Vec<EditClass>> {
    if have_other_ascii_words(old, new) {
        return None;
    }
    let equal_without = |left_out: Option<usize>| {
        let folded = |text: &str| {
            let folds = FOLDS
                .iter()
                .enumerate()
                .filter(|(at, _)| Some(*at) != left_out);
            folds
                .fold(Cow::Borrowed(text), |text, (_, (_, fold))| {
                    Cow::Owned(fold(&text))
                })
                .into_owned()
        };
        folded(old) == folded(new)
    };
    if !equal_without(None) {
        // Marks put around words or taken away are punctuation; an apostrophe is spelling.
        let (a, b) = (without_quotes(old), without_quotes(new));
        if a.len() == old.len() && b.len() == new.len() {
            return None;
        }
        let mut others = classes(&a, &b)?;
        if !others.contains(&EditClass::Punctuation) {
            others.insert(0, EditClass::Punctuation);
        }
        return Some(others);
    }
    let needed = |at: &usize| !equal_without(Some(*at));
    let classes: Vec<_> = (0..FOLDS.len())
        .filter(needed)
        .map(|at| FOLDS[at].0)
        .collect();
    if classes.is_empty() && old != new {
        // Characters that nobody sees are dropped by more than one fold.
        return Some(vec![EditClass::Letters]);
    }
    Some(classes)
}

/// Whether both are ASCII and differ in a letter or digit: no fold makes them the same. It is what
/// nearly all edits are asked first, and costs nothing.
fn have_other_ascii_words(old: &str, new: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = u8> {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        letters.map(|byte| byte.to_ascii_lowercase())
    }
    old.is_ascii() && new.is_ascii() && !letters(old).eq(letters(new))
}

/// Whether the two differ at most in accents and the like: what readers take for the same word.
pub(super) fn same_but_for_accents(old: &str, new: &str) -> bool {
    search_form(old) == search_form(new)
}

fn without_white_space(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{200b}')
        .collect()
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
            | '＇'
    )
}

/// The text without quotation marks, but for those between letters.
fn without_quotes(text: &str) -> String {
    let mut before_is_letter = false;
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next();
        let inside = before_is_letter && after.is_some_and(char::is_alphanumeric);
        before_is_letter = c.is_alphanumeric();
        if !is_quote(c) || inside {
            out.push(c);
        }
    }
    out
}

fn with_plain_quotes(text: &str) -> String {
    // A pair of primes and a pair of commas are typed for marks.
    text.chars()
        .map(|c| if is_quote(c) { '"' } else { c })
        .collect()
}

fn without_punctuation(text: &str) -> String {
    text.chars().filter(|&c| !is_punctuation(c)).collect()
}

/// Punctuation, but for quotation marks (here made plain), which have a class of their own, and for
/// signs that are read as words.
pub(super) fn is_punctuation(c: char) -> bool {
    let part_of_words = c.is_alphanumeric() || is_mark(c) || is_symbol(c);
    !part_of_words && !c.is_whitespace() && !is_quote(c)
}

/// Combining marks and joiners, which belong to letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
        || (!c.is_ascii() && unicode_normalization::char::is_combining_mark(c))
}

/// Signs that are read as words.
fn is_symbol(c: char) -> bool {
    matches!(
        c,
        '%' | '‰'
            | '$'
            | '€'
            | '£'
            | '¥'
            | '₹'
            | '+'
            | '='
            | '<'
            | '>'
            | '&'
            | '@'
            | '#'
            | '°'
            | '§'
    )
}

/// Canonical equivalents, Arabic and Persian forms of a letter, vowel marks, joiners, the digits of
/// other scripts: the letters of search form, Latin accents and case left as they are.
fn with_common_letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        if c.is_ascii() || matches!(c as u32, 0xA0..=0x52F | 0x1E00..=0x1FFF) {
            out.push(c);
        } else {
            out.push_str(&search_form(c.encode_utf8(&mut [0; 4])));
        }
    }
    out
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::EditClass::*;
    use super::*;

    #[test]
    fn form_is_told_from_words() {
        for (old, new, expected) in [
            ("a  b", "a\u{a0}b", &[Whitespace][..]),
            ("“yes”", "«yes»", &[QuoteStyle]),
            ("\"yes\"", "「yes」", &[QuoteStyle]),
            ("yes,", "yes;", &[Punctuation]),
            ("so-called", "so-called”", &[Punctuation]),
            ("Yes", "“yes”", &[Punctuation, Case]),
            ("1–2", "1-2", &[Punctuation]),
            ("The", "the", &[Case]),
            ("The,", "the", &[Punctuation, Case]),
            ("كتابي", "کتابی", &[Letters]),
            ("می\u{200c}رود", "میرود", &[Letters]),
            ("cafe\u{301}", "café", &[Letters]),
            ("۱۲", "12", &[Letters]),
            ("开通，", "开通。", &[Punctuation]),
            ("“Yes”,", "\"yes\"", &[QuoteStyle, Punctuation, Case]),
        ] {
            assert_eq!(classes(old, new).as_deref(), Some(expected), "{old} {new}");
        }
        for (old, new) in [
            ("cafe", "café"),
            ("10 %", "10"),
            ("it", "is"),
            ("สะพาน", "สะพาย"),
        ] {
            assert_eq!(classes(old, new), None, "{old} {new}");
        }
        assert!(same_but_for_accents("cafe", "café"));
    }
}
