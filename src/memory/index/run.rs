//! Reading a run.

use crate::text::TokenKind;

use super::blocks::{Blocks, Cursor, Stored};
use super::bytes::{fixed, hash, take_varint};
use super::layout::{BlockSource, IndexError, RECORD, Result, START, Section, Summary};
use super::postings;
use super::shape::Shape;

/// A run: units of one pair of languages with the tokens of one side, which do not change.
///
/// Units have ordinals in the order of their weights, terms have numbers in the order of how many
/// units have them.
pub(crate) struct Run<'a> {
    pub(super) summary: &'a Summary,
    blocks: Blocks<'a>,
}

/// A term as a run has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TermRecord {
    pub number: u32,
    pub kind: TokenKind,
    /// How many units have it.
    pub count: u32,
    list: (u64, u64),
}

impl<'a> Run<'a> {
    /// The run that `stored` keeps, and whose blocks `source` has.
    pub(crate) fn new(stored: &'a Stored, source: &'a dyn BlockSource) -> Self {
        Run {
            summary: &stored.summary,
            blocks: Blocks::new(stored, source),
        }
    }

    /// How many units it has.
    pub(crate) fn units(&self) -> u32 {
        self.summary.units
    }

    /// How many terms it has.
    pub(super) fn terms(&self) -> u32 {
        self.summary.terms
    }

    /// Reads units one after the other, mostly by ascending ordinals.
    pub(super) fn units_in_order(&self) -> Units<'a> {
        let cursor = |section| Cursor::new(self.blocks, section);
        Units {
            ids: cursor(Section::Ids),
            starts: cursor(Section::Starts),
            tokens: cursor(Section::Tokens),
        }
    }

    /// The id of the unit `ordinal`.
    pub(super) fn id(&self, ordinal: u32) -> Result<i64> {
        let id = self
            .blocks
            .number(Section::Ids, u64::from(ordinal) * 8, 8)?;
        Ok(id as i64)
    }

    /// The terms of the unit `ordinal`, in the order of its text.
    pub(super) fn tokens(
        &self,
        ordinal: u32,
        bytes: &mut Vec<u8>,
        out: &mut Vec<u32>,
    ) -> Result<()> {
        let place = u64::from(ordinal) * START as u64;
        let start = self.blocks.number(Section::Starts, place, START)?;
        let end = self
            .blocks
            .number(Section::Starts, place + START as u64, START)?;
        self.blocks.read(Section::Tokens, start, end, bytes)?;
        out.clear();
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            let number = take_varint(&mut rest).and_then(|number| u32::try_from(number).ok());
            match number {
                Some(number) if number < self.summary.terms => out.push(number),
                _ => return Err(IndexError::Damaged("an unknown term")),
            }
        }
        Ok(())
    }

    /// The term whose text is `text`, if it has one.
    pub(super) fn find(&self, text: &str) -> Result<Option<TermRecord>> {
        let slots = self.blocks.length(Section::Hashes) / 4;
        if slots == 0 {
            return Ok(None);
        }
        let mask = slots - 1;
        let mut at = hash(text) & mask;
        let mut found = String::new();
        for _ in 0..slots {
            let slot = self.blocks.number(Section::Hashes, at * 4, 4)? as u32;
            let Some(number) = slot.checked_sub(1) else {
                return Ok(None);
            };
            self.text(number, &mut found)?;
            if found == text {
                return self.term(number).map(Some);
            }
            at = (at + 1) & mask;
        }
        Ok(None)
    }

    /// The term of this number.
    pub(super) fn term(&self, number: u32) -> Result<TermRecord> {
        let place = u64::from(number) * RECORD as u64;
        let field = |place, size| self.blocks.number(Section::Terms, place, size);
        let kind = kind_of(field(place + 20, 4)?)?;
        Ok(TermRecord {
            number,
            kind,
            count: field(place + 16, 4)? as u32,
            list: (field(place + 8, 8)?, field(place + 8 + RECORD as u64, 8)?),
        })
    }

    /// The kind of term `number`.
    pub(super) fn kind(&self, number: u32) -> Result<TokenKind> {
        let place = u64::from(number) * RECORD as u64;
        kind_of(self.blocks.number(Section::Terms, place + 20, 4)?)
    }

    /// The kind and shape of term `number`.
    pub(super) fn shape(&self, number: u32) -> Result<(TokenKind, Shape)> {
        let place = u64::from(number) * RECORD as u64;
        let field = |place, size| self.blocks.number(Section::Terms, place, size);
        let shape = Shape {
            length: field(place + 24, 4)? as u32,
            letters: field(place + 28, 8)?,
        };
        Ok((kind_of(field(place + 20, 4)?)?, shape))
    }

    /// Puts the text of term `number` into `out`.
    pub(super) fn text(&self, number: u32, out: &mut String) -> Result<()> {
        let place = u64::from(number) * RECORD as u64;
        let start = self.blocks.number(Section::Terms, place, 8)?;
        let end = self
            .blocks
            .number(Section::Terms, place + RECORD as u64, 8)?;
        let mut bytes = std::mem::take(out).into_bytes();
        self.blocks.read(Section::Texts, start, end, &mut bytes)?;
        *out = String::from_utf8(bytes).map_err(|_| IndexError::Damaged("a term is no text"))?;
        Ok(())
    }

    /// Calls `visit` with each ordinal within `from..to` of a unit that has `term`, ascending.
    pub(super) fn units_with(
        &self,
        term: &TermRecord,
        window: (u32, u32),
        bytes: &mut Vec<u8>,
        visit: impl FnMut(u32),
    ) -> Result<()> {
        let list = ListBytes {
            blocks: &self.blocks,
            start: term.list.0,
            end: term.list.1,
        };
        postings::visit(&list, term.count as usize, window, bytes, visit)
    }

    /// The numbers of the terms that have the search word `word`, or, if `prefix` is set, one that
    /// begins with it, ascending.
    pub(super) fn terms_with_word(&self, word: &str, prefix: bool) -> Result<Vec<u32>> {
        let mut words = Words {
            starts: Cursor::new(self.blocks, Section::WordStarts),
            words: Cursor::new(self.blocks, Section::Words),
        };
        let (mut low, mut high) = (0, self.summary.words);
        while low < high {
            let middle = low + (high - low) / 2;
            if words.get(middle)?.1 < word.as_bytes() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let mut found = Vec::new();
        for at in low..self.summary.words {
            let (number, here) = words.get(at)?;
            let matches = match prefix {
                true => here.starts_with(word.as_bytes()),
                false => here == word.as_bytes(),
            };
            if !matches {
                break;
            }
            found.push(number);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// The weight of the unit `ordinal`.
    pub(super) fn weight(&self, ordinal: u32) -> u32 {
        let weights = &self.summary.weights;
        let at = weights.partition_point(|&(_, end)| end <= ordinal);
        weights.get(at).map_or(0, |&(weight, _)| weight)
    }

    /// The weight of each ordinal, in runs of the same: weight, first ordinal, ordinal after the last.
    pub(super) fn classes(&self) -> impl Iterator<Item = (u32, u32, u32)> + '_ {
        let weights = &self.summary.weights;
        let firsts = std::iter::once(0).chain(weights.iter().map(|&(_, end)| end));
        firsts
            .zip(weights)
            .map(|(first, &(weight, end))| (weight, first, end))
    }
}

/// The units of a run, as they are read one after the other.
pub(super) struct Units<'a> {
    ids: Cursor<'a>,
    starts: Cursor<'a>,
    tokens: Cursor<'a>,
}

impl Units<'_> {
    /// The id of the unit `ordinal`.
    #[inline]
    pub(super) fn id(&mut self, ordinal: u32) -> Result<i64> {
        let place = u64::from(ordinal) * 8;
        let id = fixed(self.ids.bytes(place, place + 8)?, 8);
        id.map(|id| id as i64)
            .ok_or(IndexError::Damaged("the id of a unit"))
    }

    /// The terms of the unit `ordinal`, as variable numbers.
    #[inline]
    pub(super) fn tokens(&mut self, ordinal: u32) -> Result<&[u8]> {
        let place = u64::from(ordinal) * START as u64;
        let both = self.starts.bytes(place, place + 2 * START as u64)?;
        let ends = fixed(both, START).zip(fixed(both.get(START..).unwrap_or_default(), START));
        let (start, end) = ends.ok_or(IndexError::Damaged("the place of a unit"))?;
        self.tokens.bytes(start, end)
    }
}

/// The search words of a run.
struct Words<'a> {
    starts: Cursor<'a>,
    words: Cursor<'a>,
}

impl Words<'_> {
    /// The term that has search word number `at`, and the word.
    fn get(&mut self, at: u32) -> Result<(u32, &[u8])> {
        let damaged = IndexError::Damaged("a search word");
        let place = u64::from(at) * 8;
        let both = self.starts.bytes(place, place + 16)?;
        let ends = fixed(both, 8).zip(fixed(both.get(8..).unwrap_or_default(), 8));
        let Some((start, end)) = ends else {
            return Err(damaged);
        };
        let entry = self.words.bytes(start, end)?;
        match (fixed(entry, 4), entry.get(4..)) {
            (Some(number), Some(word)) => Ok((number as u32, word)),
            _ => Err(damaged),
        }
    }
}

fn kind_of(number: u64) -> Result<TokenKind> {
    match number {
        0 => Ok(TokenKind::Punctuation),
        1 => Ok(TokenKind::Word),
        2 => Ok(TokenKind::Number),
        _ => Err(IndexError::Damaged("a term of no kind")),
    }
}

/// A posting list in its blocks.
struct ListBytes<'a> {
    blocks: &'a Blocks<'a>,
    start: u64,
    end: u64,
}

impl postings::Bytes for ListBytes<'_> {
    type Error = IndexError;

    fn read(&self, start: usize, end: usize, out: &mut Vec<u8>) -> Result<()> {
        if end > self.len() {
            return Err(self.damaged());
        }
        let (start, end) = (self.start + start as u64, self.start + end as u64);
        self.blocks.read(Section::Postings, start, end, out)
    }

    fn len(&self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    fn damaged(&self) -> IndexError {
        IndexError::Damaged("a posting list")
    }
}
