//! Writing texts into plain text and Markdown, whose documents have the text of the file as it is.

use crate::text::{Block, BlockKind, Document, Replacement, ReplacementPiece, Span, decode};

use crate::format::articles::front_matter;
use crate::format::articles::markdown;
use crate::format::write_back::markdown_escapes::{Place, escaped};
use crate::format::write_back_error::WriteBackError;

/// Puts texts into the plain text in `bytes`.
pub(in crate::format) fn write_text(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    let text = text_of(bytes)?;
    let document = Document::new(text, Vec::new());
    let written = replace(&document, replacements, |text, _, _| text.to_owned())?;
    Ok(encoded(&written, bytes))
}

/// Puts texts into the Markdown in `bytes`.
pub(in crate::format) fn write_markdown(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    let text = text_of(bytes)?;
    let from = front_matter::split(&text).map_or(0, |(_, from)| from);
    let document = markdown::blocks(&text, from).document(text);
    let begins_block = |at: usize| {
        let blocks = document.blocks();
        let block = blocks.binary_search_by_key(&at, |block| block.span.start);
        // In the line of a heading, or of a table, nothing else begins.
        let own_line =
            |block: &Block| block.kind != BlockKind::Heading && !in_table(document.text(), at);
        block.is_ok_and(|at| blocks.get(at).is_some_and(own_line))
    };
    let escape = |text: &str, place: Place<'_>, first: Option<usize>| {
        let begins_block = first.is_some_and(begins_block);
        let place = Place {
            begins_block,
            ..place
        };
        escaped(text, &place)
    };
    let written = replace(&document, replacements, escape)?;
    Ok(encoded(&written, bytes))
}

/// Whether a block that begins at this byte is a cell of a table.
fn in_table(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.chars().rev().take_while(|&c| c != '\n')).any(|c| c == '|')
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

/// Puts texts in the places of others, as `escaped` says that they are written: each with its place, and where that
/// is if it is the first of a replacement.
fn replace(
    document: &Document,
    replacements: &[Replacement],
    escaped: impl Fn(&str, Place<'_>, Option<usize>) -> String,
) -> Result<String, WriteBackError> {
    let changed = || WriteBackError::Changed("a text is not where it was".to_owned());
    let (text, codes) = (document.text(), document.codes());
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    for replacement in replacements {
        let within = codes.get(replacement.within.clone()).ok_or_else(changed)?;
        let first = within.first().map_or(usize::MAX, |code| code.span.start);
        let last = within.last().map_or(0, |code| code.span.end);
        let start = replacement.span.start.min(first);
        let end = replacement.span.end.max(last);
        written.push_str(text.get(at..start).ok_or_else(changed)?);
        let mut replaced = Vec::with_capacity(within.len() + 1);
        at = start;
        for code in within {
            replaced.push(Span::new(at, code.span.start.max(at)));
            at = code.span.end;
        }
        replaced.push(Span::new(at, end.max(at)));
        let mut codes_before = 0;
        let beside = |number: Option<usize>| match replacement.pieces.get(number?)? {
            ReplacementPiece::Code(code) => codes.get(*code),
            ReplacementPiece::Text(_) => None,
        };
        for (number, piece) in replacement.pieces.iter().enumerate() {
            match piece {
                ReplacementPiece::Text(text) => {
                    let here = replaced.get(codes_before).copied();
                    let here = here.unwrap_or(Span::new(end, end));
                    let place = Place {
                        replaced: (document.visible_text(here), here.of(document.text())),
                        begins_block: false,
                        before: beside(number.checked_sub(1)),
                        after: beside(Some(number + 1)),
                    };
                    let first = (number == 0).then_some(start);
                    written.push_str(&escaped(text, place, first));
                }
                ReplacementPiece::Code(code) => {
                    written.push_str(&codes.get(*code).ok_or_else(changed)?.markup);
                    codes_before += 1;
                }
            }
        }
        at = end;
    }
    written.push_str(text.get(at..).ok_or_else(changed)?);
    Ok(written)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn with(markdown: &str, replaced: &str, pieces: Vec<ReplacementPiece>) -> String {
        let start = markdown.find(replaced).unwrap();
        let codes = markdown::blocks(markdown, 0).codes;
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
            "2 * 3 \\_x\\_ \\<b> b\n"
        );
        assert_eq!(
            with("a b\n", "a", vec![Text("2 * 3 snake_case AT&T".into())]),
            "2 * 3 snake_case AT&T b\n"
        );
    }

    #[test]
    fn what_was_escaped_is_so_again() {
        use ReplacementPiece::Text;
        for (markdown, replaced, text, expected) in [
            (
                "2 \\* 3 \\* 4\n",
                "2 \\* 3 \\* 4",
                "2 * 3 *4*",
                "2 * 3 \\*4\\*\n",
            ),
            ("\\- a\n", "\\- a", "- b", "\\- b\n"),
            ("\\- a\n", "\\- a", "- a", "\\- a\n"),
            ("1\\. a\n", "1\\. a", "1. b", "1\\. b\n"),
            ("\\# a\n", "\\# a", "b", "b\n"),
            ("a\n", "a", "> b", "\\> b\n"),
            ("- a\n", "a", "12) b", "- 12\\) b\n"),
            ("# a\n", "a", "- b", "# - b\n"),
            ("a. b\n", "b", "- c", "a. - c\n"),
            ("| a |\n|---|\n", "a", "+ b", "| + b |\n|---|\n"),
        ] {
            assert_eq!(
                with(markdown, replaced, vec![Text(text.into())]),
                expected,
                "{markdown}"
            );
        }
    }

    proptest! {
        #[test]
        fn texts_without_escapes_come_back_with_them(
            words in prop::collection::vec(r"[a-c]{1,3}|\\[*_#\-+>.`\[\]!\\<~|&]|1\\\.|\*\*a\*\*|\[b\]\(u\)|\n\n|\n\n- ", 1..12),
            glue in prop::sample::select(vec!["", " "]),
        ) {
            let markdown = words.join(glue);
            prop_assume!(!markdown.trim().is_empty());
            let read = |text: &str| markdown::blocks(text, 0).document(text.to_owned());
            let document = read(&markdown);
            let replacements: Vec<Replacement> = document.blocks().iter().map(|block| {
                let part = document.coded(block.span);
                let mut pieces = Vec::new();
                let mut at = part.span.start;
                for code in part.within.clone() {
                    let span = document.codes()[code].span;
                    let text = document.visible_text(Span::new(at, span.start));
                    pieces.push(ReplacementPiece::Text(text.into_owned()));
                    pieces.push(ReplacementPiece::Code(code));
                    at = span.end;
                }
                let text = document.visible_text(Span::new(at, part.span.end));
                pieces.push(ReplacementPiece::Text(text.into_owned()));
                pieces.retain(|piece| *piece != ReplacementPiece::Text(String::new()));
                Replacement { span: part.span, within: part.within, pieces }
            }).collect();
            let written = write_markdown(markdown.as_bytes(), &replacements).unwrap();
            let written = String::from_utf8(written).unwrap();
            let again = read(&written);
            let texts = |document: &crate::text::Document| -> Vec<_> {
                document.blocks().iter().map(|block| (block.kind, document.plain_text(block.span).into_owned())).collect()
            };
            prop_assert_eq!(texts(&again), texts(&document), "{:?} became {:?}", markdown, written);
        }
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
