//! Units on their way into a run, sorted: an external merge sort (Knuth, The Art of Computer
//! Programming, vol. 3, 5.4).
//!
//! Batches that fit in memory are sorted by weight and id and written one after the other to a
//! temporary file, and read again side by side, each from front to back.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use super::layout::{IndexError, Result};

/// Number of units that are sorted at a time. Tests need fewer, to see batches.
const BATCH: usize = if cfg!(test) { 16 } else { 1 << 16 };

/// Number of bytes at which a batch is full as well.
const FULL: usize = 16 << 20;

/// Number of bytes of each batch that are read at a time.
const PIECE: usize = 1 << 17;

/// Bytes before the tokens of a unit: weight (4), id (8) and the number of bytes of its tokens (4).
const HEAD: usize = 16;

/// A unit, in order.
#[derive(Debug, Clone, Copy)]
pub(super) struct SpooledUnit<'a> {
    pub weight: u32,
    pub id: i64,
    /// Its tokens, in any form of bytes.
    pub tokens: &'a [u8],
}

/// Units that come in any order and go in that of their weights, then their ids.
#[derive(Debug, Default)]
pub(super) struct Spool {
    /// Those that are not sorted yet: weight, id and where their tokens are.
    open: Vec<(u32, i64, Range<usize>)>,
    tokens: Vec<u8>,
    file: Option<File>,
    written: Vec<Range<u64>>,
    /// The last batch, if all are so few that they need no file.
    last: Vec<u8>,
}

impl Spool {
    /// Takes the next unit.
    pub(super) fn push(&mut self, weight: u32, id: i64, tokens: &[u8]) -> Result<()> {
        let start = self.tokens.len();
        self.tokens.extend_from_slice(tokens);
        self.open.push((weight, id, start..self.tokens.len()));
        if self.open.len() == BATCH || self.tokens.len() >= FULL {
            let sorted = self.sorted();
            self.write(&sorted).map_err(failed)?;
        }
        Ok(())
    }

    fn sorted(&mut self) -> Vec<u8> {
        self.open
            .sort_unstable_by_key(|&(weight, id, _)| (weight, id));
        let mut bytes = Vec::with_capacity(self.tokens.len() + HEAD * self.open.len());
        for (weight, id, tokens) in self.open.drain(..) {
            bytes.extend_from_slice(&weight.to_le_bytes());
            bytes.extend_from_slice(&id.to_le_bytes());
            bytes.extend_from_slice(&(tokens.len() as u32).to_le_bytes());
            bytes.extend_from_slice(&self.tokens[tokens]);
        }
        self.tokens.clear();
        bytes
    }

    fn write(&mut self, sorted: &[u8]) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(tempfile::tempfile()?),
        };
        file.write_all(sorted)?;
        let start = self.written.last().map_or(0, |last| last.end);
        self.written.push(start..start + sorted.len() as u64);
        Ok(())
    }

    /// Ends the taking: from now on units can be read. If they are in a file, nothing of them stays in
    /// memory.
    pub(super) fn close(&mut self) -> Result<()> {
        if self.open.is_empty() {
            return Ok(());
        }
        let last = self.sorted();
        match self.file {
            Some(_) => self.write(&last).map_err(failed)?,
            None => self.last = last,
        }
        self.open = Vec::new();
        self.tokens = Vec::new();
        Ok(())
    }

    /// Calls `visit` with each unit in order.
    pub(super) fn each(&self, mut visit: impl FnMut(SpooledUnit<'_>) -> Result<()>) -> Result<()> {
        let mut batches: Vec<Batch<'_>> = Vec::with_capacity(self.written.len() + 1);
        if let Some(file) = &self.file {
            batches.extend(self.written.iter().map(|range| Batch::written(file, range)));
        }
        batches.push(Batch::new(&self.last));
        let mut heap = BinaryHeap::with_capacity(batches.len());
        for (at, batch) in batches.iter_mut().enumerate() {
            if let Some((weight, id)) = batch.advance().map_err(failed)? {
                heap.push(Reverse((weight, id, at)));
            }
        }
        while let Some(mut next) = heap.peek_mut() {
            let Reverse((weight, id, at)) = *next;
            let batch = &mut batches[at];
            visit(SpooledUnit {
                weight,
                id,
                tokens: batch.tokens(),
            })?;
            match batch.advance().map_err(failed)? {
                Some((weight, id)) => *next = Reverse((weight, id, at)),
                None => {
                    std::collections::binary_heap::PeekMut::pop(next);
                }
            }
        }
        Ok(())
    }
}

fn failed(error: io::Error) -> IndexError {
    IndexError::Blocks(Box::new(error))
}

/// A sorted batch that is being read.
struct Batch<'a> {
    file: Option<&'a File>,
    /// What of the file has not been read.
    rest: Range<u64>,
    /// What has been read, or the whole batch if it is in memory.
    memory: &'a [u8],
    read: Vec<u8>,
    /// Where the tokens of the unit are in it.
    tokens: Range<usize>,
}

impl<'a> Batch<'a> {
    fn written(file: &'a File, range: &Range<u64>) -> Self {
        Batch {
            file: Some(file),
            rest: range.clone(),
            memory: &[],
            read: Vec::new(),
            tokens: 0..0,
        }
    }

    fn new(memory: &'a [u8]) -> Self {
        Batch {
            file: None,
            rest: 0..0,
            memory,
            read: Vec::new(),
            tokens: 0..0,
        }
    }

    fn bytes(&self) -> &[u8] {
        match self.file {
            Some(_) => &self.read,
            None => self.memory,
        }
    }

    fn tokens(&self) -> &[u8] {
        &self.bytes()[self.tokens.clone()]
    }

    /// Goes to the next unit; its weight and id.
    fn advance(&mut self) -> io::Result<Option<(u32, i64)>> {
        self.require(HEAD)?;
        let head = &self.bytes()[self.tokens.end..];
        let Some((head, _)) = head.split_first_chunk::<HEAD>() else {
            return Ok(None);
        };
        let [a, b, c, d, i @ .., w, x, y, z] = *head;
        let weight = u32::from_le_bytes([a, b, c, d]);
        let id = i64::from_le_bytes(i);
        let length = u32::from_le_bytes([w, x, y, z]) as usize;
        self.require(HEAD + length)?;
        let start = self.tokens.end + HEAD;
        self.tokens = start..start + length;
        Ok(Some((weight, id)))
    }

    /// Reads on until there are `length` bytes after the unit, or the batch ends.
    fn require(&mut self, length: usize) -> io::Result<()> {
        let Some(mut file) = self.file else {
            return Ok(());
        };
        let kept = self.read.len() - self.tokens.end;
        let left = self.rest.end - self.rest.start;
        if kept >= length || left == 0 {
            return Ok(());
        }
        self.read.drain(..self.tokens.end);
        self.tokens = 0..0;
        let more = (length.max(PIECE) as u64).min(left) as usize;
        self.read.resize(kept + more, 0);
        file.seek(SeekFrom::Start(self.rest.start))?;
        file.read_exact(&mut self.read[kept..])?;
        self.rest.start += more as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn units_come_back_sorted(
            units in prop::collection::vec((0u32..9, prop::collection::vec(any::<u8>(), 0..30)), 0..90),
        ) {
            let mut spool = Spool::default();
            for (id, (weight, tokens)) in units.iter().enumerate() {
                spool.push(*weight, id as i64, tokens).unwrap();
            }
            spool.close().unwrap();
            let mut expected: Vec<_> = units.iter().enumerate().collect();
            expected.sort_by_key(|(id, (weight, _))| (*weight, *id));
            // Twice, since it is read more than once.
            for _ in 0..2 {
                let mut found = Vec::new();
                spool.each(|unit| {
                    found.push((unit.weight, unit.id, unit.tokens.to_vec()));
                    Ok(())
                }).unwrap();
                let expected: Vec<_> = expected
                    .iter()
                    .map(|(id, (weight, tokens))| (*weight, *id as i64, tokens.clone()))
                    .collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
