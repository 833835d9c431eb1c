//! Whether a number that was put in asks for another form of a word beside it.

use fixed_decimal::Decimal;
use icu_plurals::{PluralRules, PluralRulesOptions};
use serde::Serialize;

use crate::text::{Language, Substitutable, SubstitutableKind, is_spaceless, substitutables};

/// Why a repair may need more than itself to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The old number and the new one go with other forms of a noun in the language of the target
    /// (CLDR, plural rules), or one of them is 1.
    Plural,
    /// Letters are written on to it: an ordinal, or a unit.
    Ending,
}

/// Whether `to` in the place of `item`, with `after` behind it, may need another ending.
pub(super) fn check(
    item: &Substitutable,
    to: &str,
    after: &str,
    language: &Language,
) -> Option<Check> {
    if item.kind != SubstitutableKind::Number {
        return None;
    }
    let next = after.chars().next();
    if next.is_some_and(|c| c.is_alphabetic() && !is_spaceless(c)) {
        return Some(Check::Ending);
    }
    let value = |item: &Substitutable| item.value.clone();
    let old = value(item)?;
    let new = substitutables(to, language).first().and_then(value)?;
    let one = [&old, &new].iter().any(|value| *value == "1");
    (one || plural_differs(&old, &new, language)).then_some(Check::Plural)
}

/// Whether nouns stand in different forms beside the two numbers.
fn plural_differs(old: &str, new: &str, language: &Language) -> bool {
    let Ok(locale) = language.as_str().parse::<icu_locale::Locale>() else {
        return false;
    };
    let Ok(rules) = PluralRules::try_new((&locale).into(), PluralRulesOptions::default()) else {
        return false;
    };
    let category = |value: &str| {
        let number = value.parse::<Decimal>().ok();
        number.map(|number| rules.category_for(&number))
    };
    category(old) != category(new)
}
