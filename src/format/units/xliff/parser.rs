//! The parser of XLIFF: from the tokens of a file to its units, for readers and for [`fill`](super::fill) alike.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::events::BytesStart;

use crate::format::incoming::Refusal;
use crate::format::io::xml::{Token, cleared, tag_of};
use crate::text::Element;

use super::parsed::{Content, End, Node, Pair, Start, Unit, Version};
use super::{
    APPROVED, NAME, ORIGIN, ORIGINAL, QUALITY, RECTO, SIMILARITY, STATE, STATE_QUALIFIER,
    SUB_STATE, SUITABILITY,
};

/// Maximum length of a unit's texts in the file, in bytes.
const MAX_UNIT_BYTES: usize = 64 << 20;

/// The languages that a file names.
#[derive(Debug, Default)]
pub(super) struct Languages {
    pub source: Option<String>,
    pub target: Option<String>,
}

/// Makes units of the tokens that follow the root element.
pub(super) struct Parser {
    pub version: Version,
    /// The languages of the file that the parser is in.
    pub languages: Languages,
    language_tag: Option<Range<usize>>,
    original: Option<String>,
    /// For each file, group and unit that is open, whether its content is to be translated.
    translatable: Vec<bool>,
    unit: Option<Unit>,
    within: Within,
    aside: Option<(Aside, String)>,
    in_candidate: bool,
    /// Length of the texts of the unit so far.
    bytes: usize,
}

/// The text that the parser is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Source,
    Segmented,
    Target,
}

/// Something beside the texts that the parser is in.
#[derive(Debug)]
enum Aside {
    Note,
    /// A native code with this identifier.
    Data(String),
    /// A property with this name; Recto's own, if it is one that Recto has written.
    Property(String, bool),
}

impl Parser {
    /// A parser of the file with this root element, whose tag is at `place`.
    pub(super) fn new(root: &Element, place: Range<usize>) -> Self {
        let version = root.attribute("version").unwrap_or_default();
        let version = match version.starts_with('2') {
            true => Version::Two,
            false => Version::One,
        };
        Parser {
            version,
            languages: Languages {
                source: root.attribute("srcLang").map(str::to_owned),
                target: root.attribute("trgLang").map(str::to_owned),
            },
            language_tag: (version == Version::Two).then_some(place),
            original: None,
            translatable: Vec::new(),
            unit: None,
            within: Within::Nothing,
            aside: None,
            in_candidate: false,
            bytes: 0,
        }
    }

    /// Takes the next token, which is at `place` and begins on this line. Returns the unit that ends with it.
    pub(super) fn token(
        &mut self,
        line: usize,
        place: Range<usize>,
        token: Token<'_>,
    ) -> Option<Unit> {
        match token {
            Token::Start(start) => self.start(&start, line, place, false),
            Token::Empty(start) => {
                let local = start.local_name();
                let is_inline = self.within != Within::Nothing && !ends_text(local.as_ref());
                let end = place.end..place.end;
                self.start(&start, line, place, true);
                if !is_inline {
                    return self.end(local.as_ref(), start.name().as_ref(), end);
                }
            }
            Token::End(end) => {
                return self.end(end.local_name().as_ref(), end.name().as_ref(), place);
            }
            Token::Text(text) => self.text(text),
            Token::Unknown(name) if self.within != Within::Nothing => {
                self.node(Node::Unknown);
                self.refuse(Refusal::Entity(name));
            }
            Token::Unknown(_) | Token::Other => {}
        }
        None
    }

    /// The unit that the file ends in, if it ends in one.
    pub(super) fn unended_unit(&mut self) -> Option<Unit> {
        self.unit.take()
    }

    fn refuse(&mut self, reason: Refusal) {
        if let Some(unit) = &mut self.unit {
            unit.refuse(reason);
        }
    }

    /// The pair that the parser is in.
    fn pair(&mut self) -> Option<&mut Pair> {
        let unit = self.unit.as_mut()?;
        match self.in_candidate {
            true => unit.candidates.last_mut(),
            false => unit.pairs.last_mut(),
        }
    }

    /// The text that the parser is in.
    fn content(&mut self) -> Option<&mut Content> {
        let within = self.within;
        let pair = self.pair()?;
        match within {
            Within::Nothing => None,
            Within::Source => pair.source.as_mut(),
            Within::Segmented => pair.segmented.as_mut(),
            Within::Target => pair.target.as_mut(),
        }
    }

    fn node(&mut self, node: Node) {
        if let Some(content) = self.content() {
            content.nodes.push(node);
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, line: usize, place: Range<usize>, is_empty: bool) {
        let local = start.local_name();
        let name = local.as_ref();
        if self.within != Within::Nothing {
            let mut element = tag_of(start);
            let qualified = std::mem::replace(&mut element.name, name.to_owned());
            let data = self.data_of(&element);
            return self.node(Node::Start(Start {
                element,
                qualified,
                place,
                is_empty,
                data,
            }));
        }
        match (name, self.version) {
            ("file", version) => {
                let tag = tag_of(start);
                if version == Version::One {
                    let own = |name: &str| tag.attribute(name).map(str::to_owned);
                    self.languages.source = own("source-language");
                    self.languages.target = own("target-language");
                    self.language_tag = Some(place);
                }
                self.original = tag.attribute("original").map(str::to_owned);
                self.begin_translatable(&tag);
            }
            ("group", _) => self.begin_translatable(&tag_of(start)),
            ("trans-unit", Version::One) | ("unit", Version::Two) => {
                self.begin_unit(start, line, place);
            }
            ("bin-unit", Version::One) => self.unit = None,
            ("segment", Version::Two) if self.unit.is_some() => {
                let tag = tag_of(start);
                let mut pair = Pair {
                    id: tag.attribute("id").map(str::to_owned),
                    tag: Some(place),
                    ..Pair::default()
                };
                take_states(&tag, &mut pair);
                self.push_pair(pair, false);
            }
            ("ignorable", Version::Two) => self.push_pair(Pair::default(), false),
            ("alt-trans", Version::One) | ("match", Version::Two) => {
                let tag = tag_of(start);
                let mut pair = Pair::default();
                for (attribute, property) in [
                    ("match-quality", QUALITY),
                    ("matchQuality", QUALITY),
                    ("similarity", SIMILARITY),
                    ("matchSuitability", SUITABILITY),
                    ("origin", ORIGIN),
                ] {
                    if let Some(value) = tag.attribute(attribute) {
                        pair.properties
                            .push((property.to_owned(), value.to_owned()));
                    }
                }
                self.push_pair(pair, true);
            }
            ("source" | "seg-source" | "target", _) => self.begin_text(name, start, place),
            ("note", _) if self.unit.is_some() && !self.in_candidate => {
                self.aside = Some((Aside::Note, String::new()));
            }
            ("data", Version::Two) => {
                let id = tag_of(start).attribute("id").map(str::to_owned);
                self.aside = Some((Aside::Data(id.unwrap_or_default()), String::new()));
            }
            ("cp", Version::Two) => self.text(character(&tag_of(start)).into()),
            ("context", Version::One) | ("meta", Version::Two) => {
                let tag = tag_of(start);
                let kind = tag.attribute("context-type").or(tag.attribute("type"));
                let kind = kind.unwrap_or_default();
                let ours = kind
                    .strip_prefix("x-recto-")
                    .or(kind.strip_prefix("recto:"));
                let aside = match ours {
                    Some(field) => Aside::Property(field.replace('-', "_"), true),
                    None => Aside::Property(kind.to_owned(), false),
                };
                self.aside = Some((aside, String::new()));
            }
            _ => {}
        }
    }

    /// A file, group or unit begins, which inherits from what is around it whether it is to be translated.
    fn begin_translatable(&mut self, tag: &Element) {
        let inherited = self.is_translatable();
        self.translatable.push(match tag.attribute("translate") {
            Some("no") => false,
            Some("yes") => true,
            _ => inherited,
        });
    }

    fn is_translatable(&self) -> bool {
        self.translatable.last().copied().unwrap_or(true)
    }

    fn begin_unit(&mut self, start: &BytesStart<'_>, line: usize, place: Range<usize>) {
        let tag = tag_of(start);
        self.begin_translatable(&tag);
        let is_approved = self.version == Version::One && tag.attribute("approved") == Some("yes");
        let mut unit = Unit {
            line,
            is_open: self.is_translatable() && !is_approved,
            language_tag: self.language_tag.clone(),
            ..Unit::default()
        };
        // Recto numbers units without a name.
        let is_ours = |id: &&str| {
            id.strip_prefix(RECTO)
                .is_some_and(|rest| rest.starts_with('-'))
        };
        let id = tag.attribute("id").filter(|id| !is_ours(id));
        let id = id.map(str::to_owned);
        for (attribute, property) in [("approved", APPROVED), ("resname", NAME), ("name", NAME)] {
            if let Some(value) = tag.attribute(attribute) {
                let property = (property.to_owned(), value.to_owned());
                unit.fields.record.properties.push(property);
            }
        }
        if let Some(original) = self.original.as_ref().filter(|original| *original != RECTO) {
            let property = (ORIGINAL.to_owned(), original.clone());
            unit.fields.record.properties.push(property);
        }
        match self.version {
            Version::One => unit.pairs.push(Pair {
                id,
                tag: Some(place.clone()),
                ..Pair::default()
            }),
            Version::Two => unit.fields.record.id = id,
        }
        unit.tag = place;
        self.unit = Some(unit);
        self.in_candidate = false;
        self.aside = None;
        self.bytes = 0;
    }

    fn push_pair(&mut self, pair: Pair, is_candidate: bool) {
        if let Some(unit) = &mut self.unit {
            self.in_candidate = is_candidate;
            match is_candidate {
                true => unit.candidates.push(pair),
                false => unit.pairs.push(pair),
            }
        }
    }

    fn begin_text(&mut self, name: &str, start: &BytesStart<'_>, place: Range<usize>) {
        let Some(pair) = self.pair() else {
            return;
        };
        let (within, slot) = match name {
            "source" => (Within::Source, &mut pair.source),
            "seg-source" => (Within::Segmented, &mut pair.segmented),
            _ => (Within::Target, &mut pair.target),
        };
        // A second one is part of an element of another standard.
        if slot.is_some() {
            return;
        }
        let tag = tag_of(start);
        *slot = Some(Content {
            language: tag.attribute("xml:lang").map(str::to_owned),
            end: place.end..place.end,
            tag: place,
            nodes: Vec::new(),
        });
        if within == Within::Target {
            take_states(&tag, pair);
        }
        self.within = within;
    }

    /// The native code of an inline element, which XLIFF 2 keeps elsewhere in the unit.
    fn data_of(&self, element: &Element) -> Option<String> {
        let data = &self.unit.as_ref()?.data;
        if data.is_empty() {
            return None;
        }
        let of = |name: &str| data.get(element.attribute(name)?);
        of("dataRef").or_else(|| of("dataRefStart")).cloned()
    }

    fn end(&mut self, local: &str, qualified: &str, place: Range<usize>) -> Option<Unit> {
        if self.within != Within::Nothing {
            if !ends_text(local) {
                self.node(Node::End(End {
                    local: local.to_owned(),
                    qualified: qualified.to_owned(),
                    place,
                }));
                return None;
            }
            self.end_text(local, &place);
        }
        match (local, self.version) {
            ("trans-unit", Version::One) | ("unit", Version::Two) => {
                self.translatable.pop();
                self.aside = None;
                return self.unit.take();
            }
            ("file" | "group", _) => {
                self.translatable.pop();
            }
            ("alt-trans", Version::One) | ("match", Version::Two) => self.in_candidate = false,
            ("matches", Version::Two) => {
                if let Some(unit) = &mut self.unit {
                    let has_end = !place.is_empty();
                    unit.matches = has_end.then(|| (place.start, qualified.to_owned()));
                }
            }
            ("note" | "data" | "context" | "meta", _) => self.end_aside(),
            _ => {}
        }
        None
    }

    /// The text that the parser is in ends, with its own end tag or with that of an element around it.
    fn end_text(&mut self, local: &str, place: &Range<usize>) {
        let name = match self.within {
            Within::Source => "source",
            Within::Segmented => "seg-source",
            Within::Target | Within::Nothing => "target",
        };
        if name == local {
            if let Some(content) = self.content() {
                content.end = place.clone();
            }
        } else if !self.in_candidate
            && let Some(unit) = &mut self.unit
        {
            unit.is_cut = true;
            // What came after the beginning of a source was taken for a part of it, and would be lost unnoticed.
            if self.within != Within::Target {
                unit.refuse(Refusal::Broken("its source does not end".to_owned()));
            }
        }
        self.within = Within::Nothing;
    }

    fn end_aside(&mut self) {
        let (Some((aside, value)), Some(unit)) = (self.aside.take(), &mut self.unit) else {
            return;
        };
        match aside {
            Aside::Note if value.trim().is_empty() => {}
            Aside::Note => unit.fields.record.notes.push(value),
            Aside::Data(id) => {
                unit.data.insert(id, value);
            }
            Aside::Property(name, true) if name == "property" => {
                // Names of properties are free, which those of a context are not.
                let pair: Option<(String, String)> = serde_json::from_str(&value).ok();
                unit.fields.record.properties.extend(pair);
            }
            Aside::Property(name, true) if unit.fields.take(&name, &value) => {}
            Aside::Property(name, _) => unit.fields.record.properties.push((name, value)),
        }
    }

    fn text(&mut self, text: Cow<'_, str>) {
        let Some(unit) = &mut self.unit else {
            return;
        };
        if self.within == Within::Nothing && self.aside.is_none() {
            return;
        }
        self.bytes += text.len();
        if self.bytes > MAX_UNIT_BYTES {
            return unit.refuse(Refusal::Broken("a unit is longer than 64 MiB".to_owned()));
        }
        let mut doubt = None;
        let text = cleared(text, &mut doubt);
        match doubt {
            Some(Refusal::Malformed) => unit.refuse(Refusal::Malformed),
            doubt => unit.doubt = unit.doubt.take().or(doubt),
        }
        match &mut self.aside {
            Some((_, value)) if self.within == Within::Nothing => value.push_str(&text),
            _ => {
                if let Some(content) = self.content() {
                    content.text(&text);
                }
            }
        }
    }
}

/// Whether the end of an element of this name also ends a text that has no end tag.
fn ends_text(local: &str) -> bool {
    matches!(
        local,
        "source"
            | "seg-source"
            | "target"
            | "trans-unit"
            | "unit"
            | "segment"
            | "alt-trans"
            | "match"
    )
}

/// Notes what the attributes of a target (1.2) or segment (2) say of its state.
fn take_states(tag: &Element, pair: &mut Pair) {
    for (attribute, property) in [
        ("state", STATE),
        ("state-qualifier", STATE_QUALIFIER),
        ("subState", SUB_STATE),
    ] {
        if let Some(value) = tag.attribute(attribute) {
            pair.properties
                .push((property.to_owned(), value.to_owned()));
        }
    }
}

/// The character that a `cp` names, which XML cannot hold; empty if it is none.
pub(super) fn character(element: &Element) -> String {
    let number = element.attribute("hex");
    let number = number.and_then(|hex| u32::from_str_radix(hex, 16).ok());
    number
        .and_then(char::from_u32)
        .map(String::from)
        .unwrap_or_default()
}
