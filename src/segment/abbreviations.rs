//! Abbreviations and other words of a language, in sets that the rules look up.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::languages::{PerLanguage, Profile, Words};

/// What is known of an abbreviation; a word may be in several classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class {
    /// Never ends a sentence: `Dr.`, `e.g.`
    pub joining: bool,
    /// Belongs to a figure that follows, else may end a sentence: `No. 5`, `p. 7`
    pub before_number: bool,
    /// Stands before a name, else may end a sentence: `ul. Nowa`, `2014 r. Kraków`
    pub before_name: bool,
    /// Ends a sentence when a capital follows: `etc.`, `Jr.`, `p.m.`
    pub ending: bool,
}

/// The data of one language. All words are lower-cased and without their last full stop.
#[derive(Debug, Default)]
pub(super) struct Abbreviations {
    /// Abbreviations and what is known of them.
    pub classes: HashMap<&'static str, Class>,
    /// Words that, capitalised after a full stop, most likely open a sentence.
    pub starters: HashSet<&'static str>,
    /// Months and week days, which follow ordinals and times without opening a sentence.
    pub calendar: HashSet<&'static str>,
    /// Words that only writers without any capitals begin with a small one: `i`, `i'm`
    pub always_capital: HashSet<&'static str>,
    /// What opens a sentence in lower case behind an apostrophe, before a capital: `’s Avonds`
    pub clitics: HashSet<&'static str>,
    /// Names that end in `!` or `?`, with the mark.
    pub names: HashSet<&'static str>,
    /// Words that say that somebody speaks, for scripts without case; in those without spaces `^`
    /// marks what follows the quotation mark at once.
    pub speech: BTreeSet<&'static str>,
    /// Abbreviations of several parts (`z. B.`), by each of their parts: where in the phrase it is,
    /// and the phrase.
    pub phrases: HashMap<&'static str, Vec<(usize, Vec<&'static str>)>>,
    /// Whether a full stop after digits makes an ordinal: `am 3. Mai`
    pub ordinals: bool,
}

impl Abbreviations {
    /// Those of the language with this primary subtag; empty for one without data.
    pub(super) fn of(primary: &str) -> &'static Abbreviations {
        static MADE: PerLanguage<Abbreviations> = PerLanguage::new();
        let profile = Profile::of(primary);
        let profile = match profile.segmented_like.iter().next() {
            Some(other) => Profile::of(other),
            None => profile,
        };
        MADE.get(profile, Abbreviations::new)
    }

    /// The primary subtags of the languages with abbreviations, in order.
    pub(super) fn languages() -> impl Iterator<Item = &'static str> {
        Profile::all()
            .filter(|profile| !profile.joining.is_empty())
            .map(|profile| profile.tag)
    }

    /// The abbreviations of a class, in the order of the alphabet.
    pub(super) fn of_class(&self, is_in: impl Fn(Class) -> bool) -> Vec<&'static str> {
        let found = self.classes.iter().filter(|(_, class)| is_in(**class));
        let mut words: Vec<&str> = found.map(|(word, _)| *word).collect();
        words.sort_unstable();
        words
    }

    /// What is known of `word`; nothing of most words.
    pub(super) fn class(&self, word: &str) -> Class {
        self.classes.get(word).copied().unwrap_or_default()
    }

    fn new(profile: &'static Profile) -> Self {
        let mut out = Abbreviations {
            ordinals: profile.traits.ordinals,
            starters: profile.starters.iter().collect(),
            calendar: profile
                .calendar
                .iter()
                .chain(profile.after_ordinals.iter())
                .collect(),
            always_capital: profile.always_capital.iter().collect(),
            clitics: profile.clitics.iter().collect(),
            names: profile.exclaimed_names.iter().collect(),
            speech: profile.speech.iter().collect(),
            ..Abbreviations::default()
        };
        let mut classify = |words: Words, set: fn(&mut Class)| {
            for word in words.iter() {
                set(out.classes.entry(word).or_default());
            }
        };
        classify(profile.joining, |class| class.joining = true);
        classify(profile.before_number, |class| class.before_number = true);
        classify(profile.before_name, |class| class.before_name = true);
        classify(profile.ending, |class| class.ending = true);
        for phrase in profile.phrases.iter() {
            out.add_phrase(phrase);
        }
        out
    }

    /// The parts of a phrase end in a full stop each, the last one's is left out in the data.
    fn add_phrase(&mut self, line: &'static str) {
        let parts: Vec<&str> = line
            .split_whitespace()
            .map(|part| part.trim_end_matches('.'))
            .collect();
        if parts.len() < 2 {
            return;
        }
        for (place, part) in parts.iter().enumerate() {
            let phrases = self.phrases.entry(part).or_default();
            phrases.push((place, parts.clone()));
        }
    }
}
