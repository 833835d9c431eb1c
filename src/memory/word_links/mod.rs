//! Which words of a target translate which words of its source, learnt from the other units of the
//! memory at the moment when somebody asks.
//!
//! For each source word a sample of the units that have it is read, and it is counted which words
//! of this target their targets have (`association`); words that look the same on both sides need
//! no learning (`resemblance`). Then the words of the unit compete for each other (`competition`).

mod association;
mod competition;
mod resemblance;
mod words;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::text::{Span, comparison_form};

use super::snapshot::{Snapshot, WordQuery, WordSample};
use super::store::Store;
use super::{LanguagePair, MemoryError, UnitSide};

use association::Association;
use competition::compete;
use words::SideWords;

/// Maximum number of units that are read for all words together.
const MAX_UNITS_READ: usize = 160;

/// Maximum number of units that are read for one of the words asked about.
const WANTED_SHARE: usize = 40;

/// Maximum number for one of the others, which only have to show what they have a better claim to.
const OTHER_SHARE: usize = 8;

/// A word of a source and the word of its target that translates it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WordLink {
    /// The word, or part of one, in the source, in bytes.
    pub source: Span,
    /// What translates it in the target, in bytes: a word, or some graphemes of a script without
    /// spaces.
    pub target: Span,
    /// How sure that is, 0–1: the geometric mean of how much more often than by chance each of the
    /// two words occurs opposite the other.
    pub strength: f64,
}

/// The links of the words of `source` that lie in `wanted` (all, if it is empty) to words of
/// `target`, its translation, in the order of the source. A word that nothing is known of has none.
///
/// What words go together is learnt from `store`, by the likelihood ratio of Dunning 1993 over
/// samples of the units that have them; links are then drawn from the strongest down, each
/// excluding others of its words: competitive linking (Melamed 2000), as Moore 2005 does it with
/// this measure. Numbers, names and other words that are the same on both sides, or sound so, link
/// in an empty memory too.
///
/// At most 160 units are read, whatever the size of the memory. The result depends on nothing but the
/// arguments.
///
/// # Errors
/// [`MemoryError`] when the database fails.
pub fn word_links(
    store: &dyn Store,
    languages: &LanguagePair,
    source: &str,
    target: &str,
    wanted: &[Span],
) -> Result<Vec<WordLink>, MemoryError> {
    word_links_in(&*store.snapshot()?, languages, source, target, wanted)
}

/// What [`word_links`] finds in one state of a store.
pub(super) fn word_links_in(
    store: &dyn Snapshot,
    languages: &LanguagePair,
    source: &str,
    target: &str,
    wanted: &[Span],
) -> Result<Vec<WordLink>, MemoryError> {
    let sources = SideWords::read(source);
    let targets = SideWords::read(target);
    let is_wanted: Vec<bool> = sources
        .words
        .iter()
        .map(|word| {
            let touches = |span: &Span| span.start < word.span.end && word.span.start < span.end;
            wanted.is_empty() || wanted.iter().any(touches)
        })
        .collect();
    if targets.words.is_empty() || !is_wanted.contains(&true) {
        return Ok(Vec::new());
    }
    let learnt = learn(store, languages, &sources, &targets, &is_wanted)?;
    let strength = |i: usize, j: usize| {
        let (word, other) = (&sources.words[i], &targets.words[j]);
        let alike = resemblance::resemblance(word, other);
        1.0 - (1.0 - learnt.strength(word.pattern, other.pattern)) * (1.0 - alike)
    };
    let links = compete(&sources.words, &targets.words, strength);
    let mut found: Vec<WordLink> = links
        .into_iter()
        .filter(|link| is_wanted[link.source])
        .map(|link| WordLink {
            source: sources.words[link.source].span,
            target: targets.words[link.target].span,
            strength: link.strength,
        })
        .collect();
    found.sort_by_key(|link| (link.source, link.target));
    Ok(joined(found))
}

/// The links with those of one source word to target graphemes that touch made one.
fn joined(links: Vec<WordLink>) -> Vec<WordLink> {
    let mut out: Vec<WordLink> = Vec::new();
    for link in links {
        match out.last_mut() {
            Some(last) if last.source == link.source && last.target.end == link.target.start => {
                last.target.end = link.target.end;
                last.strength = last.strength.max(link.strength);
            }
            _ => out.push(link),
        }
    }
    out
}

/// Counts in samples of the memory which words of the target stand opposite those of the source.
fn learn(
    store: &dyn Snapshot,
    languages: &LanguagePair,
    sources: &SideWords,
    targets: &SideWords,
    is_wanted: &[bool],
) -> Result<Association, MemoryError> {
    let mut wanted = vec![false; sources.patterns.all().len()];
    for (word, is_wanted) in sources.words.iter().zip(is_wanted) {
        wanted[word.pattern] |= is_wanted;
    }
    // The words asked about first, then the rest as far as the budget goes.
    let many = wanted.iter().filter(|&&wanted| wanted).count();
    let ours = WANTED_SHARE.min(MAX_UNITS_READ / many.max(1));
    let left = MAX_UNITS_READ.saturating_sub(ours * many);
    let theirs = OTHER_SHARE.min(left / (wanted.len() - many).max(1));
    let shares: Vec<usize> = wanted
        .iter()
        .map(|&wanted| if wanted { ours } else { theirs })
        .collect();
    let samples = sampled(store, languages, sources, UnitSide::Source, &shares)?;
    let none = vec![0; targets.patterns.all().len()];
    let counts = sampled(store, languages, targets, UnitSide::Target, &none)?;

    let mut ids: Vec<i64> = samples.iter().flat_map(|s| s.ids.iter().copied()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut seen: BTreeMap<i64, Vec<bool>> = BTreeMap::new();
    let mut texts: FxHashSet<String> = FxHashSet::default();
    texts.insert(comparison_form(sources.text).into_owned());
    for unit in store.units(&ids)? {
        // The same sentence in another context, or this one, teaches nothing more.
        if texts.insert(comparison_form(&unit.source).into_owned()) {
            seen.insert(unit.id, targets.patterns.found_in(&unit.target));
        }
    }
    let mut association = Association::new(store.units_of(languages)?, &counts);
    for sample in &samples {
        let read = sample.ids.iter().filter_map(|id| seen.get(id));
        association.learn(sample.units, read.map(Vec::as_slice));
    }
    Ok(association)
}

/// For each pattern of `words` the number of units that have it, and as many of them as its share.
fn sampled(
    store: &dyn Snapshot,
    languages: &LanguagePair,
    words: &SideWords,
    side: UnitSide,
    shares: &[usize],
) -> Result<Vec<WordSample>, MemoryError> {
    let patterns = words.patterns.all();
    let written: Vec<(usize, String)> = patterns
        .iter()
        .enumerate()
        .flat_map(|(number, pattern)| pattern.written().map(move |word| (number, word)))
        .collect();
    let asked: Vec<WordQuery<'_>> = written
        .iter()
        .map(|(number, word)| WordQuery {
            word,
            prefix: patterns[*number].prefix,
            max_units: shares[*number],
        })
        .collect();
    let mut samples = vec![WordSample::default(); patterns.len()];
    let found = store.sample_words(languages, side, &asked)?;
    for ((number, _), found) in written.iter().zip(found) {
        samples[*number].units += found.units;
        samples[*number].ids.extend(found.ids);
    }
    for (sample, &share) in samples.iter_mut().zip(shares) {
        sample.ids.sort_unstable();
        sample.ids.dedup();
        thin(&mut sample.ids, share);
    }
    Ok(samples)
}

/// Leaves `max` of `ids`, at even steps.
fn thin(ids: &mut Vec<i64>, max: usize) {
    if ids.len() > max {
        *ids = (0..max).map(|at| ids[at * ids.len() / max]).collect();
    }
}

#[cfg(test)]
mod tests;
