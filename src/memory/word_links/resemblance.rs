//! What needs no learning: words that are the same in both languages, or sound so.

use unicode_script::Script;

use crate::align::likeness;
use crate::similarity::within;

use super::words::Word;

/// What the same number or the same word on both sides is worth.
const SAME: f64 = 0.95;

/// Shortest words that may be the same by more than chance.
const MIN_LETTERS: usize = 4;

/// How sure it is that two words are the same name, number or loan, by their looks alone, 0–1.
///
/// Numbers are the same when their digits are. Words of one script are cognates when at most a
/// third of their letters differ; of two scripts when their consonants agree.
pub(super) fn resemblance(a: &Word, b: &Word) -> f64 {
    if !a.digits.is_empty() || !b.digits.is_empty() {
        return if a.digits == b.digits { SAME } else { 0.0 };
    }
    if a.spaceless || b.spaceless {
        return if a.form == b.form { SAME } else { 0.0 };
    }
    let (x, y) = (&a.letters, &b.letters);
    let longer = x.len().max(y.len());
    if x.len().min(y.len()) < MIN_LETTERS {
        return 0.0;
    }
    if x == y {
        return SAME;
    }
    if a.script == b.script {
        let edits = within(x, y, longer / 3);
        return edits.map_or(0.0, |edits| 0.7 * (1.0 - edits as f64 / longer as f64));
    }
    if [a.script, b.script].contains(&Script::Unknown) {
        return 0.0;
    }
    if a.skeleton.len().min(b.skeleton.len()) < 3 {
        return 0.0;
    }
    let alike = likeness(&a.skeleton, &b.skeleton);
    if alike > 0.7 { 0.5 * alike } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::words::SideWords;
    use super::*;

    fn of(a: &str, b: &str) -> f64 {
        let (a, b) = (SideWords::read(a), SideWords::read(b));
        resemblance(&a.words[0], &b.words[0])
    }

    #[test]
    fn names_numbers_and_loans_are_known_again() {
        assert_eq!(of("1,234", "1.234"), SAME);
        assert_eq!(of("۱۲", "12"), SAME);
        assert_eq!(of("Valdorne", "Valdorne"), SAME);
        assert!(of("university", "université") > 0.5);
        assert!(of("Madrid", "مادرید") > 0.3);
        for (a, b) in [
            ("12", "21"),
            ("the", "the"),
            ("bridge", "pont"),
            ("bridge", "پل"),
        ] {
            assert_eq!(of(a, b), 0.0, "{a} {b}");
        }
    }
}
