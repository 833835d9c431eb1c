//! Two revisions of a text: which sentences stand, moved, were split or merged, and which words
//! changed in them.
//!
//! Two levels, as people read a revision: first segments are paired (`exact`, `fuzzy`,
//! `split_merge`; what left the order is found by `moves`), then words are compared inside each
//! pair (`words`: `units` are aligned by `affine`, very long segments by `sequence`, and `islands` go
//! under). The result points into both texts with byte spans and alters neither;
//! [`Summary`] counts it, [`classify`] says what kind of change each is (`kinds`), [`Delta`] carries one
//! text from the other; [`merge()`] brings two revisions of a text together, [`columns()`]
//! sets one beside the source that it translates, [`sources()`] finds where a summary comes from.

mod affine;
mod columns;
mod exact;
mod fuzzy;
mod islands;
mod kinds;
mod merge;
mod moves;
mod pairing;
mod passages;
mod profile;
mod restore;
mod sequence;
mod sources;
mod split_merge;
mod statistics;
mod summary;
mod units;
mod words;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

use crate::segment::Segment;
use crate::text::{Span, comparison_form};

use pairing::{Group, Pairing, Segments};

pub use columns::{Row, columns};
pub use kinds::{
    ChangeClasses, ClassError, Drift, Drifted, EditClass, EditClasses, FigureChange, Filter, Kinds,
    classify,
};
pub use merge::{Conflict, ConflictKind, Merge, MergedSegment, Outcome, Reviser, merge};
pub use restore::{Delta, Piece};
pub use sources::{Provenance, Source, is_shortened, sources};
pub use statistics::Statistics;
pub use summary::Summary;

/// What became of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// One segment whose comparison form is the same in both texts, in its place.
    Equal,
    /// One segment with other words; [`Change::moved`] tells whether it also left its place.
    Edited,
    /// One segment of the same comparison form at another place.
    Moved,
    /// One old segment that became two or three new ones.
    Split,
    /// Two or three old segments that became a new one.
    Merged,
    /// A new segment without an old one.
    Inserted,
    /// An old segment without a new one.
    Deleted,
}

impl ChangeKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Equal => "equal",
            ChangeKind::Edited => "edited",
            ChangeKind::Moved => "moved",
            ChangeKind::Split => "split",
            ChangeKind::Merged => "merged",
            ChangeKind::Inserted => "inserted",
            ChangeKind::Deleted => "deleted",
        }
    }
}

/// What an edit does to the old text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    /// Text that only the new side has; the old span is empty.
    Insert,
    /// Text that only the old side has; the new span is empty.
    Delete,
    /// Text that stands for other text; neither span is empty.
    Replace,
}

impl EditKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            EditKind::Insert => "insert",
            EditKind::Delete => "delete",
            EditKind::Replace => "replace",
        }
    }
}

/// An edit inside a [`Change`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Edit {
    /// What it does.
    pub kind: EditKind,
    /// Bytes of the whole old text; where it is empty, the place of the insertion.
    pub old: Span,
    /// Bytes of the whole new text; where it is empty, the place of the deletion.
    pub new: Span,
}

/// What became of a segment, or of the segments of a split or merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Whether the segment left the order of the others, edited or not.
    pub moved: bool,
    /// The old segments, in bytes of the old text: none if it is new, two or three if merged.
    pub old: Vec<Span>,
    /// The new segments, in bytes of the new text: none if it is deleted, two or three if split.
    pub new: Vec<Span>,
    /// What differs between the [covering](Change::old_cover) old and new spans, byte for byte, in
    /// order: disjoint, within the covering spans, and on grapheme boundaries of both texts. So
    /// the white space (and markup, if the segments stand in different blocks) between the parts
    /// of a split or merge is compared as well, and an equal pair has edits where only its spacing
    /// or Unicode normal form changed. None for inserted and deleted segments: all of them is new
    /// or gone.
    pub edits: Vec<Edit>,
}

impl Change {
    /// From the first byte of its first old segment to the last byte of its last one; none if it
    /// is inserted.
    pub fn old_cover(&self) -> Option<Span> {
        cover(&self.old)
    }

    /// From the first byte of its first new segment to the last byte of its last one; none if it
    /// is deleted.
    pub fn new_cover(&self) -> Option<Span> {
        cover(&self.new)
    }
}

/// So many changes are worth a task of their own for another processor.
const A_TASK: usize = 64;

fn cover(spans: &[Span]) -> Option<Span> {
    Some(Span::new(spans.first()?.start, spans.last()?.end))
}

/// What became of the segments of one text in another: each old segment and each new one is in
/// exactly one change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revision {
    /// In the order of the new text; deleted segments after what stood before them in the old one.
    pub changes: Vec<Change>,
}

/// One of the two texts to compare.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Its segments, as [`Segmenter::segment`](crate::segment::Segmenter::segment) finds them:
    /// disjoint, in order, on grapheme boundaries.
    pub segments: &'a [Segment],
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
/// use recto::revise::{ChangeKind, Side, compare};
/// use recto::segment::Segmenter;
/// use recto::text::{Block, BlockKind, Document, Language, Span};
/// let document = |text: &str| {
///     let span = Span::new(0, text.len());
///     Document::new(text.into(), vec![Block { span, kind: BlockKind::Paragraph }])
/// };
/// let segmenter = Segmenter::new(&Language::parse("en")?);
/// let old = document("The bridge opens on Monday. It is red.");
/// let new = document("The bridge opens on Friday. It is red.");
/// let (olds, news) = (segmenter.segment(&old), segmenter.segment(&new));
/// let revision = compare(
///     Side { text: old.text(), segments: &olds },
///     Side { text: new.text(), segments: &news },
/// );
/// assert_eq!(revision.changes[0].kind, ChangeKind::Edited);
/// assert_eq!(revision.changes[0].edits[0].new.of(new.text()), "Friday");
/// assert_eq!(revision.changes[1].kind, ChangeKind::Equal);
/// # Ok::<(), recto::text::LanguageError>(())
/// ```
pub fn compare(old: Side<'_>, new: Side<'_>) -> Revision {
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

/// The segments of both texts; their forms are found on a processor each, and numbered together.
fn segments<'a>(old: Side<'a>, new: Side<'a>) -> [Segments<'a>; 2] {
    let (olds, news) = rayon::join(|| Written::of(old), || Written::of(new));
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
    fn of(side: Side<'a>) -> Self {
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

/// All groups and single segments in the order of the new text; deleted ones after the last
/// segment before them that kept its order.
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
    // Stable: what stands in the new text comes before what was deleted after it.
    spots.sort_by_key(|&(place, _)| place);
    spots.into_iter().map(|(_, spot)| spot).collect()
}

#[cfg(test)]
mod tests;
