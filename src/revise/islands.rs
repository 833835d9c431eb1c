//! Islands: kept words between two changes that are too short to read.

use super::units::{Unit, UnitKind};

/// How many times longer than an island the changes on both its sides must be for it to be absorbed.
const LONGER: u32 = 4;

/// The pairs of `common` without the islands: runs of kept units between two edits that are both
/// far longer. Nobody reads "~~carry~~ study ~~out~~ the ~~simulations~~ behaviour" for the sake of
/// the one "the".
///
/// Lengths are in letters, the same in every script; an edit is as long as the longer of its sides.
/// Linear in the number of units.
pub(super) fn without_islands(
    common: Vec<(usize, usize)>,
    old: &[Unit],
    new: &[Unit],
) -> Vec<(usize, usize)> {
    let (old_sums, new_sums) = (sums(old), sums(new));
    let length = |edit: &Edit| {
        let old = old_sums[edit.old.1] - old_sums[edit.old.0];
        let new = new_sums[edit.new.1] - new_sums[edit.new.0];
        old.max(new)
    };
    // Edits that stand so far, each apart from the one before it by kept units.
    let mut edits: Vec<Edit> = Vec::new();
    for edit in edits_between(&common, old.len(), new.len()) {
        let mut edit = edit;
        while let Some(last) = edits.last() {
            let island = old_sums[edit.old.0] - old_sums[last.old.1];
            if island * LONGER > length(last).min(length(&edit)) {
                break;
            }
            edit = Edit {
                old: (last.old.0, edit.old.1),
                new: (last.new.0, edit.new.1),
            };
            edits.pop();
        }
        edits.push(edit);
    }
    let mut edits = edits.iter().peekable();
    common
        .into_iter()
        .filter(|&(i, _)| {
            while edits.next_if(|edit| edit.old.1 <= i).is_some() {}
            edits.peek().is_none_or(|edit| i < edit.old.0)
        })
        .collect()
}

/// A run of changed units on both sides, one of which may be empty.
struct Edit {
    old: (usize, usize),
    new: (usize, usize),
}

fn edits_between(common: &[(usize, usize)], old: usize, new: usize) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (mut i, mut j) = (0, 0);
    for &(next_i, next_j) in common.iter().chain([&(old, new)]) {
        if (i, j) != (next_i, next_j) {
            edits.push(Edit {
                old: (i, next_i),
                new: (j, next_j),
            });
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    edits
}

/// The length of all units before each, and at last of all.
fn sums(units: &[Unit]) -> Vec<u32> {
    let mut sum = 0;
    let lengths = units.iter().map(|unit| match unit.kind {
        UnitKind::Mark => 1,
        UnitKind::Word | UnitKind::Grapheme => unit.length,
    });
    let mut sums = vec![0];
    sums.extend(lengths.map(|length| {
        sum += length;
        sum
    }));
    sums
}

#[cfg(test)]
mod tests {
    use super::super::units::{Numbers, units};
    use super::*;
    use crate::text::Span;

    fn kept(old: &str, new: &str, common: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let mut numbers = Numbers::default();
        let olds = units(old, &[Span::new(0, old.len())], &mut numbers);
        let news = units(new, &[Span::new(0, new.len())], &mut numbers);
        without_islands(common.to_vec(), &olds, &news)
    }

    #[test]
    fn short_runs_between_long_edits_go_under() {
        let old = "We carried out simulations of the whole harbour yesterday";
        let new = "We studied the behaviour of many different vessels yesterday";
        let common = [(0, 0), (4, 4), (8, 8)];
        // "of" between edits of 20 letters and more.
        assert_eq!(kept(old, new, &common), [(0, 0), (8, 8)]);
        // "the" between edits of two letters.
        assert_eq!(kept("in the on", "to the at", &[(1, 1)]), [(1, 1)]);
    }

    #[test]
    fn what_grew_together_takes_more_along() {
        let old = "aaaaaaa aaaaaaa x bbbbbbb bbbbbbb of cccccc ccccccc";
        let new = "ddddddd ddddddd x eeeeeee eeeeeee of ffffff fffffff";
        assert_eq!(kept(old, new, &[(2, 2), (5, 5)]), []);
    }

    #[test]
    fn the_ends_of_a_sentence_are_no_islands() {
        assert_eq!(kept("A x", "A y", &[(0, 0)]), [(0, 0)]);
        assert_eq!(kept("x A", "y A", &[(1, 1)]), [(1, 1)]);
        assert_eq!(kept("", "", &[]), []);
    }
}
