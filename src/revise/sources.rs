use std::cmp::Reverse;
use std::collections::HashMap;

use crate::segment::SegmentedDocument;
use crate::text::{Span, TokenKind, comparison_form, tokens};

use super::Edit;
use super::kinds::{Drift, Facts};
use super::profile::{Features, Profile};
use super::words;

/// Minimum share of a sentence (in thousandths, by weight) that must be in one sentence of the article for it to come
/// from there.
const FOUND: u64 = 380;

/// Two sentences are fused in one if the first has at least this share of it, and the second so much
/// of the rest …
const FIRST: u64 = 250;
const SECOND: u64 = 180;

/// … and the first alone has no more than this.
const WHOLE: u64 = 850;

/// How a sentence of a summary relates to its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Provenance {
    /// The article contains it, by comparison form.
    Verbatim,
    /// A sentence of the article with some words left out.
    Shortened,
    /// A sentence of the article in other words.
    Edited,
    /// A fusion of two sentences of the article.
    Fused,
    /// Nothing in the article is like it.
    Nowhere,
}

impl Provenance {
    /// All of them.
    pub const ALL: [Provenance; 5] = [
        Provenance::Verbatim,
        Provenance::Shortened,
        Provenance::Edited,
        Provenance::Fused,
        Provenance::Nowhere,
    ];

    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Provenance::Verbatim => "verbatim",
            Provenance::Shortened => "shortened",
            Provenance::Edited => "edited",
            Provenance::Fused => "fused",
            Provenance::Nowhere => "nowhere",
        }
    }
}

/// The origin of a sentence of a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// How it relates to the article.
    pub provenance: Provenance,
    /// Indices of the segments of the article, ascending: two if fused, none if the sentence is nowhere in it.
    pub segments: Vec<usize>,
    /// The share of the sentence, by the weight of its words, that is in these segments, in thousandths.
    pub share: u32,
    /// The edits between the one segment of the article (`old`) and the sentence (`new`), in bytes of the whole texts;
    /// empty if it is verbatim, fused or nowhere.
    pub edits: Vec<Edit>,
    /// What the sentence says differently from these segments; empty without segments.
    pub drift: Drift,
}

/// Finds where each segment of a `summary` comes from in its `article`, both in the language of the article.
///
/// Words (pairs of graphemes in scripts without spaces) weigh by their length and by how few segments
/// of the article have them (inverse document frequency; Spärck Jones 1972). The source is the segment
/// that has most of the sentence, and a second one if that has a good part of the rest: sentences of
/// summaries are cut from one sentence of the article or fused from two (Jing and McKeown 1999). Of
/// segments that are equally good, the first.
pub fn sources(article: &SegmentedDocument, summary: &SegmentedDocument) -> Vec<Source> {
    let mut features = Features::default();
    let index = Index::new(article, &mut features);
    let facts = Facts::new(article.text(), &article.language);
    let sentences = summary.segments.iter().map(|segment| segment.span);
    sentences
        .map(|sentence| {
            let profile = features.profile(sentence.of(summary.text()));
            index.source(&features, &facts, summary.text(), sentence, &profile)
        })
        .collect()
}

/// Whether `edits` only remove words from `old`: no word that they insert is new there.
pub fn is_shortened(old: &str, new: &str, edits: &[Edit]) -> bool {
    let words = |text: &str, span: Span| -> Vec<String> {
        let part = span.of(text);
        tokens(part)
            .filter(|token| token.kind != TokenKind::Punctuation)
            .map(|token| comparison_form(token.span.of(part)).to_lowercase())
            .collect()
    };
    let mut fewer = 0;
    for edit in edits {
        let (gone, come) = (words(old, edit.old), words(new, edit.new));
        let mut rest = gone.iter();
        if !come.iter().all(|word| rest.any(|own| own == word)) {
            return false;
        }
        fewer += gone.len() - come.len();
    }
    fewer > 0
}

/// An index of the article, to look sentences up in.
struct Index<'a> {
    article: &'a SegmentedDocument,
    profiles: Vec<Profile>,
    /// The segments that have a feature, by its number.
    postings: Vec<Vec<u32>>,
    /// The first segment with a comparison form.
    forms: HashMap<String, usize>,
}

impl<'a> Index<'a> {
    fn new(article: &'a SegmentedDocument, features: &mut Features) -> Self {
        let texts = article
            .segments
            .iter()
            .map(|segment| segment.span.of(article.text()));
        let profiles: Vec<Profile> = texts.clone().map(|text| features.profile(text)).collect();
        let mut postings = vec![Vec::new(); features.len()];
        for (at, profile) in profiles.iter().enumerate() {
            for &(feature, _) in &profile.counts {
                postings[feature as usize].push(at as u32);
            }
        }
        let mut forms = HashMap::new();
        for (at, text) in texts.enumerate() {
            forms
                .entry(comparison_form(text).into_owned())
                .or_insert(at);
        }
        Index {
            article,
            profiles,
            postings,
            forms,
        }
    }

    /// What one occurrence of a feature weighs: more, the fewer segments have it.
    fn weight(&self, features: &Features, feature: u32) -> u64 {
        let having = self
            .postings
            .get(feature as usize)
            .map_or(0, Vec::len)
            .max(1);
        let idf = (1.0 + self.profiles.len() as f64 / having as f64).ln();
        u64::from(features.weight(feature)) * (idf * 1024.0).round() as u64
    }

    fn source(
        &self,
        features: &Features,
        facts: &Facts<'_>,
        summary: &str,
        sentence: Span,
        profile: &Profile,
    ) -> Source {
        let form = comparison_form(sentence.of(summary));
        if let Some(&at) = self.forms.get(&*form) {
            return Source {
                provenance: Provenance::Verbatim,
                segments: vec![at],
                share: 1000,
                edits: Vec::new(),
                drift: Drift::default(),
            };
        }
        let weights: Vec<u64> = (profile.counts.iter())
            .map(|&(feature, _)| self.weight(features, feature))
            .collect();
        let counts: Vec<u32> = profile.counts.iter().map(|&(_, count)| count).collect();
        let total: u64 = counts
            .iter()
            .zip(&weights)
            .map(|(&n, w)| u64::from(n) * w)
            .sum();
        let total = total.max(1);
        let nowhere = |share| Source {
            provenance: Provenance::Nowhere,
            segments: Vec::new(),
            share,
            edits: Vec::new(),
            drift: Drift::default(),
        };
        let whole = |at: usize| -> u64 {
            let counts = &self.profiles[at].counts;
            counts
                .iter()
                .map(|&(f, n)| u64::from(n) * self.weight(features, f))
                .sum()
        };
        let found = self.shared(profile, &counts, &weights);
        // The share of the sentence counts twice as much as how alike the two are.
        let rank = |&(at, shared): &(usize, u64)| {
            let alike = 2000 * shared / (total + whole(at)).max(1);
            (2000 * shared / total + alike, Reverse(at))
        };
        let Some(&(first, shared)) = found.iter().max_by_key(|found| rank(found)) else {
            return nowhere(0);
        };
        let share = 1000 * shared / total;
        // What the first has not is looked for in the others.
        let own: HashMap<u32, u32> = self.profiles[first].counts.iter().copied().collect();
        let left: Vec<u32> = (profile.counts.iter())
            .map(|&(feature, n)| n.saturating_sub(own.get(&feature).copied().unwrap_or(0)))
            .collect();
        let rest = self.shared(profile, &left, &weights);
        let second = rest
            .iter()
            .filter(|(at, _)| *at != first)
            .max_by_key(|&&(at, shared)| (shared, Reverse(at.abs_diff(first)), Reverse(at)))
            .map(|&(at, shared)| (at, 1000 * shared / total))
            .filter(|&(at, more)| {
                let has = |feature| {
                    self.profiles[at]
                        .counts
                        .binary_search_by_key(&feature, |c| c.0)
                };
                let several = profile.counts.iter().zip(&left);
                let several =
                    several.filter(|((feature, _), left)| **left > 0 && has(*feature).is_ok());
                more >= SECOND && several.count() > 1
            });
        if let Some((second, more)) = second
            && (FIRST..=WHOLE).contains(&share)
            && share + more >= FOUND
        {
            let mut segments = vec![first, second];
            segments.sort_unstable();
            return self.fused(facts, segments, share + more, sentence.of(summary));
        }
        if share < FOUND {
            return nowhere(share as u32);
        }
        self.changed(facts, first, share, summary, sentence)
    }

    /// What each segment has of these counts of features, by weight: those that have something.
    fn shared(&self, profile: &Profile, counts: &[u32], weights: &[u64]) -> Vec<(usize, u64)> {
        let mut shared = vec![0; self.profiles.len()];
        for ((&(feature, _), &count), &weight) in profile.counts.iter().zip(counts).zip(weights) {
            for &at in self.postings.get(feature as usize).into_iter().flatten() {
                let own = &self.profiles[at as usize].counts;
                let there = own.binary_search_by_key(&feature, |count| count.0);
                let there = there.map_or(0, |at| own[at].1);
                shared[at as usize] += u64::from(count.min(there)) * weight;
            }
        }
        let found = shared.into_iter().enumerate();
        found.filter(|(_, shared)| *shared > 0).collect()
    }

    fn changed(
        &self,
        facts: &Facts<'_>,
        at: usize,
        share: u64,
        summary: &str,
        sentence: Span,
    ) -> Source {
        let text = self.article.text();
        let segment = self.article.segments[at].span;
        let edits = words::edits(text, &[segment], summary, &[sentence]);
        Source {
            provenance: match is_shortened(text, summary, &edits) {
                true => Provenance::Shortened,
                false => Provenance::Edited,
            },
            segments: vec![at],
            share: share as u32,
            drift: drift(facts, segment.of(text), sentence.of(summary)),
            edits,
        }
    }

    fn fused(&self, facts: &Facts<'_>, segments: Vec<usize>, share: u64, sentence: &str) -> Source {
        let texts = segments
            .iter()
            .map(|&at| self.article.segments[at].span.of(self.article.text()));
        let joined = texts.collect::<Vec<_>>().join(" ");
        Source {
            provenance: Provenance::Fused,
            share: share as u32,
            edits: Vec::new(),
            drift: drift(facts, &joined, sentence),
            segments,
        }
    }
}

fn drift(facts: &Facts<'_>, source: &str, sentence: &str) -> Drift {
    let whole = |text: &str| [Span::new(0, text.len())];
    let edits = words::edits(source, &whole(source), sentence, &whole(sentence));
    facts.drift(source, sentence, &edits)
}

#[cfg(test)]
#[path = "sources_tests.rs"]
mod tests;
