//! Where an XLIFF file has room for translations.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::format::io::xml::{Token, tag_of, token};
use crate::format::units::xliff::UNTRANSLATED;
use crate::format::units::xliff::parsed::{self, Content, Unit, Version};
use crate::format::units::xliff::parser::Parser;
use crate::format::write_back_error::WriteBackError;

use super::cut::Cut;
use super::text::Text;

/// A file with its open places.
#[derive(Debug)]
pub(super) struct File {
    pub version: Version,
    /// The units that have open places.
    pub holders: Vec<Holder>,
    /// Those of their texts that have open places, in order.
    pub pairs: Vec<Pair>,
    /// The open places, in order.
    pub places: Vec<Place>,
}

/// A source without translation.
#[derive(Debug)]
pub(super) struct Place {
    pub source: Text,
    /// The index of the file's pair that it is, or is in.
    pub pair: usize,
    /// The index of its segment, if the source of the pair is cut into segments (XLIFF 1).
    pub segment: Option<usize>,
}

/// A source with room for its target: a unit (XLIFF 1), or a segment (2).
#[derive(Debug)]
pub(super) struct Pair {
    /// The index of the unit that it is in.
    pub holder: usize,
    /// The start tag of the unit (XLIFF 1) or segment (2).
    pub tag: Range<usize>,
    pub source_tag: Range<usize>,
    /// Where a target goes if there is none.
    pub after_source: usize,
    /// What the source is cut into, and the place of that (XLIFF 1).
    pub cut: Cut,
    pub cut_content: Range<usize>,
    /// The target that is there, and its start tag.
    pub target: Option<(Range<usize>, Range<usize>)>,
    /// What the target is cut into.
    pub target_cut: Cut,
    /// The state that it says it is in.
    pub state: Option<String>,
}

/// A unit.
#[derive(Debug)]
pub(super) struct Holder {
    /// Where its start tag ends.
    pub start: usize,
    /// The tag that names the language of its target.
    pub language_tag: Range<usize>,
    /// Where its candidates end, and the name of their element, if it has any (XLIFF 2).
    pub matches: Option<(usize, String)>,
    /// The identifiers of all elements in it (XLIFF 2).
    pub ids: FxHashSet<String>,
}

/// The open places of the file `text`.
pub(super) fn places(text: &str) -> Result<File, WriteBackError> {
    let mut xml = Reader::from_str(text);
    let config = xml.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut parser: Option<Parser> = None;
    let mut file = File {
        version: Version::One,
        holders: Vec::new(),
        pairs: Vec::new(),
        places: Vec::new(),
    };
    // Entities that the file defines stay references.
    let mut no_entities = FxHashMap::default();
    let mut ids = FxHashSet::default();
    let mut at = 0;
    loop {
        let event = xml.read_event().map_err(|error| {
            let line = 1 + text.get(..at).unwrap_or_default().matches('\n').count();
            WriteBackError::Unsupported(format!("line {line}: {error}"))
        })?;
        let end = usize::try_from(xml.buffer_position())
            .unwrap_or(usize::MAX)
            .min(text.len());
        let place = at..end.max(at);
        at = place.end;
        let token = match event {
            Event::Eof => break,
            Event::DocType(_) => continue,
            event => token(event, &mut no_entities),
        };
        if let Token::Start(start) | Token::Empty(start) = &token {
            if parser.is_none() && start.local_name().as_ref() == "xliff" {
                let begun = Parser::new(&tag_of(start), place);
                file.version = begun.version;
                parser = Some(begun);
                continue;
            }
            if file.version == Version::Two {
                match tag_of(start).attribute("id") {
                    _ if start.local_name().as_ref() == "unit" => ids.clear(),
                    Some(id) => drop(ids.insert(id.to_owned())),
                    None => {}
                }
            }
        }
        let unit = parser
            .as_mut()
            .and_then(|parser| parser.token(0, place, token));
        if let Some(unit) = unit {
            file.unit(unit, std::mem::take(&mut ids), text);
        }
    }
    match parser {
        Some(_) => Ok(file),
        None => Err(WriteBackError::Unsupported(
            "it is no XLIFF file".to_owned(),
        )),
    }
}

impl File {
    /// Adds the open places of a unit, which holds elements with these identifiers.
    fn unit(&mut self, unit: Unit, ids: FxHashSet<String>, text: &str) {
        let Some(language_tag) = unit.language_tag.filter(|_| unit.is_open && !unit.is_cut) else {
            return;
        };
        let before = self.pairs.len();
        for pair in unit.pairs {
            self.pair(pair, text);
        }
        if self.pairs.len() > before {
            self.holders.push(Holder {
                start: unit.tag.end,
                language_tag,
                matches: unit.matches,
                ids,
            });
        }
    }

    /// Adds the open places of a pair.
    fn pair(&mut self, pair: parsed::Pair, text: &str) {
        let state = pair.state().map(str::to_owned);
        let (Some(tag), Some(source), target) = (pair.tag, pair.source, pair.target) else {
            return;
        };
        let is_new = (state.as_deref()).is_none_or(|state| UNTRANSLATED.contains(&state));
        let is_1 = self.version == Version::One;
        // In XLIFF 1 many tools put the source where the target is to come.
        let has_room = |source: &Text, target: &Text| {
            target.is_blank() || (target.text == source.text && is_new && is_1)
        };
        let text_of = |content: &Content| Text::new(&content.nodes, text);
        let cut_of = |content: &Option<Content>| match content {
            Some(content) => Cut::new(content, text),
            None => Cut::default(),
        };
        let mut cut = cut_of(&pair.segmented);
        let target_cut = cut_of(&target);
        let source_text = text_of(&source);
        let is_cut = !cut.segments.is_empty();
        let is_target_cut = is_cut && !target_cut.segments.is_empty();
        let target_text = target.as_ref().map(text_of).unwrap_or_default();
        if !is_target_cut && !has_room(&source_text, &target_text) {
            return;
        }
        let number = self.pairs.len();
        let before = self.places.len();
        let mut place = |source: Text, segment| {
            if source.is_translatable() {
                self.places.push(Place {
                    source,
                    pair: number,
                    segment,
                });
            }
        };
        if !is_cut {
            place(source_text, None);
        }
        for (at, segment) in cut.segments.iter_mut().enumerate() {
            let target = target_cut.number_of(&segment.name);
            let target = target.and_then(|number| target_cut.segments.get(number));
            // A segment that the target leaves out has no place.
            let has_place = !is_target_cut
                || target.is_some_and(|target| has_room(&segment.text, &target.text));
            if has_place && segment.text.is_translatable() {
                place(std::mem::take(&mut segment.text), Some(at));
            }
        }
        if self.places.len() == before {
            return;
        }
        let segmented = pair.segmented.as_ref();
        self.pairs.push(Pair {
            holder: self.holders.len(),
            tag,
            after_source: segmented
                .map_or(0, |content| content.end.end)
                .max(source.end.end),
            source_tag: source.tag,
            cut,
            cut_content: segmented.map(Content::inside).unwrap_or_default(),
            target: target.map(|target| (target.whole(), target.tag)),
            target_cut,
            state,
        });
    }
}
