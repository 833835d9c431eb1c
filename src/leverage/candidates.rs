//! Units as they are proposed to a translator: with their inline codes.

use crate::memory::{Code, Marked, Piece, Record, Role, Tag, TranslationUnit};
use crate::text::{INLINE_CODE, comparison_form};

/// Source and target of `unit` with their inline codes, as its `records` have them. A code that nobody describes
/// stands alone.
pub fn marked_sides(unit: &TranslationUnit, records: &[Record]) -> [Marked; 2] {
    // A unit that was translated the other way round has its records so.
    let said = records
        .iter()
        .flat_map(|record| [&record.source, &record.target]);
    let said: Vec<&Marked> = said.flatten().collect();
    [&unit.source, &unit.target].map(|text| {
        let form = comparison_form(text);
        let known = said
            .iter()
            .find(|marked| text.contains(INLINE_CODE) && comparison_form(&marked.text()) == form);
        known.map_or_else(|| undescribed(text), |&marked| marked.clone())
    })
}

/// A text whose codes nobody describes.
fn undescribed(text: &str) -> Marked {
    let mut pieces = Vec::new();
    for (at, part) in text.split(INLINE_CODE).enumerate() {
        if at > 0 {
            pieces.push(Piece::Code(Code {
                role: Role::Stand,
                tag: Tag {
                    name: "ph".to_owned(),
                    attributes: Vec::new(),
                },
                content: Marked::default(),
            }));
        }
        if !part.is_empty() {
            pieces.push(Piece::Text(part.to_owned()));
        }
    }
    Marked(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{Context, LanguagePair};
    use crate::text::Language;

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
        if let Some(Piece::Code(code)) = described.0.last_mut() {
            code.tag.name = "x".to_owned();
        }
        // Whichever way round.
        let record = Record {
            target: Some(described.clone()),
            ..Record::default()
        };
        assert_eq!(marked_sides(&unit, &[record])[0], described);
    }
}
