//! The tokens of mteval-v13a, in one pass.
//!
//! The rules are substitutions, each of which goes over the whole text after the one before it: spaces
//! around ASCII punctuation; around points and commas that follow no digit, and that precede none; and
//! around hyphens after a digit. As none sees farther than the next character, what is between
//! white space and punctuation is cut for itself.

use super::white_space::is_white_space;

/// What a byte is to the rules.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ByteKind {
    /// Part of a token.
    Plain,
    /// A token for itself.
    Punctuation,
    White,
    /// Cut off by what is beside it.
    Special,
    /// The first byte of characters some of which are white space.
    PerhapsWhite,
}

const KINDS: [ByteKind; 256] = kinds();

const fn kinds() -> [ByteKind; 256] {
    let mut kinds = [ByteKind::Plain; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b' ' | b'\t'..=b'\r' | 0x1c..=0x1f => ByteKind::White,
            b'!'..=b'&' | b'('..=b'+' | b'/' | b':'..=b'@' | b'['..=b'`' | b'{'..=b'~' => {
                ByteKind::Punctuation
            }
            b'.' | b',' | b'-' => ByteKind::Special,
            0xc2 | 0xe1..=0xe3 => ByteKind::PerhapsWhite,
            _ => ByteKind::Plain,
        };
        byte += 1;
    }
    kinds
}

/// Hands on the tokens of `text`. At its ends there is white space, or nothing at all: that is
/// something else to the rules.
pub(super) fn each_token<'a>(text: &'a str, white_ends: bool, mut each: impl FnMut(&'a str)) {
    let bytes = text.as_bytes();
    let mut cuts = Vec::new();
    let (mut start, mut special) = (0, false);
    let mut at = 0;
    while at < bytes.len() {
        let mut length = 1;
        let kind = match KINDS[usize::from(bytes[at])] {
            ByteKind::PerhapsWhite => {
                let c = text[at..].chars().next().unwrap_or_default();
                length = c.len_utf8();
                match is_white_space(c) {
                    true => ByteKind::White,
                    false => ByteKind::Plain,
                }
            }
            kind => kind,
        };
        match kind {
            ByteKind::Special => special = true,
            ByteKind::White | ByteKind::Punctuation => {
                let ends = (start > 0 || white_ends, true);
                piece(&text[start..at], special, ends, &mut cuts, &mut each);
                if kind == ByteKind::Punctuation {
                    each(&text[at..at + length]);
                }
                (start, special) = (at + length, false);
            }
            _ => {}
        }
        at += length;
    }
    let ends = (start > 0 || white_ends, white_ends);
    piece(&text[start..], special, ends, &mut cuts, &mut each);
}

/// Hands on the tokens of `text`, which has neither white space nor other punctuation than points,
/// commas and hyphens, and has white space before it and after it or not.
fn piece<'a>(
    text: &'a str,
    special: bool,
    (before, after): (bool, bool),
    cuts: &mut Vec<bool>,
    each: &mut impl FnMut(&'a str),
) {
    if text.is_empty() {
        return;
    }
    if !special {
        return each(text);
    }
    let bytes = text.as_bytes();
    let length = bytes.len();
    let point = |byte: u8| byte == b'.' || byte == b',';
    // Whether there is a space before the byte.
    cuts.clear();
    cuts.resize(length + 1, false);
    let mut cut = |at: usize| (cuts[at], cuts[at + 1]) = (true, true);
    // Pairs of characters that fit have none in common.
    let mut at = usize::from(!before);
    while at < length {
        let follows_digit = at > 0 && bytes[at - 1].is_ascii_digit();
        let fits = !follows_digit && point(bytes[at]);
        if fits {
            cut(at);
        }
        at += 1 + usize::from(fits);
    }
    at = 0;
    while at < length {
        let apart = cuts[at + 1] || (at + 1 == length && after);
        let other = bytes.get(at + 1).is_some_and(|next| !next.is_ascii_digit());
        let fits = point(bytes[at]) && (apart || other);
        if fits {
            (cuts[at], cuts[at + 1]) = (true, true);
        }
        at += 1 + usize::from(fits && !apart);
    }
    for at in 1..length {
        if bytes[at] == b'-' && bytes[at - 1].is_ascii_digit() && !cuts[at] {
            (cuts[at], cuts[at + 1]) = (true, true);
        }
    }
    let mut start = 0;
    for end in 1..=length {
        if end == length || cuts[end] {
            each(&text[start..end]);
            start = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::super::white_space::words;
    use super::*;

    /// The rules as mteval-v13a has them.
    fn substituted(text: &str) -> String {
        let rules = [
            (r"([\{-~\[-` -&\(-\+:-@/])", " $1 "),
            (r"([^0-9])([.,])", "$1 $2 "),
            (r"([.,])([^0-9])", " $1 $2"),
            (r"([0-9])(-)", "$1 $2 "),
        ];
        let mut text = text.to_owned();
        for (rule, with) in rules {
            let rule = Regex::new(rule).unwrap();
            text = rule.replace_all(&text, with).into_owned();
        }
        text
    }

    fn tokens(text: &str, white_ends: bool) -> Vec<&str> {
        let mut tokens = Vec::new();
        each_token(text, white_ends, |token| tokens.push(token));
        tokens
    }

    proptest! {
        #[test]
        fn tokens_are_those_of_the_substitutions(text in "([a1.,\\-]|[(' é\u{a0}大\t\u{3000}\u{1f}]){0,16}") {
            let padded = substituted(&format!(" {text} "));
            prop_assert_eq!(tokens(&text, true), words(&padded).collect::<Vec<_>>());
            let alone = substituted(&text);
            prop_assert_eq!(tokens(&text, false), words(&alone).collect::<Vec<_>>());
        }
    }
}
