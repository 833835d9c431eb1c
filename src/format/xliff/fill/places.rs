//! Where an XLIFF file has room for translations.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::format::WriteBackError;
use crate::format::xml::tag_of;

use super::super::UNTRANSLATED;
use super::content::Content;

/// A file with its open places.
#[derive(Debug, Default)]
pub(super) struct File {
    /// Whether it is XLIFF 2.
    pub is_2: bool,
    /// The tags that name the languages of targets, and the attributes that do.
    pub language_tags: Vec<(Range<usize>, &'static str)>,
    /// The open places, in order.
    pub places: Vec<Place>,
}

/// A source without translation.
#[derive(Debug, Default)]
pub(super) struct Place {
    pub source: Content,
    pub source_tag: Range<usize>,
    /// Where a target goes that is not there.
    pub after_source: usize,
    /// All of the target that is there, and its start tag.
    pub target: Option<(Range<usize>, Range<usize>)>,
    /// The start tag of the segment (XLIFF 2).
    pub segment_tag: Range<usize>,
    /// Which of the file's tags names its language.
    pub language_tag: usize,
}

/// What is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum In {
    Nothing,
    Source,
    Target,
    /// `seg-source`, or something of no interest.
    Segmented,
}

struct Reading<'a> {
    text: &'a str,
    file: File,
    place: Option<Place>,
    target: Content,
    state: Option<String>,
    is_translatable: bool,
    is_cut: bool,
    within: In,
    /// Elements of candidates (`alt-trans`, `match`) that are open.
    candidates: usize,
}

/// The open places of the file `text`.
pub(super) fn places(text: &str) -> Result<File, WriteBackError> {
    let mut xml = Reader::from_str(text);
    let config = xml.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut reading = Reading {
        text,
        file: File::default(),
        place: None,
        target: Content::default(),
        state: None,
        is_translatable: true,
        is_cut: false,
        within: In::Nothing,
        candidates: 0,
    };
    let mut at = 0;
    let mut is_xliff = false;
    loop {
        let event = xml.read_event().map_err(|error| {
            let line = 1 + text.get(..at).unwrap_or_default().matches('\n').count();
            WriteBackError::Unsupported(format!("line {line}: {error}"))
        })?;
        let end = usize::try_from(xml.buffer_position())
            .unwrap_or(usize::MAX)
            .min(text.len());
        let raw = at..end.max(at);
        at = raw.end;
        match event {
            Event::Start(start) => {
                is_xliff |= start.local_name().as_ref() == "xliff";
                reading.start(&start, raw, false);
            }
            Event::Empty(start) => {
                reading.start(&start, raw.clone(), true);
                if !reading.is_inline(start.local_name().as_ref()) {
                    reading.end(start.local_name().as_ref(), raw);
                }
            }
            Event::End(end) => reading.end(end.local_name().as_ref(), raw),
            Event::Text(content) => reading.text(&content.xml10_content()),
            Event::CData(content) => reading.text(&content.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                match reference.resolve_char_ref() {
                    Ok(Some(c)) => reading.text(c.encode_utf8(&mut [0; 4])),
                    _ => match quick_xml::escape::resolve_html5_entity(&name) {
                        Some(text) => reading.text(text),
                        None => reading.odd(),
                    },
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match is_xliff {
        true => Ok(reading.file),
        false => Err(WriteBackError::Unsupported(
            "it is no XLIFF file".to_owned(),
        )),
    }
}

impl Reading<'_> {
    /// Whether an element of this name is one of those within texts here.
    fn is_inline(&self, name: &str) -> bool {
        self.within != In::Nothing && !matches!(name, "source" | "seg-source" | "target")
    }

    fn content(&mut self) -> Option<&mut Content> {
        match self.within {
            In::Source => self.place.as_mut().map(|place| &mut place.source),
            In::Target => Some(&mut self.target),
            In::Nothing | In::Segmented => None,
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(content) = self.content() {
            content.text(text);
        }
    }

    fn odd(&mut self) {
        if let Some(content) = self.content() {
            content.is_odd = true;
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, raw: Range<usize>, is_empty: bool) {
        let local = start.local_name();
        let name = local.as_ref();
        if self.is_inline(name) {
            if self.within == In::Segmented {
                self.is_cut |= name == "mrk";
            }
            let file = self.text;
            if let Some(content) = self.content() {
                content.start(start, raw, file, is_empty);
            }
            return;
        }
        if matches!(name, "alt-trans" | "match") {
            self.candidates += 1;
            return;
        }
        if self.candidates > 0 {
            return;
        }
        let attribute = |name: &str| tag_of(start).attribute(name).map(str::to_owned);
        match name {
            "xliff" => {
                self.file.is_2 =
                    attribute("version").is_some_and(|version| version.starts_with('2'));
                if self.file.is_2 {
                    self.file.language_tags.push((raw, "trgLang"));
                }
            }
            "file" if !self.file.is_2 => self.file.language_tags.push((raw, "target-language")),
            "unit" if self.file.is_2 => {
                self.is_translatable = attribute("translate").as_deref() != Some("no");
            }
            "trans-unit" | "segment" => {
                self.place = Some(Place {
                    segment_tag: raw,
                    language_tag: self.file.language_tags.len().saturating_sub(1),
                    ..Place::default()
                });
                self.target = Content::default();
                self.is_cut = false;
                self.state = attribute("state");
                if name == "trans-unit" {
                    self.is_translatable = attribute("translate").as_deref() != Some("no")
                        && attribute("approved").as_deref() != Some("yes");
                }
            }
            "source" => {
                if let Some(place) = &mut self.place {
                    place.source_tag = raw;
                    self.within = In::Source;
                }
            }
            "seg-source" => self.within = In::Segmented,
            "target" => {
                if let Some(place) = &mut self.place {
                    place.target = Some((raw.clone(), raw));
                    self.state = attribute("state").or(self.state.take());
                    self.within = In::Target;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, raw: Range<usize>) {
        if self.is_inline(name) {
            let file = self.text;
            if let Some(content) = self.content() {
                content.end(raw, file);
            }
            return;
        }
        match name {
            "alt-trans" | "match" => self.candidates = self.candidates.saturating_sub(1),
            _ if self.candidates > 0 => {}
            "source" | "seg-source" => {
                self.within = In::Nothing;
                if let Some(place) = &mut self.place {
                    place.after_source = raw.end;
                }
            }
            "target" => {
                self.within = In::Nothing;
                if let Some((whole, _)) =
                    self.place.as_mut().and_then(|place| place.target.as_mut())
                {
                    whole.end = raw.end;
                }
            }
            "trans-unit" | "segment" => self.end_place(),
            _ => {}
        }
    }

    fn end_place(&mut self) {
        let Some(place) = self.place.take() else {
            return;
        };
        let state = self.state.take();
        let is_new = state.is_none_or(|state| UNTRANSLATED.contains(&state.as_str()));
        let is_copy = self.target.text == place.source.text && is_new;
        let has_room =
            self.target.is_blank() || (place.target.is_some() && is_copy && !self.file.is_2);
        let is_open = self.is_translatable
            && !self.is_cut
            && !place.source.is_odd
            && !place.source.text.trim().is_empty()
            && !place.source_tag.is_empty()
            && !self.file.language_tags.is_empty();
        if is_open && has_room {
            self.file.places.push(place);
        }
    }
}
