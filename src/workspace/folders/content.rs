//! Pairing files by what they say.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::align::{Aligner, Side, skeleton};
use crate::segment::SegmentedDocument;
use crate::text::{SubstitutableKind, TokenKind, search_form, substitutables, tokens};

/// Up to so many pairs of files are all aligned.
const FEW: usize = 400;

/// Else each file is aligned with so many others.
const CANDIDATES: usize = 6;

/// A name has at least so many classes of consonants; shorter ones are met by chance.
const SHORTEST_NAME: usize = 4;

/// The pairs of a source and a target of which each is the likeliest translation of the other among all
/// of them, and looks like a translation at all; in the order of the sources.
pub(super) fn pairs(
    sources: &[&SegmentedDocument],
    targets: &[&SegmentedDocument],
) -> Vec<(usize, usize)> {
    let candidates = candidates(sources, targets);
    let likely: Vec<(usize, usize, f64)> = candidates
        .into_par_iter()
        .filter_map(|(source, target)| {
            let likelihood = likelihood(sources[source], targets[target])?;
            Some((source, target, likelihood))
        })
        .collect();
    let mut best_target: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    let mut best_source: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    for &(source, target, likelihood) in &likely {
        keep_best(&mut best_target, source, target, likelihood);
        keep_best(&mut best_source, target, source, likelihood);
    }
    let mutual = best_target.into_iter().filter(|(source, (target, _))| {
        best_source
            .get(target)
            .is_some_and(|(best, _)| best == source)
    });
    mutual
        .map(|(source, (target, _))| (source, target))
        .collect()
}

fn keep_best(best: &mut BTreeMap<usize, (usize, f64)>, of: usize, other: usize, likelihood: f64) {
    let kept = best.entry(of).or_insert((other, likelihood));
    // Of equals the first stays: candidates come in order.
    if likelihood.total_cmp(&kept.1) == Ordering::Greater {
        *kept = (other, likelihood);
    }
}

/// How likely one translates the other, as the aligner has it; `None` if it does not look so.
fn likelihood(source: &SegmentedDocument, target: &SegmentedDocument) -> Option<f64> {
    let (from, to) = (source.segment_texts(), target.segment_texts());
    let alignment = Aligner::default().align(
        Side {
            segments: &from,
            language: &source.language,
        },
        Side {
            segments: &to,
            language: &target.language,
        },
    );
    let ratio = alignment.log_likelihood_ratio;
    (alignment.is_translation() && ratio > 0.0).then_some(ratio)
}

/// The pairs that are worth aligning, in order: all of two languages, or those that are alike.
fn candidates(
    sources: &[&SegmentedDocument],
    targets: &[&SegmentedDocument],
) -> Vec<(usize, usize)> {
    let all = (0..sources.len()).flat_map(|source| (0..targets.len()).map(move |at| (source, at)));
    let all = all.filter(|&(source, target)| sources[source].language != targets[target].language);
    if sources.len() * targets.len() <= FEW {
        return all.collect();
    }
    let ours: Vec<Features> = sources.par_iter().map(|file| Features::of(file)).collect();
    let theirs: Vec<Features> = targets.par_iter().map(|file| Features::of(file)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in ours
        .iter()
        .chain(&theirs)
        .flat_map(|features| &features.names)
    {
        *counts.entry(name).or_default() += 1;
    }
    let files = (ours.len() + theirs.len()) as f64;
    let weight = |name: &String| (files / counts[name.as_str()] as f64).ln();
    let alike: Vec<(usize, usize, f64)> = all
        .map(|(source, target)| {
            let (one, other) = (&ours[source], &theirs[target]);
            let shared: f64 = one.names.intersection(&other.names).map(weight).sum();
            let length = (one.length / other.length).ln().abs();
            (source, target, shared / one.room(other) - length)
        })
        .collect();
    let mut kept = BTreeSet::new();
    for by_source in [true, false] {
        let of = |pair: &(usize, usize, f64)| if by_source { pair.0 } else { pair.1 };
        let mut sorted = alike.clone();
        sorted.sort_by(|a, b| of(a).cmp(&of(b)).then(b.2.total_cmp(&a.2)));
        for files in sorted.chunk_by(|a, b| of(a) == of(b)) {
            kept.extend(
                files
                    .iter()
                    .take(CANDIDATES)
                    .map(|&(source, target, _)| (source, target)),
            );
        }
    }
    kept.into_iter().collect()
}

/// What of a text is the same in its translation.
struct Features {
    /// Numbers, dates and addresses, and the consonants of its longer words.
    names: BTreeSet<String>,
    /// In characters.
    length: f64,
}

impl Features {
    fn of(file: &SegmentedDocument) -> Self {
        let text = file.text();
        let things = substitutables(text, &file.language).into_iter();
        // A single digit is in every text.
        let things = things.filter(|thing| {
            thing.kind != SubstitutableKind::Number || thing.span.of(text).chars().count() > 1
        });
        let mut names: BTreeSet<String> = things.filter_map(|thing| thing.value).collect();
        let words = tokens(text).filter(|token| token.kind == TokenKind::Word);
        for word in words.map(|token| token.span.of(text)) {
            let consonants = skeleton(&search_form(word));
            if consonants.len() >= SHORTEST_NAME {
                names.insert(String::from_utf8_lossy(&consonants).into_owned());
            }
        }
        Features {
            names,
            length: text.chars().count().max(1) as f64,
        }
    }

    /// What the names that two texts share are taken of.
    fn room(&self, other: &Features) -> f64 {
        let (ours, theirs) = (self.names.len(), other.names.len());
        ((ours * theirs) as f64).sqrt().max(1.0)
    }
}
