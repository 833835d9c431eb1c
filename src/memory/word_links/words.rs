//! The words of one side of a unit, and what counts as the same word in other units.

use rustc_hash::FxHashMap;
use unicode_script::{Script, UnicodeScript};

use crate::align::{bare, script_of, skeleton};
use crate::languages::Profile;
use crate::text::{Span, is_spaceless};

use super::super::concordance::search_words;

/// Words of a side that are looked at; the rest of a monstrous segment has no links.
const MAX_WORDS: usize = 160;

/// Letters of a word that always count; shorter words count whole.
const MIN_STEM_LETTERS: usize = 5;

/// A word of a side.
#[derive(Debug)]
pub(super) struct Word {
    pub span: Span,
    /// Its search form.
    pub form: String,
    /// Number of its pattern.
    pub pattern: usize,
    /// Whether it is a grapheme of a script without spaces.
    pub spaceless: bool,
    /// The digits in it.
    pub digits: String,
    /// Its search form, letter by letter.
    pub letters: Vec<char>,
    /// The script that it is written in.
    pub script: Script,
    /// Its consonants, as far as they can be compared across scripts.
    pub skeleton: Vec<u8>,
}

/// The words of one side of a unit.
#[derive(Debug)]
pub(super) struct SideWords<'a> {
    pub text: &'a str,
    pub words: Vec<Word>,
    pub patterns: Patterns,
}

impl<'a> SideWords<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let mut patterns = Patterns::default();
        let words = search_words(text)
            .into_iter()
            .take(MAX_WORDS)
            .map(|(span, form)| Word {
                span,
                pattern: patterns.number_of(&form),
                spaceless: form.chars().next().is_some_and(is_spaceless),
                digits: form.chars().filter(char::is_ascii_digit).collect(),
                letters: form.chars().collect(),
                script: script_of(&form),
                skeleton: skeleton(&form),
                form,
            })
            .collect();
        SideWords {
            text,
            words,
            patterns,
        }
    }
}

/// What makes a word of another unit the same word: its stem, alone or with an ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    pub stem: String,
    /// Whether an ending may follow.
    pub prefix: bool,
}

impl Pattern {
    /// The greater part of a long word: the rest is mostly inflection. Digits count whole.
    fn new(form: &str) -> Self {
        let form = bare(form);
        let length = form.chars().count();
        let kept = MIN_STEM_LETTERS.max((length * 7).div_ceil(10));
        let prefix = length >= MIN_STEM_LETTERS && !form.chars().any(char::is_numeric);
        Pattern {
            stem: match prefix {
                true => form.chars().take(kept).collect(),
                false => form.to_owned(),
            },
            prefix,
        }
    }
}

impl Pattern {
    /// The stem as it is in an index, where the article and the like that Arabic and Hebrew write
    /// on to a word are part of it.
    pub(super) fn written(&self) -> impl Iterator<Item = String> + '_ {
        let language = match self.stem.chars().next().map(|c| c.script()) {
            Some(Script::Arabic) => "ar",
            Some(Script::Hebrew) => "he",
            _ => "",
        };
        let prefixes = Profile::of(language).frequent_prefixes.iter();
        let before = [""].into_iter().chain(prefixes);
        before.map(|before| format!("{before}{}", self.stem))
    }
}

/// The different patterns of a side.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    all: Vec<Pattern>,
    numbers: FxHashMap<String, usize>,
    /// Lengths in bytes of the stems that may be followed by an ending, ascending.
    lengths: Vec<usize>,
}

impl Patterns {
    /// The patterns, by their numbers.
    pub(super) fn all(&self) -> &[Pattern] {
        &self.all
    }

    fn number_of(&mut self, form: &str) -> usize {
        let pattern = Pattern::new(form);
        if let Some(&number) = self.numbers.get(&pattern.stem) {
            return number;
        }
        let number = self.all.len();
        if pattern.prefix
            && let Err(at) = self.lengths.binary_search(&pattern.stem.len())
        {
            self.lengths.insert(at, pattern.stem.len());
        }
        self.numbers.insert(pattern.stem.clone(), number);
        self.all.push(pattern);
        number
    }

    /// For each pattern whether a word of `text` has it; with or without the article and the like
    /// that Arabic and Hebrew write on to a word.
    pub(super) fn found_in(&self, text: &str) -> Vec<bool> {
        let mut found = vec![false; self.all.len()];
        for (_, form) in search_words(text) {
            self.mark(&form, &mut found);
            // Which is never written in ASCII.
            if !form.is_ascii() {
                let rest = bare(&form);
                if rest.len() < form.len() {
                    self.mark(rest, &mut found);
                }
            }
        }
        found
    }

    fn mark(&self, form: &str, found: &mut [bool]) {
        if let Some(&number) = self.numbers.get(form) {
            found[number] = true;
        }
        for &length in &self.lengths {
            let stem = form.get(..length);
            if let Some(&number) = stem.and_then(|stem| self.numbers.get(stem))
                && self.all[number].prefix
            {
                found[number] = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_do_not_count_in_long_words() {
        let side = SideWords::read("Les fermetures de 2015");
        let stems: Vec<&str> = side.patterns.all().iter().map(|p| &*p.stem).collect();
        assert_eq!(stems, ["les", "fermetu", "de", "2015"]);
        let found = side.patterns.found_in("La FERMETURE des ponts");
        assert_eq!(found, [false, true, false, false]);
        let found = side.patterns.found_in("les 20155");
        assert_eq!(found, [true, false, false, false]);
    }

    #[test]
    fn han_are_words_of_their_own() {
        let side = SideWords::read("新桥");
        assert!(side.words.len() == 2 && side.words.iter().all(|word| word.spaceless));
        assert_eq!(side.patterns.found_in("桥"), [false, true]);
    }
}
