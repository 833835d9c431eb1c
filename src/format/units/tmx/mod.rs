//! TMX 1.4b (LISA OSCAR, 2005), the exchange format of translation memories: one file a direction.

mod document_codes;
mod languages;
mod pairs;
mod read;
mod unit;
mod write;

pub use document_codes::coded_text;
pub(in crate::format) use read::read;
pub(in crate::format) use write::write;

#[cfg(test)]
mod tests;
