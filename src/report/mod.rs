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

pub use log::{EntryChanges, RevisionEntry};
pub use scores::{ScoreColumn, ScoreTable, SystemScores};

use std::ops::Range;

use crate::format::coded_text;
use crate::jobs::SummarySentence;
use crate::segment::{SegmentedDocument, joined, paragraphs};
use crate::summarize::{Reason, Tie};
use crate::text::{CodedText, Span, TextRun};

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
