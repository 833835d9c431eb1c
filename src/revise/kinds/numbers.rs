//! Figures in a text.

use std::collections::HashMap;

use crate::text::{TokenKind, search_form, tokens};

/// A figure: what it says, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure<'a> {
    /// ASCII digits, a point before decimals, no signs between thousands.
    pub value: String,
    /// As it stands in the text.
    pub text: &'a str,
}

/// The figures of `text`, in order, in the digits of any script.
pub(super) fn figures(text: &str) -> Vec<Figure<'_>> {
    let mut figures = Vec::new();
    if !text
        .bytes()
        .any(|byte| byte.is_ascii_digit() || !byte.is_ascii())
    {
        return figures;
    }
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at < end || !is_digit(c) {
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
    c.is_ascii_digit()
        || (c.is_numeric()
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
    fn dates_of_figures_are_seen() {
        assert!(
            has_date("on 2026-03-14 at noon") && has_date("am 14.3.2026.") && has_date("14/03/26")
        );
        assert!(!has_date("3-4 of 12") && !has_date("1.5 m"));
    }
}
