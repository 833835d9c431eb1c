//! The longest spans of a text that occur in units of some runs.
//!
//! Whether the words `i..j` stand together in a unit is looked up in the tokens of the units that
//! have all of them. A part of a span that stands does so itself; so for the spans that begin at
//! each word the end only ever moves on, and a text of `n` words takes at most `2 n` look-ups.

use rustc_hash::FxHashMap;

use super::super::SpanUnits;
use super::super::concordance::{Word, search_words};
use super::bits::Bits;
use super::bytes::take_small;
use super::layout::{IndexError, Result};
use super::run::{Run, Units};
use super::search::View;
use super::words::{List, is_wordless};

/// Maximum number of units that are kept as a list; more are kept as a bitmap.
const FEW: u64 = 4096;

/// The spans of `words` (search forms) of at least `least` words that stand in units of `views`, the
/// longest ones only, in the order of the text. Units that have these words and no others, the text
/// itself, do not count.
pub(crate) fn fragments(
    views: &[View<'_>],
    words: &[String],
    least: usize,
) -> Result<Vec<SpanUnits>> {
    let least = least.max(1);
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut distinct: Vec<&str> = Vec::new();
    let mut text: Vec<u32> = Vec::with_capacity(words.len());
    for word in words {
        text.push(*numbers.entry(word).or_insert_with(|| {
            distinct.push(word);
            distinct.len() as u32 - 1
        }));
    }
    let mut runs = Vec::with_capacity(views.len());
    for view in views {
        let mut of_run = InRun::new(*view, &distinct)?;
        of_run.leave_out(&text)?;
        runs.push(of_run);
    }
    let mut found = Vec::new();
    let mut before = 0;
    for start in 0..text.len() {
        let mut end = before.max(start);
        while end < text.len() {
            let longer = &text[start..(end + 1).max(start + least).min(text.len())];
            if longer.len() < least || !stands(&mut runs, longer)? {
                break;
            }
            end = start + longer.len();
        }
        if end > before && end - start >= least {
            let mut units = Vec::new();
            for of_run in &mut runs {
                of_run.each_with(&text[start..end], |weight, id| {
                    units.push((weight, id));
                    true
                })?;
            }
            let words = start..end;
            found.push(SpanUnits { words, units });
            before = end;
        }
    }
    Ok(found)
}

/// Whether the words stand together in a unit of some run.
fn stands(runs: &mut [InRun<'_>], words: &[u32]) -> Result<bool> {
    for of_run in runs {
        let mut any = false;
        of_run.each_with(words, |_, _| {
            any = true;
            false
        })?;
        if any {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The units that have a word.
enum Having {
    /// Ascending.
    Few(Vec<u32>),
    Many(Bits),
}

impl Having {
    fn has(&self, ordinal: u32) -> bool {
        match self {
            Having::Few(list) => list.binary_search(&ordinal).is_ok(),
            Having::Many(bits) => bits.has(ordinal),
        }
    }
}

/// A word that is none of the text's.
const OTHER: u32 = u32::MAX;

/// What a token of a unit is.
#[derive(Debug, Clone, Copy)]
enum Piece {
    /// A word, by its number, or [`OTHER`].
    Word(u32),
    /// A term with none of the text's words.
    Term(u32),
}

/// A run, with what it has of the words of a text.
struct InRun<'a> {
    view: View<'a>,
    units: Units<'a>,
    /// For each distinct word, how many units have it, and which.
    having: Vec<(u64, Having)>,
    /// For each term that has some of the words, its words.
    terms: FxHashMap<u32, Vec<u32>>,
    relevant: Bits,
    wordless: FxHashMap<u32, bool>,
    left_out: Vec<u32>,
    pieces: Vec<Piece>,
    text: String,
}

impl<'a> InRun<'a> {
    fn new(view: View<'a>, distinct: &[&str]) -> Result<Self> {
        let run: &'a Run<'a> = view.run;
        let mut of_run = InRun {
            view,
            units: run.units_in_order(),
            having: Vec::with_capacity(distinct.len()),
            terms: FxHashMap::default(),
            relevant: Bits::empty(run.terms()),
            wordless: FxHashMap::default(),
            left_out: Vec::new(),
            pieces: Vec::new(),
            text: String::new(),
        };
        for form in distinct {
            let word = Word {
                form: (*form).to_owned(),
                written: None,
                prefix: false,
            };
            let list = List::new(run, &word)?;
            for term in &list.terms {
                if !of_run.terms.contains_key(&term.number) {
                    run.text(term.number, &mut of_run.text)?;
                    let number = |(_, form): (_, String)| {
                        let number = distinct.iter().position(|word| *word == form);
                        number.map_or(OTHER, |number| number as u32)
                    };
                    let words = search_words(&of_run.text).into_iter().map(number);
                    of_run.terms.insert(term.number, words.collect());
                    of_run.relevant.insert(term.number);
                }
            }
            let bits = list.units(run)?;
            let count = bits.count();
            let having = match count <= FEW {
                true => Having::Few(bits.iter().collect()),
                false => Having::Many(bits),
            };
            of_run.having.push((count, having));
        }
        Ok(of_run)
    }

    /// Leaves out the units whose words are `text`, all of it and nothing else.
    fn leave_out(&mut self, text: &[u32]) -> Result<()> {
        let mut whole = Vec::new();
        for ordinal in self.candidates(text) {
            self.read(ordinal)?;
            let mut words = Vec::new();
            for at in 0..self.pieces.len() {
                let piece = self.pieces[at];
                match piece {
                    Piece::Word(word) => words.push(word),
                    Piece::Term(term) if self.is_wordless(term)? => {}
                    Piece::Term(_) => words.push(OTHER),
                }
            }
            if words == text {
                whole.push(ordinal);
            }
        }
        self.left_out = whole;
        Ok(())
    }

    /// Calls `visit` with the weight and id of each unit in which `words` follow each other, until
    /// it returns false.
    fn each_with(&mut self, words: &[u32], mut visit: impl FnMut(u32, i64) -> bool) -> Result<()> {
        for ordinal in self.candidates(words) {
            self.read(ordinal)?;
            if !self.follow(words)? {
                continue;
            }
            let id = self.units.id(ordinal)?;
            if !(self.view.is_void)(id) && !visit(self.view.run.weight(ordinal), id) {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The units that have all of `words`, ascending.
    fn candidates(&self, words: &[u32]) -> Vec<u32> {
        let mut lists: Vec<&(u64, Having)> = words
            .iter()
            .map(|&word| &self.having[word as usize])
            .collect();
        lists.sort_by_key(|(count, _)| *count);
        let Some(((_, rarest), others)) = lists.split_first() else {
            return Vec::new();
        };
        let mut left: Vec<u32> = match rarest {
            Having::Few(list) => list.clone(),
            Having::Many(bits) => {
                let mut bits = bits.clone();
                for (_, other) in others {
                    if let Having::Many(other) = other {
                        bits.intersect(other);
                    }
                }
                bits.iter().collect()
            }
        };
        left.retain(|&ordinal| {
            others.iter().all(|(_, other)| other.has(ordinal))
                && self.left_out.binary_search(&ordinal).is_err()
        });
        left
    }

    /// Reads the pieces of a unit.
    fn read(&mut self, ordinal: u32) -> Result<()> {
        self.pieces.clear();
        let mut tokens = self.units.tokens(ordinal)?;
        while !tokens.is_empty() {
            let term = take_small(&mut tokens).ok_or(IndexError::Damaged("an unknown term"))?;
            match self.relevant.has(term) {
                false => self.pieces.push(Piece::Term(term)),
                true => {
                    let words = self.terms.get(&term).into_iter().flatten();
                    self.pieces.extend(words.map(|&word| Piece::Word(word)));
                }
            }
        }
        Ok(())
    }

    /// Whether `words` follow each other in the pieces.
    fn follow(&mut self, words: &[u32]) -> Result<bool> {
        let Some(&first) = words.first() else {
            return Ok(false);
        };
        for start in 0..self.pieces.len() {
            if matches!(self.pieces[start], Piece::Word(word) if word == first)
                && self.follow_at(start, words)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn follow_at(&mut self, start: usize, words: &[u32]) -> Result<bool> {
        let mut wanted = words.iter();
        for at in start..self.pieces.len() {
            let piece = self.pieces[at];
            match piece {
                Piece::Word(word) => match wanted.next() {
                    Some(&wanted) if wanted == word => {}
                    Some(_) => return Ok(false),
                    None => return Ok(true),
                },
                Piece::Term(_) if wanted.len() == 0 => return Ok(true),
                Piece::Term(term) if self.is_wordless(term)? => {}
                Piece::Term(_) => return Ok(false),
            }
        }
        Ok(wanted.len() == 0)
    }

    fn is_wordless(&mut self, term: u32) -> Result<bool> {
        if let Some(&known) = self.wordless.get(&term) {
            return Ok(known);
        }
        let found = is_wordless(self.view.run, term, &mut self.text)?;
        self.wordless.insert(term, found);
        Ok(found)
    }
}
