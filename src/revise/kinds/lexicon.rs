//! Word lists by language: negation, modality, dates.

use rustc_hash::FxHashSet;

use crate::languages::{PerLanguage, Profile};
use crate::text::{Language, is_spaceless, search_form, tokens};

/// The words of a list in one language, in search form.
#[derive(Debug, Default)]
pub(super) struct Words {
    whole: FxHashSet<String>,
    beginnings: Vec<String>,
    endings: Vec<String>,
    /// Parts of the text, in scripts without spaces, long ones first.
    parts: Vec<String>,
}

/// A list for every language that has one.
pub(super) struct Lexicon {
    made: PerLanguage<Words>,
    /// The words of one language as its data file has them.
    list: fn(&'static Profile) -> Vec<&'static str>,
}

/// What denies.
pub(super) static NEGATION: Lexicon = Lexicon::new(|profile| profile.negation.iter().collect());

/// What says how possible or necessary something is.
pub(super) static MODALITY: Lexicon = Lexicon::new(|profile| profile.modality.iter().collect());

/// Months and days of the week.
pub(super) static CALENDAR: Lexicon = Lexicon::new(|profile| {
    let forms = profile.calendar_forms.iter();
    profile.calendar.iter().chain(forms).collect()
});

impl Lexicon {
    const fn new(list: fn(&'static Profile) -> Vec<&'static str>) -> Self {
        Lexicon {
            made: PerLanguage::new(),
            list,
        }
    }

    /// The words of `language`; `None` if there is no list for it.
    pub(super) fn of(&'static self, language: &Language) -> Option<&'static Words> {
        let profile = Profile::of(language.primary());
        let words = self
            .made
            .get(profile, |profile| Words::new((self.list)(profile)));
        (!words.is_empty()).then_some(words)
    }
}

/// The search form of a word, quickly where it is ASCII.
pub(super) fn word_form(word: &str) -> String {
    let mut form = String::new();
    set_word_form(word, &mut form);
    form
}

/// The same, in the place of what `form` was.
fn set_word_form(word: &str, form: &mut String) {
    form.clear();
    if word.is_ascii() {
        form.push_str(word);
        form.make_ascii_lowercase();
    } else {
        form.push_str(&search_form(word));
    }
}

impl Words {
    fn new(list: Vec<&str>) -> Self {
        let mut words = Words::default();
        for word in list {
            if let Some(beginning) = word.strip_suffix('*') {
                words.beginnings.push(search_form(beginning));
            } else if let Some(ending) = word.strip_prefix('*') {
                words.endings.push(search_form(ending));
            } else if word.chars().any(is_spaceless) {
                words.parts.push(word.to_owned());
            } else {
                words.whole.insert(search_form(word));
            }
        }
        words
            .parts
            .sort_by_key(|part| std::cmp::Reverse(part.len()));
        words
    }

    fn is_empty(&self) -> bool {
        let lists = [&self.beginnings, &self.endings, &self.parts];
        self.whole.is_empty() && lists.iter().all(|list| list.is_empty())
    }

    /// Whether `word`, in search form, is one of them.
    pub(super) fn contains(&self, word: &str) -> bool {
        let longer = |part: &String| word.len() > part.len();
        self.whole.contains(word)
            || self
                .beginnings
                .iter()
                .any(|part| word.starts_with(part.as_str()))
            || self
                .endings
                .iter()
                .any(|part| longer(part) && word.ends_with(part.as_str()))
    }

    /// The part of a text in a script without spaces that `text` begins with.
    pub(super) fn part_at(&self, text: &str) -> Option<&str> {
        let parts = self.parts.iter().map(String::as_str);
        parts.into_iter().find(|part| text.starts_with(part))
    }

    /// Whether they are parts of the text in a script without spaces, and no words.
    pub(super) fn are_parts(&self) -> bool {
        !self.parts.is_empty()
    }

    /// All of them in `text`, sorted, in search form.
    pub(super) fn found(&self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut form = String::new();
        for token in tokens(text) {
            set_word_form(token.span.of(text), &mut form);
            if self.contains(&form) {
                found.push(form.clone());
            }
        }
        let mut rest = text;
        while !self.parts.is_empty() && !rest.is_empty() {
            let part = self
                .parts
                .iter()
                .find(|part| rest.starts_with(part.as_str()));
            let step = match part {
                Some(part) => {
                    found.push(part.clone());
                    part.len()
                }
                None => rest.chars().next().map_or(1, char::len_utf8),
            };
            rest = &rest[step..];
        }
        found.sort();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn denials(language: &str, text: &str) -> usize {
        let words = NEGATION.of(&Language::parse(language).unwrap()).unwrap();
        words.found(text).len()
    }

    #[test]
    fn every_language_denies_in_its_own_way() {
        for (language, text, count) in [
            ("en", "It isn't so, and nobody knew.", 2),
            ("de", "Das ist nicht so.", 1),
            ("fr", "Il n’est pas venu.", 2),
            ("fa", "او نمی\u{200c}خواند.", 1),
            ("ar", "لم يفتتح الجسر.", 1),
            ("he", "הגשר לא נפתח.", 1),
            ("hi", "पुल नहीं खुला।", 1),
            ("tr", "Köprü açılmıyor.", 1),
            ("no", "Den åpner ikke.", 1),
            ("zh", "大桥没有开通。", 1),
            ("ja", "橋は開通しません。", 1),
            ("th", "สะพานไม่เปิด", 1),
            ("ko", "다리는 열리지 않았다.", 1),
            ("en", "The bridge opened.", 0),
        ] {
            assert_eq!(denials(language, text), count, "{language}: {text}");
        }
    }
}
