use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Block, BlockKind, Document, Language, Span};

use super::graphemes::whole_grapheme;
use super::kind::{Segment, SegmentKind};
use super::rules::Rules;
use super::srx::{SrxLimit, SrxMode, SrxRules};
use super::{coded, news, srx};

/// Finds the segments of documents in one language.
#[derive(Debug, Clone)]
pub struct Segmenter {
    pub(super) rules: Rules,
    srx: Option<srx::Overlay>,
}

impl Segmenter {
    /// Creates a segmenter with the rules for `language`. A language without data of its own gets the rules of its
    /// script.
    pub fn new(language: &Language) -> Self {
        Segmenter {
            rules: Rules::new(language),
            srx: None,
        }
    }

    /// This segmenter with the rules of an SRX file. Blocks of the document stay what they are: no segment crosses
    /// them, and a heading is one.
    #[must_use]
    pub fn with_srx(mut self, rules: Arc<SrxRules>, mode: SrxMode) -> Self {
        self.srx = Some(srx::Overlay::new(rules, mode));
        self
    }

    /// The SRX rules that would have taken too long at some place so far, by line: there they were taken not to
    /// match.
    pub fn srx_limits(&self) -> Vec<SrxLimit> {
        self.srx
            .as_ref()
            .map_or_else(Vec::new, srx::Overlay::limits)
    }

    /// Returns the segments of `document`: disjoint, in the order of the text, within its blocks. Everything in a block
    /// except white space is in a segment. The markup of inline codes does not affect where sentences end and belongs
    /// to the segment that it marks.
    pub fn segment(&self, document: &Document) -> Vec<Segment> {
        match coded::without_markup(document) {
            Some(plain) => plain.restored(self.segment_plain(&plain.document)),
            None => self.segment_plain(document),
        }
    }

    fn segment_plain(&self, document: &Document) -> Vec<Segment> {
        let mut segments = Vec::new();
        for (paragraph, block) in document.blocks().iter().enumerate() {
            self.segment_block(document.text(), block, paragraph, &mut segments);
        }
        news::mark_bylines_and_trailers(document, &mut segments);
        segments
    }

    fn segment_block(
        &self,
        text: &str,
        block: &Block,
        paragraph: usize,
        segments: &mut Vec<Segment>,
    ) {
        let part = block.span.of(text);
        let mut push = |start: usize, end: usize, kind| {
            if let Some(span) = trimmed(part, start, end) {
                segments.push(Segment {
                    span: span.shifted(block.span.start),
                    kind,
                    paragraph,
                });
            }
        };
        let kind = match block.kind {
            BlockKind::Caption => SegmentKind::Caption,
            BlockKind::Paragraph | BlockKind::Heading if news::is_caption(part) => {
                SegmentKind::Caption
            }
            BlockKind::Heading => return push(0, part.len(), SegmentKind::Heading),
            BlockKind::ListItem => SegmentKind::ListItem,
            BlockKind::Paragraph => SegmentKind::Sentence,
        };
        let mut start = 0;
        if let Some(ends) = self.srx.as_ref().and_then(|srx| srx.replaced(part)) {
            for end in ends.into_iter().chain([part.len()]) {
                push(start, end, kind);
                start = end;
            }
            return;
        }
        // A dateline opens an article: after its title, byline and summary at the latest.
        if kind == SegmentKind::Sentence
            && paragraph < news::DATELINE_WITHIN
            && let Some(end) = news::dateline(part)
        {
            let end = whole_grapheme(part, end);
            push(0, end, SegmentKind::Dateline);
            start = end;
        }
        let has_gap = kind == SegmentKind::Sentence && news::has_gap(part);
        let mut ends = Vec::new();
        self.rules.decide(part, start, &mut |decision| {
            if decision.ends {
                ends.push(decision.at);
            }
        });
        if let Some(srx) = &self.srx {
            ends = srx.corrected(part, start, ends);
        }
        for end in ends {
            let end = whole_grapheme(part, end);
            if end <= start {
                continue;
            }
            if has_gap {
                for heading in news::inline_headings(part, Span::new(start, end)) {
                    let heading = whole_grapheme(part, heading).min(end);
                    push(start, heading, SegmentKind::Heading);
                    start = heading;
                }
            }
            if kind == SegmentKind::Sentence
                && start > 0
                && let Some(dateline) = news::inner_dateline(&part[start..end])
            {
                let dateline = whole_grapheme(part, start + dateline).min(end);
                push(start, dateline, SegmentKind::Dateline);
                start = dateline;
            }
            push(start, end, kind);
            start = end;
        }
        push(start, part.len(), kind);
    }
}

/// The bytes `start..end` of `text` without white space at either end; `None` if nothing is left.
/// Only whole graphemes are trimmed: a combining mark keeps the space that it stands on.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let part = text.get(start..end)?;
    let inside = part.trim_start();
    // Nothing that is ASCII joins the space before it.
    if inside.starts_with(|c: char| c.is_ascii()) {
        let start = end - inside.len();
        return Some(Span::new(start, start + inside.trim_end().len()));
    }
    let is_white = |grapheme: &&str| grapheme.chars().all(char::is_whitespace);
    let before: usize = part
        .graphemes(true)
        .take_while(is_white)
        .map(str::len)
        .sum();
    let kept = &part[before..];
    let after: usize = kept
        .graphemes(true)
        .rev()
        .take_while(is_white)
        .map(str::len)
        .sum();
    let kept = kept.len() - after;
    (kept > 0).then(|| Span::new(start + before, start + before + kept))
}
