//! What is in the texts of a unit: segments, marks and inline codes.

use quick_xml::events::BytesStart;

use crate::text::{CodeRole, CodedTextBuilder, Element};

use super::super::super::xml::tag_of;
use super::super::OWN_TYPE;
use super::super::unit::Text;
use super::{Place, Reading, Version, pair_of};

impl Reading<'_> {
    /// The text that the reader is in.
    fn current(&mut self) -> Option<&mut Text> {
        let pair = pair_of(self.unit.as_mut()?, self.in_candidate)?;
        match self.place {
            Place::None => None,
            Place::Source => pair.source.as_mut(),
            Place::Segmented => pair.segmented.as_mut(),
            Place::Target => pair.target.as_mut(),
        }
    }

    /// Does `work` to the text that the reader is in, and to the segment of it.
    pub(super) fn inline(&mut self, work: impl Fn(&mut CodedTextBuilder)) {
        let segment = self.segment;
        if let Some(text) = self.current() {
            work(&mut text.whole);
            if let Some((_, inline)) = segment.and_then(|at| text.segments.get_mut(at)) {
                work(inline);
            }
        }
    }

    pub(super) fn start_inline(&mut self, name: &str, start: &BytesStart<'_>) {
        let tag = || Element {
            name: name.to_owned(),
            ..tag_of(start)
        };
        match (name, self.version) {
            ("mrk", _) => {
                let tag = tag();
                let segment = self.version == Version::One && tag.attribute("mtype") == Some("seg");
                self.marks.push(segment);
                if segment {
                    let id = tag.attribute("mid").unwrap_or_default().to_owned();
                    if let Some(text) = self.current() {
                        text.segments.push((id, Default::default()));
                        self.segment = Some(text.segments.len() - 1);
                    }
                } else {
                    self.inline(|inline| inline.begin_span(tag.clone()));
                }
            }
            ("sub", Version::One) => self.inline(|inline| inline.begin_span(tag())),
            ("x", Version::One) => {
                self.inline(|inline| inline.begin_code(CodeRole::Standalone, tag()));
            }
            ("ph", _) => self.begin_code(CodeRole::Standalone, tag()),
            ("bx" | "bpt", Version::One) => {
                self.inline(|inline| inline.begin_code(CodeRole::Begin, tag()));
            }
            ("ex" | "ept", Version::One) => {
                self.inline(|inline| inline.begin_code(CodeRole::End, tag()));
            }
            ("it", Version::One) => {
                self.inline(|inline| inline.begin_code(CodeRole::Isolated, tag()));
            }
            ("sc", Version::Two) => self.begin_code(CodeRole::Begin, tag()),
            ("ec", Version::Two) => self.begin_code(CodeRole::End, tag()),
            ("cp", Version::Two) => {
                let text = character(start);
                self.inline(|inline| inline.text(&text));
            }
            // Where an annotation begins and ends, which is no part of the text.
            ("sm" | "em", Version::Two) => {}
            // `g`, `pc`, and what is of no standard.
            _ => {
                self.begin_code(CodeRole::Begin, tag());
                self.inline(|inline| inline.end_code());
            }
        }
    }

    /// A code begins; in XLIFF 2 its content is in another place.
    fn begin_code(&mut self, role: CodeRole, mut tag: Element) {
        let mut data = self.data_of(&tag, "dataRef");
        data = data.or_else(|| self.data_of(&tag, "dataRefStart"));
        tag.attributes
            .retain(|(name, _)| name != "dataRef" && name != "dataRefStart");
        // What it was called before it was written as XLIFF 2.
        let own = tag
            .attribute("subType")
            .and_then(|kind| kind.strip_prefix(OWN_TYPE));
        if let Some(own) = own.map(str::to_owned) {
            tag.attributes
                .retain(|(name, _)| name != "type" && name != "subType");
            tag.attributes.push(("type".to_owned(), own));
        }
        self.inline(|inline| {
            inline.begin_code(role, tag.clone());
            if let Some(data) = &data {
                inline.text(data);
            }
        });
    }

    fn data_of(&self, tag: &Element, attribute: &str) -> Option<String> {
        let name = tag.attribute(attribute)?;
        self.unit.as_ref()?.data.get(name).cloned()
    }

    pub(super) fn end_inline(&mut self, name: &str, qualified: &str) {
        match (name, self.version) {
            ("mrk", _) => match self.marks.pop() {
                Some(true) => self.segment = None,
                Some(false) => self.inline(|inline| inline.end_span()),
                None => {}
            },
            ("sub", Version::One) => self.inline(|inline| inline.end_span()),
            ("x" | "bx" | "ex" | "bpt" | "ept" | "ph" | "it", Version::One)
            | ("ph" | "sc" | "ec", Version::Two) => self.inline(|inline| inline.end_code()),
            ("cp" | "sm" | "em", Version::Two) => {}
            _ => {
                let name = match name {
                    "g" | "pc" => name,
                    _ => qualified,
                };
                let tag = Element {
                    name: name.to_owned(),
                    ..Element::default()
                };
                self.inline(|inline| inline.code(CodeRole::End, tag.clone()));
            }
        }
    }
}

/// The character that `cp` stands for, which XML cannot hold.
pub(super) fn character(start: &BytesStart<'_>) -> String {
    let tag = tag_of(start);
    let value = tag
        .attribute("hex")
        .and_then(|hex| u32::from_str_radix(hex, 16).ok());
    value
        .and_then(char::from_u32)
        .map(String::from)
        .unwrap_or_default()
}
