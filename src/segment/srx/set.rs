//! Sets of characters.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

/// A set of characters.
pub(super) type Set = ClassUnicode;

/// The set of `c` alone.
pub(super) fn single(c: char) -> Set {
    Set::new([ClassUnicodeRange::new(c, c)])
}

/// The set of all characters of these ranges, ends included.
pub(super) fn ranges(ranges: &[(char, char)]) -> Set {
    Set::new(
        ranges
            .iter()
            .map(|&(from, to)| ClassUnicodeRange::new(from, to)),
    )
}

/// All characters but those of `set`.
pub(super) fn negated(set: &Set) -> Set {
    let mut set = set.clone();
    set.negate();
    set
}

/// Whether all of `inner` is in `outer`.
pub(super) fn is_subset(inner: &Set, outer: &Set) -> bool {
    let mut rest = inner.clone();
    rest.difference(outer);
    rest.ranges().is_empty()
}

/// Whether nothing is in both.
pub(super) fn are_disjoint(a: &Set, b: &Set) -> bool {
    let mut common = a.clone();
    common.intersect(b);
    common.ranges().is_empty()
}
