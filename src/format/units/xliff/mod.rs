//! XLIFF, the bilingual files of translation tools: 1.2 (OASIS 2008), including the dialects of Trados and memoQ, and 2.0
//! to 2.2 (OASIS, ISO 21720).
//!
//! One parser makes [units](parsed::Unit) of a file, with the places of their parts. A reader turns them into translation
//! units, and [`fill`] puts translations into the places that have none.

mod fill;
mod parsed;
mod parser;
mod read;
mod write12;
mod write21;

pub(in crate::format) use fill::{fill, open_units};
pub(in crate::format) use read::{read_1, read_2};
pub(in crate::format) use write12::write as write_12;
pub(in crate::format) use write21::write as write_21;

/// Properties of a record that are attributes of a unit or its target in XLIFF.
const STATE: &str = "xliff:state";
const STATE_QUALIFIER: &str = "xliff:state-qualifier";
const SUB_STATE: &str = "xliff:subState";
const APPROVED: &str = "xliff:approved";
const NAME: &str = "xliff:resname";
const ORIGINAL: &str = "xliff:original";
const QUALITY: &str = "xliff:match-quality";
const SIMILARITY: &str = "xliff:similarity";
const SUITABILITY: &str = "xliff:matchSuitability";
const ORIGIN: &str = "xliff:origin";

/// Marks what Recto writes where the standard leaves the value to the tool.
const RECTO: &str = "recto";

/// The prefix of the sub-types of codes that Recto writes, which are what other formats call them.
const OWN_TYPE: &str = "recto:";

/// States in which a target that equals its source is not a translation yet.
const UNTRANSLATED: [&str; 5] = [
    "new",
    "needs-translation",
    "needs-adaptation",
    "needs-l10n",
    "initial",
];

#[cfg(test)]
mod tests;
