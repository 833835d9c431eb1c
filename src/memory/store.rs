use crate::text::Language;

use super::{LanguagePair, MemoryError, TranslationUnit};

/// A unit that is near to a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// Its id.
    pub id: i64,
    /// Its score, 0–100, without penalties.
    pub score: u8,
}

/// What look-ups need of a memory, whatever database it is kept in.
///
/// Units come in the order of their ids, so that results do not depend on the database.
pub trait Store {
    /// The pairs of languages that it has units for, in the order of their tags.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn language_pairs(&self) -> Result<Vec<LanguagePair>, MemoryError>;

    /// The units of `languages` whose source reaches `threshold` (0–100) against `text`, or, where
    /// there are more than `wanted`, at least all that score no less than the best `wanted` of
    /// them. The score is that of [`crate::similarity::Scorer`]; the order is any.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn nearest(
        &self,
        languages: &LanguagePair,
        text: &str,
        threshold: u8,
        wanted: usize,
    ) -> Result<Vec<Near>, MemoryError>;

    /// The units with these ids, in the order of the ids given; unknown ids are left out.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn units(&self, ids: &[i64]) -> Result<Vec<TranslationUnit>, MemoryError>;

    /// The ids, ascending, of the units that have `words` (search forms) one after the other in
    /// their source or target; the last one only as a beginning if `prefix` is set. Only sides in
    /// `language` or a language that it is the primary subtag of, if it is given.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn with_words(
        &self,
        words: &[String],
        prefix: bool,
        language: Option<&Language>,
    ) -> Result<Vec<i64>, MemoryError>;
}
