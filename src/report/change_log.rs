//! A revision as a table for a spreadsheet: what people who judge translations keep.

use std::io::{self, Write};

use crate::revise::{Change, ChangeKind, EditClasses};
use crate::text::Span;

use super::edits::change_label;
use crate::jobs::RevisionView;

/// CSV (RFC 4180, UTF-8), a row for each edit, in the order of the new text: `change` (a number for
/// each changed sentence), `what` happened to it, `kinds` of the edit, `old_place` and `new_place`
/// (numbers of sentences, from 1; empty where there is none), `deleted` and `inserted` words, and the
/// whole `old` and `new` sentences. Sentences that only moved, that are new or gone have one row.
pub fn change_log(out: &mut dyn Write, view: &RevisionView<'_>) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "change",
        "what",
        "kinds",
        "old_place",
        "new_place",
        "deleted",
        "inserted",
        "old",
        "new",
    ])?;
    let mut number = 0;
    for (change, kinds, (from, to)) in view.changes() {
        if change.kind == ChangeKind::Equal && !change.moved {
            continue;
        }
        number += 1;
        let place = |place: usize| match place {
            0 => String::new(),
            place => place.to_string(),
        };
        let sentence = |text: &'_ str, spans: &[Span]| -> String {
            let parts: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
            parts.join(" ")
        };
        let old = sentence(view.old.text(), &change.old);
        let new = sentence(view.new.text(), &change.new);
        let mut row = |kinds: EditClasses, deleted: &str, inserted: &str| {
            table.write_record([
                &number.to_string(),
                what(change),
                &kinds.to_string(),
                &place(from),
                &place(to),
                deleted,
                inserted,
                &old,
                &new,
            ])
        };
        match change.kind {
            ChangeKind::Inserted => row(kinds.whole, "", &new)?,
            ChangeKind::Deleted => row(kinds.whole, &old, "")?,
            _ if change.edits.is_empty() => row(kinds.whole, "", "")?,
            _ => {
                for (edit, kinds) in change.edits.iter().zip(&kinds.edits) {
                    let (deleted, inserted) =
                        (edit.old.of(view.old.text()), edit.new.of(view.new.text()));
                    row(*kinds, deleted, inserted)?;
                }
            }
        }
    }
    table.flush()
}

fn what(change: &Change) -> &'static str {
    match change_label(change) {
        "moved ~" => "moved and edited",
        label => label,
    }
}
