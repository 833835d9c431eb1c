//! The texts of units with their inline codes, as they are shown and proposed to a translator.

use crate::memory::{MemoryError, Record, Store, TranslationUnit};
use crate::text::{CodeLabels, CodedText, INLINE_CODE, comparison_form};

/// Source and target of `unit` with their inline codes, as its `records` have them. A code that no record describes
/// stands alone.
pub fn coded_texts(unit: &TranslationUnit, records: &[Record]) -> [CodedText; 2] {
    // The records of a unit that was translated in the other direction have its sides swapped.
    let known = records
        .iter()
        .flat_map(|record| [&record.source, &record.target]);
    let known: Vec<&CodedText> = known.flatten().collect();
    [&unit.source, &unit.target].map(|text| {
        let form = comparison_form(text);
        let found = known
            .iter()
            .find(|coded| text.contains(INLINE_CODE) && comparison_form(&coded.text()) == form);
        found.map_or_else(|| CodedText::from_text(text), |&coded| coded.clone())
    })
}

/// The labels of the inline codes of `unit`.
///
/// # Errors
/// [`MemoryError`] when the database fails.
pub fn code_labels(memory: &dyn Store, unit: &TranslationUnit) -> Result<CodeLabels, MemoryError> {
    // Few units have any codes, and only their records need to be read.
    if !unit.source.contains(INLINE_CODE) && !unit.target.contains(INLINE_CODE) {
        return Ok(CodeLabels::default());
    }
    let [source, target] = coded_texts(unit, &memory.records(unit.id)?);
    Ok(CodeLabels {
        source: source.code_labels(),
        target: target.code_labels(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{Context, LanguagePair};
    use crate::text::{Language, TextRun};

    #[test]
    fn codes_are_those_of_records_where_these_have_the_text() {
        let und = Language::undetermined();
        let unit = TranslationUnit {
            id: 1,
            languages: LanguagePair {
                source: und.clone(),
                target: und,
            },
            source: "a \u{fffc}".to_owned(),
            target: "b".to_owned(),
            context: Context::default(),
            created: 0,
            uses: 1,
            confidence: None,
            origins: Vec::new(),
        };
        let [source, target] = coded_texts(&unit, &[]);
        assert_eq!(
            (source.text(), target.text()),
            (unit.source.clone(), "b".to_owned())
        );
        let mut described = source;
        if let Some(TextRun::Code(code)) = described.0.last_mut() {
            code.element.name = "x".to_owned();
        }
        // Whichever way round.
        let record = Record {
            target: Some(described.clone()),
            ..Record::default()
        };
        assert_eq!(coded_texts(&unit, &[record])[0], described);
    }
}
