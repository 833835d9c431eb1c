//! Words that refer back when they open a sentence.

use crate::languages::{PerLanguage, Profile};
use crate::text::{Language, is_spaceless, search_form};

/// Number of characters of a sentence that hold any of the openings.
const LOOK_AT: usize = 40;

/// The openings of a language in the form that search compares.
struct Openings {
    /// What refers back.
    openings: Vec<String>,
    /// What begins like one of these and does not.
    others: Vec<String>,
}

impl Openings {
    fn new(profile: &Profile) -> Self {
        Openings {
            openings: profile.openings.iter().map(search_form).collect(),
            others: profile.openings_not.iter().map(search_form).collect(),
        }
    }

    fn of(language: &Language) -> &'static Self {
        static MADE: PerLanguage<Openings> = PerLanguage::new();
        MADE.get(Profile::of(language.primary()), Openings::new)
    }
}

/// Whether `text` opens with a word that needs the sentence before it to be understood. In a
/// language without a list of such words none does.
pub(super) fn leans_back(text: &str, language: &Language) -> bool {
    let lists = Openings::of(language);
    if lists.openings.is_empty() {
        return false;
    }
    let start: String = text
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .take(LOOK_AT)
        .collect();
    let start = search_form(&start);
    let opens_with = |opening: &String| {
        start.strip_prefix(opening.as_str()).is_some_and(|rest| {
            let ends = opening.starts_with(is_spaceless) || opening.ends_with('\'');
            ends || !rest.starts_with(char::is_alphanumeric)
        })
    };
    // "Cette année-là" refers back again.
    let is_other = |other: &String| {
        let goes_on = |rest: &str| rest.starts_with('-');
        opens_with(other) && !start.strip_prefix(other.as_str()).is_some_and(goes_on)
    };
    lists.openings.iter().any(opens_with) && !lists.others.iter().any(is_other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exception_begins_like_an_opening() {
        for profile in Profile::all() {
            let lists = Openings::new(profile);
            for other in &lists.others {
                let begins = |opening: &String| other.starts_with(opening.as_str());
                assert!(lists.openings.iter().any(begins), "{other}");
            }
        }
    }

    #[test]
    fn what_refers_back() {
        let leans = |text, tag| leans_back(text, &Language::parse(tag).unwrap());
        for (text, tag) in [
            ("She opened it.", "en-GB"),
            ("“But the ferry stopped,” he said.", "en"),
            ("As a result, it rained.", "en"),
            ("Außerdem regnete es.", "de"),
            ("Diese Brücke ist neu.", "de"),
            ("C’était la plus vieille.", "fr"),
            ("Cette année-là, le pont ferma.", "fr"),
            ("Añadió que lloverá.", "es"),
            ("این پل تازه است.", "fa"),
            ("آن‌ها رفتند.", "fa"),
            ("但新桥开通了。", "zh"),
            ("しかし橋は残る。", "ja"),
            ("그러나 비가 왔다.", "ko"),
            ("แต่ฝนตก", "th"),
            ("लेकिन पुल बंद है।", "hi"),
            ("ولكن المطر نزل.", "ar"),
            ("وأضاف أن الجسر آمن.", "ar"),
            ("Han åpnet broen.", "nn"),
        ] {
            assert!(leans(text, tag), "{text}");
        }
        for (text, tag) in [
            ("Sheep crossed the bridge.", "en"),
            ("This week the bridge opens.", "en"),
            ("Diese Woche öffnet die Brücke.", "de"),
            ("Il y a deux ponts.", "fr"),
            ("El puente es nuevo.", "es"),
            ("Este lunes abre el puente.", "es"),
            ("ایران پل تازه ساخت.", "fa"),
            ("این هفته پل باز می‌شود.", "fa"),
            ("وأضاف الوزير أن الجسر آمن.", "ar"),
            ("新桥开通了。", "zh"),
            ("那不勒斯的桥。", "zh"),
            ("She", "sw"),
            ("", "en"),
        ] {
            assert!(!leans(text, tag), "{text}");
        }
    }
}
