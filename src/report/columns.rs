//! What all views say alike of a revision beside its source.

use crate::jobs::ColumnsView;
use crate::revise::{Change, ChangeKind, FigureChange, Row};

use super::edits::{Piece, change_label, pieces_of};

impl<'a> ColumnsView<'a> {
    /// The changes of a row.
    pub(super) fn changes(&self, row: &'a Row) -> impl Iterator<Item = &'a Change> {
        let changes = &self.revision.revision.changes;
        row.changes.iter().filter_map(|&at| changes.get(at))
    }

    /// The source of a row, segments joined by a space.
    pub(super) fn source_text(&self, row: &Row) -> String {
        let segments = self
            .source
            .segments
            .get(row.source.clone())
            .unwrap_or_default();
        let texts: Vec<&str> = segments
            .iter()
            .map(|segment| segment.span.of(self.source.text()))
            .collect();
        texts.join(" ")
    }

    /// The old text of a row without what is new, and the new one without what is gone.
    pub(super) fn sides(&self, row: &'a Row) -> [Vec<Piece<'a>>; 2] {
        let mut sides = [Vec::new(), Vec::new()];
        for change in self.changes(row) {
            let pieces = pieces_of(self.revision.old.text(), self.revision.new.text(), change);
            let own = [change.old.is_empty(), change.new.is_empty()];
            for (at, side) in sides.iter_mut().enumerate() {
                if own[at] {
                    continue;
                }
                if !side.is_empty() {
                    side.push(Piece::Kept(" "));
                }
                side.extend(pieces.iter().copied().filter(|piece| match piece {
                    Piece::Kept(_) => true,
                    Piece::Deleted(_) => at == 0,
                    Piece::Inserted(_) => at == 1,
                }));
            }
        }
        sides
    }

    /// What an editor calls the changes of a row: the first that is one, and what was written anew
    /// is edited.
    pub(super) fn label(&self, row: &'a Row) -> &'static str {
        let has = |kind| self.changes(row).any(|change| change.kind == kind);
        if has(ChangeKind::Deleted) && has(ChangeKind::Inserted) {
            return "edited";
        }
        let mut labels = self.changes(row).map(change_label);
        labels.find(|label| !label.is_empty()).unwrap_or("")
    }

    /// Whether the translation of a row changed.
    pub(super) fn is_changed(&self, row: &'a Row) -> bool {
        self.changes(row)
            .any(|change| change.kind != ChangeKind::Equal || change.moved)
    }

    /// What a reviser must look at in a row, whether it changed or not.
    pub(super) fn warnings(&self, row: &Row) -> Vec<String> {
        let mut warnings = Vec::new();
        if row.is_missing() {
            warnings.push("no translation".to_owned());
        }
        if row.is_surplus() {
            warnings.push("no source".to_owned());
        }
        warnings.extend(row.figures.iter().map(figure));
        warnings
    }

    /// `41 passages: 5 changed, 1 without translation; 1 figure differs from the source: 12 → 14`
    pub(super) fn in_words(&self) -> String {
        let count = |which: &dyn Fn(&'a Row) -> bool| {
            let rows = self.rows.iter();
            rows.filter(|row| which(row)).count()
        };
        let total = self.rows.len();
        let passages = if total == 1 { "passage" } else { "passages" };
        let mut line = format!(
            "{total} {passages}: {} changed",
            count(&|row| self.is_changed(row))
        );
        for (count, what) in [
            (count(&|row| row.is_missing()), "without translation"),
            (count(&|row| row.is_surplus()), "without source"),
        ] {
            if count > 0 {
                line.push_str(&format!(", {count} {what}"));
            }
        }
        let figures: Vec<String> = self
            .rows
            .iter()
            .flat_map(|row| &row.figures)
            .map(pair)
            .collect();
        line.push_str("; ");
        line.push_str(&super::edits::figures_that_differ(&figures, "source"));
        line
    }
}

/// `12 → 14`
fn pair(figure: &FigureChange) -> String {
    match (&figure.old, &figure.new) {
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (Some(old), None) => format!("{old} gone"),
        (None, Some(new)) => format!("{new} new"),
        (None, None) => String::new(),
    }
}

fn figure(figure: &FigureChange) -> String {
    match (&figure.old, &figure.new) {
        (Some(old), Some(new)) => format!("{old} in the source, {new} in the translation"),
        (Some(old), None) => format!("{old} only in the source"),
        (None, Some(new)) => format!("{new} only in the translation"),
        (None, None) => String::new(),
    }
}
