//! Merging runs into one, as log-structured stores do (O'Neil, Cheng, Gawlick & O'Neil 1996).
//!
//! Units and posting lists are read and written one after the other. What is kept in memory grows
//! with the number of distinct terms, and by four bytes a unit.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::build::{finish_units, note_weight, push_unit};
use super::bytes::put_varint;
use super::layout::{BlockSink, Result, SectionWriter, Summary};
use super::postings;
use super::run::Run;
use super::write::{Term, write_terms, write_words};

/// Stands for a unit that is left out.
const VOID: u32 = u32::MAX;

/// Writes to `sink` a run of the units of `runs` but those that `is_void` says of (by the position
/// of the run and the id).
pub(crate) fn merge(
    runs: &[&Run<'_>],
    is_void: &dyn Fn(usize, i64) -> bool,
    sink: &mut dyn BlockSink,
) -> Result<Summary> {
    let (terms, numbers) = merged_terms(runs)?;
    let mut out = SectionWriter::new(sink);
    let units = merge_units(runs, is_void, &numbers, &mut out)?;
    let sources = Sources::of(&numbers, terms.len());
    let mut terms = terms;
    let mut lists = Vec::new();
    let mut bytes = Vec::new();
    // Void units may make a term rarer than was thought, which changes its record but not its place.
    let counts: Vec<u32> = {
        let mut counts = Vec::with_capacity(terms.len());
        for number in 0..terms.len() {
            counts.push(match units.some_void {
                false => None,
                true => Some(list(
                    runs,
                    &units,
                    sources.of_term(number),
                    &mut lists,
                    &mut bytes,
                )?),
            });
        }
        counts
            .iter()
            .zip(&terms)
            .map(|(count, term)| count.unwrap_or(term.count))
            .collect()
    };
    for (term, count) in terms.iter_mut().zip(counts) {
        term.count = count;
    }
    write_terms(&mut out, &terms, &mut |number, out| {
        list(
            runs,
            &units,
            sources.of_term(number as usize),
            &mut lists,
            &mut bytes,
        )?;
        postings::encode(&lists, out);
        Ok(())
    })?;
    let words = write_words(&mut out, &terms)?;
    Ok(Summary {
        units: units.count,
        terms: terms.len() as u32,
        words,
        lengths: out.finish()?,
        weights: units.weights,
    })
}

/// For each term of the new run, the runs that have it and its numbers there, one after the other.
struct Sources {
    starts: Vec<u32>,
    all: Vec<(u32, u32)>,
}

impl Sources {
    /// From the new numbers of the terms of each run.
    fn of(numbers: &[Vec<u32>], terms: usize) -> Self {
        let mut starts = vec![0u32; terms + 1];
        for &new in numbers.iter().flatten() {
            starts[new as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut all = vec![(0, 0); numbers.iter().map(Vec::len).sum()];
        for (run, numbers) in numbers.iter().enumerate() {
            for (old, &new) in numbers.iter().enumerate() {
                let place = &mut next[new as usize];
                all[*place as usize] = (run as u32, old as u32);
                *place += 1;
            }
        }
        Sources { starts, all }
    }

    fn of_term(&self, term: usize) -> &[(u32, u32)] {
        &self.all[self.starts[term] as usize..self.starts[term + 1] as usize]
    }
}

/// The terms of all runs in order, and for each run the new numbers of its terms.
fn merged_terms(runs: &[&Run<'_>]) -> Result<(Vec<Term>, Vec<Vec<u32>>)> {
    let mut first: FxHashMap<Box<str>, u32> = FxHashMap::default();
    let mut known: Vec<(crate::text::TokenKind, u32)> = Vec::new();
    let mut numbers: Vec<Vec<u32>> = Vec::with_capacity(runs.len());
    let mut text = String::new();
    for run in runs {
        let mut of_run = Vec::with_capacity(run.summary.terms as usize);
        for old in 0..run.summary.terms {
            let record = run.term(old)?;
            run.text(old, &mut text)?;
            let number = match first.get(text.as_str()) {
                Some(&number) => number,
                None => {
                    let number = known.len() as u32;
                    first.insert(text.as_str().into(), number);
                    known.push((record.kind, 0));
                    number
                }
            };
            known[number as usize].1 += record.count;
            of_run.push(number);
        }
        numbers.push(of_run);
    }
    let mut terms: Vec<(Term, u32)> = first
        .into_iter()
        .map(|(text, number)| {
            let (kind, count) = known[number as usize];
            (Term { text, kind, count }, number)
        })
        .collect();
    terms.sort_unstable_by(|(a, _), (b, _)| Term::order(a, b));
    let mut new = vec![0; terms.len()];
    for (at, (_, number)) in terms.iter().enumerate() {
        new[*number as usize] = at as u32;
    }
    for number in numbers.iter_mut().flatten() {
        *number = new[*number as usize];
    }
    Ok((terms.into_iter().map(|(term, _)| term).collect(), numbers))
}

/// What became of the units.
struct Merged {
    /// For each run the new ordinals of its units.
    ordinals: Vec<Vec<u32>>,
    weights: Vec<(u32, u32)>,
    count: u32,
    some_void: bool,
}

fn merge_units(
    runs: &[&Run<'_>],
    is_void: &dyn Fn(usize, i64) -> bool,
    numbers: &[Vec<u32>],
    out: &mut SectionWriter<'_>,
) -> Result<Merged> {
    let mut merged = Merged {
        ordinals: Vec::with_capacity(runs.len()),
        weights: Vec::new(),
        count: 0,
        some_void: false,
    };
    let mut heap = BinaryHeap::new();
    for (at, run) in runs.iter().enumerate() {
        merged
            .ordinals
            .push(Vec::with_capacity(run.summary.units as usize));
        if let Some((weight, ..)) = run.classes().next() {
            heap.push(Reverse((weight, run.id(0)?, at, 0u32, 0usize)));
        }
    }
    let (mut bytes, mut tokens, mut written) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(Reverse((weight, id, at, ordinal, class))) = heap.pop() {
        let run = runs[at];
        if is_void(at, id) {
            merged.ordinals[at].push(VOID);
            merged.some_void = true;
        } else {
            run.tokens(ordinal, &mut bytes, &mut tokens)?;
            written.clear();
            for &token in &tokens {
                put_varint(&mut written, u64::from(numbers[at][token as usize]));
            }
            push_unit(out, id, &written)?;
            note_weight(&mut merged.weights, weight, merged.count);
            merged.ordinals[at].push(merged.count);
            merged.count += 1;
        }
        let next = ordinal + 1;
        if next < run.summary.units {
            let end = run.summary.weights.get(class).map_or(0, |&(_, end)| end);
            let class = class + usize::from(next >= end);
            let weight = run
                .summary
                .weights
                .get(class)
                .map_or(weight, |&(weight, _)| weight);
            heap.push(Reverse((weight, run.id(next)?, at, next, class)));
        }
    }
    finish_units(out)?;
    Ok(merged)
}

/// Puts the new ordinals of the units that have a term into `ordinals`; how many they are.
fn list(
    runs: &[&Run<'_>],
    units: &Merged,
    sources: &[(u32, u32)],
    ordinals: &mut Vec<u32>,
    bytes: &mut Vec<u8>,
) -> Result<u32> {
    ordinals.clear();
    for &(at, number) in sources {
        let at = at as usize;
        let term = runs[at].term(number)?;
        let new = &units.ordinals[at];
        runs[at].units_with(&term, (0, u32::MAX), bytes, |old| {
            let new = new.get(old as usize).copied().unwrap_or(VOID);
            if new != VOID {
                ordinals.push(new);
            }
        })?;
    }
    // The list of each run ascends already: this is a merge.
    ordinals.sort();
    Ok(ordinals.len() as u32)
}
