//! Key phrases: what an article is about, in its own words.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Span, TokenKind, is_spaceless, search_form, tokens};

use super::Article;
use super::stop_words::stop_words;

/// Maximum length of a phrase, in words, and in scripts without spaces in characters as readers count them.
const MAX_WORDS: usize = 4;
const MAX_CHARS: usize = 8;

/// In a language without a list of stop words, minimum length of a meaningful word, and maximum share of the sentences
/// that it may occur in.
const MIN_LETTERS: usize = 4;
const COMMON_SHARE: f64 = 0.3;

/// Endings are cut off behind so many letters when phrases are counted, so that a plural counts as
/// its singular (truncation as a stemmer: Can et al. 2008).
const STEM: usize = 6;

/// A phrase goes without saying where a longer one that was named has at least this share of its
/// occurrences.
const COVERED: f64 = 0.6;

/// A phrase that an article keeps coming back to.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPhrase {
    /// The phrase as it first occurs in the article.
    pub text: String,
    /// Number of occurrences, ignoring endings.
    pub count: usize,
    /// Its score, above 0; comparable within one article.
    pub score: f64,
    /// Indices of the segments that it occurs in.
    pub segments: Vec<usize>,
}

/// A phrase while it is counted.
struct Candidate {
    /// Where it stands first.
    first: Span,
    length: usize,
    /// Each occurrence by the index of its sentence.
    sentences: Vec<usize>,
    /// How often it is in a longer candidate, and in how many different ones.
    nested: (usize, FxHashSet<usize>),
}

/// Returns the key phrases of `article`, the best first, at most `limit`.
///
/// A phrase is a run of words without function words and punctuation. It is scored by C-value (Frantzi, Ananiadou &
/// Mima 2000): its number of occurrences, less those within longer phrases, weighted by one more than the logarithm of
/// its length, so that single words count. A phrase that occurs once is no key phrase unless nothing occurs twice. Of
/// equal scores, the earlier phrase comes first.
pub fn key_phrases(article: &Article, limit: usize) -> Vec<KeyPhrase> {
    let runs = Runs::new(article);
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut numbers: FxHashMap<Vec<u32>, usize> = FxHashMap::default();
    for run in &runs.runs {
        let longest = if run.spaceless { MAX_CHARS } else { MAX_WORDS };
        let shortest = if run.spaceless { 2 } else { 1 };
        for start in 0..run.words.len() {
            for length in shortest..=longest.min(run.words.len() - start) {
                let words = &run.words[start..start + length];
                let key: Vec<u32> = words.iter().map(|word| word.form).collect();
                let next = candidates.len();
                let number = *numbers.entry(key).or_insert(next);
                if number == next {
                    candidates.push(Candidate {
                        first: Span::new(words[0].span.start, words[length - 1].span.end),
                        length,
                        sentences: Vec::new(),
                        nested: (0, FxHashSet::default()),
                    });
                }
                candidates[number].sentences.push(run.sentence);
            }
        }
    }
    let repeated = candidates.iter().any(|one| one.sentences.len() > 1);
    let counts = |one: &Candidate| !repeated || one.sentences.len() > 1;
    // What is in longer phrases that count.
    let mut keys: Vec<(&Vec<u32>, usize)> = numbers.iter().map(|(key, &n)| (key, n)).collect();
    keys.sort_unstable_by_key(|&(_, number)| number);
    for &(key, number) in &keys {
        if !counts(&candidates[number]) {
            continue;
        }
        let count = candidates[number].sentences.len();
        for length in 1..key.len() {
            for part in key.windows(length) {
                if let Some(&shorter) = numbers.get(part) {
                    let nested = &mut candidates[shorter].nested;
                    if nested.1.insert(number) {
                        nested.0 += count;
                    }
                }
            }
        }
    }
    let mut ranked: Vec<(f64, usize)> = (0..candidates.len())
        .filter(|&number| counts(&candidates[number]))
        .map(|number| (c_value(&candidates[number]), number))
        .filter(|&(score, _)| score > 0.0)
        .collect();
    ranked.sort_by(|a, b| {
        let first = |number: usize| candidates[number].first;
        b.0.total_cmp(&a.0).then(first(a.1).cmp(&first(b.1)))
    });
    let mut named: Vec<usize> = Vec::new();
    for &(_, number) in &ranked {
        if named.len() == limit {
            break;
        }
        let one = &candidates[number];
        let covers = |&longer: &usize| {
            let share = candidates[longer].sentences.len() as f64 / one.sentences.len() as f64;
            one.nested.1.contains(&longer) && share >= COVERED
                || candidates[longer].nested.1.contains(&number)
        };
        if !named.iter().any(covers) {
            named.push(number);
        }
    }
    let score_of: FxHashMap<usize, f64> = ranked.iter().map(|&(score, n)| (n, score)).collect();
    named
        .into_iter()
        .map(|number| {
            let one = &candidates[number];
            let sentences = article.sentences();
            let mut segments: Vec<usize> = one
                .sentences
                .iter()
                .map(|&at| sentences[at].segment)
                .collect();
            segments.dedup();
            KeyPhrase {
                text: article.text_at(one.first).to_owned(),
                count: one.sentences.len(),
                score: score_of[&number],
                segments,
            }
        })
        .collect()
}

fn c_value(one: &Candidate) -> f64 {
    let weight = 1.0 + (one.length as f64).log2();
    let (nested, longer) = (one.nested.0 as f64, one.nested.1.len() as f64);
    let own = one.sentences.len() as f64;
    weight
        * if longer > 0.0 {
            own - nested / longer
        } else {
            own
        }
}

/// A word of a run, as it is counted.
struct Word {
    span: Span,
    form: u32,
}

/// Words beside each other, none of which is a function word.
struct Run {
    sentence: usize,
    spaceless: bool,
    words: Vec<Word>,
}

struct Runs {
    runs: Vec<Run>,
}

impl Runs {
    fn new(article: &Article) -> Self {
        let stops = stop_words(article.language());
        let common = match stops {
            Some(_) => FxHashSet::default(),
            None => common_words(article),
        };
        let says_nothing = |form: &str| match stops {
            Some(stops) => stops.contains(form),
            None => form.chars().count() < MIN_LETTERS || common.contains(form),
        };
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut runs: Vec<Run> = Vec::new();
        for (sentence, candidate) in article.sentences().iter().enumerate() {
            let text = article.text_of(candidate);
            let mut end = None;
            for token in tokens(text) {
                let word = token.span.of(text);
                let spaceless = word.starts_with(is_spaceless);
                let form = search_form(word);
                let is_content = token.kind != TokenKind::Punctuation
                    && (spaceless || form.chars().filter(|c| c.is_alphabetic()).nth(1).is_some())
                    && !says_nothing(&form);
                if !is_content {
                    end = None;
                    continue;
                }
                let stem = form
                    .char_indices()
                    .nth(STEM)
                    .map_or(form.len(), |(at, _)| at);
                let next = numbers.len() as u32;
                let form = *numbers.entry(form[..stem].to_owned()).or_insert(next);
                let word = Word {
                    span: token.span.shifted(candidate.span.start),
                    form,
                };
                // Only a space or nothing lies between the words of a phrase.
                let joins = end.is_some_and(|end| match spaceless {
                    true => end == token.span.start,
                    false => text[end..token.span.start].trim().is_empty(),
                });
                match runs.last_mut() {
                    Some(run) if joins && run.spaceless == spaceless => run.words.push(word),
                    _ => runs.push(Run {
                        sentence,
                        spaceless,
                        words: vec![word],
                    }),
                }
                end = Some(token.span.end);
            }
        }
        Runs { runs }
    }
}

/// The words that so many sentences have that they say nothing of any.
fn common_words(article: &Article) -> FxHashSet<String> {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for sentence in article.sentences() {
        let text = article.text_of(sentence);
        let words: FxHashSet<String> = tokens(text)
            .map(|token| search_form(token.span.of(text)))
            .collect();
        for word in words {
            *counts.entry(word).or_default() += 1;
        }
    }
    let most = (article.sentences().len() as f64 * COMMON_SHARE).max(2.0);
    let common = counts.into_iter().filter(|&(_, count)| count as f64 > most);
    common.map(|(word, _)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::SegmentedDocument;
    use crate::text::Language;

    fn phrases(text: &str, tag: &str, limit: usize) -> Vec<(String, usize)> {
        let language = Language::parse(tag).unwrap();
        let document = SegmentedDocument::plain(text, &language);
        let article = Article::new(&document);
        let found = key_phrases(&article, limit);
        for phrase in &found {
            assert!(phrase.score > 0.0 && !phrase.segments.is_empty());
            assert!(text.contains(&phrase.text), "{}", phrase.text);
        }
        found.into_iter().map(|one| (one.text, one.count)).collect()
    }

    #[test]
    fn what_comes_back_is_named() {
        let text = "The stone bridge opened on Monday. The town built the stone bridge of the old quarry. \
                    Stone bridges last, the mayor said. The mayor thanked the town.";
        assert_eq!(
            phrases(text, "en", 3),
            [
                ("stone bridge".to_owned(), 3),
                ("town".to_owned(), 2),
                ("mayor".to_owned(), 2)
            ]
        );
    }

    #[test]
    fn scripts_and_languages_without_lists_have_phrases() {
        assert_eq!(
            phrases("新石桥开通了。市民走过新石桥。", "zh", 1)[0].0,
            "新石桥"
        );
        assert_eq!(
            phrases("پل سنگی باز شد. مردم از پل سنگی گذشتند.", "fa", 1)[0].0,
            "پل سنگی"
        );
        assert_eq!(
            phrases("पत्थर का पुल खुला। लोग पत्थर का पुल पार कर गए।", "hi", 2).len(),
            2
        );
        assert_eq!(
            phrases(
                "Daraja jipya limefunguliwa. Watu wanapita daraja jipya.",
                "sw",
                1
            )[0]
            .0,
            "Daraja jipya"
        );
        assert!(!phrases("สะพานหินเปิดแล้ว คนข้ามสะพานหินได้", "th", 1).is_empty());
        assert_eq!(
            phrases("Rain fell.", "en", 9),
            [("Rain fell".to_owned(), 1)]
        );
        assert_eq!(phrases("***", "en", 9), []);
    }
}
