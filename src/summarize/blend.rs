use super::graph::Graph;
use super::lexrank::tf_idf;
use super::{Article, Budget, Ranker};

/// What it adds to open a paragraph, where opening the article adds 1.
const PARAGRAPH: f64 = 0.5;

/// What a fragment loses: a cry, a label or the end of a cut quotation says nothing by itself.
const FRAGMENT: f64 = 1.0;
/// A sentence of fewer words is a fragment.
const FRAGMENT_WORDS: usize = 8;

/// What the most central sentence gains under a small budget, where it only decides between
/// neighbours, and what it gains more under a large one.
const CENTRAL: f64 = 0.1;
const CENTRAL_IN_LARGE: f64 = 1.0;

/// What each mean length of a sentence gains under a large budget, up to [`LONGEST`] of them: a
/// long sentence carries more of the article, and takes no place from the lead any more.
const LONG_IN_LARGE: f64 = 0.75;
const LONGEST: f64 = 3.0;

/// A budget up to the first share of the article is small, from the second on it is large; in
/// between it is in between.
const SMALL: f64 = 0.35;
const LARGE: f64 = 0.45;

/// Position and centrality, weighed by how much of the article may be taken.
///
/// News copy puts what matters first, so the start of the article (Edmundson 1969) and of its
/// paragraphs (Baxendale 1958) leads a short summary. A summary of nearly half the article has
/// room for the whole lead anyway; what is left to decide is which of the rest to take, and there
/// the sentences win that are like many others: degree centrality over tf-idf cosines (Erkan &
/// Radev 2004, section 3.1), without a threshold.
///
/// The weights are few and round, and hold for every language. They were chosen on English,
/// French, Arabic, Turkish and Vietnamese articles, where half or twice a weight changes little.
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
        let large = ((budget.share(article) - SMALL) / (LARGE - SMALL)).clamp(0.0, 1.0);
        let mean = article.words() as f64 / sentences.len().max(1) as f64;
        let centrality = centrality(article);
        let mut paragraph = (None, 0);
        sentences
            .iter()
            .zip(centrality)
            .enumerate()
            .map(|(index, (sentence, central))| {
                if paragraph.0 != Some(sentence.paragraph) {
                    paragraph = (Some(sentence.paragraph), index);
                }
                let in_paragraph = index - paragraph.1;
                let words = sentence.words;
                let mut score = 1.0 / (1.0 + index as f64).sqrt();
                score += PARAGRAPH / (1.0 + in_paragraph as f64);
                score += (CENTRAL + CENTRAL_IN_LARGE * large) * central;
                score += LONG_IN_LARGE * large * (words as f64 / mean).min(LONGEST);
                if words < FRAGMENT_WORDS {
                    score -= FRAGMENT;
                }
                score
            })
            .collect()
    }
}

/// The sum of the cosines of each sentence with all others; 1 for the greatest.
fn centrality(article: &Article) -> Vec<f64> {
    let cosine = |product: f64, _, _| product;
    let degrees = Graph::new(&tf_idf(article), article.frequencies().len(), cosine).degrees();
    let greatest = degrees.iter().copied().fold(0.0, f64::max);
    if greatest <= 0.0 {
        return degrees;
    }
    degrees.iter().map(|degree| degree / greatest).collect()
}
