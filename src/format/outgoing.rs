//! What is written to files of translation units.

use std::io;

use crate::memory::{Record, TranslationUnit};
use crate::text::{CodedText, comparison_form};

use crate::format::incoming::FileUnit;

/// A unit on its way to a file.
#[derive(Debug, Clone, PartialEq)]
pub struct OutgoingUnit {
    /// The unit.
    pub unit: TranslationUnit,
    /// What else is to be said of it.
    pub record: Record,
}

impl From<TranslationUnit> for OutgoingUnit {
    fn from(unit: TranslationUnit) -> Self {
        OutgoingUnit {
            unit,
            record: Record::default(),
        }
    }
}

impl From<FileUnit> for OutgoingUnit {
    /// The unit as a memory would give it that has nothing else: with the number 1, and no origins.
    fn from(unit: FileUnit) -> Self {
        OutgoingUnit {
            unit: TranslationUnit {
                id: 1,
                languages: unit.languages,
                source: unit.source,
                target: unit.target,
                context: unit.context,
                created: unit.created.unwrap_or(0),
                uses: unit.uses,
                confidence: unit.confidence,
                origins: Vec::new(),
            },
            record: unit.record,
        }
    }
}

/// Units on their way to a file.
pub type Units<'a> = dyn Iterator<Item = io::Result<OutgoingUnit>> + 'a;

/// How units are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Writing {
    /// Whether what a spreadsheet would take for a formula gets an apostrophe before it.
    pub guard_formulas: bool,
    /// What is between fields, where a format leaves that open.
    pub delimiter: Option<u8>,
}

/// `unit` as files have it: once for each of its `records`, so that each leaves as it came. Its uses
/// are shared out among them. Inline codes of a text that has been changed since are left out.
pub fn outgoing(unit: &TranslationUnit, records: Vec<Record>) -> Vec<OutgoingUnit> {
    if records.is_empty() {
        return vec![unit.clone().into()];
    }
    let others = records.len() as u32 - 1;
    let one = |(at, record): (usize, Record)| {
        let uses = match at {
            0 => unit.uses.saturating_sub(others).max(1),
            _ => 1,
        };
        let still = |marked: Option<CodedText>, text: &str| {
            marked.filter(|marked| comparison_form(&marked.text()) == comparison_form(text))
        };
        OutgoingUnit {
            record: Record {
                source: still(record.source, &unit.source),
                target: still(record.target, &unit.target),
                ..record
            },
            unit: TranslationUnit {
                uses,
                ..unit.clone()
            },
        }
    };
    records.into_iter().enumerate().map(one).collect()
}
