//! A revision as a page: old and new side by side or one in the other, with moves linked, boxes that
//! choose kinds of change, and keys that go from change to change.
//!
//! `rows` puts the sentences beside each other, `marks` says what is marked in each.

mod marks;
mod rows;
mod shapes;

use std::io::{self, Write};

use askama::Template;

use crate::revise::{ChangeKind, EditClass};
use crate::text::Direction;

use crate::jobs::RevisionView;
use marks::Mark;
use rows::Part;
use shapes::shapes;

const STYLE: &str = concat!(include_str!("../page.css"), include_str!("style.css"));
const SCRIPT: &str = include_str!("../page.js");

/// The SHA-256 hashes of the style and the script in base64: the page's Content Security Policy lets
/// nothing else be run or loaded. A test says what they have to be.
const STYLE_HASH: &str = "giLR98cta528ff7wNRs/v8/Qulwpho6sWk+GXvTSzpk=";
const SCRIPT_HASH: &str = "ndVBboH2S6FI/lxqjtXC6nIYvMtPhj3HA1BB3MFBlJM=";

#[derive(Template)]
#[template(path = "revision/page.html")]
struct Page<'a> {
    old_name: &'a str,
    new_name: &'a str,
    summary: String,
    /// Of the columns: the first stands where both texts begin their lines.
    direction: &'static str,
    filters: Vec<FilterBox>,
    parts: Vec<Part<'a>>,
    style: &'static str,
    style_hash: &'static str,
    script: &'static str,
    script_hash: &'static str,
}

/// A box that chooses a kind of change.
struct FilterBox {
    value: &'static str,
    name: String,
    /// How many sentences are of the kind.
    count: usize,
}

/// Writes the page: the line that sums up, then both texts, sentence by sentence. What is unchanged
/// is folded where much of it follows on itself. Nothing is loaded from elsewhere; without scripts
/// the page lacks its filters and keys only.
pub fn revision(out: &mut dyn Write, view: &RevisionView<'_>) -> io::Result<()> {
    let directions = [view.old.direction(), view.new.direction()];
    let backwards = directions == [Direction::RightToLeft; 2];
    let rows = rows::rows(view, directions);
    let page = Page {
        old_name: view.old.name(),
        new_name: view.new.name(),
        summary: view.in_words(),
        direction: if backwards { "rtl" } else { "ltr" },
        filters: filters(view),
        parts: rows::folded(rows),
        style: STYLE,
        style_hash: STYLE_HASH,
        script: SCRIPT,
        script_hash: SCRIPT_HASH,
    };
    super::write(out, &page)
}

/// A box for each kind that there is.
fn filters(view: &RevisionView<'_>) -> Vec<FilterBox> {
    let changed: Vec<_> = view
        .changes()
        .filter(|(change, _, _)| change.kind != ChangeKind::Equal || change.moved)
        .collect();
    let of_class = |class: EditClass| FilterBox {
        value: class.as_str(),
        name: class.as_str().replace('_', " "),
        count: changed
            .iter()
            .filter(|(_, kinds, _)| kinds.whole.contains(class))
            .count(),
    };
    let of_shape = |shape: &'static str| FilterBox {
        value: shape,
        name: shape.to_owned(),
        count: changed
            .iter()
            .filter(|(change, _, _)| shapes(change.kind, change.moved).any(|s| s == shape))
            .count(),
    };
    EditClass::ALL
        .map(of_class)
        .into_iter()
        .chain(["moved", "split", "merged"].map(of_shape))
        .filter(|filter| filter.count > 0)
        .collect()
}

#[cfg(test)]
mod tests;
