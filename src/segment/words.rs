//! The words beside a terminator, as far as they tell whether a sentence ends.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::text::is_spaceless;

use super::chars::{
    Stop, is_caseless, is_closing, is_continuation, is_dash, is_format, is_markup, is_opening,
    is_quote, stop_of,
};

/// Maximum length, in bytes, of a word that is examined before a full stop.
const MAX_WORD_BYTES: usize = 64;

/// Number of characters that are examined after a terminator. Anything longer is no opening of a sentence, and would
/// cost its square.
const LOOK_AHEAD: usize = 48;

/// The word at the end of `left`, without quotation marks and brackets before it, and what stands
/// before it.
pub(super) fn last_word(left: &str) -> (&str, &str) {
    let mut start = left.len();
    for (at, c) in left.char_indices().rev() {
        if left.len() - at > MAX_WORD_BYTES
            || c.is_whitespace()
            || is_opening(c)
            || is_spaceless(c)
            || (c == '"' && !left[..at].ends_with(char::is_alphabetic))
            || is_closing(c)
            || is_continuation(c)
            || stop_of(c).is_some_and(|stop| stop >= Stop::Exclaim)
            || matches!(c, '“' | '”' | '«' | '»' | '—' | '–' | '/' | '*' | '_')
        {
            break;
        }
        start = at;
    }
    let word = &left[start..];
    // A layout mark in the word (`د\u{202a}`) is no part of it.
    let bare = word.trim_start_matches(|c| is_format(c) || matches!(c, '\'' | '‘'));
    (
        &left[..left.len() - bare.len()],
        bare.trim_end_matches(is_format),
    )
}

/// Calls `look` with `word` in lower case, without an allocation for the usual short words.
pub(super) fn with_lower<T>(word: &str, look: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0u8; 24];
    match buffer.get_mut(..word.len()) {
        Some(copy) if word.is_ascii() => {
            copy.copy_from_slice(word.as_bytes());
            copy.make_ascii_lowercase();
            look(std::str::from_utf8(copy).unwrap_or(word))
        }
        _ => look(&lower(word)),
    }
}

/// `word` in lower case.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// The text after a terminator and its white space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Next<'a> {
    /// The first word, without marks before it; empty if there is none near.
    pub word: &'a str,
    /// Its first character.
    pub first: Option<char>,
    /// Whether a dash is before it.
    pub dash: bool,
    /// Whether an opening quotation mark or bracket is before it.
    pub opens: bool,
    /// What is behind the word.
    pub rest: &'a str,
}

impl<'a> Next<'a> {
    /// Reads the start of `right`.
    pub(super) fn new(right: &'a str) -> Self {
        let mut next = Next {
            word: "",
            first: None,
            dash: false,
            opens: false,
            rest: right,
        };
        for (at, c) in right.char_indices().take(LOOK_AHEAD) {
            if c.is_alphanumeric() {
                next.first = Some(c);
                let word = &right[at..];
                let end = word
                    .char_indices()
                    .take(MAX_WORD_BYTES)
                    .find(|&(_, c)| {
                        let inside = c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{200c}');
                        !inside && !is_mark(c)
                    })
                    .map_or(word.len().min(floor(word, MAX_WORD_BYTES)), |(end, _)| end);
                next.word = &word[..end];
                next.rest = &word[end..];
                break;
            }
            if is_dash(c) {
                next.dash = true;
            } else if is_opening(c) || is_quote(c) {
                next.opens = true;
            } else if stop_of(c).is_some()
                || is_closing(c)
                || !(c.is_whitespace() || is_format(c) || is_markup(c) || is_symbol(c))
            {
                break;
            }
        }
        next
    }

    pub(super) fn is_lower(&self) -> bool {
        self.first.is_some_and(char::is_lowercase) && !self.is_address()
    }

    /// `info@example.org`, `www.example.org`: may open a sentence in lower case.
    fn is_address(&self) -> bool {
        self.rest.starts_with('@') || self.rest.starts_with("://") || self.word == "www"
    }

    /// The same, but of `’s Avonds` the word behind the apostrophe's, which is one of `clitics`.
    pub(super) fn behind_clitic(self, clitics: &HashSet<&str>) -> Self {
        let clitic = self.opens && clitics.contains(self.word);
        if !clitic {
            return self;
        }
        let behind = Next::new(self.rest);
        match self.rest.starts_with(' ') && behind.is_upper() {
            true => behind,
            false => self,
        }
    }

    pub(super) fn is_upper(&self) -> bool {
        self.first.is_some_and(char::is_uppercase)
    }

    pub(super) fn is_digit(&self) -> bool {
        self.first.is_some_and(char::is_numeric)
    }

    pub(super) fn is_caseless(&self) -> bool {
        self.first.is_some_and(is_caseless)
    }

    /// `e. Find a place`, `2) Turn it`, `(b) the other`: the label of a list item.
    pub(super) fn is_label(&self) -> bool {
        let short = self.word.chars().count() == 1
            || (self.word.len() <= 2 && self.word.bytes().all(|b| b.is_ascii_digit()));
        let mut rest = self.rest.chars();
        let mark = rest.next();
        short
            && !self.dash
            && matches!(mark, Some('.' | ')'))
            && rest.next().is_some_and(char::is_whitespace)
            && (self.opens && mark == Some(')')
                || rest
                    .find(|c| !c.is_whitespace())
                    .is_some_and(char::is_uppercase))
    }
}

/// The greatest character boundary of `text` up to `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

fn is_symbol(c: char) -> bool {
    matches!(
        c,
        '$' | '€'
            | '£'
            | '¥'
            | '№'
            | '#'
            | '§'
            | '@'
            | '+'
            | '±'
            | '~'
            | '•'
            | '·'
            | '>'
            | '|'
            | '='
    )
}

fn is_mark(c: char) -> bool {
    // Vowel signs and points, which belong to the letter before them.
    let in_blocks = matches!(
        c,
        '\u{300}'..='\u{36F}'
            | '\u{591}'..='\u{5C7}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{900}'..='\u{DFF}'
            | '\u{E31}'
            | '\u{E34}'..='\u{E4E}'
            | '\u{1000}'..='\u{109F}'
    );
    in_blocks && !c.is_alphanumeric() && stop_of(c).is_none()
}

/// How many letters `word` has, vowel signs and points left out.
pub(super) fn base_letters(word: &str) -> usize {
    word.chars()
        .filter(|&c| c.is_alphabetic() && !is_sign(c))
        .count()
}

/// A vowel sign of the scripts of India, some of which count as letters.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}' | '\u{955}'..='\u{957}' | '\u{962}' | '\u{963}')
}

/// The label of a list item or section as all that a sentence has so far: `1`, `a`, `IV`, `3.2.1`.
pub(super) fn is_enumerator(label: &str) -> bool {
    let label = label.trim();
    let roman = |c: char| matches!(c, 'I' | 'V' | 'X');
    let digits =
        |part: &str| (1..=3).contains(&part.chars().count()) && part.chars().all(char::is_numeric);
    !label.is_empty()
        && label.len() <= 24
        && (label.trim_matches('(').split('.').all(digits)
            || (label.len() <= 4 && label.chars().all(roman))
            || (label.chars().count() == 1 && label.chars().all(char::is_alphabetic)))
}

/// One capital letter, or several with full stops or hyphens between them: `J`, `J.R`, `J.-P`;
/// any letter in a script without case: `ر`.
pub(super) fn is_initial(word: &str) -> bool {
    let mut parts = word
        .split(['.', '-'])
        .filter(|part| !part.is_empty())
        .peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            let mut chars = part.chars().filter(|&c| !is_mark(c));
            chars.next().is_some_and(is_capital) && chars.next().is_none()
        })
}

/// Whether a name may begin with `c`: a capital, or any letter of a script without case that sets
/// spaces between words.
fn is_capital(c: char) -> bool {
    c.is_uppercase() || (is_caseless(c) && !is_spaceless(c))
}

/// `U.S`, `p.n.e`, `Ph.D`: short parts with full stops between them.
pub(super) fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word
            .split(['.', '-'])
            .filter(|part| !part.is_empty())
            .all(|part| part.chars().count() <= 3 && part.chars().all(char::is_alphabetic))
}

/// A Roman numeral in capitals.
pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 8
        && word
            .bytes()
            .all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'))
}

/// Whether the run of characters without white space at the end of `left` is an address: what
/// is in it ends no sentence.
pub(super) fn in_address(left: &str) -> bool {
    let from = left.len().saturating_sub(200);
    let tail = &left.as_bytes()[from..];
    let length = tail
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_graphic())
        .count();
    let token = &left[left.len() - length..];
    token.contains("://") || token.starts_with("www.") || token.contains('@') || token.contains('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_stop() {
        assert_eq!(last_word("said Dr").1, "Dr");
        assert_eq!(last_word("(see Fig").1, "Fig");
        assert_eq!(last_word("sagt „z.B").1, "z.B");
        assert_eq!(last_word("").1, "");
        assert_eq!(last_word("دکتر د\u{202a}").1, "د");
    }

    #[test]
    fn what_follows() {
        let next = Next::new("— “Well, he said");
        assert!(next.dash && next.opens && next.word == "Well");
        assert!(Next::new("e. Find").is_label() && !Next::new("e.g. this").is_label());
        assert_eq!(Next::new("").first, None);
        assert_eq!(Next::new("$5,000 each").word, "5");
    }

    #[test]
    fn labels_initials_acronyms() {
        assert!(
            is_enumerator("12")
                && is_enumerator("IV")
                && is_enumerator("3.4.2")
                && is_enumerator("a")
        );
        assert!(!is_enumerator("1998") && !is_enumerator("") && !is_enumerator("abc"));
        assert!(is_initial("J") && is_initial("J.-P") && is_initial("ر") && !is_initial("Jo"));
        assert!(is_acronym("Ph.D") && is_acronym("p.n.e") && !is_acronym("example.org"));
    }
}
