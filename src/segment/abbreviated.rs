//! Full stops that belong to the word before them: abbreviations, initials, ordinals, labels.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::languages::{Profile, Words};
use crate::text::is_spaceless;

use super::abbreviations::Class;
use super::decision::Rule;
use super::rules::Rules;
use super::words::{
    Next, base_letters, is_acronym, is_enumerator, is_initial, is_roman, last_word, lower,
    with_lower,
};

/// Words in a set that is looked up in texts of every language.
type WordSet = LazyLock<FxHashSet<&'static str>>;

/// Abbreviations that never end a sentence, as they are written.
static JOINING: WordSet = LazyLock::new(|| Profile::of("und").joining_everywhere.iter().collect());
/// What follows an hour that is counted from noon or midnight.
static DAY_HALVES: WordSet = LazyLock::new(|| Profile::of("und").day_halves.iter().collect());
/// Time zones.
static ZONES: WordSet = LazyLock::new(|| Profile::of("und").time_zones.iter().collect());
/// Abbreviations that point to a figure or source.
static REFERENCES: WordSet = LazyLock::new(|| of_all(|profile| profile.references));
/// Words that go on after an ellipsis in scripts without case.
pub(super) static CONTINUING: WordSet = LazyLock::new(|| of_all(|profile| profile.continuing));

/// The words of a list in all languages.
fn of_all(list: fn(&Profile) -> Words) -> FxHashSet<&'static str> {
    Profile::all().flat_map(|one| list(one).iter()).collect()
}

impl Rules {
    /// Why the full stop behind `left` belongs to its last word only, if it does.
    pub(super) fn abbreviation(&self, left: &str, sentence: &str, next: &Next<'_>) -> Option<Rule> {
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
        if class.joining || JOINING.contains(word) {
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
        if next.opens
            && next.rest.trim_start().starts_with([']', ')'])
            && REFERENCES.contains(&*lowered)
        {
            // "in Ref. [Knuth]", "see Fig. (a)"
            return Some(Rule::BeforeNumber);
        }
        if next.opens && class.ending && !next.is_lower() {
            // "… etc. (The", "u.s.w. „Der"
            return None;
        }
        // "w 2014 r. Karta" ends a sentence, "za r. szk." does not.
        let after_figure = before.trim_end().ends_with(char::is_numeric) && !is_short(sentence);
        let names = class.before_name && (!class.ending || !after_figure);
        if names && !starts && !next.dash {
            return Some(Rule::BeforeName);
        }
        if class != Class::default() && next.word == "و" {
            return Some(Rule::BeforeName);
        }
        if class.ending {
            let first_words = sentence.split_whitespace().take(4).count() <= 3;
            let time = DAY_HALVES.contains(&*lowered);
            return match calendar || (time && (first_words || ZONES.contains(next.word))) {
                true => Some(Rule::BeforeName),
                // "the U.S. Senate"; but "in the U.S. The Senate"
                false
                    if !time
                        && is_acronym(word)
                        && next.is_upper()
                        && is_initial(word)
                        && !starts =>
                {
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
        if is_initial(word) && letter && !starts && !next.dash {
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

    /// Whether the next word, capitalised, most likely opens a sentence.
    pub(super) fn starts(&self, next: &Next<'_>) -> bool {
        // A starter with a full stop is an initial: `J. A. Smith`
        let initial = next.rest.starts_with('.') && next.word.chars().count() == 1;
        !next.is_lower()
            && !initial
            && with_lower(next.word, |word| self.data.starters.contains(word))
    }

    /// What is known of a word, or of its last part: `гл.серж`.
    pub(super) fn class(&self, word: &str) -> Class {
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

/// Whether an abbreviation at the end of `sentence` most likely belongs to what follows, since so
/// little is before it: `W 2011 r.`, `В 1998 г.`
fn is_short(sentence: &str) -> bool {
    let mut words = sentence.split_whitespace();
    let preposition = words.next().is_none_or(|word| word.chars().count() <= 2);
    words.take(4).count() < if preposition { 4 } else { 2 }
}
