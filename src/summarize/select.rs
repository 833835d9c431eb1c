use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::text::Span;

use super::names::Names;
use super::ranker::Ranker;
use super::redundancy::Redundancy;
use super::ties::{Need, Needs};
use super::{Article, Budget, Extract, Reason, Sentence, Tie};

/// What is left of the score of a sentence while the summary leaves out the one that it refers to, or
/// a part of its quotation or the speaker.
const LEANING: f64 = 0.7;
const CUT_QUOTATION: f64 = 0.85;
/// What is left of that in a brief where it would have to stand alone: any other sentence of some
/// worth comes first.
const WAITING: f64 = 0.01;

/// From this share of the article on, if that is more than so many sentences, a summary is an extract
/// with room for most of what it refers to: there a sentence is taken with others only if they are
/// nearly as good together, and otherwise stands with a mark instead of waiting.
const EXTRACT_SHARE: f64 = 0.38;
const EXTRACT_SENTENCES: f64 = 5.0;
const NEARLY_AS_GOOD: f64 = 0.85;
/// In a brief this is good enough.
const GOOD: f64 = 0.3;

/// A sentence with more than so many others that it needs is not taken with them.
const COMPANY: usize = 3;

/// What happened to a candidate when a summary was made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Its index in the segments that the article was made of.
    pub segment: usize,
    /// Its span in the document, in bytes.
    pub span: Span,
    /// The score that the ranker gave it.
    pub score: f64,
    /// Whether its first word refers back to the sentence before it, which makes it count for less
    /// while that one is not taken.
    pub leans_back: bool,
    /// What it needs and the summary leaves out.
    pub missing: Option<Tie>,
    /// Whether it was taken, or why not.
    pub verdict: Verdict,
}

/// Why a sentence is in a summary, or is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was taken, with its position in the order of choice, from 1.
    Taken(usize),
    /// It repeats the sentence of this segment, which was taken.
    Repeats(usize),
    /// It was too long for the rest of the budget.
    TooLong,
    /// Better sentences used up the budget.
    Outranked,
}

/// Summarizes `article` within `budget` by `ranker`, and returns the extracts in the order of the article.
///
/// The best sentences that fit are taken one by one. A sentence that does not fit or that repeats a taken one is
/// skipped. A sentence that misleads by itself ([`Tie`]) counts for less; if it is the best even so, it is taken
/// together with those it needs. If these do not fit, others come first, and [`Extract::missing`] says what it lacks.
/// Of equal scores, the earlier sentence wins. An article that fits whole is its own summary. The summary never exceeds
/// the budget: if no sentence fits, it is empty.
pub fn summarize(article: &Article, ranker: &dyn Ranker, budget: Budget) -> Vec<Extract> {
    let choices = choices(article, ranker, budget).into_iter();
    let taken = choices.filter_map(|choice| match choice.verdict {
        Verdict::Taken(rank) => Some(Extract {
            segment: choice.segment,
            span: choice.span,
            score: choice.score,
            rank,
            missing: choice.missing,
        }),
        _ => None,
    });
    taken.collect()
}

/// Says what happens to each candidate of `article` when it is summarized, in the order of the article.
pub fn choices(article: &Article, ranker: &dyn Ranker, budget: Budget) -> Vec<Choice> {
    let sentences = article.sentences();
    let mut scores = ranker.rank(article, budget);
    scores.resize(sentences.len(), 0.0);
    let choices: Vec<Choice> = (sentences.iter().zip(scores))
        .map(|(sentence, score)| Choice {
            segment: sentence.segment,
            span: sentence.span,
            score: finite(score),
            leans_back: false,
            missing: None,
            verdict: Verdict::Outranked,
        })
        .collect();
    let Some(room) = RemainingBudget::new(article, budget) else {
        return choices;
    };
    let whole = room.holds_all(article);
    let share = budget.share(article);
    let selection = Selection {
        article,
        choices,
        needs: match whole {
            true => Needs::none(sentences.len()),
            false => Needs::new(article),
        },
        room,
        redundancy: (!whole).then(|| Redundancy::new(article)),
        queue: BinaryHeap::new(),
        taken: 0,
        is_extract: share > EXTRACT_SHARE && share * sentences.len() as f64 > EXTRACT_SENTENCES,
    };
    selection.run()
}

/// A summary in the making.
struct Selection<'a> {
    article: &'a Article<'a>,
    choices: Vec<Choice>,
    needs: Needs,
    room: RemainingBudget,
    /// `None` where the article is quoted whole.
    redundancy: Option<Redundancy>,
    queue: BinaryHeap<Offer>,
    taken: usize,
    /// Whether so much may be taken that it is an extract, and no brief.
    is_extract: bool,
}

impl Selection<'_> {
    fn run(mut self) -> Vec<Choice> {
        self.queue = (0..self.choices.len())
            .map(|index| self.offer(index))
            .collect();
        // What would have to stand without a sentence that it needs, and was passed over once for that.
        let mut has_waited = vec![self.is_extract; self.choices.len()];
        while let Some(Offer { index, worth }) = self.queue.pop() {
            if self.is_taken(index) || self.is_said(index) {
                continue;
            }
            match self.company(index) {
                Some(company) => self.take_all(&company),
                None if has_waited[index] => self.take_all(&[index]),
                None => {
                    has_waited[index] = true;
                    let worth = lessened(worth, WAITING);
                    self.queue.push(Offer { worth, index });
                }
            }
            if self.room.is_full() {
                break;
            }
        }
        for (index, choice) in self.choices.iter_mut().enumerate() {
            choice.leans_back = self.needs.leans_back(index);
        }
        let last = (0..self.choices.len()).rfind(|&index| self.is_taken(index));
        let looked_at = last.filter(|_| self.redundancy.is_some());
        let mut names = Names::new(self.article, looked_at.map_or(0, |last| last + 1));
        for index in 0..self.choices.len() {
            let missing = self
                .missing(index)
                .or_else(|| self.nameless(&mut names, index));
            self.choices[index].missing = missing.map(|need| Tie {
                reason: need.reason,
                segment: need.on.map(|on| self.choices[on].segment),
            });
        }
        self.choices
    }

    fn offer(&self, index: usize) -> Offer {
        let score = self.choices[index].score;
        let left = match self.missing(index).map(|need| need.reason) {
            None => 1.0,
            Some(Reason::Antecedent | Reason::Introduction) => LEANING,
            Some(Reason::Quotation | Reason::Speaker) => CUT_QUOTATION,
        };
        Offer {
            worth: lessened(score, left),
            index,
        }
    }

    fn is_taken(&self, index: usize) -> bool {
        matches!(self.choices[index].verdict, Verdict::Taken(_))
    }

    fn missing(&self, index: usize) -> Option<Need> {
        let mut needs = self.needs.of(index).iter().copied();
        needs.find(|need| need.on.is_none_or(|on| !self.is_taken(on)))
    }

    /// The sentence that introduces a name of this one, which was taken without it.
    fn nameless(&self, names: &mut Names, index: usize) -> Option<Need> {
        if !self.is_taken(index) {
            return None;
        }
        let introduction = names.missing(index, |other| self.is_taken(other))?;
        Some(Need {
            reason: Reason::Introduction,
            on: Some(introduction),
        })
    }

    /// Whether the summary says it already; if so, that is its verdict.
    fn is_said(&mut self, index: usize) -> bool {
        let said = self.redundancy.as_ref();
        let other = said.and_then(|said| said.repeated(index));
        if let Some(other) = other {
            self.choices[index].verdict = Verdict::Repeats(self.choices[other].segment);
        }
        other.is_some()
    }

    /// The sentence with those that it needs and that are not taken yet; `None` if they do not fit.
    fn company(&self, index: usize) -> Option<Vec<usize>> {
        let mut company = vec![index];
        let mut at = 0;
        while let Some(&member) = company.get(at) {
            for need in self.needs.of(member) {
                let on = need.on?;
                if self.is_taken(on) || company.contains(&on) {
                    continue;
                }
                let said = self.redundancy.as_ref()?;
                let is_alike = |&other: &usize| said.is_alike(on, other);
                if said.repeated(on).is_some() || company.iter().any(is_alike) {
                    return None;
                }
                company.push(on);
            }
            at += 1;
            if company.len() > 1 + COMPANY {
                return None;
            }
        }
        if company.len() > 1 {
            let sentences = self.article.sentences();
            let members = company.iter().map(|&member| &sentences[member]);
            let scores = company.iter().map(|&member| self.choices[member].score);
            let mean = scores.sum::<f64>() / company.len() as f64;
            let good = if self.is_extract {
                NEARLY_AS_GOOD
            } else {
                GOOD
            };
            let is_good = mean >= good * self.choices[index].score;
            return (is_good && self.room.holds(self.article, members)).then_some(company);
        }
        Some(company)
    }

    fn take_all(&mut self, company: &[usize]) {
        let sentences = self.article.sentences();
        for &index in company {
            if !self.room.takes(self.article, &sentences[index]) {
                self.choices[index].verdict = Verdict::TooLong;
                continue;
            }
            self.taken += 1;
            self.choices[index].verdict = Verdict::Taken(self.taken);
            if let Some(said) = &mut self.redundancy {
                said.add(index);
            }
            for other in [index.checked_sub(1), Some(index + 1)]
                .into_iter()
                .flatten()
            {
                let needs = other < self.choices.len() && !self.needs.of(other).is_empty();
                if needs && !self.is_taken(other) && self.missing(other).is_none() {
                    let offer = self.offer(other);
                    self.queue.push(offer);
                }
            }
        }
    }
}

/// A score that is no number counts as 0.
fn finite(score: f64) -> f64 {
    if score.is_finite() { score } else { 0.0 }
}

fn lessened(score: f64, left: f64) -> f64 {
    if score > 0.0 {
        score * left
    } else {
        score / left
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

/// The rest of a budget.
struct RemainingBudget {
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

impl RemainingBudget {
    /// `None` if the budget allows nothing.
    fn new(article: &Article, budget: Budget) -> Option<RemainingBudget> {
        let (left, unit) = match budget {
            Budget::Sentences(count) => (count, Unit::Sentences),
            Budget::Characters(count) => (count, Unit::Characters),
            _ => (budget.words(article), Unit::Words),
        };
        let room = RemainingBudget {
            left,
            unit,
            is_empty: true,
        };
        (!room.is_full()).then_some(room)
    }

    /// The length that `sentence` takes, with one character between two sentences.
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

    /// Whether all of `sentences` fit.
    fn holds<'a>(&self, article: &Article, sentences: impl Iterator<Item = &'a Sentence>) -> bool {
        let between = match self.unit {
            Unit::Characters => usize::from(self.is_empty),
            _ => 0,
        };
        let need = |sentence: &Sentence| match self.unit {
            Unit::Sentences => 1,
            Unit::Words => sentence.words,
            Unit::Characters => article.characters_of(sentence) + 1,
        };
        sentences.map(need).sum::<usize>() <= self.left + between
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
