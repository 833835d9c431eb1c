//! Function words: words that hold sentences together and say nothing about their subject.

use rustc_hash::FxHashSet;

use crate::languages::{PerLanguage, Profile};
use crate::text::{Language, search_form};

/// The function words of `language` in search form; `None` where there is no list of it.
pub(super) fn stop_words(language: &Language) -> Option<&'static FxHashSet<String>> {
    static WORDS: PerLanguage<FxHashSet<String>> = PerLanguage::new();
    let forms = |profile: &Profile| profile.function_words.iter().map(search_form).collect();
    let words = WORDS.get(Profile::of(language.primary()), forms);
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_of_languages_and_hold_their_commonest_words() {
        for profile in Profile::all().filter(|profile| !profile.function_words.is_empty()) {
            let language = Language::parse(profile.tag).unwrap();
            let words = stop_words(&language).unwrap();
            assert!(words.len() > 20, "{language}");
        }
        let has = |tag: &str, word: &str| {
            let language = Language::parse(tag).unwrap();
            stop_words(&language).is_some_and(|words| words.contains(&search_form(word)))
        };
        assert!(has("en-GB", "The") && has("fa", "که") && has("ar", "إلى") && has("nn", "og"));
        assert!(!has("en", "bridge") && !has("sw", "na"));
    }
}
