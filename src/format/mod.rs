//! Files: article formats that are read into a [`Document`](crate::text::Document), and exchange formats that units are
//! read from and written in.
//!
//! - `article` and `incoming`, `outgoing`, `unit_format` hold the types: articles, and translation units on their way
//!   in and out.
//! - `articles` reads articles, `units` reads and writes translation units, `write_back` puts texts into the file that
//!   they were read from; one file or folder for each format.
//! - `io` has what they share: text of any encoding, XML, the first bytes of a file.
//! - `registry` is the only file that names every format.

mod article;
mod articles;
mod columns;
mod incoming;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
mod io;
mod outgoing;
mod registry;
mod unit_format;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
mod units;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
mod write_back;
mod write_back_error;

pub use article::{ArticleFile, ArticleFormat, FrontMatter, FrontMatterError, ReadError};
pub use articles::byline::seconds_of;
pub use columns::{Column, Columns, ColumnsError};
pub use incoming::{FileUnit, Incoming, Refusal, Refused, UnitsError, Wanted};
pub use outgoing::{OutgoingUnit, Units, Writing, outgoing};
pub use registry::{
    ARTICLE_FORMATS, BILINGUAL_FORMATS, UNIT_FORMATS, article_format, article_format_named,
    article_format_of, article_from_bytes, articles_from_bytes, bilingual_format_of, detect,
    labels, may_be_article, read_article, read_articles, unit_format, write_back, write_labels,
    write_translation,
};
pub use unit_format::{ReadUnits, UnitFormat, WriteUnits};
pub use units::delimited::{ReviewRow, write_review_sheet};
pub use units::po::plural_of;
pub use units::tmx::coded_text;
pub use write_back::bilingual::{BilingualFormat, Candidate, Filling, OpenTexts, Plural};
pub use write_back_error::WriteBackError;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use crate::format::*;
    use crate::segment::Segmenter;
    use crate::text::{Language, Replacement, ReplacementPiece, Span};

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for format in ARTICLE_FORMATS {
                let _ = article_from_bytes(bytes.clone(), format, Path::new("-"));
            }
        }

        #[test]
        fn blocks_and_segments_of_every_format_lie_in_order_in_the_text(
            text in "(\\PC|[#*>`|\\-_\\[\\]()!.:1 \n\r\t\u{a0}A-Cپل桥])*",
        ) {
            for format in ARTICLE_FORMATS {
                let Ok(file) = article_from_bytes(text.clone().into_bytes(), format, Path::new("-"))
                else {
                    continue;
                };
                let document = file.document;
                if format.is_verbatim {
                    prop_assert_eq!(document.text(), text.trim_start_matches('\u{feff}'));
                }
                let segments = Segmenter::new(&Language::undetermined()).segment(&document);
                let mut at = 0;
                for segment in &segments {
                    let block = document.blocks()[segment.paragraph].span;
                    prop_assert!(block.start <= segment.span.start && segment.span.end <= block.end);
                    prop_assert!(at <= segment.span.start && !segment.span.is_empty());
                    at = segment.span.end;
                }
                // Plain text has no markup: all that is not white space is in a segment.
                let inside: usize = segments.iter().map(|s| visible(s.span.of(document.text()))).sum();
                if format.name == "text" && file.front_matter == FrontMatter::default() {
                    prop_assert_eq!(inside, visible(document.text()));
                }
            }
        }
    }

    /// What is in the segments of a document, as it is.
    fn unchanged(document: &crate::text::Document) -> Vec<Replacement> {
        let segments = Segmenter::new(&Language::undetermined()).segment(document);
        let one = |segment: &crate::segment::Segment| {
            let part = document.coded(segment.span);
            let mut pieces = Vec::new();
            let mut at = part.span.start;
            for code in part.within.clone() {
                let span = document.codes()[code].span;
                let text = document
                    .visible_text(Span::new(at, span.start))
                    .into_owned();
                pieces.push(ReplacementPiece::Text(text));
                pieces.push(ReplacementPiece::Code(code));
                at = span.end;
            }
            let text = document.visible_text(Span::new(at, part.span.end));
            let text = text.into_owned();
            pieces.push(ReplacementPiece::Text(text));
            Replacement {
                span: part.span,
                within: part.within,
                pieces,
            }
        };
        segments.iter().map(one).collect()
    }

    proptest! {
        #[test]
        fn segments_replaced_by_themselves_change_nothing(
            text in "(\\PC|[#*_>`|\\-\\[\\]()!.~: \n<>&A-Cپل桥]|\\\\[*#.\\-\\[\\\\|]|<b>|</b>|<br>|\\*\\*a\\*\\*|\\[a\\. B\\]\\(u\\)|  \n)*",
        ) {
            for format in ARTICLE_FORMATS.iter().filter(|format| format.write.is_some()) {
                let bytes = text.clone().into_bytes();
                let Ok(file) = article_from_bytes(bytes.clone(), format, Path::new("-")) else {
                    continue;
                };
                let same = unchanged(&file.document);
                let written = write_back(&bytes, format, &same);
                prop_assert_eq!(written, Ok(bytes), "{}", format.name);
            }
        }
    }

    fn visible(text: &str) -> usize {
        text.chars().filter(|c| !c.is_whitespace()).count()
    }
}
