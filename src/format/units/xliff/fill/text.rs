//! The content of a source as the text of a document, with its inline codes as they are in the file.

use std::ops::Range;

use crate::format::units::xliff::parsed::{Node, Start};
use crate::text::{CodeRole, InlineCode, OpenCodes, Span};

/// The text of an element with its inline codes.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub text: String,
    pub codes: Vec<InlineCode>,
    /// Whether it holds something that cannot be put into a target as it is.
    pub is_odd: bool,
}

impl Text {
    /// The text of these nodes of the file.
    pub(super) fn new(nodes: &[Node], file: &str) -> Self {
        let mut reading = Reading {
            file,
            text: Text::default(),
            native: None,
            begun: OpenCodes::default(),
            names: Vec::new(),
            around: Vec::new(),
        };
        for node in nodes {
            match node {
                Node::Text(text) if reading.native.is_none() => reading.text.text.push_str(text),
                Node::Text(_) => {}
                Node::Start(start) => reading.start(start),
                Node::End(end) => reading.end(&end.place),
                Node::Unknown => reading.text.is_odd = true,
            }
        }
        reading.text
    }

    /// Whether there is neither text nor a code.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.codes.is_empty()
    }

    /// Whether it is something to translate that can be put into a target as it is.
    pub(super) fn is_translatable(&self) -> bool {
        !self.is_odd && !self.text.trim().is_empty()
    }
}

struct Reading<'a> {
    file: &'a str,
    text: Text,
    /// The native code that is open, if any: its start tag, its role and name, and how many elements are open in it.
    native: Option<(&'a Start, CodeRole, &'a str, usize)>,
    /// Codes that have begun, by their identifiers.
    begun: OpenCodes<'a>,
    /// The names of all codes that have begun.
    names: Vec<&'a str>,
    /// The codes of elements around text that are open, by their index; `None` for annotations, which are no codes.
    around: Vec<Option<usize>>,
}

impl<'a> Reading<'a> {
    /// An inline element begins, or is empty.
    fn start(&mut self, start: &'a Start) {
        if let Some((.., depth)) = &mut self.native {
            *depth += usize::from(!start.is_empty);
            return;
        }
        let element = &start.element;
        match element.name.as_str() {
            // A segment is for those who cut the text.
            "mrk" => {
                self.text.is_odd |= element.attribute("mtype") == Some("seg");
                if !start.is_empty {
                    self.around.push(None);
                }
            }
            "sm" | "em" => {}
            "cp" => self.text.is_odd = true,
            "g" | "pc" if !start.is_empty => {
                self.around.push(Some(self.text.codes.len()));
                self.code(CodeRole::Begin, name_of(start), &start.place);
            }
            _ => {
                let (role, name) = self.role_of(start);
                match start.is_empty {
                    true => self.code(role, name, &start.place),
                    false => self.native = Some((start, role, name, 0)),
                }
            }
        }
    }

    /// An inline element ends.
    fn end(&mut self, place: &Range<usize>) {
        match self.native.take() {
            Some((start, role, name, 0)) => {
                self.code(role, name, &(start.place.start..place.end));
            }
            Some((start, role, name, depth)) => self.native = Some((start, role, name, depth - 1)),
            None => {
                if let Some(begun) = self.around.pop().flatten() {
                    let name = self.text.codes.get(begun).map(|code| code.name.clone());
                    self.code(CodeRole::End, &name.unwrap_or_default(), place);
                }
            }
        }
    }

    fn role_of(&mut self, start: &'a Start) -> (CodeRole, &'a str) {
        let own = name_of(start);
        let id = |names: &[&str]| names.iter().find_map(|name| start.element.attribute(name));
        match start.element.name.as_str() {
            "bx" | "bpt" => self.begin(id(&["rid", "id"]), own),
            "sc" => self.begin(id(&["id"]), own),
            "ex" | "ept" | "ec" => {
                // Only what begins says what it is.
                let begun = self.begun.ended_by(id(&["startRef", "rid", "id"]), own);
                let name = begun.and_then(|at| self.names.get(at).copied());
                (CodeRole::End, name.unwrap_or(own))
            }
            _ => (CodeRole::Standalone, own),
        }
    }

    fn begin(&mut self, id: Option<&'a str>, name: &'a str) -> (CodeRole, &'a str) {
        self.begun.begin(id, name, self.names.len());
        self.names.push(name);
        (CodeRole::Begin, name)
    }

    fn code(&mut self, role: CodeRole, name: &str, place: &Range<usize>) {
        let at = self.text.text.len();
        self.text.codes.push(InlineCode {
            span: Span::new(at, at),
            role,
            name: name.to_owned(),
            markup: self.file.get(place.clone()).unwrap_or_default().to_owned(),
        });
    }
}

/// What a code is called: its type, or the name of its element if it has none.
fn name_of(start: &Start) -> &str {
    let kind = ["ctype", "type"]
        .iter()
        .find_map(|name| start.element.attribute(name));
    let kind = kind.map(|kind| kind.strip_prefix("x-").unwrap_or(kind));
    kind.unwrap_or(&start.element.name)
}
