//! Articles whose documents have the text of the file as it stands: plain text and Markdown.

use std::path::Path;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::text::{Block, Document, InlineCode, decode};

use super::markdown::{self, OPTIONS};
use super::{ArticleFile, ReadError, Replacement, ReplacementPiece, WriteBackError, front_matter};

/// Finds the blocks and inline codes of a text from a byte on.
type Find = fn(&str, usize) -> (Vec<Block>, Vec<InlineCode>);

/// The article in `bytes`.
pub(super) fn read(bytes: Vec<u8>, path: &Path, find: Find) -> Result<Vec<ArticleFile>, ReadError> {
    let text = decode(bytes).map_err(|error| ReadError::Decode {
        path: path.to_owned(),
        error,
    })?;
    let (front_matter, from) =
        front_matter::split(&text).map_err(|error| ReadError::FrontMatter {
            path: path.to_owned(),
            error,
        })?;
    let (blocks, codes) = find(&text, from);
    Ok(vec![ArticleFile {
        document: Document::new(text, blocks).with_codes(codes),
        front_matter,
    }])
}

/// Puts texts into the plain text in `bytes`.
pub(super) fn write_text(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    let text = text_of(bytes)?;
    let written = replace(&text, &[], replacements, |text, _| text.to_owned())?;
    Ok(encoded(&written, bytes))
}

/// Puts texts into the Markdown in `bytes`.
pub(super) fn write_markdown(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    let text = text_of(bytes)?;
    let from = front_matter::split(&text).map_or(0, |(_, from)| from);
    let (blocks, codes) = markdown::blocks(&text, from);
    let document = Document::new(text, blocks).with_codes(codes);
    let written = replace(document.text(), document.codes(), replacements, escaped)?;
    Ok(encoded(&written, bytes))
}

fn text_of(bytes: &[u8]) -> Result<String, WriteBackError> {
    decode(bytes.to_vec()).map_err(|error| WriteBackError::Changed(error.to_string()))
}

/// The text in the encoding of the bytes, with their mark.
fn encoded(text: &str, like: &[u8]) -> Vec<u8> {
    let utf16 = || "\u{feff}".encode_utf16().chain(text.encode_utf16());
    match like {
        [0xFF, 0xFE, ..] => utf16().flat_map(u16::to_le_bytes).collect(),
        [0xFE, 0xFF, ..] => utf16().flat_map(u16::to_be_bytes).collect(),
        [0xEF, 0xBB, 0xBF, ..] => ["\u{feff}", text].concat().into_bytes(),
        _ => text.as_bytes().to_vec(),
    }
}

fn replace(
    text: &str,
    codes: &[InlineCode],
    replacements: &[Replacement],
    escaped: fn(&str, &str) -> String,
) -> Result<String, WriteBackError> {
    let changed = || WriteBackError::Changed("a text is not where it was".to_owned());
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    for replacement in replacements {
        let within = codes.get(replacement.within.clone()).ok_or_else(changed)?;
        let first = within.first().map_or(usize::MAX, |code| code.span.start);
        let last = within.last().map_or(0, |code| code.span.end);
        let start = replacement.span.start.min(first);
        let end = replacement.span.end.max(last);
        let replaced = text.get(start..end).ok_or_else(changed)?;
        written.push_str(text.get(at..start).ok_or_else(changed)?);
        for piece in &replacement.pieces {
            match piece {
                ReplacementPiece::Text(text) => written.push_str(&escaped(text, replaced)),
                ReplacementPiece::Code(code) => {
                    written.push_str(&codes.get(*code).ok_or_else(changed)?.markup);
                }
            }
        }
        at = end;
    }
    written.push_str(text.get(at..).ok_or_else(changed)?);
    Ok(written)
}

/// Text as Markdown writes it: what would be taken for a mark is escaped, unless it was so in what it takes
/// the place of.
fn escaped(text: &str, replaced: &str) -> String {
    if replaced.contains(text) || is_plain(text) {
        return text.to_owned();
    }
    let mut written = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '~' | '&' | '#' | '|'
        ) {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

/// Whether nothing in `text` is a mark in Markdown.
fn is_plain(text: &str) -> bool {
    if !text.contains(['\\', '*', '_', '`', '[', '<', '~', '&', '|']) {
        return true;
    }
    // Between letters, where no block begins.
    let within = format!("x {text} x");
    let mut shown = String::new();
    for event in Parser::new_ext(&within, OPTIONS) {
        match event {
            Event::Text(text) => shown.push_str(&text),
            Event::SoftBreak => shown.push('\n'),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            _ => return false,
        }
    }
    !text.contains('|') && shown == within
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn with(markdown: &str, replaced: &str, pieces: Vec<ReplacementPiece>) -> String {
        let start = markdown.find(replaced).unwrap();
        let (_, codes) = markdown::blocks(markdown, 0);
        let end = start + replaced.len();
        let within = codes.partition_point(|code| code.span.start < start)
            ..codes.partition_point(|code| code.span.end <= end);
        let replacement = Replacement {
            span: Span::new(start, end),
            within,
            pieces,
        };
        String::from_utf8(write_markdown(markdown.as_bytes(), &[replacement]).unwrap()).unwrap()
    }

    #[test]
    fn texts_come_in_their_places_with_marks() {
        use ReplacementPiece::{Code, Text};
        let markdown = "# A *b*\n\nIt **is** [here](u). Yes.\n";
        let pieces = vec![
            Text("C’".into()),
            Code(2),
            Text("est".into()),
            Code(3),
            Text(" ".into()),
            Code(4),
            Text("ici".into()),
            Code(5),
            Text(".".into()),
        ];
        assert_eq!(
            with(markdown, "It **is** [here](u).", pieces),
            "# A *b*\n\nC’**est** [ici](u). Yes.\n"
        );
        assert_eq!(
            with("a b\n", "a", vec![Text("2 * 3 _x_ <b>".into())]),
            "2 \\* 3 \\_x\\_ \\<b> b\n"
        );
        assert_eq!(
            with("a b\n", "a", vec![Text("2 * 3 snake_case AT&T".into())]),
            "2 * 3 snake_case AT&T b\n"
        );
    }

    #[test]
    fn the_encoding_stays() {
        let utf16: Vec<u8> = "\u{feff}پل"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(write_text(&utf16, &[]).unwrap(), utf16);
        assert_eq!(
            write_text("\u{feff}پل".as_bytes(), &[]).unwrap(),
            "\u{feff}پل".as_bytes()
        );
    }
}
