//! The alignment of two sentences that a reader would draw: few edits, with the meaningful words kept.

use super::units::{Unit, UnitKind};

/// Maximum number of cells of a table. Longer sequences are left to `sequence`.
const AFFORDABLE: usize = 1 << 16;

/// Number of units of a common beginning and end that are compared all the same, since a repeated word there may let an
/// edit slide.
const MARGIN: usize = 8;

/// The cost of beginning an edit. It is more than the worth of a kept letter or Han character and less than that of a
/// kept article, so that a single letter never splits an edit.
const OPEN: i32 = 13;

/// The worth of a kept word: a base, plus an amount for each of its letters.
const KEPT: i32 = 10;
const KEPT_LETTER: i32 = 2;

/// The worth of a kept punctuation mark.
const KEPT_MARK: i32 = 16;

/// The discount for a word that is kept in another case or normal form.
const RESPELT: i32 = 4;

/// One side of an alignment: the text and its units.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub units: &'a [Unit],
}

/// The pairs of positions that are kept, rising on both sides; `None` if the sequences are too long for a table.
///
/// Global alignment with affine gaps (Gotoh 1982): kept units are worth what they weigh, each run
/// of changed ones costs the same however long it is. Of equal alignments the one is taken that
/// keeps the earlier of repeated words, so that an edit slides towards the end.
pub(super) fn common(old: Words<'_>, new: Words<'_>) -> Option<Vec<(usize, usize)>> {
    let same = |(a, b): (&Unit, &Unit)| a.number == b.number;
    let before = old.units.iter().zip(new.units).take_while(|&p| same(p));
    let before = before.count().saturating_sub(MARGIN);
    let (olds, news) = (&old.units[before..], &new.units[before..]);
    let after = olds.iter().rev().zip(news.iter().rev());
    let after = after
        .take_while(|&p| same(p))
        .count()
        .saturating_sub(MARGIN);
    let (olds, news) = (&olds[..olds.len() - after], &news[..news.len() - after]);
    if (olds.len() + 1).saturating_mul(news.len() + 1) > AFFORDABLE {
        return None;
    }
    let mut pairs: Vec<(usize, usize)> = (0..before).map(|at| (at, at)).collect();
    let (old, new) = (Words { units: olds, ..old }, Words { units: news, ..new });
    pairs.extend(Table::fill(old, new).kept(before));
    let (i, j) = (before + olds.len(), before + news.len());
    pairs.extend((0..after).map(|at| (i + at, j + at)));
    Some(pairs)
}

/// How the best alignment of two beginnings arises, in bits.
mod from {
    /// The last units are kept: the one before them is kept as well, not the end of an edit.
    pub(super) const KEPT_AFTER_KEPT: u8 = 1;
    /// The alignment ends in an edit whose last unit is an old one, not a new one.
    pub(super) const OLD: u8 = 2;
    /// That edit begins with this unit.
    pub(super) const OPENS: u8 = 4;
}

/// For each pair of beginnings how the best alignment that keeps the last units, and the best one
/// that ends in an edit, come about.
struct Table {
    rows: usize,
    columns: usize,
    from: Vec<u8>,
    ends_kept: bool,
}

const NEVER: i32 = i32::MIN / 2;

impl Table {
    fn fill(old: Words<'_>, new: Words<'_>) -> Self {
        let (rows, columns) = (old.units.len() + 1, new.units.len() + 1);
        let mut from = vec![0u8; rows * columns];
        // The scores of the row before and of this one: (ends kept, ends in an edit).
        let mut above = vec![(NEVER, NEVER); columns];
        let mut row = above.clone();
        for i in 0..rows {
            for j in 0..columns {
                let mut bits = 0;
                let mut kept = if i + j == 0 { 0 } else { NEVER };
                if i > 0 && j > 0 && old.units[i - 1].number == new.units[j - 1].number {
                    let (after_kept, after_edit) = above[j - 1];
                    if after_kept > after_edit {
                        bits |= from::KEPT_AFTER_KEPT;
                    }
                    kept = after_kept.max(after_edit) + worth(old, i - 1, new, j - 1);
                }
                let mut edit = NEVER;
                let mut step = |score: i32, how: u8| {
                    if score > edit {
                        edit = score;
                        bits = bits & from::KEPT_AFTER_KEPT | how;
                    }
                };
                if i > 0 {
                    step(above[j].1, from::OLD);
                    step(above[j].0 - OPEN, from::OLD | from::OPENS);
                }
                if j > 0 {
                    step(row[j - 1].1, 0);
                    step(row[j - 1].0 - OPEN, from::OPENS);
                }
                row[j] = (kept, edit);
                from[i * columns + j] = bits;
            }
            std::mem::swap(&mut above, &mut row);
        }
        let (kept, edit) = above[columns - 1];
        Table {
            rows,
            columns,
            from,
            ends_kept: kept > edit,
        }
    }

    /// The kept pairs of the best alignment, their positions counted from `first` on.
    fn kept(&self, first: usize) -> Vec<(usize, usize)> {
        let (mut i, mut j) = (self.rows - 1, self.columns - 1);
        let mut kept = self.ends_kept;
        let mut pairs = Vec::new();
        while i > 0 || j > 0 {
            let bits = self.from[i * self.columns + j];
            if kept {
                (i, j) = (i - 1, j - 1);
                pairs.push((first + i, first + j));
                kept = bits & from::KEPT_AFTER_KEPT != 0;
            } else {
                match bits & from::OLD != 0 {
                    true => i -= 1,
                    false => j -= 1,
                }
                kept = bits & from::OPENS != 0;
            }
        }
        pairs.reverse();
        pairs
    }
}

fn worth(old: Words<'_>, i: usize, new: Words<'_>, j: usize) -> i32 {
    let (a, b) = (&old.units[i], &new.units[j]);
    let worth = match a.kind {
        UnitKind::Mark => KEPT_MARK,
        UnitKind::Word | UnitKind::Grapheme => KEPT + KEPT_LETTER * a.length as i32,
    };
    match a.span.of(old.text) == b.span.of(new.text) {
        true => worth,
        false => worth - RESPELT,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::units::{Numbers, units};
    use super::*;
    use crate::text::Span;

    fn kept(old: &str, new: &str) -> Vec<String> {
        let mut numbers = Numbers::default();
        let olds = units(old, &[Span::new(0, old.len())], &mut numbers);
        let news = units(new, &[Span::new(0, new.len())], &mut numbers);
        let side = |text, units| Words { text, units };
        let pairs = common(side(old, &olds), side(new, &news)).unwrap();
        for pair in pairs.windows(2) {
            assert!(pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1);
        }
        let word = |&(i, j): &(usize, usize)| {
            assert_eq!(olds[i].number, news[j].number);
            format!("{}@{j}", olds[i].span.of(old))
        };
        pairs.iter().map(word).collect()
    }

    #[test]
    fn the_earlier_of_repeated_words_is_kept() {
        assert_eq!(
            kept("a boat left", "a boat and a boat left"),
            ["a@0", "boat@1", "left@5"]
        );
        assert_eq!(kept("red", "red, red"), ["red@0"]);
    }

    #[test]
    fn a_single_letter_does_not_break_an_edit() {
        assert_eq!(
            kept("one big a red house", "two small a blue house"),
            ["house@4"]
        );
        assert_eq!(
            kept("one big the red house", "two small the blue house"),
            ["the@2", "house@4"]
        );
        assert_eq!(kept("晨间的新闻", "晚上的旧闻"), ["闻@4"]);
    }

    #[test]
    fn a_word_in_the_same_case_is_kept_before_another() {
        assert_eq!(
            kept("the river", "The bank of the river"),
            ["the@3", "river@4"]
        );
    }

    #[test]
    fn long_sequences_are_refused() {
        let mut numbers = Numbers::default();
        let (old, new) = ("a b ".repeat(300), "c d ".repeat(300));
        let olds = units(&old, &[Span::new(0, old.len())], &mut numbers);
        let news = units(&new, &[Span::new(0, new.len())], &mut numbers);
        let (old, new) = (
            Words {
                text: &old,
                units: &olds,
            },
            Words {
                text: &new,
                units: &news,
            },
        );
        assert_eq!(common(old, new), None);
        // What is equal before and after the change takes no table.
        assert_eq!(common(old, old).map(|pairs| pairs.len()), Some(600));
    }

    proptest! {
        #[test]
        fn pairs_are_equal_and_rise(old in "([a-c] ?|the ){0,20}", new in "([a-c] ?|the ){0,20}") {
            kept(&old, &new);
        }
    }
}
