//! The table of contents and the title of a book: where they say what a heading does, they say its translation when
//! that has one.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::part::{Node, PartReader};
use crate::format::io::xml::escaped;
use crate::text::{
    BlockKind, Document, Replacement, ReplacementPiece, Span, collapse_white_space, comparison_form,
};

/// The headings of a document that get another text, with that text.
pub(super) fn headings(
    document: &Document,
    replacements: &[Replacement],
) -> BTreeMap<String, String> {
    let mut headings = BTreeMap::new();
    let blocks = document.blocks().iter();
    for block in blocks.filter(|block| block.kind == BlockKind::Heading) {
        let from = replacements.partition_point(|one| one.span.start < block.span.start);
        let own = replacements.get(from..).unwrap_or_default();
        let own = own.iter().take_while(|one| one.span.end <= block.span.end);
        let mut text = String::new();
        let mut at = block.span.start;
        for one in own {
            let start = one.span.start.max(at);
            text.push_str(&document.plain_text(Span::new(at, start)));
            for piece in &one.pieces {
                match piece {
                    ReplacementPiece::Text(piece) => text.push_str(piece),
                    ReplacementPiece::Code(code) => {
                        let code = document.codes().get(*code);
                        if code.is_some_and(|code| code.name == "br") {
                            text.push(' ');
                        }
                    }
                }
            }
            at = one.span.end;
        }
        if at > block.span.start {
            text.push_str(&document.plain_text(Span::new(at, block.span.end)));
            let source = comparison_form(&document.plain_text(block.span)).into_owned();
            // Letters stay as the translation has them.
            let target = collapse_white_space(text.trim()).into_owned();
            headings.entry(source).or_insert(target);
        }
    }
    headings
}

/// The part with translations in the places where it says what has one; `None` if it says that nowhere. Of elements that
/// are not called so, where `only` names one, nothing changes; nor does anything in a part that is no XML.
pub(super) fn translated(
    name: &str,
    xml: &str,
    only: Option<&str>,
    translations: &BTreeMap<String, String>,
) -> Option<String> {
    let runs = runs(name, xml, only)?;
    let edits = runs
        .into_iter()
        .filter_map(|(text, place)| Some((place, translations.get(&text)?)));
    let mut edits = edits.peekable();
    edits.peek()?;
    let mut written = String::with_capacity(xml.len() + 64);
    let mut at = 0;
    for (place, translation) in edits {
        let place = trimmed(xml, place);
        written.push_str(xml.get(at..place.start)?);
        written.push_str(&escaped(translation));
        at = place.end;
    }
    written.push_str(xml.get(at..)?);
    Some(written)
}

/// What a part says, in the elements called `only` if one is named: texts with nothing but references in them, and
/// their places. `None` if it is no XML.
pub(super) fn runs(
    name: &str,
    xml: &str,
    only: Option<&str>,
) -> Option<Vec<(String, Range<usize>)>> {
    let mut reader = PartReader::new(name, xml);
    let mut runs = Vec::new();
    let mut run: (String, Range<usize>) = (String::new(), 0..0);
    let mut open: Vec<bool> = Vec::new();
    loop {
        let node = reader.next().ok()?;
        if let Node::Text(text) = &node {
            let place = reader.place();
            if run.0.is_empty() {
                run.1 = place.clone();
            }
            run.0.push_str(text);
            run.1.end = place.end;
            continue;
        }
        let is_wanted = only.is_none() || open.last() == Some(&true);
        let (text, place) = std::mem::take(&mut run);
        if is_wanted && !text.trim().is_empty() {
            runs.push((comparison_form(&text).into_owned(), place));
        }
        match node {
            Node::Start(_, tag) => open.push(Some(tag.local_name().as_ref()) == only),
            Node::End => drop(open.pop()),
            Node::Text(_) => {}
            Node::Eof => return Some(runs),
        }
    }
}

/// The place without the white space at its ends.
fn trimmed(xml: &str, place: Range<usize>) -> Range<usize> {
    let raw = xml.get(place.clone()).unwrap_or_default();
    let start = place.start + raw.len() - raw.trim_start().len();
    start..start + raw.trim().len()
}
