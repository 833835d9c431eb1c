//! Other texts in the places of those of a page.

use std::ops::Range;

use crate::format::write_back_error::WriteBackError;
use crate::text::{BlockKind, Replacement, ReplacementPiece, Span};

use super::flow::{Flow, Item, ItemKind};
use super::tree::Head;

/// The page with `replacements` in it; all else is as it was, and so is what is replaced by itself. Where the
/// title of the page repeats its headline it goes with it.
pub(super) fn replace(
    page: &str,
    head: &Head,
    flow: &Flow,
    replacements: &[Replacement],
) -> Result<String, WriteBackError> {
    let of_code = places_of_codes(flow);
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    for replacement in replacements {
        let Some((raw, text)) = Place::of(page, flow, &of_code, replacement)?.written() else {
            continue;
        };
        if let Some(change) = in_title(page, head, flow, replacement) {
            changes.push(change);
        }
        changes.push((raw, text));
    }
    changes.sort_by_key(|(raw, _)| raw.start);
    let mut written = String::with_capacity(page.len());
    let mut at = 0;
    for (raw, text) in changes {
        let between = page.get(at..raw.start);
        written.push_str(between.ok_or_else(|| changed("texts overlap"))?);
        written.push_str(&text);
        at = raw.end;
    }
    written.push_str(page.get(at..).unwrap_or_default());
    Ok(written)
}

/// What changes in the `title` of the page with its headline, which it repeats.
fn in_title(
    page: &str,
    head: &Head,
    flow: &Flow,
    replacement: &Replacement,
) -> Option<(Range<usize>, String)> {
    let mut headings = flow
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Heading);
    if headings.next()?.span != replacement.span {
        return None;
    }
    let title = head.title.clone()?;
    let mut headline = String::new();
    push_escaped(replacement.span.of(&flow.text), &mut headline);
    let at = title.start + page.get(title)?.find(&headline)?;
    let mut text = String::new();
    for piece in &replacement.pieces {
        if let ReplacementPiece::Text(piece) = piece {
            push_escaped(piece, &mut text);
        }
    }
    Some((at..at + headline.len(), text))
}

fn changed(why: &str) -> WriteBackError {
    WriteBackError::Changed(why.to_owned())
}

/// Which item each code is.
fn places_of_codes(flow: &Flow) -> Vec<usize> {
    let mut places = vec![0; flow.codes.len()];
    for (at, item) in flow.items.iter().enumerate() {
        if let ItemKind::Code(code) = item.kind
            && let Some(place) = places.get_mut(code)
        {
            *place = at;
        }
    }
    places
}

/// The place of a replacement in a page.
struct Place<'a> {
    page: &'a str,
    flow: &'a Flow,
    of_code: &'a [usize],
    replacement: &'a Replacement,
    /// The items that it touches.
    items: Range<usize>,
}

impl<'a> Place<'a> {
    fn of(
        page: &'a str,
        flow: &'a Flow,
        of_code: &'a [usize],
        replacement: &'a Replacement,
    ) -> Result<Self, WriteBackError> {
        let (span, within) = (replacement.span, &replacement.within);
        if flow.text.get(span.start..span.end).is_none() || within.end > flow.codes.len() {
            return Err(changed("a text reaches out of it"));
        }
        let before = flow
            .blocks
            .partition_point(|block| block.span.end < span.end);
        let block = flow.blocks.get(before);
        if block.is_none_or(|block| span.start < block.span.start) {
            return Err(changed("a text is in none of its blocks"));
        }
        // The text of the span, then the codes that go with it.
        let first = flow
            .items
            .partition_point(|item| item.text.end <= span.start);
        let after = flow
            .items
            .partition_point(|item| item.text.start < span.end);
        let mut items = first..after.max(first);
        for &place in of_code.get(within.clone()).unwrap_or_default() {
            items.start = items.start.min(place);
            items.end = items.end.max(place + 1);
        }
        Ok(Place {
            page,
            flow,
            of_code,
            replacement,
            items,
        })
    }

    /// What of an item's text is in the span.
    fn shared(&self, item: &Item) -> Span {
        let span = self.replacement.span;
        let start = item.text.start.max(span.start);
        Span::new(start, item.text.end.min(span.end).max(start))
    }

    /// The bytes of the page that make room, and what comes there; `None` if nothing changes.
    fn written(&self) -> Option<(Range<usize>, String)> {
        let items = self.flow.items.get(self.items.clone())?;
        let (first, last) = (items.first()?, items.last()?);
        if self.is_same(items) {
            return None;
        }
        let mut raw = first.raw.start..last.raw.end;
        if first.kind == ItemKind::Same {
            raw.start += self.replacement.span.start.saturating_sub(first.text.start);
        }
        if last.kind == ItemKind::Same {
            raw.end -= last.text.end.saturating_sub(self.replacement.span.end);
        }
        let mut text = String::new();
        for piece in &self.replacement.pieces {
            match piece {
                ReplacementPiece::Text(piece) => push_escaped(piece, &mut text),
                ReplacementPiece::Code(code) => {
                    let item = self
                        .of_code
                        .get(*code)
                        .and_then(|&at| self.flow.items.get(at));
                    text.push_str(item.map_or("", |item| &self.page[item.raw.clone()]));
                }
            }
        }
        // What nobody was told of stays: comments, and codes that another text has.
        for item in items {
            let part = &self.page[item.raw.clone()];
            match item.kind {
                ItemKind::Silent if !part.trim().is_empty() => text.push_str(part),
                ItemKind::Code(code) if !self.replacement.within.contains(&code) => {
                    text.push_str(part);
                }
                _ => {}
            }
        }
        Some((raw, text))
    }

    /// Whether the pieces are what is there.
    fn is_same(&self, items: &[Item]) -> bool {
        let mut there: Vec<ReplacementPiece> = Vec::new();
        for item in items {
            match item.kind {
                ItemKind::Code(code) if self.replacement.within.contains(&code) => {
                    there.push(ReplacementPiece::Code(code));
                }
                ItemKind::Same | ItemKind::Other => {
                    push_text(self.shared(item).of(&self.flow.text), &mut there);
                }
                ItemKind::Code(_) | ItemKind::Silent => {}
            }
        }
        let mut given = Vec::with_capacity(there.len());
        for piece in &self.replacement.pieces {
            match piece {
                ReplacementPiece::Text(text) => push_text(text, &mut given),
                ReplacementPiece::Code(code) => given.push(ReplacementPiece::Code(*code)),
            }
        }
        there == given
    }
}

fn push_text(text: &str, pieces: &mut Vec<ReplacementPiece>) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(ReplacementPiece::Text(last)) => last.push_str(text),
        _ => pieces.push(ReplacementPiece::Text(text.to_owned())),
    }
}

/// Text as a page writes it.
fn push_escaped(text: &str, page: &mut String) {
    for c in text.chars() {
        match c {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            // No page can write it.
            '\0' => {}
            c => page.push(c),
        }
    }
}
