use super::graphemes::first_grapheme;
use super::{Span, is_spaceless};

/// The kinds of tokens, which weigh differently in a match score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// Letters, digits and marks; one grapheme in scripts without spaces.
    Word,
    /// A word of digits, with points or commas between them.
    Number,
    /// Any other character that is not white space.
    Punctuation,
}

/// A word or a punctuation mark of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its span in the text, in bytes.
    pub span: Span,
    /// The kind of token.
    pub kind: TokenKind,
}

impl TokenKind {
    /// Its weight in a match score: words 2, punctuation 1.
    pub fn weight(self) -> u32 {
        match self {
            TokenKind::Word | TokenKind::Number => 2,
            TokenKind::Punctuation => 1,
        }
    }
}

/// The tokens of `text`, in order, without the white space between them.
///
/// A word is a run of letters, digits and marks, with an apostrophe or ZWNJ kept inside between
/// letters and a point or comma between digits; in scripts without spaces each grapheme is a word.
/// Every other character that is not white space is punctuation.
///
/// ```
/// use recto::text::tokens;
/// let text = "L'eau monte: 3,5 m.";
/// let words: Vec<&str> = tokens(text).map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["L'eau", "monte", ":", "3,5", "m", "."]);
/// ```
pub fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let bytes = text.as_bytes();
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let token = match ascii_token_at(bytes, at) {
            Some(token) => token,
            None => {
                let rest = text.get(at..)?;
                let skipped = rest.find(|c: char| !c.is_whitespace())?;
                token_at(text, at + skipped)
            }
        };
        at = token.span.end;
        Some(token)
    })
}

/// The token that begins at `start`, if that can be told from ASCII alone: most can, in most
/// languages, and it is several times faster.
fn ascii_token_at(bytes: &[u8], start: usize) -> Option<Token> {
    let first = *bytes.get(start)?;
    if first.is_ascii_punctuation() {
        return Some(Token {
            span: Span::new(start, start + 1),
            kind: TokenKind::Punctuation,
        });
    }
    let mut end = start;
    let mut numeric = true;
    while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_alphanumeric()) {
        numeric &= byte.is_ascii_digit();
        end += 1;
    }
    // What may be part of the word is for the general rules to say.
    let open = match bytes.get(end) {
        Some(b'\'' | b'.' | b',') => {
            let next = bytes.get(end + 1);
            next.is_some_and(|next| next.is_ascii_alphanumeric() || !next.is_ascii())
        }
        Some(next) => !next.is_ascii(),
        None => false,
    };
    (end > start && !open).then_some(Token {
        span: Span::new(start, end),
        kind: match numeric {
            true => TokenKind::Number,
            false => TokenKind::Word,
        },
    })
}

fn token_at(text: &str, start: usize) -> Token {
    let rest = &text[start..];
    let mut chars = rest.char_indices().peekable();
    let first = rest.chars().next().unwrap_or_default();
    if !is_word_char(first) {
        let end = start + first.len_utf8();
        return Token {
            span: Span::new(start, end),
            kind: TokenKind::Punctuation,
        };
    }
    if is_spaceless(first) {
        return Token {
            span: Span::new(start, start + first_grapheme(rest)),
            kind: TokenKind::Word,
        };
    }
    let mut end = start;
    let mut previous = first;
    let mut numeric = first.is_numeric();
    while let Some((offset, c)) = chars.next() {
        if is_word_char(c) {
            if is_spaceless(c) {
                break;
            }
            numeric = numeric && c.is_numeric();
        } else {
            let next = chars.peek().map(|&(_, next)| next);
            match next {
                Some(next) if joins(previous, c, next) => {}
                _ => break,
            }
        }
        previous = c;
        end = start + offset + c.len_utf8();
    }
    Token {
        span: Span::new(start, end),
        kind: if numeric {
            TokenKind::Number
        } else {
            TokenKind::Word
        },
    }
}

/// Whether `c` holds `before` and `after` together in one word.
fn joins(before: char, c: char, after: char) -> bool {
    let letter = |c: char| is_word_char(c) && !c.is_numeric() && !is_spaceless(c);
    match c {
        '\'' | '’' | '\u{200c}' => letter(before) && letter(after),
        '.' | ',' => before.is_numeric() && after.is_numeric(),
        _ => false,
    }
}

/// Letters, digits and marks.
fn is_word_char(c: char) -> bool {
    match c {
        // Letters of many European languages, without a look into the tables of Unicode.
        'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}' => true,
        '\u{4E00}'..='\u{9FFF}' | '\u{3041}'..='\u{3096}' | '\u{AC00}'..='\u{D7A3}' => true,
        '\u{400}'..='\u{481}' | '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{65F}' => true,
        // Marks begin above.
        '\0'..='\u{2FF}' => c.is_alphanumeric(),
        '\u{2010}'..='\u{2027}' => false,
        _ => c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn words_of_many_scripts() {
        assert_eq!(words("Don’t stop—now"), ["Don’t", "stop", "—", "now"]);
        assert_eq!(words("می\u{200c}رود، پل"), ["می\u{200c}رود", "،", "پل"]);
        assert_eq!(
            words("3.14, 1,000.5 v2.0"),
            ["3.14", ",", "1,000.5", "v2.0"]
        );
        assert_eq!(words("橋が開通"), ["橋", "が", "開", "通"]);
        assert_eq!(words("हिन्दी में"), ["हिन्दी", "में"]);
        assert_eq!(words("a_b"), ["a", "_", "b"]);
        assert_eq!(
            words("'tis rock 'n' roll"),
            ["'", "tis", "rock", "'", "n", "'", "roll"]
        );
    }

    #[test]
    fn letters_are_told_at_a_glance() {
        for c in '\0'..=char::MAX {
            let general = c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
            assert_eq!(is_word_char(c), general, "{c:?}");
        }
    }

    #[test]
    fn numbers_are_told_apart() {
        let kinds: Vec<_> = tokens("12 1.5 ۱۲ v2 x").map(|t| t.kind).collect();
        use TokenKind::*;
        assert_eq!(kinds, [Number, Number, Number, Word, Word]);
    }

    proptest! {
        #[test]
        fn the_fast_way_is_the_same(text in "([a-c0-2.,' _\t-]|é|\u{301}|\u{200c}|橋|’){0,24}") {
            for token in tokens(&text) {
                prop_assert_eq!(token, token_at(&text, token.span.start));
            }
        }

        #[test]
        fn tokens_and_white_space_are_the_whole_text(text in "\\PC{0,200}") {
            let mut at = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= at && !token.span.is_empty());
                prop_assert!(text[at..token.span.start].chars().all(char::is_whitespace));
                at = token.span.end;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
