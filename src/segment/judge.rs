//! Whether a run of terminators ends a sentence, judged by the terminators and by what follows.

use crate::text::is_spaceless;

use super::abbreviated::CONTINUING;
use super::abbreviations::Class;
use super::chars::{Stop, is_closing, is_continuation, is_opening, is_quote, stop_of};
use super::decision::Rule;
use super::rules::Rules;
use super::run::Run;
use super::words::{Next, in_address, is_roman, last_word, lower};

impl Rules {
    /// Whether the sentence that began at `sentence` ends with `run`.
    pub(super) fn judge(
        &self,
        text: &str,
        sentence: usize,
        run: &Run,
        lower_only: bool,
    ) -> (bool, Rule) {
        let left = &text[..run.start];
        let right = &text[run.end..];
        let Some(c) = right.chars().next() else {
            return (true, Rule::BlockEnd);
        };
        if (is_continuation(c) && !right.starts_with(",,")) || is_closing(c) {
            return (false, Rule::Continuation);
        }
        let next = Next::new(right);
        let next = next.behind_clitic(&self.data.clitics);
        if run.end == run.closed {
            return self.judge_unspaced(left, right, run, c, &next);
        }
        if (run.quote || next.dash) && self.says_who_speaks(right, &next) {
            return (false, Rule::Speech);
        }
        match run.kind {
            Stop::Full => match self.is_letter_name(left, &next) {
                true => (false, Rule::Abbreviation),
                false => (true, Rule::Terminator),
            },
            Stop::Exclaim => self.judge_exclaim(&text[sentence..run.start], run, &next, lower_only),
            Stop::Ellipsis => self.judge_ellipsis(left, &next, lower_only),
            Stop::Period => {
                self.judge_period(left, &text[sentence..run.start], run, &next, lower_only)
            }
        }
    }

    /// No white space is between the terminator and what follows.
    fn judge_unspaced(
        &self,
        left: &str,
        right: &str,
        run: &Run,
        c: char,
        next: &Next<'_>,
    ) -> (bool, Rule) {
        let spaceless = is_spaceless(c);
        match run.kind {
            Stop::Full | Stop::Exclaim => {
                if run.kind == Stop::Exclaim && in_address(left) {
                    return (false, Rule::InsideWord);
                }
                if run.kind == Stop::Full && !run.closes && self.is_letter_name(left, next) {
                    return (false, Rule::Abbreviation);
                }
                if run.closes && self.says_who_speaks(right, next) {
                    return (false, Rule::Speech);
                }
                if run.kind == Stop::Exclaim && spaceless && inside_title(left) {
                    return (false, Rule::Title);
                }
                let opens = spaceless
                    || is_opening(c)
                    || is_quote(c)
                    || c.is_uppercase()
                    || next.is_caseless();
                let goes_on = c.is_lowercase() || (run.kind == Stop::Exclaim && !opens);
                match goes_on {
                    true => (false, Rule::InsideWord),
                    false => (true, Rule::Terminator),
                }
            }
            Stop::Ellipsis => {
                match c.is_uppercase() && !self.traits.colon_stops && !left.ends_with(['(', '[']) {
                    true => (true, Rule::Terminator),
                    false => (false, Rule::Ellipsis),
                }
            }
            Stop::Period => {
                let (_, word) = last_word(left);
                let letters = word.chars().count();
                let starts = self.starts(next) || is_roman(next.word);
                let opens = match run.closes {
                    // “It rained.”Then
                    true => c.is_uppercase(),
                    // rained.Then
                    false => {
                        c.is_uppercase()
                            && starts
                            && letters >= 3
                            && word.chars().all(char::is_lowercase)
                            || (spaceless && letters == 0)
                    }
                };
                match opens && !in_address(left) {
                    true => (true, Rule::MissingSpace),
                    false => (false, Rule::InsideWord),
                }
            }
        }
    }

    fn judge_exclaim(
        &self,
        sentence: &str,
        run: &Run,
        next: &Next<'_>,
        lower_only: bool,
    ) -> (bool, Rule) {
        let (_, word) = last_word(sentence);
        if !run.closes && !self.data.names.is_empty() && !self.starts(next) {
            let named = format!("{}!", lower(word));
            if self.data.names.contains(named.as_str()) {
                return (false, Rule::Name);
            }
        }
        if next.is_lower() && !lower_only && !next.is_label() {
            return self.judge_lower(sentence, word, run, next);
        }
        (true, Rule::Terminator)
    }

    /// What follows begins in lower case: the sentence goes on, but in text without capitals.
    fn judge_lower(&self, sentence: &str, word: &str, run: &Run, next: &Next<'_>) -> (bool, Rule) {
        if !run.closes && !next.dash && self.goes_without_capitals(sentence, word, next) {
            (true, Rule::NoCapitals)
        } else if run.quote || next.dash {
            (false, Rule::Speech)
        } else {
            (false, Rule::LowerCase)
        }
    }

    /// Whether `sentence`, which ends with `word`, and what follows are written as in chats, where
    /// sentences begin in lower case: this one did, or its `i` is no capital; and the word is no
    /// abbreviation.
    fn goes_without_capitals(&self, sentence: &str, word: &str, next: &Next<'_>) -> bool {
        let first = sentence.chars().find(|c| c.is_alphanumeric());
        let capitals = &self.data.always_capital;
        let sloppy = first.is_some_and(char::is_lowercase)
            || capitals.contains(next.word)
            || (!capitals.is_empty()
                && (sentence.split(' ').take(40)).any(|word| capitals.contains(word)));
        let ordinary = word.chars().count() >= 3
            && !word.contains('.')
            && self.data.class(&lower(word)) == Class::default();
        sloppy && ordinary && !next.opens
    }

    fn judge_period(
        &self,
        left: &str,
        sentence: &str,
        run: &Run,
        next: &Next<'_>,
        lower_only: bool,
    ) -> (bool, Rule) {
        if self.traits.colon_stops {
            return (false, Rule::NotAStop);
        }
        // The word in quotation marks is over with them; that in brackets may go on.
        if !run.quote
            && let Some(joined) = self.abbreviation(left, sentence, next)
        {
            let quoted = next.opens && !next.is_lower() && joined == Rule::Ordinal;
            return match quoted {
                true => (true, Rule::Terminator),
                false => (false, joined),
            };
        }
        if next.is_label() && !run.quote && (next.is_lower() || next.opens) {
            return (true, Rule::ListItem);
        }
        if next.is_lower() && !lower_only {
            return self.judge_lower(sentence, last_word(left).1, run, next);
        }
        (true, Rule::Terminator)
    }

    fn judge_ellipsis(&self, left: &str, next: &Next<'_>, lower_only: bool) -> (bool, Rule) {
        // [...] and (…) stand for words left out.
        if left.ends_with(['[', '(']) {
            return (false, Rule::Ellipsis);
        }
        let set_apart = left.ends_with(char::is_whitespace);
        let opens = match () {
            // "the thing is . . . I didn't mean it"
            () if set_apart && next.word.chars().count() == 1 => false,
            () if next.is_upper() => true,
            () if next.is_digit() => !set_apart,
            () if next.is_lower() => lower_only,
            () => {
                (self.traits.ellipsis_ends && !CONTINUING.contains(next.word))
                    // The endings of Korean verbs.
                    || (self.traits.numbers_join && left.ends_with(['다', '요', '까', '죠']))
            }
        };
        match opens {
            true => (true, Rule::Terminator),
            false => (false, Rule::Ellipsis),
        }
    }

    /// Whether what follows a closing quotation mark says who speaks, in scripts without case:
    /// `「はい。」と言った`, `“为什么？”他问`, `«چرا؟» او پرسید`
    fn says_who_speaks(&self, right: &str, next: &Next<'_>) -> bool {
        if !next.is_caseless() || next.opens || self.data.speech.is_empty() {
            return false;
        }
        if next.word == "و" {
            return true;
        }
        if next.first.is_some_and(is_spaceless) {
            // Particles and verbs stand within a few characters.
            let end = right
                .char_indices()
                .nth(4)
                .map_or(right.len(), |(at, _)| at);
            return self
                .data
                .speech
                .iter()
                .any(|verb| match verb.strip_prefix('^') {
                    Some(particle) => right.starts_with(particle),
                    None => right[..end].contains(verb),
                });
        }
        let end = right
            .find(|c| stop_of(c).is_some() || is_continuation(c))
            .unwrap_or(right.len());
        right[..end]
            .split_whitespace()
            .take(3)
            .any(|word| self.data.speech.contains(word))
    }

    /// Whether the word before a mark that does nothing else than end sentences is one of several
    /// names of letters: `پی۔ ایچ۔ ڈی`
    fn is_letter_name(&self, left: &str, next: &Next<'_>) -> bool {
        let (before, word) = last_word(left);
        let class = self.data.class(word);
        let full = |c: char| stop_of(c) == Some(Stop::Full);
        let chained = next.rest.starts_with(full) || before.trim_end().ends_with(full);
        class.joining || (class.before_name && chained)
    }
}

/// Whether a title opened before and is not closed yet: `《摔跤吧！爸爸》`
fn inside_title(left: &str) -> bool {
    let mut from = left.len().saturating_sub(160);
    while !left.is_char_boundary(from) {
        from += 1;
    }
    let tail = &left[from..];
    match (tail.rfind('《'), tail.rfind('》')) {
        (Some(open), Some(close)) => open > close,
        (open, _) => open.is_some(),
    }
}
