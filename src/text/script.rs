use icu_locale::{Locale, LocaleDirectionality};
use unicode_script::{Script, UnicodeScript};

use super::Language;

/// The direction in which a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Latin, Cyrillic, Han, …
    LeftToRight,
    /// Arabic, Hebrew, Syriac, …
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub fn as_html(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

/// Languages whose tags CLDR has no direction for, since it knows Dari as `fa-AF` and Western Panjabi
/// as `pa-Arab`.
const RIGHT_TO_LEFT: [&str; 2] = ["pnb", "prs"];

impl Language {
    /// The direction in which the language is written: that of the script of its tag (`ku-Arab`), or else of its usual
    /// script in the region of the tag (CLDR). `None` for the undetermined language.
    pub fn direction(&self) -> Option<Direction> {
        // Nastaliq is a style of the Arabic script.
        let tag = self.as_str().replace("-Aran", "-Arab");
        let found = Locale::try_from_str(&tag)
            .ok()
            .and_then(|locale| LocaleDirectionality::new_extended().get(&locale.id));
        match found {
            Some(icu_locale::Direction::RightToLeft) => Some(Direction::RightToLeft),
            Some(_) => Some(Direction::LeftToRight),
            None if self.primary() == "und" => None,
            None if RIGHT_TO_LEFT.contains(&self.primary()) => Some(Direction::RightToLeft),
            None => Some(Direction::LeftToRight),
        }
    }
}

/// The direction of `text`: that of its first letter, as in rule P2 of UAX #9.
pub fn direction(text: &str) -> Direction {
    let first = text.chars().find(|c| c.is_alphabetic());
    if first.is_some_and(is_right_to_left) {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

/// Whether `c` is a letter, digit or mark of a script that runs from right to left.
pub fn is_right_to_left(c: char) -> bool {
    // Everything below Hebrew runs from left to right.
    if c < '\u{0590}' {
        return false;
    }
    matches!(
        c.script(),
        Script::Arabic
            | Script::Hebrew
            | Script::Syriac
            | Script::Thaana
            | Script::Nko
            | Script::Adlam
            | Script::Mandaic
            | Script::Samaritan
    )
}

/// Whether `c` is a letter of a script without spaces between words, in which each grapheme counts as a word.
pub fn is_spaceless(c: char) -> bool {
    // Most of what is asked for needs no look into the tables of Unicode.
    match c {
        // Everything below Thai writes with spaces, or not at all.
        ..'\u{0E00}' | '\u{1E00}'..='\u{2E7F}' | '\u{AC00}'..='\u{D7A3}' => false,
        '\u{3041}'..='\u{3096}' | '\u{4E00}'..='\u{9FFF}' => true,
        _ => has_spaceless_script(c),
    }
}

fn has_spaceless_script(c: char) -> bool {
    matches!(
        c.script(),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Bopomofo
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
            | Script::Tibetan
            | Script::Yi
    ) && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_without_spaces_are_told_at_a_glance() {
        for c in '\0'..=char::MAX {
            let spaceless = c >= '\u{0E00}' && has_spaceless_script(c);
            assert_eq!(is_spaceless(c), spaceless, "{:04X}", c as u32);
        }
    }

    #[test]
    fn the_first_letter_decides() {
        assert_eq!(direction("«12» پل"), Direction::RightToLeft);
        assert_eq!(direction("TM به فارسی"), Direction::LeftToRight);
        assert_eq!(direction("123"), Direction::LeftToRight);
    }

    #[test]
    fn languages_have_a_direction() {
        let of = |tag: &str| Language::parse(tag).unwrap().direction();
        for tag in [
            "fa", "ar-EG", "he", "ku-Arab", "ur", "prs", "pnb", "ur-Aran", "pa-PK", "uz-AF", "ks",
            "ckb", "und-Arab",
        ] {
            assert_eq!(of(tag), Some(Direction::RightToLeft), "{tag}");
        }
        for tag in [
            "en",
            "az",
            "az-Latn-IR",
            "ja",
            "fa-Latn",
            "pa",
            "uz",
            "prs-Latn",
            "x-own",
        ] {
            assert_eq!(of(tag), Some(Direction::LeftToRight), "{tag}");
        }
        assert_eq!(Language::undetermined().direction(), None);
    }

    #[test]
    fn spaceless_letters() {
        assert!(
            "橋はสะ"
                .chars()
                .filter(|c| c.is_alphabetic())
                .all(is_spaceless)
        );
        assert!(!"bрπ가。，1".chars().any(is_spaceless));
    }
}
