//! Shifts of TER: runs of words of the hypothesis that are moved to where the reference has them.

use super::edit_band::{EditBand, Step};

/// Maximum number of shifts that are tried.
pub(super) const MAX_SHIFTS: usize = 1000;

/// Maximum length of a run that is shifted, in words.
const MAX_RUN: usize = 10;

/// Maximum distance of a shift, in words.
const MAX_DISTANCE: usize = 50;

/// A run of words and the place that it moves to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shift {
    start: usize,
    length: usize,
    /// The word before which it goes, counted as they stand before the shift.
    target: usize,
}

impl Shift {
    /// `words` after the shift.
    pub(super) fn of(self, words: &[u32]) -> Vec<u32> {
        let mut shifted = words.to_vec();
        self.apply(words, &mut shifted);
        shifted
    }

    /// Makes of `shifted`, as long as `words`, the words after the shift; returns from where to where
    /// they may differ.
    fn apply(self, words: &[u32], shifted: &mut [u32]) -> (usize, usize) {
        let Shift {
            start,
            length,
            target,
        } = self;
        shifted.copy_from_slice(words);
        let (from, to) = if target < start {
            shifted[target..start + length].rotate_right(length);
            (target, start + length)
        } else {
            // Within the run itself, the place is counted without the run, as tercom does it.
            let to = if target > start + length {
                target
            } else {
                length + target
            };
            let to = to.min(words.len());
            shifted[start..to].rotate_left(length);
            (start, to)
        };
        (from, to)
    }
}

/// Where the words of the reference are in the hypothesis, and which words are wrong.
struct Alignment {
    /// For each word of the reference the number of the word of the hypothesis that it belongs to, or
    /// of the one before its place, plus one; 0 is before the first.
    places: Vec<usize>,
    /// For each word of the reference how many of those before it are not in the hypothesis.
    reference_errors: Vec<u32>,
    /// The same for the hypothesis.
    hypothesis_errors: Vec<u32>,
}

impl Alignment {
    fn new(steps: &[Step]) -> Self {
        let mut places = Vec::new();
        let (mut reference_errors, mut hypothesis_errors) = (vec![0], vec![0]);
        let (mut in_reference, mut in_hypothesis) = (0, 0);
        let mut hypothesis_place = 0;
        for step in steps {
            let error = u32::from(*step != Step::Keep);
            if *step != Step::Insert {
                hypothesis_place += 1;
                in_hypothesis += error;
                hypothesis_errors.push(in_hypothesis);
            }
            if *step != Step::Delete {
                places.push(hypothesis_place);
                in_reference += error;
                reference_errors.push(in_reference);
            }
        }
        Alignment {
            places,
            reference_errors,
            hypothesis_errors,
        }
    }
}

/// The shift that brings `words`, which `band` was filled with, nearest to the reference, if one
/// does. Of those that are as good, the longest run, then the first, then the one that goes to the
/// first place. `tried` counts those that were looked at.
pub(super) fn best_shift(
    words: &[u32],
    band: &mut EditBand<'_>,
    tried: &mut usize,
) -> Option<Shift> {
    let reference = band.reference();
    let before = band.distance();
    let alignment = Alignment::new(&band.steps(words));
    let mut best: Option<(u32, Shift)> = None;
    let mut shifted = words.to_vec();
    for start in 0..words.len() {
        let near =
            start.saturating_sub(MAX_DISTANCE)..reference.len().min(start + MAX_DISTANCE + 1);
        for place in near {
            let same = words[start..].iter().zip(&reference[place..]);
            let longest = same.take(MAX_RUN).take_while(|(a, b)| a == b).count();
            for length in 1..=longest {
                // Only words that are wrong go to where the reference has others.
                let wrong = |errors: &[u32], at: usize| errors[at] < errors[at + length];
                if !wrong(&alignment.hypothesis_errors, start)
                    || !wrong(&alignment.reference_errors, place)
                    || (start + 1..=start + length).contains(&alignment.places[place])
                {
                    continue;
                }
                let mut last = None;
                for offset in 0..=length {
                    let target = match place + offset {
                        0 => 0,
                        next => alignment.places[next - 1],
                    };
                    if last == Some(target) {
                        continue;
                    }
                    last = Some(target);
                    *tried += 1;
                    let shift = Shift {
                        start,
                        length,
                        target,
                    };
                    // What is no better than the best one so far need not be known.
                    let most = match best {
                        None => before.checked_sub(1),
                        Some((distance, best)) if better(shift, best) => Some(distance),
                        Some((distance, _)) => distance.checked_sub(1),
                    };
                    let Some(most) = most else {
                        continue;
                    };
                    let (from, to) = shift.apply(words, &mut shifted);
                    if let Some(distance) = band.distance_within(&shifted, from, to, most) {
                        best = Some((distance, shift));
                    }
                }
                if *tried >= MAX_SHIFTS {
                    return best.map(|(_, shift)| shift);
                }
            }
        }
    }
    best.map(|(_, shift)| shift)
}

/// Whether `a` is taken before `b` if both save as much.
fn better(a: Shift, b: Shift) -> bool {
    let rank = |shift: Shift| (std::cmp::Reverse(shift.length), shift.start, shift.target);
    rank(a) < rank(b)
}
