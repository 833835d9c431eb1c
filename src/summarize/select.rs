use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::openings::leans_back;
use super::{Article, Budget, Extract, Ranker, Sentence};

/// Two sentences of which the one has so large a share of the terms of both say the same
/// (Jaccard's coefficient).
const SAME: f64 = 0.5;

/// What is left of the score of a sentence that leans on one which the summary leaves out.
const LEANING: f64 = 0.7;

/// The summary of `article` within `budget`, as `ranker` sees it, in the order of the article.
///
/// The best sentences that fit are taken, one by one. A sentence is passed over if it does not
/// fit or repeats one that was taken; it counts for less while its first word refers back to a
/// sentence that was not taken. Equal scores go to the earlier sentence. An article that fits
/// whole is its own summary. The summary is never over the budget: if no sentence fits, it is empty.
pub fn summarize(article: &Article, ranker: &dyn Ranker, budget: Budget) -> Vec<Extract> {
    let sentences = article.sentences();
    let Some(mut room) = Room::new(article, budget) else {
        return Vec::new();
    };
    let mut scores = ranker.rank(article, budget);
    scores.resize(sentences.len(), 0.0);
    let scores: Vec<f64> = scores.into_iter().map(finite).collect();
    let whole = room.holds_all(article);
    let leaning: Vec<bool> = sentences
        .iter()
        .enumerate()
        .map(|(index, sentence)| {
            index > 0 && !whole && leans_back(article.text_of(sentence), article.language())
        })
        .collect();
    let mut queue: BinaryHeap<Offer> = scores
        .iter()
        .zip(&leaning)
        .enumerate()
        .map(|(index, (&score, &leans))| Offer {
            worth: if leans { lessened(score) } else { score },
            index,
        })
        .collect();
    let mut taken = vec![false; sentences.len()];
    let mut said = Said::new(article);
    let extract = |index: usize, rank| Extract {
        segment: sentences[index].segment,
        span: sentences[index].span,
        score: scores[index],
        rank,
    };
    let mut extracts = Vec::new();
    while let Some(Offer { index, .. }) = queue.pop() {
        let repeats = !whole && said.repeats(index);
        if taken[index] || repeats || !room.takes(article, &sentences[index]) {
            continue;
        }
        taken[index] = true;
        said.add(index);
        extracts.push(extract(index, extracts.len() + 1));
        let next = index + 1;
        if leaning.get(next) == Some(&true) && !taken[next] {
            queue.push(Offer {
                worth: scores[next],
                index: next,
            });
        }
        if room.is_full() {
            break;
        }
    }
    extracts.sort_by_key(|extract| extract.segment);
    extracts
}

/// A score that is no number counts as 0.
fn finite(score: f64) -> f64 {
    if score.is_finite() { score } else { 0.0 }
}

fn lessened(score: f64) -> f64 {
    if score > 0.0 {
        score * LEANING
    } else {
        score / LEANING
    }
}

/// A sentence that waits to be taken; the greatest worth first, then the earliest.
struct Offer {
    worth: f64,
    index: usize,
}

impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.worth
            .total_cmp(&other.worth)
            .then(other.index.cmp(&self.index))
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Offer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Offer {}

/// What is left of a budget.
struct Room {
    left: usize,
    unit: Unit,
    is_empty: bool,
}

#[derive(Clone, Copy)]
enum Unit {
    Sentences,
    Words,
    Characters,
}

impl Room {
    /// None if nothing was asked for.
    fn new(article: &Article, budget: Budget) -> Option<Room> {
        let (left, unit) = match budget {
            Budget::Sentences(count) => (count, Unit::Sentences),
            Budget::Characters(count) => (count, Unit::Characters),
            _ => (budget.words(article), Unit::Words),
        };
        let room = Room {
            left,
            unit,
            is_empty: true,
        };
        (!room.is_full()).then_some(room)
    }

    /// What `sentence` takes; between two sentences stands one character.
    fn need(&self, article: &Article, sentence: &Sentence) -> usize {
        match self.unit {
            Unit::Sentences => 1,
            Unit::Words => sentence.words,
            Unit::Characters => article.characters_of(sentence) + usize::from(!self.is_empty),
        }
    }

    fn holds_all(&self, article: &Article) -> bool {
        let sentences = article.sentences();
        match self.unit {
            Unit::Sentences => sentences.len() <= self.left,
            Unit::Words => article.words() <= self.left,
            Unit::Characters => article.characters() <= self.left,
        }
    }

    /// Whether `sentence` fitted and was taken.
    fn takes(&mut self, article: &Article, sentence: &Sentence) -> bool {
        let need = self.need(article, sentence);
        let fits = need <= self.left;
        if fits {
            self.left -= need;
            self.is_empty = false;
        }
        fits
    }

    fn is_full(&self) -> bool {
        self.left == 0
    }
}

/// What a summary says already, so that nothing is said twice.
///
/// Two sets that share enough terms share one of their rarest, so only those are looked up
/// (prefix filter: Chaudhuri, Ganti & Kaushik 2006): exact, and far from comparing all with all.
struct Said {
    /// The distinct terms of each sentence, rarest first.
    terms: Vec<Vec<u32>>,
    frequencies: Vec<u32>,
    by_rare_term: FxHashMap<u32, Vec<usize>>,
}

impl Said {
    fn new(article: &Article) -> Self {
        let frequencies = article.frequencies().to_vec();
        let terms = article
            .sentences()
            .iter()
            .map(|sentence| {
                let mut terms = sentence.terms.clone();
                terms.sort_unstable_by_key(|&t| (frequencies[t as usize], t));
                terms.dedup();
                terms
            })
            .collect();
        Said {
            terms,
            frequencies,
            by_rare_term: FxHashMap::default(),
        }
    }

    fn rarest(&self, index: usize) -> &[u32] {
        let terms = &self.terms[index];
        let shared = (terms.len() as f64 * SAME).ceil() as usize;
        &terms[..(terms.len() + 1 - shared).min(terms.len())]
    }

    fn add(&mut self, index: usize) {
        let rarest = self.rarest(index).to_vec();
        for term in rarest {
            self.by_rare_term.entry(term).or_default().push(index);
        }
    }

    fn repeats(&self, index: usize) -> bool {
        let before = self
            .rarest(index)
            .iter()
            .filter_map(|term| self.by_rare_term.get(term))
            .flatten();
        before
            .into_iter()
            .any(|&other| self.likeness(index, other) >= SAME)
    }

    fn likeness(&self, a: usize, b: usize) -> f64 {
        let key = |&t: &u32| (self.frequencies[t as usize], t);
        let (a, b) = (&self.terms[a], &self.terms[b]);
        let shared = a
            .iter()
            .filter(|term| b.binary_search_by_key(&key(term), key).is_ok())
            .count();
        shared as f64 / (a.len() + b.len() - shared).max(1) as f64
    }
}
