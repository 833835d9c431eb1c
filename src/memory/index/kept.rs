//! Which blocks of a run stay in memory once they have been read.
//!
//! Runs never change, so a block that was read is right for every thread and for ever. Queries share
//! what they have read without locks: a block gets its place once and stays there as long as the run is
//! open. A merge, which reads runs from front to back, keeps only as much as it has room for.

use std::ops::Deref;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rustc_hash::FxHashSet;

use super::layout::{BLOCK, SECTIONS, Section};

/// A block that has been read.
#[derive(Debug)]
pub(super) enum Block<'a> {
    /// One that stays in memory as long as the run is open.
    Kept(&'a [u8]),
    /// One that may be forgotten meanwhile.
    Passing(Arc<[u8]>),
}

impl Deref for Block<'_> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match self {
            Block::Kept(bytes) => bytes,
            Block::Passing(bytes) => bytes,
        }
    }
}

/// The blocks of a run that have been read.
#[derive(Debug)]
pub(super) enum Kept {
    /// All of them, for any number of threads.
    All(AllBlocks),
    /// Those that were read last.
    Some(Mutex<SomeBlocks>),
}

/// The place of a block of a section.
type Slot = OnceLock<Arc<[u8]>>;

#[derive(Debug)]
pub(super) struct AllBlocks {
    sections: [Box<[Slot]>; SECTIONS],
    /// Blocks that were read once in passing.
    seen: Mutex<FxHashSet<(usize, u64)>>,
    bytes: AtomicUsize,
}

#[derive(Debug)]
pub(super) struct SomeBlocks {
    sections: [Vec<Option<Arc<[u8]>>>; SECTIONS],
    seen: FxHashSet<(usize, u64)>,
    bytes: usize,
    max_bytes: usize,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Kept {
    /// Keeps every block of a run whose sections have these lengths.
    pub(super) fn all(lengths: &[u64; SECTIONS]) -> Self {
        let slots = |length: u64| {
            let blocks = length.div_ceil(BLOCK as u64);
            (0..blocks).map(|_| Slot::new()).collect()
        };
        Kept::All(AllBlocks {
            sections: lengths.map(slots),
            seen: Mutex::default(),
            bytes: AtomicUsize::new(0),
        })
    }

    /// Keeps no more blocks than take up `max_bytes`, or one.
    pub(super) fn some(max_bytes: usize) -> Self {
        Kept::Some(Mutex::new(SomeBlocks {
            sections: Default::default(),
            seen: FxHashSet::default(),
            bytes: 0,
            max_bytes,
        }))
    }

    /// How many bytes of blocks are kept.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Kept::All(all) => all.bytes.load(Ordering::Relaxed),
            Kept::Some(some) => lock(some).bytes,
        }
    }

    /// Block number `no` of `section`, if it is kept.
    #[inline]
    pub(super) fn get(&self, section: Section, no: u64) -> Option<Block<'_>> {
        match self {
            Kept::All(all) => {
                let slot = all.sections[section as usize].get(no as usize)?;
                slot.get().map(|bytes| Block::Kept(bytes))
            }
            Kept::Some(some) => {
                let some = lock(some);
                let bytes = some.sections[section as usize].get(no as usize)?.clone();
                bytes.map(Block::Passing)
            }
        }
    }

    /// Keeps a block that has been read.
    pub(super) fn keep(&self, section: Section, no: u64, bytes: Arc<[u8]>) -> Block<'_> {
        match self {
            Kept::All(all) => {
                let Some(slot) = all.sections[section as usize].get(no as usize) else {
                    return Block::Passing(bytes);
                };
                let length = bytes.len();
                // Another thread may have been first with the same block.
                if slot.set(bytes.clone()).is_ok() {
                    all.bytes.fetch_add(length, Ordering::Relaxed);
                }
                slot.get()
                    .map_or(Block::Passing(bytes), |bytes| Block::Kept(bytes))
            }
            Kept::Some(some) => {
                lock(some).keep(section, no, Arc::clone(&bytes));
                Block::Passing(bytes)
            }
        }
    }

    /// Notes that a block was read in passing. Returns `true` if it was not the first time.
    pub(super) fn was_seen(&self, section: Section, no: u64) -> bool {
        let block = (section as usize, no);
        match self {
            Kept::All(all) => !lock(&all.seen).insert(block),
            Kept::Some(some) => !lock(some).seen.insert(block),
        }
    }
}

impl SomeBlocks {
    fn keep(&mut self, section: Section, no: u64, bytes: Arc<[u8]>) {
        if self.bytes + bytes.len() > self.max_bytes {
            self.sections.iter_mut().for_each(Vec::clear);
            self.seen.clear();
            self.bytes = 0;
        }
        let at = no as usize;
        let kept = &mut self.sections[section as usize];
        if kept.len() <= at {
            kept.resize(at + 1, None);
        }
        self.bytes += bytes.len();
        kept[at] = Some(bytes);
    }
}
