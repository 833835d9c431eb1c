//! The formats of articles, one file or folder each, and what they have in common. A reader takes the bytes of a
//! file and gives its articles: documents with blocks and inline codes, and what the file says about them.

pub(in crate::format) mod byline;
pub(in crate::format) mod feed;
pub(in crate::format) mod front_matter;
pub(in crate::format) mod html;
pub(in crate::format) mod markdown;
pub(in crate::format) mod office;
pub(in crate::format) mod subtitles;
pub(in crate::format) mod verbatim;
