//! XLIFF, the bilingual files of translation tools: 1.2 (OASIS 2008) with what Trados and memoQ write
//! in its name, and 2.0 to 2.2 (OASIS, ISO 21720).

mod fill;
mod parsed;
mod parser;
mod read;
mod write12;
mod write21;

pub(super) use fill::{fill, open_units};
pub(super) use read::{read_1, read_2};
pub(super) use write12::write as write_12;
pub(super) use write21::write as write_21;

/// Names of properties that are attributes of a unit or its target.
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

/// What Recto writes into a place for anything is marked by this.
const RECTO: &str = "recto";

/// What begins the sub-types of codes that Recto writes: what other formats call them.
const OWN_TYPE: &str = "recto:";

/// States in which the target is no translation yet, if it says the same as the source.
const UNTRANSLATED: [&str; 5] = [
    "new",
    "needs-translation",
    "needs-adaptation",
    "needs-l10n",
    "initial",
];

#[cfg(test)]
mod tests;
