use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use crate::segment::{Segment, SegmentKind, SegmentedDocument};
use crate::text::{Language, Span, collapse_white_space, search_form};

use super::notices::is_notice;
use super::terms::{count_words, each_term};

/// An article prepared for ranking: the sentences that a summary may quote, and their terms.
///
/// Candidates are the prose segments that belong to the story, without credits, pointers to other articles and
/// invitations to follow. If no candidate has a word, all segments are candidates, so that any text with content has a
/// summary.
#[derive(Debug, Clone)]
pub struct Article<'a> {
    text: &'a str,
    language: &'a Language,
    sentences: Vec<Sentence>,
    frequencies: Vec<u32>,
    headings: Vec<Span>,
    title: Option<Span>,
    is_story: bool,
    vocabulary: FxHashMap<String, u32>,
}

/// A candidate for the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its index in the segments that the article was made of.
    pub segment: usize,
    /// Its span in the document, in bytes.
    pub span: Span,
    /// The index of its block in the document.
    pub paragraph: usize,
    /// Number of candidates before it in its article.
    pub place: usize,
    /// Its length as [`count_words`] counts it.
    pub words: usize,
    /// Its terms in the order of the text, as indices of [`Article::frequencies`].
    pub terms: Vec<u32>,
}

impl<'a> Article<'a> {
    /// The candidates among the segments of `document`.
    pub fn new(document: &'a SegmentedDocument) -> Self {
        let (text, segments) = (document.text(), document.segments.as_slice());
        let mut article = Article {
            text,
            language: &document.language,
            sentences: Vec::new(),
            frequencies: Vec::new(),
            headings: Vec::new(),
            title: title(text, segments),
            is_story: false,
            vocabulary: FxHashMap::default(),
        };
        article.read(segments, |segment| {
            segment.kind.is_prose() && !is_notice(segment.span.of(text))
        });
        if article.sentences.iter().all(|s| s.terms.is_empty()) {
            article.sentences.clear();
            article.frequencies.clear();
            article.read(segments, |_| true);
        }
        article
    }

    fn read(&mut self, segments: &[Segment], is_candidate: impl Fn(&Segment) -> bool) {
        let mut vocabulary: FxHashMap<String, u32> = FxHashMap::default();
        for (index, segment) in segments.iter().enumerate() {
            if !is_candidate(segment) {
                continue;
            }
            let text = segment.span.of(self.text);
            let mut terms = Vec::new();
            each_term(text, |term| {
                if let Some(&id) = vocabulary.get(term) {
                    terms.push(id);
                } else if let Ok(id) = u32::try_from(vocabulary.len()) {
                    vocabulary.insert(term.to_owned(), id);
                    terms.push(id);
                }
            });
            self.frequencies.resize(vocabulary.len(), 0);
            for &term in &terms.iter().copied().collect::<BTreeSet<u32>>() {
                self.frequencies[term as usize] += 1;
            }
            self.sentences.push(Sentence {
                segment: index,
                span: segment.span,
                paragraph: segment.paragraph,
                place: self.sentences.len(),
                words: count_words(text),
                terms,
            });
        }
        let headings = segments.iter().filter(|s| s.kind == SegmentKind::Heading);
        self.headings = headings.map(|s| s.span).collect();
        self.vocabulary = vocabulary;
    }

    /// Splits the article into the articles of one story, which begin at these segments (ascending). Each has a lead of
    /// its own, and what one says is not repeated in the words of another.
    #[must_use]
    pub fn with_beginnings(mut self, beginnings: &[usize]) -> Self {
        self.is_story = beginnings.len() > 1;
        let (mut article, mut place) = (0, 0);
        for sentence in &mut self.sentences {
            let own = beginnings.partition_point(|&start| start <= sentence.segment);
            if own != article {
                (article, place) = (own, 0);
            }
            sentence.place = place;
            place += 1;
        }
        self
    }

    /// Keeps only the candidates whose segments `wanted` accepts. The others are neither quoted nor counted for the
    /// ranks.
    #[must_use]
    pub fn only(mut self, wanted: impl Fn(usize) -> bool) -> Self {
        self.retain(|sentence| wanted(sentence.segment));
        self
    }

    /// Removes the sentences that contain one of `texts`, in search form. They are neither quoted nor counted for the
    /// ranks of others.
    #[must_use]
    pub fn without(mut self, texts: &[String]) -> Self {
        if texts.is_empty() {
            return self;
        }
        let unwanted: Vec<String> = texts.iter().map(|text| search_form(text)).collect();
        let text = self.text;
        self.retain(|sentence| {
            let form = search_form(sentence.span.of(text));
            !unwanted.iter().any(|part| form.contains(part.as_str()))
        });
        self
    }

    fn retain(&mut self, wanted: impl Fn(&Sentence) -> bool) {
        let frequencies = &mut self.frequencies;
        self.sentences.retain(|sentence| {
            let kept = wanted(sentence);
            if !kept {
                for &term in &sentence.terms.iter().copied().collect::<BTreeSet<u32>>() {
                    frequencies[term as usize] -= 1;
                }
            }
            kept
        });
    }

    /// The candidates, in the order of the article.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The heading over the first sentence, if there is one.
    pub(super) fn title(&self) -> Option<Span> {
        self.title
    }

    /// Whether it is several articles of one story.
    pub(super) fn is_story(&self) -> bool {
        self.is_story
    }

    /// The text of a candidate.
    pub fn text_of(&self, sentence: &Sentence) -> &'a str {
        sentence.span.of(self.text)
    }

    /// The text at a span of the document.
    pub fn text_at(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// The language of the article.
    pub fn language(&self) -> &Language {
        self.language
    }

    /// The number of candidates that contain each term, by the index of the term.
    pub fn frequencies(&self) -> &[u32] {
        &self.frequencies
    }

    /// The length of a candidate in characters, as readers count them (grapheme clusters), with each
    /// run of white space as one.
    pub fn characters_of(&self, sentence: &Sentence) -> usize {
        let text = collapse_white_space(self.text_of(sentence));
        text.graphemes(true).count()
    }

    /// The length of all candidates together, in characters, with one between two of them.
    pub(super) fn characters(&self) -> usize {
        let lengths = self.sentences.iter().map(|s| self.characters_of(s) + 1);
        lengths.sum::<usize>().saturating_sub(1)
    }

    /// The terms of `text` that occur in the article, each once, sorted.
    pub(super) fn terms_in(&self, text: &str) -> Vec<u32> {
        let mut terms = BTreeSet::new();
        each_term(text, |term| terms.extend(self.vocabulary.get(term)));
        terms.into_iter().collect()
    }

    /// Its headings.
    pub(super) fn headings(&self) -> &[Span] {
        &self.headings
    }

    /// The length of all candidates together, in words as [`count_words`] counts them.
    pub fn words(&self) -> usize {
        self.sentences.iter().map(|sentence| sentence.words).sum()
    }
}

/// The first heading, unless prose is before it; a dateline that stands alone is none.
fn title(text: &str, segments: &[Segment]) -> Option<Span> {
    let mut segments = segments.iter();
    let is_told = |s: &&Segment| match s.kind {
        SegmentKind::Heading => !is_notice(s.span.of(text)),
        kind => kind.is_prose(),
    };
    let first = segments.find(is_told)?;
    (first.kind == SegmentKind::Heading).then_some(first.span)
}
