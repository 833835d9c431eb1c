//! Exact, context and fuzzy look-up.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::similarity::levenshtein;
use crate::text::{Language, comparison_form};

use super::{Context, LanguagePair, MemoryError, Near, Store, TranslationUnit};

/// What a unit loses for each of its languages that is more general or more special than the one
/// asked for (`pt` for `pt-BR`, `en-GB` for `en`), in points.
const RELATED_LANGUAGE: u8 = 1;

/// What it loses for one that is only a sibling (`pt-PT` for `pt-BR`), in points.
const SIBLING_LANGUAGE: u8 = 2;

/// What is looked up, and how much must match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query<'a> {
    /// The segment to be translated.
    pub text: &'a str,
    /// Its language.
    pub from: &'a Language,
    /// The language that it is to be translated to.
    pub to: &'a Language,
    /// What stands beside it; empty if that is not known.
    pub context: Context,
    /// Lowest score, 0–100, after penalties.
    pub threshold: u8,
    /// Most matches.
    pub limit: usize,
}

/// How a match matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchKind {
    /// Exact, and the stored neighbours match as well: 101.
    Context,
    /// The comparison forms are equal: 100.
    Exact,
    /// Anything less.
    Fuzzy,
}

/// A unit that matches a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The unit.
    pub unit: TranslationUnit,
    /// 0–100, or 101 for a context match; penalties are subtracted.
    pub score: u8,
    /// What was subtracted.
    pub penalty: u8,
    /// How it matches.
    pub kind: MatchKind,
    /// Which of the stores that were asked it is from, from 0.
    pub store: usize,
}

/// The best matches of `query` in several stores, best first, as if they were one. Of the same
/// texts in two of them the better match is kept, of equal ones that of the first store.
///
/// # Errors
/// [`MemoryError`] when a database fails.
pub fn lookup_in(stores: &[&dyn Store], query: &Query<'_>) -> Result<Vec<Match>, MemoryError> {
    let mut all = Vec::new();
    for (number, store) in stores.iter().enumerate() {
        for mut found in ranked(*store, query)? {
            found.1.store = number;
            all.push(found);
        }
    }
    all.sort_by_key(|Ranked(rank, found)| (*rank, found.store, found.unit.id));
    let mut matches: Vec<Match> = all.into_iter().map(|found| found.1).collect();
    without_repetitions(&mut matches);
    matches.truncate(query.limit);
    Ok(matches)
}

/// The best matches of `query` in `store`, best first: all whose score reaches the threshold, up
/// to the limit.
///
/// Units of the same texts whose contexts differ give one match, the best of them. The result is
/// that of scoring every unit, as [`Store::nearest`] promises.
///
/// Ties: exact, then same context, then smaller Levenshtein distance in characters, then newest,
/// then id.
///
/// # Errors
/// [`MemoryError`] when the database fails.
pub fn lookup(store: &dyn Store, query: &Query<'_>) -> Result<Vec<Match>, MemoryError> {
    lookup_in(&[store], query)
}

/// By what matches are ordered: score, kind, same context, distance in characters, age.
type Rank = (Reverse<u8>, MatchKind, Reverse<bool>, usize, Reverse<i64>);

/// A match with what orders it.
struct Ranked(Rank, Match);

impl AsRef<Match> for Ranked {
    fn as_ref(&self) -> &Match {
        &self.1
    }
}

impl AsRef<Match> for Match {
    fn as_ref(&self) -> &Match {
        self
    }
}

fn ranked(store: &dyn Store, query: &Query<'_>) -> Result<Vec<Ranked>, MemoryError> {
    let mut wanted = query.limit.max(1);
    loop {
        let (found, complete) = nearest(store, query, wanted)?;
        // Those that cannot be among the best, whatever their context, need not be fetched.
        let bound = found.get(wanted - 1).map_or(0, Candidate::least);
        let fetched: Vec<&Candidate> = found.iter().filter(|c| c.most() >= bound).collect();
        let mut matches = with_units(store, query, &fetched)?;
        matches.retain(|found| found.1.score >= query.threshold);
        without_repetitions(&mut matches);
        if matches.len() >= query.limit || (complete && fetched.len() == found.len()) {
            matches.truncate(query.limit);
            return Ok(matches);
        }
        // So many were repetitions that the next ones are needed as well.
        wanted = wanted.max(fetched.len()).saturating_mul(4);
    }
}

/// The best `wanted` candidates, and perhaps more, best first; and whether they are all there are.
fn nearest(
    store: &dyn Store,
    query: &Query<'_>,
    wanted: usize,
) -> Result<(Vec<Candidate>, bool), MemoryError> {
    let mut found = Vec::new();
    let mut complete = true;
    for languages in store.language_pairs()? {
        let Some(penalty) = penalty(&languages, query.from, query.to) else {
            continue;
        };
        // A context match may make up for a point of penalty: 101 − 1.
        let threshold = query.threshold.saturating_add(penalty).min(100);
        let near = store.nearest(&languages, query.text, threshold, wanted)?;
        complete &= near.len() < wanted;
        found.extend(
            near.into_iter()
                .map(|Near { id, score }| Candidate { id, score, penalty }),
        );
    }
    found.sort_by_key(|candidate| (Reverse(candidate.least()), candidate.id));
    Ok((found, complete))
}

/// Leaves the first of the units that say the same.
fn without_repetitions<T: AsRef<Match>>(matches: &mut Vec<T>) {
    let mut seen = BTreeSet::new();
    matches.retain(|found| {
        let unit = &found.as_ref().unit;
        let form = |text| comparison_form(text).into_owned();
        seen.insert((
            unit.languages.clone(),
            form(&unit.source),
            form(&unit.target),
        ))
    });
}

/// A unit that may match, before its context is known.
struct Candidate {
    id: i64,
    score: u8,
    penalty: u8,
}

impl Candidate {
    /// Its score if the context does not match.
    fn least(&self) -> u8 {
        self.score.saturating_sub(self.penalty)
    }

    /// Its score if the context matches.
    fn most(&self) -> u8 {
        (self.score + u8::from(self.score == 100)).saturating_sub(self.penalty)
    }
}

fn with_units(
    store: &dyn Store,
    query: &Query<'_>,
    candidates: &[&Candidate],
) -> Result<Vec<Ranked>, MemoryError> {
    let by_id: BTreeMap<i64, &Candidate> = candidates.iter().map(|&c| (c.id, c)).collect();
    let ids: Vec<i64> = by_id.keys().copied().collect();
    let form = comparison_form(query.text);
    let chars: Vec<char> = form.chars().collect();
    let mut matches = Vec::new();
    for unit in store.units(&ids)? {
        let Some(&&Candidate { score, penalty, .. }) = by_id.get(&unit.id) else {
            continue;
        };
        let same_context = !query.context.is_empty() && unit.context == query.context;
        let source = comparison_form(&unit.source);
        let kind = match (form == source, same_context) {
            (true, true) => MatchKind::Context,
            (true, false) => MatchKind::Exact,
            _ => MatchKind::Fuzzy,
        };
        let gross = score + u8::from(kind == MatchKind::Context);
        let score = gross.saturating_sub(penalty);
        let source: Vec<char> = source.chars().collect();
        let rank = (
            Reverse(score),
            kind,
            Reverse(same_context),
            levenshtein(&chars, &source),
            Reverse(unit.created),
        );
        let found = Match {
            unit,
            score,
            penalty,
            kind,
            store: 0,
        };
        matches.push(Ranked(rank, found));
    }
    matches.sort_by_key(|Ranked(rank, found)| (*rank, found.unit.id));
    Ok(matches)
}

/// What units of `languages` lose when `from` and `to` are asked for; none if they are no answer.
pub(super) fn penalty(languages: &LanguagePair, from: &Language, to: &Language) -> Option<u8> {
    let one = |stored: &Language, asked: &Language| {
        if stored == asked {
            Some(0)
        } else if contains(stored, asked) || contains(asked, stored) {
            Some(RELATED_LANGUAGE)
        } else {
            (stored.primary() == asked.primary()).then_some(SIBLING_LANGUAGE)
        }
    };
    Some(one(&languages.source, from)? + one(&languages.target, to)?)
}

/// Whether `special` is `general` with more subtags.
fn contains(general: &Language, special: &Language) -> bool {
    let rest = special.as_str().strip_prefix(general.as_str());
    rest.is_some_and(|rest| rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relatives_are_penalised() {
        let tag = |tag| Language::parse(tag).unwrap();
        let pair = LanguagePair {
            source: tag("en"),
            target: tag("pt"),
        };
        assert_eq!(penalty(&pair, &tag("en"), &tag("pt")), Some(0));
        assert_eq!(penalty(&pair, &tag("en-GB"), &tag("pt-BR")), Some(2));
        assert_eq!(penalty(&pair, &tag("en"), &tag("fr")), None);
        let pair = LanguagePair {
            source: tag("en-US"),
            target: tag("pt-PT"),
        };
        assert_eq!(penalty(&pair, &tag("en-US"), &tag("pt-BR")), Some(2));
        assert_eq!(penalty(&pair, &tag("en"), &tag("pt")), Some(2));
    }
}
