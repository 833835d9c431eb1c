//! The parts of a query: words, phrases, operators, parentheses.

use crate::text::Span;

use super::super::UnitSide;
use super::fault::{MAX_TERMS, QueryError, QueryFault};
use super::query::{MAX_PHRASE_WORDS, Word, words_of};

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Side(UnitSide),
    Any,
    Words { words: Vec<Word>, quoted: bool },
}

/// Cuts a query into its parts.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    as_written: bool,
    terms: usize,
}

impl<'a> Lexer<'a> {
    /// The lexer of `text`, whose words count as they are written if `as_written` is set.
    pub(super) fn new(text: &'a str, as_written: bool) -> Self {
        Lexer {
            text,
            at: 0,
            as_written,
            terms: 0,
        }
    }
}

/// The quotation marks that may close what `opener` opens. `None` if it opens nothing.
fn closers(opener: char) -> Option<&'static [char]> {
    match opener {
        '"' => Some(&['"']),
        '“' => Some(&['”', '"']),
        '„' => Some(&['“', '”', '"']),
        '«' => Some(&['»']),
        _ => None,
    }
}

impl Lexer<'_> {
    /// The tokens, each with its place.
    ///
    /// # Errors
    /// [`QueryError`] says what is none, and where.
    pub(super) fn tokens(mut self) -> Result<Vec<(Token, Span)>, QueryError> {
        let mut tokens = Vec::new();
        while let Some(first) = self.text[self.at..].chars().next() {
            let start = self.at;
            let token = match first {
                _ if first.is_whitespace() => {
                    self.at += first.len_utf8();
                    continue;
                }
                '(' => self.skip(1, Token::Open),
                ')' => self.skip(1, Token::Close),
                '-' if self.negates() => self.skip(1, Token::Not),
                _ => match closers(first) {
                    Some(closers) => self.phrase(first, closers)?,
                    None => match self.bare()? {
                        Some(token) => token,
                        None => continue,
                    },
                },
            };
            if matches!(token, Token::Words { .. } | Token::Any) {
                self.terms += 1;
            }
            if self.terms > MAX_TERMS {
                return Err(QueryFault::TooManyTerms.at(start, self.at));
            }
            tokens.push((token, Span::new(start, self.at)));
        }
        Ok(tokens)
    }

    fn skip(&mut self, bytes: usize, token: Token) -> Token {
        self.at += bytes;
        token
    }

    /// Whether the hyphen here is in front of a term, not inside or behind one.
    fn negates(&self) -> bool {
        let (before, after) = self.text.split_at(self.at);
        let begins = before.ends_with(|c: char| c.is_whitespace() || c == '(') || before.is_empty();
        let next = after.chars().nth(1);
        begins && next.is_some_and(|c| c == '(' || closers(c).is_some() || c.is_alphanumeric())
    }

    fn phrase(&mut self, opener: char, closers: &[char]) -> Result<Token, QueryError> {
        let start = self.at;
        let inside = start + opener.len_utf8();
        let Some(length) = self.text[inside..].find(closers) else {
            return Err(QueryFault::UnclosedPhrase.at(start, inside));
        };
        let close = inside + length;
        self.at = close + self.text[close..].chars().next().map_or(0, char::len_utf8);
        let mut words = Vec::new();
        let mut at = inside;
        for piece in self.text[inside..close].split_inclusive(char::is_whitespace) {
            words.extend(self.words(piece.trim_end(), at)?);
            at += piece.len();
        }
        if self.text[self.at..].starts_with('*') {
            self.at += 1;
            if let Some(last) = words.last_mut() {
                last.prefix = true;
            }
        }
        match words.len() {
            0 => Err(QueryFault::Empty.at(start, self.at)),
            length if length > MAX_PHRASE_WORDS => Err(QueryFault::LongPhrase.at(start, self.at)),
            _ => Ok(Token::Words {
                words,
                quoted: true,
            }),
        }
    }

    /// The term here, without quotation marks. `None` if it is punctuation.
    fn bare(&mut self) -> Result<Option<Token>, QueryError> {
        let rest = &self.text[self.at..];
        for (name, side) in [("source:", UnitSide::Source), ("target:", UnitSide::Target)] {
            let behind = rest.strip_prefix(name).and_then(|rest| rest.chars().next());
            if behind.is_some_and(|c| !c.is_whitespace()) {
                return Ok(Some(self.skip(name.len(), Token::Side(side))));
            }
        }
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || closers(c).is_some();
        let length = rest.find(ends).unwrap_or(rest.len());
        let (piece, start) = (&rest[..length], self.at);
        self.at += length;
        let operator = match piece {
            "AND" => Some(Token::And),
            "OR" => Some(Token::Or),
            "NOT" => Some(Token::Not),
            "*" => Some(Token::Any),
            _ => None,
        };
        if operator.is_some() {
            return Ok(operator);
        }
        let words = self.words(piece, start)?;
        if words.len() > MAX_PHRASE_WORDS {
            return Err(QueryFault::LongPhrase.at(start, self.at));
        }
        let quoted = false;
        Ok((!words.is_empty()).then_some(Token::Words { words, quoted }))
    }

    /// The words of `piece`, which begins at `start` and has no white space.
    fn words(&self, piece: &str, start: usize) -> Result<Vec<Word>, QueryError> {
        let Some(star) = piece.find('*') else {
            return Ok(words_of(piece, false, self.as_written));
        };
        let (before, after) = piece.split_at(star);
        let words = words_of(before, true, self.as_written);
        let ends_word = words_of(&before[before.len() - last_length(before)..], false, false);
        if ends_word.is_empty() || after.contains(char::is_alphanumeric) {
            return Err(QueryFault::MisplacedStar.at(start + star, start + star + 1));
        }
        Ok(words)
    }
}

/// Bytes of the last character.
fn last_length(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}
