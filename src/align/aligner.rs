//! Alignment of two texts: first in order, then, on request, passages that were moved.

use super::link::{Alignment, Link, Side};
use super::passes::{Clues, Passes};
use super::vocabulary::Vocabulary;
use super::{moves, windows};

/// Aligns two texts segment by segment.
///
/// The links are in order on both sides and together cover each segment of either side exactly
/// once; a link holds at most four segments of a side. A segment without counterpart is in a
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

/// Aligns texts like [`align`], with options, and also says whether the texts belong together.
#[derive(Debug, Clone)]
pub struct Aligner<'a> {
    passes: Passes<'a>,
    reordering: bool,
}

impl Default for Aligner<'_> {
    fn default() -> Self {
        Aligner {
            passes: Passes {
                clues: Clues::LearntWords,
                vocabulary: None,
            },
            reordering: false,
        }
    }
}

impl<'a> Aligner<'a> {
    /// Uses only these clues, to measure what the others contribute.
    pub fn by(mut self, clues: Clues) -> Self {
        self.passes.clues = clues;
        self
    }

    /// Starts from words that are known to translate each other. The source words of `vocabulary` are in the language
    /// of the source.
    pub fn knowing(mut self, vocabulary: &'a Vocabulary) -> Self {
        self.passes.vocabulary = Some(vocabulary);
        self
    }

    /// Also looks for moved passages, wherever two or more segments on both sides have no counterpart. Links are then
    /// in the order of the source only.
    pub fn reordering(mut self, reordering: bool) -> Self {
        self.reordering = reordering;
        self
    }

    /// Aligns two texts as [`align`] does, and says whether they belong together at all.
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
        let mut alignment = self.passes.align(first, second, turned);
        let is_long = source.segments.len().max(target.segments.len()) > windows::MAX_WHOLE;
        if self.reordering && !is_long {
            let known = moves::TextPair {
                passes: self.passes,
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
}

/// Orders the segments without a counterpart between two links: those of the source come first.
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
