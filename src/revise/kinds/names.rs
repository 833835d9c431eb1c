//! Names, as far as capital letters show them.

use crate::languages::Profile;
use crate::text::{Language, Span, TokenKind, tokens};

/// Whether capitals tell names in a language: German writes every noun with one.
pub(super) fn capitals_tell(language: &Language) -> bool {
    !Profile::of(language.primary()).traits.nouns_capitalized
}

/// Whether the word at `span` of `segment` is most likely a name: it has a capital that neither the
/// start of a sentence nor that of a quotation gives it. Scripts without case have no such sign.
pub(super) fn is_name(segment: &str, span: Span) -> bool {
    let word = span.of(segment);
    let mut chars = word.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    if !first.is_uppercase() || word == "I" || word.starts_with("I'") || word.starts_with("I’") {
        return false;
    }
    if chars.any(char::is_uppercase) {
        // An acronym or the like, wherever it stands.
        return true;
    }
    let before = last_words(&segment[..span.start]);
    tokens(before).last().is_some_and(|token| {
        let mark = token.span.of(before);
        token.kind != TokenKind::Punctuation
            || matches!(mark, "," | ";" | "-" | "–" | "’" | "'" | "/" | "&")
    })
}

/// The end of `text`, long enough to see its last word: nothing more is looked at, however long a
/// sentence is.
pub(super) fn last_words(text: &str) -> &str {
    const FAR: usize = 64;
    let mut at = text.len().saturating_sub(FAR);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    &text[at..]
}
