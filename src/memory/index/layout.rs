//! How a run lies in blocks: its sections, and reading and writing them.

use std::cell::{Cell, RefCell};
use std::error::Error;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::bytes::{fixed, put_varint, take_varint};

/// Bytes of a block: the unit of reading, writing and caching. With what SQLite writes around it a
/// block fills one page of 16 KiB.
pub(crate) const BLOCK: usize = 16_320;

/// The version of the layout. Runs of another one are not read but built anew.
pub(crate) const VERSION: u64 = 1;

/// A part of a run; each is a row of blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// The unit of each ordinal, eight bytes each.
    Ids,
    /// Where the tokens of each ordinal begin in `Tokens`, five bytes each, and where the last end.
    Starts,
    /// The tokens of each unit as variable term numbers, in the order of the text.
    Tokens,
    /// A record for each term.
    Terms,
    /// The texts of the terms.
    Texts,
    /// A hash table of term numbers plus one, four bytes each, open addressing.
    Hashes,
    /// The posting list of each term.
    Postings,
    /// Where each search word begins in `Words`, eight bytes each, and where the last ends.
    WordStarts,
    /// The term number (four bytes) and the text of each search word, in the order of the texts.
    Words,
}

/// How many sections there are.
pub(crate) const SECTIONS: usize = 9;

/// Bytes of an entry of [`Section::Starts`].
pub(super) const START: usize = 5;

/// Bytes of a record of [`Section::Terms`].
pub(super) const RECORD: usize = 36;

/// Why a run cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IndexError {
    /// What is stored is no run.
    #[error("the index is damaged: {0}")]
    Damaged(&'static str),
    /// The blocks cannot be had.
    #[error(transparent)]
    Blocks(Box<dyn Error + Send + Sync>),
}

/// Shorthand for what may fail so.
pub(crate) type Result<T> = std::result::Result<T, IndexError>;

/// Where the blocks of a run come from.
pub(crate) trait BlockSource {
    /// Block number `no` of `section`.
    fn block(&self, section: Section, no: u64) -> Result<Arc<[u8]>>;
}

/// Where the blocks of a run go.
pub(crate) trait BlockSink {
    /// Takes block number `no` of `section`; the blocks of a section come in order.
    fn put(&mut self, section: Section, no: u64, data: &[u8]) -> Result<()>;
}

/// What must be known of a run before its blocks can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Summary {
    /// How many units it has.
    pub units: u32,
    /// How many terms it has.
    pub terms: u32,
    /// How many search words it has.
    pub words: u32,
    /// Bytes of each section.
    pub lengths: [u64; SECTIONS],
    /// Total weights that units have, ascending, each with the ordinal after its last unit: units
    /// are numbered in the order of their weights.
    pub weights: Vec<(u32, u32)>,
}

impl Summary {
    /// The summary as bytes, for [`Summary::from_bytes`].
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let counts = [self.units, self.terms, self.words].map(u64::from);
        put_varint(&mut out, VERSION);
        for number in counts.into_iter().chain(self.lengths) {
            put_varint(&mut out, number);
        }
        put_varint(&mut out, self.weights.len() as u64);
        let mut last = (0, 0);
        for &(weight, end) in &self.weights {
            put_varint(&mut out, u64::from(weight - last.0));
            put_varint(&mut out, u64::from(end - last.1));
            last = (weight, end);
        }
        out
    }

    /// Reads what [`Summary::to_bytes`] wrote; none if it is of another version, or nothing such.
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        if take_varint(bytes)? != VERSION {
            return None;
        }
        let small = |bytes: &mut &[u8]| u32::try_from(take_varint(bytes)?).ok();
        let (units, terms, words) = (small(bytes)?, small(bytes)?, small(bytes)?);
        let mut lengths = [0; SECTIONS];
        for length in &mut lengths {
            *length = take_varint(bytes)?;
        }
        let count = take_varint(bytes)?;
        let mut weights = Vec::new();
        let mut last = (0u32, 0u32);
        for _ in 0..count {
            last.0 = last.0.checked_add(small(bytes)?)?;
            last.1 = last.1.checked_add(small(bytes)?)?;
            weights.push(last);
        }
        let summary = Summary {
            units,
            terms,
            words,
            lengths,
            weights,
        };
        (summary.weights.last().map_or(0, |last| last.1) == units).then_some(summary)
    }
}

/// The blocks of a section, by their numbers, as far as they have been read.
type KeptBlocks = Vec<Option<Arc<[u8]>>>;

/// The blocks of a run that have been read.
#[derive(Debug)]
struct Kept {
    sections: [RefCell<KeptBlocks>; SECTIONS],
    /// The blocks that a [`Cursor`] has read once without their being kept.
    seen: RefCell<FxHashSet<(usize, u64)>>,
    bytes: Cell<usize>,
    room: usize,
}

impl Kept {
    fn forget(&self) {
        for section in &self.sections {
            section.borrow_mut().clear();
        }
        self.seen.borrow_mut().clear();
        self.bytes.set(0);
    }
}

/// What is kept of a run in memory, from one query to the next.
#[derive(Debug)]
pub(crate) struct Stored {
    /// What must be known of it.
    pub summary: Summary,
    kept: Kept,
}

impl Stored {
    /// A run that no block has been read of, and of which all are kept that will be.
    pub fn new(summary: Summary) -> Self {
        Self::with_room(summary, usize::MAX)
    }

    /// A run of which no more blocks are kept than take up so many bytes, or one.
    pub fn with_room(summary: Summary, bytes: usize) -> Self {
        let kept = Kept {
            sections: Default::default(),
            seen: RefCell::default(),
            bytes: Cell::default(),
            room: bytes,
        };
        Stored { summary, kept }
    }

    /// How many bytes of blocks are kept.
    pub fn kept_bytes(&self) -> usize {
        self.kept.bytes.get()
    }

    /// Keeps no block.
    pub fn forget(&self) {
        self.kept.forget();
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
    pub fn new(stored: &'a Stored, source: &'a dyn BlockSource) -> Self {
        Blocks {
            source,
            lengths: stored.summary.lengths,
            kept: &stored.kept,
        }
    }

    /// Bytes of `section`.
    pub fn length(&self, section: Section) -> u64 {
        self.lengths[section as usize]
    }

    /// Puts the bytes of `section` from `start` to `end` into `out`.
    pub fn read(&self, section: Section, start: u64, end: u64, out: &mut Vec<u8>) -> Result<()> {
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
    pub fn number(&self, section: Section, start: u64, size: usize) -> Result<u64> {
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

    fn block(&self, section: Section, no: u64) -> Result<Arc<[u8]>> {
        match self.kept_block(section, no) {
            Some(block) => Ok(block),
            None => {
                let block = self.read_block(section, no)?;
                self.keep(section, no, &block);
                Ok(block)
            }
        }
    }

    /// A block that is one of many of which each is read once: it is kept when it is asked for a
    /// second time, as 2Q does it (Johnson & Shasha 1994). So what a process reads but once takes
    /// no room, which costs more than reading it.
    fn passing_block(&self, section: Section, no: u64) -> Result<Arc<[u8]>> {
        if let Some(block) = self.kept_block(section, no) {
            return Ok(block);
        }
        let block = self.read_block(section, no)?;
        if !self.kept.seen.borrow_mut().insert((section as usize, no)) {
            self.keep(section, no, &block);
        }
        Ok(block)
    }

    fn kept_block(&self, section: Section, no: u64) -> Option<Arc<[u8]>> {
        let kept = self.kept.sections[section as usize].borrow();
        kept.get(no as usize)?.clone()
    }

    fn read_block(&self, section: Section, no: u64) -> Result<Arc<[u8]>> {
        if no * BLOCK as u64 >= self.lengths[section as usize] {
            return Err(IndexError::Damaged("a place beyond the end"));
        }
        self.source.block(section, no)
    }

    fn keep(&self, section: Section, no: u64, block: &Arc<[u8]>) {
        let at = no as usize;
        if self.kept.bytes.get() + block.len() > self.kept.room {
            self.kept.forget();
        }
        let mut kept = self.kept.sections[section as usize].borrow_mut();
        if kept.len() <= at {
            kept.resize(at + 1, None);
        }
        self.kept.bytes.set(self.kept.bytes.get() + block.len());
        kept[at] = Some(Arc::clone(block));
    }
}

/// Reads places of a section that lie near each other, mostly ascending: the block read last is at
/// hand, and what lies in one block is not copied.
pub(super) struct Cursor<'a> {
    blocks: Blocks<'a>,
    section: Section,
    no: u64,
    block: Option<Arc<[u8]>>,
    joined: Vec<u8>,
}

impl<'a> Cursor<'a> {
    pub fn new(blocks: Blocks<'a>, section: Section) -> Self {
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
    pub fn bytes(&mut self, start: u64, end: u64) -> Result<&[u8]> {
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

/// Writes the sections of a run, which may grow side by side, as blocks.
pub(super) struct SectionWriter<'a> {
    sink: &'a mut dyn BlockSink,
    open: [Vec<u8>; SECTIONS],
    lengths: [u64; SECTIONS],
}

impl<'a> SectionWriter<'a> {
    pub fn new(sink: &'a mut dyn BlockSink) -> Self {
        SectionWriter {
            sink,
            open: Default::default(),
            lengths: [0; SECTIONS],
        }
    }

    /// How long `section` is by now.
    pub fn length(&self, section: Section) -> u64 {
        self.lengths[section as usize]
    }

    /// Appends `bytes` to `section`.
    pub fn push(&mut self, section: Section, mut bytes: &[u8]) -> Result<()> {
        let at = section as usize;
        while !bytes.is_empty() {
            let room = BLOCK - self.open[at].len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.open[at].extend_from_slice(now);
            self.lengths[at] += now.len() as u64;
            bytes = later;
            if self.open[at].len() == BLOCK {
                let no = self.lengths[at] / BLOCK as u64 - 1;
                self.sink.put(section, no, &self.open[at])?;
                self.open[at].clear();
            }
        }
        Ok(())
    }

    /// Writes what is left; the lengths of the sections.
    pub fn finish(mut self) -> Result<[u64; SECTIONS]> {
        const ALL: [Section; SECTIONS] = [
            Section::Ids,
            Section::Starts,
            Section::Tokens,
            Section::Terms,
            Section::Texts,
            Section::Hashes,
            Section::Postings,
            Section::WordStarts,
            Section::Words,
        ];
        for section in ALL {
            let rest = std::mem::take(&mut self.open[section as usize]);
            if !rest.is_empty() {
                let no = self.lengths[section as usize] / BLOCK as u64;
                self.sink.put(section, no, &rest)?;
            }
        }
        Ok(self.lengths)
    }
}

/// A run in memory: what no database has yet.
#[derive(Debug, Default)]
pub(crate) struct InMemory {
    sections: [Vec<Arc<[u8]>>; SECTIONS],
}

impl BlockSink for InMemory {
    fn put(&mut self, section: Section, _no: u64, data: &[u8]) -> Result<()> {
        self.sections[section as usize].push(data.into());
        Ok(())
    }
}

impl BlockSource for InMemory {
    fn block(&self, section: Section, no: u64) -> Result<Arc<[u8]>> {
        let block = self.sections[section as usize].get(no as usize);
        block
            .cloned()
            .ok_or(IndexError::Damaged("a block is missing"))
    }
}
