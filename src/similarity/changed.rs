//! The differences between a stored source and a query, as a person sees them.

use crate::text::Span;

use super::Explanation;

/// A passage of the stored source and the passage of the query that replaces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// Range in the stored source, in bytes; empty if the query only adds something.
    pub source: Span,
    /// Range in the query, in bytes; empty if the stored source only has something more. If the query adds words, the
    /// white space before them is included.
    pub query: Span,
}

/// Joins the edits of `explanation` that touch each other into passages of `query` and `source`.
pub fn changed(explanation: &Explanation, query: &str, source: &str) -> Vec<Changed> {
    let mut all: Vec<Changed> = Vec::new();
    for edit in &explanation.edits {
        let touches = |last: &Changed| {
            let between = |text: &str, a: Span, b: Span| {
                text.get(a.end..b.start)
                    .is_some_and(|gap| gap.trim().is_empty())
            };
            between(source, last.source, edit.source) && between(query, last.query, edit.query)
        };
        match all.last_mut().filter(|last| touches(last)) {
            Some(last) => {
                last.source.end = edit.source.end;
                last.query.end = edit.query.end;
            }
            None => all.push(Changed {
                source: edit.source,
                query: edit.query,
            }),
        }
    }
    for change in &mut all {
        change.source = trimmed(source, change.source);
        change.query = trimmed(query, change.query);
        if change.source.is_empty() {
            let before = &query[..change.query.start];
            change.query.start = before.trim_end().len();
        }
    }
    all
}

/// The span without white space at its ends; empty if it is all white space.
fn trimmed(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let start = span.start + (inside.len() - inside.trim_start().len());
    match inside.trim().len() {
        0 => Span::new(span.start, span.start),
        length => Span::new(start, start + length),
    }
}

#[cfg(test)]
mod tests {
    use super::super::explain;
    use super::*;

    fn changes<'a>(query: &'a str, source: &'a str) -> Vec<(&'a str, &'a str)> {
        let explanation = explain(query, source).unwrap();
        let all = changed(&explanation, query, source);
        let one = |change: Changed| (change.source.of(source), change.query.of(query));
        all.into_iter().map(one).collect()
    }

    #[test]
    fn edits_that_touch_are_one() {
        let source = "The old bridge opened on Monday, in rain.";
        assert_eq!(
            changes("The new long bridge opened Tuesday, in rain", source),
            [("old", "new long"), ("on Monday", "Tuesday"), (".", "")]
        );
        assert_eq!(
            changes("The very old bridge opened on Monday, in rain.", source),
            [("", " very")]
        );
        assert_eq!(
            changes("So the old bridge opened on Monday, in rain.", source),
            [("The", "So the")]
        );
        assert_eq!(
            changes("新桥通车了", "旧桥开通了"),
            [("旧", "新"), ("开", ""), ("", "车")]
        );
        assert!(changes(source, source).is_empty());
    }
}
