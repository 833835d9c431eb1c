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

/// A pattern at the start of a text, which is one of several.
fn any_of(patterns: &[&str]) -> Regex {
    let alternatives = format!("^(?:{})", patterns.join("|"));
    // The patterns are constants of this folder, and tests compile every one of them.
    Regex::new(&alternatives).unwrap_or_else(|error| unreachable!("{error}"))
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
