//! The units of some runs that reach a threshold.

use rustc_hash::FxHashMap;

use crate::similarity::{Scratch, WeightedToken, weighted_distance};

use super::bounds::{Totals, affordable, least_cost};
use super::candidates::{Effort, List, candidates};
use super::layout::Result;
use super::query::Prepared;
use super::run::Run;

/// A unit that reaches the threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its id.
    pub id: i64,
    /// Its score, 0–100.
    pub score: u8,
}

/// A run, and which of its units are void because they are gone or have changed since.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    /// The run.
    pub run: &'a Run<'a>,
    /// Whether the unit of this id is void.
    pub is_void: &'a dyn Fn(i64) -> bool,
}

/// Buffers that are used again from one query to the next.
#[derive(Debug, Default)]
pub(crate) struct SearchBuffers {
    counts: Vec<u8>,
    scratch: Scratch,
    bytes: Vec<u8>,
    tokens: Vec<u32>,
    seen: Vec<u32>,
    text: String,
    weighed: Vec<WeightedToken>,
    /// All [`Tie::UNKNOWN`].
    ties: Vec<Vec<Tie>>,
}

/// The units that reach `threshold` (0–100), or, where there are more than `wanted`, at least all
/// that score no less than the best `wanted` of them. In no definite order.
///
/// A higher threshold costs much less, so higher ones are tried first: if they already give what
/// is wanted, the rest need not be looked for.
pub(crate) fn search(
    views: &[View<'_>],
    query: &Prepared,
    threshold: u8,
    wanted: usize,
    buffers: &mut SearchBuffers,
    effort: &mut Effort,
) -> Result<Vec<Found>> {
    let mut of_runs = views
        .iter()
        .map(|view| InRun::new(*view, query, buffers.ties.pop().unwrap_or_default()))
        .collect::<Result<Vec<_>>>()?;
    let found = search_all(&mut of_runs, threshold, wanted, buffers, effort)?;
    buffers
        .ties
        .extend(of_runs.into_iter().map(InRun::into_ties));
    Ok(found)
}

fn search_all(
    of_runs: &mut [InRun<'_>],
    threshold: u8,
    wanted: usize,
    buffers: &mut SearchBuffers,
    effort: &mut Effort,
) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for level in levels(threshold.max(1)) {
        found.clear();
        for of_run in of_runs.iter_mut() {
            of_run.search(level, buffers, effort, &mut found)?;
        }
        if found.len() >= wanted {
            return Ok(found);
        }
    }
    if threshold == 0 {
        // Everything reaches 0, and what reaches 1 is known.
        let known: rustc_hash::FxHashSet<i64> = found.iter().map(|found| found.id).collect();
        for view in of_runs.iter().map(|of_run| of_run.view) {
            for ordinal in 0..view.run.units() {
                let id = view.run.id(ordinal)?;
                if !known.contains(&id) && !(view.is_void)(id) {
                    found.push(Found { id, score: 0 });
                }
            }
        }
    }
    Ok(found)
}

/// The thresholds to try, downwards to `threshold`.
fn levels(threshold: u8) -> impl Iterator<Item = u8> {
    let first = [92, 82, 74].into_iter();
    first
        .filter(move |&level| level > threshold + 2)
        .chain([threshold])
}

/// A term of a run, as the distance from the query needs it.
struct Met {
    weight: u32,
    /// What exchanging each distinct token of the query for it costs.
    exchanges: Vec<u8>,
}

/// What a term of a run is to a query: one of its tokens, a possible variant of one, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tie(u32);

impl Tie {
    /// It has not been looked at.
    const UNKNOWN: Tie = Tie(0);
    /// A word without a variant in the query.
    const NONE: Tie = Tie(1);
    /// A word that may have one.
    const VARIANT: Tie = Tie(2);
    /// A mark that the query does not have.
    const MARK: Tie = Tie(3);

    /// The same as this distinct token of the query.
    fn equal(number: usize) -> Self {
        Tie(number as u32 + 4)
    }

    fn number(self) -> Option<usize> {
        self.0.checked_sub(4).map(|number| number as usize)
    }
}

/// A query in the terms of a run.
struct InRun<'a> {
    view: View<'a>,
    query: &'a Prepared,
    sequence: Vec<WeightedToken>,
    /// The shortest first.
    lists: Vec<List>,
    /// What each term of the run is to the query.
    ties: Vec<Tie>,
    /// The terms of which that is known.
    tied: Vec<u32>,
    /// Terms of units that a distance was computed for, and their places in `met`.
    places: FxHashMap<u32, u32>,
    met: Vec<Met>,
}

impl<'a> InRun<'a> {
    fn new(view: View<'a>, query: &'a Prepared, mut ties: Vec<Tie>) -> Result<Self> {
        let mut lists = Vec::with_capacity(query.distinct.len());
        ties.resize(view.run.terms() as usize, Tie::UNKNOWN);
        let mut tied = Vec::new();
        for (number, token) in query.distinct.iter().enumerate() {
            if let Some(term) = view.run.find(&token.text)? {
                if let Some(tie) = ties.get_mut(term.number as usize) {
                    *tie = Tie::equal(number);
                    tied.push(term.number);
                }
                lists.push(List {
                    term,
                    times: token.times,
                });
            }
        }
        lists.sort_by_key(|list| (list.term.count, list.term.number));
        let weighed = |&number: &u32| WeightedToken {
            weight: query.distinct[number as usize].kind.weight(),
            number,
        };
        Ok(InRun {
            view,
            query,
            sequence: query.sequence.iter().map(weighed).collect(),
            lists,
            ties,
            tied,
            places: FxHashMap::default(),
            met: Vec::new(),
        })
    }

    /// Its buffers, for the next query.
    fn into_ties(mut self) -> Vec<Tie> {
        for &term in &self.tied {
            self.ties[term as usize] = Tie::UNKNOWN;
        }
        self.ties
    }

    fn search(
        &mut self,
        threshold: u8,
        buffers: &mut SearchBuffers,
        effort: &mut Effort,
        found: &mut Vec<Found>,
    ) -> Result<()> {
        let run = self.view.run;
        let totals = self.query.totals;
        let mut classes = run.classes().peekable();
        let near = candidates(
            run,
            totals,
            &self.lists,
            threshold,
            &mut buffers.counts,
            effort,
        )?;
        for ordinal in near {
            while classes.next_if(|&(.., end)| end <= ordinal).is_some() {}
            let Some(&(weight, ..)) = classes.peek() else {
                break;
            };
            effort.units += 1;
            run.tokens(ordinal, &mut buffers.bytes, &mut buffers.tokens)?;
            let greater = totals.weight().max(weight);
            let limit = affordable(greater, threshold);
            if self.is_too_far(weight, limit, buffers)? {
                continue;
            }
            effort.distances += 1;
            let Some(cost) = self.distance(limit, buffers)? else {
                continue;
            };
            let id = run.id(ordinal)?;
            if !(self.view.is_void)(id) {
                let score = score(cost, greater);
                found.push(Found { id, score });
            }
        }
        Ok(())
    }

    /// Whether the unit whose tokens are in `buffers` costs more than `limit` for certain, by the
    /// multiset bound.
    fn is_too_far(&mut self, weight: u32, limit: u32, buffers: &mut SearchBuffers) -> Result<bool> {
        let distinct = &self.query.distinct;
        buffers.seen.clear();
        buffers.seen.resize(distinct.len(), 0);
        let mut shared = Totals { words: 0, marks: 0 };
        for &token in &buffers.tokens {
            let Some(number) = self.ties[token as usize].number() else {
                continue;
            };
            let (seen, token) = (&mut buffers.seen[number], &distinct[number]);
            if *seen < token.times {
                *seen += 1;
                match token.kind.weight() {
                    1 => shared.marks += 1,
                    _ => shared.words += 1,
                }
            }
        }
        // Words weigh 2 and marks 1, so weight and number say how many there are of each.
        let tokens = buffers.tokens.len() as u32;
        let words = weight.saturating_sub(tokens).max(shared.words);
        let marks = tokens.saturating_sub(words).max(shared.marks);
        let unit = Totals { words, marks };
        let query = self.query.totals;
        if least_cost(query, unit, shared, u32::MAX) > limit {
            return Ok(true);
        }
        if least_cost(query, unit, shared, 0) <= limit {
            return Ok(false);
        }
        let mut without = 0;
        for &token in &buffers.tokens {
            let tie = &mut self.ties[token as usize];
            if *tie == Tie::UNKNOWN {
                let (kind, shape) = self.view.run.shape(token)?;
                *tie = match self.query.may_have_variant(kind, shape) {
                    true => Tie::VARIANT,
                    false if kind.weight() == 1 => Tie::MARK,
                    false => Tie::NONE,
                };
                self.tied.push(token);
            }
            without += u32::from(*tie == Tie::NONE);
        }
        let variants = (words - shared.words).saturating_sub(without);
        Ok(least_cost(query, unit, shared, variants) > limit)
    }

    fn distance(&mut self, limit: u32, buffers: &mut SearchBuffers) -> Result<Option<u32>> {
        let mut weighed = std::mem::take(&mut buffers.weighed);
        weighed.clear();
        for &token in &buffers.tokens {
            let place = match self.places.get(&token) {
                Some(&place) => place,
                None => self.meet(token, &mut buffers.text)?,
            };
            weighed.push(WeightedToken {
                weight: self.met[place as usize].weight,
                number: place,
            });
        }
        let met = &self.met;
        let exchange = |x: u32, y: u32| u32::from(met[y as usize].exchanges[x as usize]);
        let cost = weighted_distance(
            &self.sequence,
            &weighed,
            limit,
            &mut buffers.scratch,
            exchange,
        );
        buffers.weighed = weighed;
        Ok(cost)
    }

    fn meet(&mut self, number: u32, text: &mut String) -> Result<u32> {
        let term = self.view.run.term(number)?;
        self.view.run.text(number, text)?;
        let place = self.met.len() as u32;
        self.met.push(Met {
            weight: term.kind.weight(),
            exchanges: self.query.exchanges(text, term.kind),
        });
        self.places.insert(number, place);
        Ok(place)
    }
}

/// The score of a cost; only equal tokens, which cost nothing, score 100.
fn score(cost: u32, greater: u32) -> u8 {
    if cost == 0 {
        return 100;
    }
    let left = u64::from(greater.saturating_sub(cost));
    (100 * left / u64::from(greater.max(1))).min(99) as u8
}
