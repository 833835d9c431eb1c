//! What was taken out of the parts of a document: paragraphs as chains of atoms, which know their places, and the
//! [`Document`] that they make together.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::text::{Block, BlockKind, CodeRole, Document, InlineCode, Span};

/// Maximum length in bytes of a code's markup; of what is longer, only the first tag is given.
const MAX_MARKUP_BYTES: usize = 400;

/// A part and the paragraphs in it.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Its name in the container.
    pub name: String,
    /// Its text.
    pub xml: String,
    /// The runs of its paragraphs.
    pub runs: Vec<Run>,
    /// Its paragraphs, those within others after them.
    pub paragraphs: Vec<Paragraph>,
    /// What repeats other elements, for programs that do not know those.
    pub copies: Vec<Copy>,
    /// The runs by their heads, and the numbers of their forms.
    known: FxHashMap<String, usize>,
    forms: FxHashMap<String, usize>,
}

impl Part {
    /// The part `name`, of which nothing is read.
    pub(super) fn new(name: &str) -> Self {
        Part {
            name: name.to_owned(),
            ..Part::default()
        }
    }

    /// The number of the run that is equal to `run`, which is new or known.
    pub(super) fn run(&mut self, head: String, tail: String, form: &str, name: String) -> usize {
        if let Some(&known) = self.known.get(&head) {
            return known;
        }
        let number = self.forms.len();
        let form = *self.forms.entry(form.to_owned()).or_insert(number);
        self.known.insert(head.clone(), self.runs.len());
        self.runs.push(Run {
            head,
            tail,
            form,
            name,
        });
        self.runs.len() - 1
    }
}

/// An element that repeats what others have, and is left out when that changes.
#[derive(Debug)]
pub(super) struct Copy {
    /// Where the two of them lie.
    pub of: Range<usize>,
    /// Where the copy lies.
    pub source: Range<usize>,
}

/// The tags around text that give it its form: a run of Word, the spans of OpenDocument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// The start tags with what they say of the form.
    pub head: String,
    /// The end tags.
    pub tail: String,
    /// Equal for runs of which a reader sees no difference.
    pub form: usize,
    /// What a code for this form is called.
    pub name: String,
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// What it is.
    pub kind: BlockKind,
    /// Notes come after all else.
    pub is_note: bool,
    /// Its start tag and what it says of its form.
    pub opening: Range<usize>,
    /// All between that and its end tag.
    pub content: Range<usize>,
    /// Its text.
    pub text: String,
    /// What it holds.
    pub atoms: Vec<Atom>,
}

/// A part of a paragraph's content.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    /// What it does.
    pub kind: AtomKind,
    /// Its markup.
    pub pieces: Vec<Piece>,
    /// Its bytes in the paragraph's text.
    pub text: Range<usize>,
    /// The atom that is its other end.
    pub pair: Option<usize>,
}

/// Markup with the run that it lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The run, if it needs one.
    pub run: Option<usize>,
    /// Its bytes in the part.
    pub source: Range<usize>,
}

/// What an atom does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// Text.
    Text,
    /// A code that stands alone; its text, if any, is what it shows.
    Stand(String),
    /// A code whose elements hold others, such as a link.
    Begin(String),
    /// Ends it.
    End,
    /// A code for what follows in the form of this run.
    FormBegin(usize),
    /// Ends it.
    FormEnd,
    /// The start of elements that hold others and are no code.
    Open,
    /// The end of such elements.
    Close,
    /// Markup that readers do not see. It stays before, or after, what comes in the place of the text around it.
    Keep(Side),
    /// Markup that goes with the text around it.
    Drop,
}

/// A side of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

impl Atom {
    /// An atom without text at byte `at` of the paragraph's text.
    pub(super) fn new(kind: AtomKind, run: Option<usize>, source: Range<usize>, at: usize) -> Self {
        Atom {
            kind,
            pieces: vec![Piece { run, source }],
            text: at..at,
            pair: None,
        }
    }

    /// The run that it lies in.
    pub(super) fn run(&self) -> Option<usize> {
        self.pieces.first().and_then(|piece| piece.run)
    }

    /// Whether it is an inline code.
    pub(super) fn is_code(&self) -> bool {
        use AtomKind::*;
        matches!(
            self.kind,
            Stand(_) | Begin(_) | End | FormBegin(_) | FormEnd
        )
    }
}

/// All that was taken out of the parts of a document.
pub(super) struct Taken {
    /// The parts.
    pub parts: Vec<Part>,
    /// The document that they make.
    pub document: Document,
    /// Where each paragraph with text lies, in the order of the text.
    pub places: Vec<Place>,
}

/// Where a paragraph lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Its part.
    pub part: usize,
    /// Its number in the part.
    pub paragraph: usize,
    /// Where its text begins in the document's.
    pub start: usize,
    /// The first of its codes in the document's.
    pub code: usize,
}

impl Taken {
    /// The document of these parts: what is no note first.
    pub(super) fn new(parts: Vec<Part>) -> Self {
        let mut places = Vec::new();
        let mut text = String::new();
        let mut blocks = Vec::new();
        let mut codes = Vec::new();
        for notes in [false, true] {
            for (number, part) in parts.iter().enumerate() {
                for (at, paragraph) in part.paragraphs.iter().enumerate() {
                    if paragraph.is_note != notes || paragraph.text.trim().is_empty() {
                        continue;
                    }
                    if !text.is_empty() {
                        text.push_str("\n\n");
                    }
                    places.push(Place {
                        part: number,
                        paragraph: at,
                        start: text.len(),
                        code: codes.len(),
                    });
                    blocks_of(paragraph, text.len(), &mut blocks);
                    codes_of(part, paragraph, text.len(), &mut codes);
                    text.push_str(&paragraph.text);
                }
            }
        }
        Taken {
            document: Document::new(text, blocks).with_codes(codes),
            parts,
            places,
        }
    }
}

/// The blocks of a paragraph: an empty line within it is as good as a new one.
fn blocks_of(paragraph: &Paragraph, start: usize, blocks: &mut Vec<Block>) {
    let text = &paragraph.text;
    let mut push = |from: usize, to: usize| {
        let part = text.get(from..to).unwrap_or_default();
        let inside = part.trim_start();
        let begin = from + part.len() - inside.len();
        blocks.push(Block {
            span: Span::new(start + begin, start + begin + inside.trim_end().len()),
            kind: paragraph.kind,
        });
    };
    let mut from = 0;
    // Where the last line break is, with nothing but white space since.
    let mut last = None;
    for (at, c) in text.char_indices() {
        match c {
            '\n' if last.is_some() => {
                push(from, at);
                from = at;
            }
            '\n' => last = Some(at),
            c if c.is_whitespace() => {}
            _ => last = None,
        }
    }
    push(from, text.len());
}

fn codes_of(part: &Part, paragraph: &Paragraph, start: usize, codes: &mut Vec<InlineCode>) {
    for atom in paragraph.atoms.iter().filter(|atom| atom.is_code()) {
        let begun = atom.pair.and_then(|pair| paragraph.atoms.get(pair));
        let run = |kind: &AtomKind| match kind {
            AtomKind::FormBegin(run) => part.runs.get(*run),
            _ => None,
        };
        let form = run(&atom.kind).or(begun.and_then(|begun| run(&begun.kind)));
        let name = match (&atom.kind, begun.map(|begun| &begun.kind)) {
            (AtomKind::Stand(name) | AtomKind::Begin(name), _) => name.clone(),
            (AtomKind::End, Some(AtomKind::Begin(name))) => name.clone(),
            _ => form.map(|run| run.name.clone()).unwrap_or_default(),
        };
        let role = match atom.kind {
            AtomKind::Stand(_) => CodeRole::Standalone,
            AtomKind::Begin(_) | AtomKind::FormBegin(_) => CodeRole::Begin,
            _ => CodeRole::End,
        };
        let markup = match (form, role) {
            (Some(run), CodeRole::Begin) => run.head.clone(),
            (Some(run), _) => run.tail.clone(),
            (None, _) => markup(part, atom),
        };
        codes.push(InlineCode {
            span: Span::new(start + atom.text.start, start + atom.text.end),
            role,
            name,
            markup,
        });
    }
}

/// The markup of an atom, of a long one its first tag.
fn markup(part: &Part, atom: &Atom) -> String {
    let pieces = atom.pieces.iter();
    let all: String = pieces
        .filter_map(|piece| part.xml.get(piece.source.clone()))
        .collect();
    match all.split_inclusive('>').next() {
        Some(tag) if all.len() > MAX_MARKUP_BYTES => tag.to_owned(),
        _ => all,
    }
}
