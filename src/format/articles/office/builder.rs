//! Puts a paragraph together, an atom at a time.

use std::ops::Range;

use super::taken::{Atom, AtomKind, Paragraph, Part};
use crate::text::BlockKind;

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    atoms: Vec<Atom>,
    /// Where the end tags of an element begin of which only some are read.
    ending: Option<usize>,
}

impl Builder {
    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

    /// The number of the next atom.
    pub(super) fn next(&self) -> usize {
        self.atoms.len()
    }

    /// Adds an atom without text.
    pub(super) fn push(&mut self, kind: AtomKind, run: Option<usize>, source: Range<usize>) {
        let at = self.text.len();
        self.atoms.push(Atom::new(kind, run, source, at));
    }

    /// Adds an atom with text, if there is any.
    pub(super) fn text(
        &mut self,
        text: &str,
        kind: AtomKind,
        run: Option<usize>,
        source: Range<usize>,
    ) {
        let start = self.text.len();
        self.text.push_str(text);
        let mut atom = Atom::new(kind, run, source, start);
        atom.text.end = self.text.len();
        self.atoms.push(atom);
    }

    /// Adds text to the last atom, if that is text of the same run and ends where this begins, else as a new one.
    pub(super) fn append(&mut self, text: &str, run: Option<usize>, source: Range<usize>) {
        if let Some(last) = self.atoms.last_mut()
            && last.kind == AtomKind::Text
            && last.run() == run
            && let Some(piece) = last.pieces.last_mut()
            && piece.source.end == source.start
            && last.text.end == self.text.len()
        {
            piece.source.end = source.end;
            self.text.push_str(text);
            last.text.end = self.text.len();
        } else if !text.is_empty() {
            self.text(text, AtomKind::Text, run, source);
        }
    }

    /// Lets the last atom end at byte `end` of the part.
    pub(super) fn extend_last(&mut self, end: usize) {
        if let Some(piece) = self
            .atoms
            .last_mut()
            .and_then(|atom| atom.pieces.last_mut())
        {
            piece.source.end = end;
        }
    }

    /// Notes the first of the end tags of an element, which another one follows.
    pub(super) fn begin_end(&mut self, place: Range<usize>) {
        self.ending = Some(place.start);
    }

    /// Adds the end of an element.
    pub(super) fn end(&mut self, kind: AtomKind, place: Range<usize>) {
        let start = self.ending.take().unwrap_or(place.start);
        self.push(kind, None, start..place.end);
    }

    /// The text and the atoms.
    pub(super) fn finish(self) -> (String, Vec<Atom>) {
        (self.text, self.atoms)
    }
}

impl Part {
    /// Adds a paragraph, if it has text.
    pub(super) fn add(
        &mut self,
        kind: BlockKind,
        is_note: bool,
        opening: Range<usize>,
        content: Range<usize>,
        text: String,
        atoms: Vec<Atom>,
    ) {
        if text.trim().is_empty() {
            return;
        }
        let mut paragraph = Paragraph {
            kind,
            is_note,
            opening,
            content,
            text,
            atoms,
        };
        paragraph.complete(&self.runs);
        self.paragraphs.push(paragraph);
    }
}
