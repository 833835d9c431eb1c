use std::io::{self, Write};

use askama::Template;

use crate::revise::{Change, ChangeClasses, ChangeKind, EditClass, EditClasses};

use super::super::edits::{Piece, RevisionView, change_label, pieces_of, telling};

#[derive(Template)]
#[template(path = "revision.html")]
struct Page<'a> {
    old_name: &'a str,
    new_name: &'a str,
    summary: String,
    /// The kinds that there are, with how many sentences are of each.
    kinds: Vec<(EditClass, usize)>,
    changes: Vec<Row<'a>>,
}

struct Row<'a> {
    class: &'static str,
    label: &'static str,
    /// Names of its kinds, separated by spaces, as a filter reads them.
    kinds: String,
    /// Those that change what is said.
    telling: EditClasses,
    pieces: Vec<Mark<'a>>,
}

struct Mark<'a> {
    deleted: bool,
    inserted: bool,
    text: &'a str,
}

/// A page with the whole new text, and in it what was taken away, added and moved. Boxes choose the
/// kinds of change that are shown in full; without scripts all are.
pub fn revision(out: &mut dyn Write, view: &RevisionView<'_>) -> io::Result<()> {
    let count = |class: EditClass| {
        let kinds = view.kinds.iter().zip(&view.revision.changes);
        let shown = kinds.filter(|(_, change)| change.kind != ChangeKind::Equal || change.moved);
        shown
            .filter(|(kinds, _)| kinds.whole.contains(class))
            .count()
    };
    let kinds = EditClass::ALL.map(|class| (class, count(class)));
    let page = Page {
        old_name: view.old.name,
        new_name: view.new.name,
        summary: view.in_words(),
        kinds: kinds.into_iter().filter(|(_, count)| *count > 0).collect(),
        changes: view
            .changes()
            .map(|(change, kinds, _)| row(view, change, kinds))
            .collect(),
    };
    super::write(out, &page)
}

fn row<'a>(view: &RevisionView<'a>, change: &Change, kinds: &ChangeClasses) -> Row<'a> {
    let mark = |piece: Piece<'a>| Mark {
        deleted: matches!(piece, Piece::Deleted(_)),
        inserted: matches!(piece, Piece::Inserted(_)),
        text: piece.text(),
    };
    let names: Vec<&str> = kinds.whole.iter().map(EditClass::as_str).collect();
    Row {
        class: match change.moved {
            true => "moved",
            false => change.kind.as_str(),
        },
        label: change_label(change),
        kinds: names.join(" "),
        telling: telling(kinds.whole),
        pieces: pieces_of(view.old.text, view.new.text, change)
            .into_iter()
            .map(mark)
            .collect(),
    }
}
