//! Puts texts in the places of others in the parts that a document was taken from.

use std::ops::Range;

use super::fault::Fault;
use super::forms::Bases;
use super::taken::{Atom, AtomKind, Paragraph, Part, Place, Run, Taken};
use super::tokens::{Change, Job, Token, tokens};
use crate::text::Replacement;

/// How a format writes text.
pub(super) trait Markup {
    /// The start tags for new `text` in the form of `run`.
    fn head(&self, run: Option<&Run>, text: &str) -> String;
    /// The end tags.
    fn tail(&self, run: Option<&Run>) -> String;
    /// The markup of `text`; `before` is the character before it in the paragraph.
    fn text(&self, text: &str, before: Option<char>) -> String;
    /// The `opening` of a paragraph whose text was `was` and is `is` now; none to leave it.
    fn opening(&self, opening: &str, was: &str, is: &str) -> Option<String>;
}

/// The parts that `replacements`, in the order of the text, change: their names and new texts.
pub(super) fn rewritten<'a>(
    taken: &'a Taken,
    replacements: &[Replacement],
    markup: &dyn Markup,
) -> Result<Vec<(&'a str, String)>, Fault> {
    let mut jobs: Vec<Vec<Job<'_>>> = taken.parts.iter().map(|_| Vec::new()).collect();
    let mut last: Option<(usize, usize)> = None;
    for replacement in replacements {
        let (number, place, end) = placed(taken, replacement)?;
        let changes = Change {
            text: replacement.span.start - place.start..replacement.span.end - place.start,
            within: (replacement.within.start.max(place.code) - place.code)
                ..(replacement.within.end.min(end).max(place.code) - place.code),
            pieces: &replacement.pieces,
        };
        let Some(part) = jobs.get_mut(place.part) else {
            continue;
        };
        match part.last_mut() {
            Some(job) if last == Some((place.part, number)) => job.changes.push(changes),
            _ => part.push(Job {
                paragraph: place.paragraph,
                code: place.code,
                changes: vec![changes],
            }),
        }
        last = Some((place.part, number));
    }
    let parts = taken.parts.iter().zip(jobs);
    let changed = parts.filter(|(_, jobs)| !jobs.is_empty());
    Ok(changed
        .map(|(part, jobs)| (part.name.as_str(), part_with(part, jobs, markup)))
        .collect())
}

/// The paragraph that a replacement lies in, its number, and where its codes end.
fn placed(taken: &Taken, replacement: &Replacement) -> Result<(usize, Place, usize), Fault> {
    let changed = || Fault::new("a text lies elsewhere in it");
    let span = replacement.span;
    let after = taken
        .places
        .partition_point(|place| place.start <= span.start);
    let number = after.checked_sub(1).ok_or_else(changed)?;
    let place = *taken.places.get(number).ok_or_else(changed)?;
    let part = taken.parts.get(place.part).ok_or_else(changed)?;
    let paragraph = part.paragraphs.get(place.paragraph).ok_or_else(changed)?;
    let fits = paragraph
        .text
        .get(span.start - place.start..span.end.saturating_sub(place.start));
    let end = taken.places.get(after).map_or(usize::MAX, |next| next.code);
    match fits {
        Some(_) => Ok((number, place, end)),
        None => Err(changed()),
    }
}

/// Changes within a part that lie apart from each other, in its order.
struct Edits<'a> {
    xml: &'a str,
    list: Vec<(Range<usize>, String)>,
}

impl Edits<'_> {
    /// The part from `range.start` to `range.end` with the changes so far.
    fn patched(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        let mut at = range.start;
        let from = self
            .list
            .partition_point(|(edited, _)| edited.start < range.start);
        for (edited, new) in self.list.iter().skip(from) {
            if edited.end > range.end {
                break;
            }
            out.push_str(self.xml.get(at..edited.start).unwrap_or_default());
            out.push_str(new);
            at = edited.end;
        }
        out.push_str(self.xml.get(at..range.end).unwrap_or_default());
        out
    }

    /// Adds a change behind those so far; it has those that it encloses in it.
    fn add(&mut self, range: Range<usize>, new: String) {
        while self
            .list
            .last()
            .is_some_and(|(edited, _)| edited.start >= range.start)
        {
            self.list.pop();
        }
        self.list.push((range, new));
    }
}

fn part_with(part: &Part, jobs: Vec<Job<'_>>, markup: &dyn Markup) -> String {
    let mut edits = Edits {
        xml: &part.xml,
        list: Vec::new(),
    };
    // By where they end, so that those within others come first.
    let mut work: Vec<(usize, Option<Job<'_>>, usize)> = jobs
        .into_iter()
        .map(|job| {
            let end = part
                .paragraphs
                .get(job.paragraph)
                .map_or(0, |paragraph| paragraph.content.end);
            (end, Some(job), 0)
        })
        .collect();
    let copies = part.copies.iter().enumerate();
    work.extend(copies.map(|(at, copy)| (copy.source.end, None, at)));
    work.sort_by_key(|(end, ..)| *end);
    for (_, job, copy) in work {
        match job {
            Some(job) => {
                if let Some(paragraph) = part.paragraphs.get(job.paragraph) {
                    let new = paragraph_with(part, paragraph, &job, &edits, markup);
                    edits.add(paragraph.opening.start..paragraph.content.end, new);
                }
            }
            None => {
                if let Some(copy) = part.copies.get(copy)
                    && edits
                        .list
                        .last()
                        .is_some_and(|(edited, _)| edited.start >= copy.of.start)
                {
                    edits.add(copy.source.clone(), String::new());
                }
            }
        }
    }
    edits.patched(0..part.xml.len())
}

fn paragraph_with(
    part: &Part,
    paragraph: &Paragraph,
    job: &Job<'_>,
    edits: &Edits<'_>,
    markup: &dyn Markup,
) -> String {
    let tokens = tokens(paragraph, job);
    let mut out = Writer {
        part,
        paragraph,
        edits,
        markup,
        out: String::new(),
        tail: None,
        text: String::new(),
        scopes: Vec::new(),
        bases: paragraph.bases(&part.runs),
        present: vec![false; paragraph.atoms.len()],
    };
    for token in &tokens {
        if let Token::Atom(at) = token
            && let Some(present) = out.present.get_mut(*at)
        {
            *present = true;
        }
    }
    for token in &tokens {
        out.take(token);
    }
    out.finish();
    let opening = edits.xml.get(paragraph.opening.clone()).unwrap_or_default();
    let new = markup.opening(opening, &paragraph.text, &out.text);
    new.unwrap_or_else(|| opening.to_owned()) + &out.out
}

/// Writes the tokens of a paragraph.
struct Writer<'a> {
    part: &'a Part,
    paragraph: &'a Paragraph,
    edits: &'a Edits<'a>,
    markup: &'a dyn Markup,
    out: String,
    /// The head of the run that is open, and its end tags.
    tail: Option<(String, String)>,
    /// The text so far.
    text: String,
    /// What has begun and not ended: the number of its atom, and the run that it gives to new text.
    scopes: Vec<(usize, Option<usize>)>,
    bases: Bases,
    /// Which atoms are among the tokens.
    present: Vec<bool>,
}

impl Writer<'_> {
    fn take(&mut self, token: &Token<'_>) {
        match *token {
            Token::New(text) => {
                let scope = self.scopes.iter().rev().find_map(|(_, run)| *run);
                let run = scope.or(self.bases.of(None)).or_else(|| {
                    let atoms = self.paragraph.atoms.iter();
                    atoms
                        .flat_map(|atom| &atom.pieces)
                        .find_map(|piece| piece.run)
                });
                let run = run.and_then(|run| self.part.runs.get(run));
                let head = self.markup.head(run, text);
                let tail = self.markup.tail(run);
                self.write_text(head, tail, text);
            }
            Token::Cut(at, text) => {
                let run = self.paragraph.atoms.get(at).and_then(Atom::run);
                if let Some(run) = run.and_then(|run| self.part.runs.get(run)) {
                    self.write_text(run.head.clone(), run.tail.clone(), text);
                }
            }
            Token::Atom(at) => self.atom(at),
        }
    }

    fn atom(&mut self, at: usize) {
        let Some(atom) = self.paragraph.atoms.get(at) else {
            return;
        };
        let has_other_end = atom
            .pair
            .is_some_and(|pair| self.present.get(pair) == Some(&true));
        match atom.kind {
            AtomKind::Begin(_) | AtomKind::Open if has_other_end => {
                self.pieces(at);
                self.scopes.push((at, self.bases.of(Some(at))));
            }
            AtomKind::FormBegin(run) => self.scopes.push((at, Some(run))),
            AtomKind::End | AtomKind::Close if has_other_end => {
                let open = self
                    .scopes
                    .iter()
                    .rposition(|(begun, _)| Some(*begun) == atom.pair);
                let Some(open) = open else {
                    return;
                };
                // What began within it ends first, and begins again.
                let inner = self.scopes.split_off(open + 1);
                self.scopes.pop();
                for (begun, _) in inner.iter().rev() {
                    self.end_of(*begun);
                }
                self.pieces(at);
                for (begun, _) in &inner {
                    self.pieces(*begun);
                }
                self.scopes.extend(inner);
            }
            AtomKind::FormEnd => {
                let open = self
                    .scopes
                    .iter()
                    .rposition(|(begun, _)| Some(*begun) == atom.pair);
                if let Some(open) = open {
                    self.scopes.remove(open);
                }
            }
            AtomKind::Begin(_) | AtomKind::Open | AtomKind::End | AtomKind::Close => {}
            AtomKind::Text if self.is_space_after_space(atom) => {
                let run = atom.run().and_then(|run| self.part.runs.get(run));
                let text = self.paragraph.text.get(atom.text.clone());
                if let (Some(run), Some(text)) = (run, text) {
                    self.write_text(run.head.clone(), run.tail.clone(), text);
                }
            }
            _ => {
                self.pieces(at);
                let text = self.paragraph.text.get(atom.text.clone());
                self.text.push_str(text.unwrap_or_default());
            }
        }
    }

    /// Whether a text as it is begins with a space that might not count after what was written.
    fn is_space_after_space(&self, atom: &Atom) -> bool {
        let text = self.paragraph.text.get(atom.text.clone());
        let before = self.text.chars().next_back();
        text.is_some_and(|text| text.starts_with(' ')) && before.is_none_or(char::is_whitespace)
    }

    /// Writes the end of what the atom `begun` begins.
    fn end_of(&mut self, begun: usize) {
        let pair = self.paragraph.atoms.get(begun).and_then(|atom| atom.pair);
        if let Some(end) = pair {
            self.pieces(end);
        }
    }

    fn pieces(&mut self, at: usize) {
        let Some(atom) = self.paragraph.atoms.get(at) else {
            return;
        };
        for piece in &atom.pieces {
            match piece.run.and_then(|run| self.part.runs.get(run)) {
                Some(run) => self.open(run.head.clone(), run.tail.clone()),
                None => self.close(),
            }
            self.out.push_str(&self.edits.patched(piece.source.clone()));
        }
    }

    fn write_text(&mut self, head: String, tail: String, text: &str) {
        if text.is_empty() {
            return;
        }
        self.open(head, tail);
        let before = self.text.chars().next_back();
        self.out.push_str(&self.markup.text(text, before));
        self.text.push_str(text);
    }

    fn open(&mut self, head: String, tail: String) {
        if self.tail.as_ref().is_some_and(|(open, _)| *open == head) {
            return;
        }
        self.close();
        self.out.push_str(&head);
        self.tail = Some((head, tail));
    }

    fn close(&mut self) {
        if let Some((_, tail)) = self.tail.take() {
            self.out.push_str(&tail);
        }
    }

    fn finish(&mut self) {
        self.close();
        while let Some((begun, _)) = self.scopes.pop() {
            self.end_of(begun);
            self.close();
        }
    }
}
