//! XML of any encoding, an element at a time, with line numbers and what people forget to escape.

use std::borrow::Cow;
use std::io::{self, Read};

use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use rustc_hash::FxHashMap;

use crate::memory::Tag;

use super::decoding::{AsUtf8, GUESSED, Kind, MALFORMED, STRAY};
use super::{Refusal, UnitsError};

/// Entities that a file defines are taken up to so many, and to so many bytes each.
const MOST_ENTITIES: usize = 256;
const LONGEST_ENTITY: usize = 4096;

/// A file of XML while it is read.
///
/// Nothing is fetched: of a DOCTYPE only those entities are taken that are plain text. An end tag that
/// is missing or wrong is for the caller to cope with.
pub(super) struct XmlFile<'a> {
    xml: Reader<AsUtf8<&'a mut dyn Read>>,
    buffer: Vec<u8>,
    /// The line on which `buffer` begins.
    line: usize,
    entities: FxHashMap<String, String>,
}

/// What comes next in a file.
pub(super) enum Token<'a> {
    /// A start tag.
    Start(BytesStart<'a>),
    /// An element without content.
    Empty(BytesStart<'a>),
    /// An end tag.
    End(BytesEnd<'a>),
    /// Text.
    Text(Cow<'a, str>),
    /// An entity that nobody defines.
    Unknown(String),
    /// Comments and the like.
    Other,
    /// The end of the file.
    Eof,
}

/// Why a file cannot be read on.
pub(super) enum XmlFault {
    /// The system would not give it.
    Io(io::Error),
    /// It is no XML from here on.
    Syntax(String),
}

impl<'a> XmlFile<'a> {
    /// The file that `input` gives.
    pub fn new(input: &'a mut dyn Read) -> Self {
        let mut xml = Reader::from_reader(AsUtf8::new(input, Kind::Xml));
        let config = xml.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        XmlFile {
            xml,
            buffer: Vec::new(),
            line: 1,
            entities: FxHashMap::default(),
        }
    }

    /// What comes next, and the line that it begins on.
    pub fn next(&mut self) -> (usize, Result<Token<'_>, XmlFault>) {
        // Most are short, and have none.
        if let Some(first) = memchr::memchr(b'\n', &self.buffer) {
            self.line += 1 + memchr::memchr_iter(b'\n', &self.buffer[first + 1..]).count();
        }
        self.buffer.clear();
        let line = self.line;
        let event = match self.xml.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => {
                let error = io::Error::new(error.kind(), error.to_string());
                return (line, Err(XmlFault::Io(error)));
            }
            Err(error) => return (line, Err(XmlFault::Syntax(error.to_string()))),
        };
        let token = match event {
            Event::Start(start) => Token::Start(start),
            Event::Empty(start) => Token::Empty(start),
            Event::End(end) => Token::End(end),
            Event::Text(text) => Token::Text(text.xml10_content()),
            Event::CData(text) => Token::Text(text.xml10_content()),
            Event::GeneralRef(reference) => referred(&reference, &self.entities),
            Event::DocType(text) => {
                define(&text.xml10_content(), &mut self.entities);
                Token::Other
            }
            Event::Eof => Token::Eof,
            _ => Token::Other,
        };
        (line, Ok(token))
    }

    /// Reads on to the first element, whose local name and attributes it gives.
    ///
    /// # Errors
    /// [`UnitsError`]: the file cannot be read, or there is no element.
    pub fn root(&mut self, format: &'static str) -> Result<Tag, UnitsError> {
        loop {
            match self.next().1 {
                Ok(Token::Start(start) | Token::Empty(start)) => {
                    let mut tag = tag_of(&start);
                    tag.name = start.local_name().as_ref().to_owned();
                    return Ok(tag);
                }
                Ok(Token::Eof) | Err(XmlFault::Syntax(_)) => {
                    return Err(UnitsError::Format(format));
                }
                Ok(Token::Text(text)) if !text.trim().is_empty() => {
                    return Err(UnitsError::Format(format));
                }
                Ok(_) => {}
                Err(XmlFault::Io(error)) => return Err(error.into()),
            }
        }
    }
}

/// What a reference stands for: an entity of XML or HTML, or of the file, or a character's number.
fn referred<'a>(reference: &BytesRef<'_>, entities: &FxHashMap<String, String>) -> Token<'a> {
    let name = reference.xml10_content();
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Token::Text(Cow::Owned(c.to_string()));
    }
    if let Some(text) = entities.get(&*name) {
        return Token::Text(Cow::Owned(text.clone()));
    }
    match quick_xml::escape::resolve_html5_entity(&name) {
        Some(text) => Token::Text(Cow::Borrowed(text)),
        None => Token::Unknown(name.into_owned()),
    }
}

/// Takes those entities of a DOCTYPE that are plain text. What is fetched from elsewhere, or refers
/// to other entities, is left undefined.
fn define(doctype: &str, entities: &mut FxHashMap<String, String>) {
    for declaration in doctype.split("<!ENTITY").skip(1) {
        let declaration = declaration.trim_start();
        let Some((name, rest)) = declaration.split_once(char::is_whitespace) else {
            continue;
        };
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            continue;
        };
        let Some((value, _)) = rest[1..].split_once(quote) else {
            continue;
        };
        let plain = !value.contains(['&', '<', '%']) && value.len() <= LONGEST_ENTITY;
        if plain && name != "%" && entities.len() < MOST_ENTITIES {
            entities.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// The element that `start` begins, with its attributes.
pub(super) fn tag_of(start: &BytesStart<'_>) -> Tag {
    let mut attributes: Vec<(String, String)> = Vec::new();
    each_attribute(start, &mut |name, value| {
        // An element may have each only once; of a broken one the first counts.
        if attributes.iter().all(|(known, _)| known != name) {
            attributes.push((unmarked(name), value.into_owned()));
        }
    });
    Tag {
        name: unmarked(start.name().as_ref()),
        attributes,
    }
}

/// Hands on the attributes of `start` with their values.
pub(super) fn each_attribute(start: &BytesStart<'_>, each: &mut dyn FnMut(&str, Cow<'_, str>)) {
    for attribute in start.attributes().with_checks(false).filter_map(Result::ok) {
        // Most have nothing to resolve or normalize.
        let is_plain = |byte: u8| byte != b'&' && byte >= b' ';
        let value = match attribute.value.bytes().all(is_plain) {
            true => attribute.value,
            false => match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value,
                Err(_) => attribute.value.clone(),
            },
        };
        let value = match is_marked(&value) {
            true => Cow::Owned(unmarked(&value)),
            false => value,
        };
        each(attribute.key.as_ref(), value);
    }
}

/// Whether `text` has marks of the decoder.
pub(super) fn is_marked(text: &str) -> bool {
    // All begin with this byte, which is rare.
    memchr::memchr(0xEF, text.as_bytes()).is_some() && text.contains([MALFORMED, GUESSED, STRAY])
}

fn unmarked(text: &str) -> String {
    text.replace([MALFORMED, GUESSED], "").replace(STRAY, "<")
}

/// `text` without the marks of the decoder; what they say is wrong with it goes to `doubt`.
pub(super) fn cleared<'a>(text: Cow<'a, str>, doubt: &mut Option<Refusal>) -> Cow<'a, str> {
    if !is_marked(&text) {
        return text;
    }
    if text.contains(MALFORMED) {
        doubt.get_or_insert(Refusal::Malformed);
    } else if text.contains(GUESSED) {
        doubt.get_or_insert(Refusal::Guessed);
    }
    Cow::Owned(unmarked(&text))
}

/// `text` with what XML 1.0 has no way to write replaced by U+FFFD.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    match text.chars().all(is_allowed) {
        true => Cow::Borrowed(text),
        false => {
            let replaced = |c| if is_allowed(c) { c } else { '\u{FFFD}' };
            Cow::Owned(text.chars().map(replaced).collect())
        }
    }
}

/// `text` escaped for content and attributes. A carriage return stays one, and in attributes white
/// space does.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in allowed(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            _ => out.push(c),
        }
    }
    out
}

/// The value of an attribute, escaped.
pub(super) fn escaped_value(value: &str) -> String {
    escaped(value)
        .replace('"', "&quot;")
        .replace('\t', "&#9;")
        .replace('\n', "&#10;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(file: &str) -> String {
        let mut bytes = file.as_bytes();
        let mut xml = XmlFile::new(&mut bytes);
        let mut all = String::new();
        loop {
            match xml.next().1 {
                Ok(Token::Text(text)) => all.push_str(&text),
                Ok(Token::Unknown(name)) => all.push_str(&format!("[{name}]")),
                Ok(Token::Eof) | Err(_) => return all,
                Ok(_) => {}
            }
        }
    }

    #[test]
    fn entities_are_those_of_the_file_and_of_html() {
        let file = "<!DOCTYPE a [<!ENTITY me 'Recto'><!ENTITY far SYSTEM 'file:///x'><!ENTITY % p 'x'>\
            <!ENTITY b '&me;&me;'>]><a>&me;&nbsp;&mdash;&amp;&far;&b;&p;&#x41;</a>";
        assert_eq!(texts(file), "Recto\u{a0}—&[far][b][p]A");
    }

    #[test]
    fn what_xml_cannot_hold_is_not_written() {
        assert_eq!(escaped("a<b>&\u{b}\r"), "a&lt;b&gt;&amp;\u{fffd}&#13;");
        assert_eq!(escaped_value("\"\n\t'"), "&quot;&#10;&#9;'");
    }
}
