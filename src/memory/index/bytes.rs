//! Numbers as bytes: fixed ones little-endian, variable ones seven bits a byte, low bits first
//! (LEB128).

/// Appends `value` in one to ten bytes.
pub(super) fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Takes a variable number from the front of `bytes`. `None` if they end within it or it is no
/// number of 64 bits.
#[inline]
pub(super) fn take_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

/// Takes a variable number of at most 32 bits from the front of `bytes`. `None` if there is none.
/// Most are short, which this counts on.
#[inline]
pub(super) fn take_small(bytes: &mut &[u8]) -> Option<u32> {
    match **bytes {
        [a, ..] if a < 0x80 => {
            *bytes = &bytes[1..];
            Some(u32::from(a))
        }
        [a, b, ..] if b < 0x80 => {
            *bytes = &bytes[2..];
            Some(u32::from(a & 0x7f) | (u32::from(b) << 7))
        }
        [a, b, c, ..] if c < 0x80 => {
            *bytes = &bytes[3..];
            Some(u32::from(a & 0x7f) | (u32::from(b & 0x7f) << 7) | (u32::from(c) << 14))
        }
        _ => u32::try_from(take_varint(bytes)?).ok(),
    }
}

/// The little-endian number in the first `size` (at most 8) of `bytes`.
#[inline]
pub(super) fn fixed(bytes: &[u8], size: usize) -> Option<u64> {
    let mut whole = [0; 8];
    whole.get_mut(..size)?.copy_from_slice(bytes.get(..size)?);
    Some(u64::from_le_bytes(whole))
}

/// A hash of `text` that is the same on every machine (FNV-1a of 64 bits, with the last mixing of
/// MurmurHash3, since only the low bits are used).
pub(super) fn hash(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for &byte in text.as_bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn varints_come_back(values in prop::collection::vec((any::<u64>(), 0u32..64).prop_map(|(v, by)| v >> by), 0..20)) {
            let mut bytes = Vec::new();
            for &value in &values {
                put_varint(&mut bytes, value);
            }
            let mut rest = &bytes[..];
            for &value in &values {
                let mut again = rest;
                prop_assert_eq!(take_varint(&mut rest), Some(value));
                prop_assert_eq!(take_small(&mut again), u32::try_from(value).ok());
                prop_assert_eq!(again, rest);
            }
            prop_assert_eq!(take_varint(&mut rest), None);
        }

        #[test]
        fn any_bytes_are_numbers_or_none(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
            let mut rest = &bytes[..];
            while take_varint(&mut rest).is_some() {}
            let mut rest = &bytes[..];
            while take_small(&mut rest).is_some() {}
            let _ = fixed(&bytes, 5);
        }
    }
}
