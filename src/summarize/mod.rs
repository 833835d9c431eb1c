//! Extractive summaries: the sentences of an article that say most of it, verbatim and traceable.
//!
//! An [`Article`] holds the sentences that may be quoted and their terms; a [`Ranker`] scores
//! them, one file a method; [`summarize`] takes the best within a [`Budget`], says nothing twice
//! and answers in the order of the article. No method needs a model; those that count words
//! leave out function words and take stems where they know the language, and do without where they do not.
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
mod budget;
mod centroid;
mod clusters;
mod edmundson;
mod focus;
mod graph;
mod greedy;
mod headline;
mod key_phrases;
mod kl;
mod lead;
mod lexrank;
mod lsa;
mod luhn;
mod mmr;
mod names;
mod notices;
mod openings;
mod quotations;
mod random;
mod said;
mod select;
mod stems;
mod stop_words;
mod story;
mod submodular;
mod sumbasic;
mod terms;
mod textrank;
mod ties;
mod words;

use crate::text::Span;

pub use article::{Article, Sentence};
pub use budget::{Budget, WORDS_A_MINUTE};
pub use focus::Focus;
pub use headline::headline;
pub use key_phrases::{KeyPhrase, key_phrases};
pub use select::{Choice, Verdict, choices, summarize};
pub use story::Story;
pub use terms::count_words;
pub use ties::{Reason, Tie};

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
    /// What it needs to be understood as it was meant, and the summary does not have.
    pub missing: Option<Tie>,
}

/// The methods, a line each; the first is the default.
static METHODS: &[&dyn Ranker] = &[
    &blend::Blend,
    &centroid::Centroid,
    &lexrank::ContinuousLexRank,
    &edmundson::Edmundson,
    &kl::KlSum,
    &lead::Lead,
    &lexrank::LexRank,
    &lsa::Lsa,
    &luhn::Luhn,
    &mmr::Mmr,
    &random::Random,
    &submodular::Submodular,
    &sumbasic::SumBasic,
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
mod classic_tests;
#[cfg(test)]
mod tests;
