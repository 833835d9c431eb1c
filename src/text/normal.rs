use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Replaces every run of white space by one space and removes white space at both ends.
pub fn collapse_white_space(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if is_collapsed(trimmed) {
        return Cow::Borrowed(trimmed);
    }
    let mut words = trimmed.split_whitespace();
    let first = words.next().unwrap_or_default();
    let mut out = String::with_capacity(trimmed.len());
    out.push_str(first);
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// Whether all white space in `text` is single spaces.
fn is_collapsed(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memmem::find(bytes, b"  ").is_none()
        && memchr::memchr3(b'\n', b'\r', b'\t', bytes).is_none()
        && memchr::memchr2(0x0B, 0x0C, bytes).is_none()
        // The first bytes of the white space that is not ASCII.
        && memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes)
            .all(|at| !text[at..].starts_with(char::is_whitespace))
        // The Ogham space mark, in which nobody writes.
        && !text.contains('\u{1680}')
}

/// The form in which two segments are compared: NFC, with white space collapsed and trimmed.
///
/// Two segments are an exact match when their comparison forms are equal.
pub fn comparison_form(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => collapse_white_space(text),
        _ => Cow::Owned(collapse_white_space(&text.nfc().collect::<String>()).into_owned()),
    }
}

/// Whether `text` is its own comparison form, as far as can be seen at a glance: ASCII, and no white
/// space in it but single spaces between other characters.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut after_space = true;
    let mut plain = true;
    for &byte in bytes {
        let space = byte == b' ';
        plain &= byte.is_ascii() & (byte >= b' ') & !(space & after_space);
        after_space = space;
    }
    plain && (!after_space || bytes.is_empty())
}

/// The form in which texts are searched: words that a reader takes for the same are equal in it.
///
/// NFKD and lower case, without the accents of Latin, Greek and Cyrillic, Arabic vowel marks, Hebrew points, tatweel,
/// ZWNJ and other invisible characters. Arabic kaf, yeh and alef forms become one letter each with the Persian ones
/// (U+0643/U+06A9, U+064A/U+0649/U+06CC), digits of all scripts become ASCII digits, and dotless i becomes i. The marks
/// of Indic and Thai scripts are letters there and stay.
pub fn search_form(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // From where on no character has a form of its own.
    let mut rest = 0;
    for (at, c) in text.char_indices() {
        if let Some(form) = form_of(c) {
            push_search_form(&text[rest..at], &mut out);
            match form {
                Form::Same => out.push(c),
                Form::Ascii(byte) => out.push(char::from(byte)),
                Form::Listed(listed) => out.push_str(listed),
            }
            rest = at + c.len_utf8();
        }
    }
    push_search_form(&text[rest..], &mut out);
    out
}

/// The search form of a character that has the same one in any text.
enum Form {
    Same,
    Ascii(u8),
    Listed(&'static str),
}

/// Characters of most alphabets, and of the punctuation that they share.
const LISTED: [std::ops::Range<u32>; 2] = [0x80..0x700, 0x1E00..0x2070];

/// The search forms of all [`LISTED`] characters that have one of their own.
static FORMS: LazyLock<Vec<Option<Box<str>>>> = LazyLock::new(|| {
    let characters = LISTED.into_iter().flatten().map(char::from_u32);
    let form = |c: Option<char>| {
        let text = String::from(c?);
        // What marks are kept is sorted with those of the characters around.
        let mut form = String::new();
        push_search_form(&text, &mut form);
        let starts = |c: char| canonical_combining_class(c) == 0;
        (starts(c?) && form.chars().all(starts)).then(|| form.into_boxed_str())
    };
    characters.map(form).collect()
});

/// The search form of `c`, if it is the same wherever `c` stands.
fn form_of(c: char) -> Option<Form> {
    match c {
        '\0'..='\x7f' => Some(Form::Ascii(c.to_ascii_lowercase() as u8)),
        '\u{80}'..='\u{6FF}' => FORMS[c as usize - 0x80].as_deref().map(Form::Listed),
        '\u{1E00}'..='\u{206F}' => {
            let at = c as usize - 0x1E00 + (0x700 - 0x80);
            FORMS[at].as_deref().map(Form::Listed)
        }
        '\u{4E00}'..='\u{9FFF}' => Some(Form::Same),
        _ => None,
    }
}

/// Adds the search form of `text` as its definition has it.
fn push_search_form(text: &str, out: &mut String) {
    for c in text.nfkd() {
        if is_ignorable(c) {
            continue;
        }
        if let Some(digit) = decimal_digit(c) {
            out.push(digit);
            continue;
        }
        match c {
            'ك' => out.push('ک'),
            'ي' | 'ى' => out.push('ی'),
            'ٱ' => out.push('ا'),
            'ۀ' | 'ە' => out.push('ه'),
            '’' | 'ʼ' => out.push('\''),
            'ς' => out.push('σ'),
            // Upper-case it is I as well, whose lower case is i but in Turkic languages.
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}'         // combining accents
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The ASCII digit of the same value, for the decimal digits of the scripts that articles use.
pub(super) fn decimal_digit(c: char) -> Option<char> {
    // Each script's ten digits stand together in order; these are their zeros.
    const ZEROS: [char; 14] = [
        '٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '០', '၀',
    ];
    if c.is_ascii_digit() {
        return Some(c);
    }
    if c < ZEROS[0] {
        return None;
    }
    for zero in ZEROS {
        let value = (c as u32).wrapping_sub(zero as u32);
        if value < 10 {
            return char::from_digit(value, 10);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_definition(text: &str) -> String {
        let mut form = String::new();
        push_search_form(text, &mut form);
        form
    }

    #[test]
    fn every_character_has_the_form_of_its_definition() {
        for c in ('\0'..='\u{A000}').chain('\u{F900}'..='\u{FFFF}') {
            for text in [
                format!("{c}"),
                format!("e{c}\u{301}\u{323}\u{488}"),
                format!("\u{93f}\u{951}{c}\u{93c}"),
            ] {
                assert_eq!(search_form(&text), by_definition(&text), "{:04X}", c as u32);
            }
        }
    }

    proptest! {
        #[test]
        fn texts_have_the_form_of_their_definition(
            text in "([a-zA-Z ,’…éßıÅ1۱ٱيكًٌَّٕٓٔא-תְִֹЁё҆҈ςΣ½ﬁ橋がハ한क़िं้ำ\u{200c}\u{300}\u{323}]{0,30})|\\PC{0,20}",
        ) {
            prop_assert_eq!(search_form(&text), by_definition(&text));
        }
    }

    #[test]
    fn white_space_collapses() {
        assert_eq!(collapse_white_space("  a\u{a0} b\r\n c "), "a b c");
        assert!(matches!(
            collapse_white_space(" a b "),
            Cow::Borrowed("a b")
        ));
        assert_eq!(collapse_white_space(" \n"), "");
    }

    #[test]
    fn plain_texts_are_told_from_others() {
        for plain in ["", "a", "a b, c."] {
            assert!(is_plain(plain));
        }
        for other in [" ", " a", "a ", "a  b", "a\tb", "a\u{a0}b", "é"] {
            assert!(!is_plain(other), "{other:?}");
        }
    }

    #[test]
    fn composed_and_decomposed_compare_equal() {
        assert_eq!(
            comparison_form("cafe\u{301}  noir"),
            comparison_form("café noir")
        );
        assert_ne!(comparison_form("Café"), comparison_form("café"));
    }

    #[test]
    fn search_form_folds_what_readers_do_not_tell_apart() {
        assert_eq!(search_form("Élève Straße"), "eleve strasse");
        assert_eq!(search_form("كتابي"), search_form("کتابی"));
        assert_eq!(search_form("می\u{200c}رود"), search_form("میرود"));
        assert_eq!(search_form("۱۲٣"), "123");
        assert_eq!(search_form("ﬁn"), "fin");
        assert_eq!(search_form("IŞIK"), search_form("ışık"));
        assert_eq!(search_form("İstanbul"), search_form("istanbul"));
        assert_eq!(search_form("हिन्दी"), "हिन्दी");
    }
}
