//! The sheet in which a person reviews an alignment: what its columns are called, and what is in
//! those that spreadsheets must not spoil.

use std::ops::Range;

use crate::text::collapse_white_space;

/// The columns of the sheet, in their order: what a person reads and changes first.
pub(super) const COLUMNS: [&str; 12] = [
    "status",
    "confidence",
    "source",
    "target",
    "source_segments",
    "target_segments",
    "from",
    "to",
    "article",
    "source_revision",
    "target_revision",
    "checksum",
];

/// What is said of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Somebody stands behind it; so does who leaves the cell empty.
    Accepted,
    /// The alignment is not sure of it, and nobody has said anything.
    Doubtful,
    /// It is wrong.
    Rejected,
    /// One side has no counterpart.
    Unpaired,
}

impl Status {
    /// How the sheet has it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Status::Accepted => "",
            Status::Doubtful => "doubtful",
            Status::Rejected => "rejected",
            Status::Unpaired => "unpaired",
        }
    }

    /// Reads a cell; `None` if it says something else.
    pub(super) fn read(cell: &str) -> Option<Self> {
        match cell.trim().to_lowercase().as_str() {
            "" | "accepted" | "accept" | "approved" | "final" | "ok" | "yes" | "x" => {
                Some(Status::Accepted)
            }
            "doubtful" => Some(Status::Doubtful),
            "rejected" | "reject" | "wrong" | "no" => Some(Status::Rejected),
            "unpaired" => Some(Status::Unpaired),
            _ => None,
        }
    }
}

/// Eight letters that stand for both texts, by which a correction is told. Letters only, for what
/// looks like a number a spreadsheet makes one of.
pub(super) fn checksum(source: &str, target: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in [source, target] {
        let text = collapse_white_space(text);
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    let hash = hasher.finalize();
    let letters = hash.as_bytes()[..4]
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15]);
    letters.map(|four| char::from(b'a' + four)).collect()
}

/// Numbers of segments from 1, with spaces: `4 5`. A spreadsheet takes `4-5` for a day of May.
pub(super) fn numbers(segments: &Range<usize>) -> String {
    let numbers: Vec<String> = segments.clone().map(|at| (at + 1).to_string()).collect();
    numbers.join(" ")
}

/// Reads such numbers; none if they do not follow each other.
pub(super) fn segments(cell: &str) -> Option<Range<usize>> {
    let numbers: Option<Vec<usize>> = cell
        .split_whitespace()
        .map(|number| number.parse().ok().filter(|&number| number > 0))
        .collect();
    let numbers = numbers?;
    let (&first, &last) = (numbers.first()?, numbers.last()?);
    let in_order = numbers.is_sorted_by(|one, next| one.checked_add(1) == Some(*next));
    in_order.then(|| first - 1..last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_read_again(start in 0usize..500, len in 1usize..5) {
            prop_assert_eq!(segments(&numbers(&(start..start + len))), Some(start..start + len));
        }
    }

    #[test]
    fn cells() {
        assert_eq!(numbers(&(3..3)), "");
        for cell in ["", "0", "1 3", "May 4", "-1"] {
            assert_eq!(segments(cell), None, "{cell}");
        }
        assert_eq!(Status::read(" OK "), Some(Status::Accepted));
        assert_eq!(Status::read("perhaps"), None);
        // White space is what editors change in passing.
        assert_eq!(
            checksum("پل  باز\nاست.", "a"),
            checksum("پل باز است. ", "a")
        );
        assert_ne!(checksum("ab", "c"), checksum("a", "bc"));
        assert!(
            checksum("a", "b")
                .bytes()
                .all(|byte| byte.is_ascii_lowercase())
        );
    }
}
