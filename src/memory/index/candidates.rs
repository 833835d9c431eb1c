//! Which units of a run may reach a threshold, from the posting lists of the query's tokens.
//!
//! Tokens are counted as ScanCount does (Li, Lu & Lu 2008), but only in the rarest lists, as many
//! as bound (2) of [`super::bounds`] asks for: every unit that reaches the threshold is in one of
//! them. How many that are depends on the weight of the unit, so each list is read only for the
//! weights that need it. Then, as in DivideSkip, what remains is either looked into one by one or
//! sieved with one list more, whichever costs less.

use super::bounds::{Totals, missing};
use super::layout::Result;
use super::run::{Run, TermRecord};

/// Entries of posting lists that can be read in the time that it takes to look into a unit.
const UNIT_IN_POSTINGS: u64 = 60;

/// What was touched to answer a query.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Effort {
    /// Entries of posting lists.
    pub postings: u64,
    /// Units whose tokens were read.
    pub units: u64,
    /// Units for which a distance was computed.
    pub distances: u64,
}

/// A token of the query that the run has: its term, and how often the query has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    pub term: TermRecord,
    pub times: u32,
}

/// Units of like weight: they may lack the same number of tokens, so they need the same lists.
struct Group {
    first: u32,
    end: u32,
    /// How many tokens of the query they may lack.
    lacks: u32,
    /// How many of the rarest lists they have to be in one of. `None`: they need be in no list.
    lists: Option<usize>,
}

/// The ordinals, ascending, of all units of `run` that may reach `threshold` (from 1).
///
/// `lists` are those of the query's tokens that the run has, the shortest first. `counts` is room.
pub(super) fn candidates(
    run: &Run<'_>,
    totals: Totals,
    lists: &[List],
    threshold: u8,
    counts: &mut Vec<u8>,
    effort: &mut Effort,
) -> Result<Vec<u32>> {
    let groups = groups(run, totals, lists, threshold);
    let (Some(low), Some(high)) = (groups.first(), groups.last()) else {
        return Ok(Vec::new());
    };
    let (low, high) = (low.first, high.end);
    counts.clear();
    counts.resize((high - low) as usize, 0);
    let mut counting = Counting {
        run,
        low,
        counts,
        bytes: Vec::new(),
    };
    for (at, list) in lists.iter().enumerate() {
        let mut needing = groups
            .iter()
            .filter(|group| group.lists.is_some_and(|n| n > at));
        let Some(first) = needing.next() else { break };
        let end = needing.next_back().unwrap_or(first).end;
        counting.add(list, (first.first, end), effort)?;
    }
    // Lists that were read beyond those that are needed.
    let mut more = 0;
    loop {
        // What the rest of the lists can add at most.
        let needs: Vec<u8> = groups
            .iter()
            .map(|group| {
                let read = group.lists.map_or(lists.len(), |needed| needed + more);
                let rest: u32 = lists.iter().skip(read).map(|list| list.times).sum();
                let need = totals.tokens().saturating_sub(group.lacks + rest);
                u8::try_from(need).unwrap_or(u8::MAX)
            })
            .collect();
        let left: u64 = groups
            .iter()
            .zip(&needs)
            .map(|(group, &need)| at_least(counting.of(group), need))
            .sum();
        let next = || {
            groups
                .iter()
                .filter_map(|group| Some((group, lists.get(group.lists? + more)?)))
        };
        let cost: u64 = next()
            .map(|(group, list)| {
                let share = u64::from(group.end - group.first);
                u64::from(list.term.count) * share / u64::from(run.units().max(1)) + 64
            })
            .sum();
        if cost == 0 || left * UNIT_IN_POSTINGS <= cost {
            return Ok(collect(&groups, &needs, &counting, left));
        }
        for (group, list) in next() {
            counting.add(list, (group.first, group.end), effort)?;
        }
        more += 1;
    }
}

/// How many tokens of the query each unit has, as far as lists were read.
struct Counting<'a> {
    run: &'a Run<'a>,
    /// The ordinal that the first count is of.
    low: u32,
    counts: &'a mut Vec<u8>,
    bytes: Vec<u8>,
}

impl Counting<'_> {
    /// Counts a list within a window of ordinals.
    fn add(&mut self, list: &List, window: (u32, u32), effort: &mut Effort) -> Result<()> {
        let times = u8::try_from(list.times).unwrap_or(u8::MAX);
        let (low, counts) = (self.low, &mut *self.counts);
        let mut read = 0;
        self.run
            .units_with(&list.term, window, &mut self.bytes, |ordinal| {
                if let Some(count) = counts.get_mut((ordinal - low) as usize) {
                    *count = count.saturating_add(times);
                }
                read += 1;
            })?;
        effort.postings += read;
        Ok(())
    }

    /// The counts of the units of `group`.
    fn of(&self, group: &Group) -> &[u8] {
        &self.counts[(group.first - self.low) as usize..(group.end - self.low) as usize]
    }
}

/// The units that may reach the threshold by their weight, in groups.
fn groups(run: &Run<'_>, totals: Totals, lists: &[List], threshold: u8) -> Vec<Group> {
    let known: u32 = lists.iter().map(|list| list.times).sum();
    let unknown = totals.tokens() - known;
    let mut groups: Vec<Group> = Vec::new();
    for (weight, first, end) in run.classes() {
        let Some(lacks) = missing(totals, weight, threshold) else {
            continue;
        };
        if lacks < unknown {
            continue;
        }
        if let Some(last) = groups.last_mut()
            && (last.lacks, last.end) == (lacks, first)
        {
            last.end = end;
            continue;
        }
        let mut sum = unknown;
        let needed = lists.iter().position(|list| {
            sum += list.times;
            sum > lacks
        });
        groups.push(Group {
            first,
            end,
            lacks,
            lists: needed.map(|at| at + 1),
        });
    }
    groups
}

/// How many of `counts` are at least `need`.
fn at_least(counts: &[u8], need: u8) -> u64 {
    // Blocks that are small enough for a sum of bytes, which the compiler makes SIMD of.
    counts
        .chunks(255)
        .map(|block| {
            let sum: u8 = block.iter().map(|&count| u8::from(count >= need)).sum();
            u64::from(sum)
        })
        .sum()
}

fn collect(groups: &[Group], needs: &[u8], counting: &Counting<'_>, left: u64) -> Vec<u32> {
    let mut found = Vec::with_capacity(left as usize);
    for (group, &need) in groups.iter().zip(needs) {
        for (at, block) in counting.of(group).chunks(64).enumerate() {
            if block
                .iter()
                .fold(false, |any, &count| any | (count >= need))
            {
                let first = group.first + 64 * at as u32;
                let of_block = block.iter().zip(first..);
                found.extend(of_block.filter(|&(&c, _)| c >= need).map(|(_, o)| o));
            }
        }
    }
    found
}
