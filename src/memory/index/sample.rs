//! Some of the units that have a word, without reading of all that have it.

use super::layout::Result;
use super::run::TermRecord;
use super::search::View;

/// Entries of posting lists that are read for each unit wanted.
const READ: usize = 16;

/// How many units of `view` have `word` (a search form), or one that begins with it if `prefix` is
/// set; a unit with two of its terms counts twice. At most `most` of them, at even steps, are added
/// to `ids`.
///
/// They are taken from a window of ordinals that begins at an eighth of the run, past the headlines
/// and fragments, and is as wide as the frequency of the word makes necessary: of a frequent word
/// only a small part of the posting list is read.
pub(crate) fn sample(
    view: &View<'_>,
    word: &str,
    prefix: bool,
    most: usize,
    ids: &mut Vec<i64>,
) -> Result<usize> {
    let run = view.run;
    let mut terms: Vec<TermRecord> = Vec::new();
    for number in run.terms_with_word(word, prefix)? {
        terms.push(run.term(number)?);
    }
    let total: usize = terms.iter().map(|term| term.count as usize).sum();
    if most == 0 || total == 0 {
        return Ok(total);
    }
    let share = (most * READ) as f64 / total as f64;
    let window = match share < 0.5 {
        true => {
            let first = run.units() / 8;
            let width = (f64::from(run.units()) * share) as u32;
            (first, first.saturating_add(width.max(1)).min(run.units()))
        }
        false => (0, run.units()),
    };
    let mut ordinals = Vec::new();
    let mut bytes = Vec::new();
    for term in &terms {
        run.units_with(term, window, &mut bytes, |ordinal| ordinals.push(ordinal))?;
    }
    ordinals.sort_unstable();
    ordinals.dedup();
    for ordinal in evenly(&ordinals, most) {
        let id = run.id(ordinal)?;
        if !(view.is_void)(id) {
            ids.push(id);
        }
    }
    Ok(total)
}

/// At most `most` of `all`, at even steps.
fn evenly(all: &[u32], most: usize) -> impl Iterator<Item = u32> + '_ {
    let taken = all.len().min(most);
    (0..taken).map(move |at| all[at * all.len() / taken])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_even() {
        let all: Vec<u32> = (0..10).collect();
        assert_eq!(evenly(&all, 4).collect::<Vec<_>>(), [0, 2, 5, 7]);
        assert_eq!(evenly(&all, 20).count(), 10);
        assert_eq!(evenly(&[], 3).count(), 0);
    }
}
