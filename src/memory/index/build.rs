//! Building a run of units that are in memory.

use rustc_hash::FxHashMap;

use crate::text::{TokenKind, tokens};

use super::bytes::put_varint;
use super::layout::{BlockSink, Result, Section, SectionWriter, Summary};
use super::postings;
use super::write::{Term, write_terms, write_words};

/// Units on their way into a run. It takes a few bytes a token, and the texts of the distinct
/// tokens.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    numbers: FxHashMap<Box<str>, u32>,
    kinds: Vec<TokenKind>,
    tokens: Vec<u32>,
    units: Vec<Unit>,
}

#[derive(Debug)]
struct Unit {
    weight: u32,
    id: i64,
    start: usize,
    end: usize,
}

impl Builder {
    /// Adds the unit `id`, whose text has this comparison form.
    pub fn add(&mut self, id: i64, form: &str) {
        let start = self.tokens.len();
        let mut weight = 0;
        for token in tokens(form) {
            weight += token.kind.weight();
            let text = token.span.of(form);
            let number = match self.numbers.get(text) {
                Some(&number) => number,
                None => {
                    let number = self.kinds.len() as u32;
                    self.numbers.insert(text.into(), number);
                    self.kinds.push(token.kind);
                    number
                }
            };
            self.tokens.push(number);
        }
        let end = self.tokens.len();
        self.units.push(Unit {
            weight,
            id,
            start,
            end,
        });
    }

    /// How many units it has.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// The units, by their ids.
    pub fn ids(&self) -> impl Iterator<Item = i64> + '_ {
        self.units.iter().map(|unit| unit.id)
    }

    /// Writes the run to `sink`.
    pub fn finish(mut self, sink: &mut dyn BlockSink) -> Result<Summary> {
        self.units.sort_by_key(|unit| (unit.weight, unit.id));
        let (terms, renumbered) = self.sorted_terms();
        let lists = Lists::of(&self.units, &self.tokens, &renumbered, &terms);
        let mut out = SectionWriter::new(sink);
        let mut weights: Vec<(u32, u32)> = Vec::new();
        let mut bytes = Vec::new();
        for (ordinal, unit) in self.units.iter().enumerate() {
            note_weight(&mut weights, unit.weight, ordinal as u32);
            bytes.clear();
            for &token in &self.tokens[unit.start..unit.end] {
                put_varint(&mut bytes, u64::from(renumbered[token as usize]));
            }
            push_unit(&mut out, unit.id, &bytes)?;
        }
        finish_units(&mut out)?;
        let mut next = 0;
        write_terms(&mut out, &terms, &mut |_, out| {
            postings::encode(lists.of_term(next), out);
            next += 1;
            Ok(())
        })?;
        let words = write_words(&mut out, &terms)?;
        Ok(Summary {
            units: self.units.len() as u32,
            terms: terms.len() as u32,
            words,
            lengths: out.finish()?,
            weights,
        })
    }

    /// The terms, most frequent first, then by their texts; and the new number of each old one.
    fn sorted_terms(&mut self) -> (Vec<Term>, Vec<u32>) {
        let mut seen = vec![u32::MAX; self.kinds.len()];
        let mut counts = vec![0; self.kinds.len()];
        for (ordinal, unit) in self.units.iter().enumerate() {
            for &token in &self.tokens[unit.start..unit.end] {
                let token = token as usize;
                if seen[token] != ordinal as u32 {
                    seen[token] = ordinal as u32;
                    counts[token] += 1;
                }
            }
        }
        let mut terms: Vec<(Term, u32)> = std::mem::take(&mut self.numbers)
            .into_iter()
            .map(|(text, number)| {
                let kind = self.kinds[number as usize];
                let count = counts[number as usize];
                (Term { text, kind, count }, number)
            })
            .collect();
        terms.sort_unstable_by(|(a, _), (b, _)| Term::order(a, b));
        let mut renumbered = vec![0; terms.len()];
        for (new, (_, old)) in terms.iter().enumerate() {
            renumbered[*old as usize] = new as u32;
        }
        (
            terms.into_iter().map(|(term, _)| term).collect(),
            renumbered,
        )
    }
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

/// The posting lists of all terms, one after the other.
struct Lists {
    starts: Vec<usize>,
    ordinals: Vec<u32>,
}

impl Lists {
    fn of(units: &[Unit], tokens: &[u32], renumbered: &[u32], terms: &[Term]) -> Self {
        let mut starts = Vec::with_capacity(terms.len() + 1);
        let mut total = 0;
        for term in terms {
            starts.push(total);
            total += term.count as usize;
        }
        starts.push(total);
        let mut next = starts.clone();
        let mut ordinals = vec![0; total];
        for (ordinal, unit) in units.iter().enumerate() {
            let ordinal = ordinal as u32;
            for &token in &tokens[unit.start..unit.end] {
                let term = renumbered[token as usize] as usize;
                let at = next[term];
                // Units come in order: one that has the term twice was the last one noted.
                if at == starts[term] || ordinals[at - 1] != ordinal {
                    ordinals[at] = ordinal;
                    next[term] += 1;
                }
            }
        }
        Lists { starts, ordinals }
    }

    fn of_term(&self, term: usize) -> &[u32] {
        &self.ordinals[self.starts[term]..self.starts[term + 1]]
    }
}
