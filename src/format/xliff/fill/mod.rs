//! Translations in the places of an XLIFF file that have none.

mod content;
mod places;

use std::ops::Range;

use crate::format::attributes::{value, with_values};
use crate::format::bilingual::{Blocks, Filling, filled};
use crate::format::decoding::{Kind, encoding_of};
use crate::format::html::Decoded;
use crate::format::xml::escaped;
use crate::format::{ReplacementPiece, WriteBackError};
use crate::text::{Document, Language};

use places::{File, Place, places};

/// The units, or segments of units, that have no translation, a block each. Units of XLIFF 1 whose source is cut
/// into marked segments are passed over.
pub(in super::super) fn open_units(bytes: &[u8]) -> Result<Document, WriteBackError> {
    let decoded = decoded(bytes)?;
    Ok(document(&places(&decoded.text)?))
}

/// The file with these translations; the state of each says whether somebody has yet to look at it.
pub(in super::super) fn fill(
    bytes: &[u8],
    fillings: &[Filling],
    language: &Language,
) -> Result<Vec<u8>, WriteBackError> {
    let decoded = decoded(bytes)?;
    let text = decoded.text.as_str();
    let file = places(text)?;
    let document = document(&file);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for filling in fillings {
        let (number, content) = filled(&document, filling)?;
        let changed = || WriteBackError::Changed("a unit is not where it was".to_owned());
        let place = file.places.get(number).ok_or_else(changed)?;
        let mut target = String::new();
        for piece in content {
            match piece {
                ReplacementPiece::Text(text) => target.push_str(&escaped(&text)),
                ReplacementPiece::Code(code) => {
                    let code = document.codes().get(code).ok_or_else(changed)?;
                    target.push_str(&code.markup);
                }
            }
        }
        edits.extend(edits_of(text, &file, place, &target, filling.needs_review));
        // The language of the targets stands where they have one.
        let (tag, attribute) = &file.language_tags[place.language_tag];
        let raw = text.get(tag.clone()).unwrap_or_default();
        if value(raw, attribute).is_none() {
            edits.push((
                tag.clone(),
                with_values(raw, &[(attribute, language.as_str())]),
            ));
        }
    }
    edits.sort_by_key(|(place, _)| (place.start, place.end));
    edits.dedup();
    let mut written = String::with_capacity(text.len() + text.len() / 2);
    let mut at = 0;
    for (place, edit) in edits {
        written.push_str(text.get(at..place.start).unwrap_or_default());
        written.push_str(&edit);
        at = place.end;
    }
    written.push_str(text.get(at..).unwrap_or_default());
    decoded.encode(&written, bytes)
}

/// What changes so that a place has a target.
fn edits_of(
    text: &str,
    file: &File,
    place: &Place,
    target: &str,
    needs_review: bool,
) -> Vec<(Range<usize>, String)> {
    let state = match (file.is_2, needs_review) {
        (_, false) => "translated",
        (false, true) => "needs-review-translation",
        (true, true) => "initial",
    };
    let part = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    // `<x:target` beside `<x:source`.
    let source = part(&place.source_tag);
    let name = source
        .get(1..crate::format::attributes::name_end(source))
        .unwrap_or_default();
    let name = format!("{}target", name.strip_suffix("source").unwrap_or_default());
    let mut edits = Vec::new();
    let (range, mut tag, before) = match &place.target {
        Some((whole, tag)) => {
            let tag = part(tag);
            let open = tag
                .strip_suffix("/>")
                .map(|open| format!("{}>", open.trim_end()));
            (whole.clone(), open.unwrap_or_else(|| tag.to_owned()), "")
        }
        None => {
            let before = text.get(..place.source_tag.start).unwrap_or_default();
            let indent = &before[before.trim_end().len()..];
            (
                place.after_source..place.after_source,
                format!("<{name}>"),
                indent,
            )
        }
    };
    if file.is_2 {
        let segment = part(&place.segment_tag);
        let mut values = vec![("state", state)];
        if needs_review {
            values.push(("subState", "recto:needs-review"));
        }
        edits.push((place.segment_tag.clone(), with_values(segment, &values)));
    } else {
        tag = with_values(&tag, &[("state", state)]);
    }
    edits.push((range, format!("{before}{tag}{target}</{name}>")));
    edits
}

fn decoded(bytes: &[u8]) -> Result<Decoded, WriteBackError> {
    let encoding = encoding_of(bytes.get(..4096).unwrap_or(bytes), Kind::Xml);
    Decoded::in_encoding(bytes, encoding)
        .map_err(|error| WriteBackError::Changed(error.to_string()))
}

fn document(file: &File) -> Document {
    let mut blocks = Blocks::default();
    for place in &file.places {
        blocks.push(&place.source.text, place.source.codes.clone());
    }
    blocks.document()
}
