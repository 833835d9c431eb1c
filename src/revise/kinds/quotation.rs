//! The text between quotation marks.

use crate::text::Span;

/// The marks that open a quotation, each with those that close it.
const PAIRS: [(char, &[char]); 9] = [
    ('“', &['”', '“']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«']),
    ('‹', &['›']),
    ('「', &['」']),
    ('『', &['』']),
    ('"', &['"']),
    ('‘', &['’']),
];

/// The insides of the quotations of `text`, in order; of nested ones the outer.
///
/// A mark that is not closed quotes up to the end: the sentence is one of several in a quotation.
pub(super) fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    // All marks but one are of two bytes and more.
    if text.is_ascii() && !text.contains('"') {
        return found;
    }
    let mut open: Option<(usize, &[char])> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((start, closing)) if closing.contains(&c) => {
                // An apostrophe looks like the mark that closes ‘…’.
                let letter_follows = text[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
                if c != '’' || !letter_follows {
                    found.push(Span::new(start, at));
                    open = None;
                }
            }
            Some(_) => {}
            None => {
                let pair = PAIRS.iter().find(|(opening, _)| *opening == c);
                open = pair.map(|(_, closing)| (at + c.len_utf8(), *closing));
            }
        }
    }
    if let Some((start, _)) = open {
        found.push(Span::new(start, text.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_of_every_style_are_found() {
        for (text, quoted) in [
            ("He said “yes, it’s so” and left.", "yes, it’s so"),
            ("Sie sagte: „Nein.“", "Nein."),
            ("Elle dit « non ».", " non "),
            ("他说：「是」。", "是"),
            ("He said \"yes\" twice.", "yes"),
            ("‘It’s so,’ he said.", "It’s so,"),
            ("گفت «بله».", "بله"),
            ("“We won", "We won"),
        ] {
            let spans = quotations(text);
            assert_eq!(spans.len(), 1, "{text}");
            assert_eq!(spans[0].of(text), quoted);
        }
        assert!(quotations("It isn't so.").is_empty());
    }
}
