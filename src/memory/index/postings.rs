//! Posting lists: the ordinals of the units that have a term, ascending.
//!
//! A short list is a chain of differences. A longer one is cut into chunks of 2^16 ordinals, as
//! Roaring bitmaps do (Chambi, Lemire, Kaser & Godin 2016): a chunk with few of them lists their low
//! halves, one with more is a bitmap. So a window of ordinals is reached without reading what is
//! before it, and no entry takes more than two bytes.

use super::bytes::{fixed, put_varint, take_varint};

/// Lists of at most this many are chains.
const CHAIN: usize = 24;

/// Bits of an ordinal within its chunk.
const CHUNK_BITS: u32 = 16;

/// Chunks with more than this many entries are bitmaps.
const ARRAY: usize = 4096;

/// Bytes of a bitmap.
const BITMAP: usize = 1 << (CHUNK_BITS - 3);

/// Bytes of a chunk's entry in the directory: its number and how many ordinals it has, less one.
const ENTRY: usize = 4;

/// Appends the list of `ordinals`, which ascend. How many they are is not part of it.
pub(super) fn encode(ordinals: &[u32], out: &mut Vec<u8>) {
    if ordinals.len() <= CHAIN {
        let mut last = 0;
        for &ordinal in ordinals {
            put_varint(out, u64::from(ordinal - last));
            last = ordinal;
        }
        return;
    }
    let chunks = || ordinals.chunk_by(|a, b| a >> CHUNK_BITS == b >> CHUNK_BITS);
    put_varint(out, chunks().count() as u64);
    for chunk in chunks() {
        out.extend(((chunk[0] >> CHUNK_BITS) as u16).to_le_bytes());
        out.extend(((chunk.len() - 1) as u16).to_le_bytes());
    }
    for chunk in chunks() {
        if chunk.len() <= ARRAY {
            out.extend(chunk.iter().flat_map(|&o| (o as u16).to_le_bytes()));
        } else {
            let start = out.len();
            out.resize(start + BITMAP, 0);
            for &ordinal in chunk {
                let low = ordinal as u16 as usize;
                out[start + low / 8] |= 1 << (low % 8);
            }
        }
    }
}

/// Where a list lies, read in pieces: `read` puts the bytes from one place in it to another into the
/// buffer.
pub(super) trait Bytes {
    /// Why a piece cannot be read.
    type Error;
    /// Puts the bytes from `start` to `end` of the list into `out`.
    fn read(&self, start: usize, end: usize, out: &mut Vec<u8>) -> Result<(), Self::Error>;
    /// How many bytes the list has.
    fn len(&self) -> usize;
    /// What to say of a list that is none.
    fn damaged(&self) -> Self::Error;
}

/// Calls `visit` with each ordinal within `from..to`, ascending, of a list of `count`. Of a list of
/// chunks only those are read that the window reaches.
pub(super) fn visit<B: Bytes>(
    list: &B,
    count: usize,
    (from, to): (u32, u32),
    bytes: &mut Vec<u8>,
    visit: impl FnMut(u32),
) -> Result<(), B::Error> {
    if count <= CHAIN {
        list.read(0, list.len(), bytes)?;
        return visit_chain(bytes, count, from, to, visit).ok_or_else(|| list.damaged());
    }
    list.read(0, list.len().min(10), bytes)?;
    let mut rest = &bytes[..];
    let chunks = take_varint(&mut rest).filter(|&chunks| chunks <= 1 << CHUNK_BITS);
    let chunks = chunks.ok_or_else(|| list.damaged())? as usize;
    let directory = bytes.len() - rest.len();
    let mut at = directory + chunks * ENTRY;
    list.read(directory, at, bytes)?;
    let mut wanted: Vec<(u32, usize)> = Vec::new();
    let mut start = at;
    for entry in bytes.chunks_exact(ENTRY) {
        let base = u32::from(u16::from_le_bytes([entry[0], entry[1]])) << CHUNK_BITS;
        let length = usize::from(u16::from_le_bytes([entry[2], entry[3]])) + 1;
        if base >= to {
            break;
        }
        if base | LOW < from {
            start += size_of(length);
            at = start;
        } else {
            wanted.push((base, length));
            at += size_of(length);
        }
    }
    list.read(start, at, bytes)?;
    visit_chunks(bytes, &wanted, from, to, visit).ok_or_else(|| list.damaged())
}

/// The low half of an ordinal.
const LOW: u32 = (1 << CHUNK_BITS) - 1;

/// Bytes of a chunk with this number of entries.
fn size_of(length: usize) -> usize {
    if length <= ARRAY { 2 * length } else { BITMAP }
}

fn visit_chain(
    mut bytes: &[u8],
    count: usize,
    from: u32,
    to: u32,
    mut visit: impl FnMut(u32),
) -> Option<()> {
    let mut ordinal = 0u32;
    for _ in 0..count {
        let step = u32::try_from(take_varint(&mut bytes)?).ok()?;
        ordinal = ordinal.checked_add(step)?;
        if (from..to).contains(&ordinal) {
            visit(ordinal);
        }
    }
    Some(())
}

fn visit_chunks(
    mut data: &[u8],
    chunks: &[(u32, usize)],
    from: u32,
    to: u32,
    mut visit: impl FnMut(u32),
) -> Option<()> {
    for &(base, length) in chunks {
        let (chunk, rest) = data.split_at_checked(size_of(length))?;
        data = rest;
        let last = base | LOW;
        let inside = base >= from && last < to;
        if length <= ARRAY {
            let ordinals = chunk
                .chunks_exact(2)
                .map(|low| base | u32::from(u16::from_le_bytes([low[0], low[1]])));
            if inside {
                ordinals.for_each(&mut visit);
            } else {
                ordinals
                    .skip_while(|&ordinal| ordinal < from)
                    .take_while(|&ordinal| ordinal < to)
                    .for_each(&mut visit);
            }
            continue;
        }
        // Only the words of the bitmap that the window reaches.
        let first = (from.max(base) - base) as usize / 64;
        let end = ((to - 1).min(last) - base) as usize / 64 + 1;
        for (at, word) in chunk.chunks_exact(8).enumerate().take(end).skip(first) {
            let mut word = fixed(word, 8)?;
            while word != 0 {
                let ordinal = base | (at as u32 * 64 + word.trailing_zeros());
                word &= word - 1;
                if inside || (from..to).contains(&ordinal) {
                    visit(ordinal);
                }
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    impl Bytes for &[u8] {
        type Error = ();
        fn read(&self, start: usize, end: usize, out: &mut Vec<u8>) -> Result<(), ()> {
            out.clear();
            out.extend_from_slice(self.get(start..end).ok_or(())?);
            Ok(())
        }
        fn len(&self) -> usize {
            <[u8]>::len(self)
        }
        fn damaged(&self) {}
    }

    fn decoded(bytes: &[u8], count: usize, from: u32, to: u32) -> Vec<u32> {
        let mut found = Vec::new();
        let note = |ordinal| found.push(ordinal);
        visit(&bytes, count, (from, to), &mut Vec::new(), note).unwrap();
        found
    }

    #[test]
    fn every_kind_of_chunk_comes_back() {
        let dense = 65_530..90_000;
        let sparse = (90_000..2_000_000).step_by(977);
        for list in [
            dense.clone().collect::<Vec<u32>>(),
            dense.chain(sparse).collect(),
        ] {
            let mut bytes = Vec::new();
            encode(&list, &mut bytes);
            for (from, to) in [(0, u32::MAX), (65_535, 65_540), (70_001, 1_000_000), (5, 6)] {
                let expected: Vec<u32> = list
                    .iter()
                    .copied()
                    .filter(|o| (from..to).contains(o))
                    .collect();
                assert_eq!(decoded(&bytes, list.len(), from, to), expected);
            }
        }
    }

    proptest! {
        #[test]
        fn lists_come_back(
            list in prop::collection::btree_set(0u32..300_000, 0..200), from in 0u32..300_000, width in 1u32..300_000,
        ) {
            let list: Vec<u32> = list.into_iter().collect();
            let mut bytes = Vec::new();
            encode(&list, &mut bytes);
            let to = from + width;
            let expected: Vec<u32> = list.iter().copied().filter(|o| (from..to).contains(o)).collect();
            prop_assert_eq!(decoded(&bytes, list.len(), from, to), expected);
        }

        #[test]
        fn any_bytes_are_a_list_or_none(bytes in prop::collection::vec(any::<u8>(), 0..200), count in 0usize..60) {
            let _ = visit(&&bytes[..], count, (7, 70_000), &mut Vec::new(), |_| {});
        }
    }
}
