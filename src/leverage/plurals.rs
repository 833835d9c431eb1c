//! Translations of messages that have a plural, in every form that the target language has.

use crate::memory::Match;
use crate::text::{INLINE_CODE, comparison_form};

use super::Pretranslation;

/// The plural forms that a translation needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PluralForms {
    /// Number of forms of the target language.
    pub count: usize,
    /// Whether there are two, the first for one and the second for more.
    pub is_one_and_more: bool,
}

/// What a file says of a unit that is itself a plural.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPlural {
    /// The plural of its source.
    pub source_plural: String,
    /// The forms of its target after the first.
    pub other_forms: Vec<String>,
}

/// The forms of a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluralMatch {
    /// One for each form of the target language.
    pub forms: Vec<String>,
    /// Whether they translate exactly these words, singular and plural.
    pub is_same: bool,
}

/// The translation of a message whose `singular` and `plural` were looked up, or `None` if the memory lacks one of the
/// forms.
///
/// A unit that is itself a plural with the right number of forms comes first; `unit_plurals` says which are. Otherwise a
/// language with one form takes the match of the plural, and a language with a form for one and a form for more takes
/// exact matches of both. With a `threshold` of 100 or more only exact matches are taken.
///
/// # Errors
/// Those of `unit_plurals`.
pub fn plural_match<E>(
    wanted: PluralForms,
    [singular, plural]: [&Pretranslation; 2],
    plural_text: &str,
    threshold: u8,
    unit_plurals: &dyn Fn(&Match) -> Result<Vec<UnitPlural>, E>,
) -> Result<Option<PluralMatch>, E> {
    let of_words = |found: &Match| found.score >= 100;
    let plural_form = comparison_form(plural_text);
    for found in singular.candidates.iter().filter(|found| !found.reversed) {
        for known in unit_plurals(found)? {
            let is_same = of_words(found) && comparison_form(&known.source_plural) == plural_form;
            let mut forms = vec![found.unit.target.clone()];
            forms.extend(known.other_forms);
            if is_usable(&forms, wanted) && (is_same || threshold < 100) {
                return Ok(Some(PluralMatch { forms, is_same }));
            }
        }
    }
    let parts = match wanted.count {
        1 => vec![&plural.found],
        2 if wanted.is_one_and_more => vec![&singular.found, &plural.found],
        _ => return Ok(None),
    };
    let Some(parts) = parts
        .into_iter()
        .map(Option::as_ref)
        .collect::<Option<Vec<_>>>()
    else {
        return Ok(None);
    };
    let is_same = parts.iter().all(|found| of_words(found));
    // A fuzzy match of both is mostly one unit, which does not show how the forms differ.
    if parts.len() > 1 && !is_same {
        return Ok(None);
    }
    let forms: Vec<String> = parts
        .iter()
        .map(|found| found.unit.target.clone())
        .collect();
    Ok(is_usable(&forms, wanted).then_some(PluralMatch { forms, is_same }))
}

/// Whether there is a text without codes for each of the wanted forms.
fn is_usable(forms: &[String], wanted: PluralForms) -> bool {
    let is_text = |form: &String| !form.trim().is_empty() && !form.contains(INLINE_CODE);
    forms.len() == wanted.count && forms.iter().all(is_text)
}
