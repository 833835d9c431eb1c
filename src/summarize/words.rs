//! The words of an article as the papers of the classic methods count them: without function words,
//! by their stems.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::search_form;

use super::Article;
use super::graph::{Vector, normalize, vectors};
use super::stems::Stems;
use super::stop_words::stop_words;
use super::terms::each_word;

/// Where no list of function words can tell, what occurs in more than this share of the sentences, and
/// in more than two, says nothing.
const COMMON_SHARE: f64 = 0.3;

/// The words of each sentence of an article, as numbers: words of one stem have one.
pub(super) struct Words {
    /// In the order of the text; `None` where a word says nothing.
    all: Vec<Vec<Option<u32>>>,
    /// Those that say something.
    content: Vec<Vec<u32>>,
    /// In how many sentences each word occurs.
    frequencies: Vec<u32>,
    /// The words of the headings.
    headings: FxHashSet<u32>,
}

impl Words {
    /// The words of `article`, and which of them say something: those that are not on the list of
    /// function words of its language. Where there is none, and in scripts without spaces, where the
    /// list cannot be looked up in pairs of characters, those that are not common.
    pub(super) fn new(article: &Article) -> Self {
        let mut reader = Reader::new(article, stop_words(article.language()));
        let mut words = reader.words(article);
        let most = (words.all.len() as f64 * COMMON_SHARE).max(2.0);
        let is_common = |word: u32| {
            let unlisted = reader.stops.is_none() || reader.is_pair[word as usize];
            unlisted && f64::from(words.frequencies[word as usize]) > most
        };
        for word in words.all.iter_mut().flatten() {
            *word = word.filter(|&word| !is_common(word));
        }
        words.with_content()
    }

    /// The same with all words, as all say something of how a text is written.
    pub(super) fn with_function_words(article: &Article) -> Self {
        let mut reader = Reader::new(article, None);
        reader.words(article).with_content()
    }

    fn with_content(mut self) -> Self {
        let content = |words: &Vec<Option<u32>>| words.iter().copied().flatten().collect();
        self.content = self.all.iter().map(content).collect();
        self
    }

    /// The words of each sentence, in the order of the text; `None` where a word says nothing.
    pub(super) fn all(&self) -> &[Vec<Option<u32>>] {
        &self.all
    }

    /// Those that say something.
    pub(super) fn content(&self) -> &[Vec<u32>] {
        &self.content
    }

    /// One more than the greatest word.
    pub(super) fn vocabulary(&self) -> usize {
        self.frequencies.len()
    }

    /// Whether a heading has `word` as well.
    pub(super) fn stands_in_heading(&self, word: u32) -> bool {
        self.headings.contains(&word)
    }

    /// Each sentence as a vector: its distinct words, each with its count as `weigh` weighs it, given
    /// the count and the number of sentences that have the word.
    pub(super) fn vectors(&self, weigh: impl Fn(f64, f64) -> f64) -> Vec<Vector> {
        let sentences = self.content.iter().map(|words| &words[..]);
        vectors(sentences, &self.frequencies, weigh)
    }

    /// The sentences as tf-idf vectors of length 1; the sentences of the article are the collection.
    pub(super) fn tf_idf(&self) -> Vec<Vector> {
        let count = self.content.len() as f64;
        let mut vectors = self.vectors(|times, frequency| times * (count / frequency).ln());
        normalize(&mut vectors);
        vectors
    }
}

/// Reads words into numbers.
struct Reader<'a> {
    stems: Stems,
    stops: Option<&'static FxHashSet<String>>,
    /// What was read before, and its number.
    known: FxHashMap<&'a str, Option<u32>>,
    numbers: FxHashMap<String, u32>,
    /// Whether a number is of a pair of characters.
    is_pair: Vec<bool>,
}

impl<'a> Reader<'a> {
    fn new(article: &Article, stops: Option<&'static FxHashSet<String>>) -> Self {
        Reader {
            stems: Stems::new(article.language()),
            stops,
            known: FxHashMap::default(),
            numbers: FxHashMap::default(),
            is_pair: Vec::new(),
        }
    }

    fn words(&mut self, article: &Article<'a>) -> Words {
        let sentences = article.sentences().iter();
        let all: Vec<_> = sentences
            .map(|sentence| self.read(article.text_of(sentence)))
            .collect();
        let mut frequencies = vec![0; self.numbers.len()];
        let mut distinct: Vec<u32> = Vec::new();
        for sentence in &all {
            distinct.clear();
            distinct.extend(sentence.iter().flatten());
            distinct.sort_unstable();
            distinct.dedup();
            for &word in &distinct {
                frequencies[word as usize] += 1;
            }
        }
        let headings = article.headings().iter();
        let headings = headings.flat_map(|&span| self.read(article.text_at(span)));
        Words {
            all,
            content: Vec::new(),
            frequencies,
            headings: headings.flatten().collect(),
        }
    }

    fn read(&mut self, text: &'a str) -> Vec<Option<u32>> {
        let mut words = Vec::new();
        each_word(text, |word, is_pair| {
            let number = match self.known.get(word) {
                Some(&known) => known,
                None => {
                    let number = self.number(word, is_pair);
                    self.known.insert(word, number);
                    number
                }
            };
            words.push(number);
        });
        words
    }

    fn number(&mut self, word: &str, is_pair: bool) -> Option<u32> {
        let stem = if is_pair {
            search_form(word)
        } else {
            let bare = self.stems.bare(word);
            let form = search_form(&bare);
            if self.stops.is_some_and(|stops| stops.contains(&form)) {
                return None;
            }
            self.stems.stem(&bare)
        };
        let next = u32::try_from(self.numbers.len()).ok()?;
        let number = *self.numbers.entry(stem).or_insert(next);
        if number == next {
            self.is_pair.push(is_pair);
        }
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::SegmentedDocument;
    use crate::text::Language;

    fn with_words<T>(text: &str, tag: &str, run: impl Fn(&Article) -> T) -> T {
        let language = Language::parse(tag).unwrap();
        let document = SegmentedDocument::plain(text, &language);
        run(&Article::new(&document))
    }

    fn counts(text: &str, tag: &str) -> Vec<usize> {
        with_words(text, tag, |article| {
            let words = Words::new(article);
            words.content().iter().map(Vec::len).collect()
        })
    }

    #[test]
    fn function_words_say_nothing() {
        assert_eq!(counts("The bridges are of stone. It is old.", "en"), [2, 1]);
        assert_eq!(counts("پل از سنگ است. این پل کهنه است.", "fa"), [2, 2]);
        assert_eq!(counts("Le pont de l’île est vieux.", "fr"), [3]);
    }

    #[test]
    fn without_a_list_common_words_do_not() {
        let text = "Na daraja. Na mto. Na mji. Na soko.";
        assert_eq!(counts(text, "sw"), [1; 4]);
        // Two occurrences are not enough.
        assert_eq!(counts("Na daraja. Na mto.", "sw"), [2; 2]);
    }

    #[test]
    fn scripts_without_spaces_have_pairs_that_may_be_common() {
        assert_eq!(counts("桥头雨。桥头风。桥头雪。桥头花。", "zh"), [1; 4]);
    }

    #[test]
    fn forms_of_a_word_are_one() {
        with_words("Bridges open. A bridge falls.", "en", |article| {
            let words = Words::new(article);
            assert_eq!(words.content()[0][0], words.content()[1][0]);
            assert_eq!(words.vocabulary(), 3, "bridge, open, fall");
            let all = Words::with_function_words(article);
            assert_eq!(all.content()[1].len(), 3);
        });
    }
}
