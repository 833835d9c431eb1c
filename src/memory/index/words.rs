//! Which units of a run have some words one after the other, in their search forms.

use rustc_hash::FxHashSet;

use crate::text::{TokenKind, search_form};

use super::super::concordance::search_words;
use super::layout::Result;
use super::run::Run;
use super::search::View;

/// Puts into `ids` those of the units of `view` that have `words` (search forms) one after the
/// other on the side that the run is of; the last one only as a beginning if `prefix` is set.
///
/// The units that have all of the words are the intersection of the posting lists of their terms;
/// the order is then looked up in the tokens of each.
pub(crate) fn with_words(
    view: &View<'_>,
    words: &[String],
    prefix: bool,
    ids: &mut Vec<i64>,
) -> Result<()> {
    let run = view.run;
    let Some(last) = words.len().checked_sub(1) else {
        return Ok(());
    };
    let mut relevant: FxHashSet<u32> = FxHashSet::default();
    let mut all: Option<Vec<u64>> = None;
    let mut bytes = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let terms = run.terms_with_word(word, prefix && at == last)?;
        let mut units = vec![0u64; run.units().div_ceil(64) as usize];
        for &number in &terms {
            let term = run.term(number)?;
            run.units_with(&term, (0, run.units()), &mut bytes, |ordinal| {
                units[ordinal as usize / 64] |= 1 << (ordinal % 64);
            })?;
        }
        relevant.extend(terms);
        if let Some(before) = &all {
            units
                .iter_mut()
                .zip(before)
                .for_each(|(unit, before)| *unit &= before);
        }
        all = Some(units);
    }
    let mut phrase = Phrase {
        run,
        words,
        prefix,
        relevant,
        known: vec![Known::Not; run.summary.terms as usize],
        text: String::new(),
    };
    let (mut tokens, mut fits) = (Vec::new(), Vec::new());
    for (at, mut block) in all.unwrap_or_default().into_iter().enumerate() {
        while block != 0 {
            let ordinal = at as u32 * 64 + block.trailing_zeros();
            block &= block - 1;
            if words.len() > 1 {
                run.tokens(ordinal, &mut bytes, &mut tokens)?;
                if !phrase.is_in(&tokens, &mut fits)? {
                    continue;
                }
            }
            let id = run.id(ordinal)?;
            if !(view.is_void)(id) {
                ids.push(id);
            }
        }
    }
    Ok(())
}

/// What is known of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Nothing yet.
    Not,
    /// It has none of the words.
    Other,
    /// It has no word at all, as punctuation.
    Wordless,
    /// It has some of the words.
    Relevant,
}

/// Words that are looked for one after the other.
struct Phrase<'a> {
    run: &'a Run<'a>,
    words: &'a [String],
    prefix: bool,
    /// The terms that have some of the words.
    relevant: FxHashSet<u32>,
    known: Vec<Known>,
    text: String,
}

impl Phrase<'_> {
    /// Whether the words follow each other in `tokens`. `fits` is room.
    fn is_in(&mut self, tokens: &[u32], fits: &mut Vec<Fits>) -> Result<bool> {
        fits.clear();
        for &token in tokens {
            match self.look_up(token)? {
                Known::Wordless => {}
                Known::Relevant => {
                    self.run.text(token, &mut self.text)?;
                    let words = search_words(&self.text);
                    fits.extend(words.iter().map(|(_, word)| Fits::Word(word.clone())));
                }
                Known::Other | Known::Not => fits.push(Fits::Other),
            }
        }
        let last = self.words.len() - 1;
        Ok(fits.windows(self.words.len()).any(|window| {
            window.iter().enumerate().all(|(at, here)| match here {
                Fits::Other => false,
                Fits::Word(word) if self.prefix && at == last => word.starts_with(&self.words[at]),
                Fits::Word(word) => *word == self.words[at],
            })
        }))
    }

    fn look_up(&mut self, token: u32) -> Result<Known> {
        let known = self.known[token as usize];
        if known != Known::Not {
            return Ok(known);
        }
        let found = if self.relevant.contains(&token) {
            Known::Relevant
        } else if self.run.term(token)?.kind == TokenKind::Punctuation {
            Known::Wordless
        } else {
            self.run.text(token, &mut self.text)?;
            match self.text.is_ascii() || !search_form(&self.text).is_empty() {
                true => Known::Other,
                false => Known::Wordless,
            }
        };
        self.known[token as usize] = found;
        Ok(found)
    }
}

/// A word of a unit.
enum Fits {
    /// Not one of those that are looked for.
    Other,
    /// It may be.
    Word(String),
}
