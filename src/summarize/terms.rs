//! Units of counting: words for budgets, terms for likeness.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Span, TokenKind, is_spaceless, search_form, tokens};

/// Maximum length of a term, in characters. Cutting longer words removes endings without knowing the language
/// (truncation as a stemmer: Can et al. 2008, JASIST 59(3)).
const TERM_CHARS: usize = 6;

/// The length of `text` in words, as budgets count it: what white space sets apart is a word; in
/// scripts without spaces each grapheme of a letter is one, and punctuation none.
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().map(words_of_chunk).sum()
}

fn words_of_chunk(chunk: &str) -> usize {
    if !chunk.chars().any(is_spaceless) {
        return 1;
    }
    let (mut count, mut inside) = (0, false);
    for grapheme in chunk.graphemes(true) {
        let letters = grapheme.chars().any(char::is_alphanumeric);
        if grapheme.starts_with(is_spaceless) {
            count += 1;
            inside = false;
        } else if letters && !inside {
            count += 1;
            inside = true;
        }
    }
    count
}

/// Calls `found` with each term of `text`: words in the form that search compares, cut to
/// [`TERM_CHARS`]; in scripts without spaces the pairs of [`each_word`].
pub(super) fn each_term(text: &str, mut found: impl FnMut(&str)) {
    let folded = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        search_form(text)
    };
    each_word(&folded, |word, is_pair| {
        found(if is_pair { word } else { cut(word) });
    });
}

/// The first [`TERM_CHARS`] characters of `word`.
pub(super) fn cut(word: &str) -> &str {
    let end = word.char_indices().nth(TERM_CHARS).map(|(at, _)| at);
    &word[..end.unwrap_or(word.len())]
}

/// Calls `found` with each word of `text`; in scripts without spaces with the pairs of neighbouring
/// graphemes, since one says too little, or a grapheme alone where it has no neighbour, and then
/// says so.
pub(super) fn each_word<'a>(text: &'a str, mut found: impl FnMut(&'a str, bool)) {
    // The grapheme before, and whether a pair with it has been made.
    let mut before: Option<(Span, bool)> = None;
    for token in tokens(text) {
        let word = token.span.of(text);
        let spaceless = token.kind == TokenKind::Word && word.starts_with(is_spaceless);
        match before.take() {
            Some((previous, _)) if spaceless && previous.end == token.span.start => {
                found(Span::new(previous.start, token.span.end).of(text), true);
                before = Some((token.span, true));
                continue;
            }
            Some((previous, false)) => found(previous.of(text), true),
            _ => {}
        }
        if spaceless {
            before = Some((token.span, false));
        } else if token.kind != TokenKind::Punctuation {
            found(word, false);
        }
    }
    if let Some((previous, false)) = before {
        found(previous.of(text), true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        each_term(text, |term| terms.push(term.to_owned()));
        terms
    }

    #[test]
    fn words_are_counted_as_a_reader_would() {
        for (text, words) in [
            ("", 0),
            (" The bridge\n— opened. ", 4),
            ("پل تازه می\u{200c}رود.", 3),
            ("新桥开通了。", 5),
            ("新桥 2026年 Marlow桥", 2 + 2 + 2),
            ("สะพานใหม่", 8),
        ] {
            assert_eq!(count_words(text), words, "{text}");
        }
    }

    #[test]
    fn terms_fold_what_readers_do_not_tell_apart() {
        assert_eq!(terms("The Bridges, bridge!"), ["the", "bridge", "bridge"]);
        assert_eq!(terms("كتابي"), terms("کتابی"));
        assert_eq!(terms("Élève 3,5"), ["eleve", "3,5"]);
        assert_eq!(terms("..."), Vec::<String>::new());
    }

    #[test]
    fn scripts_without_spaces_have_pairs() {
        assert_eq!(terms("新桥开。通 a"), ["新桥", "桥开", "通", "a"]);
    }
}
