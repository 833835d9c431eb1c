use crate::memory::{ArticleRef, ArticleStore, Memory, RevisionInfo};
use crate::revise::{Filter, Kinds, Summary};

use super::JobError;
use super::compare::compare;

/// A revision of an article, and how it differs from the one before.
#[derive(Debug, Clone)]
pub struct RevisionEntry {
    /// The revision.
    pub info: RevisionInfo,
    /// When it was stored, in seconds since 1970 (UTC).
    pub stored_at: i64,
    /// What changed; `None` for the first revision.
    pub changes: Option<EntryChanges>,
}

/// What changed in a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryChanges {
    /// The number of the revision before.
    pub since: u32,
    /// The changes in numbers.
    pub summary: Summary,
    /// The kinds of the changes, in their order.
    pub kinds: Kinds,
}

/// The revisions of an article in a language, newest first, with what changed in each; those after the revision that
/// `wanted` names are left out.
///
/// # Errors
/// [`JobError::NoRevision`] when the memory has no such article or revision, [`JobError::Memory`] when it fails.
pub fn log(memory: &Memory, wanted: &ArticleRef) -> Result<Vec<RevisionEntry>, JobError> {
    let mut revisions = memory.revisions()?;
    revisions.retain(|info| info.article == wanted.article);
    let known = |info: &RevisionInfo| format!("{}.{}", info.article, info.language);
    let mut others: Vec<String> = revisions.iter().map(known).collect();
    revisions.retain(|info| {
        let is_wanted = info.language == wanted.language;
        is_wanted && wanted.revision.is_none_or(|newest| info.number <= newest)
    });
    let newest = revisions.last().map(|info| info.number);
    if newest.is_none() || wanted.revision.is_some_and(|number| newest != Some(number)) {
        others.dedup();
        return Err(JobError::NoRevision {
            wanted: wanted.to_string(),
            memory: memory.path().display().to_string(),
            others,
        });
    }
    let mut before = None;
    let mut entries = Vec::with_capacity(revisions.len());
    for info in revisions {
        let stored = memory.load(info)?;
        let changes = before.as_ref().map(|(since, before)| {
            let compared = compare(before, &stored.article, &Filter::default());
            EntryChanges {
                since: *since,
                summary: Summary::new(&compared.revision, compared.old.text(), compared.new.text()),
                kinds: compared.kinds,
            }
        });
        before = Some((stored.info.number, stored.article));
        entries.push(RevisionEntry {
            stored_at: memory.stored_at(&stored.info)?,
            info: stored.info,
            changes,
        });
    }
    entries.reverse();
    Ok(entries)
}
