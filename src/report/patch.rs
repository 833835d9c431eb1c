//! A revision by lines, as `patch` applies it.

use std::io::{self, Write};

use similar::{Algorithm, TextDiff};

use crate::segment::SegmentedDocument;

/// Lines around a change.
const CONTEXT: usize = 3;

/// The unified diff of two texts: applied to the old one it makes the new one, byte for byte, with
/// or without a line end at the end of the file. Nothing if they are equal.
pub fn patch(
    out: &mut dyn Write,
    old: &SegmentedDocument,
    new: &SegmentedDocument,
) -> io::Result<()> {
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .diff_lines(old.text(), new.text());
    let mut unified = diff.unified_diff();
    unified
        .context_radius(CONTEXT)
        .header(&label(old.name()), &label(new.name()))
        .to_writer(out)
}

/// A name that a header can hold: one line; `patch` reads up to a tab.
fn label(name: &str) -> String {
    name.replace(['\n', '\r', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Language;

    fn patched(old: &str, new: &str) -> String {
        let document = |name: &str, text: &str| {
            SegmentedDocument::plain(text, &Language::undetermined()).named(name)
        };
        let mut out = Vec::new();
        patch(&mut out, &document("a.txt", old), &document("b.txt", new)).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Applies a unified diff as POSIX describes it, refusing what does not fit.
    fn apply(old: &str, patch: &str) -> String {
        let lines: Vec<&str> = old.split_inclusive('\n').collect();
        let (mut at, mut out) = (0, String::new());
        // The first two lines are names.
        let mut parts = patch.split_inclusive('\n').skip(2).peekable();
        while let Some(line) = parts.next() {
            if let Some(hunk) = line.strip_prefix("@@ -") {
                let range = hunk.split(' ').next().unwrap();
                let (start, length) = range.split_once(',').unwrap_or((range, "1"));
                let start: usize = start.parse().unwrap();
                let start = if length == "0" { start } else { start - 1 };
                out.extend(lines[at..start].iter().copied());
                at = start;
                continue;
            }
            if line.starts_with('\\') {
                continue;
            }
            let (sign, text) = line.split_at(1);
            let bare = parts.peek().is_some_and(|next| next.starts_with('\\'));
            let text = if bare {
                text.strip_suffix('\n').unwrap()
            } else {
                text
            };
            match sign {
                "+" => out.push_str(text),
                _ => {
                    assert_eq!(lines[at], text);
                    at += 1;
                    if sign == " " {
                        out.push_str(text);
                    }
                }
            }
        }
        out.extend(lines[at..].iter().copied());
        out
    }

    #[test]
    fn hunks_have_headers_and_context() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let patch = patched(old, &old.replace('5', "five"));
        assert_eq!(
            patch,
            "--- a.txt\n+++ b.txt\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
        );
        assert_eq!(patched(old, old), "");
    }

    proptest! {
        #[test]
        fn applied_it_makes_the_new_text(
            old in "([a-c-]{0,2}(\n|\r\n)){0,12}[a-c]?",
            new in "([a-c+]{0,2}(\n|\r\n)){0,12}[a-c]?",
        ) {
            prop_assert_eq!(apply(&old, &patched(&old, &new)), new);
        }
    }
}
