//! What a language's data files say: abbreviations by class, words that open a sentence, months.
//!
//! The files are plain text for translators to read and extend; each names its sources.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

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
    /// Words before a capital letter that is a label and no initial: `size S.`, `vitamin C.`
    pub labels: HashSet<&'static str>,
    /// Names that end in `!` or `?`, with the mark.
    pub names: HashSet<&'static str>,
    /// Words that say that somebody speaks, for scripts without case; in those without spaces `^`
    /// marks what follows the quotation mark at once.
    pub speech: std::collections::BTreeSet<&'static str>,
    /// Abbreviations of several parts (`z. B.`), by each of their parts: where in the phrase it is,
    /// and the phrase.
    pub phrases: HashMap<&'static str, Vec<(usize, Vec<&'static str>)>>,
    /// Whether a full stop after digits makes an ordinal: `am 3. Mai`
    pub ordinals: bool,
}

impl Abbreviations {
    /// The data of the language with this primary subtag; empty for one without.
    pub fn of(primary: &str) -> &'static Abbreviations {
        static EMPTY: LazyLock<Abbreviations> = LazyLock::new(Abbreviations::default);
        let primary = match primary {
            // One written standard or data file for several tags.
            "no" | "nn" => "nb",
            "bs" | "sh" => "hr",
            "arz" | "ary" | "ckb" => "ar",
            "prs" => "fa",
            other => other,
        };
        match LANGUAGES.binary_search_by_key(&primary, |language| language.primary) {
            Ok(at) => LANGUAGES[at]
                .parsed
                .get_or_init(|| Abbreviations::parse(LANGUAGES[at].data)),
            Err(_) => &EMPTY,
        }
    }

    /// The primary subtags of the languages with data, in order.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|language| language.primary)
    }

    /// The abbreviations of a class, in the order of the alphabet.
    pub fn of_class(&self, is_in: impl Fn(Class) -> bool) -> Vec<&'static str> {
        let found = self.classes.iter().filter(|(_, class)| is_in(**class));
        let mut words: Vec<&str> = found.map(|(word, _)| *word).collect();
        words.sort_unstable();
        words
    }

    /// What is known of `word`; nothing of most words.
    pub fn class(&self, word: &str) -> Class {
        self.classes.get(word).copied().unwrap_or_default()
    }

    fn parse(data: &'static str) -> Self {
        let mut out = Abbreviations::default();
        let mut section = "";
        for line in data.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
                out.ordinals |= section == "ordinals";
                continue;
            }
            if section == "phrases" {
                out.add_phrase(line);
                continue;
            }
            let words = line.split_whitespace();
            match section {
                "starters" => out.starters.extend(words),
                "calendar" => out.calendar.extend(words),
                "labels" => out.labels.extend(words),
                "speech" => out.speech.extend(words),
                "names" => out.names.extend(words),
                _ => {
                    for word in words {
                        let class = out.classes.entry(word).or_default();
                        match section {
                            "joining" => class.joining = true,
                            "before-number" => class.before_number = true,
                            "before-name" => class.before_name = true,
                            "ending" => class.ending = true,
                            _ => {}
                        }
                    }
                }
            }
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

/// The data file of a language, read when the language is first asked for.
struct DataFile {
    primary: &'static str,
    data: &'static str,
    parsed: OnceLock<Abbreviations>,
}

macro_rules! languages {
    ($($language:literal)+) => {
        [$(DataFile {
            primary: $language,
            data: include_str!(concat!("abbreviations/", $language, ".txt")),
            parsed: OnceLock::new(),
        }),+]
    };
}

/// In the order of their tags. This is the place to add a language.
static LANGUAGES: [DataFile; 52] = languages!("ar" "bg" "ca" "cs" "da" "de" "el" "en" "es" "et" "eu" "fa" "fi" "fr" "ga" "gl" "he" "hi" "hr" "hu" "hy" "id" "is" "it" "ja" "ka" "kk" "ko" "lt" "lv" "mk" "mr" "ms" "nb" "nl" "pl" "pt" "ro" "ru" "sk" "sl" "sq" "sr" "sv" "sw" "th" "tr" "uk" "ur" "uz" "vi" "zh");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_and_every_word_lower_case() {
        assert!(LANGUAGES.is_sorted_by_key(|language| language.primary));
        for language in Abbreviations::languages() {
            let data = Abbreviations::of(language);
            assert!(!data.classes.is_empty(), "{language}");
            let words = data
                .classes
                .keys()
                .chain(&data.starters)
                .chain(&data.calendar);
            for word in words {
                assert_eq!(**word, word.to_lowercase(), "{language}");
                assert!(!word.ends_with('.'), "{language}: {word}");
                assert!(!word.contains(['[', ']', '#']), "{language}: {word}");
            }
        }
        assert!(Abbreviations::of("de").ordinals);
        assert!(Abbreviations::of("xx").classes.is_empty());
    }
}
