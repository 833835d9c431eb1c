//! XML of any encoding, an element at a time, with line numbers and what people forget to escape.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use quick_xml::errors::SyntaxError;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use rustc_hash::FxHashMap;

use crate::text::Element;

use crate::format::incoming::{Incoming, Refusal, Refused, UnitsError};
use crate::format::io::decoding::{AsUtf8, GUESSED, Kind, MALFORMED, STRAY};

/// Maximum number of entities that a file may define.
const MAX_ENTITIES: usize = 256;

/// Maximum length of the text of an entity, in bytes.
const MAX_ENTITY_BYTES: usize = 4096;

/// A file of XML while it is read.
///
/// Nothing is fetched: of a DOCTYPE only those entities are taken that are plain text. An end tag that
/// is missing or wrong is for the caller to cope with.
pub(in crate::format) struct XmlFile<'a> {
    input: AsUtf8<&'a mut dyn Read>,
    /// Whether the file ends with what was decoded.
    ended: bool,
    /// The line of what was not read yet.
    line: usize,
    entities: FxHashMap<String, String>,
}

/// What comes next in a file.
pub(in crate::format) enum Token<'a> {
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
}

/// Why a file cannot be read on.
pub(in crate::format) enum XmlFault {
    /// The system would not give it.
    Io(io::Error),
    /// It is no XML from this line on, for this reason.
    Syntax(usize, String),
}

impl<'a> XmlFile<'a> {
    /// The file that `input` gives.
    pub(crate) fn new(input: &'a mut dyn Read) -> Self {
        XmlFile {
            input: AsUtf8::new(input, Kind::Xml),
            ended: false,
            line: 1,
            entities: FxHashMap::default(),
        }
    }

    /// Hands on what comes next, with the line that it begins on, to the end of the file or until
    /// `each` breaks; then it can be called again for the rest.
    ///
    /// # Errors
    /// An [`XmlFault`] where the file cannot be read on.
    pub(crate) fn each(
        &mut self,
        mut each: impl FnMut(usize, Token<'_>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, XmlFault> {
        loop {
            // Text and references end at a `<` at the latest, so that none is cut before the last.
            let part = self.input.unread();
            let part = match self.ended {
                true => part,
                false => memchr::memrchr(b'<', part)
                    .and_then(|end| part.get(..end))
                    .unwrap_or_default(),
            };
            let mut xml = Reader::from_reader(part);
            let config = xml.config_mut();
            config.check_end_names = false;
            config.allow_unmatched_ends = true;
            config.allow_dangling_amp = true;
            let mut from = 0;
            loop {
                let event = match xml.read_event() {
                    Ok(Event::Eof) if self.ended => return Ok(ControlFlow::Continue(())),
                    Ok(Event::Eof) => break,
                    Ok(event) => event,
                    Err(error) if self.ended || !is_cut(&error) => {
                        return Err(XmlFault::Syntax(self.line, error.to_string()));
                    }
                    Err(_) => break,
                };
                let to = usize::try_from(xml.buffer_position()).unwrap_or(part.len());
                let line = self.line;
                // Most are short, and have no end of a line.
                let bytes = part.get(from..to).unwrap_or_default();
                if let Some(first) = memchr::memchr(b'\n', bytes) {
                    self.line +=
                        1 + memchr::memchr_iter(b'\n', bytes.get(first + 1..).unwrap_or_default())
                            .count();
                }
                from = to;
                if each(line, token(event, &mut self.entities)).is_break() {
                    self.input.consume(from);
                    return Ok(ControlFlow::Break(()));
                }
            }
            self.input.consume(from);
            self.more().map_err(XmlFault::Io)?;
        }
    }

    /// Decodes more of the file. What is left is a piece that is not whole: there will be twice as much,
    /// so that one of any length is looked at a few times only.
    fn more(&mut self) -> io::Result<()> {
        let enough = 2 * self.input.unread().len() + 1;
        while self.input.unread().len() < enough && !self.ended {
            self.ended = !self.input.more()?;
        }
        Ok(())
    }

    /// Reads on to the first element, whose local name and attributes it gives.
    ///
    /// # Errors
    /// [`UnitsError`]: the file cannot be read, or there is no element.
    pub(crate) fn root(&mut self, format: &'static str) -> Result<Element, UnitsError> {
        let mut root = None;
        let read = self.each(|_, token| match token {
            Token::Start(start) | Token::Empty(start) => {
                let mut tag = tag_of(&start);
                tag.name = start.local_name().as_ref().to_owned();
                root = Some(tag);
                ControlFlow::Break(())
            }
            Token::Text(text) if !text.trim().is_empty() => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        });
        match read {
            Err(XmlFault::Io(error)) => Err(error.into()),
            _ => root.ok_or(UnitsError::Format(format)),
        }
    }
}

/// What is left to do when a file of units was `read`: hands on its `last_unit`, if the end of the file
/// has cut it off, and why the rest cannot be read, if it cannot.
///
/// # Errors
/// [`UnitsError`]: the system would not give it.
pub(in crate::format) fn ended(
    read: Result<ControlFlow<()>, XmlFault>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
    last_unit: impl FnOnce(&mut dyn FnMut(Incoming) -> ControlFlow<()>) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    let broken = match read {
        Ok(ControlFlow::Break(())) => return Ok(()),
        Ok(ControlFlow::Continue(())) => None,
        Err(XmlFault::Io(error)) => return Err(error.into()),
        Err(XmlFault::Syntax(line, error)) => Some((line, Refusal::Broken(error))),
    };
    if let (ControlFlow::Continue(()), Some((line, reason))) = (last_unit(each), broken) {
        let _ = each(Err(Refused { line, reason }));
    }
    Ok(())
}

/// Whether more of the file may mend it.
fn is_cut(error: &quick_xml::Error) -> bool {
    use quick_xml::Error::Syntax;
    matches!(error, Syntax(error) if *error != SyntaxError::InvalidBangMarkup)
}

/// What an event is here.
pub(in crate::format) fn token<'a>(
    event: Event<'a>,
    entities: &mut FxHashMap<String, String>,
) -> Token<'a> {
    match event {
        Event::Start(start) => Token::Start(start),
        Event::Empty(start) => Token::Empty(start),
        Event::End(end) => Token::End(end),
        Event::Text(text) => Token::Text(text.xml10_content()),
        Event::CData(text) => Token::Text(text.xml10_content()),
        Event::GeneralRef(reference) => referred(&reference, entities),
        Event::DocType(text) => {
            define(&text.xml10_content(), entities);
            Token::Other
        }
        _ => Token::Other,
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
        let mut chars = rest.chars();
        let Some(quote) = chars.next().filter(|c| matches!(c, '"' | '\'')) else {
            continue;
        };
        let Some((value, _)) = chars.as_str().split_once(quote) else {
            continue;
        };
        let plain = !value.contains(['&', '<', '%']) && value.len() <= MAX_ENTITY_BYTES;
        if plain && name != "%" && entities.len() < MAX_ENTITIES {
            entities.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// The element that `start` begins, with its attributes.
pub(in crate::format) fn tag_of(start: &BytesStart<'_>) -> Element {
    let mut attributes: Vec<(String, String)> = Vec::new();
    each_attribute(start, &mut |name, value| {
        // An element may have each only once; of a broken one the first counts.
        if attributes.iter().all(|(known, _)| known != name) {
            attributes.push((unmarked(name), value.into_owned()));
        }
    });
    Element {
        name: unmarked(start.name().as_ref()),
        attributes,
    }
}

/// Hands on the attributes of `start` with their values.
pub(in crate::format) fn each_attribute(
    start: &BytesStart<'_>,
    each: &mut dyn FnMut(&str, Cow<'_, str>),
) {
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
pub(in crate::format) fn is_marked(text: &str) -> bool {
    // All begin with this byte, which is rare.
    memchr::memchr(0xEF, text.as_bytes()).is_some() && text.contains([MALFORMED, GUESSED, STRAY])
}

fn unmarked(text: &str) -> String {
    text.replace([MALFORMED, GUESSED], "").replace(STRAY, "<")
}

/// `text` without the marks of the decoder; what they say is wrong with it goes to `doubt`.
pub(in crate::format) fn cleared<'a>(
    text: Cow<'a, str>,
    doubt: &mut Option<Refusal>,
) -> Cow<'a, str> {
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
pub(in crate::format) fn allowed(text: &str) -> Cow<'_, str> {
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
pub(in crate::format) fn escaped(text: &str) -> String {
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
pub(in crate::format) fn escaped_value(value: &str) -> String {
    escaped(value)
        .replace('"', "&quot;")
        .replace('\t', "&#9;")
        .replace('\n', "&#10;")
}

/// Writes an attribute into a tag.
pub(in crate::format) fn attribute(out: &mut String, name: &str, value: &str) {
    for part in [" ", name, "=\"", &escaped_value(value), "\""] {
        out.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(file: &str) -> String {
        let mut bytes = file.as_bytes();
        let mut xml = XmlFile::new(&mut bytes);
        let mut all = String::new();
        let _ = xml.each(|_, token| {
            match token {
                Token::Text(text) => all.push_str(&text),
                Token::Unknown(name) => all.push_str(&format!("[{name}]")),
                _ => {}
            }
            ControlFlow::Continue(())
        });
        all
    }

    #[test]
    fn entities_are_those_of_the_file_and_of_html() {
        let file = "<!DOCTYPE a [<!ENTITY me 'Recto'><!ENTITY far SYSTEM 'file:///x'><!ENTITY % p 'x'>\
            <!ENTITY b '&me;&me;'>]><a>&me;&nbsp;&mdash;&amp;&far;&b;&p;&#x41;</a>";
        assert_eq!(texts(file), "Recto\u{a0}—&[far][b][p]A");
    }

    #[test]
    fn nothing_is_cut_where_a_part_of_the_file_ends() {
        let piece =
            "<a b='1>2<3'><!-- c > d <e> --><![CDATA[f<g>]]>h > &amp; i\u{feff}\n</a>\u{feff}";
        let texts_of_piece = "f<g>h > & i\u{feff}\n\u{feff}";
        let parts = 20;
        for length in (1 << 16) - piece.len()..1 << 16 {
            let filled = format!("<x>{}", " ".repeat(length - 3));
            let file = filled + &piece.repeat(parts) + "</x>";
            let texts = texts(&file);
            assert_eq!(texts.trim_start_matches(' '), texts_of_piece.repeat(parts));
        }
    }

    #[test]
    fn what_is_longer_than_a_part_of_the_file_is_whole() {
        let long = "- < & \n".repeat(100_000);
        let comment = format!("<a><!--{long}--><![CDATA[{long}]]><b c=\"{long}\"/>");
        let text = format!("{comment}{}</a>", "de ".repeat(100_000));
        assert_eq!(
            texts(&text).replace('\u{fdd0}', "<"),
            long + &"de ".repeat(100_000)
        );
        let mut bytes = text.as_bytes();
        let mut last = 0;
        let read = XmlFile::new(&mut bytes).each(|line, _| {
            last = line;
            ControlFlow::Continue(())
        });
        assert!(matches!(read, Ok(ControlFlow::Continue(()))));
        assert_eq!(last, 300_001);
    }

    #[test]
    fn the_line_of_what_is_broken_is_told() {
        for file in [
            "<a>\n<!-- b",
            "<a>\n<b c='",
            "<a>\n<!DOCTYPE b",
            "<a>\n<![CDATA[ <b>",
        ] {
            let mut bytes = file.as_bytes();
            let read = XmlFile::new(&mut bytes).each(|_, _| ControlFlow::Continue(()));
            assert!(matches!(read, Err(XmlFault::Syntax(2, _))), "{file}");
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_not_written() {
        assert_eq!(escaped("a<b>&\u{b}\r"), "a&lt;b&gt;&amp;\u{fffd}&#13;");
        assert_eq!(escaped_value("\"\n\t'"), "&quot;&#10;&#9;'");
    }
}
