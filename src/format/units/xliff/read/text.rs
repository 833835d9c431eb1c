//! The texts of a unit with their inline codes, whole and in segments.

use crate::format::units::xliff::OWN_TYPE;
use crate::format::units::xliff::parsed::{Content, End, Node, Start, Version};
use crate::format::units::xliff::parser::character;
use crate::text::{CodeRole, CodedTextBuilder, Element};

/// A text of a unit: in one piece, and in segments where it is cut up.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub whole: CodedTextBuilder,
    /// By the names that segments have in source and target alike.
    pub segments: Vec<(String, CodedTextBuilder)>,
}

/// The text of `content`.
pub(super) fn text(content: &Content, version: Version) -> Text {
    let mut reading = Reading {
        version,
        text: Text::default(),
        segment: None,
        marks: Vec::new(),
    };
    for node in &content.nodes {
        match node {
            Node::Text(text) => reading.each(|builder| builder.text(text)),
            Node::Start(start) => {
                reading.start(start);
                if start.is_empty {
                    let name = &start.element.name;
                    reading.end(name, &start.qualified);
                }
            }
            Node::End(End {
                local, qualified, ..
            }) => reading.end(local, qualified),
            Node::Unknown => {}
        }
    }
    reading.text
}

struct Reading {
    version: Version,
    text: Text,
    /// The segment that the reader is in.
    segment: Option<usize>,
    /// For each `mrk` that the reader is in, whether it is a segment.
    marks: Vec<bool>,
}

impl Reading {
    /// Does `work` to the whole text and to the segment that the reader is in.
    fn each(&mut self, work: impl Fn(&mut CodedTextBuilder)) {
        work(&mut self.text.whole);
        let segment = self.segment.and_then(|at| self.text.segments.get_mut(at));
        if let Some((_, segment)) = segment {
            work(segment);
        }
    }

    fn start(&mut self, start: &Start) {
        use CodeRole::{Begin, Isolated, Standalone};
        let element = &start.element;
        match (element.name.as_str(), self.version) {
            ("mrk", version) => {
                let is_segment =
                    version == Version::One && element.attribute("mtype") == Some("seg");
                self.marks.push(is_segment);
                if is_segment {
                    let name = element.attribute("mid").unwrap_or_default().to_owned();
                    self.segment = Some(self.text.segments.len());
                    self.text.segments.push((name, CodedTextBuilder::default()));
                } else {
                    self.each(|builder| builder.begin_span(element.clone()));
                }
            }
            ("sub", Version::One) => self.each(|builder| builder.begin_span(element.clone())),
            ("x", Version::One) => self.begin_code(Standalone, element.clone(), None),
            ("bx" | "bpt", Version::One) => self.begin_code(Begin, element.clone(), None),
            ("ex" | "ept", Version::One) => self.begin_code(CodeRole::End, element.clone(), None),
            ("it", Version::One) => self.begin_code(Isolated, element.clone(), None),
            ("ph", _) => self.begin_described_code(Standalone, start),
            ("sc", Version::Two) => self.begin_described_code(Begin, start),
            ("ec", Version::Two) => self.begin_described_code(CodeRole::End, start),
            ("cp", Version::Two) => {
                let text = character(element);
                self.each(|builder| builder.text(&text));
            }
            // Where an annotation begins and ends, which is no part of the text.
            ("sm" | "em", Version::Two) => {}
            // `g`, `pc`, and elements of no standard.
            _ => {
                self.begin_described_code(Begin, start);
                self.each(CodedTextBuilder::end_code);
            }
        }
    }

    fn begin_code(&mut self, role: CodeRole, element: Element, data: Option<&str>) {
        self.each(|builder| {
            builder.begin_code(role, element.clone());
            if let Some(data) = data {
                builder.text(data);
            }
        });
    }

    /// Begins a code whose native code XLIFF 2 keeps elsewhere.
    fn begin_described_code(&mut self, role: CodeRole, start: &Start) {
        let mut element = start.element.clone();
        element
            .attributes
            .retain(|(name, _)| name != "dataRef" && name != "dataRefStart");
        // What it was called before it was written as XLIFF 2.
        let own = element
            .attribute("subType")
            .and_then(|kind| kind.strip_prefix(OWN_TYPE));
        if let Some(own) = own.map(str::to_owned) {
            element
                .attributes
                .retain(|(name, _)| name != "type" && name != "subType");
            element.attributes.push(("type".to_owned(), own));
        }
        self.begin_code(role, element, start.data.as_deref());
    }

    fn end(&mut self, local: &str, qualified: &str) {
        match (local, self.version) {
            ("mrk", _) => match self.marks.pop() {
                Some(true) => self.segment = None,
                Some(false) => self.each(CodedTextBuilder::end_span),
                None => {}
            },
            ("sub", Version::One) => self.each(CodedTextBuilder::end_span),
            ("x" | "bx" | "ex" | "bpt" | "ept" | "ph" | "it", Version::One)
            | ("ph" | "sc" | "ec", Version::Two) => self.each(CodedTextBuilder::end_code),
            ("cp" | "sm" | "em", Version::Two) => {}
            _ => {
                let name = match local {
                    "g" | "pc" => local,
                    _ => qualified,
                };
                self.each(|builder| builder.code(CodeRole::End, Element::new(name)));
            }
        }
    }
}
