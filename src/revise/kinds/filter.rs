use super::super::{Change, ChangeKind, Revision};
use super::classify::{ChangeClasses, Kinds};
use super::set::EditClasses;

/// Which kinds of change are shown; the others are shown as if nothing had changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only edits of one of these kinds; all, if there are none.
    pub only: EditClasses,
    /// No edits that are of these kinds and no others.
    pub ignore: EditClasses,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        self.only.is_empty() && self.ignore.is_empty()
    }

    /// Whether an edit of these kinds is shown.
    pub fn shows(&self, classes: EditClasses) -> bool {
        (self.only.is_empty() || classes.meets(self.only))
            && (self.ignore.is_empty() || !classes.is_within(self.ignore))
    }

    /// Takes out of a revision and its `kinds` what is not shown. A segment without an edit left
    /// stands as it was (or moved; with `only`, moves are not shown either), so the edits of a
    /// filtered revision no longer make the new text of the old one.
    pub fn apply(&self, revision: &mut Revision, kinds: &mut Kinds) {
        if self.is_open() {
            return;
        }
        for (change, classes) in revision.changes.iter_mut().zip(kinds) {
            self.filter(change, classes);
        }
    }

    fn filter(&self, change: &mut Change, classes: &mut ChangeClasses) {
        let shown: Vec<bool> = classes.edits.iter().map(|one| self.shows(*one)).collect();
        let mut keep = shown.iter().copied();
        change.edits.retain(|_| keep.next().unwrap_or(true));
        let mut keep = shown.iter().copied();
        classes.edits.retain(|_| keep.next().unwrap_or(true));
        let whole = |edits: &[EditClasses]| {
            edits
                .iter()
                .fold(EditClasses::default(), |all, one| all.and(*one))
        };
        match change.kind {
            ChangeKind::Inserted | ChangeKind::Deleted => {
                if !self.shows(classes.whole) {
                    change.kind = ChangeKind::Equal;
                    classes.whole = EditClasses::default();
                }
                return;
            }
            ChangeKind::Split | ChangeKind::Merged
                if self.only.is_empty() || !change.edits.is_empty() => {}
            _ if change.edits.is_empty() => {
                change.kind = match change.moved && self.only.is_empty() {
                    true => ChangeKind::Moved,
                    false => ChangeKind::Equal,
                };
            }
            _ => {}
        }
        change.moved &= self.only.is_empty() || !change.edits.is_empty();
        let left = whole(&classes.edits);
        classes.whole = classes
            .whole
            .iter()
            .filter(|class| left.contains(*class))
            .collect();
        if !classes.whole.contains(super::EditClass::Number) {
            classes.figures.clear();
        }
        if !classes.whole.contains(super::EditClass::Negation) {
            classes.negations = 0;
        }
    }
}
