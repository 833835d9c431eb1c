use crate::text::{Span, is_spaceless, tokens};

use super::super::change::{Edit, cover};
use super::super::words;

/// A text with the spans of it that are compared.
#[derive(Clone, Copy)]
pub(super) struct ComparedText<'a> {
    pub text: &'a str,
    pub spans: &'a [Span],
}

/// The edits between a part of the base and what a reviser made of it.
pub(super) fn edits(base: ComparedText<'_>, revised: ComparedText<'_>) -> Vec<Edit> {
    words::edits(base.text, base.spans, revised.text, revised.spans)
}

/// The part of the base with the edits of both; `None` if edits of the two touch or adjoin each
/// other and do not come to the same.
///
/// Edits adjoin if no word lies between them; in scripts without spaces one grapheme is less than
/// a word.
pub(super) fn joined(
    base: ComparedText<'_>,
    mine: ComparedText<'_>,
    theirs: ComparedText<'_>,
) -> Option<String> {
    let cover = cover(base.spans)?;
    let (ours, others) = (edits(base, mine), edits(base, theirs));
    let mut joined = String::new();
    let mut at = cover.start;
    let (mut ours, mut others) = (&ours[..], &others[..]);
    while let Some(start) = first_start(ours, others) {
        let mut span = Span::new(start, start);
        let (mut m, mut t) = (0, 0);
        loop {
            // The first edit of a passage is taken whatever is before it.
            let fits = |edit: &&Edit| {
                (m, t) == (0, 0) && edit.old.start == start || adjoin(base.text, span, edit.old)
            };
            if let Some(edit) = ours.get(m).filter(fits) {
                span.end = span.end.max(edit.old.end);
                m += 1;
            } else if let Some(edit) = others.get(t).filter(fits) {
                span.end = span.end.max(edit.old.end);
                t += 1;
            } else {
                break;
            }
        }
        let passage = |edits: &[Edit], revised: ComparedText<'_>| {
            applied(base.text, span, edits, revised.text)
        };
        let text = match (&ours[..m], &others[..t]) {
            (edits, []) => passage(edits, mine),
            ([], edits) => passage(edits, theirs),
            (a, b) => {
                let (a, b) = (passage(a, mine), passage(b, theirs));
                if a != b {
                    return None;
                }
                a
            }
        };
        joined.push_str(&base.text[at..span.start]);
        joined.push_str(&text);
        at = span.end;
        (ours, others) = (&ours[m..], &others[t..]);
    }
    joined.push_str(&base.text[at..cover.end]);
    Some(joined)
}

fn first_start(ours: &[Edit], others: &[Edit]) -> Option<usize> {
    let starts = [ours.first(), others.first()];
    starts
        .into_iter()
        .flatten()
        .map(|edit| edit.old.start)
        .min()
}

/// Whether less than a word lies between a passage and an edit behind its start.
fn adjoin(base: &str, passage: Span, edit: Span) -> bool {
    let Some(between) = base.get(passage.end..edit.start) else {
        return true;
    };
    let mut tokens = tokens(between).map(|token| token.span.of(between));
    match (tokens.next(), tokens.next()) {
        (None, _) => true,
        (Some(only), None) => only.chars().next().is_some_and(is_spaceless),
        _ => false,
    }
}

/// What `edits` make of `span` of the base.
fn applied(base: &str, span: Span, edits: &[Edit], revised: &str) -> String {
    let mut text = String::new();
    let mut at = span.start;
    for edit in edits {
        text.push_str(&base[at..edit.old.start]);
        text.push_str(edit.new.of(revised));
        at = edit.old.end;
    }
    text.push_str(&base[at..span.end]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(base: &str, mine: &str, theirs: &str) -> Option<String> {
        let spans = [base, mine, theirs].map(|text| [Span::new(0, text.len())]);
        let part = |text, at: usize| ComparedText {
            text,
            spans: &spans[at],
        };
        let found = joined(part(base, 0), part(mine, 1), part(theirs, 2));
        assert_eq!(found, joined(part(base, 0), part(theirs, 2), part(mine, 1)));
        found
    }

    #[test]
    fn edits_apart_are_joined_in_every_script() {
        for (base, mine, theirs, joined) in [
            (
                "The old bridge opened on Monday.",
                "The new bridge opened on Monday.",
                "The old bridge opened on Friday.",
                "The new bridge opened on Friday.",
            ),
            (
                "پل قدیمی روز دوشنبه باز شد.",
                "پل تازه روز دوشنبه باز شد.",
                "پل قدیمی روز جمعه باز شد.",
                "پل تازه روز جمعه باز شد.",
            ),
            (
                "橋は月曜日に正式に開通した。",
                "橋は火曜日に正式に開通した。",
                "橋は月曜日に正式に閉鎖した。",
                "橋は火曜日に正式に閉鎖した。",
            ),
            // The same edit of both beside one of mine.
            ("a b c d e f", "a x c d e y", "a x c d e f", "a x c d e y"),
        ] {
            assert_eq!(join(base, mine, theirs).as_deref(), Some(joined));
        }
    }

    #[test]
    fn edits_beside_each_other_are_not() {
        for (base, mine, theirs) in [
            (
                "It cost 12 million.",
                "It cost 14 million.",
                "It cost 15 million.",
            ),
            (
                "a red big bridge",
                "a blue big bridge",
                "a red small bridge",
            ),
            (
                "橋は月曜に開通した。",
                "橋は月曜の開通した。",
                "橋は月曜に閉鎖した。",
            ),
        ] {
            assert_eq!(join(base, mine, theirs), None, "{base}");
        }
    }
}
