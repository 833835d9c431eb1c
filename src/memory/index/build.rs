//! Building a run of units that are in memory.

use std::hint::black_box;
use std::ops::Range;

use crate::text::{Token, tokens};

use super::bytes::{put_varint, take_varint};
use super::layout::{BlockSink, IndexError, Result, Section, SectionWriter, Summary};
use super::postings;
use super::spool::Spool;
use super::terms::{SortedTerms, Terms};
use super::write::{write_hashes, write_terms, write_words};

/// Entries of posting lists that are gathered at a time; for more, the units are read again.
const AT_A_TIME: u64 = if cfg!(test) { 64 } else { 4 << 20 };

/// Units on their way into a run. It takes some forty bytes for each distinct token; the units
/// themselves go to a temporary file when they are many.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    terms: Terms,
    /// For each term the last unit that has it, and how many have.
    counts: Vec<(u32, u32)>,
    spool: Spool,
    units: u32,
    tokens: Vec<Token>,
    numbers: Vec<u32>,
    bytes: Vec<u8>,
}

impl Builder {
    /// Adds the unit `id`, whose text has this comparison form.
    pub(crate) fn add(&mut self, id: i64, form: &str) -> Result<()> {
        self.units += 1;
        self.tokens.clear();
        self.tokens.extend(tokens(form));
        let weight = self.tokens.iter().map(|token| token.kind.weight()).sum();
        self.terms.numbers(form, &self.tokens, &mut self.numbers);
        self.counts.resize(self.terms.len(), (0, 0));
        // All are fetched before the first is needed, as in `Terms::numbers`.
        let counts = self.numbers.iter().map(|&at| self.counts[at as usize].1);
        black_box(counts.fold(0, |all, count| all ^ count));
        self.bytes.clear();
        for &number in &self.numbers {
            let (last, count) = &mut self.counts[number as usize];
            if *last != self.units {
                *last = self.units;
                *count += 1;
            }
            put_varint(&mut self.bytes, u64::from(number));
        }
        self.spool.push(weight, id, &self.bytes)
    }

    /// How many units it has.
    pub(crate) fn len(&self) -> usize {
        self.units as usize
    }

    /// About how many bytes its distinct tokens take.
    pub(crate) fn bytes(&self) -> usize {
        self.terms.bytes() + self.terms.len() * size_of::<(u32, u32)>()
    }

    /// Ends the adding, and frees what only that needed.
    pub(crate) fn close(&mut self) -> Result<()> {
        self.terms.close();
        self.spool.close()
    }

    /// Writes the run to `sink`.
    pub(crate) fn finish(mut self, sink: &mut dyn BlockSink) -> Result<Summary> {
        self.close()?;
        let spool = self.spool;
        let counts = self.counts.into_iter().map(|(_, count)| count).collect();
        let terms = self.terms.sorted(counts);
        let places = terms.places();
        let mut out = SectionWriter::new(sink);
        let mut weights: Vec<(u32, u32)> = Vec::new();
        let mut lists = Lists::from(0, &terms);
        let (mut of_unit, mut renumbered) = (Vec::new(), Vec::new());
        let mut ordinal = 0;
        spool.each(|unit| {
            note_weight(&mut weights, unit.weight, ordinal);
            read_terms(unit.tokens, places, &mut of_unit)?;
            lists.note(&of_unit, ordinal);
            renumbered.clear();
            for &term in &of_unit {
                put_varint(&mut renumbered, u64::from(term));
            }
            ordinal += 1;
            push_unit(&mut out, unit.id, &renumbered)
        })?;
        finish_units(&mut out)?;
        write_terms(&mut out, &terms, &mut |term, out| {
            if term >= lists.terms.end {
                lists = Lists::from(term, &terms);
                let mut ordinal = 0;
                spool.each(|unit| {
                    read_terms(unit.tokens, places, &mut of_unit)?;
                    lists.note(&of_unit, ordinal);
                    ordinal += 1;
                    Ok(())
                })?;
            }
            postings::encode(lists.of_term(term), out);
            Ok(())
        })?;
        // What follows needs the room.
        drop((lists, spool));
        write_hashes(&mut out, &terms)?;
        let words = write_words(&mut out, &terms)?;
        Ok(Summary {
            units: self.units,
            terms: terms.len() as u32,
            words,
            lengths: out.finish()?,
            weights,
        })
    }
}

/// Puts the places of a unit's tokens into `terms`.
fn read_terms(mut tokens: &[u8], places: &[u32], terms: &mut Vec<u32>) -> Result<()> {
    terms.clear();
    while !tokens.is_empty() {
        let number = take_varint(&mut tokens).ok_or(IndexError::Damaged("a spooled unit"))?;
        terms.push(number as u32);
    }
    for term in terms {
        let place = places.get(*term as usize);
        *term = *place.ok_or(IndexError::Damaged("a spooled unit"))?;
    }
    Ok(())
}

/// Notes that the unit `ordinal` has this weight, which is no less than that of the one before.
pub(super) fn note_weight(weights: &mut Vec<(u32, u32)>, weight: u32, ordinal: u32) {
    match weights.last_mut() {
        Some(last) if last.0 == weight => last.1 = ordinal + 1,
        _ => weights.push((weight, ordinal + 1)),
    }
}

/// Writes the next unit: its id and its tokens.
pub(super) fn push_unit(out: &mut SectionWriter<'_>, id: i64, tokens: &[u8]) -> Result<()> {
    out.push(Section::Ids, &id.to_le_bytes())?;
    let start = out.length(Section::Tokens).to_le_bytes();
    out.push(Section::Starts, &start[..super::layout::START])?;
    out.push(Section::Tokens, tokens)
}

/// Writes where the last unit ends.
pub(super) fn finish_units(out: &mut SectionWriter<'_>) -> Result<()> {
    let end = out.length(Section::Tokens).to_le_bytes();
    out.push(Section::Starts, &end[..super::layout::START])
}

/// The posting lists of some terms, one after the other.
struct Lists {
    /// The numbers of the terms.
    terms: Range<u32>,
    starts: Vec<u32>,
    /// Where the next entry of each list goes.
    next: Vec<u32>,
    ordinals: Vec<u32>,
}

impl Lists {
    /// Memory for the lists of `first` and as many terms after it as can be gathered at a time.
    fn from(first: u32, terms: &SortedTerms) -> Self {
        let mut starts = vec![0];
        let mut total = 0u64;
        for term in terms.iter().skip(first as usize) {
            total += u64::from(term.count);
            if total > AT_A_TIME && starts.len() > 1 {
                break;
            }
            starts.push(total as u32);
        }
        let last = first + starts.len() as u32 - 1;
        Lists {
            terms: first..last,
            next: starts.clone(),
            ordinals: vec![0; starts[starts.len() - 1] as usize],
            starts,
        }
    }

    /// Notes that the unit `ordinal`, no smaller than the last, has these terms.
    fn note(&mut self, terms: &[u32], ordinal: u32) {
        let here = self.terms.clone();
        let places = terms.iter().filter(|&term| here.contains(term));
        let places = places.map(|term| (term - here.start) as usize);
        // All are fetched before the first is needed.
        let next = places.clone().map(|at| self.next[at]);
        black_box(next.fold(0, |all, next| all ^ next));
        for at in places {
            let (start, next) = (self.starts[at], &mut self.next[at]);
            // Units come in order: one that has the term twice was the last one noted.
            if *next == start || self.ordinals[*next as usize - 1] != ordinal {
                self.ordinals[*next as usize] = ordinal;
                *next += 1;
            }
        }
    }

    fn of_term(&self, term: u32) -> &[u32] {
        let at = (term - self.terms.start) as usize;
        &self.ordinals[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}
