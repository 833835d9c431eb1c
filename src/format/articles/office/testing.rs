//! Containers for tests, and what must be true of every format.

use std::io::{Cursor, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::container::Container;
use crate::format::article::{ArticleFile, ArticleFormat};
use crate::format::registry::{ARTICLE_FORMATS, article_from_bytes, write_back};
use crate::segment::Segmenter;
use crate::text::{
    CodeRole, Document, InlineCode, Language, Replacement, ReplacementPiece, Span, is_spaceless,
};

/// A container of these parts.
pub(in crate::format) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The text of a part of a container.
pub(in crate::format) fn part(bytes: &[u8], name: &str) -> String {
    let mut container = Container::open(bytes).unwrap();
    container.text(name).unwrap().expect("the part")
}

/// The format `name`.
pub(in crate::format) fn format(name: &str) -> &'static ArticleFormat {
    ARTICLE_FORMATS
        .iter()
        .find(|format| format.name == name)
        .unwrap()
}

/// The article in `bytes`.
pub(in crate::format) fn article(name: &str, bytes: &[u8]) -> ArticleFile {
    article_from_bytes(bytes.to_vec(), format(name), Path::new("-")).unwrap()
}

/// The text between `span`, with codes shown as `{b`, `b}` and `{b}`.
pub(in crate::format) fn shown(document: &Document) -> String {
    let text = document.text();
    let mut out = String::new();
    let mut at = 0;
    for code in document.codes() {
        out.push_str(&text[at..code.span.start]);
        let inside = code.span.of(text);
        let name = &code.name;
        out.push_str(&match code.role {
            CodeRole::Begin => format!("{{{name} "),
            CodeRole::End => format!(" {name}}}"),
            CodeRole::Standalone if inside.is_empty() => format!("{{{name}}}"),
            CodeRole::Standalone | CodeRole::Isolated => format!("{{{name}:{inside}}}"),
        });
        at = code.span.end;
    }
    out + &text[at..]
}

/// The kinds and texts of the blocks.
pub(in crate::format) fn blocks(document: &Document) -> Vec<(crate::text::BlockKind, &str)> {
    let blocks = document.blocks().iter();
    blocks
        .map(|block| (block.kind, block.span.of(document.text())))
        .collect()
}

/// Something in the place of `span`: its text changed by `change`, with the codes in it where they are.
pub(in crate::format) fn replaced(
    document: &Document,
    span: Span,
    change: &dyn Fn(&str) -> String,
) -> Replacement {
    let codes = document.codes();
    let is_in = |at: &usize| {
        let code = &codes[*at];
        let inside = span.start <= code.span.start && code.span.end <= span.end;
        let outside = match code.role {
            CodeRole::Begin => code.span.start == span.end,
            CodeRole::End => code.span.end == span.start,
            CodeRole::Standalone | CodeRole::Isolated => {
                code.span.is_empty() && code.span.start == span.start
            }
        };
        inside && !outside
    };
    // What begins where the text ends is not in it, and nor is what comes after.
    let begins_after =
        |code: &InlineCode| code.role == CodeRole::Begin && code.span.start == span.end;
    let end = codes.iter().position(begins_after).unwrap_or(codes.len());
    let within: Vec<usize> = (0..end).filter(is_in).collect();
    let from = within.first().copied().unwrap_or(0);
    let to = within.last().map_or(from, |last| last + 1);
    let mut pieces = Vec::new();
    let mut at = span.start;
    let push = |from: usize, to: usize, pieces: &mut Vec<ReplacementPiece>| {
        if to > from {
            pieces.push(ReplacementPiece::Text(change(&document.text()[from..to])));
        }
    };
    for (number, code) in codes.iter().enumerate().take(to).skip(from) {
        push(at, code.span.start, &mut pieces);
        pieces.push(ReplacementPiece::Code(number));
        at = code.span.end;
    }
    push(at, span.end, &mut pieces);
    Replacement {
        span,
        within: from..to,
        pieces,
    }
}

/// The spans of the segments of `document`.
pub(in crate::format) fn segments(document: &Document) -> Vec<Span> {
    let segments = Segmenter::new(&Language::undetermined()).segment(document);
    segments.into_iter().map(|segment| segment.span).collect()
}

/// Holds a format to what it promises of the file in `bytes`: with nothing replaced it is the same; a text in
/// its own place changes nothing of what is read; a new text is read again, with the codes.
pub(in crate::format) fn check(name: &str, bytes: &[u8]) {
    let before = article(name, bytes);
    let document = &before.document;
    let format = format(name);
    assert_eq!(
        write_back(bytes, format, &[]).unwrap(),
        bytes,
        "with nothing replaced"
    );
    let same = |text: &str| text.to_owned();
    let spans = segments(document);
    let mut all = Vec::new();
    for span in &spans {
        let replacement = replaced(document, *span, &same);
        let written = write_back(bytes, format, std::slice::from_ref(&replacement)).unwrap();
        let after = article(name, &written);
        assert_eq!(shown(&after.document), shown(document), "{replacement:?}");
        assert_eq!(blocks(&after.document), blocks(document), "{replacement:?}");
        all.push(replacement);
    }
    let written = write_back(bytes, format, &all).unwrap();
    assert_eq!(shown(&article(name, &written).document), shown(document));
    // Letters only, of the same kind, so that nothing else about the text changes.
    let letter = |c: char| match c {
        c if !c.is_alphabetic() => c,
        c if c.is_lowercase() => 'x',
        c if is_spaceless(c) => '山',
        _ => 'X',
    };
    let other = |text: &str| text.chars().map(letter).collect::<String>();
    let all: Vec<Replacement> = spans
        .iter()
        .map(|span| replaced(document, *span, &other))
        .collect();
    let written = write_back(bytes, format, &all).unwrap();
    let after = article(name, &written);
    let mut expected = String::new();
    let mut at = 0;
    for span in &spans {
        expected.push_str(&document.text()[at..span.start]);
        let mut from = span.start;
        for code in document.codes().iter().filter(|code| !code.span.is_empty()) {
            if code.span.start >= from && code.span.end <= span.end {
                expected.push_str(&other(&document.text()[from..code.span.start]));
                expected.push_str(code.span.of(document.text()));
                from = code.span.end;
            }
        }
        expected.push_str(&other(&document.text()[from..span.end]));
        at = span.end;
    }
    expected.push_str(&document.text()[at..]);
    // Where a text is spread over other cues, paragraphs may end elsewhere.
    let shown = |text: &str| match name {
        "srt" | "vtt" => text.split_whitespace().collect(),
        _ => text.to_owned(),
    };
    assert_eq!(shown(after.document.text()), shown(&expected));
    // Where a text is spread over other cues, codes end with each and begin again.
    match name {
        "srt" | "vtt" => assert!(after.document.codes().len() >= document.codes().len()),
        _ => assert_eq!(after.document.codes().len(), document.codes().len()),
    }
}
