//! How a rewritten passage is divided.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::languages::Profile;

use super::affine::Words;
use super::units::{Unit, UnitKind};

/// Minimum length of a passage, on one side, that counts as replaced if nothing of it is kept. In half words, since a
/// grapheme of a script without spaces is about half a word.
const PASSAGE: usize = 12;

/// The other side of it, where it is no more than the exchange of a last word or two (half words).
const EXCHANGE: usize = 4;

/// A determiner at the end of both sides stands by itself where the sides differ by so many words.
const UNEVEN: usize = 2;

/// Whether a passage of these units was replaced as a whole: one deleted, one inserted.
pub(super) fn is_replaced(old: &[Unit], new: &[Unit]) -> bool {
    !old.is_empty() && !new.is_empty() && half_words(old).max(half_words(new)) >= PASSAGE
}

/// The places (in `old`, in `new`) where a rewritten passage is cut, in order; after each cut both
/// sides go on.
///
/// Two things belong to what comes after the passage rather than to it: an article exchanged for
/// another ("During the last test a → The" is a phrase taken away, and "a" that became "The"), and
/// the word or two after the last comma of what is otherwise gone ("We chose to combine all of the
/// parts, that → This").
pub(super) fn cuts(old: Words<'_>, new: Words<'_>) -> Vec<(usize, usize)> {
    let (mut m, mut n) = (old.units.len(), new.units.len());
    let mut cuts = Vec::new();
    if m > 0 && n > 0 && m.abs_diff(n) >= UNEVEN && end_in_determiners(old, new) {
        (m, n) = (m - 1, n - 1);
        cuts.push((m, n));
    }
    let (olds, news) = (&old.units[..m], &new.units[..n]);
    if is_replaced(olds, news) {
        let tail = match m > n {
            true => tail(olds, news).map(|at| (at, 0)),
            false => tail(news, olds).map(|at| (0, at)),
        };
        cuts.splice(0..0, tail);
    }
    cuts
}

/// Where the words after the last mark begin in `long`, if `short` is as many or more, but few.
fn tail(long: &[Unit], short: &[Unit]) -> Option<usize> {
    if half_words(short) > EXCHANGE {
        return None;
    }
    let at = long.iter().rposition(|unit| unit.kind == UnitKind::Mark)? + 1;
    let rest = long.len() - at;
    (1..=short.len()).contains(&rest).then_some(at)
}

fn half_words(units: &[Unit]) -> usize {
    let half_words = units.iter().map(|unit| match unit.kind {
        UnitKind::Grapheme => 1,
        UnitKind::Word | UnitKind::Mark => 2,
    });
    half_words.sum()
}

/// The languages of each determiner, a bit for each language that has some.
static DETERMINERS: LazyLock<HashMap<&'static str, u64>> = LazyLock::new(|| {
    let mut languages: HashMap<&str, u64> = HashMap::new();
    for (bit, profile) in with_determiners().enumerate() {
        for word in profile.determiners.iter() {
            *languages.entry(word).or_default() |= 1 << bit;
        }
    }
    languages
});

fn with_determiners() -> impl Iterator<Item = &'static Profile> {
    Profile::all().filter(|profile| !profile.determiners.is_empty())
}

fn end_in_determiners(old: Words<'_>, new: Words<'_>) -> bool {
    let languages = |side: Words<'_>| {
        let word = side.units.last()?.span.of(side.text).to_lowercase();
        DETERMINERS.get(&*word).copied()
    };
    languages(old).unwrap_or(0) & languages(new).unwrap_or(0) != 0
}

#[cfg(test)]
mod tests {
    use super::super::units::{Numbers, units};
    use super::*;
    use crate::text::Span;

    fn cut(old: &str, new: &str) -> Vec<(usize, usize)> {
        let mut numbers = Numbers::default();
        let olds = units(old, &[Span::new(0, old.len())], &mut numbers);
        let news = units(new, &[Span::new(0, new.len())], &mut numbers);
        let side = |text, units| Words { text, units };
        cuts(side(old, &olds), side(new, &news))
    }

    #[test]
    fn an_exchanged_article_stands_by_itself() {
        assert_eq!(cut("During the last test a", "The"), [(4, 0)]);
        assert_eq!(cut("Nach dem Umbau ist eine", "Die"), [(4, 0)]);
        assert_eq!(cut("خلال الأسبوع الماضي هذا", "ذلك"), [(3, 0)]);
        // "die" is no determiner in English, nor is "boat".
        assert_eq!(cut("in the end die", "this"), []);
        assert_eq!(cut("in the end a", "boat"), []);
        // As many words on both sides: the phrase was exchanged.
        assert_eq!(cut("for the", "in a"), []);
    }

    #[test]
    fn the_words_after_the_last_comma_are_exchanged() {
        let old = "We chose to combine all of the parts, it";
        assert_eq!(cut(old, "Red"), [(9, 0)]);
        assert_eq!(cut("Red", old), [(0, 9)]);
        assert_eq!(cut(old, "four words are many"), []);
        assert_eq!(cut("Short, it", "Red"), []);
        assert_eq!(cut("We chose to combine all of the parts,", "Red"), []);
    }

    #[test]
    fn lists_of_determiners_fit_into_the_bits() {
        assert!(with_determiners().count() <= 64);
    }
}
