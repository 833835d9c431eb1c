//! The parts of news copy that are set off without a full stop: datelines, inline headings, bylines, timestamps,
//! captions and trailers.
//!
//! Patterns over the letters of all scripts take milliseconds to compile, more than a whole article
//! takes to segment. So each is asked only where a look at a few characters leaves it possible, and
//! most texts compile none.

mod datelines;
mod headings;
mod labels;

pub(super) use datelines::{DATELINE_WITHIN, dateline, inner_dateline};
pub(super) use headings::{has_gap, inline_headings};
pub(super) use labels::{is_caption, mark_bylines_and_trailers};

use regex::Regex;

use crate::languages::{Phrases, Profile};
use crate::text::is_spaceless;

/// A pattern at the start of a text, which is one of several.
fn any_of(patterns: &[&str]) -> Regex {
    pattern(&format!("^(?:{})", patterns.join("|")))
}

fn pattern(pattern: &str) -> Regex {
    // The patterns are constants of this folder with words of the language data, and tests compile every one of them.
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("{error}"))
}

/// The phrases of a list in all languages: an article may have lines in another language.
fn phrases(list: fn(&Profile) -> Phrases) -> impl Iterator<Item = &'static str> {
    Profile::all().flat_map(move |profile| list(profile).iter())
}

/// Words as alternatives of a pattern.
fn alternatives<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(regex::escape).collect();
    words.join("|")
}

/// The phrases of a list in all languages as alternatives of a pattern, by the way their script is written.
struct Alternatives {
    /// In scripts without spaces.
    spaceless: String,
    /// In Arabic script.
    arabic: String,
    /// In all others.
    spaced: String,
}

impl Alternatives {
    fn new(list: fn(&Profile) -> Phrases) -> Self {
        let starting = |is_in: fn(char) -> bool| {
            alternatives(phrases(list).filter(|phrase| phrase.starts_with(is_in)))
        };
        Alternatives {
            spaceless: starting(is_spaceless),
            arabic: starting(is_arabic),
            spaced: starting(|c| !is_spaceless(c) && !is_arabic(c)),
        }
    }
}

fn is_arabic(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{870}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{200c}'
    )
}

fn ends_with_stop(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', '」', '』', '）']);
    bare.ends_with([
        '.', '!', '?', '…', ':', '。', '！', '？', '：', '؟', '۔', '।',
    ])
}

/// The first `length` bytes of `text`, or a few less: a whole number of characters.
fn head(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}
