//! Bitext alignment: which segments of a text translate which of another.
//!
//! Little is known beforehand: no model, and of the words only the commonest (`concepts`), or what a
//! memory tells (`vocabulary`). A first pass compares lengths (`length`) and what survives
//! translation (`anchors`, `skeleton`); from the links it believes in, words that go together are
//! learnt (`lexicon`), how lengths relate and how common each shape of link is, and the text is
//! aligned again with them, a few rounds.
//! Every pass is a dynamic program (`dynamic`) over beads (`beads`) inside a band (`band`), so time
//! and memory grow with the length of the text and not with its square; long texts are aligned a
//! window after the other (`windows`). Passages that stand in another order are looked for among what
//! is left without counterpart (`moves`).

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
mod moves;
mod skeleton;
mod vocabulary;
mod windows;
mod words;

use std::ops::Range;

use crate::text::Language;

use anchors::Seed;
use beads::Chances;
use dynamic::Lattice;
use evidence::Evidence;
use length::LengthModel;
use lexicon::Lexicon;
use words::Words;

pub(crate) use skeleton::{likeness, script_of, skeleton};
pub use vocabulary::Vocabulary;
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
    /// In order on both sides, of the source alone if passages were moved; together they cover each
    /// segment of either side exactly once.
    pub links: Vec<Link>,
    /// The natural logarithm of how much likelier the two texts are if one translates the other
    /// than if they have nothing to do with each other.
    pub log_likelihood_ratio: f64,
}

impl Alignment {
    /// Whether one text looks like the translation of the other, at least of a part of it.
    ///
    /// Who has texts aligned mostly has reason to, so it takes odds of 20 to 1 against them to say
    /// no. Wrong for 1 in 200 true pairs, all of them of fewer than ten segments, and for 1 in 800
    /// pairs of unrelated articles (`docs/quality.md`). Two empty texts look like translations.
    pub fn is_translation(&self) -> bool {
        self.log_likelihood_ratio >= -TRUST
    }
}

/// Logarithm of the odds against two texts that it takes to refuse them: 20 to 1.
const TRUST: f64 = 3.0;

/// Rounds of learning words from the text itself.
const ROUNDS: usize = 2;

/// The round whose likelihood is believed: the first that knows the lengths and words of this text.
/// What is learnt after it comes from its own guesses.
const JUDGE: usize = 1;

/// Aligns two texts segment by segment.
///
/// The links are in order on both sides and together cover each segment of either side exactly
/// once; a link holds at most four segments of a side. A segment without counterpart stands in a
/// link with an empty other side. Reordered passages come out as an omission and an addition, unless
/// [`Aligner::reordering`] looks for them.
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

/// What an alignment may go by; each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clues {
    /// How long segments are.
    Lengths,
    /// What survives translation: numbers, marks, names and other words that look or sound alike.
    Anchors,
    /// The commonest words of 41 languages.
    CommonWords,
    /// Words learnt from the texts themselves.
    LearntWords,
}

/// Aligns texts; [`align`] with more to ask and to tell.
#[derive(Debug, Clone)]
pub struct Aligner<'a> {
    clues: Clues,
    vocabulary: Option<&'a Vocabulary>,
    reordering: bool,
}

impl Default for Aligner<'_> {
    fn default() -> Self {
        Aligner {
            clues: Clues::LearntWords,
            vocabulary: None,
            reordering: false,
        }
    }
}

impl<'a> Aligner<'a> {
    /// Goes by these clues alone, to see what the others are good for.
    pub fn by(mut self, clues: Clues) -> Self {
        self.clues = clues;
        self
    }

    /// Starts from words that are known to translate each other, the source language's those of
    /// the source.
    pub fn knowing(mut self, vocabulary: &'a Vocabulary) -> Self {
        self.vocabulary = Some(vocabulary);
        self
    }

    /// Looks for passages that stand in another order as well, where two or more segments on both sides
    /// have no counterpart. Links are then in the order of the source alone.
    pub fn reordering(mut self, reordering: bool) -> Self {
        self.reordering = reordering;
        self
    }

    /// Aligns two texts as [`align`] does, and tells whether they belong together at all.
    ///
    /// With the sides exchanged, the links are the same with their sides exchanged, but for their order
    /// where passages are moved.
    pub fn align(&self, source: Side<'_>, target: Side<'_>) -> Alignment {
        let key = |side: &Side<'_>| (side.language.to_string(), side.segments.len());
        let turned = (key(&target), target.segments) < (key(&source), source.segments);
        let (first, second) = match turned {
            false => (source, target),
            true => (target, source),
        };
        let mut alignment = self.align_long(first, second, turned);
        let is_long = source.segments.len().max(target.segments.len()) > windows::LONG;
        if self.reordering && !is_long {
            let known = moves::Known {
                aligner: self,
                source: first,
                target: second,
                turned,
            };
            alignment = moves::with_moves(&known, alignment);
        }
        if turned {
            for link in &mut alignment.links {
                std::mem::swap(&mut link.source, &mut link.target);
            }
        }
        match alignment.links.is_sorted_by_key(|link| link.target.start) {
            true => omissions_first(&mut alignment.links),
            false => alignment.links = moves::in_order(alignment.links),
        }
        alignment
    }

    fn align_long(&self, source: Side<'_>, target: Side<'_>, turned: bool) -> Alignment {
        let sources = Words::read(source.segments);
        let targets = Words::read(target.segments);
        let languages = (source.language, target.language);
        let seeds = self.seeds(&sources, &targets, languages, turned);
        if sources.len().max(targets.len()) <= windows::LONG {
            return self.align_words(&sources, &targets, &seeds);
        }
        let chain = corridor::chain(&sources, &targets, &seeds);
        let sizes = (sources.len(), targets.len());
        drop((sources, targets, seeds));
        windows::by_windows(&chain, sizes, |s, t| {
            let sources = Words::read(&source.segments[s]);
            let targets = Words::read(&target.segments[t]);
            let seeds = self.seeds(&sources, &targets, languages, turned);
            self.align_words(&sources, &targets, &seeds)
        })
    }

    fn align_words(&self, sources: &Words, targets: &Words, seeds: &[Seed]) -> Alignment {
        let anchors: &[Seed] = match self.clues {
            Clues::Lengths => &[],
            _ => seeds,
        };

        let mut lengths = LengthModel::first_guess(sources, targets);
        let mut chances = Chances::first_guess();
        let mut lexicon = Lexicon::of_seeds(sources, targets, anchors);
        let mut band = corridor::first_band(sources, targets, seeds);
        let mut log_likelihood_ratio = 0.0;
        for round in 0..ROUNDS {
            let evidence = Evidence::new(sources, targets, &lengths, &lexicon, &chances, &band);
            let lattice = Lattice::new(band, &evidence, &chances);
            if round == JUDGE {
                log_likelihood_ratio = lattice.log_likelihood_ratio();
            }
            let beliefs = lattice.beliefs(lexicon::LEAST_WEIGHT);
            lengths.fit(sources, targets, &beliefs.beads);
            if self.clues == Clues::LearntWords {
                lexicon = Lexicon::learn(sources, targets, anchors, &beliefs.meetings);
            }
            chances = beliefs.chances;
            band = lattice.narrowed();
        }
        let evidence = Evidence::new(sources, targets, &lengths, &lexicon, &chances, &band);
        let lattice = Lattice::softened(band, &evidence, &chances);
        Alignment {
            links: lattice.best_links(),
            log_likelihood_ratio,
        }
    }

    /// What is known of the words before anything is learnt.
    fn seeds(
        &self,
        sources: &Words,
        targets: &Words,
        languages: (&Language, &Language),
        turned: bool,
    ) -> Vec<Seed> {
        let same_language = languages.0.primary() == languages.1.primary();
        let mut seeds = anchors::seeds(sources, targets, same_language);
        if self.clues >= Clues::CommonWords {
            seeds.extend(concepts::seeds(sources, targets, languages));
        }
        if let Some(vocabulary) = self.vocabulary {
            seeds.extend(vocabulary.seeds(sources, targets, turned));
        }
        anchors::united(seeds)
    }
}

/// Of the segments without counterpart between two links, those of the source first.
fn omissions_first(links: &mut [Link]) {
    let is_gap = |link: &Link| link.source.is_empty() || link.target.is_empty();
    for gap in links.chunk_by_mut(|a, b| is_gap(a) && is_gap(b)) {
        let Some(first) = gap.first() else { continue };
        let (mut i, mut j) = (first.source.start, first.target.start);
        gap.sort_by_key(|link| link.source.is_empty());
        for link in gap.iter_mut().filter(|link| is_gap(link)) {
            link.source = i..i + link.source.len();
            link.target = j..j + link.target.len();
            (i, j) = (link.source.end, link.target.end);
        }
    }
}

#[cfg(test)]
mod tests;
