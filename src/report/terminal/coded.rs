use crate::text::{Direction, INLINE_CODE, code_label, direction};

use super::layout::{Inked, Page};
use super::style::Ink;

/// The pieces of a text with these labels in the places of its inline codes.
pub(super) fn with_codes(page: Page, pieces: &Inked<'_>, labels: &[String]) -> Vec<(Ink, String)> {
    let mut shown = Vec::with_capacity(pieces.len());
    let mut number = 0;
    // Among right-to-left words `</b>` would be read as `<b/>`.
    let text: String = pieces.iter().map(|(_, piece)| *piece).collect();
    let isolated = page.terminal && direction(&text) == Direction::RightToLeft;
    for &(ink, piece) in pieces {
        for (at, part) in piece.split(INLINE_CODE).enumerate() {
            if at > 0 {
                let code = match ink {
                    Ink::Plain | Ink::Name => Ink::Dim,
                    other => other,
                };
                let label = code_label(labels, number);
                shown.push(match isolated {
                    // LEFT-TO-RIGHT ISOLATE … POP DIRECTIONAL ISOLATE
                    true => (code, format!("\u{2066}{label}\u{2069}")),
                    false => (code, label),
                });
                number += 1;
            }
            if !part.is_empty() {
                shown.push((ink, part.to_owned()));
            }
        }
    }
    shown
}
