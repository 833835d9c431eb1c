//! Figures in a text.

use std::collections::HashMap;

use crate::text::{TokenKind, search_form, tokens};

use super::figure::FigureChange;

/// A figure: its value and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure<'a> {
    /// ASCII digits, a point before decimals, no signs between thousands.
    pub value: String,
    /// The figure as it is written in the text.
    pub text: &'a str,
}

/// The figures of `text`, in order, in the digits of any script.
pub(super) fn figures(text: &str) -> Vec<Figure<'_>> {
    let mut figures = Vec::new();
    let may_begin = |byte: &u8| byte.is_ascii_digit() || !byte.is_ascii();
    let mut end = 0;
    while let Some(place) = text.as_bytes()[end..].iter().position(may_begin) {
        let at = end + place;
        let first = text[at..].chars().next().unwrap_or_default();
        if !is_digit(first) {
            end = at + first.len_utf8();
            continue;
        }
        let mut rest = text[at..].char_indices().peekable();
        while let Some((offset, c)) = rest.next() {
            let joins = is_separator(c) && rest.peek().is_some_and(|&(_, next)| is_digit(next));
            if !is_digit(c) && !joins {
                break;
            }
            end = at + offset + c.len_utf8();
        }
        figures.push(Figure {
            value: value(&text[at..end]),
            text: &text[at..end],
        });
    }
    figures
}

/// The figures that only `old` has, and those that only `new` has, each in order.
pub(super) fn changed<'a>(old: &'a str, new: &'a str) -> (Vec<Figure<'a>>, Vec<Figure<'a>>) {
    let (olds, news) = (figures(old), figures(new));
    let without = |own: &[Figure<'a>], other: &[Figure<'a>]| -> Vec<Figure<'a>> {
        let mut there: HashMap<&str, usize> = HashMap::new();
        for figure in other {
            *there.entry(&figure.value).or_default() += 1;
        }
        let mut lone = own.to_vec();
        lone.retain(|figure| match there.get_mut(&*figure.value) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        });
        lone
    };
    (without(&olds, &news), without(&news, &olds))
}

/// The figures of a source that its translation has not, and those that only the translation has.
///
/// One up to twelve that the other side has no figure for may stand there in words; a figure before
/// the character for month is the name of one.
pub(in super::super) fn translated(source: &str, translation: &str) -> Vec<FigureChange> {
    let named = |text: &str, lone: Vec<Figure<'_>>| -> Vec<String> {
        let mut lone = lone;
        lone.retain(|figure| !is_month(text, figure));
        lone.into_iter()
            .map(|figure| figure.text.to_owned())
            .collect()
    };
    let (source, translation) = (&joined_thousands(source), &joined_thousands(translation));
    let (mut lost, mut found) = changed(source, translation);
    if [source, translation].iter().any(|text| has_afternoon(text)) {
        without_hours(&mut lost, &mut found);
        without_hours(&mut found, &mut lost);
    }
    let (lost, found) = (named(source, lost), named(translation, found));
    let small = |figure: &Option<String>| match figure {
        Some(figure) => matches!(value(figure).parse(), Ok(0..=12)),
        None => true,
    };
    (0..lost.len().max(found.len()))
        .map(|at| FigureChange {
            old: lost.get(at).cloned(),
            new: found.get(at).cloned(),
        })
        .filter(|one| {
            (one.old.is_some() && one.new.is_some()) || !(small(&one.old) && small(&one.new))
        })
        .collect()
}

/// Whether hours of the afternoon are counted from noon.
fn has_afternoon(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    ["p.m", "pm"].iter().any(|mark| {
        lower.match_indices(mark).any(|(at, mark)| {
            let hour = lower[..at].trim_end().ends_with(is_digit);
            // "equipment" has the letters as well.
            hour && !lower[at + mark.len()..].starts_with(char::is_alphanumeric)
        })
    })
}

/// Takes away hours counted from noon and the same ones counted from midnight.
fn without_hours(from_noon: &mut Vec<Figure<'_>>, from_midnight: &mut Vec<Figure<'_>>) {
    from_noon.retain(|figure| {
        let hour = figure
            .value
            .parse()
            .ok()
            .filter(|hour| (1..12).contains(hour));
        let later = hour.map(|hour: u32| (hour + 12).to_string());
        let same = from_midnight
            .iter()
            .position(|other| Some(&other.value) == later.as_ref());
        same.map(|at| from_midnight.remove(at)).is_none()
    });
}

/// The text with no-break spaces where thousands are set apart by plain ones: `2 400`.
fn joined_thousands(text: &str) -> String {
    let digits = |part: &str| part.chars().take_while(|&c| is_digit(c)).count();
    let digits_before = |part: &str| part.chars().rev().take_while(|&c| is_digit(c)).count();
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_between =
            c == ' ' && (1..=3).contains(&digits_before(&out)) && digits(&text[at + 1..]) == 3;
        out.push(if is_between { '\u{a0}' } else { c });
    }
    out
}

/// Whether a figure names a month wherever it is in `text`: `3月`.
fn is_month(text: &str, figure: &Figure<'_>) -> bool {
    let mut ends = text
        .match_indices(figure.text)
        .map(|(at, found)| at + found.len());
    ends.any(|end| text[end..].trim_start().starts_with(['月', '월']))
}

/// Whether `text` is a word of digits.
pub(super) fn is_figure(kind: TokenKind, text: &str) -> bool {
    kind == TokenKind::Number || text.chars().all(is_digit)
}

/// Whether a figure may be a year.
pub(super) fn is_year(figure: &Figure<'_>) -> bool {
    figure.text.chars().count() == 4 && matches!(figure.value.parse(), Ok(1000..=2199))
}

/// Whether `text` holds a date of figures alone: `2026-03-14`, `14.3.2026`, `14/03/26`.
pub(super) fn has_date(text: &str) -> bool {
    let parts: Vec<_> = tokens(text).collect();
    parts.windows(5).any(|five| {
        let figure = |at: usize| is_figure(five[at].kind, five[at].span.of(text));
        let mark = |at: usize| matches!(five[at].span.of(text), "-" | "/" | "." | "\u{2010}");
        let close = five
            .windows(2)
            .all(|pair| pair[0].span.end == pair[1].span.start);
        close && figure(0) && mark(1) && figure(2) && mark(3) && figure(4)
    }) || text.split_whitespace().any(|word| {
        let parts: Vec<&str> = word.trim_matches(['.', ',']).split('.').collect();
        parts.len() == 3
            && parts
                .iter()
                .all(|part| !part.is_empty() && part.chars().all(is_digit))
    })
}

fn is_digit(c: char) -> bool {
    // Letters and marks of many texts, without a look into the tables of Unicode.
    let other = matches!(c, ..'\u{B2}' | '\u{BF}'..='\u{65F}' | '\u{2010}'..='\u{206F}' | '\u{4E00}'..='\u{9FFF}');
    c.is_ascii_digit()
        || (!other
            && c.is_numeric()
            && search_form(c.encode_utf8(&mut [0; 4]))
                .bytes()
                .all(|b| b.is_ascii_digit()))
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | '٫' | '٬' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’'
    )
}

fn value(text: &str) -> String {
    let mut parts = text.split(is_separator).map(search_form);
    let mut value = parts.next().unwrap_or_default();
    for part in parts {
        // Three digits after a sign are thousands more often than decimals.
        if part.len() != 3 {
            value.push('.');
        }
        value.push_str(&part);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_every_script_are_read() {
        let values = |text| -> Vec<String> {
            figures(text)
                .into_iter()
                .map(|figure| figure.value)
                .collect()
        };
        assert_eq!(values("2,400 people, 18.6 %"), ["2400", "18.6"]);
        assert_eq!(values("١٢ كتابا و۳٫۵ متر"), ["12", "3.5"]);
        assert_eq!(values("第3章、１２人"), ["3", "12"]);
        assert_eq!(values("๑๒ วัน, २४"), ["12", "24"]);
        assert_eq!(values("in 1999."), ["1999"]);
        assert_eq!(values("none"), [""; 0]);
    }

    #[test]
    fn the_same_figure_may_be_written_otherwise() {
        let (lost, found) = changed("1\u{a0}000 and ۱۲", "1,000 and 12");
        assert!(lost.is_empty() && found.is_empty());
        let (lost, found) = changed("12 of 40", "40 of 14");
        assert_eq!((lost[0].text, found[0].text), ("12", "14"));
    }

    #[test]
    fn translations_may_write_figures_in_their_own_way() {
        for (source, translation) in [
            ("18.6 million and 2,400", "18,6 millions et 2 400"),
            ("on 3 March 2020", "2020年3月3日"),
            ("two of 40", "2 von 40"),
            ("from 7 a.m. to 9 p.m.", "de 7 h à 21 h"),
            ("2,400 people", "۲٬۴۰۰ نفر"),
        ] {
            assert_eq!(translated(source, translation), [], "{source}");
        }
        let found = translated("2,400 of 40", "2 900 sur 40");
        assert_eq!(found[0].new.as_deref(), Some("2\u{a0}900"));
        assert_eq!(translated("It cost 120.", "Il coûta.").len(), 1);
        // No hour of the afternoon is in it.
        assert_eq!(translated("9 pieces of equipment", "21 appareils").len(), 1);
    }

    #[test]
    fn dates_of_figures_are_seen() {
        assert!(
            has_date("on 2026-03-14 at noon") && has_date("am 14.3.2026.") && has_date("14/03/26")
        );
        assert!(!has_date("3-4 of 12") && !has_date("1.5 m"));
    }
}
