//! Views for a terminal. They always write colours; who opens the stream strips them where they
//! are not wanted (piped, NO_COLOR).

mod bitext;
mod build;
mod layout;
mod matches;
mod memory;
mod revision;
mod style;
mod summary;
mod table;

pub use bitext::bitext;
pub use build::{build, build_failures};
pub use layout::Page;
pub use matches::{hits, matches};
pub use memory::{articles, stats};
pub use revision::revision;
pub use summary::summary;

use std::io::{self, Write};

use crate::segment::SegmentKind;
use crate::text::collapse_white_space;

use style::{Ink, paint};

/// One segment a line, its inner white space collapsed; headings and what is not running text in
/// a colour of their own.
pub fn segment(out: &mut dyn Write, kind: SegmentKind, text: &str) -> io::Result<()> {
    let text = collapse_white_space(text);
    match kind {
        SegmentKind::Sentence | SegmentKind::ListItem => writeln!(out, "{text}"),
        SegmentKind::Heading => writeln!(out, "{}", paint(Ink::Strong, &text)),
        SegmentKind::Dateline
        | SegmentKind::Byline
        | SegmentKind::Caption
        | SegmentKind::Trailer => {
            writeln!(out, "{}", paint(Ink::Dim, &text))
        }
    }
}
