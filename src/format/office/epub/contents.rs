//! The table of contents and the title of a book: where they say what a heading does, they say its translation when
//! that has one.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::part::{Node, PartReader};
use crate::format::xml::escaped;
use crate::format::{Replacement, ReplacementPiece};
use crate::text::{BlockKind, Document, Span, comparison_form};

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
            let target = comparison_form(&text).into_owned();
            headings.entry(source).or_insert(target);
        }
    }
    headings
}

/// The part with the translations of headings in the places where it says what they do; none if it says that
/// nowhere. Of elements that are not called so, where `only` names one, nothing changes; nor does anything in a part
/// that is no XML.
pub(super) fn translated(
    name: &str,
    xml: &str,
    only: Option<&str>,
    headings: &BTreeMap<String, String>,
) -> Option<String> {
    let mut reader = PartReader::new(name, xml);
    let mut edits: Vec<(Range<usize>, &String)> = Vec::new();
    // Text that nothing but references stands in, and its place.
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
        if let (Some(heading), true) = (headings.get(&*comparison_form(&text)), is_wanted) {
            edits.push((trimmed(xml, place), heading));
        }
        match node {
            Node::Start(_, tag) => open.push(Some(tag.local_name().as_ref()) == only),
            Node::End => drop(open.pop()),
            Node::Text(_) => {}
            Node::Eof => break,
        }
    }
    if edits.is_empty() {
        return None;
    }
    let mut written = String::with_capacity(xml.len() + 64);
    let mut at = 0;
    for (place, heading) in edits {
        written.push_str(xml.get(at..place.start)?);
        written.push_str(&escaped(heading));
        at = place.end;
    }
    written.push_str(xml.get(at..)?);
    Some(written)
}

/// The place without the white space at its ends.
fn trimmed(xml: &str, place: Range<usize>) -> Range<usize> {
    let raw = xml.get(place.clone()).unwrap_or_default();
    let start = place.start + raw.len() - raw.trim_start().len();
    start..start + raw.trim().len()
}
