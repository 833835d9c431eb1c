//! Reading TMX 1.1 to 1.4b, an element at a time.

use std::borrow::Cow;
use std::io::Read;
use std::ops::ControlFlow;

use quick_xml::events::BytesStart;

use crate::text::{CodeRole, CodedTextBuilder, Element};

use super::pairs::Pairs;
use super::unit::{MAX_UNIT_BYTES, RawUnit};
use crate::format::incoming::{Incoming, Refusal, UnitsError, Wanted};
use crate::format::io::xml::{Token, XmlFile, ended, tag_of};

/// What errors call the format.
const NAME: &str = "a TMX file";

/// Reads the units of a TMX file.
///
/// Native codes become one U+FFFC each; the text in `hi` is text. An element within a segment that
/// TMX does not know is a code at its beginning and one at its end. `lang` (TMX 1.1) is read like
/// `xml:lang`. An end tag that is missing or wrong costs the unit at most; where the file is no XML
/// any more the rest is refused.
pub(in crate::format) fn read(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    let mut xml = XmlFile::new(input);
    let root = xml.root(NAME)?;
    if !root.name.eq_ignore_ascii_case("tmx") {
        return Err(UnitsError::Format(NAME));
    }
    let mut reading = Reading::new(wanted);
    let read = xml.each(|line, token| {
        reading.line = line;
        reading.token(token, each)
    });
    ended(read, each, |each| reading.last_unit(each))
}

/// An element that matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ElementKind {
    Header,
    Unit,
    Variant,
    Segment,
    Prop,
    Note,
    /// A native code that does this.
    Code(CodeRole),
    /// `hi`, and the texts within codes.
    Span,
    Other,
}

impl ElementKind {
    /// What the element of this name is. Files with names in capitals exist.
    fn of(name: &str) -> Self {
        let exact = |name: &str| match name {
            "tu" => ElementKind::Unit,
            "tuv" => ElementKind::Variant,
            "seg" => ElementKind::Segment,
            "bpt" => ElementKind::Code(CodeRole::Begin),
            "ept" => ElementKind::Code(CodeRole::End),
            // `ut` is of TMX 1.1.
            "ph" | "ut" => ElementKind::Code(CodeRole::Standalone),
            "it" => ElementKind::Code(CodeRole::Isolated),
            "hi" | "sub" => ElementKind::Span,
            "prop" => ElementKind::Prop,
            "note" => ElementKind::Note,
            "header" => ElementKind::Header,
            _ => ElementKind::Other,
        };
        match exact(name) {
            ElementKind::Other if name.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                exact(&name.to_ascii_lowercase())
            }
            element => element,
        }
    }
}

/// Where in the file the reader is.
struct Reading<'a> {
    line: usize,
    pairs: Pairs<'a>,
    unit: Option<RawUnit>,
    in_segment: bool,
    /// The `prop` or `note` that the reader is in, with what it holds so far.
    aside: Option<(Option<String>, String)>,
    bytes: usize,
}

impl<'a> Reading<'a> {
    fn new(wanted: Wanted<'a>) -> Self {
        Reading {
            line: 1,
            pairs: Pairs::new(wanted),
            unit: None,
            in_segment: false,
            aside: None,
            bytes: 0,
        }
    }

    fn token(
        &mut self,
        token: Token<'_>,
        each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match token {
            Token::Start(start) => {
                let element = ElementKind::of(start.local_name().as_ref());
                self.start(element, &start, each)
            }
            Token::Empty(start) => {
                let element = ElementKind::of(start.local_name().as_ref());
                self.start(element, &start, each)?;
                self.end(element, start.name().as_ref(), each)
            }
            Token::End(end) => {
                let element = ElementKind::of(end.local_name().as_ref());
                self.end(element, end.name().as_ref(), each)
            }
            Token::Text(text) => {
                self.text(text);
                ControlFlow::Continue(())
            }
            Token::Unknown(name) => {
                if let Some(unit) = self.unit.as_mut().filter(|_| self.in_segment) {
                    unit.refuse(Refusal::Entity(name));
                }
                ControlFlow::Continue(())
            }
            Token::Other => ControlFlow::Continue(()),
        }
    }

    /// What the segment that the reader is in holds so far.
    fn inline(&mut self) -> Option<&mut CodedTextBuilder> {
        let unit = self.unit.as_mut().filter(|_| self.in_segment)?;
        unit.variants.last_mut().map(|variant| &mut variant.inline)
    }

    fn start(
        &mut self,
        element: ElementKind,
        start: &BytesStart<'_>,
        each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match element {
            ElementKind::Header if self.unit.is_none() => {
                let tag = tag_of(start);
                let attribute = tag.attributes.into_iter();
                let mut named = attribute.filter(|(name, _)| name.eq_ignore_ascii_case("srclang"));
                self.pairs.source_language = named.next().map(|(_, value)| value);
            }
            ElementKind::Unit => {
                self.unended(each)?;
                let languages = &mut self.pairs.languages;
                self.unit = Some(RawUnit::begun(start, self.line, languages));
                self.in_segment = false;
                self.aside = None;
                self.bytes = 0;
            }
            ElementKind::Variant => {
                if let Some(unit) = &mut self.unit {
                    unit.begin_variant(start, &mut self.pairs.languages);
                }
                self.in_segment = false;
            }
            ElementKind::Segment => {
                let unit = self.unit.as_mut();
                let variant = unit.and_then(|unit| unit.variants.last_mut());
                if let Some(variant) = variant {
                    // A second one would be glued to the first.
                    self.in_segment = !variant.has_segment;
                    variant.has_segment = true;
                }
            }
            ElementKind::Prop if !self.in_segment => {
                let kind = tag_of(start).attribute("type").map(str::to_owned);
                self.aside = Some((Some(kind.unwrap_or_default()), String::new()));
            }
            ElementKind::Note if !self.in_segment => self.aside = Some((None, String::new())),
            ElementKind::Code(role) => {
                if let Some(inline) = self.inline() {
                    inline.begin_code(role, plain(start));
                }
            }
            ElementKind::Span => {
                if let Some(inline) = self.inline() {
                    inline.begin_span(plain(start));
                }
            }
            ElementKind::Other => {
                if let Some(inline) = self.inline() {
                    inline.code(CodeRole::Begin, tag_of(start));
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn end(
        &mut self,
        element: ElementKind,
        name: &str,
        each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match element {
            ElementKind::Unit => {
                self.in_segment = false;
                self.aside = None;
                if let Some(unit) = self.unit.take() {
                    self.pairs.each_of(unit, each)?;
                }
            }
            ElementKind::Segment | ElementKind::Variant => self.in_segment = false,
            ElementKind::Prop | ElementKind::Note => {
                if let Some((aside, unit)) = self.aside.take().zip(self.unit.as_mut()) {
                    match aside {
                        (Some(kind), value) => unit.property(kind, value),
                        (None, text) => unit.note(text),
                    }
                }
            }
            ElementKind::Code(_) => {
                if let Some(inline) = self.inline() {
                    inline.end_code();
                }
            }
            ElementKind::Span => {
                if let Some(inline) = self.inline() {
                    inline.end_span();
                }
            }
            ElementKind::Other => {
                if let Some(inline) = self.inline() {
                    let name = name.to_owned();
                    inline.code(
                        CodeRole::End,
                        Element {
                            name,
                            ..Element::default()
                        },
                    );
                }
            }
            ElementKind::Header => {}
        }
        ControlFlow::Continue(())
    }

    /// A unit begins before the one before it has ended: if that one is whole it is taken.
    fn unended(&mut self, each: &mut dyn FnMut(Incoming) -> ControlFlow<()>) -> ControlFlow<()> {
        let Some(mut unit) = self.unit.take() else {
            return ControlFlow::Continue(());
        };
        match self.in_segment || unit.variants.len() < 2 {
            true => unit.refuse(Refusal::Broken(
                "it does not end before the next one".to_owned(),
            )),
            false => {
                unit.doubt.get_or_insert(Refusal::Unended);
            }
        }
        self.pairs.each_of(unit, each)
    }

    /// The file ends here: what of its last unit is there is taken if it has two texts.
    fn last_unit(&mut self, each: &mut dyn FnMut(Incoming) -> ControlFlow<()>) -> ControlFlow<()> {
        let Some(mut unit) = self.unit.take() else {
            return ControlFlow::Continue(());
        };
        unit.doubt = Some(Refusal::Cut);
        if unit.variants.len() < 2 {
            unit.refuse(Refusal::Broken("it ends within a unit".to_owned()));
        }
        self.pairs.each_of(unit, each)
    }

    fn text(&mut self, text: Cow<'_, str>) {
        let Some(unit) = &mut self.unit else {
            return;
        };
        self.bytes += text.len();
        if self.bytes > MAX_UNIT_BYTES {
            unit.refuse(Refusal::Broken("a unit is longer than 64 MiB".to_owned()));
        } else if self.in_segment {
            let text = unit.cleared(text);
            if let Some(variant) = unit.variants.last_mut() {
                variant.inline.text(&text);
            }
        } else if let Some((_, value)) = &mut self.aside {
            value.push_str(&unit.cleared(text));
        }
    }
}

/// The element that `start` begins, by the name that TMX has for it.
fn plain(start: &BytesStart<'_>) -> Element {
    let mut tag = tag_of(start);
    tag.name = start.local_name().as_ref().to_ascii_lowercase();
    tag
}
