//! Where a sentence of Thai ends.
//!
//! Thai sets no full stop: by the spacing rules of the Royal Society of Thailand a space ends a
//! sentence, but spaces also stand about figures, names, quotations and the items of a list, and
//! between the clauses of a long sentence. Which spaces are ends is told from the words on either
//! side and the length of what they set apart, as Charoenpornsawat and Sornlertlamvanich (2001,
//! "Automatic sentence break disambiguation for Thai") do; but the ends of a paragraph are judged
//! together, since an end makes another one nearby unlikely: a way to cut the paragraph is worth
//! the product of what its sentences and its ends are worth (a semi-Markov chain, Sarawagi and
//! Cohen 2004), and a space is an end if the ways that cut there outweigh the others.
//!
//! Words are not segmented: those looked for begin or end a stretch between spaces, or stand
//! anywhere in it. The words and weights are in `thai.txt`; `scripts/thai_weights.py` fits the
//! weights and is the model of what stands here.

mod model;
mod words;

use model::chain::Chain;
use model::{ABBREVIATION, MODEL, is_thai};

/// The byte offsets in `text`, one paragraph, at which a sentence begins that a Thai reader tells
/// from the one before by the space alone, in order; each directly after white space. The ends of
/// the text are left out. Takes time linear in the text.
pub(super) fn sentence_ends(text: &str) -> Vec<usize> {
    let model = &*MODEL;
    let chunks = model.chunks(text);
    let places = model.places(&chunks);
    if places.is_empty() {
        return Vec::new();
    }
    let chain = Chain::new(model, &chunks, &places);
    places
        .iter()
        .zip(chain.probabilities())
        .filter(|&(_, probability)| probability > model.likely)
        .map(|(place, _)| chunks[place.chunk].start)
        .collect()
}

/// Whether the mark at the end of `left`, which the rules for all languages take for an end, may be
/// one in Thai: not within a word, nor after an abbreviation (`พ.ศ.`, `น.`), since it is for these
/// that Thai has full stops.
pub(super) fn may_end(left: &str) -> bool {
    let word = left.trim_end();
    let Some(body) = word.strip_suffix('.') else {
        return true;
    };
    if word.len() == left.len() && body.ends_with(is_thai) {
        return false;
    }
    let letters = body.chars().rev().take(ABBREVIATION + 1);
    let letters = letters.take_while(|&c| is_thai(c)).count();
    letters == 0 || letters > ABBREVIATION
}

#[cfg(test)]
mod tests;
