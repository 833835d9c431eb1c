//! Extractive summaries: the sentences that say most about an article, verbatim and with their place in it.
//!
//! An [`Article`] holds the sentences that may be quoted, with their terms. A [`Ranker`] scores them; each method has a file
//! of its own, and [`methods()`] lists them. [`summarize()`] takes the best sentences that fit a [`Budget`], leaves out those
//! that repeat others, and returns [`Extract`]s in the order of the article.
//!
//! No method needs a model. Methods that count words leave out function words and compare stems where the language is
//! known, and fall back to frequencies and prefixes where it is not.
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
mod redundancy;
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
