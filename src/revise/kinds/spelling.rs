//! Whether two words are spellings of the same word.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use crate::languages::Profile;

use super::form::same_but_for_accents;

/// Minimum length, in letters, of words in which a slip of one letter is recognized; long ones may have two.
const MIN_LETTERS: usize = 5;
const LONG: usize = 9;

/// Letters that stand for each other in two ways of writing a language: `organise`/`organize`,
/// `centre`/`center`, `colour`/`color`, `encyclopaedia`/`encyclopedia`.
static VARIANTS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let pairs = Profile::all().flat_map(|profile| profile.spelling_variants.iter());
    pairs.filter_map(|pair| pair.split_once('/')).collect()
});

/// Whether the words `old` and `new` are spellings of the same word. In doubt they are not, since another word changes
/// the meaning: one letter replaced by another shows nothing ("house", "horse"), nor does another ending ("provide",
/// "provides").
pub(super) fn are_spellings(old: &str, new: &str) -> bool {
    if same_but_for_accents(old, new) {
        return true;
    }
    let (old, new) = (letters(old), letters(new));
    if old.is_empty() || new.is_empty() || old.iter().chain(&new).any(|c| c.is_numeric()) {
        return false;
    }
    if old == new {
        // Written together or with a hyphen.
        return true;
    }
    are_variants(&old, &new) || is_slip(&old, &new)
}

fn letters(word: &str) -> Vec<char> {
    word.to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn are_variants(old: &[char], new: &[char]) -> bool {
    let (old, new): (String, String) = (old.iter().collect(), new.iter().collect());
    VARIANTS.iter().any(|&(one, other)| {
        let found = [(&old, &new), (&new, &old)].iter().try_for_each(|(a, b)| {
            let same = a.match_indices(one).any(|(at, _)| {
                let with_other = format!("{}{other}{}", &a[..at], &a[at + one.len()..]);
                at > 0 && with_other == **b
            });
            if same {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        found.is_break()
    })
}

/// Whether a letter is missing, doubled or in the wrong place inside the word; in a long one, two.
fn is_slip(old: &[char], new: &[char]) -> bool {
    let shorter = old.len().min(new.len());
    if shorter < MIN_LETTERS || old[0] != new[0] {
        return false;
    }
    let before = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let after = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let after = after.min(shorter - before);
    let (a, b) = (
        &old[before..old.len() - after],
        &new[before..new.len() - after],
    );
    if after == 0 {
        // Another ending is another form of the word.
        return false;
    }
    match (a, b) {
        ([_], []) | ([], [_]) => true,
        ([x, y], [z, w]) if x == w && y == z => true,
        _ => shorter >= LONG && a.len() <= 2 && b.len() <= 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_told_from_words() {
        for (old, new) in [
            ("centre", "center"),
            ("colour", "color"),
            ("organised", "organized"),
            ("encyclopaedia", "encyclopedia"),
            ("travelled", "traveled"),
            ("weak-field", "weakfield"),
            ("cafe", "café"),
            ("recieve", "receive"),
            ("dependene", "dependence"),
            ("rapresentative", "representative"),
            ("Schiffahrt", "Schifffahrt"),
            ("мостовои", "мостовой"),
        ] {
            assert!(
                are_spellings(old, new) && are_spellings(new, old),
                "{old} {new}"
            );
        }
        for (old, new) in [
            ("house", "horse"),
            ("provide", "provides"),
            ("could", "would"),
            ("form", "from"),
            ("12", "112"),
            ("Monday", "Sunday"),
            ("桥", "桥梁"),
        ] {
            assert!(!are_spellings(old, new), "{old} {new}");
        }
    }
}
