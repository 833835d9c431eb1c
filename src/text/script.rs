use unicode_script::{Script, UnicodeScript};

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

/// The direction of `text`: that of its first letter, as rule P2 of UAX #9 has it.
pub fn direction(text: &str) -> Direction {
    let first = text.chars().find(|c| c.is_alphabetic());
    if first.is_some_and(is_right_to_left) {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

fn is_right_to_left(c: char) -> bool {
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

/// Whether `c` is a letter of a script that sets no spaces between words, where each grapheme
/// counts as a word.
pub fn is_spaceless(c: char) -> bool {
    // Everything below Thai writes with spaces, or not at all.
    if c < '\u{0E00}' {
        return false;
    }
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
    fn the_first_letter_decides() {
        assert_eq!(direction("«12» پل"), Direction::RightToLeft);
        assert_eq!(direction("TM به فارسی"), Direction::LeftToRight);
        assert_eq!(direction("123"), Direction::LeftToRight);
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
