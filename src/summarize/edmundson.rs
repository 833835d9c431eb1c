use std::collections::HashMap;

use super::ranker::Ranker;
use super::words::Words;
use super::{Article, Budget};

/// Edmundson: the key, title and location methods together.
///
/// The cue method is left out, as it needs a list of words for each language.
#[derive(Debug)]
pub(super) struct Edmundson;

impl Ranker for Edmundson {
    fn name(&self) -> &'static str {
        "edmundson"
    }

    fn about(&self) -> &'static str {
        "frequent words, words of headings, and place (Edmundson 1969, without cue words)"
    }

    /// The sum of the three methods, each 1 for its best sentence.
    fn rank(&self, article: &Article, _: Budget) -> Vec<f64> {
        let words = Words::new(article);
        let mut scores = scaled(key(&words));
        for method in [title(&words), location(article)] {
            for (score, more) in scores.iter_mut().zip(scaled(method)) {
                *score += more;
            }
        }
        scores
    }
}

/// The occurrences in the article of the words of a sentence that the article repeats.
fn key(words: &Words) -> Vec<f64> {
    let sentences = words.content();
    let mut times: HashMap<u32, f64> = HashMap::new();
    for &term in sentences.iter().flatten() {
        *times.entry(term).or_default() += 1.0;
    }
    let of = |terms: &Vec<u32>| {
        let counts = terms.iter().map(|term| times[term]);
        counts.filter(|&count| count > 1.0).sum()
    };
    sentences.iter().map(of).collect()
}

/// The words of a sentence that stand in a heading as well.
fn title(words: &Words) -> Vec<f64> {
    let in_heading = |word: &&u32| words.stands_in_heading(**word);
    let count = |sentence: &Vec<u32>| sentence.iter().filter(in_heading).count() as f64;
    words.content().iter().map(count).collect()
}

/// One for the first and one for the last sentence of a paragraph, one for the first and one for
/// the last paragraph.
fn location(article: &Article) -> Vec<f64> {
    let sentences = article.sentences();
    let at = |index: usize| sentences.get(index).map(|s| s.paragraph);
    let (first, last) = (at(0), sentences.last().map(|s| s.paragraph));
    (0..sentences.len())
        .map(|index| {
            let here = at(index);
            let before = index.checked_sub(1).and_then(at);
            [
                before != here,
                at(index + 1) != here,
                here == first,
                here == last,
            ]
            .into_iter()
            .map(f64::from)
            .sum()
        })
        .collect()
}

fn scaled(mut scores: Vec<f64>) -> Vec<f64> {
    let greatest = scores.iter().copied().fold(0.0, f64::max);
    if greatest > 0.0 {
        scores.iter_mut().for_each(|score| *score /= greatest);
    }
    scores
}
