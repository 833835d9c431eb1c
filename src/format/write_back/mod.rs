//! Texts on their way back into the file that they were read from: the file is read again, the passages that were
//! replaced are written anew, and everything else stays as it is, byte for byte.

pub(in crate::format) mod bilingual;
pub(in crate::format) mod markdown_escapes;
pub(in crate::format) mod verbatim;
