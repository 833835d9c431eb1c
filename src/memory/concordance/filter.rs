//! A regular expression that the text of a unit must match.

use regex::{Regex, RegexBuilder};

use crate::text::Span;

/// Bytes that an expression may take once it is compiled; what takes more is a mistake.
const MAX_REGEX_BYTES: usize = 4 << 20;

/// A regular expression for units, matched against their texts as they are, letter for letter;
/// `(?i)` in it makes upper and lower case the same.
#[derive(Debug, Clone)]
pub struct Filter(Regex);

/// Why a regular expression cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// It is not built as a regular expression is.
    #[error("{reason}")]
    Syntax {
        /// The bytes of it that are at fault.
        at: Span,
        /// What is wrong with them.
        reason: String,
    },
    /// It would take too much room.
    #[error(
        "this regular expression is too large once its repetitions are written out; repeat less"
    )]
    TooLarge,
}

impl Filter {
    /// Reads an expression, in the syntax of the regex crate: without back-references and
    /// look-around, so that its time is linear in the text.
    ///
    /// # Errors
    /// [`FilterError`] says what is wrong with it, and where.
    pub fn new(expression: &str) -> Result<Self, FilterError> {
        let compiled = RegexBuilder::new(expression)
            .size_limit(MAX_REGEX_BYTES)
            .build();
        compiled.map(Filter).map_err(|error| match error {
            regex::Error::Syntax(_) => syntax_error(expression),
            _ => FilterError::TooLarge,
        })
    }

    /// Whether `text` has a match.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Where `text` has matches that are not empty.
    pub(super) fn places(&self, text: &str) -> impl Iterator<Item = Span> {
        let found = self.0.find_iter(text).map(|found| found.range().into());
        found.filter(|span: &Span| !span.is_empty())
    }
}

/// What is wrong with `expression`: the regex crate tells it only in words.
fn syntax_error(expression: &str) -> FilterError {
    let (place, reason) = match regex_syntax::Parser::new().parse(expression) {
        Err(regex_syntax::Error::Parse(error)) => (
            error.span().start.offset..error.span().end.offset,
            error.kind().to_string(),
        ),
        Err(regex_syntax::Error::Translate(error)) => (
            error.span().start.offset..error.span().end.offset,
            error.kind().to_string(),
        ),
        Err(error) => (0..expression.len(), error.to_string()),
        Ok(_) => (
            0..expression.len(),
            "this is not a regular expression".to_owned(),
        ),
    };
    let at = place.into();
    FilterError::Syntax { at, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (expression, fault) in [
            ("a(b", "("),
            ("[b-a]", "b-a"),
            (r"x\q", r"\q"),
            (r"\p{Xyz}", r"\p{Xyz}"),
        ] {
            match Filter::new(expression) {
                Err(FilterError::Syntax { at, reason }) => {
                    assert_eq!(at.of(expression), fault, "{expression}: {reason}");
                }
                other => panic!("{expression}: {other:?}"),
            }
        }
        assert_eq!(
            Filter::new(r"(\w{100}){1000}").unwrap_err(),
            FilterError::TooLarge
        );
    }
}
