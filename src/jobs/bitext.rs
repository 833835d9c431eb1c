use std::borrow::Cow;
use std::ops::Range;

use crate::align::Link;
use crate::format::{OutgoingUnit, ReviewRow, coded_text};
use crate::memory::{Context, LanguagePair, Origin, Record, SURE, TranslationUnit};
use crate::segment::{SegmentedDocument, joined, paragraphs};
use crate::text::{CodedText, Language, TextRun};

/// Two texts with their segments and the links between them.
#[derive(Debug, Clone)]
pub struct Bitext<'a> {
    /// The source segments.
    pub source: Vec<&'a str>,
    /// The target segments.
    pub target: Vec<&'a str>,
    /// Which translate which, in order.
    pub links: Vec<Link>,
    /// Languages of source and target.
    pub languages: (Language, Language),
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
    /// and sure links there are, and how much likelier the texts are as translations.
    pub fn figures(&self) -> String {
        let is_sure = |link: &&Link| link.confidence >= SURE && is_paired(link);
        let sure = self.links.iter().filter(is_sure).count();
        let alone: usize = self
            .links
            .iter()
            .filter(|link| !is_paired(link))
            .map(|link| link.source.len() + link.target.len())
            .sum();
        format!(
            "{} and {} segments: {sure} of {} links sure, {alone} segments without counterpart, \
             log-likelihood ratio {:.1}",
            self.source.len(),
            self.target.len(),
            self.links.len(),
            self.log_likelihood_ratio
        )
    }

    /// The texts of a link as a unit has them: segments of a paragraph as they stand in the text.
    pub fn unit_texts(&self, link: &Link) -> (String, String) {
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
    pub fn unit_sides(&self, link: &Link) -> [CodedText; 2] {
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

    /// The links as rows of a sheet for review.
    pub fn review_rows(&self) -> impl Iterator<Item = ReviewRow<'_>> {
        let (from, to) = &self.languages;
        self.links.iter().map(move |link| {
            let (source, target) = self.unit_texts(link);
            ReviewRow {
                confidence: link.confidence,
                source,
                target,
                source_segments: link.source.clone(),
                target_segments: link.target.clone(),
                languages: (from, to),
                article: &self.article.name,
                revisions: self.article.revisions,
            }
        })
    }

    /// The links that have both sides, as units of no memory, whose ids are 0.
    pub fn units(&self) -> impl Iterator<Item = OutgoingUnit> {
        let paired = self.links.iter().filter(|link| is_paired(link));
        paired.map(|link| self.unit(link))
    }

    fn unit(&self, link: &Link) -> OutgoingUnit {
        let sides = self.unit_sides(link);
        let [source, target] = sides.each_ref().map(CodedText::text);
        let [of_source, of_target] = sides.map(|side| side.has_codes().then_some(side));
        let record = Record {
            source: of_source,
            target: of_target,
            ..Record::default()
        };
        let unit = TranslationUnit {
            id: 0,
            languages: LanguagePair {
                source: self.languages.0.clone(),
                target: self.languages.1.clone(),
            },
            source,
            target,
            context: self.context(link),
            created: 0,
            uses: 0,
            confidence: Some(link.confidence),
            origins: vec![Origin {
                article: self.article.name.clone(),
                source_revision: self.article.revisions.0,
                target_revision: self.article.revisions.1,
                source_segments: link.source.clone(),
                target_segments: link.target.clone(),
                confidence: link.confidence,
            }],
        };
        OutgoingUnit { unit, record }
    }

    /// The source segments beside a link, without marks.
    fn context(&self, link: &Link) -> Context {
        let beside = |at: Option<usize>| -> Cow<'_, str> {
            let text = at.and_then(|at| self.source.get(at)).copied();
            let Some([article, _]) = self.documents else {
                return text.unwrap_or_default().into();
            };
            let segment = at.and_then(|at| article.segments.get(at));
            segment.map_or("".into(), |segment| {
                article.document.plain_text(segment.span)
            })
        };
        let before = link.source.start.checked_sub(1);
        Context::new(&beside(before), &beside(Some(link.source.end)))
    }
}

/// Whether a link has segments on both sides.
fn is_paired(link: &Link) -> bool {
    !link.source.is_empty() && !link.target.is_empty()
}
