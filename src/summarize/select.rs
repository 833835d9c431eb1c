use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::text::Span;

use super::openings::leans_back;
use super::{Article, Budget, Extract, Ranker, Sentence};

/// Two sentences of which the one has so large a share of the terms of both say the same
/// (Jaccard's coefficient).
const SAME: f64 = 0.5;

/// What is left of the score of a sentence that leans on one which the summary leaves out.
const LEANING: f64 = 0.7;

/// Two sentences of a story, of which the one has so large a share of what the other says, say the
/// same; terms weigh the more, the rarer they are.
const SAME_IN_STORY: f64 = 0.6;

/// What became of a candidate when a summary was made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Its index in the segments that the article was made of.
    pub segment: usize,
    /// Its bytes in the document's text.
    pub span: Span,
    /// What the ranker gave it.
    pub score: f64,
    /// Whether its first word refers back to the sentence before it, which makes it count for less
    /// while that one is not taken.
    pub leans_back: bool,
    /// Whether it was taken, or why not.
    pub verdict: Verdict,
}

/// Why a sentence is in a summary, or is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was taken, as the first, second … best: from 1.
    Taken(usize),
    /// It says again what the sentence of this segment says, which was taken.
    Repeats(usize),
    /// It was too long for what was left of the budget.
    TooLong,
    /// The budget was used up by better ones.
    Outranked,
}

/// The summary of `article` within `budget`, as `ranker` sees it, in the order of the article.
///
/// The best sentences that fit are taken, one by one. A sentence is passed over if it does not
/// fit or repeats one that was taken; it counts for less while its first word refers back to a
/// sentence that was not taken. Equal scores go to the earlier sentence. An article that fits
/// whole is its own summary. The summary is never over the budget: if no sentence fits, it is empty.
pub fn summarize(article: &Article, ranker: &dyn Ranker, budget: Budget) -> Vec<Extract> {
    let choices = choices(article, ranker, budget).into_iter();
    let taken = choices.filter_map(|choice| match choice.verdict {
        Verdict::Taken(rank) => Some(Extract {
            segment: choice.segment,
            span: choice.span,
            score: choice.score,
            rank,
        }),
        _ => None,
    });
    taken.collect()
}

/// What becomes of each candidate of `article` when it is summarized, in the order of the article.
pub fn choices(article: &Article, ranker: &dyn Ranker, budget: Budget) -> Vec<Choice> {
    let sentences = article.sentences();
    let mut scores = ranker.rank(article, budget);
    scores.resize(sentences.len(), 0.0);
    let mut choices: Vec<Choice> = (sentences.iter().zip(scores))
        .map(|(sentence, score)| Choice {
            segment: sentence.segment,
            span: sentence.span,
            score: finite(score),
            leans_back: false,
            verdict: Verdict::Outranked,
        })
        .collect();
    let Some(mut room) = Room::new(article, budget) else {
        return choices;
    };
    let whole = room.holds_all(article);
    for (choice, sentence) in choices.iter_mut().zip(sentences) {
        choice.leans_back = sentence.place > 0
            && !whole
            && leans_back(article.text_of(sentence), article.language());
    }
    let offer = |(index, choice): (usize, &Choice)| Offer {
        worth: match choice.leans_back {
            true => lessened(choice.score),
            false => choice.score,
        },
        index,
    };
    let mut queue: BinaryHeap<Offer> = choices.iter().enumerate().map(offer).collect();
    let mut said = Said::new(article);
    let mut taken = 0;
    while let Some(Offer { index, .. }) = queue.pop() {
        if matches!(choices[index].verdict, Verdict::Taken(_)) {
            continue;
        }
        if !whole && let Some(other) = said.repeated(index) {
            choices[index].verdict = Verdict::Repeats(sentences[other].segment);
            continue;
        }
        if !room.takes(article, &sentences[index]) {
            choices[index].verdict = Verdict::TooLong;
            continue;
        }
        taken += 1;
        choices[index].verdict = Verdict::Taken(taken);
        said.add(index);
        let next = index + 1;
        let follows = |other: &Sentence| other.place == sentences[index].place + 1;
        if sentences.get(next).is_some_and(follows) && choices[next].leans_back {
            queue.push(Offer {
                worth: choices[next].score,
                index: next,
            });
        }
        if room.is_full() {
            break;
        }
    }
    choices
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
    /// For a story, what each term says: the logarithm of how rare it is.
    story_weights: Option<Vec<f64>>,
    added: Vec<usize>,
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
        let sentences = article.sentences().len() as f64;
        let weight = |&frequency: &u32| (1.0 + sentences / f64::from(frequency.max(1))).ln();
        let story_weights = article
            .is_story()
            .then(|| frequencies.iter().map(weight).collect());
        Said {
            terms,
            frequencies,
            by_rare_term: FxHashMap::default(),
            story_weights,
            added: Vec::new(),
        }
    }

    fn rarest(&self, index: usize) -> &[u32] {
        let terms = &self.terms[index];
        let shared = (terms.len() as f64 * SAME).ceil() as usize;
        &terms[..(terms.len() + 1 - shared).min(terms.len())]
    }

    fn add(&mut self, index: usize) {
        self.added.push(index);
        let rarest = self.rarest(index).to_vec();
        for term in rarest {
            self.by_rare_term.entry(term).or_default().push(index);
        }
    }

    /// A sentence that was added and says what `index` says.
    fn repeated(&self, index: usize) -> Option<usize> {
        if let Some(weights) = &self.story_weights {
            let mut added = self.added.iter().copied();
            return added.find(|&other| self.overlap(index, other, weights) >= SAME_IN_STORY);
        }
        let rarest = self.rarest(index).iter();
        let mut before = rarest
            .filter_map(|term| self.by_rare_term.get(term))
            .flatten();
        before
            .find(|&&other| self.likeness(index, other) >= SAME)
            .copied()
    }

    /// How much of the one that says less is in the other: the overlap coefficient (Szymkiewicz
    /// 1934) of their terms by weight, as sentences of one story say the same at greater length.
    fn overlap(&self, a: usize, b: usize, weights: &[f64]) -> f64 {
        let sum = |terms: &[u32]| terms.iter().map(|&t| weights[t as usize]).sum::<f64>();
        let (a, b) = (&self.terms[a], &self.terms[b]);
        let shared: Vec<u32> = self.shared(a, b).collect();
        let least = sum(a).min(sum(b));
        if least > 0.0 {
            sum(&shared) / least
        } else {
            0.0
        }
    }

    fn shared<'a>(&'a self, a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        let key = |&t: &u32| (self.frequencies[t as usize], t);
        a.iter()
            .filter(move |term| b.binary_search_by_key(&key(term), key).is_ok())
            .copied()
    }

    fn likeness(&self, a: usize, b: usize) -> f64 {
        let (a, b) = (&self.terms[a], &self.terms[b]);
        let shared = self.shared(a, b).count();
        shared as f64 / (a.len() + b.len() - shared).max(1) as f64
    }
}
