//! One state of a store, and the questions that look-ups ask of it.

use std::ops::Range;

use crate::text::Language;

use super::concordance::Word;
use super::error::MemoryError;
use super::unit::{LanguagePair, TranslationUnit, UnitSide};
use super::unit_set::UnitSet;

/// A unit that is near to a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoredUnit {
    /// Its id.
    pub id: i64,
    /// Its score, 0–100, without penalties.
    pub score: u8,
}

/// A word whose units are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordQuery<'a> {
    /// Its search form, cut as concordance does.
    pub word: &'a str,
    /// Whether all words that begin with it are meant.
    pub prefix: bool,
    /// Maximum number of units that are wanted; with 0 they are only counted.
    pub max_units: usize,
}

/// How many units have a word, and some of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordSample {
    /// Number of units that have it, about: one that has two forms of the word may count twice, and one
    /// that was changed since it was indexed may count still.
    pub units: usize,
    /// Ids of some of them, ascending; the same whenever they are asked for.
    pub ids: Vec<i64>,
}

/// A span of a text that occurs in some units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanUnits {
    /// Its words, by their places among those of the text.
    pub words: Range<usize>,
    /// The units that have it, with the weights of the tokens of their sources (a word 2, punctuation
    /// 1), in no definite order.
    pub units: Vec<(u32, i64)>,
}

/// A store as it was at one moment: what others write meanwhile does not show.
///
/// Units come in the order of their ids, so that results do not depend on the database.
pub trait Snapshot {
    /// The pairs of languages that it has units for, in the order of their tags.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn language_pairs(&self) -> Result<Vec<LanguagePair>, MemoryError>;

    /// The units of `languages` whose text on `side` reaches `threshold` (0–100) against `text`,
    /// or, where there are more than `wanted`, at least all that score no less than the best
    /// `wanted` of them. The score is that of [`crate::similarity::Scorer`]; the order is any.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn nearest(
        &self,
        languages: &LanguagePair,
        side: UnitSide,
        text: &str,
        threshold: u8,
        wanted: usize,
    ) -> Result<Vec<ScoredUnit>, MemoryError>;

    /// The units with these ids, in the order of the ids given; unknown ids are left out.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn units(&self, ids: &[i64]) -> Result<Vec<TranslationUnit>, MemoryError>;

    /// The units that have `words`, at most 64, one after the other in their source or target,
    /// whatever punctuation is between them; every unit if there are no words. Only on the given
    /// side and on sides in `language`, or a language that it is the primary subtag of, and only
    /// units in `within`, where these are given.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn with_phrase(
        &self,
        words: &[Word],
        side: Option<UnitSide>,
        language: Option<&Language>,
        within: Option<&UnitSet>,
    ) -> Result<UnitSet, MemoryError>;

    /// The spans of `words` (search forms) of at least `min_words` words that occur, one word after the
    /// other, in the sources of units of `languages` and are no part of longer ones that do, in the
    /// order of `words`. Units whose source has these words and no others do not count.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn spans_with(
        &self,
        languages: &LanguagePair,
        words: &[String],
        min_words: usize,
    ) -> Result<Vec<SpanUnits>, MemoryError>;

    /// For each of `words` how many units of `languages` have it on `side`, and some of them, taken
    /// evenly from the shorter ones.
    ///
    /// The work for a word grows with how many are wanted and with the number of its forms, not with
    /// the number of units that have it.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn sample_words(
        &self,
        languages: &LanguagePair,
        side: UnitSide,
        words: &[WordQuery<'_>],
    ) -> Result<Vec<WordSample>, MemoryError>;

    /// How many units of `languages` there are, about.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn units_of(&self, languages: &LanguagePair) -> Result<usize, MemoryError>;
}
