//! Extractive summaries: the sentences of an article that say most of it, verbatim and traceable.
//!
//! An [`Article`] holds the sentences that may be quoted and their terms; a [`Ranker`] scores
//! them, one file a method; [`summarize`] takes the best within a [`Budget`], says nothing twice
//! and answers in the order of the article. No method needs a model; those that count words
//! leave out function words and take stems where they know the language, and do without where they do not.
//!
//! ```
//! use recto::segment::SegmentedDocument;
//! use recto::summarize::{Article, Budget, methods, summarize};
//! use recto::text::Language;
//!
//! let text = "The bridge opened on Monday. It rained. The bridge joins harbour and town.";
//! let document = SegmentedDocument::plain(text, &Language::parse("en")?);
//! let article = Article::new(&document);
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
mod extract;
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
mod methods;
mod mmr;
mod names;
mod notices;
mod openings;
mod quotations;
mod random;
mod ranker;
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

pub use article::{Article, Sentence};
pub use budget::{Budget, WORDS_A_MINUTE};
pub use extract::Extract;
pub use focus::Focus;
pub use headline::headline;
pub use key_phrases::{KeyPhrase, key_phrases};
pub use methods::{method, methods};
pub use ranker::Ranker;
pub use select::{Choice, Verdict, choices, summarize};
pub use story::Story;
pub use terms::count_words;
pub use ties::{Reason, Tie};

#[cfg(test)]
mod classic_tests;
#[cfg(test)]
mod tests;
