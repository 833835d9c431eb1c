//! Extractive summaries: the sentences of an article that say most of it, verbatim and traceable.
//!
//! An [`Article`] holds the sentences that may be quoted and their terms; a [`Ranker`] scores
//! them, one file a method; [`summarize`] takes the best within a [`Budget`], says nothing twice
//! and answers in the order of the article. No method needs a model or a list of stop words.
//!
//! ```
//! use recto::segment::Segmenter;
//! use recto::summarize::{Article, Budget, methods, summarize};
//! use recto::text::{Block, BlockKind, Document, Language, Span};
//!
//! let text = "The bridge opened on Monday. It rained. The bridge joins harbour and town.";
//! let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
//! let document = Document::new(text.to_owned(), vec![block]);
//! let language = Language::parse("en")?;
//! let segments = Segmenter::new(&language).segment(&document);
//! let article = Article::new(&document, &segments, &language);
//! let summary = summarize(&article, methods()[0], Budget::Sentences(1));
//! assert_eq!(summary[0].span.of(text), "The bridge opened on Monday.");
//! # Ok::<(), recto::text::LanguageError>(())
//! ```

mod article;
mod blend;
mod graph;
mod lead;
mod lexrank;
mod openings;
mod select;
mod textrank;

use crate::text::Span;

pub use article::{Article, Sentence, count_words};
pub use select::summarize;

/// How long a summary may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Budget {
    /// So many sentences.
    Sentences(usize),
    /// So many words, as [`count_words`] counts them.
    Words(usize),
    /// So many percent (0–100) of the words of the sentences that may be quoted, rounded down to
    /// whole words; what is above 0 is one word at least, and what is no number is nothing.
    Percent(f64),
}

impl Budget {
    /// The share of `article` that may be taken, from 0; above 1 if there is more room than text.
    pub(crate) fn share(self, article: &Article) -> f64 {
        let of = |asked: usize, all: usize| asked as f64 / all.max(1) as f64;
        match self {
            Budget::Sentences(count) => of(count, article.sentences().len()),
            Budget::Words(count) => of(count, article.words()),
            Budget::Percent(percent) => percent.max(0.0) / 100.0,
        }
    }
}

/// A way to say how much each sentence of an article matters.
pub trait Ranker: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// What it does, in a line, with the paper.
    fn about(&self) -> &'static str;

    /// One score a sentence of `article`, in their order; higher is better. The scores of one
    /// call compare with each other only. `budget` is how much of them will be taken.
    fn rank(&self, article: &Article, budget: Budget) -> Vec<f64>;
}

/// A sentence of a summary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extract {
    /// Its index in the segments that the article was made of.
    pub segment: usize,
    /// Its bytes in the document's text.
    pub span: Span,
    /// What the ranker gave it.
    pub score: f64,
    /// Its place in the order of choice, from 1.
    pub rank: usize,
}

/// The methods, a line each; the first is the default.
static METHODS: &[&dyn Ranker] = &[
    &blend::Blend,
    &lead::Lead,
    &lexrank::LexRank,
    &textrank::TextRank,
];

/// All methods; the first is the default.
pub fn methods() -> &'static [&'static dyn Ranker] {
    METHODS
}

/// The method of this name.
pub fn method(name: &str) -> Option<&'static dyn Ranker> {
    methods().iter().copied().find(|m| m.name() == name)
}

#[cfg(test)]
mod tests;
