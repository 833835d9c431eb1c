//! Ties between sentences: which of them mislead without another one.

use super::openings::leans_back;
use super::quotations::Quotations;
use super::{Article, Sentence};

/// Why a sentence needs another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// One quotation begins in the one and ends in the other.
    Quotation,
    /// The sentence is a quotation, and the other one says whose.
    Speaker,
    /// The sentence opens with a pronoun or a connective that refers to the other one.
    Antecedent,
    /// The sentence has a name by its last word, and the other one introduces it. That is marked and no
    /// more: who is meant can often be told all the same.
    Introduction,
}

impl Reason {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::Quotation => "quotation",
            Reason::Speaker => "speaker",
            Reason::Antecedent => "antecedent",
            Reason::Introduction => "introduction",
        }
    }
}

/// What a sentence needs to be understood as it was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// The reason.
    pub reason: Reason,
    /// The index of the segment that it needs; `None` if that segment is no candidate.
    pub segment: Option<usize>,
}

/// A tie to a candidate, by its index; none if the sentence before or after is no candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) reason: Reason,
    pub(super) on: Option<usize>,
}

/// What each sentence of an article needs.
#[derive(Debug)]
pub(super) struct Needs {
    of: Vec<Vec<Need>>,
    leans_back: Vec<bool>,
}

impl Needs {
    /// The needs of all candidates of `article`.
    pub(super) fn new(article: &Article) -> Self {
        let sentences = article.sentences();
        let quotations = Quotations::new(article);
        let mut needs = Needs {
            of: vec![Vec::new(); sentences.len()],
            leans_back: vec![false; sentences.len()],
        };
        for (index, goes_on) in quotations.goes_on.iter().enumerate() {
            if *goes_on {
                needs.add(index, Reason::Quotation, Some(index + 1));
                needs.add(index + 1, Reason::Quotation, Some(index));
            }
        }
        for (index, is_announced) in quotations.is_announced.iter().enumerate() {
            if *is_announced {
                needs.add(index - 1, Reason::Quotation, Some(index));
                needs.add(index, Reason::Speaker, Some(index - 1));
            }
        }
        needs.find_speakers(sentences, &quotations);
        for (index, sentence) in sentences.iter().enumerate().filter(|(_, s)| s.place > 0) {
            let text = article.text_of(sentence);
            let outside = quotations.outside.get(index).copied().flatten();
            let words = outside.and_then(|at| text.get(at..));
            let leans = [Some(text), words].into_iter().flatten();
            if leans
                .into_iter()
                .any(|text| leans_back(text, article.language()))
            {
                needs.leans_back[index] = true;
                needs.add(index, Reason::Antecedent, before(sentences, index));
            }
        }
        needs
    }

    /// Needs for an article that is quoted whole: none.
    pub(super) fn none(count: usize) -> Self {
        Needs {
            of: vec![Vec::new(); count],
            leans_back: vec![false; count],
        }
    }

    fn add(&mut self, index: usize, reason: Reason, on: Option<usize>) {
        if self.of[index].iter().all(|need| need.on != on) {
            self.of[index].push(Need { reason, on });
        }
    }

    /// A quotation without a word outside it has its speaker in the sentence before; only where it
    /// opens a paragraph that goes on, in the one after.
    fn find_speakers(&mut self, sentences: &[Sentence], quotations: &Quotations) {
        let quoted = &quotations.is_all_quoted;
        let mut start = 0;
        while start < quoted.len() {
            let length = quotations.goes_on[start..]
                .iter()
                .take_while(|&&on| on)
                .count();
            let end = start + length;
            if (start..=end).all(|index| quoted[index]) {
                let after = after(sentences, end).filter(|&after| {
                    let opens = before(sentences, start)
                        .is_none_or(|b| sentences[b].paragraph != sentences[start].paragraph);
                    let goes_on = sentences[after].paragraph == sentences[end].paragraph;
                    opens && goes_on && !quoted[after]
                });
                match after {
                    Some(after) => self.add(end, Reason::Speaker, Some(after)),
                    None if sentences[start].place > 0 => {
                        self.add(start, Reason::Speaker, before(sentences, start));
                    }
                    None => {}
                }
            }
            start = end + 1;
        }
    }

    /// What the sentence needs, the worst first.
    pub(super) fn of(&self, index: usize) -> &[Need] {
        &self.of[index]
    }

    /// Whether the first word of the sentence refers back.
    pub(super) fn leans_back(&self, index: usize) -> bool {
        self.leans_back[index]
    }
}

/// The candidate before, if nothing of the article that was a candidate is between.
fn before(sentences: &[Sentence], index: usize) -> Option<usize> {
    let before = index.checked_sub(1)?;
    (sentences[before].place + 1 == sentences[index].place).then_some(before)
}

fn after(sentences: &[Sentence], index: usize) -> Option<usize> {
    let after = sentences.get(index + 1)?;
    (after.place == sentences[index].place + 1).then_some(index + 1)
}
