use super::Span;

/// Bytes between two remembered positions: small enough to count quickly, large enough that the
/// table costs 6 % of the text.
const STRIDE: usize = 64;

/// Converts byte offsets of one text into offsets in Unicode scalars, the unit of all offsets in JSON, and back. It is
/// built in one pass, and each answer counts at most 64 bytes.
#[derive(Debug, Clone)]
pub struct ScalarOffsets<'a> {
    text: &'a str,
    /// Scalars that begin before byte `i * STRIDE`.
    before: Vec<u32>,
}

impl<'a> ScalarOffsets<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0u32;
        for chunk in text.as_bytes().chunks(STRIDE) {
            before.push(count);
            count += scalars_in(chunk);
        }
        before.push(count);
        ScalarOffsets { text, before }
    }

    /// The number of scalars before byte `offset`. Offsets beyond the end count as the end.
    pub fn of_byte(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let block = offset / STRIDE;
        let tail = &self.text.as_bytes()[block * STRIDE..offset];
        self.before[block] as usize + scalars_in(tail) as usize
    }

    /// `span` as `[start, end]` in scalars.
    pub fn of_span(&self, span: Span) -> [usize; 2] {
        [self.of_byte(span.start), self.of_byte(span.end)]
    }

    /// The byte at which scalar number `scalar` begins, or the length of the text beyond the last one.
    pub fn to_byte(&self, scalar: usize) -> usize {
        let block = self
            .before
            .partition_point(|&count| count as usize <= scalar)
            - 1;
        let mut left = scalar - self.before[block] as usize;
        let bytes = self.text.as_bytes();
        let mut at = (block * STRIDE).min(bytes.len());
        while at < bytes.len() {
            if is_scalar_start(bytes[at]) {
                if left == 0 {
                    return at;
                }
                left -= 1;
            }
            at += 1;
        }
        bytes.len()
    }
}

fn is_scalar_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn scalars_in(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| is_scalar_start(byte)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting_chars(text in "\\PC{0,300}") {
            let offsets = ScalarOffsets::new(&text);
            for (scalar, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.of_byte(byte), scalar);
                prop_assert_eq!(offsets.to_byte(scalar), byte);
            }
            let scalars = text.chars().count();
            prop_assert_eq!(offsets.of_byte(text.len()), scalars);
            prop_assert_eq!(offsets.to_byte(scalars), text.len());
            prop_assert_eq!(offsets.to_byte(scalars + 5), text.len());
        }
    }
}
