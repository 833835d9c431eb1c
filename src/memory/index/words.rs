//! Which units of a run have some words one after the other, in their search forms.

use rustc_hash::FxHashMap;

use crate::text::{TokenKind, search_form};

use super::super::concordance::{Word, search_words};
use super::super::unit_set::UnitSet;
use super::bits::Bits;
use super::bytes::{put_varint, take_small};
use super::layout::{IndexError, Result};
use super::run::{Run, TermRecord};
use super::search::View;

/// A posting list is not used to rule units out when it is longer than this many times the units that
/// are left: looking into their tokens costs less.
const TOO_LONG: u64 = 24;

/// Puts into `found` those of the units of `view` that have `words`, at most 64, one after the
/// other on the side that the run is of, every unit if there are no words; of those in `within`, if
/// it is given.
///
/// The units that have all of the words are the intersection of the posting lists of their terms,
/// the rarest first; the order is then looked up in the tokens of each.
pub(crate) fn with_words(
    view: &View<'_>,
    words: &[Word],
    within: Option<&UnitSet>,
    found: &mut UnitSet,
) -> Result<()> {
    let run = view.run;
    let mut lists = Vec::with_capacity(words.len());
    for word in words {
        let list = List::new(run, word)?;
        if list.terms.is_empty() {
            return Ok(());
        }
        lists.push(list);
    }
    lists.sort_by_key(|list| list.count);
    let mut left = match lists.first() {
        Some(rarest) => rarest.units(run)?,
        None => Bits::full(run.units()),
    };
    for list in lists.iter().skip(1) {
        if list.count > TOO_LONG * left.count() {
            break;
        }
        left.intersect(&list.units(run)?);
    }
    let mut phrase = match words.len() {
        0 | 1 => None,
        _ => Some(PhraseFinder::new(run, words, &lists)?),
    };
    let mut units = run.units_in_order();
    for ordinal in left.iter() {
        let wanted = match within {
            Some(within) => within.contains(units.id(ordinal)?),
            None => true,
        };
        if wanted
            && match &mut phrase {
                Some(phrase) => phrase.is_in(ordinal, units.tokens(ordinal)?)?,
                None => true,
            }
        {
            let id = units.id(ordinal)?;
            if !(view.is_void)(id) {
                found.insert(id);
            }
        }
    }
    Ok(())
}

/// The terms of a run that a word means.
pub(super) struct List {
    pub terms: Vec<TermRecord>,
    /// How many units they have, those with several of them counted several times.
    pub count: u64,
}

impl List {
    pub(super) fn new(run: &Run<'_>, word: &Word) -> Result<Self> {
        let mut terms = Vec::new();
        let mut count = 0;
        let mut text = String::new();
        for number in run.terms_with_word(&word.form, word.prefix)? {
            if word.written.is_some() {
                run.text(number, &mut text)?;
                let matches =
                    |(span, form): (crate::text::Span, String)| word.matches(&form, span.of(&text));
                if !search_words(&text).into_iter().any(matches) {
                    continue;
                }
            }
            let term = run.term(number)?;
            count += u64::from(term.count);
            terms.push(term);
        }
        Ok(List { terms, count })
    }

    /// The units that have any of them.
    pub(super) fn units(&self, run: &Run<'_>) -> Result<Bits> {
        let mut units = Bits::empty(run.units());
        let mut bytes = Vec::new();
        for term in &self.terms {
            run.units_with(term, (0, run.units()), &mut bytes, |ordinal| {
                units.insert(ordinal);
            })?;
        }
        Ok(units)
    }
}

/// What is known of a term that has none of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TermWords {
    /// Nothing yet.
    Not,
    /// It has other words.
    Other,
    /// It has no word at all, as punctuation.
    Wordless,
}

/// Looks for words that follow each other, by Shift-And (Baeza-Yates & Gonnet 1992): bit `i` of the
/// state says whether the first `i + 1` words end here.
struct PhraseFinder<'a> {
    run: &'a Run<'a>,
    /// The terms that have some of the words.
    relevant: Bits,
    /// For each of them, for each of its words, which of the words looked for it can stand for.
    fits: FxHashMap<u32, Vec<u64>>,
    known: Vec<TermWords>,
    /// The bit of the last word.
    last: u64,
    anchor: Anchor,
    text: String,
}

impl<'a> PhraseFinder<'a> {
    fn new(run: &'a Run<'a>, words: &[Word], lists: &[List]) -> Result<Self> {
        let mut finder = PhraseFinder {
            run,
            relevant: Bits::empty(run.terms()),
            fits: FxHashMap::default(),
            known: vec![TermWords::Not; run.terms() as usize],
            last: 1 << (words.len() - 1),
            anchor: Anchor::new(run, Vec::new())?,
            text: String::new(),
        };
        let terms = lists.iter().flat_map(|list| &list.terms);
        let terms: FxHashMap<u32, TermRecord> = terms.map(|term| (term.number, *term)).collect();
        let mut first = Vec::new();
        for (number, term) in terms {
            run.text(number, &mut finder.text)?;
            let fits = |(span, form): (crate::text::Span, String)| {
                let written = span.of(&finder.text);
                let bits = words.iter().enumerate();
                bits.fold(0, |fits, (at, word)| {
                    fits | (u64::from(word.matches(&form, written)) << at)
                })
            };
            let fits: Vec<u64> = search_words(&finder.text).into_iter().map(fits).collect();
            if fits.iter().any(|fits| fits & 1 == 1) {
                first.push(term);
            }
            finder.relevant.insert(number);
            finder.fits.insert(number, fits);
        }
        finder.anchor = Anchor::new(run, first)?;
        Ok(finder)
    }

    /// Whether the words follow each other in `tokens`, as a run has them, of the unit `ordinal`.
    fn is_in(&mut self, ordinal: u32, tokens: &[u8]) -> Result<bool> {
        let mut at = 0;
        while let Some(skipped) = self.anchor.find(ordinal, &tokens[at..]) {
            at += skipped;
            if at > 0 && tokens[at - 1] >= 0x80 {
                // Within another number.
                at += 1;
                continue;
            }
            let mut rest = &tokens[at..];
            let mut state = 0u64;
            while !rest.is_empty() {
                let number = take_small(&mut rest);
                let number = number.ok_or(IndexError::Damaged("an unknown term"))?;
                if self.relevant.has(number) {
                    for fits in self.fits.get(&number).into_iter().flatten() {
                        state = ((state << 1) | 1) & fits;
                        if state & self.last != 0 {
                            return Ok(true);
                        }
                    }
                // Within a phrase only does it matter what else the term is.
                } else if state != 0 && !self.is_wordless(number)? {
                    state = 0;
                }
                if state == 0 {
                    break;
                }
            }
            at = tokens.len() - rest.len();
        }
        Ok(false)
    }

    fn is_wordless(&mut self, term: u32) -> Result<bool> {
        let Some(known) = self.known.get_mut(term as usize) else {
            return Err(IndexError::Damaged("an unknown term"));
        };
        if *known == TermWords::Not {
            *known = match is_wordless(self.run, term, &mut self.text)? {
                true => TermWords::Wordless,
                false => TermWords::Other,
            };
        }
        Ok(*known == TermWords::Wordless)
    }
}

/// The first bytes of the numbers of the terms that may begin a phrase: by them most tokens are
/// passed over without decoding them.
struct Anchor {
    /// At most three.
    bytes: Vec<u8>,
    /// The units that have a term which may begin the phrase and whose first byte is another one.
    others: Bits,
}

impl Anchor {
    /// The anchor of a phrase that begins with one of these terms.
    fn new(run: &Run<'_>, mut terms: Vec<TermRecord>) -> Result<Self> {
        // The most frequent have the smallest numbers.
        terms.sort_unstable_by_key(|term| term.number);
        let mut anchor = Anchor {
            bytes: Vec::new(),
            others: Bits::empty(run.units()),
        };
        let (mut number, mut bytes) = (Vec::new(), Vec::new());
        for term in terms {
            number.clear();
            put_varint(&mut number, u64::from(term.number));
            if anchor.bytes.contains(&number[0]) {
                continue;
            }
            if anchor.bytes.len() < 3 {
                anchor.bytes.push(number[0]);
                continue;
            }
            run.units_with(&term, (0, run.units()), &mut bytes, |ordinal| {
                anchor.others.insert(ordinal);
            })?;
        }
        Ok(anchor)
    }

    /// Where the phrase may begin in `tokens` of the unit `ordinal`, which may be within a number.
    #[inline]
    fn find(&self, ordinal: u32, tokens: &[u8]) -> Option<usize> {
        match self.bytes[..] {
            _ if self.others.has(ordinal) => (!tokens.is_empty()).then_some(0),
            [a] => memchr::memchr(a, tokens),
            [a, b] => memchr::memchr2(a, b, tokens),
            [a, b, c] => memchr::memchr3(a, b, c, tokens),
            _ => None,
        }
    }
}

/// Whether `term` has no word that can be searched for. `text` is room.
pub(super) fn is_wordless(run: &Run<'_>, term: u32, text: &mut String) -> Result<bool> {
    if run.kind(term)? == TokenKind::Punctuation {
        return Ok(true);
    }
    run.text(term, text)?;
    // A word that is not punctuation has a letter, digit or mark; marks alone fold to nothing.
    Ok(!text.is_ascii() && search_form(text).is_empty())
}
