//! The text of a page as a browser shows it, with the way back from each of its bytes to those of the page.

use std::ops::Range;

use crate::text::{Block, BlockKind, CodeRole, InlineCode, Span, is_spaceless};

use super::elements::Nature;
use super::extract::Choice;
use super::references::reference;
use super::tree::{Event, Tree};

/// What is between two blocks.
const BETWEEN: &str = "\n\n";

/// A part of a page, and what it is in the text.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Its bytes in the page.
    pub raw: Range<usize>,
    /// Its bytes in the text.
    pub text: Range<usize>,
    /// What it is.
    pub kind: ItemKind,
}

/// What a part of a page is in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// Text, the same in both.
    Same,
    /// Text that the page writes otherwise: a reference, a run of white space.
    Other,
    /// The inline code of this number.
    Code(usize),
    /// Nothing: a comment, white space that is not shown.
    Silent,
}

/// The text of a page.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The text, its blocks apart by blank lines.
    pub text: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its inline codes, in order.
    pub codes: Vec<InlineCode>,
    /// The parts of the page that make it, in order.
    pub items: Vec<Item>,
}

/// Reads the chosen parts of the page.
pub(super) fn flow(tree: &Tree<'_>, choice: &Choice) -> Flow {
    let mut reader = Reader {
        tree,
        flow: Flow::default(),
        start: 0,
        first_item: 0,
        first_code: 0,
        begun: Vec::new(),
        kinds: Vec::new(),
        has_text: false,
        after_space: true,
        after_break: false,
    };
    for &region in &choice.regions {
        reader.region(region, &choice.is_skipped);
    }
    reader.flow
}

struct Reader<'a> {
    tree: &'a Tree<'a>,
    flow: Flow,
    /// Where the text, the items and the codes of the open block begin.
    start: usize,
    first_item: usize,
    first_code: usize,
    /// Elements that began in the open block, with their codes.
    begun: Vec<(usize, usize)>,
    /// The blocks that enclose this place, innermost last, with their kinds.
    kinds: Vec<(usize, BlockKind)>,
    /// Whether the open block has any text.
    has_text: bool,
    /// Whether white space here would not be shown.
    after_space: bool,
    /// Whether nothing but white space came since a line break.
    after_break: bool,
}

impl<'a> Reader<'a> {
    fn region(&mut self, region: usize, is_skipped: &[bool]) {
        let Some(element) = self.tree.elements.get(region) else {
            return;
        };
        let mut at = element.events.start;
        let end = element.events.end;
        while at <= end
            && let Some(event) = self.tree.events.get(at)
        {
            at += 1;
            match event {
                Event::Open(element) => {
                    let is_skipped = is_skipped[*element] && *element != region;
                    at = self.open(*element, at, is_skipped);
                }
                Event::Close(element, raw) => self.end(*element, raw.clone()),
                Event::Text(raw) => self.text(raw.clone()),
                Event::Other(raw) => self.silent(raw.clone()),
            }
        }
        self.close();
        self.kinds.clear();
    }

    /// Takes the begin of an element; the event to go on with.
    fn open(&mut self, number: usize, next: usize, is_skipped: bool) -> usize {
        let element = &self.tree.elements[number];
        let after = element.events.end + 1;
        let (raw, is_empty) = match self.tree.events.get(element.events.end) {
            Some(Event::Close(_, end)) => (
                element.tag.start..end.end.max(element.tag.end),
                element.events.end == next && end.is_empty(),
            ),
            _ => (element.tag.clone(), true),
        };
        match element.nature {
            Nature::Unseen => self.silent(raw),
            Nature::Listing => self.close(),
            Nature::Block(_) | Nature::Surroundings if is_skipped => self.close(),
            _ if is_skipped => self.silent(raw),
            Nature::Block(kind) => {
                self.close();
                let around = self.kinds.last().map(|(_, kind)| *kind);
                let kind = match (kind, around) {
                    // A paragraph of an item is the item, one of a caption the caption.
                    (Some(BlockKind::Paragraph) | None, Some(around)) => around,
                    (kind, _) => kind.unwrap_or(BlockKind::Paragraph),
                };
                self.kinds.push((number, kind));
                return next;
            }
            Nature::Surroundings => {
                self.close();
                return next;
            }
            Nature::Stand if self.tree.name(number).eq_ignore_ascii_case("br") => {
                self.line_break(raw);
            }
            Nature::Stand | Nature::Whole => self.stand(number, raw),
            Nature::Inline if is_empty || self.is_note(number, next) => self.stand(number, raw),
            Nature::Inline => {
                let code = self.code(number, raw.start..element.tag.end, CodeRole::Begin);
                self.begun.push((number, code));
                return next;
            }
        }
        after
    }

    /// Whether an element is the raised number of a note, which is no part of the sentence.
    fn is_note(&self, number: usize, next: usize) -> bool {
        self.tree.name(number).eq_ignore_ascii_case("sup")
            && matches!(self.tree.events.get(next), Some(Event::Open(link)) if self.tree.elements[*link].hints.is_note)
    }

    /// Takes the end of an element.
    fn end(&mut self, number: usize, raw: Range<usize>) {
        match self.tree.elements[number].nature {
            Nature::Inline => {
                let begun = self.begun.iter().rposition(|(known, _)| *known == number);
                if raw.is_empty() {
                    return;
                }
                let role = match begun {
                    Some(at) => {
                        self.begun.remove(at);
                        CodeRole::End
                    }
                    None => CodeRole::Standalone,
                };
                self.code(number, raw, role);
            }
            Nature::Block(_) => {
                self.close();
                if let Some(at) = self.kinds.iter().rposition(|(known, _)| *known == number) {
                    self.kinds.truncate(at);
                }
            }
            _ => self.close(),
        }
    }

    fn item(&mut self, raw: Range<usize>, from: usize, kind: ItemKind) {
        let text = from..self.flow.text.len();
        self.flow.items.push(Item { raw, text, kind });
    }

    fn silent(&mut self, raw: Range<usize>) {
        if self.has_text {
            self.item(raw, self.flow.text.len(), ItemKind::Silent);
        }
    }

    fn code(&mut self, number: usize, raw: Range<usize>, role: CodeRole) -> usize {
        let code = self.flow.codes.len();
        let at = self.flow.text.len();
        self.flow.codes.push(InlineCode {
            span: Span::new(at, at),
            role,
            name: self.tree.name(number).to_ascii_lowercase(),
            markup: self
                .tree
                .page
                .get(raw.clone())
                .unwrap_or_default()
                .to_owned(),
        });
        self.item(raw, at, ItemKind::Code(code));
        code
    }

    fn stand(&mut self, number: usize, raw: Range<usize>) {
        self.code(number, raw, CodeRole::Standalone);
        self.after_break = false;
        if self.has_text && !self.tree.name(number).eq_ignore_ascii_case("wbr") {
            self.after_space = false;
        }
    }

    fn line_break(&mut self, raw: Range<usize>) {
        // Two of them are how a paragraph ends where nobody marks paragraphs.
        if self.after_break || !self.has_text {
            return self.close();
        }
        let at = self.flow.text.len();
        self.flow.text.push('\n');
        let code = self.flow.codes.len();
        self.flow.codes.push(InlineCode {
            span: Span::new(at, at + 1),
            role: CodeRole::Standalone,
            name: "br".to_owned(),
            markup: self
                .tree
                .page
                .get(raw.clone())
                .unwrap_or_default()
                .to_owned(),
        });
        self.item(raw, at, ItemKind::Code(code));
        self.after_space = true;
        self.after_break = true;
    }

    fn text(&mut self, raw: Range<usize>) {
        let Some(text) = self.tree.page.get(raw.clone()) else {
            return;
        };
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            if is_space(c) {
                let length = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
                self.space(
                    raw.start + at..raw.start + at + length,
                    &rest[..length],
                    &rest[length..],
                );
                at += length;
            } else if c == '&' {
                let (length, resolved) = reference(rest);
                let place = raw.start + at..raw.start + at + length;
                match resolved {
                    Some(resolved) if resolved.chars().all(is_space) => self.space(place, " ", ""),
                    Some(resolved) => self.shown(place, &resolved, ItemKind::Other),
                    None => self.shown(place, &rest[..length], ItemKind::Same),
                }
                at += length;
            } else {
                // Words with single spaces between them.
                let mut length = 0;
                let mut chars = rest.char_indices().peekable();
                while let Some((place, c)) = chars.next() {
                    let next = chars.peek().map(|(_, next)| *next);
                    let is_single =
                        c == ' ' && next.is_some_and(|next| !is_space(next) && next != '&');
                    if c == '&' || (is_space(c) && !is_single) {
                        break;
                    }
                    length = place + c.len_utf8();
                }
                self.shown(
                    raw.start + at..raw.start + at + length,
                    &rest[..length],
                    ItemKind::Same,
                );
                at += length;
            }
        }
    }

    fn shown(&mut self, raw: Range<usize>, text: &str, kind: ItemKind) {
        let from = self.flow.text.len();
        self.flow.text.push_str(text);
        self.has_text |= text.chars().any(|c| !c.is_whitespace());
        self.after_space = false;
        self.after_break = false;
        self.item(raw, from, kind);
    }

    /// Takes white space, of which a browser shows at most one space.
    fn space(&mut self, raw: Range<usize>, space: &str, rest: &str) {
        let from = self.flow.text.len();
        // A line that a writer broke within Chinese or Japanese (CSS Text 3, 4.1.3).
        let is_wide = |c: Option<char>| {
            c.is_some_and(|c| (is_spaceless(c) || is_wide_mark(c)) && c >= '\u{2E80}')
        };
        let is_break = space.contains('\n')
            && is_wide(self.flow.text.chars().next_back())
            && is_wide(rest.chars().next());
        if !self.has_text && self.flow.text.len() == self.start {
            return;
        }
        if self.after_space || is_break {
            return self.item(raw, from, ItemKind::Silent);
        }
        self.flow.text.push(' ');
        self.after_space = true;
        let kind = match space == " " {
            true => ItemKind::Same,
            false => ItemKind::Other,
        };
        self.item(raw, from, kind);
    }

    /// Ends the open block.
    fn close(&mut self) {
        let kind = self
            .kinds
            .last()
            .map_or(BlockKind::Paragraph, |(_, kind)| *kind);
        let shown = self.flow.text[self.start..].trim_end().len();
        if self.has_text && shown > 0 {
            let end = self.start + shown;
            self.flow.text.truncate(end);
            for item in self.flow.items[self.first_item..].iter_mut().rev() {
                if item.text.end <= end {
                    break;
                }
                item.text = item.text.start.min(end)..end;
                if item.text.is_empty() && !matches!(item.kind, ItemKind::Code(_)) {
                    item.kind = ItemKind::Silent;
                }
            }
            for code in self.flow.codes[self.first_code..].iter_mut().rev() {
                if code.span.end <= end {
                    break;
                }
                code.span = Span::new(code.span.start.min(end), end);
            }
            for (_, code) in &self.begun {
                if let Some(code) = self.flow.codes.get_mut(*code) {
                    code.role = CodeRole::Standalone;
                }
            }
            self.flow.blocks.push(Block {
                span: Span::new(self.start, end),
                kind,
            });
            self.flow.text.push_str(BETWEEN);
        } else {
            self.flow.text.truncate(self.start);
            self.flow.items.truncate(self.first_item);
            self.flow.codes.truncate(self.first_code);
        }
        self.begun.clear();
        self.start = self.flow.text.len();
        self.first_item = self.flow.items.len();
        self.first_code = self.flow.codes.len();
        self.has_text = false;
        self.after_space = true;
        self.after_break = false;
    }
}

/// Full-width punctuation.
fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF60}' | '\u{FE30}'..='\u{FE4F}')
}
