use std::io::{self, Write};

use askama::Template;

use crate::revise::{Revision, Summary};

use super::super::edits::{Piece, change_label, in_words, pieces_of};
use super::super::json::Side;

#[derive(Template)]
#[template(path = "revision.html")]
struct Page<'a> {
    old_name: &'a str,
    new_name: &'a str,
    summary: String,
    changes: Vec<Row<'a>>,
}

struct Row<'a> {
    class: &'static str,
    label: &'static str,
    pieces: Vec<Mark<'a>>,
}

struct Mark<'a> {
    deleted: bool,
    inserted: bool,
    text: &'a str,
}

/// A page with the whole new text, and in it what was taken away, added and moved.
pub fn revision(
    out: &mut dyn Write,
    old: Side<'_>,
    new: Side<'_>,
    revision: &Revision,
) -> io::Result<()> {
    let changes = revision
        .changes
        .iter()
        .map(|change| Row {
            class: if change.moved {
                "moved"
            } else {
                change.kind.as_str()
            },
            label: change_label(change),
            pieces: pieces_of(old.text, new.text, change)
                .into_iter()
                .map(|piece| Mark {
                    deleted: matches!(piece, Piece::Deleted(_)),
                    inserted: matches!(piece, Piece::Inserted(_)),
                    text: piece.text(),
                })
                .collect(),
        })
        .collect();
    let page = Page {
        old_name: old.name,
        new_name: new.name,
        summary: in_words(&Summary::of(revision, old.text, new.text)),
        changes,
    };
    super::write(out, &page)
}
