//! Why a query cannot be read.

use crate::text::Span;

use super::query::MAX_PHRASE_WORDS;

/// Maximum number of words and phrases in a query.
pub(super) const MAX_TERMS: usize = 256;

/// Maximum depth of parentheses and negations.
pub(super) const MAX_DEPTH: usize = 64;

/// Why a query cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct QueryError {
    /// The bytes of the query that are at fault.
    pub at: Span,
    /// What is wrong with them.
    pub fault: QueryFault,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryFault {
    /// There is nothing but operators and punctuation.
    #[error("there is no word to look for; give a word, a \"phrase\", or * for every unit")]
    NoWord,
    /// A phrase does not end.
    #[error("this quotation mark is not closed")]
    UnclosedPhrase,
    /// A parenthesis does not end.
    #[error("this parenthesis is not closed")]
    UnclosedParenthesis,
    /// A parenthesis ends that did not begin.
    #[error("this parenthesis was not opened")]
    UnopenedParenthesis,
    /// There is nothing in a parenthesis or a phrase.
    #[error("there is no word in this")]
    Empty,
    /// An operator is at the beginning, or after another.
    #[error(
        "a word, a phrase or a parenthesis must stand before this; in quotation marks it is a word itself"
    )]
    NothingBefore,
    /// An operator is at the end.
    #[error(
        "a word, a phrase or a parenthesis must follow this; in quotation marks it is a word itself"
    )]
    NothingAfter,
    /// A `*` that does not end a word.
    #[error("a * can only end a word")]
    MisplacedStar,
    /// A phrase of too many words.
    #[error("a phrase can have {MAX_PHRASE_WORDS} words at most")]
    LongPhrase,
    /// A query of too many words and phrases.
    #[error(
        "a query can have {MAX_TERMS} words and phrases at most; for a phrase put quotation marks around it"
    )]
    TooManyTerms,
    /// Parentheses within parentheses within parentheses.
    #[error("parentheses and NOTs can be nested {MAX_DEPTH} deep at most")]
    TooDeep,
}

impl QueryFault {
    pub(super) fn at(self, start: usize, end: usize) -> QueryError {
        QueryError {
            at: Span::new(start, end),
            fault: self,
        }
    }
}
