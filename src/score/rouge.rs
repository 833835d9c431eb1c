//! ROUGE (Lin 2004) as rouge-score has it: the n-grams, and the longest common subsequences, that a
//! summary has in common with one that a person wrote.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::metric::{Details, Level, Metric, Score};
use super::n_grams::{NGrams, Vocabulary};
use super::porter::stem;
use super::subsequence;

/// What ROUGE looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RougeKind {
    /// ROUGE-1: single words.
    One,
    /// ROUGE-2: pairs of words.
    Two,
    /// ROUGE-L: the longest common subsequence of the words.
    Longest,
    /// ROUGE-Lsum: for each sentence of the reference the union of its longest common subsequences
    /// with the sentences of the hypothesis; sentences are lines.
    LongestOfSentences,
}

/// ROUGE, the F-score of precision and recall. Words are runs of the letters a–z and the digits,
/// without regard to case: it is of no use for texts in other scripts.
#[derive(Debug, Clone, Copy)]
pub struct Rouge {
    /// What is compared.
    pub kind: RougeKind,
    /// Whether words of more than three letters are reduced to their stems (Porter 1980).
    pub stem: bool,
}

impl Metric for Rouge {
    fn name(&self) -> &'static str {
        match (self.kind, self.stem) {
            (RougeKind::One, false) => "rouge1",
            (RougeKind::One, true) => "rouge1_stem",
            (RougeKind::Two, false) => "rouge2",
            (RougeKind::Two, true) => "rouge2_stem",
            (RougeKind::Longest, false) => "rougeL",
            (RougeKind::Longest, true) => "rougeL_stem",
            (RougeKind::LongestOfSentences, false) => "rougeLsum",
            (RougeKind::LongestOfSentences, true) => "rougeLsum_stem",
        }
    }

    fn title(&self) -> &'static str {
        match self.kind {
            RougeKind::One => "ROUGE-1",
            RougeKind::Two => "ROUGE-2",
            RougeKind::Longest => "ROUGE-L",
            RougeKind::LongestOfSentences => "ROUGE-Lsum",
        }
    }

    fn settings(&self) -> String {
        let stem = if self.stem { "porter" } else { "no" };
        format!("case:lc|tok:rouge|stem:{stem}")
    }

    /// Precision, recall and F of the reference with the best F, 0–1, and 1: a corpus has the means
    /// of its sentences.
    fn counts(&self, hypothesis: &str, references: &[&str]) -> Vec<f64> {
        let hypothesis = Text::new(hypothesis, self.stem);
        let mut best: Option<[f64; 3]> = None;
        for reference in references {
            let reference = Text::new(reference, self.stem);
            let found = self.compare(&hypothesis, &reference);
            if best.is_none_or(|best| found[2] > best[2]) {
                best = Some(found);
            }
        }
        let [precision, recall, f] = best.unwrap_or_default();
        vec![precision, recall, f, 1.0]
    }

    fn score(&self, counts: &[f64], _level: Level) -> Score {
        let &[precision, recall, f, sentences] = counts else {
            return Score::default();
        };
        let mean = |sum: f64| {
            if sentences > 0.0 {
                sum / sentences
            } else {
                0.0
            }
        };
        Score {
            value: 100.0 * mean(f),
            details: Details::Rouge {
                precision: mean(precision),
                recall: mean(recall),
                f: mean(f),
            },
        }
    }
}

impl Rouge {
    /// Precision, recall and F.
    fn compare(&self, hypothesis: &Text, reference: &Text) -> [f64; 3] {
        let mut vocabulary = Vocabulary::default();
        let sentences = |text: &Text| -> Vec<std::ops::Range<usize>> {
            let starts = text.lines.iter().copied();
            let ends = text.lines.iter().copied().skip(1).chain([text.ends.len()]);
            starts.zip(ends).map(|(start, end)| start..end).collect()
        };
        let ours = vocabulary.numbers(hypothesis.words());
        let theirs = vocabulary.numbers(reference.words());
        let order = match self.kind {
            RougeKind::One => 1,
            RougeKind::Two => 2,
            RougeKind::Longest => {
                let common = subsequence::length(&theirs, &ours);
                return shares(common, ours.len(), theirs.len());
            }
            RougeKind::LongestOfSentences => {
                let cut = |text: &Text, numbers: &[u32]| -> Vec<Vec<u32>> {
                    let sentences = sentences(text).into_iter();
                    sentences.map(|range| numbers[range].to_vec()).collect()
                };
                let hits = union_hits(&cut(reference, &theirs), &cut(hypothesis, &ours));
                return shares(hits, ours.len(), theirs.len());
            }
        };
        let ours = NGrams::<2>::of(ours.into_iter());
        let theirs = NGrams::<2>::of(theirs.into_iter());
        let (all_ours, all_theirs) = (ours.total(order), theirs.total(order));
        shares(ours.matches(&[theirs])[order - 1], all_ours, all_theirs)
    }
}

/// Precision, recall and F of so many in common.
fn shares(common: usize, ours: usize, theirs: usize) -> [f64; 3] {
    let share = |of: usize| common as f64 / of.max(1) as f64;
    let (precision, recall) = (share(ours), share(theirs));
    let f = if common > 0 {
        2.0 * precision * recall / (precision + recall)
    } else {
        0.0
    };
    [precision, recall, f]
}

/// How many words of the sentences of the reference are in a longest common subsequence with one of
/// ours; no word counts more often than it is in either text.
fn union_hits(reference: &[Vec<u32>], hypothesis: &[Vec<u32>]) -> usize {
    let mut left: FxHashMap<u32, [usize; 2]> = FxHashMap::default();
    for (side, text) in [reference, hypothesis].into_iter().enumerate() {
        for word in text.iter().flatten() {
            left.entry(*word).or_default()[side] += 1;
        }
    }
    let mut hits = 0;
    for theirs in reference {
        let mut common = vec![false; theirs.len()];
        for ours in hypothesis {
            subsequence::mark(theirs, ours, &mut common);
        }
        for (word, _) in theirs.iter().zip(&common).filter(|(_, common)| **common) {
            if let Some([a, b]) = left.get_mut(word)
                && *a > 0
                && *b > 0
            {
                *a -= 1;
                *b -= 1;
                hits += 1;
            }
        }
    }
    hits
}

/// The words of a text, and where its lines begin.
struct Text {
    /// All words, one after the other.
    letters: String,
    /// Where each word ends.
    ends: Vec<usize>,
    /// The number of the first word of each line.
    lines: Vec<usize>,
}

impl Text {
    fn new(text: &str, with_stems: bool) -> Self {
        // Of other scripts there are two letters whose small form is one of ASCII, or begins with one.
        let mut lower = Cow::Borrowed(text);
        if text.contains(['\u{130}', '\u{212a}']) {
            lower = Cow::Owned(text.replace('\u{130}', "i\u{307}").replace('\u{212a}', "k"));
        }
        let mut letters = Vec::with_capacity(lower.len());
        let mut ends = Vec::new();
        let mut lines = Vec::new();
        let mut word = Vec::new();
        for line in lower.split('\n') {
            lines.push(ends.len());
            let parts = line.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
            for part in parts.filter(|part| !part.is_empty()) {
                if with_stems && part.len() > 3 {
                    word.clear();
                    word.extend(part.iter().map(u8::to_ascii_lowercase));
                    stem(&mut word);
                    letters.extend_from_slice(&word);
                } else {
                    letters.extend(part.iter().map(u8::to_ascii_lowercase));
                }
                ends.push(letters.len());
            }
        }
        Text {
            // Letters of ASCII only.
            letters: String::from_utf8(letters).unwrap_or_default(),
            ends,
            lines,
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, &end)| &self.letters[start..end])
    }
}
