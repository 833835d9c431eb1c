//! Stems of words.

use std::borrow::Cow;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::languages::Profile;
use crate::text::{Language, search_form};

use super::terms::cut;

/// The Snowball stemmer (Porter 2001) of each language that has one; but not Arabic, where cutting words
/// does better (docs/quality.md).
const STEMMERS: &[(&str, Algorithm)] = &[
    ("ca", Algorithm::Catalan),
    ("cs", Algorithm::Czech),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("eo", Algorithm::Esperanto),
    ("es", Algorithm::Spanish),
    ("et", Algorithm::Estonian),
    ("eu", Algorithm::Basque),
    ("fa", Algorithm::Persian),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("ga", Algorithm::Irish),
    ("hi", Algorithm::Hindi),
    ("hu", Algorithm::Hungarian),
    ("hy", Algorithm::Armenian),
    ("id", Algorithm::Indonesian),
    ("it", Algorithm::Italian),
    ("lt", Algorithm::Lithuanian),
    ("nb", Algorithm::Norwegian),
    ("ne", Algorithm::Nepali),
    ("nl", Algorithm::Dutch),
    ("nn", Algorithm::Norwegian),
    ("no", Algorithm::Norwegian),
    ("pl", Algorithm::Polish),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sr", Algorithm::Serbian),
    ("st", Algorithm::Sesotho),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
    ("uk", Algorithm::Ukrainian),
    ("yi", Algorithm::Yiddish),
];

/// The most letters of an article or a pronoun that is written onto the next word.
const MAX_ELIDED: usize = 5;

/// How words of a language are reduced to stems.
pub(super) struct Stems {
    stemmer: Option<Stemmer>,
    elides: bool,
}

impl Stems {
    /// Those of `language`; where no stemmer knows it, words are cut.
    pub(super) fn new(language: &Language) -> Self {
        let primary = language.primary();
        let known = STEMMERS.iter().find(|(tag, _)| *tag == primary);
        Stems {
            stemmer: known.map(|&(_, algorithm)| Stemmer::create(algorithm)),
            elides: Profile::of(primary).traits.elides,
        }
    }

    /// `word` in small letters, without what is elided before it.
    pub(super) fn bare<'a>(&self, word: &'a str) -> Cow<'a, str> {
        let word = match word.rsplit_once(['\'', '’']) {
            Some((before, rest)) if self.elides && before.chars().count() <= MAX_ELIDED => rest,
            _ => word,
        };
        match word
            .bytes()
            .all(|b| b.is_ascii() && !b.is_ascii_uppercase())
        {
            true => Cow::Borrowed(word),
            false => Cow::Owned(word.to_lowercase()),
        }
    }

    /// The stem of a word as [`Stems::bare`] gives it, in the form that search compares.
    pub(super) fn stem(&self, word: &str) -> String {
        match &self.stemmer {
            Some(stemmer) => search_form(&stemmer.stem(word)),
            None => cut(&search_form(word)).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stem(word: &str, tag: &str) -> String {
        let stems = Stems::new(&Language::parse(tag).unwrap());
        stems.stem(&stems.bare(word))
    }

    #[test]
    fn one_stem_for_all_forms() {
        for (tag, forms) in [
            ("en-GB", ["Bridges", "bridge"]),
            ("de", ["Häuser", "Hauses"]),
            ("fr", ["l’amendement", "amendements"]),
            ("it", ["dell'edizione", "edizioni"]),
            ("tr", ["köprüler", "köprü"]),
            ("fa", ["کتاب\u{200c}ها", "کتاب"]),
            ("pl", ["mostami", "mosty"]),
            ("nn", ["husene", "hus"]),
            ("hi", ["किताबें", "किताब"]),
        ] {
            assert_eq!(stem(forms[0], tag), stem(forms[1], tag), "{tag}");
        }
    }

    #[test]
    fn words_of_other_languages_are_cut() {
        assert_eq!(stem("madaraja", "sw"), "madara");
        assert_eq!(stem("والمهندسون", "ar"), "والمهن");
        assert_eq!(stem("aujourd’hui", "fr"), stem("aujourd'hui", "fr"));
    }

    proptest! {
        #[test]
        fn no_word_is_too_strange(
            word in "[a-zA-Zäöüßéèçğışñőůžćșțøåæα-ωа-яіїєґա-ֆא-תء-يپچژگک\u{200c}\u{64b}-\u{652}\u{900}-\u{94d}\u{b85}-\u{bcd}'’0-9\u{301}\u{307}]{0,24}",
            any in "\\PC{0,12}",
        ) {
            for (tag, _) in STEMMERS {
                stem(&word, tag);
                stem(&any, tag);
            }
        }
    }
}
