//! Recto keeps the translations of articles in a segment memory, summarizes articles by their own
//! sentences, and compares revisions as an editor would.
//!
//! The `recto` program is a thin shell around this library, which knows nothing of terminals.
//! Everything works on a [`text::Document`], a text with blocks, and on its [`segment::Segment`]s,
//! spans into it; the text itself is never altered.
//!
//! # Build a segment memory
//! A [`workspace::Workspace`] is a folder with articles; [`workspace::Build`] segments them, aligns
//! translations ([`mod@align`]) and stores units in a [`memory::Memory`], which [`memory::lookup`]
//! and [`memory::concordance`] ask.
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
//! // 81, less some points, for an alignment of one sentence is not sure.
//! assert!((71..=81).contains(&matches[0].score));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Summarize
//! [`mod@summarize`] chooses sentences under a budget; each says where it stands.
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
//! # Compare revisions
//! [`revise`] pairs sentences across moves, splits and merges, then compares words.
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
