//! Reading XLIFF, an element at a time.

mod content;

use std::borrow::Cow;
use std::io::Read;
use std::ops::ControlFlow;

use quick_xml::events::BytesStart;

use crate::text::Element;

use super::super::xml::{Token, XmlFile, cleared, ended, tag_of};
use super::super::{Incoming, Refusal, UnitsError, Wanted};
use super::unit::{Languages, Pair, RawUnit, Text};
use super::{
    APPROVED, NAME, ORIGIN, ORIGINAL, QUALITY, RECTO, SIMILARITY, STATE, STATE_QUALIFIER,
    SUB_STATE, SUITABILITY,
};
use content::character;

/// A unit may be as long as this in the file, in bytes.
const LONGEST_UNIT: usize = 64 << 20;

/// Reads the translated units of a file of XLIFF 1.
pub(in super::super) fn read_1(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    read(input, wanted, Version::One, each)
}

/// Reads the translated units of a file of XLIFF 2.
pub(in super::super) fn read_2(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    read(input, wanted, Version::Two, each)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    One,
    Two,
}

/// CodedTextBuilder codes become one U+FFFC each, elements around text one at both ends; marks that are no
/// codes leave none. A unit that is cut into segments gives a unit for each of them. What is not
/// translated is passed over.
fn read(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    version: Version,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    let name = match version {
        Version::One => "an XLIFF 1 file",
        Version::Two => "an XLIFF 2 file",
    };
    let mut xml = XmlFile::new(input);
    let root = xml.root(name)?;
    let said = root.attribute("version").unwrap_or_default();
    if root.name != "xliff" || said.starts_with('2') != (version == Version::Two) {
        return Err(UnitsError::Format(name));
    }
    let mut reading = Reading {
        version,
        wanted,
        line: 1,
        languages: Languages {
            source: root.attribute("srcLang").map(str::to_owned),
            target: root.attribute("trgLang").map(str::to_owned),
        },
        original: None,
        unit: None,
        place: Place::None,
        aside: None,
        in_candidate: false,
        segment: None,
        marks: Vec::new(),
        bytes: 0,
    };
    let read = xml.each(|line, token| {
        reading.line = line;
        reading.token(token, each)
    });
    ended(read, each, |each| reading.last_unit(each))
}

/// Which text the reader is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    None,
    Source,
    Segmented,
    Target,
}

/// Something beside the texts that the reader is in.
#[derive(Debug)]
enum Aside {
    Note,
    /// A native code with this name.
    Data(String),
    /// A property with this name; ours, if it is one that Recto has written.
    Property(String, bool),
}

struct Reading<'w> {
    version: Version,
    wanted: Wanted<'w>,
    line: usize,
    languages: Languages,
    original: Option<String>,
    unit: Option<RawUnit>,
    place: Place,
    aside: Option<(Aside, String)>,
    in_candidate: bool,
    /// Which segment of the text the reader is in.
    segment: Option<usize>,
    /// For each `mrk` that the reader is in, whether it is a segment.
    marks: Vec<bool>,
    bytes: usize,
}

impl Reading<'_> {
    fn refuse(&mut self, reason: Refusal) {
        if let Some(unit) = &mut self.unit {
            unit.refuse(reason);
        }
    }

    fn token(
        &mut self,
        token: Token<'_>,
        each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match token {
            Token::Start(start) => self.start(&start),
            Token::Empty(start) => {
                self.start(&start);
                let name = start.local_name();
                return self.end(name.as_ref(), start.name().as_ref(), each);
            }
            Token::End(end) => {
                return self.end(end.local_name().as_ref(), end.name().as_ref(), each);
            }
            Token::Text(text) => self.text(text),
            Token::Unknown(name) if self.place != Place::None => {
                self.refuse(Refusal::Entity(name));
            }
            Token::Unknown(_) | Token::Other => {}
        }
        ControlFlow::Continue(())
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let local = start.local_name();
        let name = local.as_ref();
        if self.place != Place::None {
            return self.start_inline(name, start);
        }
        match (name, self.version) {
            ("file", version) => {
                let tag = tag_of(start);
                if version == Version::One {
                    let own = |name: &str| tag.attribute(name).map(str::to_owned);
                    self.languages.source = own("source-language");
                    self.languages.target = own("target-language");
                }
                self.original = tag.attribute("original").map(str::to_owned);
            }
            ("trans-unit", Version::One) | ("unit", Version::Two) => self.begin_unit(start),
            ("bin-unit", Version::One) => self.unit = None,
            ("segment", Version::Two) if self.unit.is_some() => {
                let tag = tag_of(start);
                let mut pair = Pair {
                    id: tag.attribute("id").map(str::to_owned),
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
            ("source" | "seg-source" | "target", _) => self.begin_text(name, start),
            ("note", _) if self.unit.is_some() && !self.in_candidate => {
                self.aside = Some((Aside::Note, String::new()));
            }
            ("data", Version::Two) => {
                let id = tag_of(start).attribute("id").map(str::to_owned);
                self.aside = Some((Aside::Data(id.unwrap_or_default()), String::new()));
            }
            ("cp", Version::Two) => self.text(character(start).into()),
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

    fn begin_unit(&mut self, start: &BytesStart<'_>) {
        let mut unit = RawUnit {
            line: self.line,
            ..RawUnit::default()
        };
        let tag = tag_of(start);
        let id = tag.attribute("id").map(str::to_owned);
        // Recto numbers those that have no name.
        let ours = |id: &str| {
            id.strip_prefix(RECTO)
                .is_some_and(|rest| rest.starts_with('-'))
        };
        let id = id.filter(|id| !ours(id));
        let mut pair = Pair {
            id,
            ..Pair::default()
        };
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
            Version::One => unit.pairs.push(pair),
            Version::Two => unit.fields.record.id = pair.id.take(),
        }
        self.unit = Some(unit);
        self.in_candidate = false;
        self.aside = None;
        self.bytes = 0;
    }

    fn push_pair(&mut self, pair: Pair, candidate: bool) {
        if let Some(unit) = &mut self.unit {
            self.in_candidate = candidate;
            match candidate {
                true => unit.candidates.push(pair),
                false => unit.pairs.push(pair),
            }
        }
    }

    fn begin_text(&mut self, name: &str, start: &BytesStart<'_>) {
        let candidate = self.in_candidate;
        let Some(pair) = self.unit.as_mut().and_then(|unit| pair_of(unit, candidate)) else {
            return;
        };
        let tag = tag_of(start);
        let text = Text {
            language: tag.attribute("xml:lang").map(str::to_owned),
            ..Text::default()
        };
        let (place, slot) = match name {
            "source" => (Place::Source, &mut pair.source),
            "seg-source" => (Place::Segmented, &mut pair.segmented),
            _ => (Place::Target, &mut pair.target),
        };
        // The texts of an element that is none of ours.
        if slot.is_some() {
            return;
        }
        *slot = Some(text);
        if place == Place::Target {
            take_states(&tag, pair);
        }
        self.place = place;
        self.segment = None;
        self.marks.clear();
    }

    fn end(
        &mut self,
        name: &str,
        qualified: &str,
        each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        if self.place != Place::None {
            let text = matches!(name, "source" | "seg-source" | "target");
            if !text
                && !matches!(
                    name,
                    "trans-unit" | "unit" | "segment" | "alt-trans" | "match"
                )
            {
                self.end_inline(name, qualified);
                return ControlFlow::Continue(());
            }
            // What came after its beginning was taken for a part of it, and nothing would be left to tell of.
            let is_cut = match self.place {
                Place::Source => name != "source",
                Place::Segmented => name != "seg-source",
                Place::Target | Place::None => false,
            };
            if is_cut && !self.in_candidate {
                self.refuse(Refusal::Broken("its source does not end".to_owned()));
            }
            self.place = Place::None;
            self.segment = None;
        }
        match (name, self.version) {
            ("trans-unit", Version::One) | ("unit", Version::Two) => {
                self.aside = None;
                if let Some(unit) = self.unit.take() {
                    return unit.each(&self.languages, self.wanted, each);
                }
            }
            ("alt-trans", Version::One) | ("match", Version::Two) => self.in_candidate = false,
            ("note" | "data" | "context" | "meta", _) => self.end_aside(),
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn end_aside(&mut self) {
        let Some((aside, value)) = self.aside.take() else {
            return;
        };
        let Some(unit) = &mut self.unit else {
            return;
        };
        match aside {
            Aside::Note if value.trim().is_empty() => {}
            Aside::Note => unit.fields.record.notes.push(value),
            Aside::Data(name) => {
                unit.data.insert(name, value);
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
        if self.place == Place::None && self.aside.is_none() {
            return;
        }
        self.bytes += text.len();
        if self.bytes > LONGEST_UNIT {
            return unit.refuse(Refusal::Broken("a unit is longer than 64 MiB".to_owned()));
        }
        let mut doubt = None;
        let text = cleared(text, &mut doubt);
        match doubt {
            Some(Refusal::Malformed) => unit.refuse(Refusal::Malformed),
            doubt => unit.doubt = unit.doubt.take().or(doubt),
        }
        match &mut self.aside {
            Some((_, value)) if self.place == Place::None => value.push_str(&text),
            _ => self.inline(|inline| inline.text(&text)),
        }
    }

    /// The file ends here: what of its last unit is there is taken if it has a target.
    fn last_unit(&mut self, each: &mut dyn FnMut(Incoming) -> ControlFlow<()>) -> ControlFlow<()> {
        let Some(mut unit) = self.unit.take() else {
            return ControlFlow::Continue(());
        };
        if unit.pairs.iter().all(|pair| pair.target.is_none()) {
            unit.refuse(Refusal::Broken("it ends within a unit".to_owned()));
        }
        unit.doubt = Some(Refusal::Cut);
        unit.each(&self.languages, self.wanted, each)
    }
}

/// The pair that the reader is in.
fn pair_of(unit: &mut RawUnit, candidate: bool) -> Option<&mut Pair> {
    match candidate {
        true => unit.candidates.last_mut(),
        false => unit.pairs.last_mut(),
    }
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
