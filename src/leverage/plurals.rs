//! Translations of messages that have a plural, in all forms that the language of the translation has.

use crate::format::{Plural, plural_of};
use crate::memory::{Match, Record};
use crate::text::{INLINE_CODE, comparison_form};

use super::Pretranslation;

/// The forms of a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluralMatch {
    /// As many as the language has.
    pub forms: Vec<String>,
    /// Whether they are the translation of just these words, singular and plural.
    pub is_same: bool,
}

/// The forms for a message whose singular and plural were looked up, if the memory has one for each: those of a unit
/// that is a plural itself, with as many forms; else, for a language with a form for one and a form for more, the
/// translations of just these words, singular and plural, and for one with a single form that of the plural. With a
/// `threshold` of 100 (or more) only those of the same words.
///
/// # Errors
/// Those of `records`, which gives what files say of the unit of a match.
pub fn plural_match<E>(
    wanted: Plural,
    [singular, plural]: [&Pretranslation; 2],
    plural_text: &str,
    threshold: u8,
    records: &dyn Fn(&Match) -> Result<Vec<Record>, E>,
) -> Result<Option<PluralMatch>, E> {
    let of_words = |found: &Match| found.score >= 100;
    let plural_form = comparison_form(plural_text);
    for found in singular.candidates.iter().filter(|found| !found.reversed) {
        for record in records(found)? {
            let Some((known, rest)) = plural_of(&record) else {
                continue;
            };
            let first = std::iter::once(found.unit.target.as_str());
            let forms: Vec<&str> = first.chain(rest).collect();
            let is_same = of_words(found) && comparison_form(known) == plural_form;
            if is_usable(&forms, wanted) && (is_same || threshold < 100) {
                let forms = forms.into_iter().map(str::to_owned).collect();
                return Ok(Some(PluralMatch { forms, is_same }));
            }
        }
    }
    let parts = match wanted.forms {
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
    // What is near to both is most often one unit, and says nothing of how the forms differ.
    if parts.len() > 1 && !is_same {
        return Ok(None);
    }
    let forms: Vec<&str> = parts
        .iter()
        .map(|found| found.unit.target.as_str())
        .collect();
    Ok(is_usable(&forms, wanted).then(|| PluralMatch {
        forms: forms.into_iter().map(str::to_owned).collect(),
        is_same,
    }))
}

/// Whether there are as many forms as are wanted, all of them texts without codes.
fn is_usable(forms: &[&str], wanted: Plural) -> bool {
    let says = |form: &&str| !form.trim().is_empty() && !form.contains(INLINE_CODE);
    forms.len() == wanted.forms && forms.iter().all(says)
}
