//! Concordance: the units that have a word or phrase, on either side, and where.

use crate::text::{Language, Span, TokenKind, search_form, tokens};

use super::{MemoryError, Store, TranslationUnit};

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concordance<'a> {
    /// Words that follow each other; a `*` at the end takes the last one as a beginning.
    pub text: &'a str,
    /// Only units with this language on either side, or with any.
    pub language: Option<&'a Language>,
    /// Most units.
    pub limit: usize,
}

/// A unit that has the words.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The unit.
    pub unit: TranslationUnit,
    /// Where they stand in its source, in bytes.
    pub in_source: Vec<Span>,
    /// Where they stand in its target, in bytes.
    pub in_target: Vec<Span>,
}

/// The units of `store` that have the words of `query` one after the other, in their search forms
/// (case, accents and letter variants do not count), in the order of their ids; and how many there
/// are without the limit.
///
/// # Errors
/// [`MemoryError`] when the database fails.
pub fn concordance(
    store: &dyn Store,
    query: &Concordance<'_>,
) -> Result<(Vec<Hit>, usize), MemoryError> {
    let prefix = query.text.trim_end().ends_with('*');
    let words: Vec<String> = search_words(query.text)
        .into_iter()
        .map(|(_, word)| word)
        .collect();
    if words.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let ids = store.with_words(&words, prefix, query.language)?;
    let mut hits = Vec::new();
    for unit in store.units(&ids[..query.limit.min(ids.len())])? {
        let speaks = |language: &Language| {
            query
                .language
                .is_none_or(|asked| language == asked || (language.primary() == asked.as_str()))
        };
        let spans = |language, text: &str| {
            if speaks(language) {
                occurrences(text, &words, prefix)
            } else {
                Vec::new()
            }
        };
        hits.push(Hit {
            in_source: spans(&unit.languages.source, &unit.source),
            in_target: spans(&unit.languages.target, &unit.target),
            unit,
        });
    }
    Ok((hits, ids.len()))
}

/// The words of `text` in their search forms, with their places; what folds to nothing is left out.
///
/// Words are cut at apostrophes too, so that `élève` is found in `l’élève`.
pub(super) fn search_words(text: &str) -> Vec<(Span, String)> {
    let mut words = Vec::new();
    for token in tokens(text).filter(|token| token.kind != TokenKind::Punctuation) {
        let mut at = token.span.start;
        for part in token.span.of(text).split_inclusive(['\'', '’']) {
            let word = part.trim_end_matches(['\'', '’']);
            let form = search_form(word);
            if !form.is_empty() {
                words.push((Span::new(at, at + word.len()), form));
            }
            at += part.len();
        }
    }
    words
}

/// Where `words` follow each other in `text`.
pub(super) fn occurrences(text: &str, words: &[String], prefix: bool) -> Vec<Span> {
    let in_text = search_words(text);
    let Some((last, first)) = words.split_last() else {
        return Vec::new();
    };
    in_text
        .windows(words.len())
        .filter(|window| {
            let same = |(_, word): &(Span, String), wanted: &String| word == wanted;
            let (window_last, window_first) = match window.split_last() {
                Some(parts) => parts,
                None => return false,
            };
            window_first.iter().zip(first).all(|(a, b)| same(a, b))
                && (same(window_last, last) || (prefix && window_last.1.starts_with(last.as_str())))
        })
        .map(|window| Span::new(window[0].0.start, window[window.len() - 1].0.end))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, query: &str, prefix: bool) -> Vec<&'a str> {
        let words: Vec<String> = search_words(query).into_iter().map(|(_, w)| w).collect();
        let spans = occurrences(text, &words, prefix);
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
            found("bridges and bridge", "bridg*", true),
            ["bridges", "bridge"]
        );
        assert_eq!(found("新桥今天通车", "今天", false), ["今天"]);
        assert_eq!(found("پل\u{200c}ها", "پلها", false), ["پل\u{200c}ها"]);
    }
}
