//! A revision with the old text on one side and the new one on the other.

use std::io::{self, Write};

use crate::revise::{Change, ChangeClasses, ChangeKind};

use super::super::edits::{Piece, change_label, pieces_of, telling};
use super::beside::{Label, beside};
use super::layout::{Inked, Page, columns, wrap};
use super::revision::{bracketed, ink_of, inked, sum_up};
use super::style::{Ink, paint};
use super::table::fitted;
use crate::jobs::RevisionView;

/// Columns taken by the labels.
const GUTTER: usize = 8;

/// A line that sums up, then every sentence: the old ones to the left with what was taken away, the
/// new ones to the right with what was added, in the order of the new text. Each column is as wide
/// as the page allows.
pub fn revision_sides(out: &mut dyn Write, page: Page, view: &RevisionView<'_>) -> io::Result<()> {
    sum_up(out, page, view)?;
    let half = page.width.saturating_sub(GUTTER + 4) / 2;
    let old_name = fitted(view.old.name(), half);
    let gap = " ".repeat(half.saturating_sub(columns(&old_name)));
    let new_name = fitted(view.new.name(), half);
    let head = format!("{:GUTTER$} {old_name}{gap}   {new_name}", "");
    writeln!(out, "{}", paint(Ink::Dim, head.trim_end()))?;
    for (change, kinds, place) in view.changes() {
        let pieces = pieces_of(view.old.text(), view.new.text(), change);
        let is_unchanged = change.kind == ChangeKind::Equal && !change.moved;
        let column = |leave_out: fn(&Piece<'_>) -> bool, note: &str| -> Vec<(Ink, String)> {
            let kept = pieces.iter().filter(|piece| !leave_out(piece));
            let mut column: Vec<(Ink, String)> = match is_unchanged {
                true => kept
                    .map(|piece| (Ink::Dim, piece.text().to_owned()))
                    .collect(),
                false => kept.flat_map(|piece| inked(page, *piece)).collect(),
            };
            column.push((Ink::Dim, note.to_owned()));
            column
        };
        let left = match change.old.is_empty() {
            true => Vec::new(),
            false => column(
                |piece| matches!(piece, Piece::Inserted(_)),
                &went_to(change, place),
            ),
        };
        let right = match change.new.is_empty() {
            true => Vec::new(),
            false => column(
                |piece| matches!(piece, Piece::Deleted(_)),
                &came_from(change, kinds, place),
            ),
        };
        let lines = |pieces: &[(Ink, String)], pad: bool| -> Vec<String> {
            let pieces: Inked<'_> = pieces.iter().map(|(ink, text)| (*ink, &**text)).collect();
            match pieces.is_empty() {
                true => Vec::new(),
                false => wrap(&pieces, half, page, pad),
            }
        };
        let (left, right) = (lines(&left, true), lines(&right, false));
        let label = format!("{:<GUTTER$}", change_label(change));
        let label = Label {
            painted: &format!("{} ", paint(ink_of(change), &label)),
            width: GUTTER + 1,
        };
        beside(out, &label, &[left, right], half)?;
    }
    Ok(())
}

/// ` (to 39)`: where a moved sentence went; empty for others.
fn went_to(change: &Change, (_, to): (usize, usize)) -> String {
    bracketed(change.moved.then(|| format!("to {to}")).as_slice())
}

/// ` (number, from 18)`: what a change is about, and where it came from.
fn came_from(change: &Change, kinds: &ChangeClasses, (from, _): (usize, usize)) -> String {
    let kinds = telling(kinds.whole);
    let mut parts: Vec<String> = kinds.iter().map(|kind| kind.to_string()).collect();
    parts.extend(change.moved.then(|| format!("from {from}")));
    bracketed(&parts)
}
