//! An entry of an article's history.

use crate::memory::RevisionInfo;
use crate::revise::Summary;

use crate::jobs::RevisionView;

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
    /// The changes in words.
    pub in_words: String,
}

impl RevisionEntry {
    /// A revision that has none before it.
    pub fn first(info: &RevisionInfo, stored_at: i64) -> Self {
        RevisionEntry {
            info: info.clone(),
            stored_at,
            changes: None,
        }
    }

    /// A revision that `view` compares with the one before it, `since`.
    pub fn changed(
        info: &RevisionInfo,
        stored_at: i64,
        since: u32,
        view: &RevisionView<'_>,
    ) -> Self {
        RevisionEntry {
            changes: Some(EntryChanges {
                since,
                summary: Summary::new(view.revision, view.old.text(), view.new.text()),
                in_words: view.in_words(),
            }),
            ..RevisionEntry::first(info, stored_at)
        }
    }

    /// The time in the form of ISO 8601, in UTC; empty if it cannot be told.
    pub(super) fn time(&self) -> String {
        jiff::Timestamp::from_second(self.stored_at).map_or(String::new(), |time| time.to_string())
    }
}
