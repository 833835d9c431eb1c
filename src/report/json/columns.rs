use serde::Serialize;

use crate::text::ScalarOffsets;

use super::revision::{ChangePart, changes};
use crate::jobs::ColumnsView;

/// The object of `recto diff --base`.
#[derive(Debug, Serialize)]
pub struct ColumnsObject<'a> {
    source: &'a str,
    old: &'a str,
    new: &'a str,
    summary: SummaryPart,
    segments: Vec<ChangePart>,
    rows: Vec<RowPart<'a>>,
}

#[derive(Debug, Serialize)]
struct SummaryPart {
    rows: usize,
    changed: usize,
    without_translation: usize,
    without_source: usize,
    figures: usize,
}

#[derive(Debug, Serialize)]
struct RowPart<'a> {
    source: Vec<[usize; 2]>,
    segments: &'a [usize],
    changed: bool,
    without_translation: bool,
    without_source: bool,
    figures: Vec<FigurePart<'a>>,
}

#[derive(Debug, Serialize)]
struct FigurePart<'a> {
    source: Option<&'a str>,
    new: Option<&'a str>,
}

/// The object for a revision beside its source.
pub fn columns<'a>(view: &ColumnsView<'a>) -> ColumnsObject<'a> {
    let offsets = ScalarOffsets::new(view.source.text());
    let rows: Vec<RowPart<'a>> = (view.rows.iter())
        .map(|row| RowPart {
            source: (view.source.segments[row.source.clone()].iter())
                .map(|segment| offsets.of_span(segment.span))
                .collect(),
            segments: &row.changes,
            changed: view.is_changed(row),
            without_translation: row.is_missing(),
            without_source: row.is_surplus(),
            figures: (row.figures.iter())
                .map(|figure| FigurePart {
                    source: figure.old.as_deref(),
                    new: figure.new.as_deref(),
                })
                .collect(),
        })
        .collect();
    let count = |which: fn(&RowPart<'_>) -> bool| rows.iter().filter(|row| which(row)).count();
    ColumnsObject {
        source: view.source.name(),
        old: view.revision.old.name(),
        new: view.revision.new.name(),
        summary: SummaryPart {
            rows: rows.len(),
            changed: count(|row| row.changed),
            without_translation: count(|row| row.without_translation),
            without_source: count(|row| row.without_source),
            figures: rows.iter().map(|row| row.figures.len()).sum(),
        },
        segments: changes(&view.revision),
        rows,
    }
}
