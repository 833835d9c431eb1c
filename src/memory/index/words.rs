//! Which units of a run have some words one after the other, in their search forms.

use rustc_hash::{FxHashMap, FxHashSet};

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
        fits: FxHashMap::default(),
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
    /// For each word of a relevant term, which of the first 64 words it can stand for.
    fits: FxHashMap<u32, Vec<u64>>,
    text: String,
}

impl Phrase<'_> {
    /// Whether the words follow each other in `tokens`; of very many the first 64. `fits` is room.
    fn is_in(&mut self, tokens: &[u32], fits: &mut Vec<u64>) -> Result<bool> {
        fits.clear();
        for &token in tokens {
            match self.look_up(token)? {
                Known::Wordless => {}
                Known::Other | Known::Not => fits.push(0),
                Known::Relevant => match self.fits.get(&token) {
                    Some(words) => fits.extend(words),
                    None => {
                        let words = self.fits_of(token)?;
                        fits.extend(&words);
                        self.fits.insert(token, words);
                    }
                },
            }
        }
        let length = self.words.len().min(64);
        Ok(fits.windows(length).any(|window| {
            let mut places = window.iter().enumerate();
            places.all(|(at, fits)| (fits >> at) & 1 == 1)
        }))
    }

    fn fits_of(&mut self, token: u32) -> Result<Vec<u64>> {
        self.run.text(token, &mut self.text)?;
        let last = self.words.len() - 1;
        let fits = |(_, here): (_, String)| {
            let wanted = self.words.iter().enumerate().take(64);
            wanted.fold(0, |fits, (at, word)| {
                let matches = match self.prefix && at == last {
                    true => here.starts_with(word.as_str()),
                    false => here == *word,
                };
                fits | (u64::from(matches) << at)
            })
        };
        Ok(search_words(&self.text).into_iter().map(fits).collect())
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
