//! Recto builds translation memories, summarizes articles in their own sentences and compares revisions.
//!
//! This library does the work of the `recto` program and knows nothing of terminals. It needs no server and no model, never
//! alters a text, and gives the same result for the same input, byte for byte, on any number of threads.
//!
//! # Core concepts
//!
//! - A [**document**](text::Document) is the text of an article, with its blocks (paragraphs, headings, list items,
//!   captions) and its inline codes (links, emphasis, pictures). The text is kept as it was read.
//! - A [**span**](text::Span) is a half-open range of bytes in a text. Results point into texts with spans instead of
//!   copying or changing them.
//! - A [**segment**](segment::Segment) is the unit of translation: a sentence, a heading, a list item. Segments lie within
//!   blocks, and the segments and the gaps between them restore the text byte for byte. A
//!   [`SegmentedDocument`](segment::SegmentedDocument) is a document with its language and segments; alignment,
//!   summaries and comparisons take one.
//! - A [**link**](align::Link) says which segments of a text translate which segments of another, and with what confidence.
//! - A [**translation unit**](memory::TranslationUnit) is a source text and its translation, with the segments around the
//!   source as context and the places it came from as origins. A [`Memory`](memory::Memory) stores units and articles.
//! - A [**match**](memory::Match) is a unit whose source is like a query, with a score from 0 to 100: 100 for the same
//!   tokens, 101 if the neighbours match as well.
//! - An [**extract**](summarize::Extract) is a sentence that a summary quotes, verbatim and with its place in the article.
//! - A [**revision**](revise::Revision) is the difference between two versions of a text: pairs of segments, each with its
//!   [change](revise::Change) and the words that were edited.
//! - An **operation** is a change of a memory that was made and recorded, such as an import, an edit or an accept. Every
//!   [`Change`](memory::Change) goes through [`ChangeStore::apply`](memory::ChangeStore::apply).
//!
//! # The way of the data
//!
//! ```text
//! file ─ format ─→ Document ─ segment ─→ SegmentedDocument ─┬─ align ────→ Links ──→ memory ─→ Matches, Hits
//!                                                           ├─ summarize ─→ Extracts
//!                                                           └─ revise ────→ Revision
//! ```
//!
//! [`mod@format`] reads files into documents, and reads and writes files of translation units. [`segment`] cuts documents into
//! segments. [`mod@align`] links a text to its translation, and [`memory`] stores the units that come of it and finds them
//! again. [`leverage`] puts what a memory holds into a new text. [`mod@summarize`] and [`revise`] work on segments alone.
//! [`workspace`] does all this for a folder of articles, and [`report`] shows results to people and programs.
//!
//! # Build a memory and look up a sentence
//!
//! A [`Workspace`](workspace::Workspace) is a folder of articles. [`Build`](workspace::Build) segments them, aligns
//! translations with their sources and stores the units. [`lookup`](memory::lookup) finds the units like a text, and
//! [`concordance`](memory::concordance) the units that contain certain words.
//!
//! ```
//! use recto::memory::{Access, Context, Memory, Query, lookup};
//! use recto::text::Language;
//! use recto::workspace::{Build, Workspace};
//!
//! # let folder = tempfile::tempdir()?;
//! # let folder = folder.path();
//! std::fs::create_dir(folder.join("seeds"))?;
//! std::fs::write(folder.join("seeds/news.en.txt"), "The bridge opened on Monday.")?;
//! std::fs::write(folder.join("seeds/news.fr.txt"), "Le pont a ouvert lundi.")?;
//!
//! let workspace = Workspace::open(folder)?;
//! Build::of(&workspace).run(&mut |_done, _all| {})?;
//!
//! let memory = Memory::open(&workspace.memory, Access::Read)?;
//! let matches = lookup(&memory, &Query {
//!     text: "The bridge opened on Tuesday.",
//!     from: &Language::parse("en")?,
//!     to: &Language::parse("fr")?,
//!     context: Context::default(),
//!     threshold: 70,
//!     limit: 5,
//! })?;
//! assert_eq!(matches[0].unit.target, "Le pont a ouvert lundi.");
//! // 81, less a penalty: the alignment of a single sentence is not certain.
//! assert!((71..=81).contains(&matches[0].score));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Summarize an article
//!
//! [`summarize`](summarize::summarize) chooses the best sentences within a [`Budget`](summarize::Budget), by one of
//! several [`methods`](summarize::methods). The first is the default.
//!
//! ```
//! use recto::segment::SegmentedDocument;
//! use recto::summarize::{Article, Budget, methods, summarize};
//! use recto::text::Language;
//!
//! let english = Language::parse("en")?;
//! let text = "A bridge opened in Marlow. Mr. Hale cut the ribbon. It rained.";
//! let document = SegmentedDocument::plain(text, &english);
//! let article = Article::new(&document);
//! let summary = summarize(&article, methods()[0], Budget::Sentences(1));
//! assert_eq!(summary[0].span.of(document.text()), "A bridge opened in Marlow.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Compare two revisions
//!
//! [`compare`](revise::compare) pairs segments across moves, splits and merges, then compares the words of each pair.
//!
//! ```
//! use recto::revise::{ChangeKind, compare};
//! use recto::segment::SegmentedDocument;
//! use recto::text::Language;
//!
//! let english = Language::parse("en")?;
//! let old = SegmentedDocument::plain("A bridge opened. It has 12 lamps.", &english);
//! let new = SegmentedDocument::plain("A bridge opened. It has 14 lamps.", &english);
//! let revision = compare(&old, &new);
//! let edited = &revision.changes[1];
//! assert_eq!(edited.kind, ChangeKind::Edited);
//! assert_eq!(edited.edits[0].new.of(new.text()), "14");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod align;
#[doc(hidden)]
pub mod cli;
pub mod format;
pub mod jobs;
mod languages;
pub mod leverage;
pub mod memory;
pub mod report;
pub mod revise;
pub mod score;
pub mod segment;
pub mod similarity;
pub mod summarize;
pub mod text;
pub mod workspace;
