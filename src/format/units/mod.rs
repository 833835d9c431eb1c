//! The formats in which translation units are exchanged with other programs, one file or folder each. Each reads
//! units from a stream and writes units to one; neither takes memory that grows with the file.

pub(in crate::format) mod delimited;
pub(in crate::format) mod fields;
pub(in crate::format) mod jsonl;
pub(in crate::format) mod po;
#[cfg(test)]
mod round_trip;
pub(in crate::format) mod tags;
pub(in crate::format) mod tmx;
pub(in crate::format) mod weblate;
pub(in crate::format) mod xliff;
