//! Reading the sections of a run, block by block.

use std::sync::Arc;

use super::bytes::fixed;
use super::kept::{Block, Kept};
use super::layout::{BLOCK, BlockSource, IndexError, Result, SECTIONS, Section, Summary};

/// What is kept of a run in memory, from one query to the next.
#[derive(Debug)]
pub(crate) struct Stored {
    /// What must be known of it.
    pub summary: Summary,
    kept: Kept,
}

impl Stored {
    /// A run of which no block has been read yet, and every block is kept that will be.
    pub(crate) fn new(summary: Summary) -> Self {
        let kept = Kept::all(&summary.lengths);
        Stored { summary, kept }
    }

    /// A run of which no more blocks are kept than take up `max_bytes`, or one.
    pub(crate) fn with_max_bytes(summary: Summary, max_bytes: usize) -> Self {
        let kept = Kept::some(max_bytes);
        Stored { summary, kept }
    }

    /// How many bytes of blocks are kept.
    pub(crate) fn kept_bytes(&self) -> usize {
        self.kept.bytes()
    }
}

/// The blocks of a run, read when they are needed and kept.
#[derive(Clone, Copy)]
pub(super) struct Blocks<'a> {
    source: &'a dyn BlockSource,
    lengths: [u64; SECTIONS],
    kept: &'a Kept,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(stored: &'a Stored, source: &'a dyn BlockSource) -> Self {
        Blocks {
            source,
            lengths: stored.summary.lengths,
            kept: &stored.kept,
        }
    }

    /// Bytes of `section`.
    pub(super) fn length(&self, section: Section) -> u64 {
        self.lengths[section as usize]
    }

    /// Puts the bytes of `section` from `start` to `end` into `out`.
    pub(super) fn read(
        &self,
        section: Section,
        start: u64,
        end: u64,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        out.clear();
        if start > end || end > self.lengths[section as usize] {
            return Err(IndexError::Damaged("a place beyond the end"));
        }
        let mut at = start;
        while at < end {
            let block = self.block(section, at / BLOCK as u64)?;
            let from = (at % BLOCK as u64) as usize;
            let to = (from as u64 + end - at).min(block.len() as u64) as usize;
            if from >= to {
                return Err(IndexError::Damaged("a block is too short"));
            }
            out.extend_from_slice(&block[from..to]);
            at += (to - from) as u64;
        }
        Ok(())
    }

    /// The number in the `size` bytes of `section` at `start`.
    #[inline]
    pub(super) fn number(&self, section: Section, start: u64, size: usize) -> Result<u64> {
        let from = (start % BLOCK as u64) as usize;
        if from + size <= BLOCK {
            let block = self.block(section, start / BLOCK as u64)?;
            return block
                .get(from..)
                .and_then(|bytes| fixed(bytes, size))
                .ok_or(IndexError::Damaged("a block is too short"));
        }
        let mut bytes = Vec::new();
        self.read(section, start, start + size as u64, &mut bytes)?;
        fixed(&bytes, size).ok_or(IndexError::Damaged("a block is too short"))
    }

    #[inline]
    fn block(&self, section: Section, no: u64) -> Result<Block<'a>> {
        match self.kept.get(section, no) {
            Some(block) => Ok(block),
            None => Ok(self.kept.keep(section, no, self.read_block(section, no)?)),
        }
    }

    /// A block that is one of many of which each is read once: it is kept when it is asked for a
    /// second time, as 2Q does it (Johnson & Shasha 1994). So what a process reads but once takes
    /// no room, which costs more than reading it.
    fn passing_block(&self, section: Section, no: u64) -> Result<Block<'a>> {
        if let Some(block) = self.kept.get(section, no) {
            return Ok(block);
        }
        let block = self.read_block(section, no)?;
        match self.kept.was_seen(section, no) {
            true => Ok(self.kept.keep(section, no, block)),
            false => Ok(Block::Passing(block)),
        }
    }

    fn read_block(&self, section: Section, no: u64) -> Result<Arc<[u8]>> {
        if no * BLOCK as u64 >= self.lengths[section as usize] {
            return Err(IndexError::Damaged("a place beyond the end"));
        }
        self.source.block(section, no)
    }
}

/// Reads places of a section that lie near each other, mostly ascending: the block read last is at
/// hand, and what lies in one block is not copied.
pub(super) struct Cursor<'a> {
    blocks: Blocks<'a>,
    section: Section,
    no: u64,
    block: Option<Block<'a>>,
    joined: Vec<u8>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(blocks: Blocks<'a>, section: Section) -> Self {
        Cursor {
            blocks,
            section,
            no: 0,
            block: None,
            joined: Vec::new(),
        }
    }

    /// The bytes from `start` to `end`.
    #[inline]
    pub(super) fn bytes(&mut self, start: u64, end: u64) -> Result<&[u8]> {
        let from = (start % BLOCK as u64) as usize;
        let length = end.saturating_sub(start) as usize;
        if length == 0 {
            return Ok(&[]);
        }
        if from + length > BLOCK {
            return self.join(start, end);
        }
        let block = self.turn_to(start / BLOCK as u64)?;
        block
            .get(from..from + length)
            .ok_or(IndexError::Damaged("a block is too short"))
    }

    #[inline]
    fn turn_to(&mut self, no: u64) -> Result<&[u8]> {
        if self.no != no || self.block.is_none() {
            self.block = Some(self.blocks.passing_block(self.section, no)?);
            self.no = no;
        }
        Ok(self.block.as_deref().unwrap_or_default())
    }

    /// The bytes from `start` to `end`, which lie in several blocks.
    fn join(&mut self, start: u64, end: u64) -> Result<&[u8]> {
        let mut joined = std::mem::take(&mut self.joined);
        joined.clear();
        let mut at = start;
        while at < end {
            let from = (at % BLOCK as u64) as usize;
            let to = (from as u64 + end - at).min(BLOCK as u64) as usize;
            let part = self.turn_to(at / BLOCK as u64)?.get(from..to);
            joined.extend_from_slice(part.ok_or(IndexError::Damaged("a block is too short"))?);
            at += (to - from) as u64;
        }
        self.joined = joined;
        Ok(&self.joined)
    }
}
