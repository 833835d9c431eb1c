//! Filling the places of an XLIFF file that have no translation yet. All else stays byte for byte.

mod candidates;
mod cut;
mod places;
mod text;

use std::ops::Range;

use crate::format::io::attributes::{name_end, value, with_values};
use crate::format::io::decoding::{Kind, encoding_of};
use crate::format::io::encoding::Decoded;
use crate::format::io::xml::escaped;
use crate::format::write_back::bilingual::Candidate;
use crate::format::write_back::bilingual::{Blocks, Filling, OpenTexts, filled};
use crate::format::write_back_error::WriteBackError;
use crate::text::{Document, Language, ReplacementPiece};

use super::UNTRANSLATED;
use super::parsed::Version;
use places::{File, Pair, places};

/// The units or segments without a translation, one block for each.
pub(in crate::format) fn open_units(bytes: &[u8]) -> Result<OpenTexts, WriteBackError> {
    let decoded = decoded(bytes)?;
    Ok(OpenTexts {
        document: document(&places(&decoded.text)?),
        plurals: Vec::new(),
    })
}

/// The translation of a place, as it is written into the file.
struct Part<'a> {
    segment: Option<usize>,
    text: String,
    needs_review: bool,
    candidates: &'a [Candidate],
}

/// A range of bytes of the file, and the text that takes its place.
type Edit = (Range<usize>, String);

/// The file with these translations. The state of each says whether a person must still review it.
pub(in crate::format) fn fill(
    bytes: &[u8],
    fillings: &[Filling],
    language: &Language,
) -> Result<Vec<u8>, WriteBackError> {
    let decoded = decoded(bytes)?;
    let text = decoded.text.as_str();
    let file = places(text)?;
    let document = document(&file);
    // The translations of each pair that gets any.
    let mut pairs: Vec<(usize, Vec<Part<'_>>)> = Vec::new();
    for filling in fillings {
        let (number, content) = filled(&document, filling)?;
        let changed = || WriteBackError::Changed("a unit is not where it was".to_owned());
        let place = file.places.get(number).ok_or_else(changed)?;
        let mut text = String::new();
        for piece in content {
            match piece {
                ReplacementPiece::Text(piece) => text.push_str(&escaped(&piece)),
                ReplacementPiece::Code(code) => {
                    let code = document.codes().get(code).ok_or_else(changed)?;
                    text.push_str(&code.markup);
                }
            }
        }
        let part = Part {
            segment: place.segment,
            text,
            needs_review: filling.needs_review,
            candidates: &filling.candidates,
        };
        match pairs.last_mut() {
            Some((pair, parts)) if *pair == place.pair => parts.push(part),
            _ => pairs.push((place.pair, vec![part])),
        }
    }
    let mut writing = Writing {
        text,
        file: &file,
        edits: Vec::new(),
        holder: (0, String::new()),
        named: 0,
    };
    for (number, parts) in &pairs {
        if let Some(pair) = file.pairs.get(*number) {
            writing.pair(pair, parts, language);
        }
    }
    writing.end_holder();
    let mut edits = writing.edits;
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

struct Writing<'a> {
    text: &'a str,
    file: &'a File,
    edits: Vec<Edit>,
    /// The unit of XLIFF 2 that is being written, and the candidates for its segments.
    holder: (usize, String),
    /// Number of its segments that have been given an identifier.
    named: usize,
}

impl<'a> Writing<'a> {
    fn part(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The white space before a place.
    fn indent(&self, place: usize) -> &'a str {
        let before = self.text.get(..place).unwrap_or_default();
        before.get(before.trim_end().len()..).unwrap_or_default()
    }

    fn pair(&mut self, pair: &Pair, parts: &[Part<'_>], language: &Language) {
        // `<x:target` beside `<x:source`.
        let source = self.part(&pair.source_tag);
        let name = source.get(1..name_end(source)).unwrap_or_default();
        let prefix = name.strip_suffix("source").unwrap_or_default();
        let name = format!("{prefix}target");
        let indent = self.indent(pair.source_tag.start);
        let needs_review = parts.iter().any(|part| part.needs_review);
        let (range, mut tag, before) = match &pair.target {
            Some((whole, tag)) => (whole.clone(), opened(self.part(tag)), ""),
            None => (
                pair.after_source..pair.after_source,
                format!("<{name}>"),
                indent,
            ),
        };
        let (content, is_whole) = self.content(pair, parts);
        let mut after = String::new();
        if self.file.version == Version::Two {
            self.segment(pair, parts, prefix, needs_review);
        } else {
            if let Some(state) = state(pair, needs_review, is_whole) {
                tag = with_values(&tag, &[("state", state)]);
            }
            for part in parts {
                let segment = part.segment.and_then(|at| pair.cut.segments.get(at));
                let segment = segment.filter(|segment| segment.is_outermost);
                let segment = segment.map(|segment| segment.name.as_str());
                after += &candidates::alternatives(part.candidates, segment, prefix, indent);
            }
        }
        self.edits
            .push((range, format!("{before}{tag}{content}</{name}>{after}")));
        // The language of the targets stands where they have one.
        let attribute = match self.file.version {
            Version::One => "target-language",
            Version::Two => "trgLang",
        };
        if let Some(holder) = self.file.holders.get(pair.holder) {
            let tag = &holder.language_tag;
            let raw = self.part(tag);
            if value(raw, attribute).is_none() {
                let edit = with_values(raw, &[(attribute, language.as_str())]);
                self.edits.push((tag.clone(), edit));
            }
        }
    }

    /// The content of a target with these translations, and whether all of it is translated then.
    fn content(&self, pair: &Pair, parts: &[Part<'_>]) -> (String, bool) {
        if pair.cut.segments.is_empty() {
            let whole = parts.first().map(|part| part.text.clone());
            return (whole.unwrap_or_default(), true);
        }
        // They are in the order of the segments.
        let translation = |at: usize| {
            let part = parts.binary_search_by_key(&Some(at), |part| part.segment);
            part.ok()
                .and_then(|part| parts.get(part))
                .map(|part| part.text.as_str())
        };
        let mut is_whole = true;
        let mut written = String::new();
        // As the target is cut, else as the source is; what is between segments stays.
        let from_target = !pair.target_cut.segments.is_empty();
        let (segments, whole) = match (&pair.target, from_target) {
            (Some((whole, tag)), true) => (&pair.target_cut.segments, tag.end..whole.end),
            _ => (&pair.cut.segments, pair.cut_content.clone()),
        };
        let mut at = whole.start;
        for (number, segment) in segments.iter().enumerate() {
            let number = match from_target {
                true => pair.cut.number_of(&segment.name),
                false => Some(number),
            };
            written.push_str(self.part(&(at..segment.whole.start)));
            at = segment.whole.end;
            let tag = self.part(&segment.tag);
            match number.and_then(translation) {
                Some(text) => {
                    let name = tag.get(1..name_end(tag)).unwrap_or_default();
                    written.push_str(&format!("{}{text}</{name}>", opened(tag)));
                }
                None if from_target => {
                    is_whole &= !segment.text.is_blank();
                    written.push_str(self.part(&segment.whole));
                }
                None => {
                    is_whole = false;
                    written.push_str(&closed(tag));
                }
            }
        }
        let rest = self.part(&(at..whole.end.max(at)));
        // The end tag of the target is written anew.
        written.push_str(match from_target {
            true => rest.rsplit_once("</").map_or("", |(before, _)| before),
            false => rest,
        });
        (written, is_whole)
    }

    /// Sets the state of a segment of XLIFF 2 and collects the candidates for it.
    fn segment(&mut self, pair: &Pair, parts: &[Part<'_>], prefix: &str, needs_review: bool) {
        let tag = self.part(&pair.tag);
        let mut values = match needs_review {
            true => vec![("state", "initial"), ("subState", "recto:needs-review")],
            false => vec![("state", "translated")],
        };
        let proposed: Vec<Candidate> = parts
            .iter()
            .flat_map(|part| part.candidates.iter().cloned())
            .collect();
        let mut id =
            value(tag, "id").map(|place| self.part(&shifted(&place, pair.tag.start)).to_owned());
        if pair.holder != self.holder.0 {
            self.end_holder();
            self.holder.0 = pair.holder;
            self.named = 0;
        }
        if let (false, Some(holder)) = (proposed.is_empty(), self.file.holders.get(pair.holder)) {
            let new = id.is_none();
            let id = id.get_or_insert_with(|| {
                let free = (self.named + 1..).find(|number| {
                    let name = format!("recto-{number}");
                    !holder.ids.contains(&name)
                });
                self.named = free.unwrap_or_default();
                format!("recto-{}", self.named)
            });
            let element = holder.matches.as_ref().map(|(_, name)| name.as_str());
            let element = element.unwrap_or("mtc:matches");
            let indent = self.indent(pair.tag.start);
            let deeper = match indent.is_empty() {
                true => String::new(),
                false => format!("{indent}  "),
            };
            let matches = candidates::matches(&proposed, id, element, prefix, &deeper);
            self.holder.1.push_str(&matches);
            if new {
                values.push(("id", id));
            }
            self.edits
                .push((pair.tag.clone(), with_values(tag, &values)));
            return;
        }
        self.edits
            .push((pair.tag.clone(), with_values(tag, &values)));
    }

    /// Puts the candidates of a unit of XLIFF 2 into it.
    fn end_holder(&mut self) {
        let (number, matches) = (self.holder.0, std::mem::take(&mut self.holder.1));
        let Some(holder) = self
            .file
            .holders
            .get(number)
            .filter(|_| !matches.is_empty())
        else {
            return;
        };
        let edit = match &holder.matches {
            Some((end, _)) => {
                let end = end - self.indent(*end).len();
                (end..end, matches)
            }
            None => {
                let rest = self.text.get(holder.start..).unwrap_or_default();
                let indent = rest.get(..rest.len() - rest.trim_start().len());
                let indent = indent.unwrap_or_default();
                (
                    holder.start..holder.start,
                    candidates::holder(&matches, indent),
                )
            }
        };
        self.edits.push(edit);
    }
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// The state of a target of XLIFF 1; `None` if the state that it has remains true.
fn state(pair: &Pair, needs_review: bool, is_whole: bool) -> Option<&'static str> {
    let is_new = (pair.state.as_deref()).is_none_or(|state| UNTRANSLATED.contains(&state));
    match (is_whole, needs_review) {
        (false, _) => Some("needs-translation"),
        (true, true) => Some("needs-review-translation"),
        // The state holds for the segments that were there already.
        (true, false) if !is_new && !pair.target_cut.segments.is_empty() => None,
        (true, false) => Some("translated"),
    }
}

/// The start tag of an element that will have content.
fn opened(tag: &str) -> String {
    match tag.strip_suffix("/>") {
        Some(open) => format!("{}>", open.trim_end()),
        None => tag.to_owned(),
    }
}

/// The tag of an element that will have no content.
fn closed(tag: &str) -> String {
    match (tag.ends_with("/>"), tag.strip_suffix('>')) {
        (false, Some(open)) => format!("{open}/>"),
        _ => tag.to_owned(),
    }
}

fn decoded(bytes: &[u8]) -> Result<Decoded, WriteBackError> {
    let encoding = encoding_of(bytes.get(..4096).unwrap_or(bytes), Kind::Xml);
    Decoded::in_encoding(bytes, encoding)
        .map_err(|error| WriteBackError::Damaged(error.to_string()))
}

fn document(file: &File) -> Document {
    let mut blocks = Blocks::default();
    for place in &file.places {
        blocks.push(&place.source.text, place.source.codes.clone());
    }
    blocks.document()
}
