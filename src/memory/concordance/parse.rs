//! Reading a query.
//!
//! ```text
//! query    = all { "OR" all }
//! all      = one { [ "AND" ] one }
//! one      = ( "NOT" | "-" ) one | [ side ] ( "(" query ")" | phrase | word | "*" )
//! side     = "source:" | "target:"
//! phrase   = '"' words '"' [ "*" ]
//! word     = characters up to white space, a parenthesis or a quotation mark
//! ```
//! Operators are upper-case, so that `and` is a word. A `*` at the end of a word takes it as a
//! beginning. A word of several parts, as `l’eau`, `river-bank` or `新桥`, is a phrase of them.
//! Quotation marks may also be those of a text: `“…”`, `„…“`, `«…»`.

use crate::text::Span;

use super::super::UnitSide;
use super::fault::{MAX_DEPTH, QueryError, QueryFault};
use super::lex::{Lexer, Token};
use super::query::{Expression, MAX_PHRASE_WORDS, Phrase};

/// A query that has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    /// What a unit must have.
    pub(super) expression: Expression,
    /// The words of a query of nothing but words: units in which they follow each other come first.
    pub(super) together: Option<Phrase>,
}

impl SearchQuery {
    /// Reads a query, whose grammar is in docs/memory.md. If `as_written` is set, case, accents and
    /// letter variants count.
    ///
    /// # Errors
    /// [`QueryError`] says what is wrong with it, and where.
    pub fn parse(text: &str, as_written: bool) -> Result<Self, QueryError> {
        let tokens = Lexer::new(text, as_written).tokens()?;
        let mut parser = Parser {
            tokens: &tokens,
            end: text.len(),
            depth: 0,
            side: None,
        };
        if tokens.is_empty() {
            return Err(QueryFault::NoWord.at(0, text.len()));
        }
        let expression = parser.any_of()?;
        if let [(_, span), ..] = parser.tokens {
            return Err(QueryFault::UnopenedParenthesis.at(span.start, span.end));
        }
        Ok(SearchQuery {
            expression,
            together: together(&tokens),
        })
    }
}

/// The words of a query that consists of nothing but several words, as one phrase.
fn together(tokens: &[(Token, Span)]) -> Option<Phrase> {
    let mut words = Vec::new();
    for (token, _) in tokens {
        match token {
            Token::Words {
                words: these,
                quoted: false,
            } => words.extend_from_slice(these),
            _ => return None,
        }
    }
    (tokens.len() > 1 && words.len() <= MAX_PHRASE_WORDS).then_some(Phrase { words, side: None })
}

struct Parser<'a> {
    /// What is left.
    tokens: &'a [(Token, Span)],
    /// Where the query ends.
    end: usize,
    depth: usize,
    /// The side that what is read now is to stand on.
    side: Option<UnitSide>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.first().map(|(token, _)| token)
    }

    fn next(&mut self) -> Option<(&'a Token, Span)> {
        let ((token, span), rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some((token, *span))
    }

    fn any_of(&mut self) -> Result<Expression, QueryError> {
        let mut parts = vec![self.all_of()?];
        while self.peek() == Some(&Token::Or) {
            let operator = self.next().map(|(_, span)| span);
            self.must_follow(operator)?;
            parts.push(self.all_of()?);
        }
        Ok(joined(parts, Expression::Or))
    }

    fn all_of(&mut self) -> Result<Expression, QueryError> {
        let mut parts = vec![self.one()?];
        loop {
            match self.peek() {
                None | Some(Token::Or | Token::Close) => return Ok(joined(parts, Expression::And)),
                Some(Token::And) => {
                    let operator = self.next().map(|(_, span)| span);
                    self.must_follow(operator)?;
                }
                Some(_) => {}
            }
            parts.push(self.one()?);
        }
    }

    /// An error if nothing follows the operator that stands there.
    fn must_follow(&self, operator: Option<Span>) -> Result<(), QueryError> {
        match (self.peek(), operator) {
            (None | Some(Token::Close), Some(span)) => {
                Err(QueryFault::NothingAfter.at(span.start, span.end))
            }
            _ => Ok(()),
        }
    }

    fn one(&mut self) -> Result<Expression, QueryError> {
        let Some((token, span)) = self.next() else {
            return Err(QueryFault::NoWord.at(self.end, self.end));
        };
        match token {
            Token::And | Token::Or => Err(QueryFault::NothingBefore.at(span.start, span.end)),
            Token::Close => Err(QueryFault::UnopenedParenthesis.at(span.start, span.end)),
            Token::Any => Ok(Expression::Any),
            Token::Words { words, .. } => Ok(Expression::Phrase(Phrase {
                words: words.clone(),
                side: self.side,
            })),
            Token::Not => {
                self.must_follow(Some(span))?;
                let part = self.within(span, |parser| parser.one())?;
                Ok(Expression::Not(Box::new(part)))
            }
            Token::Side(side) => {
                self.must_follow(Some(span))?;
                let outer = self.side.replace(*side);
                let part = self.within(span, |parser| parser.one())?;
                self.side = outer;
                Ok(part)
            }
            Token::Open => {
                if self.peek() == Some(&Token::Close) {
                    return Err(QueryFault::Empty.at(span.start, span.end));
                }
                if self.peek().is_none() {
                    return Err(QueryFault::UnclosedParenthesis.at(span.start, span.end));
                }
                let part = self.within(span, |parser| parser.any_of())?;
                match self.next() {
                    Some((Token::Close, _)) => Ok(part),
                    _ => Err(QueryFault::UnclosedParenthesis.at(span.start, span.end)),
                }
            }
        }
    }

    /// What `read` reads one level deeper.
    fn within(
        &mut self,
        span: Span,
        read: impl FnOnce(&mut Self) -> Result<Expression, QueryError>,
    ) -> Result<Expression, QueryError> {
        if self.depth == MAX_DEPTH {
            return Err(QueryFault::TooDeep.at(span.start, span.end));
        }
        self.depth += 1;
        let part = read(self)?;
        self.depth -= 1;
        Ok(part)
    }
}

/// The parts as one expression.
fn joined(mut parts: Vec<Expression>, join: fn(Vec<Expression>) -> Expression) -> Expression {
    match parts.len() {
        1 => parts.remove(0),
        _ => join(parts),
    }
}

#[cfg(test)]
mod tests {
    use super::super::query::Word;
    use super::*;
    use proptest::prelude::*;

    /// The expression in a form that shows what binds to what.
    fn shown(expression: &Expression) -> String {
        let all = |parts: &[Expression]| parts.iter().map(shown).collect::<Vec<_>>();
        match expression {
            Expression::Any => "*".to_owned(),
            Expression::Not(part) => format!("!{}", shown(part)),
            Expression::And(parts) => format!("({})", all(parts).join(" & ")),
            Expression::Or(parts) => format!("({})", all(parts).join(" | ")),
            Expression::Phrase(phrase) => {
                let word = |word: &Word| word.form.clone() + if word.prefix { "*" } else { "" };
                let words: Vec<String> = phrase.words.iter().map(word).collect();
                let side = match phrase.side {
                    None => "",
                    Some(UnitSide::Source) => "s:",
                    Some(UnitSide::Target) => "t:",
                };
                side.to_owned() + &words.join("_")
            }
        }
    }

    fn read(text: &str) -> String {
        match SearchQuery::parse(text, false) {
            Ok(query) => shown(&query.expression),
            Err(error) => format!("{:?} at {}", error.fault, error.at.of(text)),
        }
    }

    #[test]
    fn queries_are_read() {
        for (text, expected) in [
            ("bridge", "bridge"),
            ("old bridge", "(old & bridge)"),
            ("\"The OLD bridge\"", "the_old_bridge"),
            ("„alte Brücke“ «vieux pont»", "(alte_brucke & vieux_pont)"),
            ("open* \"ol* brid\"*", "(open* & ol*_brid*)"),
            ("a OR b c OR d", "(a | (b & c) | d)"),
            ("(a OR b) AND c", "((a | b) & c)"),
            ("a AND NOT b -c -\"d e\"", "(a & !b & !c & !d_e)"),
            ("NOT NOT a", "!!a"),
            (
                "source:bridge target:(pont OR «la passerelle»)",
                "(s:bridge & (t:pont | t:la_passerelle))",
            ),
            ("-source:a", "!s:a"),
            ("source:(a target:b)", "(s:a & t:b)"),
            ("* -a", "(* & !a)"),
            ("and or not", "(and & or & not)"),
            ("\"AND\"", "and"),
            ("river-bank, l’eau!", "(river_bank & l_eau)"),
            ("a - b -- c", "(a & b & c)"),
            ("新桥 ไทย", "(新_桥 & ไ_ท_ย)"),
            ("http://x source: y", "(http_x & source & y)"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_place() {
        for (text, expected) in [
            ("", "NoWord at "),
            (" , ", "NoWord at  , "),
            ("a \"b c", "UnclosedPhrase at \""),
            ("a (b", "UnclosedParenthesis at ("),
            ("(", "UnclosedParenthesis at ("),
            ("a) b", "UnopenedParenthesis at )"),
            (")", "UnopenedParenthesis at )"),
            ("()", "Empty at ("),
            ("\" , \"", "Empty at \" , \""),
            ("OR a", "NothingBefore at OR"),
            ("a AND OR b", "NothingBefore at OR"),
            ("a OR", "NothingAfter at OR"),
            ("(a NOT) b", "NothingAfter at NOT"),
            ("op*n", "MisplacedStar at *"),
            ("*ing", "MisplacedStar at *"),
            ("\"a * b\"", "MisplacedStar at *"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        let long = format!("\"{}\"", "a ".repeat(65));
        assert!(read(&long).starts_with("LongPhrase"));
        assert!(read(&"a ".repeat(257)).starts_with("TooManyTerms"));
        assert!(read(&"(".repeat(70)).starts_with("TooDeep"));
        assert!(read(&"-(".repeat(40_000)).starts_with("TooDeep"));
    }

    #[test]
    fn only_words_stand_together() {
        let together = |text| SearchQuery::parse(text, false).unwrap().together.is_some();
        assert!(together("old bridge"));
        for other in [
            "bridge",
            "\"old bridge\"",
            "old AND bridge",
            "old -bridge",
            "source:old bridge",
        ] {
            assert!(!together(other), "{other}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[ab*\"()«»:桥’ -]{0,30}|((AND|OR|NOT|source:|a|\"|\\(|\\)) ?){0,12}|\\PC{0,40}") {
            for as_written in [false, true] {
                if let Err(error) = SearchQuery::parse(&text, as_written) {
                    prop_assert!(text.get(error.at.start..error.at.end).is_some());
                }
            }
        }
    }
}
