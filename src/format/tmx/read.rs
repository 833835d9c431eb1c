//! Reading TMX 1.1 to 1.4b, an element at a time.

use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::decoding::AsUtf8;
use super::super::{Incoming, Refusal, Refused, UnitsError, Wanted};
use super::elements::{Element, INLINE_CODE, RawUnit, Variant, attribute, referred};
use super::pairs::Pairs;

/// A unit may be as long as this in the file, in bytes; what is longer is cut by a mistake.
const LONGEST_UNIT: usize = 64 << 20;

/// Reads the units of a TMX file.
///
/// A DOCTYPE is passed over: nothing is fetched, and entities that it may define are refused where
/// they are used. Native codes become one U+FFFC each, whatever they hold; the text in `hi` is text.
/// `lang` (TMX 1.1) is read like `xml:lang`. An end tag that is missing or wrong costs the unit at
/// most; where the file is no XML any more the rest is refused.
pub(in super::super) fn read(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    let mut xml = Reader::from_reader(BufReader::with_capacity(1 << 16, AsUtf8::new(input)));
    let config = xml.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut reading = Reading::new(wanted);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let begun_on = reading.line;
        let flow = match xml.read_event_into(&mut buffer) {
            Ok(Event::Eof) => break,
            Ok(event) => reading.event(event, each)?,
            Err(quick_xml::Error::Io(error)) => {
                return Err(io::Error::new(error.kind(), error.to_string()).into());
            }
            Err(error) => {
                if !reading.is_tmx {
                    return Err(UnitsError::Format("a TMX file"));
                }
                let reason = Refusal::Broken(error.to_string());
                let line = begun_on;
                let _ = each(Err(Refused { line, reason }));
                return Ok(());
            }
        };
        if flow.is_break() {
            return Ok(());
        }
        reading.line += buffer.iter().filter(|&&byte| byte == b'\n').count();
    }
    if !reading.is_tmx {
        return Err(UnitsError::Format("a TMX file"));
    }
    if let Some(unit) = reading.unit {
        let reason = Refusal::Broken("it ends within a unit".to_owned());
        let line = unit.line;
        let _ = each(Err(Refused { line, reason }));
    }
    Ok(())
}

/// Where in the file the reader is.
struct Reading<'a> {
    line: usize,
    is_tmx: bool,
    pairs: Pairs<'a>,
    unit: Option<RawUnit>,
    in_segment: bool,
    /// How many codes the reader is inside of.
    code_depth: usize,
    /// The type of the `prop` that the reader is in.
    prop: Option<String>,
    bytes: usize,
}

impl<'a> Reading<'a> {
    fn new(wanted: Wanted<'a>) -> Self {
        Reading {
            line: 1,
            is_tmx: false,
            pairs: Pairs::new(wanted),
            unit: None,
            in_segment: false,
            code_depth: 0,
            prop: None,
            bytes: 0,
        }
    }

    fn event(
        &mut self,
        event: Event<'_>,
        each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, UnitsError> {
        match event {
            Event::Start(start) => {
                let element = Element::of(start.local_name().as_ref());
                if let Some(unit) = self.unit.take_if(|_| element == Element::Unit) {
                    let reason = Refusal::Broken("it does not end before the next one".to_owned());
                    let refused = Refused {
                        line: unit.line,
                        reason,
                    };
                    if each(Err(refused)).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                self.start(element, &start)?;
            }
            Event::Empty(start) => {
                let element = Element::of(start.local_name().as_ref());
                self.start(element, &start)?;
                return Ok(self.end(element, each));
            }
            Event::End(end) => {
                let element = Element::of(end.local_name().as_ref());
                return Ok(self.end(element, each));
            }
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => match referred(&reference) {
                Ok(text) => self.text(&text),
                Err(reason) if self.in_segment && self.code_depth == 0 => {
                    if let Some(unit) = &mut self.unit {
                        unit.refuse(reason);
                    }
                }
                Err(_) => {}
            },
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    }

    fn start(&mut self, element: Element, start: &BytesStart<'_>) -> Result<(), UnitsError> {
        if !self.is_tmx {
            self.is_tmx = element == Element::Tmx;
            return if self.is_tmx {
                Ok(())
            } else {
                Err(UnitsError::Format("a TMX file"))
            };
        }
        match (element, &mut self.unit) {
            (Element::Header, None) => {
                self.pairs.source_language = attribute(start, &["srclang"]);
            }
            (Element::Unit, _) => {
                self.unit = Some(RawUnit::begun(start, self.line));
                self.in_segment = false;
                self.code_depth = 0;
                self.prop = None;
                self.bytes = 0;
            }
            (Element::Variant, Some(unit)) => {
                let language = attribute(start, &["xml:lang", "lang"]);
                unit.variants.push(Variant {
                    language,
                    text: String::new(),
                });
                self.in_segment = false;
                self.code_depth = 0;
            }
            (Element::Segment, Some(_)) => {
                self.in_segment = true;
                self.code_depth = 0;
            }
            (Element::Prop, Some(unit)) if !self.in_segment && unit.variants.is_empty() => {
                self.prop = attribute(start, &["type"]);
            }
            (Element::Code, Some(unit)) if self.in_segment => {
                if self.code_depth == 0 {
                    unit.push_text(INLINE_CODE.encode_utf8(&mut [0; 4]));
                }
                self.code_depth += 1;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(
        &mut self,
        element: Element,
        each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match element {
            Element::Unit => {
                if let Some(unit) = self.unit.take() {
                    self.in_segment = false;
                    for incoming in self.pairs.of(unit) {
                        each(incoming)?;
                    }
                }
            }
            Element::Segment | Element::Variant => self.in_segment = false,
            Element::Prop => self.prop = None,
            Element::Code => self.code_depth = self.code_depth.saturating_sub(1),
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn text(&mut self, text: &str) {
        let Some(unit) = &mut self.unit else {
            return;
        };
        self.bytes += text.len();
        if self.bytes > LONGEST_UNIT {
            unit.refuse(Refusal::Broken("a unit is longer than 64 MiB".to_owned()));
            return;
        }
        if self.in_segment && self.code_depth == 0 {
            unit.push_text(text);
        } else if let Some(prop) = &self.prop {
            // As Recto writes them.
            match prop.as_str() {
                "x-context-pre" => unit.before.push_str(text),
                "x-context-post" => unit.after.push_str(text),
                "x-recto-confidence" => unit.confidence.push_str(text),
                _ => {}
            }
        }
    }
}
