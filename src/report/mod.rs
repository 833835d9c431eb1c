//! Views of results: what a person reads on a terminal or a page, and what a program reads.
//!
//! A view takes a result of the library and writes it; it decides nothing. `json` holds the types
//! of the contract (docs/json.md); `terminal`, `html`, `markdown` and `change_log` are for people, `patch` for `patch`.

pub mod change_log;
mod columns;
pub mod docx;
mod edits;
pub mod html;
pub mod json;
mod log;
pub mod markdown;
mod merged;
pub mod patch;
mod scores;
mod summaries;
pub mod terminal;

pub use columns::ColumnsView;
pub use edits::RevisionView;
pub use log::{EntryChanges, RevisionEntry};
pub use merged::MergeView;
pub use scores::{ScoreColumn, ScoreTable, SystemScores};
pub use summaries::SummariesView;

use std::ops::Range;

use crate::format::coded_text;
use crate::segment::{Segment, SegmentedDocument, joined, paragraphs};
use crate::summarize::{Choice, Reason, Tie};
use crate::text::{CodeLabels, CodedText, Span, TextRun};

/// Two texts with their segments and the links between them, ready to be shown.
#[derive(Debug, Clone)]
pub struct Bitext<'a> {
    /// The source segments.
    pub source: Vec<&'a str>,
    /// The target segments.
    pub target: Vec<&'a str>,
    /// Which translate which, in order.
    pub links: Vec<crate::align::Link>,
    /// Languages of source and target.
    pub languages: (crate::text::Language, crate::text::Language),
    /// What source and target are called.
    pub names: [&'a str; 2],
    /// What the segments are from, unless they came as lines.
    pub documents: Option<[&'a SegmentedDocument; 2]>,
    /// Which article it is.
    pub article: BitextArticle,
    /// How much likelier the texts are as translations of each other, as
    /// [`crate::align::Alignment`] has it.
    pub log_likelihood_ratio: f64,
    /// Whether they look like translations of each other.
    pub is_translation: bool,
}

/// The files of two folders that were paired and aligned, ready to be shown.
#[derive(Debug, Clone)]
pub struct AlignedFiles<'a> {
    /// Each pair: how it was found, its links, and whether they are taken (they are not where the two
    /// do not look like translations of each other).
    pub pairs: Vec<(crate::workspace::PairedBy, &'a Bitext<'a>, bool)>,
    /// The files of either folder that are in no pair.
    pub alone: [Vec<&'a str>; 2],
}

impl<'a> AlignedFiles<'a> {
    /// The pairs that are taken.
    pub fn taken(&self) -> impl Iterator<Item = &'a Bitext<'a>> + '_ {
        let taken = self.pairs.iter().filter(|(_, _, taken)| *taken);
        taken.map(|(_, bitext, _)| *bitext)
    }
}

/// The article that two texts are, as far as names and the memory tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BitextArticle {
    /// Its name.
    pub name: String,
    /// Numbers of the revisions of source and target, from 1.
    pub revisions: (u32, u32),
}

impl Bitext<'_> {
    /// The figures behind a verdict on whether these are translations of each other: how many segments
    /// and sure links there are, and what the texts say themselves.
    pub fn figures(&self) -> String {
        figures(
            [self.source.len(), self.target.len()],
            &self.links,
            self.log_likelihood_ratio,
        )
    }

    /// The texts of a link as a unit has them: segments of a paragraph as they stand in the text.
    pub fn unit_texts(&self, link: &crate::align::Link) -> (String, String) {
        match self.documents {
            Some([source, target]) => (
                joined(source.text(), &source.segments[link.source.clone()]),
                joined(target.text(), &target.segments[link.target.clone()]),
            ),
            None => (
                self.source_text(&link.source),
                self.target_text(&link.target),
            ),
        }
    }

    /// The same with their inline codes.
    pub fn unit_sides(&self, link: &crate::align::Link) -> [CodedText; 2] {
        match self.documents {
            Some([source, target]) => [
                coded_text(
                    &source.document,
                    paragraphs(&source.segments[link.source.clone()]),
                ),
                coded_text(
                    &target.document,
                    paragraphs(&target.segments[link.target.clone()]),
                ),
            ],
            None => {
                let (source, target) = self.unit_texts(link);
                [source, target].map(|text| CodedText(vec![TextRun::Text(text)]))
            }
        }
    }

    /// The texts of some source segments, joined by a space.
    pub fn source_text(&self, segments: &Range<usize>) -> String {
        self.source[segments.clone()].join(" ")
    }

    /// The texts of some target segments, joined by a space.
    pub fn target_text(&self, segments: &Range<usize>) -> String {
        self.target[segments.clone()].join(" ")
    }
}

/// A match of a look-up, with what is shown beside it.
#[derive(Debug, Clone)]
pub struct ShownMatch {
    /// The match.
    pub found: crate::memory::Match,
    /// How it differs, if only in numbers and the like.
    pub differing: Option<crate::memory::Differing>,
    /// The edits behind its score; `None` if they were not asked for, or the texts are too long.
    pub explanation: Option<crate::similarity::Explanation>,
    /// Words of the source that differ, with the words of the target that translate them.
    pub to_change: Vec<crate::memory::WordLink>,
    /// What stands for its inline codes.
    pub codes: CodeLabels,
}

/// What became of the units of a file, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFile {
    /// The file.
    pub name: String,
    /// The format that it was read as.
    pub format: &'static str,
    /// Units that are in the memory now and were not before.
    pub new: usize,
    /// Units that were there already, or came twice.
    pub known: usize,
    /// Units among these that were taken although something was wrong with them.
    pub mended: usize,
    /// Units that could not be read.
    pub refused: usize,
    /// Units that somebody has marked as wrong.
    pub rejected: usize,
    /// Units of the memory that made room for what was marked or corrected.
    pub removed: usize,
}

impl ImportedFile {
    /// A file that nothing has been read of yet.
    pub fn of(name: &str, format: &'static str) -> Self {
        ImportedFile {
            name: name.to_owned(),
            format,
            new: 0,
            known: 0,
            mended: 0,
            refused: 0,
            rejected: 0,
            removed: 0,
        }
    }
}

/// A sentence of a summary and where it stands.
#[derive(Debug, Clone)]
pub struct SummarySentence<'a> {
    /// The number of its article among [`Summary::articles`], from 0.
    pub article: usize,
    /// The sentence, as it is in the article.
    pub text: &'a str,
    /// Its index among the segments of the article, from 0.
    pub index: usize,
    /// The segment.
    pub segment: Segment,
    /// Its score by the method that ranked it.
    pub score: f64,
    /// 1 for the sentence chosen first.
    pub rank: usize,
    /// What it needs to be understood, and the summary does not have; its segment is one of the
    /// article.
    pub missing: Option<Tie>,
    /// The sentence in the language that was asked for, if the memory has it.
    pub rendering: Option<String>,
}

impl SummarySentence<'_> {
    /// `, refers back to segment 4`: what a person has to look up in the article, or nothing.
    pub(crate) fn what_is_missing(&self) -> String {
        self.missing.map_or(String::new(), in_words)
    }
}

/// What a sentence is without, for a person.
fn in_words(tie: Tie) -> String {
    let what = match (tie.reason, tie.segment) {
        (Reason::Antecedent, _) => "refers back to",
        (Reason::Quotation, _) => "quotation goes on in",
        (Reason::Speaker, _) => "speaker named in",
        (Reason::Introduction, _) => "name introduced in",
    };
    match tie.segment {
        Some(segment) => format!(", {what} segment {}", segment + 1),
        None => format!(", {what} a sentence left out"),
    }
}

/// A summary, ready to be shown.
#[derive(Debug, Clone)]
pub struct Summary<'a> {
    /// What was summarized: one article, or several of one story.
    pub articles: Vec<&'a SegmentedDocument>,
    /// The language that the article is written in.
    pub language: &'a crate::text::Language,
    /// The language that the summary was asked for in, if another.
    pub wanted: Option<&'a crate::text::Language>,
    /// The method that ranked the sentences.
    pub method: &'a str,
    /// What the article is compared with, where only what is new was to be told.
    pub since: Option<&'a str>,
    /// The headline, where it was asked for.
    pub headline: Option<String>,
    /// The key phrases, the best first, where they were asked for.
    pub key_phrases: Vec<NamedPhrase>,
    /// The sentences chosen, in the order of the articles.
    pub sentences: Vec<SummarySentence<'a>>,
    /// What became of every sentence that could be quoted, in the order of the articles; empty where
    /// nobody asks.
    pub considered: Vec<ConsideredSentence<'a>>,
    /// Which of [`Summary::considered`] make a summary of one sentence, of two, and so on, each with what
    /// it needs and does not have there; empty where no other length can be asked for.
    pub lengths: Vec<Vec<(usize, Option<Tie>)>>,
}

/// A key phrase, ready to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPhrase {
    /// As the article has it first.
    pub text: String,
    /// How often it occurs.
    pub count: usize,
    /// How good it is; compares within one summary.
    pub score: f64,
    /// The segments that it occurs in: number of the article among [`Summary::articles`], and index
    /// of the segment there.
    pub places: Vec<(usize, usize)>,
}

/// A sentence that could be quoted in a summary, and what became of it.
#[derive(Debug, Clone, Copy)]
pub struct ConsideredSentence<'a> {
    /// The number of its article among [`Summary::articles`], from 0.
    pub article: usize,
    /// The sentence, as it is in the article.
    pub text: &'a str,
    /// Its index among the segments of the article, from 0.
    pub index: usize,
    /// The segment.
    pub segment: Segment,
    /// Its score, and whether and why it was taken; what it repeats is a segment of the article of
    /// `repeats`.
    pub choice: Choice,
    /// The sentence that it repeats: number of the article, index of the segment.
    pub repeats: Option<(usize, usize)>,
}

impl Summary<'_> {
    /// Whether it tells of several articles.
    pub fn is_of_story(&self) -> bool {
        self.articles.len() > 1
    }

    /// What stands over it: the title of the first article.
    pub fn heading(&self) -> &str {
        self.articles
            .first()
            .map_or("", |article| article.heading())
    }
}

/// A text with some of its spans marked, cut into marked and unmarked pieces.
pub(crate) fn pieces<'a>(text: &'a str, marked: &[Span]) -> Vec<(bool, &'a str)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for span in marked {
        if span.start < at {
            continue;
        }
        pieces.push((false, &text[at..span.start]));
        pieces.push((true, span.of(text)));
        at = span.end;
    }
    pieces.push((false, &text[at..]));
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}

/// How many segments two texts have, how many links between them are sure, and how much likelier the
/// texts are as translations of each other: for people who are told that they do not look so.
fn figures(
    segments: [usize; 2],
    links: &[crate::align::Link],
    log_likelihood_ratio: f64,
) -> String {
    let [source, target] = segments;
    let sure = links
        .iter()
        .filter(|link| link.confidence >= crate::memory::SURE);
    let unpaired = |range: fn(&crate::align::Link) -> (&Range<usize>, &Range<usize>)| {
        let alone = links
            .iter()
            .map(range)
            .filter(|(_, other)| other.is_empty());
        alone.map(|(one, _)| one.len()).sum::<usize>()
    };
    let alone = unpaired(|link| (&link.source, &link.target))
        + unpaired(|link| (&link.target, &link.source));
    format!(
        "{source} and {target} segments: {} of {} links sure, {alone} segments without counterpart, \
         log-likelihood ratio {log_likelihood_ratio:.1}",
        sure.filter(|link| !link.source.is_empty() && !link.target.is_empty())
            .count(),
        links.len()
    )
}

/// A confidence in percent, never rounded up: nothing reads like a certainty that is none.
fn percent(confidence: f64) -> u32 {
    (confidence.clamp(0.0, 1.0) * 100.0) as u32
}

/// Numbers of segments as a person counts them, from 1: `3`, `3-4`, `–` for none.
fn numbers(segments: &Range<usize>) -> String {
    match segments.len() {
        0 => "–".to_owned(),
        1 => (segments.start + 1).to_string(),
        _ => format!("{}-{}", segments.start + 1, segments.end),
    }
}
