//! How a run lies in blocks: its sections, its summary, and writing it.

use std::error::Error;
use std::sync::Arc;

use super::bytes::{put_varint, take_varint};

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

/// A section that claims to be longer is damaged: 64 GiB, more than the text of a billion units.
const MAX_SECTION_BYTES: u64 = 1 << 36;

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
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
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

    /// Reads what [`Summary::to_bytes`] wrote. `None` if it is of another version, or damaged.
    pub(crate) fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        if take_varint(bytes)? != VERSION {
            return None;
        }
        let small = |bytes: &mut &[u8]| u32::try_from(take_varint(bytes)?).ok();
        let (units, terms, words) = (small(bytes)?, small(bytes)?, small(bytes)?);
        let mut lengths = [0; SECTIONS];
        for length in &mut lengths {
            *length = take_varint(bytes).filter(|&length| length <= MAX_SECTION_BYTES)?;
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

/// Writes the sections of a run, which may grow side by side, as blocks.
pub(super) struct SectionWriter<'a> {
    sink: &'a mut dyn BlockSink,
    open: [Vec<u8>; SECTIONS],
    lengths: [u64; SECTIONS],
}

impl<'a> SectionWriter<'a> {
    pub(super) fn new(sink: &'a mut dyn BlockSink) -> Self {
        SectionWriter {
            sink,
            open: Default::default(),
            lengths: [0; SECTIONS],
        }
    }

    /// How long `section` is by now.
    pub(super) fn length(&self, section: Section) -> u64 {
        self.lengths[section as usize]
    }

    /// Appends `bytes` to `section`.
    pub(super) fn push(&mut self, section: Section, mut bytes: &[u8]) -> Result<()> {
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
    pub(super) fn finish(mut self) -> Result<[u64; SECTIONS]> {
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
