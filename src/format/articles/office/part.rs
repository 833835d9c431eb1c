//! A part of a container as XML: its elements with their places, within bounds.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use super::fault::Fault;
use crate::format::io::xml::each_attribute;

/// Elements lie in elements so deep; office programs nest a tenth of it.
const DEEPEST: usize = 1000;

/// The vocabularies whose elements are known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ns {
    /// Word documents.
    Word,
    /// Alternatives for programs of different age in the formats of Microsoft.
    Alternatives,
    /// Formulas in Word documents.
    Math,
    /// Text of OpenDocument.
    Text,
    /// What is drawn, in OpenDocument.
    Draw,
    /// Documents and what is about them, in OpenDocument.
    Office,
    /// Tables of OpenDocument.
    Table,
    /// Styles of OpenDocument.
    Style,
    /// Any other.
    Other,
}

impl Ns {
    fn of(address: &str) -> Ns {
        match address {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Ns::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Alternatives,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Ns::Math,
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Ns::Text,
            "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => Ns::Draw,
            "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Ns::Office,
            "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Ns::Table,
            "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => Ns::Style,
            _ => Ns::Other,
        }
    }
}

/// What comes next in a part. An element without content has a start and an end as well.
pub(super) enum Node<'a> {
    /// A start tag.
    Start(Ns, BytesStart<'a>),
    /// The end of the element that began last.
    End,
    /// Text.
    Text(Cow<'a, str>),
    /// The end of the part.
    Eof,
}

/// Reads a part from its beginning to its end.
pub(super) struct PartReader<'a> {
    name: &'a str,
    xml: &'a str,
    reader: NsReader<&'a [u8]>,
    /// Where the last node lies.
    place: Range<usize>,
    depth: usize,
    /// Whether any element has begun.
    has_element: bool,
}

impl<'a> PartReader<'a> {
    /// A reader of `xml`, the part `name`.
    pub(super) fn new(name: &'a str, xml: &'a str) -> Self {
        let mut reader = NsReader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        PartReader {
            name,
            xml,
            reader,
            place: 0..0,
            depth: 0,
            has_element: false,
        }
    }

    /// Where the last node lies in the part. The end of an element without content is an empty place.
    pub(super) fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    /// What comes next.
    ///
    /// # Errors
    /// A [`Fault`] with the line, from where on the part is no XML, or an odd one.
    pub(super) fn next(&mut self) -> Result<Node<'a>, Fault> {
        loop {
            let start = self.place.end;
            let read = self.reader.read_event();
            let end = usize::try_from(self.reader.buffer_position()).unwrap_or(start);
            self.place = start..end.max(start);
            let fault = |reason: &str| fault(self.name, self.xml, start, reason);
            return Ok(match read {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    self.has_element = true;
                    if self.depth > DEEPEST {
                        return Err(fault("its elements lie in elements too deep"));
                    }
                    let (namespace, _) = self.reader.resolver().resolve_element(tag.name());
                    let namespace = match namespace {
                        ResolveResult::Bound(namespace) => Ns::of(namespace.into_inner()),
                        _ => Ns::Other,
                    };
                    Node::Start(namespace, tag)
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::End
                }
                Ok(Event::Text(text)) => Node::Text(text.xml10_content()),
                Ok(Event::CData(text)) => Node::Text(text.xml10_content()),
                Ok(Event::GeneralRef(reference)) => {
                    if let Ok(Some(c)) = reference.resolve_char_ref() {
                        return Ok(Node::Text(Cow::Owned(c.to_string())));
                    }
                    let name = reference.xml10_content();
                    match quick_xml::escape::resolve_xml_entity(&name) {
                        Some(text) => Node::Text(Cow::Borrowed(text)),
                        None => {
                            return Err(fault(&format!("nobody says what &{name}; stands for")));
                        }
                    }
                }
                Ok(Event::Eof) if self.depth > 0 => {
                    return Err(fault("it was cut off: an element does not end"));
                }
                Ok(Event::Eof) if !self.has_element => {
                    return Err(fault("there is no element in it"));
                }
                Ok(Event::Eof) => Node::Eof,
                Ok(_) => continue,
                Err(error) => return Err(fault(&error.to_string())),
            });
        }
    }
}

/// A fault at byte `at` of the part `name`.
fn fault(name: &str, xml: &str, at: usize, reason: &str) -> Fault {
    let line = 1 + xml
        .as_bytes()
        .iter()
        .take(at)
        .filter(|&&byte| byte == b'\n')
        .count();
    Fault(format!("{name}, line {line}: {reason}"))
}

/// The value of the attribute with this local name, of whatever namespace.
pub(super) fn attribute(tag: &BytesStart<'_>, local: &str) -> Option<String> {
    let mut found = None;
    each_attribute(tag, &mut |name, value| {
        let is_it = name.rsplit(':').next() == Some(local);
        if is_it && found.is_none() && !name.starts_with("xmlns") {
            found = Some(value.into_owned());
        }
    });
    found
}

/// The name in a start tag.
pub(super) fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .next()
        .unwrap_or_default()
}
