//! Where in a text it is that a query matches.

use crate::text::Span;

use super::query::Word;
#[cfg(test)]
use super::query::search_words;

/// Where `words` follow each other in `text`.
#[cfg(test)]
pub(in super::super) fn occurrences(text: &str, words: &[Word]) -> Vec<Span> {
    occurrences_in(text, &search_words(text), words)
}

/// Where `words` follow each other in `text`, whose words are `in_text`.
pub(in super::super) fn occurrences_in(
    text: &str,
    in_text: &[(Span, String)],
    words: &[Word],
) -> Vec<Span> {
    if words.is_empty() {
        return Vec::new();
    }
    in_text
        .windows(words.len())
        .filter(|window| {
            let mut pairs = window.iter().zip(words);
            pairs.all(|((span, form), word)| word.matches(form, span.of(text)))
        })
        .map(|window| Span::new(window[0].0.start, window[window.len() - 1].0.end))
        .collect()
}

/// The spans in the order of the text, those that overlap as one.
pub(super) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::query::words_of;
    use super::*;

    fn found<'a>(text: &'a str, query: &str, prefix: bool) -> Vec<&'a str> {
        let spans = occurrences(text, &words_of(query, prefix, false));
        spans.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn phrases_are_found_whatever_their_case_and_accents() {
        assert_eq!(
            found("Le Vieux Pont, le vieux pont.", "vieux pont", false).len(),
            2
        );
        assert_eq!(found("L’élève dort.", "ELEVE", false), ["élève"]);
        assert_eq!(
            found("bridges and bridge", "bridg", true),
            ["bridges", "bridge"]
        );
        assert_eq!(found("新桥今天通车", "今天", false), ["今天"]);
        assert_eq!(found("پل\u{200c}ها", "پلها", false), ["پل\u{200c}ها"]);
    }

    #[test]
    fn what_is_written_counts_if_asked_for() {
        let text = "Polish the cafe\u{301}, polish the cafe.";
        let found = |query| {
            let spans = occurrences(text, &words_of(query, false, true));
            spans.into_iter().map(|span| span.start).collect::<Vec<_>>()
        };
        assert_eq!(found("Polish"), [0]);
        assert_eq!(found("polish"), [text.rfind("polish").unwrap()]);
        assert_eq!(found("café"), [11]);
        assert!(found("CAFE").is_empty());
    }

    #[test]
    fn overlapping_spans_are_one() {
        let spans = [(5, 7), (0, 3), (2, 4), (4, 5), (9, 9)];
        let spans = spans.map(|(start, end)| Span::new(start, end)).to_vec();
        let expected = [(0, 4), (4, 5), (5, 7)].map(|(start, end)| Span::new(start, end));
        assert_eq!(merged(spans), expected);
    }
}
