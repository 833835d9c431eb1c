//! Units as they are proposed to a translator: with their inline codes.

use crate::memory::{Record, TranslationUnit};
use crate::text::{CodedText, INLINE_CODE, comparison_form};

/// Source and target of `unit` with their inline codes, as its `records` have them. A code that nobody describes
/// stands alone.
pub fn marked_sides(unit: &TranslationUnit, records: &[Record]) -> [CodedText; 2] {
    // A unit that was translated the other way round has its records so.
    let said = records
        .iter()
        .flat_map(|record| [&record.source, &record.target]);
    let said: Vec<&CodedText> = said.flatten().collect();
    [&unit.source, &unit.target].map(|text| {
        let form = comparison_form(text);
        let known = said
            .iter()
            .find(|marked| text.contains(INLINE_CODE) && comparison_form(&marked.text()) == form);
        known.map_or_else(|| CodedText::from_text(text), |&marked| marked.clone())
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
        let [source, target] = marked_sides(&unit, &[]);
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
        assert_eq!(marked_sides(&unit, &[record])[0], described);
    }
}
