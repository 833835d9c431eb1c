//! ROUGE (Lin 2004) as rouge-score computes it: the n-grams, or longest common subsequences, that a summary shares with
//! one that a person wrote.

use rustc_hash::FxHashMap;

use super::metric::{Details, Level, Metric, Score};
use super::n_grams::{SHORT, Vocabulary, WORDS_OF_A_SENTENCE, common};
use super::porter::stem;
use super::subsequence;

/// The units that ROUGE compares.
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

/// ROUGE: the F-score of precision and recall. Words are runs of the letters a–z and digits, in any case, so ROUGE does
/// not suit other scripts.
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
        let ours = hypothesis.numbers(&mut vocabulary);
        let theirs = reference.numbers(&mut vocabulary);
        let order = match self.kind {
            RougeKind::One => 1,
            RougeKind::Two => 2,
            RougeKind::Longest => {
                let common = subsequence::length(&theirs, &ours);
                return shares(common, ours.len(), theirs.len());
            }
            RougeKind::LongestOfSentences => {
                let cut = |text: &Text, numbers: &[u32]| -> Vec<Vec<u32>> {
                    let starts = [0].into_iter().chain(text.breaks.iter().copied());
                    let ends = text.breaks.iter().copied().chain([numbers.len()]);
                    let sentences = starts.zip(ends);
                    sentences
                        .map(|(start, end)| numbers[start..end].to_vec())
                        .collect()
                };
                let hits = union_hits(&cut(reference, &theirs), &cut(hypothesis, &ours));
                return shares(hits, ours.len(), theirs.len());
            }
        };
        let matches = match order {
            1 => common_words(&ours, &theirs, vocabulary.len()),
            _ => common(pairs(&ours), pairs(&theirs)),
        };
        let total = |words: &[u32]| (words.len() + 1).saturating_sub(order);
        shares(matches, total(&ours), total(&theirs))
    }
}

/// The number of our words (numbers up to `most`) that are theirs as well. Each counts as often as it is in both.
fn common_words(ours: &[u32], theirs: &[u32], most: usize) -> usize {
    let mut left = vec![0_u32; most + 1];
    for &word in theirs {
        left[word as usize] += 1;
    }
    let mut common = 0;
    for &word in ours {
        let left = &mut left[word as usize];
        common += usize::from(*left > 0);
        *left = left.saturating_sub(1);
    }
    common
}

/// The pairs of words that follow each other, each as one key.
fn pairs(words: &[u32]) -> Vec<u64> {
    let key = |pair: &[u32]| match pair {
        [first, second] => u64::from(*first) << 32 | u64::from(*second),
        _ => 0,
    };
    words.windows(2).map(key).collect()
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

/// The number of words in the sentences of the reference that are in a longest common subsequence with one of ours. No
/// word counts more often than it is in either text.
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
    /// The text in small letters, or the stems of its words one after the other; then [`SHORT`] zeros.
    letters: Vec<u8>,
    /// Where each word is.
    places: Vec<(u32, u32)>,
    /// The number of the first word of each line but the first.
    breaks: Vec<usize>,
}

/// Whether a byte is part of a word.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

impl Text {
    fn new(text: &str, with_stems: bool) -> Self {
        let mut lower = text.as_bytes().to_ascii_lowercase();
        // Of other scripts there are two letters whose small form is one of ASCII, or begins with one.
        if !lower.is_ascii() && text.contains(['\u{130}', '\u{212a}']) {
            let replaced = text.replace('\u{130}', "i\u{307}").replace('\u{212a}', "k");
            lower = replaced.into_bytes();
            lower.make_ascii_lowercase();
        }
        // Of a text longer than 4 GiB only so much counts.
        lower.truncate(u32::MAX as usize);
        let length = lower.len();
        lower.extend([0; SHORT]);
        let mut places = Vec::with_capacity(WORDS_OF_A_SENTENCE);
        let mut breaks = Vec::new();
        let mut at = 0;
        while at < length {
            let is_in_word = |byte: &u8| IN_WORD[usize::from(*byte)];
            if !is_in_word(&lower[at]) {
                if lower[at] == b'\n' {
                    breaks.push(places.len());
                }
                at += 1;
                continue;
            }
            // What follows the text is in no word.
            let rest = lower[at..].iter();
            let end = at + rest.take_while(|byte| is_in_word(byte)).count();
            places.push((at as u32, end as u32));
            at = end;
        }
        let mut text = Text {
            letters: lower,
            places,
            breaks,
        };
        if with_stems {
            text.reduce();
        }
        text
    }

    /// Leaves of each word of more than three letters its stem.
    fn reduce(&mut self) {
        let mut stems = Vec::with_capacity(self.letters.len());
        let mut word = Vec::new();
        for place in &mut self.places {
            let letters = &self.letters[place.0 as usize..place.1 as usize];
            let start = stems.len() as u32;
            if letters.len() > 3 {
                word.clear();
                word.extend_from_slice(letters);
                stem(&mut word);
                stems.extend_from_slice(&word);
            } else {
                stems.extend_from_slice(letters);
            }
            *place = (start, stems.len() as u32);
        }
        stems.extend([0; SHORT]);
        self.letters = stems;
    }

    /// The numbers of its words.
    fn numbers<'a>(&'a self, vocabulary: &mut Vocabulary<'a>) -> Vec<u32> {
        let number = |&(start, end): &(u32, u32)| {
            let (start, end) = (start as usize, end as usize);
            match self.letters[start..].first_chunk::<SHORT>() {
                Some(letters) if end - start < SHORT => {
                    let others = 8 * (SHORT - (end - start)) as u32;
                    // Of the last bytes the first ones are kept.
                    let key = u128::from_be_bytes(*letters) >> others;
                    vocabulary.short_number(key)
                }
                _ => vocabulary.number(&self.letters[start..end]),
            }
        };
        self.places.iter().map(number).collect()
    }
}
