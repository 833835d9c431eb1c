//! Character references: `&eacute;`, `&#233;`, `&copy` without its semicolon.

use html5gum::{Token, Tokenizer};
use quick_xml::escape::resolve_html5_entity;

/// The longest name of HTML's list has so many characters.
const LONGEST: usize = 33;

/// How many bytes a reference at the start of `text`, which starts with `&`, takes, and what it stands for;
/// none if it is but an ampersand.
pub(super) fn reference(text: &str) -> (usize, Option<String>) {
    let bytes = text.as_bytes();
    let begin = match bytes {
        [_, b'#', b'x' | b'X', ..] => 3,
        [_, b'#', ..] => 2,
        _ => 1,
    };
    let name = bytes[begin..]
        .iter()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    if name == 0 {
        return (1, None);
    }
    let is_closed = bytes.get(begin + name) == Some(&b';');
    let length = begin + name + usize::from(is_closed);
    let Some(piece) = text.get(..length) else {
        return (1, None);
    };
    if begin == 1
        && is_closed
        && let Some(found) = resolve_html5_entity(&piece[1..length - 1])
    {
        return (length, Some(found.to_owned()));
    }
    let mut resolved = String::new();
    for token in Tokenizer::new(piece) {
        let Ok(token) = token;
        if let Token::String(string) = token {
            resolved.push_str(&String::from_utf8_lossy(&string));
        }
    }
    match resolved == piece {
        true => (1, None),
        false => (length, Some(resolved)),
    }
}

/// `text` with its references resolved.
pub(super) fn resolved(text: &str) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        resolved.push_str(&rest[..at]);
        let (length, found) = reference(&rest[at..]);
        resolved.push_str(found.as_deref().unwrap_or(&rest[at..at + length]));
        rest = &rest[at + length..];
    }
    resolved + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_as_browsers_do() {
        let resolved = |text: &str| {
            let (length, found) = reference(text);
            (length, found.unwrap_or_default())
        };
        assert_eq!(resolved("&eacute;x"), (8, "é".to_owned()));
        assert_eq!(resolved("&#x67e;"), (7, "پ".to_owned()));
        assert_eq!(resolved("&#150; x"), (6, "–".to_owned()));
        assert_eq!(resolved("&copy 2"), (5, "©".to_owned()));
        assert_eq!(resolved("&notit;"), (7, "¬it;".to_owned()));
        assert_eq!(reference("& co"), (1, None));
        assert_eq!(reference("&unknown;"), (1, None));
        assert_eq!(reference("&#;"), (1, None));
        assert_eq!(reference("&"), (1, None));
    }
}
