use super::ranker::Ranker;
use super::{Article, Budget};

/// What a sentence loses that has no term of the subject, where its rank alone is from 0 to 1: a
/// sentence with half of them is worth as much as the best without.
const ABOUT: f64 = 2.0;

/// A ranking in which sentences about a subject come first.
pub struct Focus<'a> {
    ranker: &'a dyn Ranker,
    subject: &'a str,
}

impl<'a> Focus<'a> {
    /// The ranking of `ranker`, with the sentences first that have the words of `subject`.
    pub fn new(ranker: &'a dyn Ranker, subject: &'a str) -> Self {
        Focus { ranker, subject }
    }

    /// Whether a sentence of `article` has a word of the subject.
    pub fn occurs_in(&self, article: &Article) -> bool {
        coverage(article, self.subject)
            .iter()
            .any(|&share| share > 0.0)
    }
}

impl Ranker for Focus<'_> {
    fn name(&self) -> &'static str {
        self.ranker.name()
    }

    fn about(&self) -> &'static str {
        self.ranker.about()
    }

    fn rank(&self, article: &Article, budget: Budget) -> Vec<f64> {
        let scores = self.ranker.rank(article, budget);
        let about = coverage(article, self.subject);
        if about.iter().all(|&share| share <= 0.0) {
            return scores;
        }
        let least = scores.iter().copied().fold(f64::INFINITY, f64::min);
        let greatest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let range = if greatest > least {
            greatest - least
        } else {
            1.0
        };
        scores
            .iter()
            .zip(about)
            .map(|(score, share)| (score - least) / range - ABOUT * (1.0 - share))
            .collect()
    }
}

/// How much of `subject` each sentence has, from 0 to 1: rare terms weigh more.
fn coverage(article: &Article, subject: &str) -> Vec<f64> {
    let count = article.sentences().len() as f64;
    let terms = article.terms_in(subject);
    let weight = |term: u32| (1.0 + count / f64::from(article.frequencies()[term as usize])).ln();
    let present = |term: &&u32| article.frequencies()[**term as usize] > 0;
    let all: f64 = terms.iter().filter(present).map(|&t| weight(t)).sum();
    article
        .sentences()
        .iter()
        .map(|sentence| {
            let has = |term: &&u32| sentence.terms.contains(*term);
            let some: f64 = terms.iter().filter(has).map(|&t| weight(t)).sum();
            if all > 0.0 { some / all } else { 0.0 }
        })
        .collect()
}
