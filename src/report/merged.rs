//! What terminal and JSON say alike of a merge: who did what, and the line that sums up.

use crate::jobs::MergeView;
use crate::revise::{Change, ChangeKind, MergedSegment, Outcome};

/// The side that changed a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Neither.
    Nobody,
    /// Only mine.
    Mine,
    /// Only theirs.
    Theirs,
    /// Both, to the same.
    Both,
    /// Both, each something else that could be joined.
    Joined,
    /// Both, and it is a conflict.
    Conflict,
}

impl By {
    pub(super) fn of(segment: &MergedSegment) -> Self {
        match &segment.outcome {
            Outcome::Conflict(_) => return By::Conflict,
            Outcome::Joined(_) => return By::Joined,
            Outcome::Taken(_) | Outcome::Deleted => {}
        }
        match (is_change(&segment.mine), is_change(&segment.theirs)) {
            (false, false) => By::Nobody,
            (true, false) => By::Mine,
            (false, true) => By::Theirs,
            (true, true) => match (&segment.mine, &segment.theirs) {
                (Some(mine), Some(theirs)) if !has_words(mine) || !has_words(theirs) => By::Joined,
                _ => By::Both,
            },
        }
    }

    /// The name in JSON, and what a person reads.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            By::Nobody => "nobody",
            By::Mine => "mine",
            By::Theirs => "theirs",
            By::Both => "both",
            By::Joined => "joined",
            By::Conflict => "conflict",
        }
    }
}

/// Whether anything but spacing changed.
pub(super) fn is_change(change: &Option<Change>) -> bool {
    let kind = |change: &Change| change.kind != ChangeKind::Equal || change.moved;
    change.as_ref().is_some_and(kind)
}

/// Whether more changed than the place.
fn has_words(change: &Change) -> bool {
    change.kind != ChangeKind::Moved
}

impl MergeView<'_> {
    /// `12 sentences: 3 changed by mine, 2 by theirs, 1 by both alike; no conflict`
    pub(super) fn in_words(&self) -> String {
        let count = |by: By| {
            let segments = self.merge.segments.iter();
            segments.filter(|segment| By::of(segment) == by).count()
        };
        let of_base = self.merge.segments.iter().flat_map(|segment| {
            let change = segment.mine.as_ref().or(segment.theirs.as_ref());
            change.into_iter().flat_map(|change| &change.old)
        });
        let mut of_base: Vec<_> = of_base.collect();
        of_base.sort_unstable();
        of_base.dedup();
        let total = of_base.len();
        let mut parts: Vec<String> = [
            (By::Mine, "by mine"),
            (By::Theirs, "by theirs"),
            (By::Both, "by both alike"),
            (By::Joined, "by both at different words"),
        ]
        .into_iter()
        .map(|(by, what)| (count(by), what))
        .filter(|(count, _)| *count > 0)
        .enumerate()
        .map(|(place, (count, what))| match place {
            0 => format!("{count} changed {what}"),
            _ => format!("{count} {what}"),
        })
        .collect();
        if parts.is_empty() {
            parts.push("none changed".to_owned());
        }
        let conflicts = match self.merge.conflicts() {
            0 => "no conflict".to_owned(),
            1 => "1 conflict".to_owned(),
            many => format!("{many} conflicts"),
        };
        let sentences = if total == 1 { "sentence" } else { "sentences" };
        format!("{total} {sentences}: {}; {conflicts}", parts.join(", "))
    }
}
