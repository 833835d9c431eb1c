//! Concordance: the units that have some words, on either side, and where.
//!
//! | file | what it does |
//! |---|---|
//! | `parse`, `lex`, `fault` | the grammar of queries, and why one cannot be read |
//! | `query` | what is searched for, once it has been read |
//! | `filter` | regular expressions over the original texts |
//! | `search` | from a query to a set of units |
//! | `highlight` | where the words stand in a text |

mod fault;
mod filter;
mod highlight;
mod lex;
mod parse;
mod query;
mod search;

pub use fault::{QueryError, QueryFault};
pub use filter::{Filter, FilterError};
pub use parse::SearchQuery;
pub use query::Word;

#[cfg(test)]
pub(super) use highlight::occurrences;
pub(super) use highlight::occurrences_in;
pub(super) use query::search_words;

use crate::text::{Language, Span};

use super::{MemoryError, Store, TranslationUnit, UnitSide};
use highlight::merged;
use query::Phrase;

/// What is searched for.
#[derive(Debug, Clone, Copy)]
pub struct Concordance<'a> {
    /// What a unit must have.
    pub query: &'a SearchQuery,
    /// Only sides in this language, or any.
    pub language: Option<&'a Language>,
    /// What one of these sides must match as well.
    pub filter: Option<&'a Filter>,
    /// Number of units to leave out at the beginning.
    pub skip: usize,
    /// Maximum number of units.
    pub limit: usize,
}

/// A unit that has what is searched for.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The unit.
    pub unit: TranslationUnit,
    /// Where its source has the words, in bytes, ascending.
    pub in_source: Vec<Span>,
    /// Where its target has them, in bytes, ascending.
    pub in_target: Vec<Span>,
}

/// What a concordance finds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// The units, as many as were asked for.
    pub hits: Vec<Hit>,
    /// Number of units found, including those that were not asked for.
    pub total: usize,
    /// Whether the total is exact; if not, it is a lower bound.
    pub exact: bool,
}

/// With a filter, the number of units to look at before the total is given as a lower bound, once the
/// hits that were asked for are there: each must be read from the database.
const MAX_FILTERED: usize = 10_000;

/// The units of `store` that have what `query` says.
///
/// Words match in their search forms (case, accents and letter variants do not count) unless the
/// query was read as written. The units stored last come first, as the translation that was found
/// good last is the one to follow; of a query of nothing but words, those in which the words follow
/// each other come before the others.
///
/// The total is exact, except with a filter that leaves very many.
///
/// # Errors
/// [`MemoryError`] when the database fails.
pub fn concordance(store: &dyn Store, query: &Concordance<'_>) -> Result<Hits, MemoryError> {
    let SearchQuery {
        expression,
        together,
    } = query.query;
    let snapshot = store.snapshot()?;
    let store = &*snapshot;
    let mut all = search::find(store, expression, query.language, None)?;
    let mut total = all.len();
    let first = match together {
        Some(phrase) => {
            let page = query.skip.saturating_add(query.limit);
            let enough = query.filter.map_or(page, |_| usize::MAX);
            search::find_first(store, phrase, query.language, &all, enough)?
        }
        None => Default::default(),
    };
    all.subtract(&first);
    let mut wanted: Vec<&Phrase> = together.iter().collect();
    expression.wanted(&mut wanted);
    let mut hits = Vec::new();
    let mut ids = first.descending().chain(all.descending());
    let Some(filter) = query.filter else {
        let page: Vec<i64> = ids.skip(query.skip).take(query.limit).collect();
        for unit in store.units(&page)? {
            hits.push(hit(unit, query, &wanted));
        }
        let exact = true;
        return Ok(Hits { hits, total, exact });
    };
    total = 0;
    let mut looked_at = 0;
    loop {
        let full = total >= query.skip.saturating_add(query.limit);
        let some: Vec<i64> = match full && looked_at >= MAX_FILTERED {
            true => break,
            false => ids.by_ref().take(256).collect(),
        };
        if some.is_empty() {
            break;
        }
        looked_at += some.len();
        for unit in store.units(&some)? {
            let [source, target] = sides(&unit, query.language);
            let texts = source.into_iter().chain(target);
            if texts.into_iter().any(|text| filter.is_in(text)) {
                if total >= query.skip && hits.len() < query.limit {
                    hits.push(hit(unit, query, &wanted));
                }
                total += 1;
            }
        }
    }
    let exact = ids.next().is_none();
    Ok(Hits { hits, total, exact })
}

/// The texts of the sides that are in `language`.
fn sides<'a>(unit: &'a TranslationUnit, language: Option<&Language>) -> [Option<&'a str>; 2] {
    let speaks = |of_side: &Language| {
        language.is_none_or(|asked| of_side == asked || of_side.primary() == asked.as_str())
    };
    let languages = &unit.languages;
    [
        speaks(&languages.source).then_some(&unit.source),
        speaks(&languages.target).then_some(&unit.target),
    ]
}

/// The unit with the places of what is wanted.
fn hit(unit: TranslationUnit, query: &Concordance<'_>, wanted: &[&Phrase]) -> Hit {
    let places = |side, text: Option<&str>| {
        let Some(text) = text else {
            return Vec::new();
        };
        let words = search_words(text);
        let here = wanted
            .iter()
            .filter(|phrase| phrase.side.is_none_or(|wanted| wanted == side));
        let mut spans: Vec<Span> = here
            .flat_map(|phrase| occurrences_in(text, &words, &phrase.words))
            .collect();
        spans.extend(query.filter.iter().flat_map(|filter| filter.places(text)));
        merged(spans)
    };
    let [source, target] = sides(&unit, query.language);
    Hit {
        in_source: places(UnitSide::Source, source),
        in_target: places(UnitSide::Target, target),
        unit,
    }
}

#[cfg(test)]
mod tests;
