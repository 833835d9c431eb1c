//! What a unit must share with a query to reach a threshold: the bounds that make look-up complete.
//!
//! # The score
//! Tokens weigh 2 (words, numbers) or 1 (punctuation). The cost of an alignment is the sum of: a
//! token deleted or inserted, its weight; two different words exchanged, 2, or 1 if they are
//! variants; two punctuation marks, 1; a word and a mark, 3. With W the greater of the two total
//! weights the score is ⌊100·(W − cost)/W⌋, so it reaches t exactly if
//! cost ≤ C(W) = ⌊W·(100 − t)/100⌋.
//!
//! # The multiset bound
//! Take any alignment of a query and a unit, and let the tokens that are not paired with an equal
//! one be a words and p marks in the query, b words and q marks in the unit. As a word for a mark
//! costs what deleting the one and inserting the other does (3 = 2 + 1), the words can be looked at
//! without the marks. Of the a and b words at most min(a, b) pairs are exchanged, each for at
//! least 1, and each of the others costs 2: at least 2·max(a, b) − min(a, b) in all, as
//! a + b − 2·min = max − min. Likewise the marks cost at least max(p, q). So
//!
//! > cost ≥ 2·max(a, b) − min(a, b) + max(p, q)   (1)
//!
//! The pairs of equal tokens are at most the intersection of the two multisets of tokens. A pair
//! less adds one to both a and b (or p and q), which makes (1) no smaller; so (1) holds of the
//! numbers of tokens outside of the intersection as well, whatever the alignment.
//!
//! If only c of the b words have a variant in the query, only min(a, b, c) of the exchanges can cost
//! 1, and the others cost 2:
//!
//! > cost ≥ 2·max(a, b) − min(a, b, c) + max(p, q)   (1′)
//!
//! Here, too, a pair less in the intersection makes the right side no smaller: a, b and c grow by
//! one each, as an equal word counts as a variant.
//!
//! # How many tokens of the query may be missing
//! Let D be the unit's weight less the query's: 2b + q = 2a + p + D. For given a, p and D the right
//! side of (1) is least
//! - if D ≥ 0, for 2(b − a) + (q − p) = D with both summands ≥ 0: taking x words and y marks more,
//!   2x + y = D, the sum is a + 2x + p + y = a + p + D; any other way is greater, as a word fewer
//!   (which costs 1 more: 2a − (a − 1) = a + 1) needs two marks more;
//! - if D < 0, when as many marks as there are and then words are missing in the unit:
//!   a + p + ⌈(|D| − p)/2⌉⁺ ≥ a + p/2 + |D|/2.
//!
//! So with m = a + p missing tokens of the query, and P marks in it, a unit that reaches t has
//!
//! > m ≤ C(W) − D for D ≥ 0;   m ≤ C(W) and 2m − P ≤ 2a + p ≤ 2·C(W) − |D| for D < 0   (2)
//!
//! This is the T-occurrence problem (Sarawagi & Kirpal 2004; Li, Lu & Lu 2008): a unit must have at
//! least T = N − m of the query's N tokens, and so at least one of any m + 1 of them. The rarest
//! are taken, as in prefix filtering (Xiao, Wang, Lin & Yu 2008).

/// A query in numbers: how many words and marks it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Totals {
    pub words: u32,
    pub marks: u32,
}

impl Totals {
    /// The total weight.
    pub(super) fn weight(self) -> u32 {
        2 * self.words + self.marks
    }

    /// How many tokens there are.
    pub(super) fn tokens(self) -> u32 {
        self.words + self.marks
    }
}

/// The greatest cost that reaches `threshold`, 1 to 100, with `weight` as the greater weight.
pub(super) fn affordable(weight: u32, threshold: u8) -> u32 {
    let share = 100 - u64::from(threshold.min(100));
    (u64::from(weight) * share / 100) as u32
}

/// How many tokens of the query a unit of this weight may lack, by (2). `None` if no unit of this
/// weight reaches `threshold`.
pub(super) fn missing(query: Totals, weight: u32, threshold: u8) -> Option<u32> {
    let own = query.weight();
    let cost = affordable(own.max(weight), threshold);
    if weight >= own {
        return cost.checked_sub(weight - own);
    }
    let less = own - weight;
    if less > cost {
        return None;
    }
    Some(cost.min((2 * cost - less + query.marks) / 2))
}

/// The least cost, by (1′), of a query and a unit with these totals that share `shared` words and
/// marks, and of whose other words `variants` have a variant in the query.
pub(super) fn least_cost(query: Totals, unit: Totals, shared: Totals, variants: u32) -> u32 {
    let (a, b) = (query.words - shared.words, unit.words - shared.words);
    let (p, q) = (query.marks - shared.marks, unit.marks - shared.marks);
    2 * a.max(b) - a.min(b).min(variants) + p.max(q)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_threshold_affords() {
        assert_eq!(affordable(10, 70), 3);
        assert_eq!(affordable(11, 70), 3);
        assert_eq!(affordable(10, 100), 0);
    }

    proptest! {
        /// (2) follows from (1): whatever is affordable by the one is by the other.
        #[test]
        fn as_many_may_be_missing_as_the_multiset_bound_lets(
            words in 0u32..12, marks in 0u32..6, unit_words in 0u32..12, unit_marks in 0u32..6,
            shared_words in 0u32..12, shared_marks in 0u32..6, threshold in 1u8..=100,
        ) {
            let query = Totals { words, marks };
            let unit = Totals { words: unit_words, marks: unit_marks };
            let shared = Totals {
                words: shared_words.min(words).min(unit_words),
                marks: shared_marks.min(marks).min(unit_marks),
            };
            let weight = unit.weight();
            let cost = affordable(query.weight().max(weight), threshold);
            if least_cost(query, unit, shared, u32::MAX) <= cost {
                let lacks = query.tokens() - shared.tokens();
                prop_assert!(missing(query, weight, threshold).is_some_and(|most| lacks <= most));
            }
        }
    }
}
