//! What a language's data files say: abbreviations by class, and words that open a sentence.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

/// The data of one language. All words are lower-cased and without their last full stop.
#[derive(Debug, Default)]
pub(super) struct Abbreviations {
    /// Never end a sentence: `Dr.`, `e.g.`
    pub joining: HashSet<&'static str>,
    /// Belong to a figure that follows, else may end a sentence: `No. 5`, `p. 7`
    pub before_number: HashSet<&'static str>,
    /// End a sentence when a capital follows: `etc.`, `Jr.`, `p.m.`
    pub ending: HashSet<&'static str>,
    /// Words that, capitalised after a full stop, most likely open a sentence.
    pub starters: HashSet<&'static str>,
    /// Months and week days, which follow ordinals and times without opening a sentence.
    pub calendar: HashSet<&'static str>,
    /// Whether a full stop after digits makes an ordinal: `am 3. Mai`
    pub ordinals: bool,
}

impl Abbreviations {
    /// The data of the language with this primary subtag; empty for one without.
    pub fn of(primary: &str) -> &'static Abbreviations {
        static EMPTY: LazyLock<Abbreviations> = LazyLock::new(Abbreviations::default);
        LANGUAGES.get(primary).unwrap_or(&EMPTY)
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
            let words = line.split(' ').filter(|word| !word.is_empty());
            match section {
                "joining" => out.joining.extend(words),
                "before-number" => out.before_number.extend(words),
                "ending" => out.ending.extend(words),
                "starters" => out.starters.extend(words),
                "calendar" => out.calendar.extend(words),
                _ => {}
            }
        }
        out
    }
}

/// One line a language: this is the place to add one.
static LANGUAGES: LazyLock<BTreeMap<&'static str, Abbreviations>> = LazyLock::new(|| {
    [
        ("de", include_str!("abbreviations/de.txt")),
        ("en", include_str!("abbreviations/en.txt")),
        ("es", include_str!("abbreviations/es.txt")),
        ("fr", include_str!("abbreviations/fr.txt")),
        ("it", include_str!("abbreviations/it.txt")),
        ("nl", include_str!("abbreviations/nl.txt")),
        ("pt", include_str!("abbreviations/pt.txt")),
        ("ru", include_str!("abbreviations/ru.txt")),
    ]
    .into_iter()
    .map(|(language, data)| (language, Abbreviations::parse(data)))
    .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_and_every_word_lower_case() {
        for (language, data) in LANGUAGES.iter() {
            assert!(!data.joining.is_empty(), "{language}");
            assert!(!data.starters.is_empty(), "{language}");
            for word in data
                .joining
                .iter()
                .chain(&data.ending)
                .chain(&data.starters)
            {
                assert_eq!(**word, word.to_lowercase(), "{language}");
                assert!(!word.ends_with('.'), "{language}: {word}");
            }
        }
        assert!(Abbreviations::of("de").ordinals);
        assert!(Abbreviations::of("xx").joining.is_empty());
    }
}
