//! Names that appear without their introduction: "Lind" after "Mara Lind".

use rustc_hash::FxHashMap;

use crate::languages::Profile;

use super::{Article, Sentence};

/// The shortest name, in letters.
const MIN_LETTERS: usize = 3;

/// Which sentence introduces which name by more than one word, and which has only the last one of them.
#[derive(Debug)]
pub(super) struct Names<'a> {
    article: &'a Article<'a>,
    /// By the last word of each name, the sentences that have it with the word before, which is the other.
    introduced: FxHashMap<&'a str, Vec<(usize, &'a str)>>,
    /// The words that each sentence has with a capital and no other beside it.
    alone: Vec<Vec<&'a str>>,
    /// Whether a word is a name, as far as that was asked.
    known: FxHashMap<&'a str, bool>,
}

impl<'a> Names<'a> {
    /// The names in the first `count` sentences of `article`; none in scripts without capitals and where all
    /// nouns have one.
    pub(super) fn new(article: &'a Article<'a>, count: usize) -> Self {
        let mut names = Names {
            article,
            introduced: FxHashMap::default(),
            alone: Vec::new(),
            known: FxHashMap::default(),
        };
        if Profile::of(article.language().primary())
            .traits
            .nouns_capitalized
        {
            return names;
        }
        for (index, sentence) in article.sentences().iter().take(count).enumerate() {
            let mut alone = Vec::new();
            each_run(article.text_of(sentence), |before, last| match before {
                Some(before) => {
                    let introduced = names.introduced.entry(last).or_default();
                    introduced.push((index, before));
                }
                None => alone.push(last),
            });
            names.alone.push(alone);
        }
        names
    }

    /// The sentence that first introduces a name which sentence `index` has by its last word only, where
    /// no sentence up to there that `is_taken` introduces it.
    pub(super) fn missing(
        &mut self,
        index: usize,
        is_taken: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let is_known = |other: usize| other == index || is_taken(other);
        for at in 0..self.alone.get(index)?.len() {
            let name = self.alone[index][at];
            let introduced = self.introduced.get(name).into_iter().flatten();
            let mut introduced = introduced.take_while(|(other, _)| *other <= index);
            let Some(&(first, before)) = introduced.next() else {
                continue;
            };
            let is_missing = !is_known(first) && !introduced.any(|(other, _)| is_known(*other));
            if is_missing && self.is_name(before) && self.is_name(name) {
                return Some(first);
            }
        }
        None
    }

    /// What the article has in small letters as well is no name.
    fn is_name(&mut self, word: &'a str) -> bool {
        if let Some(&known) = self.known.get(word) {
            return known;
        }
        let lower = word.to_lowercase();
        let is_small = |sentence: &Sentence| {
            let text = self.article.text_of(sentence);
            text.match_indices(&lower).any(|(at, found)| {
                let goes_on = |c: char| c.is_alphanumeric();
                !text[..at].ends_with(goes_on) && !text[at + found.len()..].starts_with(goes_on)
            })
        };
        let is_long = word.chars().nth(MIN_LETTERS - 1).is_some();
        let is_name = is_long && !self.article.sentences().iter().any(is_small);
        self.known.insert(word, is_name);
        is_name
    }
}

/// Calls `found` with each run of words with a capital in `text`, a space apart: with the last one, and the
/// one before if there is one.
fn each_run<'a>(text: &'a str, mut found: impl FnMut(Option<&'a str>, &'a str)) {
    // The words of the run that is not ended yet.
    let mut run: Option<(Option<&str>, &str)> = None;
    for chunk in text.split_ascii_whitespace() {
        let opened = chunk.trim_start_matches(|c: char| !c.is_alphanumeric());
        let word = opened.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_capital = word.starts_with(char::is_uppercase);
        // A mark between ends the run.
        if (!is_capital || opened.len() < chunk.len())
            && let Some((before, last)) = run.take()
        {
            found(before, last);
        }
        if !is_capital {
            continue;
        }
        let bare = bare(word);
        let before = run.take().map(|(_, last)| last);
        match bare.len() == opened.len() {
            true => run = Some((before, bare)),
            false => found(before, bare),
        }
    }
    if let Some((before, last)) = run {
        found(before, last);
    }
}

/// `word` without a possessive's ending.
fn bare(word: &str) -> &str {
    let ending = ["'s", "’s"].iter().find_map(|end| word.strip_suffix(end));
    ending.unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::SegmentedDocument;
    use crate::text::Language;

    fn missing(text: &str, tag: &str, taken: &[usize]) -> Vec<Option<usize>> {
        let language = Language::parse(tag).unwrap();
        let document = SegmentedDocument::plain(text, &language);
        let article = Article::new(&document);
        let mut names = Names::new(&article, usize::MAX);
        let mut of = |&index: &usize| names.missing(index, |other| taken.contains(&other));
        taken.iter().map(&mut of).collect()
    }

    #[test]
    fn a_surname_needs_who_it_is() {
        let text = "Mara Lind runs the ferry. Boats go on. Lind said so. Everyone asked Lind’s brother. It rained.";
        assert_eq!(missing(text, "en", &[1, 2]), [None, Some(0)]);
        assert_eq!(missing(text, "en", &[0, 2, 3]), [None; 3]);
        assert_eq!(missing(text, "en", &[3, 4]), [Some(0), None]);
        let text = "Паром ведёт Мара Линд. Лодки идут. Линд рада.";
        assert_eq!(missing(text, "ru", &[2]), [Some(0)]);
        let text = "Bà Nguyễn Thị Minh mở cầu. Thuyền chạy. Hôm qua Minh nói vậy.";
        assert_eq!(missing(text, "vi", &[2]), [Some(0)]);
    }

    #[test]
    fn what_is_no_name_alone() {
        for (tag, text) in [
            // A name that was never introduced, one that is whole again, words that are no names.
            ("en", "Boats go on. Lind said so. Mara Lind runs the ferry."),
            ("en", "Mara Lind runs the ferry. Mayor Lind said so."),
            (
                "en",
                "The Old Bridge opened. Bridge tolls rise, and the bridge pays.",
            ),
            (
                "en",
                "Yesterday Lind sang. It was yesterday. Lind was hoarse.",
            ),
            ("de", "Die Neue Brücke öffnet. Brücke und Boot sind alt."),
            ("zh", "林海开渡船。林说。"),
        ] {
            assert_eq!(missing(text, tag, &[1, 2])[0], None, "{text}");
        }
        assert_eq!(
            missing(
                "Yesterday Lind sang. It was yesterday. Lind was hoarse.",
                "en",
                &[2]
            ),
            [None]
        );
    }
}
