use super::graph::{Graph, Vector, normalize, product, vectors};
use super::ranker::Ranker;
use super::{Article, Budget};

/// The weight of a feature: what it adds to a score for each of its units under a small budget, and how much more under
/// a large one.
struct Weight {
    small: f64,
    more_in_large: f64,
}

const fn weight(small: f64, more_in_large: f64) -> Weight {
    Weight {
        small,
        more_in_large,
    }
}

/// 1/√place in the article: news copy puts what matters first (Edmundson 1969).
const PLACE: Weight = weight(1.0, 0.0);
/// 1/place in the paragraph: paragraphs open with their topic (Baxendale 1958).
const PARAGRAPH: Weight = weight(0.65, -0.55);
/// The sum of the tf-idf cosines with all others, 1 for the most central sentence: degree
/// centrality without a threshold (Erkan & Radev 2004, section 3.1).
const CENTRAL: Weight = weight(0.1, 1.0);
/// The tf-idf cosine with the first sentence.
const LIKE_FIRST: Weight = weight(0.1, 0.0);
/// The length in mean lengths of the article's sentences, up to [`MAX_LENGTH`].
const LENGTH: Weight = weight(0.0, 0.75);
/// 1 for a sentence below [`FRAGMENT_WORDS`]: a cry, a label or the end of a cut quotation.
const FRAGMENT: Weight = weight(-1.0, 0.0);

const MAX_LENGTH: f64 = 3.0;
const FRAGMENT_WORDS: usize = 8;

/// The shares of the article up to which a budget is small, and from which it is large. In between, it is interpolated.
const LARGE_SHARE: (f64, f64) = (0.38, 0.5);
/// The same for the sentences of a mean paragraph: the longer, the more the article follows its
/// lead, as if the budget were small. Text without paragraphs is one long paragraph.
const LONG_PARAGRAPH: (f64, f64) = (4.0, 8.0);

/// Position and centrality, weighed by how much of the article may be taken.
///
/// The start of the article leads a short summary. A summary of nearly half of it has room for the
/// whole lead anyway; what is left to decide is which of the rest to take, and there the sentences
/// win that are long and like many others. That holds in news, whose paragraphs are of one to three
/// sentences; where paragraphs are long or not marked, the lead is the safer choice.
///
/// The weights are few and round, and hold for every language. `scripts/summary_weights.py` says
/// how they were chosen, on English, French, Arabic, Turkish and Vietnamese articles.
#[derive(Debug)]
pub(super) struct Blend;

impl Ranker for Blend {
    fn name(&self) -> &'static str {
        "blend"
    }

    fn about(&self) -> &'static str {
        "position, and centrality the more the larger the budget (Baxendale 1958; Erkan & Radev 2004)"
    }

    fn rank(&self, article: &Article, budget: Budget) -> Vec<f64> {
        let sentences = article.sentences();
        let large = largeness(article, budget);
        let mean = article.words() as f64 / sentences.len().max(1) as f64;
        let (central, like_first) = likeness(article);
        // Where the paragraph begins.
        let mut paragraph = (None, 0);
        sentences
            .iter()
            .enumerate()
            .map(|(index, sentence)| {
                if paragraph.0 != Some(sentence.paragraph) {
                    paragraph = (Some(sentence.paragraph), index);
                }
                let in_paragraph = index - paragraph.1;
                let fragment = f64::from(sentence.words < FRAGMENT_WORDS);
                [
                    (PLACE, 1.0 / (1.0 + sentence.place as f64).sqrt()),
                    (PARAGRAPH, 1.0 / (1.0 + in_paragraph as f64)),
                    (CENTRAL, central[index]),
                    (LIKE_FIRST, like_first[index]),
                    (LENGTH, (sentence.words as f64 / mean).min(MAX_LENGTH)),
                    (FRAGMENT, fragment),
                ]
                .iter()
                .map(|(weight, feature)| (weight.small + weight.more_in_large * large) * feature)
                .sum()
            })
            .collect()
    }
}

/// From 0, where the lead decides, to 1, where centrality does.
fn largeness(article: &Article, budget: Budget) -> f64 {
    let sentences = article.sentences();
    let breaks = sentences
        .windows(2)
        .filter(|pair| pair[0].paragraph != pair[1].paragraph)
        .count();
    let mean = sentences.len() as f64 / (breaks + 1) as f64;
    ramp(budget.share(article), LARGE_SHARE) * (1.0 - ramp(mean, LONG_PARAGRAPH))
}

/// 0 up to the first bound, 1 from the second on.
fn ramp(value: f64, (from, to): (f64, f64)) -> f64 {
    ((value - from) / (to - from)).clamp(0.0, 1.0)
}

/// How central each sentence is, 1 for the most central, and how like the first one.
fn likeness(article: &Article) -> (Vec<f64>, Vec<f64>) {
    let vectors = tf_idf(article);
    let cosine = |product: f64, _, _| product;
    let mut central = Graph::new(&vectors, article.frequencies().len(), cosine).degrees();
    let greatest = central.iter().copied().fold(0.0, f64::max);
    if greatest > 0.0 {
        central.iter_mut().for_each(|degree| *degree /= greatest);
    }
    let mut first = 0;
    let like_first = (article.sentences().iter().enumerate())
        .map(|(index, sentence)| {
            if sentence.place == 0 {
                first = index;
            }
            match index == first {
                true => 1.0,
                false => product(&vectors[index], &vectors[first]),
            }
        })
        .collect();
    (central, like_first)
}

/// The sentences as tf-idf vectors of length 1, of their terms: those need no stems, and cost less.
fn tf_idf(article: &Article) -> Vec<Vector> {
    let count = article.sentences().len() as f64;
    let sentences = article.sentences().iter().map(|s| &s.terms[..]);
    let weigh = |times: f64, frequency: f64| times * (count / frequency).ln();
    let mut vectors = vectors(sentences, article.frequencies(), weigh);
    normalize(&mut vectors);
    vectors
}
