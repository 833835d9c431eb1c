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

/// Calls `visit` with each ordinal within `from..to`, ascending, of a list of `count`. None if the
/// bytes are no such list.
pub(super) fn visit(
    mut bytes: &[u8],
    count: usize,
    from: u32,
    to: u32,
    mut visit: impl FnMut(u32),
) -> Option<()> {
    if count <= CHAIN {
        let mut ordinal = 0u32;
        for _ in 0..count {
            let step = u32::try_from(take_varint(&mut bytes)?).ok()?;
            ordinal = ordinal.checked_add(step)?;
            if (from..to).contains(&ordinal) {
                visit(ordinal);
            }
        }
        return Some(());
    }
    let chunks = usize::try_from(take_varint(&mut bytes)?).ok()?;
    let (directory, mut data) = bytes.split_at_checked(chunks.checked_mul(ENTRY)?)?;
    for entry in directory.chunks_exact(ENTRY) {
        let base = (fixed(entry, 2)? as u32) << CHUNK_BITS;
        let length = fixed(&entry[2..], 2)? as usize + 1;
        let size = if length <= ARRAY { 2 * length } else { BITMAP };
        let (chunk, rest) = data.split_at_checked(size)?;
        data = rest;
        let last = base | ((1 << CHUNK_BITS) - 1);
        if last < from {
            continue;
        }
        if base >= to {
            break;
        }
        let inside = base >= from && last < to;
        if length <= ARRAY {
            let ordinals = chunk
                .chunks_exact(2)
                .map(|low| base | u32::from(u16::from_le_bytes([low[0], low[1]])));
            if inside {
                ordinals.for_each(&mut visit);
            } else {
                ordinals
                    .filter(|ordinal| (from..to).contains(ordinal))
                    .for_each(&mut visit);
            }
        } else {
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
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decoded(bytes: &[u8], count: usize, from: u32, to: u32) -> Vec<u32> {
        let mut found = Vec::new();
        visit(bytes, count, from, to, |ordinal| found.push(ordinal)).unwrap();
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
            let _ = visit(&bytes, count, 7, 70_000, |_| {});
        }
    }
}
