//! Quotation marks in tables between tabs, which are as a rule not quoted: there they belong to the text.
//! Spreadsheets quote some of the cells nevertheless, as RFC 4180 has it.

use std::borrow::Cow;

use csv::ReaderBuilder;

/// Whether the cells of a table between tabs that begins so are quoted: its names are, or the rows have
/// equally many cells only if line breaks within quotation marks do not count. The last row may be
/// `cut` off.
pub(super) fn is_quoted(sample: &str, cut: bool) -> bool {
    let opens_cell = sample.contains("\t\"") || sample.contains("\n\"");
    let is_even = |quoting: bool| {
        let mut reader = ReaderBuilder::new()
            .delimiter(b'\t')
            .has_headers(false)
            .flexible(true)
            .quoting(quoting)
            .from_reader(sample.as_bytes());
        let rows = reader.records().map_while(Result::ok);
        let mut cells: Vec<usize> = rows.map(|row| row.len()).collect();
        if cut {
            cells.pop();
        }
        cells.is_sorted_by(|one, next| one == next)
    };
    sample.starts_with('"') || (opens_cell && !is_even(false) && is_even(true))
}

/// A cell of a table that is not quoted, without the marks of one that is quoted nevertheless: that is
/// told by those within it, all of which are doubled.
pub(super) fn unquoted(cell: &str) -> Cow<'_, str> {
    let inner = cell
        .strip_prefix('"')
        .and_then(|cell| cell.strip_suffix('"'));
    match inner {
        Some(inner) if inner.contains('"') && !inner.replace("\"\"", "").contains('"') => {
            Cow::Owned(inner.replace("\"\"", "\""))
        }
        _ => Cow::Borrowed(cell),
    }
}

/// `text` as a cell that [`unquoted`] gives back as it is.
pub(super) fn quoted_where_needed(text: &str) -> Cow<'_, str> {
    match unquoted(text) {
        Cow::Owned(_) => Cow::Owned(format!("\"{}\"", text.replace('"', "\"\""))),
        Cow::Borrowed(_) => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_text_comes_back(text in "[\"a]{0,9}") {
            let cell = quoted_where_needed(&text);
            prop_assert_eq!(unquoted(&cell), text.as_str());
        }
    }

    #[test]
    fn marks_of_the_text_and_of_the_table() {
        for (cell, text) in [
            ("\"Yes.\"", "\"Yes.\""),
            ("\"\"\"Yes.\"\" he said\"", "\"Yes.\" he said"),
            ("\"Yes\" and \"no\"", "\"Yes\" and \"no\""),
            ("\"", "\""),
        ] {
            assert_eq!(unquoted(cell), text);
        }
        assert!(is_quoted("source\ttarget\n\"two\nlines\"\tdeux\n", false));
        let cut = "source\ttarget\n\"two\nlines\"\tdeux\n\"cut";
        assert!(is_quoted(cut, true));
        assert!(!is_quoted("source\ttarget\n\"Yes\t\"Oui\nNo\tNon\n", false));
    }
}
