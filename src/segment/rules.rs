//! Corrections of UAX #29 by language: which of its sentence ends are none, and which it misses.
//!
//! UAX #29 knows neither abbreviations nor initials, ends a sentence after every question mark,
//! leaves an opening CJK quotation mark with the sentence before it, and does not take an
//! ellipsis or the Greek question mark for an end.

use crate::text::{Language, is_spaceless};

use super::abbreviations::Abbreviations;
use super::boundaries;

/// Longest word, in bytes, that is looked up before a full stop.
const LONGEST_WORD: usize = 64;

/// The rules of one language.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    data: &'static Abbreviations,
    /// Greek writes its question mark as a semicolon.
    semicolon_asks: bool,
}

impl Rules {
    pub fn of(language: &Language) -> Self {
        Rules {
            data: Abbreviations::of(language.primary()),
            semicolon_asks: language.primary() == "el",
        }
    }

    /// The offsets in `text` after `from` at which a sentence ends, in order; white space after a
    /// stop belongs to the sentence before it. The end of the text is left out.
    pub fn sentence_ends(&self, text: &str, from: usize) -> Vec<usize> {
        let part = &text[from..];
        let mut ends = boundaries::uax29(part);
        for end in &mut ends {
            *end = after_closing_marks(part, before_opening_quote(part, *end));
        }
        ends.extend(self.missed(part));
        ends.sort_unstable();
        ends.dedup();
        ends.retain(|&end| !self.joins(&part[..end], &part[end..]));
        ends.into_iter().map(|end| from + end).collect()
    }

    /// Ends that UAX #29 does not see: after an ellipsis (and in Greek a semicolon) and a space,
    /// before a capital or an opening quotation mark.
    fn missed(&self, text: &str) -> Vec<usize> {
        let asks = |c| c == '…' || (self.semicolon_asks && c == ';');
        text.match_indices(asks)
            .filter_map(|(at, mark)| {
                let after = at + mark.len();
                let rest = text[after..].trim_start_matches(is_closing);
                let next = rest.trim_start();
                let opens = next
                    .trim_start_matches(is_opening)
                    .chars()
                    .next()?
                    .is_uppercase();
                (next.len() < rest.len() && opens).then(|| text.len() - next.len())
            })
            .collect()
    }

    /// Whether the sentence goes on from `left` to `right`, although UAX #29 ends it there.
    fn joins(&self, left: &str, right: &str) -> bool {
        let left = left.trim_end();
        let stop = left.trim_end_matches(|c: char| is_closing(c) || c.is_whitespace());
        let Some(next) = right.chars().next() else {
            return true;
        };
        // A closing mark or a comma opens no sentence.
        if is_closing_only(next) || matches!(next, ',' | ';' | '،' | '؛' | '，' | '、') {
            return true;
        }
        // Bounded, so that a run of stops and brackets does not cost its square.
        let first_letter = right.chars().take(64).find(|c| c.is_alphanumeric());
        let continues = first_letter.is_some_and(char::is_lowercase);
        match stop.chars().next_back() {
            // "Why?" he asked – and "Stop!" – she cried
            Some('!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉') => continues,
            Some('.') if stop.len() == left.len() => {
                is_enumerator(left) || self.is_abbreviation(left, right)
            }
            // « C’est vrai. » dit-il
            Some('.') => continues,
            _ => false,
        }
    }

    /// Whether the full stop at the end of `left` belongs to its last word only.
    fn is_abbreviation(&self, left: &str, right: &str) -> bool {
        let (before, word) = last_word(left);
        let lower = word.to_lowercase();
        if lower.is_empty() {
            return false;
        }
        let next = first_word(right);
        let next_lower = next.to_lowercase();
        let next_starts = self.data.starters.contains(&*next_lower);
        let in_calendar = self.data.calendar.contains(&*next_lower);
        let data = self.data;
        if data.joining.contains(&*lower) {
            return true;
        }
        if data.before_number.contains(&*lower) && next.chars().any(char::is_numeric) {
            return true;
        }
        if data.ending.contains(&*lower) {
            // "at 5 p.m. Monday", "the U.S. Senate"; but "in the U.S. The Senate"
            return in_calendar || (is_capital_acronym(word) && !next_starts);
        }
        if word.chars().all(char::is_numeric) {
            let short = word.chars().count() <= 2;
            return data.ordinals && (in_calendar || (short && !next_starts));
        }
        // Initials: "J. R. Whitcombe", but not "Plan B. The …"
        let next_opens = |c: char| c.is_alphabetic() && !c.is_lowercase();
        is_initial(word) && !next_starts && next.chars().next().is_some_and(next_opens)
            || (is_capital_acronym(word) && !next_starts && !before.is_empty())
    }
}

/// The word before the full stop at the end of `left`, and what stands before it.
fn last_word(left: &str) -> (&str, &str) {
    let body = left.strip_suffix('.').unwrap_or(left);
    let start = body
        .char_indices()
        .rev()
        .take_while(|&(at, c)| {
            body.len() - at <= LONGEST_WORD
                && !c.is_whitespace()
                && !is_opening(c)
                && !is_spaceless(c)
                && c != '—'
        })
        .last()
        .map_or(body.len(), |(at, _)| at);
    (&body[..start], &body[start..])
}

/// The first word of `right`, without quotation marks before it.
fn first_word(right: &str) -> &str {
    let right = right.trim_start_matches(|c: char| is_opening(c) || c.is_whitespace());
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let end = right.find(|c| !is_word(c)).unwrap_or(right.len());
    &right[..end]
}

/// "1.", "a.", "IV." as all that stands before: the number of a list item.
fn is_enumerator(left: &str) -> bool {
    let label = left.trim_start().trim_end_matches('.');
    let roman = |c: char| matches!(c, 'I' | 'V' | 'X');
    !label.is_empty()
        && (label.len() <= 3 && label.chars().all(|c| c.is_ascii_digit())
            || label.len() <= 4 && label.chars().all(roman)
            || label.len() == 1 && label.chars().all(char::is_alphabetic))
}

/// One capital letter, or several with full stops or hyphens between them: `J`, `J.R`, `J.-P`;
/// any letter in a script without case: `ر`
fn is_initial(word: &str) -> bool {
    let mut letters = word
        .split(['.', '-'])
        .filter(|part| !part.is_empty())
        .peekable();
    letters.peek().is_some()
        && letters.all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(is_capital) && chars.next().is_none()
        })
}

/// Whether a name may begin with `c`: a capital, or any letter of a script without case that sets
/// spaces between words.
fn is_capital(c: char) -> bool {
    c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase() && !is_spaceless(c))
}

/// `U.S`, `U.N`: capitals with full stops between them.
fn is_capital_acronym(word: &str) -> bool {
    word.contains('.') && is_initial(word)
}

/// UAX #29 takes an opening quotation mark that follows a stop without space for one that closes;
/// in text without spaces the sentence ends before it.
fn before_opening_quote(text: &str, end: usize) -> usize {
    let mut at = end;
    while let Some(c) = text[..at].chars().next_back() {
        if !matches!(c, '「' | '『' | '《' | '〈' | '【' | '（' | '“' | '‘') {
            break;
        }
        at -= c.len_utf8();
    }
    let before = text[..at].chars().next_back();
    if matches!(
        before,
        Some('。' | '！' | '？' | '」' | '』' | '”' | '’' | '》' | '）' | '…')
    ) {
        at
    } else {
        end
    }
}

/// UAX #29 ends the sentence before marks that close it: an emphasis or code mark (`*done.* Next`),
/// or a quotation mark that a space sets off (`fini. » Puis`). It ends behind them, and behind the
/// white space that follows.
fn after_closing_marks(text: &str, end: usize) -> usize {
    let (before, after) = text.split_at(end);
    let is_markup = |c| matches!(c, '*' | '_' | '`' | '~');
    let bare =
        after.trim_start_matches(|c| is_markup(c) || matches!(c, '»' | '›' | '”' | '“' | '"'));
    if bare.len() == after.len() {
        return end;
    }
    let markup = after.starts_with(is_markup);
    // A mark that touches the next word opens; where no spaces are written, one that touches the
    // stop closes.
    let set_off = bare.is_empty() || bare.starts_with(char::is_whitespace);
    let spaceless = markup && before.ends_with(['。', '！', '？', '”', '」', '』', '…']);
    if (set_off && !(markup && before.ends_with(char::is_whitespace))) || spaceless {
        let marks = if set_off {
            bare
        } else {
            after.trim_start_matches(is_markup)
        };
        text.len() - marks.trim_start().len()
    } else {
        end
    }
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '(' | '[' | '{' | '¿' | '¡'
    ) || matches!(c, '「' | '『' | '《' | '〈' | '【' | '（' | '»' | '›')
}

fn is_closing(c: char) -> bool {
    is_closing_only(c) || matches!(c, '"' | '\'' | '“' | '‘' | '«' | '‹' | '»' | '›')
}

/// Marks that close and never open, in any of the languages (`“` and `»` may do either).
fn is_closing_only(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '}' | '”' | '」' | '』' | '》' | '〉' | '】' | '）'
    )
}
