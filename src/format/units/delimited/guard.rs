//! Apostrophes before what a spreadsheet would take for a formula and run.

use std::borrow::Cow;

/// `field` with an apostrophe before it if it begins like a formula.
pub(super) fn guarded(field: &str) -> Cow<'_, str> {
    match is_formula(field) {
        true => Cow::Owned(format!("'{field}")),
        false => Cow::Borrowed(field),
    }
}

/// A text as a cell of a sheet, whose guards come off again when it is read: with an apostrophe before it
/// if it begins like a formula and `formulas` asks for that. One that has apostrophes before such a
/// beginning gets one in any case, so that [`unguarded`] gives every text back.
pub(super) fn guarded_cell(text: &str, formulas: bool) -> String {
    let bare = text.trim_start_matches('\'');
    match is_formula(bare) && (formulas || bare.len() < text.len()) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

/// The text of a cell that [`guarded_cell`] made.
pub(super) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn guards_come_off_again(text in "'{0,3}[=+@a\n-]{0,2}\\PC{0,4}", formulas: bool) {
            let cell = guarded_cell(&text, formulas);
            prop_assert_eq!(unguarded(&cell), text);
            prop_assert!(!formulas || !is_formula(&cell));
        }
    }

    #[test]
    fn cells() {
        assert_eq!(guarded_cell("- Non.", false), "- Non.");
        assert_eq!(guarded_cell("- Non.", true), "'- Non.");
        assert_eq!(guarded_cell("'tis", true), "'tis");
        assert_eq!(guarded("=1"), "'=1");
        assert_eq!(guarded("'=1"), "'=1");
    }
}
