//! The tokenizers of BLEU: those of sacreBLEU (Post 2018), most of which come from NIST's mteval scripts.
//!
//! The rules of mteval are substitutions that each go over the whole text and do not see what they
//! have put in: those of v14 are done one after the other here as well.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use memchr::memchr3;
use thiserror::Error;

use super::categories::{Category, category};
use super::western;
use super::white_space::{is_white_space, words};

/// A way to split a text into tokens, for [`Bleu`](super::Bleu).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tokenizer {
    /// Punctuation of ASCII apart, but not points and commas between digits: mteval-v13a, what the
    /// field compares with.
    #[default]
    V13a,
    /// Punctuation and symbols of all scripts apart, but not punctuation between digits: mteval-v14.
    International,
    /// Chinese characters and punctuation one by one, the rest as [`Tokenizer::V13a`] has it.
    Chinese,
    /// Each character for itself.
    Character,
    /// At white space only.
    None,
}

/// All tokenizers with their names.
const NAMES: [(&str, Tokenizer); 5] = [
    ("13a", Tokenizer::V13a),
    ("intl", Tokenizer::International),
    ("zh", Tokenizer::Chinese),
    ("char", Tokenizer::Character),
    ("none", Tokenizer::None),
];

/// The error for an unknown name of a tokenizer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no tokenizer {0:?}; there are 13a, intl, zh, char and none")]
pub struct TokenizerError(String);

impl FromStr for Tokenizer {
    type Err = TokenizerError;

    fn from_str(name: &str) -> Result<Self, TokenizerError> {
        let found = NAMES.iter().find(|(known, _)| *known == name);
        found
            .map(|&(_, tokenizer)| tokenizer)
            .ok_or_else(|| TokenizerError(name.to_owned()))
    }
}

impl fmt::Display for Tokenizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = NAMES.iter().find(|(_, tokenizer)| tokenizer == self);
        f.write_str(found.map_or("", |(name, _)| name))
    }
}

impl Tokenizer {
    /// `text` as its tokens are cut from it.
    pub(super) fn prepared<'a>(self, text: &'a str) -> Cow<'a, str> {
        let text = text.trim_end_matches(is_white_space);
        match self {
            Tokenizer::V13a => unescaped(text),
            Tokenizer::International => Cow::Owned(international(text)),
            Tokenizer::Chinese => Cow::Owned(chinese_apart(text)),
            Tokenizer::Character => {
                let characters = text.chars().flat_map(|c| [c, ' ']);
                Cow::Owned(characters.collect())
            }
            Tokenizer::None => Cow::Borrowed(text),
        }
    }

    /// Hands on the tokens of a text that is [prepared](Tokenizer::prepared).
    pub(super) fn each_token<'a>(self, prepared: &'a str, mut each: impl FnMut(&'a str)) {
        match self {
            Tokenizer::V13a => western::each_token(prepared, true, each),
            Tokenizer::Chinese => western::each_token(prepared, false, each),
            _ => words(prepared).for_each(&mut each),
        }
    }
}

/// `text` in one line, without the marks and entities of SGML.
fn unescaped(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if memchr3(b'<', b'&', b'\n', text.as_bytes()).is_none() {
        return text;
    }
    for (from, to) in [
        ("<skipped>", ""),
        ("-\n", ""),
        ("\n", " "),
        ("&quot;", "\""),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
    ] {
        if text.contains(from) {
            text = Cow::Owned(text.replace(from, to));
        }
    }
    text
}

/// The character of a pair that gets spaces around it.
#[derive(Clone, Copy)]
enum SpacedSide {
    First,
    Second,
}

/// Spaces around one of each two characters that fit, from the left, each in one pair at most.
fn apart(text: &[char], of: SpacedSide, fits: impl Fn(char, char) -> bool) -> Vec<char> {
    let space = ' ';
    let mut spaced = Vec::with_capacity(text.len() + text.len() / 4);
    let mut rest = text;
    while let Some(at) = rest.windows(2).position(|pair| fits(pair[0], pair[1])) {
        let (before, pair) = rest.split_at(at);
        spaced.extend_from_slice(before);
        spaced.extend_from_slice(&match of {
            SpacedSide::First => [space, pair[0], space, pair[1]],
            SpacedSide::Second => [pair[0], space, pair[1], space],
        });
        rest = &pair[2..];
    }
    spaced.extend_from_slice(rest);
    spaced
}

/// Spaces around punctuation that is not between digits, and around symbols, by their categories
/// in Unicode.
fn international(text: &str) -> String {
    let punctuation = |c| category(c) == Category::Punctuation;
    let number = |c| category(c) == Category::Number;
    let characters: Vec<char> = text.chars().collect();
    let characters = apart(&characters, SpacedSide::Second, |a, b| {
        !number(a) && punctuation(b)
    });
    let characters = apart(&characters, SpacedSide::First, |a, b| {
        punctuation(a) && !number(b)
    });
    let mut spaced = String::with_capacity(text.len() * 2);
    for c in characters {
        if category(c) == Category::Symbol {
            spaced.extend([' ', c, ' ']);
        } else {
            spaced.push(c);
        }
    }
    spaced
}

/// Spaces around what sacreBLEU takes for Chinese.
fn chinese_apart(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() * 2);
    for c in text.trim_matches(is_white_space).chars() {
        if is_chinese(c) {
            spaced.extend([' ', c, ' ']);
        } else {
            spaced.push(c);
        }
    }
    spaced
}

/// Its ranges as they work there: two that were meant for the planes beyond the first one come out
/// as U+2001 to U+2A6D and U+2F81 to U+2FA1, so dashes, quotes and arrows are apart as well, and
/// the ideographs of those planes are not.
fn is_chinese(c: char) -> bool {
    matches!(
        c,
        '\u{2001}'..='\u{2a6d}'
            | '\u{2e80}'..='\u{2fdf}'
            | '\u{2ff0}'..='\u{303f}'
            | '\u{3100}'..='\u{312f}'
            | '\u{31a0}'..='\u{31bf}'
            | '\u{31c0}'..='\u{31ef}'
            | '\u{3200}'..='\u{4db5}'
            | '\u{4e00}'..='\u{9fbb}'
            | '\u{f900}'..='\u{fa2d}'
            | '\u{fa30}'..='\u{fa6a}'
            | '\u{fa70}'..='\u{fad9}'
            | '\u{fe10}'..='\u{fe1f}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ffef}'
    )
}
