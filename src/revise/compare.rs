use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::segment::{Segment, SegmentedDocument};
use crate::text::{Span, comparison_form};

use super::change::{Change, ChangeKind, Revision};
use super::group::{Group, Pairing};
use super::pairing::{self, Segments};
use super::words;

/// Number of changes that are worth a task of their own on another processor.
pub(super) const A_TASK: usize = 64;

/// A text and the segments that are compared: those of a document, or the pieces of a merge.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Its segments: disjoint, in order, on grapheme boundaries.
    pub segments: &'a [Segment],
}

impl<'a> From<&'a SegmentedDocument> for Side<'a> {
    fn from(document: &'a SegmentedDocument) -> Self {
        Side {
            text: document.text(),
            segments: &document.segments,
        }
    }
}

/// Compares two revisions of a text.
///
/// Segments with equal comparison forms are paired first (patience diff, Cohen 2008; then unique
/// ones that moved), then similar ones by the words they share, then splits and merges of up to
/// three. Moved is what lies outside the heaviest chain of pairs that keeps its order. Inside
/// pairs, whole words are compared, and graphemes in scripts without spaces. Time is close to
/// linear in the length of the texts; the result depends on nothing but them.
///
/// ```
/// use recto::revise::{ChangeKind, compare};
/// use recto::segment::SegmentedDocument;
/// use recto::text::Language;
/// let english = Language::parse("en")?;
/// let old = SegmentedDocument::plain("The bridge opens on Monday. It is red.", &english);
/// let new = SegmentedDocument::plain("The bridge opens on Friday. It is red.", &english);
/// let revision = compare(&old, &new);
/// assert_eq!(revision.changes[0].kind, ChangeKind::Edited);
/// assert_eq!(revision.changes[0].edits[0].new.of(new.text()), "Friday");
/// assert_eq!(revision.changes[1].kind, ChangeKind::Equal);
/// # Ok::<(), recto::text::LanguageError>(())
/// ```
pub fn compare(old: &SegmentedDocument, new: &SegmentedDocument) -> Revision {
    compare_sides(old.into(), new.into())
}

/// Like [`compare`], for texts that are not cut as documents are.
pub(super) fn compare_sides(old: Side<'_>, new: Side<'_>) -> Revision {
    let [olds, news] = segments(old, new);
    let pairing = pairing::pair(&olds, &news);
    let in_order = pairing.in_order(&olds.weights);
    let spots = order(&pairing, &in_order);
    let change = |spot: &Spot| match *spot {
        Spot::Group(group) => {
            let Group { old: i, new: j } = &pairing.groups[group];
            let equal = i.len() == 1 && j.len() == 1 && olds.forms[i.start] == news.forms[j.start];
            let moved = !in_order[group];
            let kind = match (i.len(), j.len()) {
                (1, 1) if equal && moved => ChangeKind::Moved,
                (1, 1) if equal => ChangeKind::Equal,
                (1, 1) => ChangeKind::Edited,
                (1, _) => ChangeKind::Split,
                _ => ChangeKind::Merged,
            };
            let spans = |side: Side<'_>, range: &std::ops::Range<usize>| -> Vec<Span> {
                let segments = side.segments[range.clone()].iter();
                segments.map(|segment| segment.span).collect()
            };
            let (i, j) = (spans(old, i), spans(new, j));
            Change {
                kind,
                moved,
                edits: words::edits(old.text, &i, new.text, &j),
                old: i,
                new: j,
            }
        }
        Spot::Inserted(j) => Change {
            kind: ChangeKind::Inserted,
            moved: false,
            old: Vec::new(),
            new: vec![new.segments[j].span],
            edits: Vec::new(),
        },
        Spot::Deleted(i) => Change {
            kind: ChangeKind::Deleted,
            moved: false,
            old: vec![old.segments[i].span],
            new: Vec::new(),
            edits: Vec::new(),
        },
    };
    let changes = spots.par_iter().with_min_len(A_TASK).map(change).collect();
    Revision { changes }
}

/// The segments of both texts. Their forms are computed on one processor each and numbered together.
fn segments<'a>(old: Side<'a>, new: Side<'a>) -> [Segments<'a>; 2] {
    let (olds, news) = rayon::join(|| Written::new(old), || Written::new(new));
    let mut numbers = FxHashMap::default();
    [olds, news].map(|written| {
        let number = |form| {
            let next = numbers.len() as u32;
            *numbers.entry(form).or_insert(next)
        };
        Segments {
            forms: written.forms.into_iter().map(number).collect(),
            weights: written.weights,
            texts: written.texts,
        }
    })
}

/// The segments of one text.
struct Written<'a> {
    texts: Vec<&'a str>,
    forms: Vec<Cow<'a, str>>,
    weights: Vec<u64>,
}

impl<'a> Written<'a> {
    fn new(side: Side<'a>) -> Self {
        let segments = side.segments.iter();
        let texts: Vec<&str> = segments.map(|segment| segment.span.of(side.text)).collect();
        Written {
            forms: texts.iter().map(|text| comparison_form(text)).collect(),
            // One more than its length, so that an empty segment counts as well.
            weights: texts.iter().map(|text| text.len() as u64 + 1).collect(),
            texts,
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Spot {
    Group(usize),
    Inserted(usize),
    Deleted(usize),
}

/// All groups and single segments in the order of the new text. Deleted ones follow the last segment before them that
/// did not move.
fn order(pairing: &Pairing, in_order: &[bool]) -> Vec<Spot> {
    // Each spot with the number of the new segment that it comes with: 0 is before the first.
    let mut spots: Vec<(usize, Spot)> = Vec::new();
    for (j, &group) in pairing.of_new.iter().enumerate() {
        match group {
            Some(group) if pairing.groups[group].new.start == j => {
                spots.push((j + 1, Spot::Group(group)));
            }
            Some(_) => {}
            None => spots.push((j + 1, Spot::Inserted(j))),
        }
    }
    let mut after = 0;
    for (i, &group) in pairing.of_old.iter().enumerate() {
        match group {
            Some(group) if in_order[group] => after = pairing.groups[group].new.start + 1,
            Some(_) => {}
            None => spots.push((after, Spot::Deleted(i))),
        }
    }
    // Stable: what is in the new text comes before what was deleted after it.
    spots.sort_by_key(|&(place, _)| place);
    spots.into_iter().map(|(_, spot)| spot).collect()
}
