//! Where sentences end: terminators, and what their context says of them.
//!
//! The candidates are those of UAX #29 (a terminator, closing marks, white space), found by one
//! scan over the bytes; the rules of SB6 to SB11 are applied as the standard has them, with what
//! it leaves to the language: abbreviations, initials, ordinals, speech, labels. Everything that
//! is looked at beside a candidate is bounded, so the time is linear on any input; the tests
//! compare with `unicode-segmentation` where no rule of a language applies.

use crate::text::{Language, is_spaceless};

use super::abbreviations::{Abbreviations, Class};
use super::chars::{
    Stop, is_closing, is_continuation, is_format, is_markup, is_opening, is_quote, leads_stop,
    stop_of,
};
use super::decision::{Decision, Rule};
use super::lists;
use super::thai;
use super::words::{
    Next, base_letters, in_address, is_acronym, is_enumerator, is_initial, is_roman, last_word,
    lower, with_lower,
};

/// The rules of one language.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    data: &'static Abbreviations,
    traits: Traits,
    /// The bytes that may begin a terminator.
    leads: [bool; 256],
}

/// What the orthography of a language does that others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Traits {
    /// `;` asks (Greek).
    semicolon_asks: bool,
    /// `:` is a full stop, and `.` is none (Armenian).
    colon_stops: bool,
    /// `»` opens and `«` closes (German, Danish), or both marks are `»` (Finnish, Swedish).
    guillemets_inward: bool,
    /// A danda ends sentences; a full stop mostly marks an abbreviation.
    danda: bool,
    /// An ellipsis before a space ends a sentence, although no capital can tell (Arabic, Hindi).
    ellipsis_ends: bool,
    /// `i` is always a capital where it stands for the speaker (English).
    capital_i: bool,
    /// A full stop behind a number ends no sentence, for the verb does that (Korean).
    numbers_join: bool,
    /// `’s Avonds`, `’t Was`: a word in lower case opens a sentence before a capital (Dutch).
    clitics: bool,
    /// A space ends a sentence (Thai).
    spaces_end: bool,
    /// Ordinals are written with a full stop, but Roman numerals after names without (Polish).
    roman_names: bool,
}

impl Traits {
    fn of(language: &str) -> Self {
        Traits {
            semicolon_asks: language == "el",
            colon_stops: language == "hy",
            guillemets_inward: matches!(
                language,
                "de" | "da" | "sl" | "hr" | "cs" | "sk" | "fi" | "sv" | "hu"
            ),
            danda: matches!(language, "hi" | "ne" | "bn" | "pa" | "or" | "as" | "sa"),
            ellipsis_ends: matches!(language, "ar" | "hi" | "ne" | "bn"),
            numbers_join: language == "ko",
            clitics: language == "nl",
            capital_i: language == "en",
            spaces_end: language == "th",
            roman_names: language == "pl",
        }
    }
}

/// A run of terminators with what closes behind it.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: usize,
    /// Behind the terminators.
    stop: usize,
    /// Behind the closing marks.
    closed: usize,
    /// Behind the white space.
    end: usize,
    kind: Stop,
    /// Whether a quotation mark closes, not only a bracket or markup.
    quote: bool,
    /// Whether anything closes.
    closes: bool,
    /// Behind the first full stop of `word. . . .`, with the space: an ellipsis opens the next
    /// sentence there.
    first_stop: Option<usize>,
}

impl Rules {
    pub fn of(language: &Language) -> Self {
        let traits = Traits::of(language.primary());
        let mut leads = [false; 256];
        for (byte, lead) in leads.iter_mut().enumerate() {
            *lead = matches!(byte as u8, b'.' | b'!' | b'?')
                || leads_stop(byte as u8)
                || (traits.semicolon_asks && byte as u8 == b';')
                || (traits.colon_stops && byte as u8 == b':');
        }
        Rules {
            data: Abbreviations::of(language.primary()),
            traits,
            leads,
        }
    }

    /// Calls `visit` with each place of `text` after `from` at which a sentence might end, in
    /// order, and what was decided there. The end of the text is left out.
    pub fn decide(&self, text: &str, from: usize, visit: &mut dyn FnMut(Decision)) {
        if !self.traits.spaces_end {
            return self.decide_stops(text, from, visit);
        }
        let mut decisions = Vec::new();
        self.decide_stops(text, from, &mut |decision| {
            let ends = decision.ends && thai::may_end(&text[from..decision.at]);
            let rule = if ends == decision.ends {
                decision.rule
            } else {
                Rule::NotAStop
            };
            decisions.push(Decision {
                ends,
                rule,
                ..decision
            });
        });
        let spaces = thai::sentence_ends(&text[from..])
            .into_iter()
            .map(|at| from + at);
        decisions.extend(spaces.map(|at| Decision {
            at,
            stop: at,
            ends: true,
            rule: Rule::Spacing,
        }));
        // Of two decisions on one place the one that ends a sentence counts.
        decisions.sort_by_key(|decision| (decision.at, !decision.ends));
        decisions.dedup_by_key(|decision| decision.at);
        decisions.into_iter().for_each(visit);
    }

    fn decide_stops(&self, text: &str, from: usize, visit: &mut dyn FnMut(Decision)) {
        let mut sentence = from;
        let mut at = from;
        let mut quotes = Quotes::default();
        let lower_only = is_lower_only(&text[from..]);
        let items = lists::items(&text[from..]);
        let mut items = items
            .iter()
            .map(|item| (from + item.start, from + item.end))
            .peekable();
        let mut label = from;
        loop {
            let stop = self.next_stop(text, at);
            while let Some((start, end)) =
                items.next_if(|item| stop.is_none_or(|stop| item.0 <= stop))
            {
                if start > sentence {
                    visit(Decision {
                        at: start,
                        stop: start,
                        ends: true,
                        rule: Rule::ListItem,
                    });
                    sentence = start;
                }
                label = end;
            }
            let Some(start) = stop else { break };
            if start < label {
                visit(Decision {
                    at: label,
                    stop: label,
                    ends: false,
                    rule: Rule::Label,
                });
                at = label;
                continue;
            }
            let run = self.run(text, start, &mut quotes);
            at = run.closed;
            if run.end >= text.len() {
                break;
            }
            if let Some(first) = run.first_stop {
                visit(Decision {
                    at: first,
                    stop: first,
                    ends: true,
                    rule: Rule::Ellipsis,
                });
                sentence = first;
            }
            let (ends, rule) = match run.first_stop {
                Some(_) => (false, Rule::Ellipsis),
                None => self.judge(text, sentence, &run, lower_only),
            };
            visit(Decision {
                at: run.end,
                stop: run.stop,
                ends,
                rule,
            });
            if ends {
                sentence = run.end;
            }
        }
    }

    /// The offset of the first terminator of `text` at or after `from`.
    fn next_stop(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = from;
        loop {
            at += bytes
                .get(at..)?
                .iter()
                .position(|&byte| self.leads[byte as usize])?;
            if bytes[at].is_ascii() {
                return Some(at);
            }
            let c = text[at..].chars().next()?;
            if stop_of(c).is_some() {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }

    fn stop(&self, c: char) -> Option<Stop> {
        match c {
            ';' if self.traits.semicolon_asks => Some(Stop::Exclaim),
            ':' if self.traits.colon_stops => Some(Stop::Full),
            c => stop_of(c),
        }
    }

    fn run(&self, text: &str, start: usize, quotes: &mut Quotes) -> Run {
        let (mut stop, mut dots) = (start, 0);
        let mut kind = Stop::Period;
        let mut first_stop = None;
        let mut rest = text[start..].chars();
        while let Some(c) = rest.next() {
            if let Some(found) = self.stop(c) {
                kind = kind.max(found);
                dots += usize::from(found == Stop::Period);
                stop = text.len() - rest.as_str().len();
            } else if kind <= Stop::Ellipsis
                && (c == ' ' || c == '\u{a0}')
                && rest.as_str().starts_with('.')
            {
                // . . .
                if dots == 1 && kind == Stop::Period {
                    first_stop = Some(text.len() - rest.as_str().len());
                }
                kind = Stop::Ellipsis;
            } else if !is_format(c) {
                break;
            }
        }
        if kind == Stop::Period && dots > 1 {
            kind = Stop::Ellipsis;
        }
        let attached = text[..start].ends_with(|c: char| c.is_alphanumeric() || is_closing(c));
        first_stop = first_stop.filter(|_| dots == 4 && attached);
        let mut run = Run {
            start,
            stop,
            closed: stop,
            end: stop,
            kind,
            quote: false,
            closes: false,
            first_stop,
        };
        self.close(text, &mut run, quotes);
        let white = text[run.closed..].find(|c: char| !c.is_whitespace() && !is_format(c));
        run.end = white.map_or(text.len(), |white| run.closed + white);
        if run.closed < run.end || run.first_stop.is_none() {
            // A spaced ellipsis opens a sentence only when one follows.
            let opens = Next::of(&text[run.end..]).is_upper();
            run.first_stop = run.first_stop.filter(|_| opens && !run.closes);
        }
        run
    }

    /// Takes the marks that close behind the terminators of `run`.
    fn close(&self, text: &str, run: &mut Run, quotes: &mut Quotes) {
        let mut at = run.stop;
        loop {
            let rest = &text[at..];
            let Some(c) = rest.chars().next() else { break };
            let after = &rest[c.len_utf8()..];
            let next = after.chars().next();
            let set_off = next.is_none_or(|next| !next.is_alphanumeric() && !is_opening(next));
            if is_closing(c) {
                at += c.len_utf8();
                run.closes = true;
            } else if is_quote(c)
                && (set_off || self.closes_only(c))
                && !self.opens_cjk(c, next, run.kind)
            {
                at += c.len_utf8();
                run.closes = true;
                run.quote = true;
            } else if is_markup(c) && (set_off || opened(text, run.start, c)) {
                at += c.len_utf8();
                run.closes = true;
            } else if c.is_whitespace() {
                // « fini. »   He left. ''   as he said. "
                let white = rest.len() - rest.trim_start().len();
                let mark = &rest[white..];
                if let Some(bracket) = mark.chars().next().filter(|&c| is_closing(c)) {
                    at += white + bracket.len_utf8();
                    run.closes = true;
                    continue;
                }
                let Some(length) = self.spaced_closing(text, at + white, mark, quotes) else {
                    match reference(mark) {
                        Some(length) if run.kind != Stop::Ellipsis => {
                            at += white + length;
                            run.closes = true;
                            continue;
                        }
                        _ => break,
                    }
                };
                at += white + length;
                run.closes = true;
                run.quote = true;
            } else if let Some(length) = reference(rest).filter(|_| run.kind != Stop::Ellipsis) {
                at += length;
                run.closes = true;
            } else if is_format(c) {
                at += c.len_utf8();
            } else {
                break;
            }
        }
        run.closed = at;
    }

    /// A quotation mark that closes in this language and cannot open a sentence.
    fn closes_only(&self, c: char) -> bool {
        match c {
            '»' | '›' => !self.traits.guillemets_inward,
            '«' | '‹' => false,
            '”' => !matches!(
                self.traits,
                Traits {
                    guillemets_inward: true,
                    ..
                }
            ),
            '’' => true,
            _ => false,
        }
    }

    /// In text without spaces `“` and `‘` behind a stop open the next sentence.
    fn opens_cjk(&self, c: char, next: Option<char>, kind: Stop) -> bool {
        matches!(c, '“' | '‘') && kind >= Stop::Exclaim && next.is_some_and(is_spaceless)
    }

    /// The length of a mark that closes although a space stands before it.
    fn spaced_closing(
        &self,
        text: &str,
        at: usize,
        mark: &str,
        quotes: &mut Quotes,
    ) -> Option<usize> {
        let c = mark.chars().next()?;
        let length = if mark.starts_with("''") {
            2
        } else {
            c.len_utf8()
        };
        let alone = mark[length..].chars().next().is_none_or(|c| {
            c.is_whitespace() || is_continuation(c) || is_closing(c) || matches!(c, '.' | '!' | '?')
        });
        let closes = match c {
            _ if !alone => false,
            '»' | '›' => !self.traits.guillemets_inward || quotes.is_open(text, at, '»'),
            '”' | '’' => true,
            '\'' if length == 2 => true,
            '"' => quotes.is_open(text, at, '"'),
            _ => false,
        };
        closes.then_some(length)
    }

    /// Whether the sentence that began at `sentence` ends with `run`.
    fn judge(&self, text: &str, sentence: usize, run: &Run, lower_only: bool) -> (bool, Rule) {
        let left = &text[..run.start];
        let right = &text[run.end..];
        let Some(c) = right.chars().next() else {
            return (true, Rule::BlockEnd);
        };
        if (is_continuation(c) && !right.starts_with(",,")) || is_closing(c) {
            return (false, Rule::Continuation);
        }
        let next = Next::of(right);
        let next = if self.traits.clitics {
            next.behind_clitic()
        } else {
            next
        };
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

    /// No white space stands between the terminator and what follows.
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
            if !run.closes && !next.dash && self.goes_without_capitals(sentence, word, next) {
                return (true, Rule::NoCapitals);
            }
            return (
                false,
                if run.quote || next.dash {
                    Rule::Speech
                } else {
                    Rule::LowerCase
                },
            );
        }
        (true, Rule::Terminator)
    }

    /// Whether `sentence`, which ends with `word`, and what follows are written as in chats, where
    /// sentences begin in lower case: this one did, or its `i` is no capital; and the word is no
    /// abbreviation.
    fn goes_without_capitals(&self, sentence: &str, word: &str, next: &Next<'_>) -> bool {
        let first = sentence.chars().find(|c| c.is_alphabetic());
        let small_i = |word: &str| {
            self.traits.capital_i
                && matches!(
                    word,
                    "i" | "i'm" | "i've" | "i'll" | "i'd" | "i’m" | "i’ve" | "i’ll" | "i’d"
                )
        };
        let sloppy = first.is_some_and(char::is_lowercase)
            || small_i(next.word)
            || (self.traits.capital_i && sentence.split(' ').take(40).any(small_i));
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
        if !run.quote {
            if let Some(joined) = self.abbreviation(left, sentence, next) {
                if next.opens && !next.is_lower() && joined == Rule::Ordinal {
                    return (true, Rule::Terminator);
                }
                return (false, joined);
            }
        }
        if next.is_label() && !run.quote && (next.is_lower() || next.opens) {
            return (true, Rule::ListItem);
        }
        if next.is_lower() && !lower_only {
            let (_, word) = last_word(left);
            if !run.closes && !next.dash && self.goes_without_capitals(sentence, word, next) {
                return (true, Rule::NoCapitals);
            }
            return (
                false,
                if run.quote || next.dash {
                    Rule::Speech
                } else {
                    Rule::LowerCase
                },
            );
        }
        (true, Rule::Terminator)
    }

    /// Why the full stop behind `left` belongs to its last word only, if it does.
    fn abbreviation(&self, left: &str, sentence: &str, next: &Next<'_>) -> Option<Rule> {
        if is_enumerator(sentence) && !next.is_lower() {
            return Some(Rule::Label);
        }
        let (before, word) = last_word(left);
        if word.is_empty() {
            return None;
        }
        let lowered = lower(word);
        let starts = self.starts(next);
        let calendar = self.in_calendar(next.word);
        // A capital by itself is an initial before it is the abbreviation `l.` for litre.
        let capital = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let class = match capital {
            true => Class::default(),
            false => self.class(&lowered),
        };
        if class.joining || common(word) {
            return Some(Rule::Abbreviation);
        }
        if self.traits.danda && !word.is_ascii() && (word.contains('.') || base_letters(word) <= 1)
        {
            return Some(Rule::Abbreviation);
        }
        match self.in_phrase(before, &lowered, next) {
            Some(true) => return Some(Rule::Phrase),
            Some(false) => return None,
            None => {}
        }
        if next.is_digit() {
            return self.before_digit(word, class, next);
        }
        if next.opens && class.ending && !next.is_lower() {
            // "… etc. (The", "u.s.w. „Der"
            return None;
        }
        // "w 2014 r. Karta" ends a sentence, "za r. szk." does not.
        let after_figure = before.trim_end().ends_with(char::is_numeric) && !is_short(sentence);
        if class.before_name && !(class.ending && after_figure) && !starts && !next.dash {
            return Some(Rule::BeforeName);
        }
        if class != Class::default() && next.word == "و" {
            return Some(Rule::BeforeName);
        }
        if class.ending {
            let first_words = sentence.split_whitespace().take(4).count() <= 3;
            let time = matches!(&*lowered, "a.m" | "p.m" | "am" | "pm");
            return match calendar || (time && (first_words || is_zone(next.word))) {
                true => Some(Rule::BeforeName),
                // "the U.S. Senate"; but "in the U.S. The Senate"
                false if is_acronym(word) && next.is_upper() && is_initial(word) && !starts => {
                    Some(Rule::Acronym)
                }
                false => None,
            };
        }
        if word.chars().all(char::is_numeric) {
            if self.traits.numbers_join {
                return Some(Rule::Ordinal);
            }
            // "s. 12. Resten" ends with a page, which is no ordinal.
            let counted = before.trim_end().strip_suffix('.').is_some_and(|left| {
                let (_, word) = last_word(left);
                self.class(&lower(word)).before_number
            });
            let short = word.chars().count() <= 2 && !counted;
            return (self.data.ordinals
                && (calendar || (short && !starts && !next.opens && !next.dash)))
                .then_some(Rule::Ordinal);
        }
        if is_acronym(word) && !starts && !next.dash && !before.is_empty() {
            return Some(Rule::Acronym);
        }
        if is_roman(word)
            && word.len() > 1
            && self.data.ordinals
            && !self.traits.roman_names
            && !starts
            && !next.opens
        {
            return Some(Rule::Ordinal);
        }
        let letter = next.first.is_some_and(|c| {
            c.is_alphabetic() && !c.is_lowercase() && (word.is_ascii() || !is_spaceless(c))
        });
        if is_initial(word) && letter && !starts && !self.is_label_of(before) && !next.dash {
            return Some(Rule::Initial);
        }
        None
    }

    /// A figure follows: does it belong to the word before it, or open a sentence?
    fn before_digit(&self, word: &str, class: Class, next: &Next<'_>) -> Option<Rule> {
        let lone = word.chars().count() == 1 && word.chars().all(char::is_lowercase);
        if class.before_number || class.before_name || class.ending || lone || is_acronym(word) {
            return Some(Rule::BeforeNumber);
        }
        if self.data.calendar.contains(&*lower(word)) && word.chars().count() <= 3 {
            return Some(Rule::BeforeNumber);
        }
        let number = word.chars().all(char::is_numeric);
        if number && self.traits.numbers_join {
            return Some(Rule::Ordinal);
        }
        // 20. 3. 2020
        let dated = number
            && self.data.ordinals
            && word.chars().count() <= 2
            && (next.rest.starts_with('.') || next.word.chars().count() == 4);
        dated.then_some(Rule::Ordinal)
    }

    /// Whether the word behind which a full stop stands is a part of an abbreviation of several
    /// words, with the other parts beside it, and if so, whether the sentence goes on.
    fn in_phrase(&self, before: &str, word: &str, next: &Next<'_>) -> Option<bool> {
        let phrases = self.data.phrases.get(word)?;
        let mut ends = None;
        for (place, parts) in phrases {
            let mut rest = before;
            let led = parts[..*place].iter().rev().all(|part| {
                let trimmed = rest.trim_end().trim_end_matches('.');
                let (earlier, word) = last_word(trimmed);
                rest = earlier;
                lower(word) == *part
            });
            if !led {
                continue;
            }
            let joins = match parts.get(place + 1) {
                // The parts after the next one are looked at when their turn comes.
                Some(part) if lower(next.word) == *part => true,
                Some(_) => continue,
                // The class of the whole decides, where it has one: `v.chr`, `н.э`.
                None => match self.data.class(&parts.join(".")) {
                    class if class.joining => true,
                    class if class.before_number && next.is_digit() => true,
                    class if class.ending => next.is_lower(),
                    // What the last part is by itself may decide.
                    _ if self.starts(next) || next.opens || next.is_digit() => continue,
                    _ => true,
                },
            };
            ends = Some(joins || ends == Some(true));
        }
        ends
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
                (self.traits.ellipsis_ends && !is_conjunction(next.word))
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

    fn is_label_of(&self, before: &str) -> bool {
        let (_, word) = last_word(before.trim_end());
        !self.data.labels.is_empty() && self.data.labels.contains(&*lower(word))
    }

    /// Whether the next word, capitalised, most likely opens a sentence.
    fn starts(&self, next: &Next<'_>) -> bool {
        // A starter with a full stop is an initial: `J. A. Smith`
        let initial = next.rest.starts_with('.') && next.word.chars().count() == 1;
        !next.is_lower()
            && !initial
            && with_lower(next.word, |word| self.data.starters.contains(word))
    }

    /// What is known of a word, or of its last part: `гл.серж`.
    fn class(&self, word: &str) -> Class {
        let whole = self.data.class(word);
        // L'art. 5, l’ing. Rossi
        if let Some((_, bare)) = word.rsplit_once(['\'', '’'])
            && whole == Class::default()
        {
            return self.data.class(bare);
        }
        match word.rsplit_once('.') {
            Some((_, last)) if whole == Class::default() && last.chars().count() > 1 => {
                self.data.class(last)
            }
            _ => whole,
        }
    }

    fn in_calendar(&self, word: &str) -> bool {
        with_lower(word, |word| self.data.calendar.contains(word))
    }
}

/// Whether the mark `c` stands not far before `at`, so that it may close here.
fn opened(text: &str, at: usize, c: char) -> bool {
    let mut from = at.saturating_sub(200);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text[from..at].matches(c).count() % 2 == 1
}

/// Words that go on after an ellipsis or an abbreviation in scripts without case.
fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "و" | "که"
            | "اما"
            | "ولی"
            | "یا"
            | "تا"
            | "أو"
            | "ثم"
            | "لكن"
            | "بل"
            | "اور"
            | "کہ"
            | "لیکن"
            | "और"
            | "लेकिन"
            | "पर"
            | "या"
    )
}

/// Whether an abbreviation at the end of `sentence` most likely belongs to what follows, since so
/// little stands before it: `W 2011 r.`, `В 1998 г.`
fn is_short(sentence: &str) -> bool {
    let mut words = sentence.split_whitespace();
    let preposition = words.next().is_none_or(|word| word.chars().count() <= 2);
    words.take(4).count() < if preposition { 4 } else { 2 }
}

/// Titles that stand in names in every language of the Latin script, capitalised.
fn common(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs" | "Ms" | "Dr" | "Prof" | "St" | "Sgt" | "Gen" | "vs"
    )
}

fn is_zone(word: &str) -> bool {
    matches!(
        word,
        "EST"
            | "EDT"
            | "ET"
            | "CST"
            | "CDT"
            | "CT"
            | "MST"
            | "MDT"
            | "MT"
            | "PST"
            | "PDT"
            | "PT"
            | "GMT"
            | "UTC"
            | "BST"
            | "CET"
            | "CEST"
    )
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

/// The length of a reference that stands behind a sentence and belongs to it, when a new sentence
/// follows: `[6]`, `[12][13]`, `[…]`.
fn reference(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(inside) = text[at..].strip_prefix('[') {
        let length = inside.bytes().take(6).position(|byte| byte == b']')?;
        let body = &inside.get(..length)?;
        let numbered = body.bytes().all(|b| b.is_ascii_digit());
        if !(numbered || *body == "..." || *body == "…") || body.is_empty() {
            break;
        }
        at += length + 2;
    }
    let rest = &text[at..];
    let next = rest.trim_start();
    let opens = next.is_empty() || (next.len() < rest.len() && Next::of(next).is_upper());
    (at > 0 && opens).then_some(at)
}

/// How many straight quotation marks and guillemets stand before a place: after an odd number the
/// next one closes. Counted only as far as it is asked for.
#[derive(Debug, Default)]
struct Quotes {
    counted: usize,
    straight: usize,
    guillemets: usize,
}

impl Quotes {
    fn is_open(&mut self, text: &str, at: usize, mark: char) -> bool {
        for c in text[self.counted.min(at)..at].chars() {
            match c {
                '"' => self.straight += 1,
                '«' | '»' => self.guillemets += 1,
                _ => {}
            }
        }
        self.counted = self.counted.max(at);
        match mark {
            '"' => self.straight % 2 == 1,
            _ => self.guillemets % 2 == 1,
        }
    }
}

/// Whether `text` is written without capitals, as chats and old wire copy are.
fn is_lower_only(text: &str) -> bool {
    let mut lower = 0usize;
    for c in text.chars().take(2000) {
        if c.is_uppercase() {
            return false;
        }
        lower += usize::from(c.is_lowercase());
    }
    lower >= 20
}
