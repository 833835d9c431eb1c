//! Where in something typed a fault is.

use unicode_width::UnicodeWidthChar;

use crate::text::Span;

/// Number of characters that are shown before and after the fault.
const AROUND: usize = 32;

/// `text` on a line, and under it a caret for each column of `at`; both indented, the text shortened
/// around the fault.
pub fn caret(text: &str, at: Span) -> String {
    let start = (text.floor_char_boundary(at.start)).min(text.len());
    let end = text.ceil_char_boundary(at.end.clamp(start, text.len()));
    let (before, fault, after) = (&text[..start], &text[start..end], &text[end..]);
    let from = before.char_indices().rev().take(AROUND).last();
    let from = from.map_or(start, |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map(|(at, _)| at);
    let to = to.unwrap_or(after.len());
    let plain = |text: &str| -> String {
        let shown = |c: char| if c.is_control() { ' ' } else { c };
        text.chars().map(shown).collect()
    };
    let (open, close) = (
        if from > 0 { "…" } else { "" },
        if to < after.len() { "…" } else { "" },
    );
    let lead = format!("{open}{}", plain(&before[from..]));
    let columns = |text: &str| -> usize { text.chars().filter_map(UnicodeWidthChar::width).sum() };
    let fault: String = plain(fault).chars().take(2 * AROUND).collect();
    let carets = "^".repeat(columns(&fault).max(1));
    let indent = " ".repeat(columns(&lead));
    format!(
        "  {lead}{fault}{}{close}\n  {indent}{carets}",
        plain(&after[..to])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_the_fault() {
        let shown = |text: &str, start, end| caret(text, Span::new(start, end));
        assert_eq!(shown("a OR", 2, 4), "  a OR\n    ^^");
        assert_eq!(shown("桥 (a", 4, 5), "  桥 (a\n     ^");
        assert_eq!(shown("", 0, 0), "  \n  ^");
        assert_eq!(shown("a\tb", 3, 3), "  a b\n     ^");
        let long = "word ".repeat(20) + "(" + &" word".repeat(20);
        let lines = shown(&long, 100, 101);
        let (top, bottom) = lines.split_once('\n').unwrap();
        assert_eq!(top.chars().nth(bottom.chars().count() - 1), Some('('));
        assert!(top.starts_with("  …") && top.ends_with('…'));
    }
}
