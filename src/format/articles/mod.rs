//! The formats of articles, one file or folder each, and what they have in common. A reader takes the bytes of a
//! file and gives its articles: documents with blocks and inline codes, and what the file says about them.

#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
pub(in crate::format) mod byline;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
pub(in crate::format) mod feed;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
pub(in crate::format) mod front_matter;
pub(in crate::format) mod html;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
pub(in crate::format) mod markdown;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
pub(in crate::format) mod office;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
pub(in crate::format) mod subtitles;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
pub(in crate::format) mod verbatim;
