//! Datelines: the place, day and agency that news copy opens with.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::languages::Profile;

use super::{alternatives, any_of, head, is_arabic};

/// A dateline is looked for in so many first blocks of an article.
pub(in super::super) const DATELINE_WITHIN: usize = 6;

/// So far into a paragraph the dash (or the 电) of a dateline is looked for, in bytes.
const WITHIN: usize = 240;

/// The same for a dateline inside a paragraph.
const INNER_WITHIN: usize = 96;

// TEHRAN-  LONDON (Agency) —  PARIS, 3 mars (Agence) –
static IN_CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[concat!(
        r"\p{Lu}[\p{Lu}\p{M}’'.-]+(?: \p{Lu}[\p{Lu}\p{M}’'.-]*){0,3}",
        r"(?:, [^\n,()—–:;-]{2,20}(?:, [^\n,()—–:;-]{2,20})?)?(?: ?\([^)\n]{2,40}\))? ?[-–—]{1,2}\s+",
    )])
});

// Berlin (agency) –
static WITH_AGENCY: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        r#"[^\n0-9(),:;!?/–—“”«»"]{2,41}?(?:, [^\n()—–:;]{2,24})? ?\([^)\n]{2,40}\) ?[-–—]{1,2}\s+"#,
    ])
});

// Valdorne, 3 March —   Valdorne, 3. März –   Valdorne, 3 de marzo —
static WITH_DAY: LazyLock<Regex> = LazyLock::new(|| {
    let articles = alternatives(BEFORE_DAYS.iter().copied());
    any_of(&[&format!(
        concat!(
            r#"[^\n0-9(),.:;!?/–—“”«»"]{{2,31}}, (?:(?:{}) )?[0-9]{{1,2}}(?:er|\.|º)? "#,
            r"(?:de )?[^\s0-9,.()–—-]{{3,12}}\.?(?: [0-9]{{4}})? ?(?:\([^)\n]{{2,40}}\) ?)?[-–—]\s+",
        ),
        articles
    )])
});

/// Articles before the day.
static BEFORE_DAYS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    Profile::all()
        .flat_map(|profile| profile.before_days.iter())
        .collect()
});

// تهران - واحد مرکزی خبر: پس از …
const ARABIC_SERVICE: &str = concat!(
    r"[\p{Arabic}\u{200c}]+(?: [\p{Arabic}\u{200c}]+){0,2} [-–—] ",
    r"[\p{Arabic}\u{200c}]+(?: [\p{Arabic}\u{200c}]+){0,2}: ",
);

static IN_ARABIC_SCRIPT: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        ARABIC_SERVICE,
        // The same in Arabic script: place, agency, dash.
        concat!(
            r"[\p{Arabic}\u{200c}]+(?: [\p{Arabic}\u{200c}]+)?(?:[،,] ?[\p{Arabic}\u{200c}\d ]{2,24})?",
            r"(?: ?\([^)\n]{2,40}\))?(?: ?[-–—] ?[\p{Arabic}\u{200c}]{2,20})? ?[-–—]\s+",
        ),
    ])
});

// 本报马洛3月5日电
static IN_HAN: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[r"[\p{Han}\d]{3,20}[电電讯訊](?:[（(][^）)\n]{1,24}[）)])?[ \u{3000}：:]\s*"])
});

// LONDON (Agency) —
static INNER_IN_CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        r"\p{Lu}[\p{Lu}\p{M}’'.-]{2,}(?: \p{Lu}[\p{Lu}\p{M}’'.-]*){0,3} ?\([^)\n]{2,40}\) ?[-–—]{1,2}\s+",
    ])
});

static INNER_IN_ARABIC_SCRIPT: LazyLock<Regex> = LazyLock::new(|| any_of(&[ARABIC_SERVICE]));

/// The end of the dateline that opens `paragraph`, after the white space behind it.
pub(in super::super) fn dateline(paragraph: &str) -> Option<usize> {
    let head = head(paragraph, WITHIN);
    let mut letters = paragraph.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let found = |pattern: &Regex| Some(pattern.find(paragraph)?.end());
    let end = if is_arabic(first) {
        has_dash(head).then(|| found(&IN_ARABIC_SCRIPT)).flatten()
    } else if first.is_uppercase() {
        if !has_dash(head) {
            return None;
        }
        let capitals = second.is_uppercase() || matches!(second, '’' | '\'' | '.' | '-');
        let (agency, day) = (
            head.contains('('),
            head.match_indices(", ").any(|(at, _)| {
                let day = &head[at + 2..];
                let day = BEFORE_DAYS
                    .iter()
                    .find_map(|word| day.strip_prefix(word)?.strip_prefix(' '))
                    .unwrap_or(day);
                day.starts_with(|c: char| c.is_ascii_digit())
            }),
        );
        None.or_else(|| capitals.then(|| found(&IN_CAPITALS)).flatten())
            .or_else(|| agency.then(|| found(&WITH_AGENCY)).flatten())
            .or_else(|| day.then(|| found(&WITH_DAY)).flatten())
    } else {
        let sent = head.contains(['电', '電', '讯', '訊']);
        sent.then(|| found(&IN_HAN)).flatten()
    }?;
    // A paragraph that is nothing but "ROADS -" is no dateline.
    (end < paragraph.len()).then_some(end)
}

/// The end of the dateline that opens a `sentence` inside a paragraph, where several pieces run on,
/// after the white space behind it.
pub(in super::super) fn inner_dateline(sentence: &str) -> Option<usize> {
    let mut letters = sentence.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let pattern = if is_arabic(first) {
        &INNER_IN_ARABIC_SCRIPT
    } else if first.is_uppercase() && !second.is_lowercase() {
        &INNER_IN_CAPITALS
    } else {
        return None;
    };
    if !has_dash(head(sentence, INNER_WITHIN)) {
        return None;
    }
    let end = pattern.find(sentence)?.end();
    (end < sentence.len()).then_some(end)
}

/// Whether a hyphen or dash is before white space, as every dateline's does.
fn has_dash(head: &str) -> bool {
    head.match_indices(['-', '–', '—'])
        .any(|(at, dash)| head[at + dash.len()..].starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        let dated = |paragraph| dateline(paragraph).map(|end| paragraph[..end].trim_end());
        for (paragraph, expected) in [
            ("MARLOW- The new bridge", Some("MARLOW-")),
            ("PORT ELLEN (Agency) — The", Some("PORT ELLEN (Agency) —")),
            (
                "PARIS, 3 mars (Agence) – Le pont",
                Some("PARIS, 3 mars (Agence) –"),
            ),
            ("Marlow (dla) - Die", Some("Marlow (dla) -")),
            ("Valdorne, 3. März — Die", Some("Valdorne, 3. März —")),
            ("تهران - پل تازه", Some("تهران -")),
            ("本报马洛3月5日电 新桥", Some("本报马洛3月5日电")),
            ("The bridge — a new one — opened", None),
            ("A - B", None),
            ("NASA said", None),
            ("ROADS - ", None),
        ] {
            assert_eq!(dated(paragraph), expected, "{paragraph}");
        }
    }

    #[test]
    fn datelines_inside_a_paragraph() {
        let dated = |sentence| inner_dateline(sentence).map(|end| sentence[..end].trim_end());
        for (sentence, expected) in [
            ("LONDON (Agency) — The", Some("LONDON (Agency) —")),
            (
                "تهران - واحد مرکزی خبر: پس از",
                Some("تهران - واحد مرکزی خبر:"),
            ),
            ("Marlow (dla) - Die", None),
            ("NASA (the agency) said - as", None),
        ] {
            assert_eq!(dated(sentence), expected, "{sentence}");
        }
    }
}
