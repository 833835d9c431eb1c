//! Merging runs into one, as log-structured stores do (O'Neil, Cheng, Gawlick & O'Neil 1996).
//!
//! Units and posting lists are read and written one after the other. What is kept in memory grows
//! with the number of distinct terms, and by four bytes a unit.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::build::{finish_units, note_weight, push_unit};
use super::bytes::put_varint;
use super::layout::{BlockSink, Result, SectionWriter, Summary};
use super::postings;
use super::run::Run;
use super::terms::{SortedTerms, Terms};
use super::write::{write_hashes, write_terms, write_words};

/// Stands for a unit that is left out.
const VOID: u32 = u32::MAX;

/// Writes to `sink` a run of the units of `runs` but those that `is_void` says of (by the position
/// of the run and the id).
pub(crate) fn merge(
    runs: &[&Run<'_>],
    is_void: &dyn Fn(usize, i64) -> bool,
    sink: &mut dyn BlockSink,
) -> Result<Summary> {
    let (mut terms, numbers) = merged_terms(runs)?;
    let mut out = SectionWriter::new(sink);
    let units = merge_units(runs, is_void, &numbers, &mut out)?;
    let sources = Sources::new(&numbers, terms.len());
    drop(numbers);
    let mut lists = Vec::new();
    let mut bytes = Vec::new();
    if units.some_void {
        // A term may be rarer than was thought, which changes its record but not its place.
        for place in 0..terms.len() {
            let of_term = sources.of_term(place);
            let count = list(runs, &units, of_term, &mut lists, &mut bytes)?;
            terms.set_count(place, count);
        }
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
    write_hashes(&mut out, &terms)?;
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
    fn new(numbers: &[Vec<u32>], terms: usize) -> Self {
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
fn merged_terms(runs: &[&Run<'_>]) -> Result<(SortedTerms, Vec<Vec<u32>>)> {
    let mut terms = Terms::default();
    let mut counts: Vec<u32> = Vec::new();
    let mut numbers: Vec<Vec<u32>> = Vec::with_capacity(runs.len());
    let mut text = String::new();
    for run in runs {
        let mut of_run = Vec::with_capacity(run.summary.terms as usize);
        for old in 0..run.summary.terms {
            let record = run.term(old)?;
            run.text(old, &mut text)?;
            let number = terms.number(&text, record.kind);
            counts.resize(terms.len(), 0);
            counts[number as usize] += record.count;
            of_run.push(number);
        }
        numbers.push(of_run);
    }
    let terms = terms.sorted(counts);
    let places = terms.places();
    for number in numbers.iter_mut().flatten() {
        *number = places[*number as usize];
    }
    Ok((terms, numbers))
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
