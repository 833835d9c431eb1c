//! The passes of an alignment in order, one after the other.

use crate::text::Language;

use super::anchors::{self, Seed};
use super::beads::Chances;
use super::dynamic::Lattice;
use super::evidence::Evidence;
use super::length::LengthModel;
use super::lexicon::{self, Lexicon};
use super::link::{Alignment, Side};
use super::vocabulary::Vocabulary;
use super::words::Words;
use super::{concepts, corridor, windows};

/// Rounds of learning words from the text itself.
const ROUNDS: usize = 2;

/// The round whose likelihood counts: the first that knows the lengths and words of this text. What is learnt later
/// comes from its own guesses.
const JUDGE: usize = 1;

/// The evidence that an alignment may use. Each kind includes those before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clues {
    /// The lengths of segments.
    Lengths,
    /// Whatever survives translation: numbers, marks, names and other words that look or sound alike.
    Anchors,
    /// The commonest words of 41 languages.
    CommonWords,
    /// Words learnt from the texts themselves.
    #[default]
    LearntWords,
}

/// The evidence that the passes may use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passes<'a> {
    pub clues: Clues,
    pub vocabulary: Option<&'a Vocabulary>,
}

impl Passes<'_> {
    /// Aligns texts of any length in order. With `turned`, the source is what the vocabulary knows as the target.
    pub(super) fn align(&self, source: Side<'_>, target: Side<'_>, turned: bool) -> Alignment {
        let sources = Words::read(source.segments);
        let targets = Words::read(target.segments);
        let languages = (source.language, target.language);
        let seeds = self.seeds(&sources, &targets, languages, turned);
        if sources.len().max(targets.len()) <= windows::MAX_WHOLE {
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
            let beliefs = lattice.beliefs(lexicon::MIN_WEIGHT);
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

    /// Pairs of words that are known before anything is learnt.
    pub(super) fn seeds(
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
