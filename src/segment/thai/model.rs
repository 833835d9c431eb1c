//! What is known of Thai: words, signs and weights, and the stretches and places of a paragraph.

pub(super) mod chain;
pub(super) mod parse;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::Words;

/// Maximum number of spaces in a sentence before it counts as one of the longest. It bounds the work for each space.
const WINDOW: usize = 40;

/// Upper bounds, in characters, of the classes of length of a sentence.
const SENTENCE_LENGTHS: [usize; 13] = [10, 18, 26, 36, 48, 60, 75, 90, 110, 135, 165, 200, 250];
/// The same for the stretch before or after a space.
const CHUNK_LENGTHS: [usize; 8] = [6, 10, 15, 22, 32, 45, 65, 90];

/// Longest stretch after a space, in characters, that may be a name or a connective on its own.
const NAME: usize = 16;
/// Characters at either end of a stretch that are searched for the mark of a foreign name.
const NAME_PART: usize = 12;
/// Longest part of an abbreviation before a full stop. As no spaces stand between words, any other
/// word has more letters before it.
pub(in crate::segment::thai) const ABBREVIATION: usize = 4;
/// Longest stretch that may be a tag ("he said"), or a term in quotation marks.
const TAG: usize = 24;

/// A stretch of text between spaces.
#[derive(Debug)]
pub(in crate::segment::thai) struct Chunk<'a> {
    text: &'a str,
    /// Byte offset of `text`.
    pub(in crate::segment::thai) start: usize,
    /// Characters before it in the paragraph, with the spaces.
    chars_before: usize,
    /// Characters in it.
    chars: usize,
    /// What its first word says of the space before it, and what its last of the space after.
    right: Sign,
    left: Sign,
    opens: Option<Mark>,
    closes: Option<Mark>,
    has: Has,
    /// Begins with a word for what is counted.
    is_unit: bool,
    /// Ends with a word that a figure follows.
    counts: bool,
    name_at_head: bool,
    name_at_tail: bool,
}

impl Chunk<'_> {
    /// "he said" and the like, whole or as the end of a short stretch.
    fn is_tag(&self) -> bool {
        self.left.name == "said" && self.chars <= TAG
    }
}

/// A quotation mark or a bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Quote,
    Bracket,
}

/// What kind of word is beside a space, with its weight in nats.
#[derive(Debug, Clone, Copy)]
struct Sign {
    name: &'static str,
    weight: f64,
}

impl Sign {
    /// No Thai word: figures, other letters, marks.
    fn is_foreign(&self) -> bool {
        matches!(self.name, "digit" | "letter" | "mark" | "none")
    }
}

/// Which words a stretch holds anywhere.
#[derive(Debug, Clone, Copy, Default)]
struct Has {
    predicate: bool,
    then: bool,
    says: bool,
}

/// A space at which a sentence may end.
#[derive(Debug)]
pub(in crate::segment::thai) struct Place {
    /// Index of the chunk after it.
    pub(in crate::segment::thai) chunk: usize,
    /// What speaks for an end here, whatever ends there are besides: a factor.
    factor: f64,
}

/// What `thai.txt` says, with the weights looked up.
#[derive(Debug)]
pub(in crate::segment::thai) struct Model {
    pub(in crate::segment::thai) weights: HashMap<&'static str, f64>,
    right: Words<Sign>,
    left: Words<Sign>,
    unit: Words<()>,
    counts: Words<()>,
    anywhere: Words<&'static str>,
    /// The letter mark that shows a foreign name.
    silent: char,
    pub(in crate::segment::thai) likely: f64,
    chunk_before: Vec<f64>,
    chunk_after: Vec<f64>,
    signs: Signs,
    sentence: Sentence,
}

/// Weights of the signs at a space, in nats.
#[derive(Debug)]
struct Signs {
    wide_gap: f64,
    closing_quote: f64,
    closing_bracket: f64,
    opening_bracket: f64,
    opening_term: f64,
    opening_quote: f64,
    inside: f64,
    number_unit: f64,
    counts_number: f64,
    bare_before: f64,
    bare_after: f64,
    name_before: f64,
    name_after: f64,
    tag_after: f64,
    tag_later: f64,
    tag_done: f64,
    then_after: f64,
    connective_alone: f64,
    says_after: f64,
    says_before: f64,
    quote_says: f64,
}

/// Factors for what a sentence is like as a whole.
#[derive(Debug)]
struct Sentence {
    length: Vec<f64>,
    longest: f64,
    bare: f64,
    one_chunk: f64,
    intro_then: f64,
    quoted_says: f64,
    quoted_silent: f64,
    /// By the sign of its first word: it is one stretch, or two.
    intro: HashMap<&'static str, [f64; 2]>,
}

pub(super) static MODEL: LazyLock<Model> = LazyLock::new(|| Model::parse(include_str!("thai.txt")));

impl Model {
    /// The sign that is no word of a list, on the `side` "l" or "r" of a space.
    fn other(&self, side: &str, name: &'static str) -> Sign {
        let weight = self.weights.get(&*format!("{side}:{name}")).copied();
        Sign {
            name,
            weight: weight.unwrap_or(0.0),
        }
    }

    /// The stretches of `text` between white space.
    pub(in crate::segment::thai) fn chunks<'a>(&self, text: &'a str) -> Vec<Chunk<'a>> {
        let others = Others::new(self);
        let mut chunks: Vec<Chunk> = Vec::new();
        let (mut at, mut chars_before) = (0, 0);
        for part in text.split(char::is_whitespace) {
            let chars = part.chars().count();
            if !part.is_empty() {
                chunks.push(self.chunk(part, at, chars_before, chars, &others));
            }
            let space = text[at + part.len()..].chars().next();
            at += part.len() + space.map_or(0, char::len_utf8);
            chars_before += chars + 1;
        }
        chunks
    }

    fn chunk<'a>(
        &self,
        text: &'a str,
        start: usize,
        chars_before: usize,
        chars: usize,
        others: &Others,
    ) -> Chunk<'a> {
        let head = text.trim_start_matches(opens);
        let tail = text.trim_end_matches(closes);
        let mark = |c: Option<char>| match c? {
            '(' | '[' | '{' | ')' | ']' | '}' => Some(Mark::Bracket),
            _ => Some(Mark::Quote),
        };
        let right = match head.chars().next() {
            None => others.right[NONE],
            Some(c) if is_thai(c) => self.right.at_start(head).unwrap_or(others.right[OTHER]),
            Some(c) if c.is_numeric() => others.right[DIGIT],
            Some(c) if c.is_alphabetic() => others.right[LETTER],
            Some(_) => others.right[MARK],
        };
        let left = match tail.chars().next_back() {
            None => others.left[NONE],
            Some('ๆ') => others.left[REPEAT],
            Some('ฯ') => others.left[CUT],
            Some(c) if is_thai(c) => self.left.at_end(tail).unwrap_or(others.left[OTHER]),
            Some(c) if c.is_numeric() => others.left[DIGIT],
            Some(c) if c.is_alphabetic() => others.left[LETTER],
            Some('?' | '!' | '…') => others.left[ASK],
            Some('.') => others.left[STOP],
            Some(',' | ';' | ':') => others.left[COMMA],
            Some(_) => others.left[MARK],
        };
        let silent = |c: char| c == self.silent;
        let mut has = self.has(text);
        // "However" itself holds a word of the main clause.
        has.then &= right.name != "connective";
        Chunk {
            text,
            start,
            chars_before,
            chars,
            right,
            left,
            opens: mark(text.chars().next().filter(|&c| opens(c))),
            closes: mark(text.chars().next_back().filter(|&c| closes(c))),
            has,
            is_unit: self.unit.at_start(head).is_some(),
            counts: self.counts.at_end(tail).is_some(),
            name_at_head: text.chars().take(NAME_PART).any(silent),
            name_at_tail: text.chars().rev().take(NAME_PART).any(silent),
        }
    }

    fn has(&self, text: &str) -> Has {
        let mut has = Has::default();
        for (at, c) in text.char_indices().filter(|&(_, c)| is_thai(c)) {
            for (word, kind) in self.anywhere.of(c) {
                if text[at..].starts_with(word) {
                    has.predicate |= *kind == "predicate";
                    has.then |= *kind == "then";
                    has.says |= *kind == "said";
                }
            }
        }
        has
    }

    /// The spaces that may be ends: all but those without a Thai word on either side.
    pub(in crate::segment::thai) fn places(&self, chunks: &[Chunk]) -> Vec<Place> {
        let mut places = Vec::new();
        let mut quotes = Quotes::default();
        for (at, pair) in chunks.windows(2).enumerate() {
            let (before, after) = (&pair[0], &pair[1]);
            quotes.pass(before.text);
            if before.left.is_foreign() && after.right.is_foreign() {
                continue;
            }
            let evidence = self.evidence(before, after, chunks.get(at + 2), quotes.inside());
            places.push(Place {
                chunk: at + 1,
                factor: evidence.exp(),
            });
        }
        places
    }

    /// What speaks for an end between two chunks, in nats.
    fn evidence(&self, before: &Chunk, after: &Chunk, later: Option<&Chunk>, inside: bool) -> f64 {
        let signs = &self.signs;
        let mut sum = before.left.weight + after.right.weight;
        sum += by_length(&self.chunk_before, &CHUNK_LENGTHS, before.chars);
        sum += by_length(&self.chunk_after, &CHUNK_LENGTHS, after.chars);
        sum += match before.closes {
            Some(Mark::Quote) => signs.closing_quote,
            Some(Mark::Bracket) => signs.closing_bracket,
            None => 0.0,
        };
        sum += match after.opens {
            Some(Mark::Bracket) => signs.opening_bracket,
            Some(Mark::Quote) if after.closes.is_some() && after.chars <= TAG => signs.opening_term,
            Some(Mark::Quote) => signs.opening_quote,
            None => 0.0,
        };
        let tag_later = later.is_some_and(Chunk::is_tag);
        let says_later = after.has.says || later.is_some_and(|later| later.has.says);
        let gap = after.chars_before - before.chars_before - before.chars;
        for (holds, weight) in [
            (gap > 1, signs.wide_gap),
            (inside, signs.inside),
            (
                before.left.name == "digit" && after.is_unit,
                signs.number_unit,
            ),
            (
                after.right.name == "digit" && before.counts,
                signs.counts_number,
            ),
            (!before.has.predicate, signs.bare_before),
            (!after.has.predicate, signs.bare_after),
            (before.name_at_tail, signs.name_before),
            (after.chars <= NAME && after.name_at_head, signs.name_after),
            (after.is_tag(), signs.tag_after),
            (!after.is_tag() && tag_later, signs.tag_later),
            (before.left.name == "said", signs.tag_done),
            (after.has.then, signs.then_after),
            (
                after.right.name == "connective" && after.chars <= NAME,
                signs.connective_alone,
            ),
            (after.has.says, signs.says_after),
            (before.has.says, signs.says_before),
            (
                before.closes == Some(Mark::Quote) && says_later,
                signs.quote_says,
            ),
        ] {
            if holds {
                sum += weight;
            }
        }
        sum
    }
}

/// Signs that are no words of the lists, by the indices below.
struct Others {
    left: [Sign; 10],
    right: [Sign; 10],
}

const OTHER_NAMES: [&str; 10] = [
    "none", "other", "digit", "letter", "mark", "repeat", "cut", "ask", "stop", "comma",
];
const NONE: usize = 0;
const OTHER: usize = 1;
const DIGIT: usize = 2;
const LETTER: usize = 3;
const MARK: usize = 4;
const REPEAT: usize = 5;
const CUT: usize = 6;
const ASK: usize = 7;
const STOP: usize = 8;
const COMMA: usize = 9;

impl Others {
    fn new(model: &Model) -> Self {
        Others {
            left: OTHER_NAMES.map(|name| model.other("l", name)),
            right: OTHER_NAMES.map(|name| model.other("r", name)),
        }
    }
}

/// Which quotation marks and brackets are open.
#[derive(Debug, Default)]
struct Quotes {
    depth: usize,
    straight: bool,
}

impl Quotes {
    fn pass(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '“' | '(' | '[' | '«' => self.depth += 1,
                '”' | ')' | ']' | '»' => self.depth = self.depth.saturating_sub(1),
                '"' => self.straight = !self.straight,
                _ => {}
            }
        }
    }

    fn inside(&self) -> bool {
        self.depth > 0 || self.straight
    }
}

/// The entry of `table` for a length of `chars`: `bounds` are its upper bounds, and the last entry
/// holds for what is longer.
fn by_length(table: &[f64], bounds: &[usize], chars: usize) -> f64 {
    let at = bounds.partition_point(|&bound| bound <= chars);
    table.get(at).copied().unwrap_or(0.0)
}

/// Signs of a phrase or clause that leads in a main clause.
fn is_intro(sign: &str) -> bool {
    matches!(
        sign,
        "if" | "when" | "in" | "time" | "because" | "connective"
    )
}

/// Letters and signs of Thai, without its digits.
pub(in crate::segment::thai) fn is_thai(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e4f}' | '\u{e5a}' | '\u{e5b}')
}

fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '"' | '\'' | '«' | '(' | '[' | '{')
}

fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '"' | '\'' | '»' | ')' | ']' | '}')
}
