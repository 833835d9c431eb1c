//! What is searched for, once it has been read.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::text::{Span, TokenKind, search_form, tokens};

use super::super::UnitSide;

/// What a word of a text must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its search form, or the beginning of it.
    pub form: String,
    /// Its letters as they are written, in NFC, or the beginning of them, if they count.
    pub written: Option<String>,
    /// Whether it may go on.
    pub prefix: bool,
}

impl Word {
    /// Whether a word with this search form, written like this, is meant.
    pub fn matches(&self, form: &str, written: &str) -> bool {
        let same = |wanted: &str, here: &str| match self.prefix {
            true => here.starts_with(wanted),
            false => here == wanted,
        };
        let as_written = |wanted: &String| match written.is_ascii() {
            true => same(wanted, written),
            false => same(wanted, &written.nfc().collect::<String>()),
        };
        same(&self.form, form) && self.written.as_ref().is_none_or(as_written)
    }
}

/// Words that follow each other, whatever punctuation is between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The words: at least one, at most [`MAX_PHRASE_WORDS`].
    pub words: Vec<Word>,
    /// The side that they must stand on, or either.
    pub side: Option<UnitSide>,
}

/// Maximum number of words in a phrase.
pub(super) const MAX_PHRASE_WORDS: usize = 64;

/// What a unit must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    /// Nothing: every unit.
    Any,
    /// The phrase.
    Phrase(Phrase),
    /// All of these.
    And(Vec<Expression>),
    /// One of these at least.
    Or(Vec<Expression>),
    /// Not this.
    Not(Box<Expression>),
}

impl Expression {
    /// The phrases that a unit is found for having.
    pub(super) fn wanted<'a>(&'a self, out: &mut Vec<&'a Phrase>) {
        match self {
            Expression::Any | Expression::Not(_) => {}
            Expression::Phrase(phrase) => out.push(phrase),
            Expression::And(parts) | Expression::Or(parts) => {
                parts.iter().for_each(|part| part.wanted(out));
            }
        }
    }
}

/// The words of `text` in their search forms, with their places; what folds to nothing is left out.
///
/// Words are cut at apostrophes too, so that `élève` is found in `l’élève`.
pub(in super::super) fn search_words(text: &str) -> Vec<(Span, String)> {
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

/// The words of `text` as they are looked for; the last one as a beginning if `prefix` is set, each
/// as it is written if `as_written` is.
pub(super) fn words_of(text: &str, prefix: bool, as_written: bool) -> Vec<Word> {
    let text: Cow<'_, str> = match as_written {
        true => text.nfc().collect::<String>().into(),
        false => text.into(),
    };
    let word = |(span, form): (Span, String)| Word {
        form,
        written: as_written.then(|| span.of(&text).to_owned()),
        prefix: false,
    };
    let mut words: Vec<Word> = search_words(&text).into_iter().map(word).collect();
    if let Some(last) = words.last_mut() {
        last.prefix = prefix;
    }
    words
}
