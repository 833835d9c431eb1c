//! The segments that a text of XLIFF 1 is cut into (`mrk mtype="seg"`).

use std::ops::Range;

use quick_xml::events::BytesStart;
use rustc_hash::FxHashMap;

use crate::format::xml::tag_of;

use super::content::Content;

/// A segment where it stands.
#[derive(Debug, Default)]
pub(super) struct Segment {
    /// What it is called, in source and target alike.
    pub name: String,
    /// Whether it lies in no code; only then the standard's schema knows its name.
    pub is_outermost: bool,
    /// Its start tag.
    pub tag: Range<usize>,
    /// All of it.
    pub whole: Range<usize>,
    pub content: Content,
}

/// The segments of a text, in order, found an element at a time.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub segments: Vec<Segment>,
    /// The first segment of each name.
    by_name: FxHashMap<String, usize>,
    open: Option<Segment>,
    /// Elements that are open within it.
    depth: usize,
    /// Elements that are open around it.
    around: usize,
}

impl Cut {
    pub fn text(&mut self, text: &str) {
        if let Some(open) = &mut self.open {
            open.content.text(text);
        }
    }

    /// The segment that is open holds something that is not known.
    pub fn odd(&mut self) {
        if let Some(open) = &mut self.open {
            open.content.is_odd = true;
        }
    }

    pub fn start(&mut self, start: &BytesStart<'_>, raw: Range<usize>, file: &str, is_empty: bool) {
        if let Some(open) = &mut self.open {
            self.depth += usize::from(!is_empty);
            return open.content.start(start, raw, file, is_empty);
        }
        let tag = tag_of(start);
        if start.local_name().as_ref() != "mrk" || tag.attribute("mtype") != Some("seg") {
            self.around += usize::from(!is_empty);
            return;
        }
        let segment = Segment {
            name: tag.attribute("mid").unwrap_or_default().to_owned(),
            is_outermost: self.around == 0,
            tag: raw.clone(),
            whole: raw,
            content: Content::default(),
        };
        match is_empty {
            true => self.push(segment),
            false => (self.open, self.depth) = (Some(segment), 0),
        }
    }

    pub fn end(&mut self, raw: Range<usize>, file: &str) {
        let Some(mut open) = self.open.take() else {
            self.around = self.around.saturating_sub(1);
            return;
        };
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                open.content.end(raw, file);
                self.open = Some(open);
            }
            None => {
                open.whole.end = raw.end;
                self.push(open);
            }
        }
    }

    fn push(&mut self, segment: Segment) {
        let number = self.segments.len();
        self.by_name.entry(segment.name.clone()).or_insert(number);
        self.segments.push(segment);
    }

    /// The number of the segment of this name.
    pub fn number_of(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }
}
