use unicode_segmentation::GraphemeCursor;

/// `at`, or the next grapheme boundary of `text` after it.
pub(super) fn whole_grapheme(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    if let (Some(before), Some(after)) = (
        at.checked_sub(1).and_then(|at| bytes.get(at)),
        bytes.get(at),
    ) && before.is_ascii()
        && after.is_ascii()
        && (*before, *after) != (b'\r', b'\n')
    {
        return at;
    }
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor
            .next_boundary(text, 0)
            .ok()
            .flatten()
            .unwrap_or(text.len()),
        _ => at,
    }
}
