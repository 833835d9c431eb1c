//! Where an XLIFF file has room for translations.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashSet;

use crate::format::WriteBackError;
use crate::format::xml::tag_of;

use super::super::UNTRANSLATED;
use super::content::Content;
use super::cut::Cut;

/// A file with its open places.
#[derive(Debug, Default)]
pub(super) struct File {
    /// Whether it is XLIFF 2.
    pub is_2: bool,
    /// The tags that name the languages of targets, and the attributes that do.
    pub language_tags: Vec<(Range<usize>, &'static str)>,
    /// The units that segments lie in (XLIFF 2).
    pub holders: Vec<Holder>,
    /// What the open places lie in, in order.
    pub pairs: Vec<Pair>,
    /// The open places, in order.
    pub places: Vec<Place>,
}

/// A source without translation.
#[derive(Debug, Default)]
pub(super) struct Place {
    pub source: Content,
    /// Which of the file's pairs it is, or is of.
    pub pair: usize,
    /// Which of the segments that the source of the pair is cut into, if it is (XLIFF 1).
    pub segment: Option<usize>,
}

/// A source with room for its target: a unit (XLIFF 1), or a segment (2).
#[derive(Debug, Default)]
pub(super) struct Pair {
    pub source_tag: Range<usize>,
    /// Where a target goes that is not there.
    pub after_source: usize,
    /// What the source is cut into, and where that stands (XLIFF 1).
    pub cut: Cut,
    pub cut_content: Range<usize>,
    /// All of the target that is there, and its start tag.
    pub target: Option<(Range<usize>, Range<usize>)>,
    /// What the target is cut into.
    pub target_cut: Cut,
    /// What it says of its state.
    pub state: Option<String>,
    /// The start tag of the unit (XLIFF 1) or segment (2).
    pub tag: Range<usize>,
    /// Which of the file's tags names its language.
    pub language_tag: usize,
    /// Which of the file's holders it is in (XLIFF 2).
    pub holder: usize,
}

/// A unit of XLIFF 2.
#[derive(Debug, Default)]
pub(super) struct Holder {
    /// Where its start tag ends.
    pub start: usize,
    /// Where its candidates end, and the name of their element, if it has any.
    pub matches: Option<(usize, String)>,
    /// The names of all that is in it.
    pub ids: FxHashSet<String>,
}

/// What is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum In {
    Nothing,
    Source,
    Target,
    /// `seg-source`.
    Segmented,
}

struct Reading<'a> {
    text: &'a str,
    file: File,
    pair: Option<Pair>,
    source: Content,
    target: Content,
    /// Whether what the elements hold that are open is to be translated: files, groups and units.
    translatable: Vec<bool>,
    is_approved: bool,
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
        pair: None,
        source: Content::default(),
        target: Content::default(),
        translatable: Vec::new(),
        is_approved: false,
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

    fn text(&mut self, text: &str) {
        let Some(pair) = &mut self.pair else {
            return;
        };
        match self.within {
            In::Source => self.source.text(text),
            In::Segmented => pair.cut.text(text),
            In::Target => {
                self.target.text(text);
                pair.target_cut.text(text);
            }
            In::Nothing => {}
        }
    }

    fn odd(&mut self) {
        let Some(pair) = &mut self.pair else {
            return;
        };
        match self.within {
            In::Source => self.source.is_odd = true,
            In::Segmented => pair.cut.odd(),
            In::Target => {
                self.target.is_odd = true;
                pair.target_cut.odd();
            }
            In::Nothing => {}
        }
    }

    fn start_inline(&mut self, start: &BytesStart<'_>, raw: Range<usize>, is_empty: bool) {
        let Some(pair) = &mut self.pair else {
            return;
        };
        match self.within {
            In::Source => self.source.start(start, raw, self.text, is_empty),
            In::Segmented => pair.cut.start(start, raw, self.text, is_empty),
            In::Target => {
                self.target.start(start, raw.clone(), self.text, is_empty);
                pair.target_cut.start(start, raw, self.text, is_empty);
            }
            In::Nothing => {}
        }
    }

    fn end_inline(&mut self, raw: Range<usize>) {
        let Some(pair) = &mut self.pair else {
            return;
        };
        match self.within {
            In::Source => self.source.end(raw, self.text),
            In::Segmented => pair.cut.end(raw, self.text),
            In::Target => {
                self.target.end(raw.clone(), self.text);
                pair.target_cut.end(raw, self.text);
            }
            In::Nothing => {}
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, raw: Range<usize>, is_empty: bool) {
        let local = start.local_name();
        let name = local.as_ref();
        let attribute = |name: &str| tag_of(start).attribute(name).map(str::to_owned);
        if self.file.is_2
            && let (Some(holder), Some(id)) = (self.file.holders.last_mut(), attribute("id"))
        {
            holder.ids.insert(id);
        }
        if self.is_inline(name) {
            return self.start_inline(start, raw, is_empty);
        }
        if matches!(name, "alt-trans" | "match") {
            self.candidates += 1;
            return;
        }
        if self.candidates > 0 {
            return;
        }
        match name {
            "xliff" => {
                self.file.is_2 =
                    attribute("version").is_some_and(|version| version.starts_with('2'));
                if self.file.is_2 {
                    self.file.language_tags.push((raw.clone(), "trgLang"));
                }
            }
            "file" if !self.file.is_2 => {
                self.file
                    .language_tags
                    .push((raw.clone(), "target-language"));
            }
            "unit" if self.file.is_2 => self.file.holders.push(Holder {
                start: raw.end,
                ..Holder::default()
            }),
            _ => {}
        }
        match name {
            // What lies in another takes over what is said of that.
            "file" | "group" | "unit" | "trans-unit" => {
                let around = self.translatable.last().copied().unwrap_or(true);
                self.translatable
                    .push(match attribute("translate").as_deref() {
                        Some("no") => false,
                        Some("yes") => true,
                        _ => around,
                    });
            }
            _ => {}
        }
        match name {
            "trans-unit" | "segment" => {
                self.pair = Some(Pair {
                    tag: raw,
                    language_tag: self.file.language_tags.len().saturating_sub(1),
                    holder: self.file.holders.len().saturating_sub(1),
                    state: attribute("state"),
                    ..Pair::default()
                });
                self.source = Content::default();
                self.target = Content::default();
                self.is_approved = attribute("approved").as_deref() == Some("yes");
            }
            "source" => {
                if let Some(pair) = &mut self.pair {
                    pair.source_tag = raw;
                    self.within = In::Source;
                }
            }
            "seg-source" => {
                if let Some(pair) = &mut self.pair {
                    pair.cut_content = raw.end..raw.end;
                    self.within = In::Segmented;
                }
            }
            "target" => {
                if let Some(pair) = &mut self.pair {
                    pair.target = Some((raw.clone(), raw));
                    pair.state = attribute("state").or(pair.state.take());
                    self.within = In::Target;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, raw: Range<usize>) {
        if self.is_inline(name) {
            return self.end_inline(raw);
        }
        match name {
            "alt-trans" | "match" => self.candidates = self.candidates.saturating_sub(1),
            _ if self.candidates > 0 => {}
            "source" | "seg-source" => {
                self.within = In::Nothing;
                if let Some(pair) = &mut self.pair {
                    pair.after_source = raw.end;
                    if name == "seg-source" {
                        pair.cut_content.end = raw.start.max(pair.cut_content.start);
                    }
                }
            }
            "target" => {
                self.within = In::Nothing;
                if let Some((whole, _)) = self.pair.as_mut().and_then(|pair| pair.target.as_mut()) {
                    whole.end = raw.end;
                }
            }
            "matches" if self.file.is_2 => {
                if let Some(holder) = self.file.holders.last_mut() {
                    let tag = self.text.get(raw.clone()).unwrap_or_default();
                    let name = tag.strip_prefix("</").and_then(|tag| tag.strip_suffix('>'));
                    holder.matches = name.map(|name| (raw.start, name.trim().to_owned()));
                }
            }
            "file" | "group" | "unit" => {
                self.translatable.pop();
            }
            "segment" => self.end_pair(),
            "trans-unit" => {
                self.end_pair();
                self.translatable.pop();
            }
            _ => {}
        }
    }

    fn end_pair(&mut self) {
        let Some(mut pair) = self.pair.take() else {
            return;
        };
        let source = std::mem::take(&mut self.source);
        let is_open = self.translatable.last().copied().unwrap_or(true)
            && !self.is_approved
            && !pair.source_tag.is_empty()
            && !self.file.language_tags.is_empty();
        if !is_open {
            return;
        }
        let is_new = pair
            .state
            .as_ref()
            .is_none_or(|state| UNTRANSLATED.contains(&state.as_str()));
        // In XLIFF 1 many tools put the source where the target is to come.
        let has_room = |source: &Content, target: &Content| {
            target.is_blank() || (target.text == source.text && is_new && !self.file.is_2)
        };
        let number = self.file.pairs.len();
        if pair.cut.segments.is_empty() {
            if has_room(&source, &self.target) && source.is_translatable() {
                self.file.places.push(Place {
                    source,
                    pair: number,
                    segment: None,
                });
                self.file.pairs.push(pair);
            }
            return;
        }
        let is_target_cut = !pair.target_cut.segments.is_empty();
        if !is_target_cut && !has_room(&source, &self.target) {
            return;
        }
        let before = self.file.places.len();
        let targets = &pair.target_cut;
        for (at, segment) in pair.cut.segments.iter_mut().enumerate() {
            let target = targets.number_of(&segment.name);
            let target = target.and_then(|number| targets.segments.get(number));
            let has_place = match (is_target_cut, target) {
                (false, _) => true,
                // One that has been left out has none.
                (true, target) => {
                    target.is_some_and(|target| has_room(&segment.content, &target.content))
                }
            };
            if has_place && segment.content.is_translatable() {
                self.file.places.push(Place {
                    source: std::mem::take(&mut segment.content),
                    pair: number,
                    segment: Some(at),
                });
            }
        }
        if self.file.places.len() > before {
            self.file.pairs.push(pair);
        }
    }
}
