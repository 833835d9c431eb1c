//! What of a word can be compared at a glance, to see that it is no variant of another.

/// Length and letters of a lower-cased word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// How many Unicode scalars it has.
    pub length: u32,
    /// A bit for each letter that it has, by the low bits of a hash.
    pub letters: u64,
}

impl Shape {
    /// The shape of `text` in lower case.
    pub(super) fn new(text: &str) -> Self {
        let mut shape = Shape::default();
        if text.is_ascii() {
            shape.length = text.len() as u32;
            for byte in text.bytes() {
                shape.letters |= bit_of(byte.to_ascii_lowercase().into());
            }
            return shape;
        }
        for c in text.chars().flat_map(char::to_lowercase) {
            shape.length += 1;
            shape.letters |= bit_of(c);
        }
        shape
    }

    /// False only if the Levenshtein distance of the two words is more than a third of the length
    /// of the longer one.
    ///
    /// An edit takes away at most one letter that the other word lacks, and adds at most one: so
    /// the distance is at least the number of letters that either has alone. Letters that share a
    /// bit make that number smaller, never greater.
    #[inline]
    pub(super) fn may_be_variant(self, other: Self) -> bool {
        let third = self.length.max(other.length) / 3;
        self.length.abs_diff(other.length) <= third
            && (self.letters & !other.letters).count_ones() <= third
            && (other.letters & !self.letters).count_ones() <= third
    }
}

/// The bit for a letter, by Fibonacci hashing: letters of one script lie close together.
fn bit_of(c: char) -> u64 {
    let hash = u64::from(u32::from(c)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    1 << (hash >> 58)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::similarity::within;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_variant_is_passed_over(a in "[a-eÉİ桥]{0,9}", b in "[a-eÉİ桥]{0,9}") {
            let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
            let (x, y) = (lower(&a), lower(&b));
            let third = x.len().max(y.len()) / 3;
            if within(&x, &y, third).is_some() {
                prop_assert!(Shape::new(&a).may_be_variant(Shape::new(&b)));
            }
        }
    }
}
