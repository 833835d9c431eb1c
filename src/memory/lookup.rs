//! Exact, context and fuzzy look-up.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::similarity::levenshtein;
use crate::text::{Language, comparison_form};

use super::snapshot::{ScoredUnit, Snapshot};
use super::store::Store;
use super::{Context, LanguagePair, MemoryError, TranslationUnit, UnitSide};

/// What a unit loses for each of its languages that is more general or more special than the one
/// asked for (`pt` for `pt-BR`, `en-GB` for `en`), in points.
const RELATED_LANGUAGE: u8 = 1;

/// What it loses for one that is only a sibling (`pt-PT` for `pt-BR`), in points.
const SIBLING_LANGUAGE: u8 = 2;

/// What a unit loses that was translated the other way round, in points.
const REVERSED: u8 = 1;

/// A segment to look up, and how much must match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query<'a> {
    /// The segment to be translated.
    pub text: &'a str,
    /// Its language.
    pub from: &'a Language,
    /// The language that it is to be translated to.
    pub to: &'a Language,
    /// Its neighbours; empty if they are not known.
    pub context: Context,
    /// Minimum score, 0–100, after penalties.
    pub threshold: u8,
    /// Maximum number of matches.
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
    /// Whether the unit was translated the other way round: `unit` is that of the memory reversed.
    pub reversed: bool,
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
        let snapshot = store.snapshot()?;
        for mut found in ranked(&*snapshot, query)? {
            found.found.store = number;
            all.push(found);
        }
    }
    sort(&mut all, query);
    let mut matches: Vec<Match> = all.into_iter().map(|ranked| ranked.found).collect();
    without_repetitions(&mut matches);
    matches.truncate(query.limit);
    Ok(matches)
}

/// The best matches of `query` in `store`, best first: all whose score reaches the threshold, up
/// to the limit.
///
/// Units of the same texts whose contexts differ give one match, the best of them. The result is
/// that of scoring every unit, as [`Snapshot::nearest`] promises.
///
/// Units that were translated the other way round are found by their targets; they lose a point, and
/// stand behind others of the same score. So do doubtful ones, which lose what
/// [`TranslationUnit::doubt`] says: none of them scores 100.
///
/// Ties: exact, then same context, then smaller Levenshtein distance in characters, then newest,
/// then id.
///
/// # Errors
/// [`MemoryError`] when the database fails.
pub fn lookup(store: &dyn Store, query: &Query<'_>) -> Result<Vec<Match>, MemoryError> {
    lookup_in(&[store], query)
}

/// By what matches are ordered first: score, kind, same context, doubt, direction.
type Rank = (Reverse<u8>, MatchKind, Reverse<bool>, bool, bool);

/// A match with what orders it.
struct Ranked {
    rank: Rank,
    /// Its distance from the query in characters, once it has been needed.
    distance: OnceCell<usize>,
    found: Match,
}

/// Sorts matches, the best first.
fn sort(matches: &mut [Ranked], query: &Query<'_>) {
    matches.sort_by_key(|ranked| ranked.rank);
    let form = comparison_form(query.text);
    let form: Vec<char> = form.chars().collect();
    for ties in matches.chunk_by_mut(|a, b| a.rank == b.rank) {
        // The distance is dear for long texts, and most matches are alone.
        if ties.len() < 2 {
            continue;
        }
        ties.sort_by_cached_key(
            |Ranked {
                 distance, found, ..
             }| {
                let distance = *distance.get_or_init(|| {
                    let source: Vec<char> = comparison_form(&found.unit.source).chars().collect();
                    levenshtein(&form, &source)
                });
                let age = Reverse(found.unit.created);
                (distance, age, found.store, found.unit.id)
            },
        );
    }
}

impl AsRef<Match> for Ranked {
    fn as_ref(&self) -> &Match {
        &self.found
    }
}

impl AsRef<Match> for Match {
    fn as_ref(&self) -> &Match {
        self
    }
}

fn ranked(store: &dyn Snapshot, query: &Query<'_>) -> Result<Vec<Ranked>, MemoryError> {
    let mut wanted = query.limit.max(1);
    loop {
        let (found, beyond) = nearest(store, query, wanted)?;
        // Those that cannot be among the best, whatever their context, need not be fetched.
        let bound = found.get(wanted - 1).map_or(0, Candidate::least);
        let (fetched, passed): (Vec<&Candidate>, Vec<&Candidate>) =
            found.iter().partition(|c| c.most() >= bound);
        let unseen = passed.iter().map(|c| c.most()).max().max(beyond);
        let mut matches = with_units(store, query, &fetched)?;
        matches.retain(|ranked| ranked.found.score >= query.threshold);
        without_repetitions(&mut matches);
        let last = query.limit.checked_sub(1).and_then(|at| matches.get(at));
        let settled =
            last.is_some_and(|last| unseen.is_none_or(|unseen| last.found.score > unseen));
        if settled || unseen.is_none_or(|unseen| unseen < query.threshold) || query.limit == 0 {
            matches.truncate(query.limit);
            return Ok(matches);
        }
        // Too many were repetitions or doubtful, so the next ones are needed as well.
        wanted = wanted.max(fetched.len()).saturating_mul(4);
    }
}

/// The best `wanted` candidates, and perhaps more, best first; and the highest score that others can
/// have, `None` if there are no others.
fn nearest(
    store: &dyn Snapshot,
    query: &Query<'_>,
    wanted: usize,
) -> Result<(Vec<Candidate>, Option<u8>), MemoryError> {
    let mut found = Vec::new();
    let mut beyond = None;
    for languages in store.language_pairs()? {
        let straight = penalty(&languages, query.from, query.to);
        let reversed = penalty(&languages.reversed(), query.from, query.to);
        let reversed = reversed.map(|points| points + REVERSED);
        let sides = [(UnitSide::Source, straight), (UnitSide::Target, reversed)];
        for (side, penalty) in sides {
            let Some(penalty) = penalty else {
                continue;
            };
            // A context match may make up for a point of penalty: 101 − 1.
            let threshold = query.threshold.saturating_add(penalty).min(100);
            let near = store.nearest(&languages, side, query.text, threshold, wanted)?;
            beyond = beyond.max(most_beyond(&near, wanted, penalty));
            found.extend(near.into_iter().map(|ScoredUnit { id, score }| Candidate {
                id,
                score,
                penalty,
                reversed: side == UnitSide::Target,
            }));
        }
    }
    found.sort_by_key(|candidate| (Reverse(candidate.least()), candidate.id));
    Ok((found, beyond))
}

/// The highest score that a unit can have which is not among `near`, the best `wanted` and perhaps more.
/// `None` if there is no such unit. Context does not count, because that needs a score of 100.
fn most_beyond(near: &[ScoredUnit], wanted: usize, penalty: u8) -> Option<u8> {
    let mut scores: Vec<u8> = near.iter().map(|near| near.score).collect();
    scores.sort_unstable_by_key(|&score| Reverse(score));
    let last = scores.get(wanted - 1)?;
    Some(last.saturating_sub(1).saturating_sub(penalty))
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
    reversed: bool,
}

impl Candidate {
    /// Its score if the context does not match, and the unit is not doubtful.
    fn least(&self) -> u8 {
        self.score.saturating_sub(self.penalty)
    }

    /// Its score if the context matches, and the unit is not doubtful.
    fn most(&self) -> u8 {
        let context = self.score == 100 && !self.reversed;
        (self.score + u8::from(context)).saturating_sub(self.penalty)
    }
}

fn with_units(
    store: &dyn Snapshot,
    query: &Query<'_>,
    candidates: &[&Candidate],
) -> Result<Vec<Ranked>, MemoryError> {
    let by_id: BTreeMap<(i64, bool), &Candidate> = candidates
        .iter()
        .map(|&found| ((found.id, found.reversed), found))
        .collect();
    let mut ids: Vec<i64> = by_id.keys().map(|&(id, _)| id).collect();
    ids.dedup();
    let form = comparison_form(query.text);
    let mut matches = Vec::new();
    for unit in store.units(&ids)? {
        for reversed in [false, true] {
            let Some(candidate) = by_id.get(&(unit.id, reversed)) else {
                continue;
            };
            let unit = match reversed {
                true => unit.clone().reversed(),
                false => unit.clone(),
            };
            matches.push(ranked_match(query, &form, candidate, unit));
        }
    }
    sort(&mut matches, query);
    Ok(matches)
}

/// The match that `unit` is, whose comparison form the query's `form` is compared with.
fn ranked_match(
    query: &Query<'_>,
    form: &str,
    candidate: &Candidate,
    unit: TranslationUnit,
) -> Ranked {
    let same_context = !query.context.is_empty() && unit.context == query.context;
    let kind = match (form == comparison_form(&unit.source), same_context) {
        (true, true) => MatchKind::Context,
        (true, false) => MatchKind::Exact,
        _ => MatchKind::Fuzzy,
    };
    let gross = candidate.score + u8::from(kind == MatchKind::Context);
    let (reversed, is_doubtful) = (candidate.reversed, unit.is_doubtful());
    let penalty = candidate.penalty + unit.doubt();
    let score = gross.saturating_sub(penalty);
    let found = Match {
        unit,
        score,
        penalty,
        kind,
        reversed,
        store: 0,
    };
    Ranked {
        rank: (
            Reverse(score),
            kind,
            Reverse(same_context),
            is_doubtful,
            reversed,
        ),
        distance: OnceCell::new(),
        found,
    }
}

/// The points that units of `languages` lose when `from` and `to` are asked for. `None` if they do not
/// match.
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

    fn penalty_of(stored: (&str, &str), asked: (&str, &str)) -> Option<u8> {
        let tag = |tag| Language::parse(tag).unwrap();
        let pair = LanguagePair {
            source: tag(stored.0),
            target: tag(stored.1),
        };
        penalty(&pair, &tag(asked.0), &tag(asked.1))
    }

    #[test]
    fn relatives_are_penalised() {
        assert_eq!(penalty_of(("en", "pt"), ("en", "pt")), Some(0));
        assert_eq!(penalty_of(("en", "pt"), ("en-GB", "pt-BR")), Some(2));
        assert_eq!(penalty_of(("en", "pt"), ("en", "fr")), None);
        assert_eq!(penalty_of(("en-US", "pt-PT"), ("en-US", "pt-BR")), Some(2));
        assert_eq!(penalty_of(("en-US", "pt-PT"), ("en", "pt")), Some(2));
    }
}
