//! From a query to the units that it finds.

use crate::text::Language;

use super::super::MemoryError;
use super::super::snapshot::Snapshot;
use super::super::unit_set::UnitSet;
use super::query::{Expression, Phrase};

/// The units that `expression` finds, of those in `within` if it is given.
///
/// What is cheap is asked first, so that phrases need be looked for only in what it leaves.
pub(super) fn find(
    store: &dyn Snapshot,
    expression: &Expression,
    language: Option<&Language>,
    within: Option<&UnitSet>,
) -> Result<UnitSet, MemoryError> {
    let every = || -> Result<UnitSet, MemoryError> {
        match within {
            Some(within) => Ok(within.clone()),
            None => store.with_phrase(&[], None, language, None),
        }
    };
    match expression {
        Expression::Any => every(),
        Expression::Phrase(phrase) => find_phrase(store, phrase, language, within),
        Expression::Not(part) => {
            let mut rest = every()?;
            rest.subtract(&find(store, part, language, Some(&rest))?);
            Ok(rest)
        }
        Expression::Or(parts) => {
            let mut all = UnitSet::default();
            for part in parts {
                all.unite(find(store, part, language, within)?);
            }
            Ok(all)
        }
        Expression::And(parts) => {
            let mut ordered: Vec<&Expression> = parts.iter().collect();
            ordered.sort_by_key(|part| cost(part));
            let mut left: Option<UnitSet> = None;
            for part in ordered {
                let found = find(store, part, language, left.as_ref().or(within))?;
                if found.is_empty() {
                    return Ok(found);
                }
                left = Some(found);
            }
            Ok(left.unwrap_or_default())
        }
    }
}

/// The units that have the phrase.
fn find_phrase(
    store: &dyn Snapshot,
    phrase: &Phrase,
    language: Option<&Language>,
    within: Option<&UnitSet>,
) -> Result<UnitSet, MemoryError> {
    store.with_phrase(&phrase.words, phrase.side, language, within)
}

/// Number of units to search first for a phrase of which only the first units are wanted.
const FIRST_UNITS: usize = 1 << 13;

/// The units of `within` that have the phrase: all of them, or at least the `enough` with the
/// greatest ids.
pub(super) fn find_first(
    store: &dyn Snapshot,
    phrase: &Phrase,
    language: Option<&Language>,
    within: &UnitSet,
    enough: usize,
) -> Result<UnitSet, MemoryError> {
    let mut found = UnitSet::default();
    let mut ids = within.descending();
    let mut next = FIRST_UNITS;
    while found.len() < enough {
        let some: UnitSet = ids.by_ref().take(next).collect();
        if some.is_empty() {
            break;
        }
        found.unite(find_phrase(store, phrase, language, Some(&some))?);
        next *= 16;
    }
    Ok(found)
}

/// How dear it is to find what an expression finds: one word, the order of several, anything else,
/// and last what only leaves out.
fn cost(expression: &Expression) -> usize {
    match expression {
        Expression::Phrase(phrase) => usize::from(phrase.words.len() > 1),
        Expression::And(_) | Expression::Or(_) => 2,
        Expression::Not(_) => 3,
        Expression::Any => 4,
    }
}
