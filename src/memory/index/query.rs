//! A query made ready: its tokens, and what exchanging them costs.

use rustc_hash::FxHashMap;

use crate::similarity::exchange_cost;
use crate::text::{TokenKind, tokens};

use super::bounds::Totals;
use super::shape::Shape;

/// A distinct token of a query.
#[derive(Debug)]
pub(super) struct QueryToken {
    pub text: Box<str>,
    pub kind: TokenKind,
    pub lower: Vec<char>,
    pub shape: Shape,
    /// How often the query has it.
    pub times: u32,
}

/// A query, cut into tokens.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// Its distinct tokens, in the order in which they first come.
    pub(super) distinct: Vec<QueryToken>,
    /// Its tokens, as positions in `distinct`.
    pub(super) sequence: Vec<u32>,
    pub(super) totals: Totals,
}

impl Prepared {
    /// The query with this comparison form.
    pub(crate) fn new(form: &str) -> Self {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut distinct: Vec<QueryToken> = Vec::new();
        let mut sequence = Vec::new();
        let mut totals = Totals { words: 0, marks: 0 };
        for token in tokens(form) {
            let text = token.span.of(form);
            match token.kind {
                TokenKind::Punctuation => totals.marks += 1,
                TokenKind::Word | TokenKind::Number => totals.words += 1,
            }
            let number = *numbers.entry(text).or_insert_with(|| {
                distinct.push(QueryToken {
                    text: text.into(),
                    kind: token.kind,
                    lower: text.chars().flat_map(char::to_lowercase).collect(),
                    shape: Shape::new(text),
                    times: 0,
                });
                distinct.len() as u32 - 1
            });
            distinct[number as usize].times += 1;
            sequence.push(number);
        }
        Prepared {
            distinct,
            sequence,
            totals,
        }
    }

    /// What exchanging each distinct token for the token `text` costs.
    pub(super) fn exchanges(&self, text: &str, kind: TokenKind) -> Vec<u8> {
        let lower: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
        let shape = Shape::new(text);
        let cost = |token: &QueryToken| {
            if *token.text == *text {
                0
            } else if (token.kind, kind) == (TokenKind::Word, TokenKind::Word)
                && !token.shape.may_be_variant(shape)
            {
                2
            } else {
                exchange_cost((token.kind, &token.lower), (kind, &lower)) as u8
            }
        };
        self.distinct.iter().map(cost).collect()
    }

    /// Whether a word or number of this kind and shape may be a variant of one of the query's.
    pub(super) fn may_have_variant(&self, kind: TokenKind, shape: Shape) -> bool {
        let words = self.distinct.iter().filter(|token| token.kind == kind);
        match kind {
            TokenKind::Punctuation => false,
            TokenKind::Number => words.count() > 0,
            TokenKind::Word => words
                .into_iter()
                .any(|token| token.shape.may_be_variant(shape)),
        }
    }
}
