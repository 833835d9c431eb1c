use std::collections::HashMap;

use super::{Article, Budget, Ranker};

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
        let mut scores = scaled(key(article));
        for method in [title(article), location(article)] {
            for (score, more) in scores.iter_mut().zip(scaled(method)) {
                *score += more;
            }
        }
        scores
    }
}

/// The occurrences in the article of the words of a sentence that the article repeats.
fn key(article: &Article) -> Vec<f64> {
    let sentences = article.content_terms();
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
fn title(article: &Article) -> Vec<f64> {
    let in_heading =
        |term: &&u32| article.heading_terms().contains(*term) && !article.is_common(**term);
    let sentences = article.sentences().iter();
    sentences
        .map(|sentence| sentence.terms.iter().filter(in_heading).count() as f64)
        .collect()
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
