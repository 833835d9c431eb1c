use std::ops::RangeInclusive;

use super::{LanguagePair, MemoryError, TranslationUnit};

/// What look-ups need of a memory, whatever database it is kept in.
///
/// Units come in the order of their ids, so that results do not depend on the database.
pub trait Store {
    /// The pairs of languages that it has units for, in the order of their tags.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn language_pairs(&self) -> Result<Vec<LanguagePair>, MemoryError>;

    /// Calls `visit` with the id and the source text of each unit of `languages` whose source has
    /// a total token weight within `weights`.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn sources(
        &self,
        languages: &LanguagePair,
        weights: RangeInclusive<u32>,
        visit: &mut dyn FnMut(i64, &str),
    ) -> Result<(), MemoryError>;

    /// The units with these ids, in the order of the ids given; unknown ids are left out.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn units(&self, ids: &[i64]) -> Result<Vec<TranslationUnit>, MemoryError>;

    /// The ids of the units whose source or target has `words` (search forms) one after the
    /// other; the last one only as a beginning if `prefix` is set. May find too many, never too few.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn with_words(&self, words: &[String], prefix: bool) -> Result<Vec<i64>, MemoryError>;
}
