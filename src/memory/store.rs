//! What Recto needs of a database. A store is all of these traits; none of them knows of SQL.

use crate::text::Language;

use super::article::{ArticleRef, Rendering, RevisionInfo, StoredRevision};
use super::change::{Applied, Change};
use super::error::MemoryError;
use super::record::Record;
use super::snapshot::Snapshot;
use super::unit::{LanguagePair, TranslationUnit};

/// Units as they are read, one after the other.
pub type UnitIter<'a, T = TranslationUnit> = Box<dyn Iterator<Item = Result<T, MemoryError>> + 'a>;

/// Counts of what a store holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// Translation units.
    pub units: usize,
    /// Articles, whatever their languages and revisions.
    pub articles: usize,
    /// Revisions of articles, in all languages.
    pub revisions: usize,
    /// Segments of all revisions.
    pub segments: usize,
    /// Units that only an unsure alignment has made.
    pub doubtful: usize,
    /// Pairs of a source and a target that were taken in: units, and once more for each time that
    /// one was met again.
    pub met: usize,
    /// Units by languages, in the order of their tags.
    pub pairs: Vec<(LanguagePair, usize)>,
    /// Size of the database, in bytes.
    pub bytes: u64,
}

/// Translation units: look-up and reading.
pub trait UnitStore: Send + Sync {
    /// The store as it is now. Every look-up asks all of its questions of one snapshot.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, MemoryError>;

    /// The units with greater ids than `last`, in the order of their ids, read by batches, so that any
    /// number of them takes little memory. Only those of one source and one target language, where
    /// they are given.
    fn units_after<'a>(
        &'a self,
        last: i64,
        from: Option<&'a Language>,
        to: Option<&'a Language>,
    ) -> UnitIter<'a>;

    /// All units with what files say of each, in the order of their ids, read by batches; the same
    /// restrictions as in [`UnitStore::units_after`].
    fn units_with_records<'a>(
        &'a self,
        from: Option<&'a Language>,
        to: Option<&'a Language>,
    ) -> UnitIter<'a, (TranslationUnit, Vec<Record>)>;

    /// The ids of the doubtful units, ascending: those that nothing but an alignment less sure than
    /// [`SURE`](super::SURE) has made. Only of one article and of these languages, where they are given.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn doubtful_units(
        &self,
        article: Option<&str>,
        from: Option<&Language>,
        to: Option<&Language>,
    ) -> Result<Vec<i64>, MemoryError>;

    /// What files say of the unit `id` beyond its texts: a record for each different thing said, in
    /// the order in which they came. Empty if the unit comes from elsewhere, or is not there.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn records(&self, id: i64) -> Result<Vec<Record>, MemoryError>;

    /// A text of the unit `id` without its inline codes, as a person reads it.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn without_codes(&self, id: i64, text: String) -> Result<String, MemoryError>;

    /// Counts of what the store holds.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn stats(&self) -> Result<Stats, MemoryError>;

    /// All units in the order of their ids, as [`UnitStore::units_after`] gives them.
    fn all_units<'a>(
        &'a self,
        from: Option<&'a Language>,
        to: Option<&'a Language>,
    ) -> UnitIter<'a> {
        self.units_after(0, from, to)
    }

    /// The units with these ids, in the order of the ids given; unknown ids are left out.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn units(&self, ids: &[i64]) -> Result<Vec<TranslationUnit>, MemoryError> {
        self.snapshot()?.units(ids)
    }

    /// The pairs of languages that the store has units for, in the order of their tags.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn language_pairs(&self) -> Result<Vec<LanguagePair>, MemoryError> {
        self.snapshot()?.language_pairs()
    }
}

/// Articles: their revisions, their segments, and which translate which.
pub trait ArticleStore: Send + Sync {
    /// The number under which this very text of an article is stored already, if it is.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn find_text(
        &self,
        article: &str,
        language: &Language,
        text: &str,
    ) -> Result<Option<u32>, MemoryError>;

    /// The newest revision, of whatever article, in `language` that has this very text.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn revision_of_text(
        &self,
        language: &Language,
        text: &str,
    ) -> Result<Option<RevisionInfo>, MemoryError>;

    /// All revisions, by article, the source language first, then by language and number.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn revisions(&self) -> Result<Vec<RevisionInfo>, MemoryError>;

    /// The revision that `name` names, if there is one. Without a number it is the newest: of the
    /// file with the highest number, what that file says now. So a correction of `bridge.en.txt`
    /// does not hide `bridge.en.r2.txt`.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails, or what is stored does not fit together.
    fn revision(&self, name: &ArticleRef) -> Result<Option<StoredRevision>, MemoryError>;

    /// The text and segments of a revision.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails, or what is stored does not fit together.
    fn load(&self, info: RevisionInfo) -> Result<StoredRevision, MemoryError>;

    /// When a revision was stored, in seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn stored_at(&self, info: &RevisionInfo) -> Result<i64, MemoryError>;

    /// The pairs of a source revision and its translation that have not been aligned.
    ///
    /// A translation whose file has a number belongs to the source of that number, else to the
    /// newest before it; one that was changed in place, to the newest source that there is.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn unaligned(&self) -> Result<Vec<(RevisionInfo, RevisionInfo)>, MemoryError>;

    /// The pairs of a revision in one of two languages and the revision of the same article in the
    /// other that it belongs to, as [`ArticleStore::unaligned`] has it, that have not been aligned;
    /// whichever of them was first written.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn unaligned_between(
        &self,
        languages: &LanguagePair,
    ) -> Result<Vec<(RevisionInfo, RevisionInfo)>, MemoryError>;

    /// The translation of segment number `position` of `revision` in the newest revision in
    /// `language` that is aligned with it. `None` if there is none.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails.
    fn rendering(
        &self,
        revision: &RevisionInfo,
        position: usize,
        language: &Language,
    ) -> Result<Option<Rendering>, MemoryError>;
}

/// The one door for writing.
pub trait ChangeStore: Send + Sync {
    /// Does what `change` says, in one transaction. With it goes a record of the operation, and of every
    /// unit that it touches as it was before, so that the operation can be undone.
    ///
    /// # Errors
    /// [`MemoryError`] when the database fails; then nothing is changed.
    fn apply(&self, change: Change<'_>) -> Result<Applied, MemoryError>;
}

/// A whole store.
pub trait Store: UnitStore + ArticleStore + ChangeStore {}

impl<S: UnitStore + ArticleStore + ChangeStore + ?Sized> Store for S {}
