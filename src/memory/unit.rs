use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::text::{Language, comparison_form};

use super::Record;

/// The languages of a unit: what it was translated from and to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguagePair {
    /// Language of the source.
    pub source: Language,
    /// Language of the target.
    pub target: Language,
}

impl LanguagePair {
    /// The same languages the other way round.
    pub fn reversed(&self) -> Self {
        LanguagePair {
            source: self.target.clone(),
            target: self.source.clone(),
        }
    }
}

/// A side of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitSide {
    /// What was translated.
    Source,
    /// Its translation.
    Target,
}

impl fmt::Display for LanguagePair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} → {}", self.source, self.target)
    }
}

/// The neighbours of a segment in its article: the comparison forms of the source segments before
/// and after it, empty at an end of the article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The segment before.
    pub before: String,
    /// The segment after.
    pub after: String,
}

impl Context {
    /// The context made of these neighbours, in their comparison forms.
    pub fn new(before: &str, after: &str) -> Self {
        Context {
            before: comparison_form(before).into_owned(),
            after: comparison_form(after).into_owned(),
        }
    }

    /// Whether nothing is known of the neighbours.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }
}

/// Where a unit comes from: two revisions of an article, and the segments of each.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// The article's name.
    pub article: String,
    /// Number of the source's revision, from 1.
    pub source_revision: u32,
    /// Number of the target's revision, from 1.
    pub target_revision: u32,
    /// Indices of the source segments in their revision, from 0.
    pub source_segments: Range<usize>,
    /// Indices of the target segments in their revision, from 0.
    pub target_segments: Range<usize>,
    /// Confidence of the alignment, 0–1.
    pub confidence: f64,
}

impl Origin {
    /// The same place, of a unit that is read the other way round.
    pub fn reversed(self) -> Self {
        Origin {
            source_revision: self.target_revision,
            target_revision: self.source_revision,
            source_segments: self.target_segments,
            target_segments: self.source_segments,
            ..self
        }
    }
}

impl fmt::Display for Origin {
    /// `bridge r1:4 → r2:4-5`: article, revisions, and segments counted from 1.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = |segments: &Range<usize>| match segments.len() {
            0 | 1 => format!("{}", segments.start + 1),
            _ => format!("{}-{}", segments.start + 1, segments.end),
        };
        let (source, target) = (places(&self.source_segments), places(&self.target_segments));
        let (from, to) = (self.source_revision, self.target_revision);
        write!(f, "{} r{from}:{source} → r{to}:{target}", self.article)
    }
}

/// An alignment at least so sure is taken without a person's word; what is less sure is doubtful.
pub const SURE: f64 = 0.9;

/// A source segment with its translation, as the memory keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct TranslationUnit {
    /// Its number in the memory.
    pub id: i64,
    /// Its languages.
    pub languages: LanguagePair,
    /// The source text, as it was first stored.
    pub source: String,
    /// The target text, as it was first stored.
    pub target: String,
    /// The source segments beside it.
    pub context: Context,
    /// When it was first stored, in seconds since 1970 (UTC).
    pub created: i64,
    /// How often it was stored: 1 and once for each further time it was met.
    pub uses: u32,
    /// Confidence of the surest alignment that made the unit, 0–1. `None` if a person vouches for it:
    /// it was accepted, typed or imported.
    pub confidence: Option<f64>,
    /// Where it was met, oldest first.
    pub origins: Vec<Origin>,
}

impl TranslationUnit {
    /// Whether only an alignment that is not [`SURE`] says that the texts belong together.
    pub fn is_doubtful(&self) -> bool {
        self.confidence.is_some_and(|confidence| confidence < SURE)
    }

    /// What a look-up takes from its score: for a doubtful unit a point for each tenth, or part of
    /// one, that its confidence falls short of 1, so 2 to 10; else 0.
    pub fn doubt(&self) -> u8 {
        match self.confidence {
            Some(confidence) if confidence < SURE => {
                // Rounded first, for 1 - 0.8 is a little more than two tenths.
                let tenths = ((1.0 - confidence.max(0.0)) * 1e6).round() / 1e5;
                tenths.ceil() as u8
            }
            _ => 0,
        }
    }

    /// The unit read the other way round: what was its target is its source now. It has no context
    /// then, since that is of the segments beside the source.
    pub fn reversed(self) -> Self {
        TranslationUnit {
            languages: self.languages.reversed(),
            source: self.target,
            target: self.source,
            context: Context::default(),
            origins: self.origins.into_iter().map(Origin::reversed).collect(),
            ..self
        }
    }
}

/// A unit on its way into the memory.
///
/// Its identity is its languages, the comparison forms of source and target, and its context: a
/// unit that is already there gains a use and an origin, not a second number.
#[derive(Debug, Clone, PartialEq)]
pub struct NewUnit<'a> {
    /// The source text.
    pub source: &'a str,
    /// The target text.
    pub target: &'a str,
    /// The source segments beside it.
    pub context: Context,
    /// Indices of the source segments in their revision, from 0.
    pub source_segments: Range<usize>,
    /// Indices of the target segments in their revision, from 0.
    pub target_segments: Range<usize>,
    /// Confidence of the alignment, 0–1.
    pub confidence: f64,
    /// Its texts with their inline codes, if they have any.
    pub record: Option<Record>,
}

/// A unit that comes from elsewhere than the articles of the workspace: from a file, or from
/// somebody who typed it.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignUnit<'a> {
    /// Its languages.
    pub languages: &'a LanguagePair,
    /// The source text.
    pub source: &'a str,
    /// The target text.
    pub target: &'a str,
    /// The source segments beside it, where they are known.
    pub context: &'a Context,
    /// When it was made, in seconds since 1970 (UTC).
    pub created: i64,
    /// How often it was used before it came here; at least 1.
    pub uses: u32,
    /// Confidence of the alignment that made it, 0–1. `None` if a person vouches for it.
    pub confidence: Option<f64>,
    /// Where it was met, if it is from the alignment of an article.
    pub origin: Option<&'a Origin>,
    /// What else its file says of it, if it is from a file.
    pub record: Option<&'a Record>,
}

/// The texts of a unit: what makes it the same unit as another.
#[derive(Debug, Clone)]
pub(super) struct Texts<'a> {
    pub languages: &'a LanguagePair,
    pub source: &'a str,
    pub target: &'a str,
    pub context: &'a Context,
    /// The comparison forms of source and target.
    pub forms: [Cow<'a, str>; 2],
}

impl<'a> Texts<'a> {
    /// These texts, with their comparison forms.
    pub(super) fn new(
        languages: &'a LanguagePair,
        source: &'a str,
        target: &'a str,
        context: &'a Context,
    ) -> Self {
        Texts {
            languages,
            source,
            target,
            context,
            forms: [comparison_form(source), comparison_form(target)],
        }
    }

    /// A hash of what makes a unit with these texts the same unit as another.
    pub(super) fn key(&self) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new();
        let parts = [
            self.languages.source.as_str(),
            self.languages.target.as_str(),
            &self.forms[0],
            &self.forms[1],
            &self.context.before,
            &self.context.after,
        ];
        for part in parts {
            // With the length before it, no two lists of parts give the same bytes.
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let mut key = [0; 16];
        key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        key
    }
}
