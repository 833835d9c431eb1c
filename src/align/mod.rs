//! Bitext alignment: which segments of a text translate which of another.
//!
//! Nothing is known beforehand: no dictionary, no model. A first pass compares lengths (`length`)
//! and what survives translation (`anchors`, `skeleton`); from the links it believes in, words
//! that go together are learnt (`lexicon`), how lengths relate and how common each shape of link is,
//! and the text is aligned again with them, a few rounds.
//! Every pass is a dynamic program (`dynamic`) over beads (`beads`) inside a band (`band`), so time
//! and memory grow with the length of the text and not with its square.

mod anchors;
mod approximate;
mod band;
mod beads;
mod concepts;
mod corridor;
mod dynamic;
mod evidence;
mod length;
mod lexicon;
mod skeleton;
mod words;

use std::ops::Range;

use crate::text::Language;

use dynamic::Lattice;
use evidence::Evidence;
use length::LengthModel;
use lexicon::Lexicon;
use words::Words;

pub(crate) use skeleton::{likeness, script_of, skeleton};
pub(crate) use words::bare;

/// A group of source segments and the target segments that translate it.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Indices of the source segments, from 0; empty for an addition.
    pub source: Range<usize>,
    /// Indices of the target segments, from 0; empty for an omission.
    pub target: Range<usize>,
    /// The probability, 0 to 1, that exactly these segments belong together.
    pub confidence: f64,
}

/// One of the two texts of a bitext.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its segments, in order.
    pub segments: &'a [&'a str],
    /// What it is written in.
    pub language: &'a Language,
}

/// What [`Aligner::align`] finds out about two texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// In order on both sides; together they cover each segment of either side exactly once.
    pub links: Vec<Link>,
    /// The natural logarithm of how much likelier the two texts are if one translates the other
    /// than if they have nothing to do with each other.
    pub log_likelihood_ratio: f64,
}

impl Alignment {
    /// Whether one text looks like the translation of the other, at least of a part of it.
    ///
    /// Wrong for about 2 in 100 true pairs, most of them of fewer than ten segments or without
    /// most of the other side, and for 1 in 1000 pairs of unrelated articles (`docs/quality.md`).
    /// Two empty texts do.
    pub fn is_translation(&self) -> bool {
        self.log_likelihood_ratio >= 0.0
    }
}

/// Rounds of learning words from the text itself.
const ROUNDS: usize = 3;

/// The first round believes in too much for its words to be worth more.
const FIRST_ITERATIONS: usize = 2;

/// The round whose likelihood is believed: the first that knows the lengths and words of this text.
/// Later ones have learnt more, but from their own guesses.
const JUDGE: usize = 1;

/// Aligns two texts segment by segment.
///
/// The links are in order on both sides and together cover each segment of either side exactly
/// once; a link holds at most four segments of a side. A segment without counterpart stands in a
/// link with an empty other side. Reordered passages are not found: they come out as an omission
/// and an addition.
///
/// Time and memory grow about linearly with the number of segments. The result depends on nothing
/// but the arguments.
///
/// Sources: Gale and Church 1993 (lengths), Brown et al. 1993 (IBM Model 1), Moore 2002 (lengths
/// first, then words learnt from the text itself).
///
/// ```
/// use recto::align::{align, Side};
/// use recto::text::Language;
/// let [en, fr] = ["en", "fr"].map(|tag| Language::parse(tag).unwrap());
/// let links = align(
///     Side { segments: &["The bridge opened in 1998.", "It is long."], language: &en },
///     Side { segments: &["Le pont a ouvert en 1998, et il est long."], language: &fr },
/// );
/// assert_eq!((links[0].source.clone(), links[0].target.clone()), (0..2, 0..1));
/// ```
pub fn align(source: Side<'_>, target: Side<'_>) -> Vec<Link> {
    Aligner::default().align(source, target).links
}

/// Aligns texts; [`align`] with more to ask and to tell.
#[derive(Debug, Clone)]
pub struct Aligner {
    rounds: usize,
}

impl Default for Aligner {
    fn default() -> Self {
        Aligner { rounds: ROUNDS }
    }
}

impl Aligner {
    /// Aligns two texts as [`align`] does, and tells whether they belong together at all.
    pub fn align(&self, source: Side<'_>, target: Side<'_>) -> Alignment {
        learn_and_align(source, target, self.rounds)
    }
}

fn learn_and_align(source: Side<'_>, target: Side<'_>, rounds: usize) -> Alignment {
    let sources = Words::read(source.segments);
    let targets = Words::read(target.segments);
    let seeds = anchors::seeds(&sources, &targets, (source.language, target.language));

    let mut lengths = LengthModel::first_guess(&sources, &targets);
    let mut chances = beads::Chances::first_guess();
    let mut lexicon = Lexicon::of_seeds(&sources, &targets, &seeds);
    let mut band = corridor::first_band(&sources, &targets, &seeds);
    let mut log_likelihood_ratio = 0.0;
    for round in 0..rounds {
        let evidence = Evidence::new(&sources, &targets, &lengths, &lexicon, &chances, &band);
        let lattice = Lattice::new(band, &evidence, &chances);
        if round == JUDGE {
            log_likelihood_ratio = lattice.log_likelihood_ratio();
        }
        let beliefs = lattice.beliefs(lexicon::LEAST_WEIGHT);
        lengths.fit(&sources, &targets, &beliefs.beads);
        lexicon = Lexicon::learn(
            &sources,
            &targets,
            &seeds,
            &beliefs.meetings,
            if round == 0 {
                FIRST_ITERATIONS
            } else {
                lexicon::ITERATIONS
            },
        );
        chances = beliefs.chances;
        band = lattice.narrowed();
    }
    let evidence = Evidence::new(&sources, &targets, &lengths, &lexicon, &chances, &band);
    Alignment {
        links: Lattice::new(band, &evidence, &chances)
            .soften()
            .best_links(),
        log_likelihood_ratio,
    }
}

#[cfg(test)]
mod tests;
