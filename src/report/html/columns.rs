use std::io::{self, Write};

use askama::Template;

use crate::text::{Direction, Language};

use super::super::edits::Piece;
use crate::jobs::ColumnsView;

#[derive(Template)]
#[template(path = "columns.html")]
struct Page<'a> {
    source_name: &'a str,
    old_name: &'a str,
    new_name: &'a str,
    from: &'a str,
    to: &'a str,
    /// The directions of the source and of the translations.
    directions: [&'static str; 2],
    summary: String,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    class: &'static str,
    label: &'static str,
    source: String,
    sides: [Vec<Mark<'a>>; 2],
    warnings: Vec<String>,
}

struct Mark<'a> {
    deleted: bool,
    inserted: bool,
    text: &'a str,
}

/// A page with the source and both translations beside each other, passage by passage: all of them,
/// what changed marked and what does not agree with the source said below.
pub fn columns(out: &mut dyn Write, view: &ColumnsView<'_>) -> io::Result<()> {
    let page = Page {
        source_name: view.source.name(),
        old_name: view.revision.old.name(),
        new_name: view.revision.new.name(),
        from: view.source.language.as_str(),
        to: view.revision.new.language.as_str(),
        directions: [&view.source.language, &view.revision.new.language].map(direction),
        summary: view.in_words(),
        rows: (view.rows.iter())
            .map(|row| Row {
                class: match view.is_changed(row) {
                    true => "changed",
                    false => "unchanged",
                },
                label: view.label(row),
                source: view.source_text(row),
                sides: view
                    .sides(row)
                    .map(|pieces| pieces.into_iter().map(mark).collect()),
                warnings: view.warnings(row),
            })
            .collect(),
    };
    super::write(out, &page)
}

/// As `dir` has it.
fn direction(language: &Language) -> &'static str {
    match language.direction() {
        Some(Direction::RightToLeft) => "rtl",
        Some(Direction::LeftToRight) => "ltr",
        None => "auto",
    }
}

fn mark(piece: Piece<'_>) -> Mark<'_> {
    Mark {
        deleted: matches!(piece, Piece::Deleted(_)),
        inserted: matches!(piece, Piece::Inserted(_)),
        text: piece.text(),
    }
}
