//! Segmentation of a stream of any length, one passage at a time.

use std::io::{self, BufRead};

use crate::text::{Document, Span};

use super::{Segment, Segmenter};

/// Maximum length of a passage, in bytes. A longer one without a blank line is cut at the end of a line or, without
/// one, at white space.
const MAX_PASSAGE_BYTES: usize = 1 << 20;

/// UTF-8's.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A passage of a stream: lines up to a blank one, with its segments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its text and blocks.
    pub document: Document,
    /// Its segments. Spans and paragraph numbers count from the start of the passage.
    pub segments: Vec<Segment>,
    /// Its offset in the stream, in bytes.
    pub start: usize,
    /// Its offset in the stream, in Unicode scalars.
    pub scalars: usize,
    /// Number of paragraphs before it.
    pub paragraphs: usize,
}

/// Why a stream stopped.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// It could not be read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// It is not UTF-8, which a stream must be.
    #[error("line {line} is not UTF-8; convert the text first, or segment it without --stream")]
    NotUtf8 {
        /// The line, from 1.
        line: usize,
    },
}

impl Segmenter {
    /// Segments the text of `reader` one passage at a time and calls `visit` with each, as soon as its blank line is
    /// read. Memory is needed for the longest passage only.
    ///
    /// `read` makes a document of a passage, as [`Document::plain_passage`] does. Each passage is segmented by itself:
    /// rules about a whole article (the first paragraphs for a byline, the last ones for a trailer) see only the
    /// passage. A longer text therefore begins with the passages of any shorter text that it begins with, except for
    /// the last.
    ///
    /// # Errors
    /// [`StreamError`], or what `visit` gives.
    pub fn stream<E: From<StreamError>>(
        &self,
        mut reader: impl BufRead,
        read: impl Fn(&str) -> Document,
        mut visit: impl FnMut(&Passage) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut bytes = Vec::new();
        let (mut start, mut scalars, mut paragraphs, mut lines) = (0, 0, 0, 0);
        loop {
            let from = bytes.len();
            let mut limited = io::Read::take(&mut reader, MAX_PASSAGE_BYTES as u64);
            let count = limited
                .read_until(b'\n', &mut bytes)
                .map_err(StreamError::Io)?;
            if start == 0 && bytes.starts_with(BYTE_ORDER_MARK) {
                // The mark is no part of the text.
                bytes.drain(..BYTE_ORDER_MARK.len());
            }
            let blank = bytes[from..].iter().all(u8::is_ascii_whitespace);
            if count > 0 && !blank && bytes.len() < MAX_PASSAGE_BYTES {
                continue;
            }
            let keep = match count > 0 && !blank {
                true => break_of(&bytes),
                false => bytes.len(),
            };
            let rest = bytes.split_off(keep);
            let ends = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte == b'\n').count();
            let text = String::from_utf8(std::mem::replace(&mut bytes, rest)).map_err(|error| {
                let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                StreamError::NotUtf8 {
                    line: 1 + lines + ends(before),
                }
            })?;
            lines += ends(text.as_bytes());
            let document = read(&text);
            let passage = Passage {
                segments: self.segment(&document),
                document,
                start,
                scalars,
                paragraphs,
            };
            start += text.len();
            scalars += text.chars().count();
            paragraphs += passage.document.blocks().len();
            if !passage.segments.is_empty() {
                visit(&passage)?;
            }
            if count == 0 {
                return Ok(());
            }
        }
    }
}

impl Passage {
    /// The bytes of the stream that `segment` stands for.
    pub fn span(&self, segment: &Segment) -> Span {
        segment.span.shifted(self.start)
    }
}

/// Where to cut a passage that is too long: behind its last line end, else its last space, else
/// its last whole character.
fn break_of(bytes: &[u8]) -> usize {
    let behind = |wanted: fn(&u8) -> bool| bytes.iter().rposition(wanted).map(|at| at + 1);
    behind(|byte| *byte == b'\n')
        .or_else(|| behind(u8::is_ascii_whitespace))
        .unwrap_or_else(|| {
            let start = bytes.iter().rposition(|byte| *byte < 0x80 || *byte >= 0xC0);
            start.filter(|&at| at > 0).unwrap_or(bytes.len())
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Language;

    fn streamed(text: &str) -> Vec<String> {
        let segmenter = Segmenter::new(&Language::parse("en").unwrap());
        let mut found = Vec::new();
        segmenter
            .stream(text.as_bytes(), Document::plain, |passage| {
                for segment in &passage.segments {
                    assert_eq!(
                        passage.span(segment).of(text),
                        segment.span.of(passage.document.text())
                    );
                    found.push(passage.span(segment).of(text).to_owned());
                }
                Ok::<(), StreamError>(())
            })
            .unwrap();
        found
    }

    #[test]
    fn passages_are_segmented_as_they_come() {
        let text = "The bridge opened. It is red.\n\nNobody came.\nIt rained.\n";
        assert_eq!(
            streamed(text),
            [
                "The bridge opened.",
                "It is red.",
                "Nobody came.",
                "It rained."
            ]
        );
    }

    #[test]
    fn a_line_without_end_costs_no_more_than_a_passage() {
        let text = "The bridge opened on Monday. ".repeat(100_000);
        let mut longest = 0;
        Segmenter::new(&Language::parse("en").unwrap())
            .stream(text.as_bytes(), Document::plain, |passage| {
                longest = longest.max(passage.document.text().len());
                Ok::<(), StreamError>(())
            })
            .unwrap();
        assert!(longest <= 2 * MAX_PASSAGE_BYTES);
        // A sentence that stands across a cut is in two parts.
        assert!(streamed(&text).len() < 100_010);
    }

    #[test]
    fn what_is_not_utf8_is_named_by_its_line() {
        let segmenter = Segmenter::new(&Language::parse("en").unwrap());
        let result = segmenter.stream(&b"One.\n\nTw\xFF.\n"[..], Document::plain, |_| {
            Ok::<(), StreamError>(())
        });
        assert!(matches!(result, Err(StreamError::NotUtf8 { line: 3 })));
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "(\\PC|[.!?\n \u{300}A-Cپ大]){0,80}") {
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            let found: usize = streamed(&text).iter().map(|text| visible(text)).sum();
            prop_assert_eq!(found, visible(&text));
        }

        /// What was told of a text stands when more of it comes.
        #[test]
        fn passages_do_not_change_when_more_comes(
            first in "[A-C][a-c]{1,4}( [a-c]{1,4}){0,5}[.!?]",
            more in "(\\PC|[.!?\n A-C]){0,40}",
        ) {
            let alone = streamed(&format!("{first}\n\n"));
            let together = streamed(&format!("{first}\n\n{more}"));
            prop_assert!(together.starts_with(&alone));
        }
    }
}
