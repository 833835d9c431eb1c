//! What the formats share below their own meaning: bytes become text, XML becomes tokens with line numbers, the
//! first bytes of a file tell what it is, and times are read and written.

pub(in crate::format) mod attributes;
pub(in crate::format) mod decoding;
pub(in crate::format) mod encoding;
pub(in crate::format) mod head;
pub(in crate::format) mod sniff;
pub(in crate::format) mod time;
pub(in crate::format) mod xml;
