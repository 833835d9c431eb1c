use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::super::{Change, ChangeKind};
use super::blocks::{Block, Blocks};
use super::content::{Texts, spans};
use super::merged::{Conflict, ConflictKind, MergedSegment, Outcome, Reviser};

/// What one reviser has between two anchors: a block (by its number), or a new segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Block(usize),
    Inserted(usize),
}

/// What is the same for both revisers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    Block(usize),
    Inserted(String),
}

/// All blocks and new segments in the order of the merged text.
///
/// Blocks that neither reviser moved keep their order: they are the anchors. Between two of them
/// stands what mine put there, then what theirs did; what both put there, once.
pub(super) fn segments(blocks: &Blocks, texts: &Texts<'_>) -> Vec<MergedSegment> {
    let blocks = &blocks.0;
    let anchors: Vec<usize> = (0..blocks.len())
        .filter(|&at| blocks[at].is_anchor())
        .collect();
    let mine = slots(blocks, texts, &anchors, Reviser::Mine);
    let theirs = slots(blocks, texts, &anchors, Reviser::Theirs);
    let places = [places(&mine, blocks.len()), places(&theirs, blocks.len())];
    let mut merging = Merging {
        blocks,
        texts,
        places,
        segments: Vec::new(),
        is_written: vec![false; blocks.len()],
        has_text: false,
    };
    let mut base_at = 0;
    for slot in 0..=anchors.len() {
        let anchor = anchors.get(slot).copied();
        // What is gone stands where it stood.
        for at in base_at..anchor.unwrap_or(blocks.len()) {
            merging.gone(at);
        }
        base_at = anchor.map_or(blocks.len(), |at| at + 1);
        merging.slot(&mine[slot], &theirs[slot], anchor);
        if let Some(at) = anchor {
            merging.block(at, Reviser::Mine);
        }
    }
    merging.segments
}

/// The items of one reviser before each anchor and after the last one.
fn slots(
    blocks: &[Block],
    texts: &Texts<'_>,
    anchors: &[usize],
    reviser: Reviser,
) -> Vec<Vec<Item>> {
    let mut of_segment: Vec<Option<usize>> = vec![None; texts.of(reviser).len()];
    for (at, block) in blocks.iter().enumerate() {
        for segment in block.of(reviser).into_iter().flat_map(Clone::clone) {
            of_segment[segment] = Some(at);
        }
    }
    let mut slots = vec![Vec::new(); anchors.len() + 1];
    let mut slot = 0;
    let mut last = None;
    for (segment, &block) in of_segment.iter().enumerate() {
        match block {
            Some(at) if blocks[at].is_anchor() => slot += usize::from(last != block),
            Some(at) if last != block => slots[slot].push(Item::Block(at)),
            Some(_) => {}
            None => slots[slot].push(Item::Inserted(segment)),
        }
        last = block;
    }
    slots
}

/// In which slot a reviser has each block that is no anchor.
fn places(slots: &[Vec<Item>], blocks: usize) -> Vec<Option<usize>> {
    let mut places = vec![None; blocks];
    for (slot, items) in slots.iter().enumerate() {
        for item in items {
            if let Item::Block(at) = item {
                places[*at] = Some(slot);
            }
        }
    }
    places
}

struct Merging<'a> {
    blocks: &'a [Block],
    texts: &'a Texts<'a>,
    /// Of mine and of theirs.
    places: [Vec<Option<usize>>; 2],
    segments: Vec<MergedSegment>,
    is_written: Vec<bool>,
    has_text: bool,
}

impl Merging<'_> {
    /// Whether the block stands where this reviser has it.
    fn is_placed_by(&self, at: usize, reviser: Reviser) -> bool {
        let block = &self.blocks[at];
        match (block.mine.is_some(), block.theirs.is_some()) {
            (true, true) => block.moved_by(reviser),
            _ => block.of(reviser).is_some(),
        }
    }

    /// Whether both moved it, to different places.
    fn is_torn(&self, at: usize) -> bool {
        let block = &self.blocks[at];
        block.moved_by_mine && block.moved_by_theirs && self.places[0][at] != self.places[1][at]
    }

    fn gone(&mut self, at: usize) {
        let block = &self.blocks[at];
        if block.mine.is_some() && block.theirs.is_some() {
            return;
        }
        let changes = [Reviser::Mine, Reviser::Theirs].map(|own| self.texts.change(block, own));
        let [mine, theirs] = changes;
        if self.texts.outcome(&mine, &theirs) == Outcome::Deleted {
            self.is_written[at] = true;
            self.segments.push(MergedSegment {
                mine: Some(mine),
                theirs: Some(theirs),
                outcome: Outcome::Deleted,
                gap: String::new(),
            });
        }
    }

    fn slot(&mut self, mine: &[Item], theirs: &[Item], anchor: Option<usize>) {
        let placed = |items: &[Item], reviser| -> Vec<Item> {
            let stays = |item: &&Item| match item {
                Item::Block(at) => {
                    let is_due = !self.is_written[*at] || self.is_torn(*at);
                    is_due && self.is_placed_by(*at, reviser)
                }
                Item::Inserted(_) => true,
            };
            items.iter().filter(stays).copied().collect()
        };
        let ours = placed(mine, Reviser::Mine);
        let others = placed(theirs, Reviser::Theirs);
        let keys = |items: &[Item], reviser| -> Vec<Key> {
            let key = |item: &Item| match *item {
                Item::Block(at) => Key::Block(at),
                Item::Inserted(at) => Key::Inserted(self.texts.of(reviser).form(at).into_owned()),
            };
            items.iter().map(key).collect()
        };
        let (a, b) = (keys(&ours, Reviser::Mine), keys(&others, Reviser::Theirs));
        for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
            if let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = op
            {
                for step in 0..len {
                    match (ours[old_index + step], others[new_index + step]) {
                        (Item::Inserted(i), Item::Inserted(j)) => {
                            self.inserted(Some(i), Some(j), None);
                        }
                        (Item::Block(at), _) => self.block(at, Reviser::Mine),
                        _ => {}
                    }
                }
                continue;
            }
            for &item in &ours[op.old_range()] {
                match item {
                    Item::Block(at) => self.block(at, Reviser::Mine),
                    Item::Inserted(at) => self.inserted(Some(at), None, None),
                }
            }
            let follows = !op.old_range().is_empty();
            for &item in &others[op.new_range()] {
                match item {
                    Item::Block(at) => self.block(at, Reviser::Theirs),
                    Item::Inserted(at) => {
                        self.inserted(None, Some(at), anchor.filter(|_| follows));
                    }
                }
            }
        }
    }

    /// Adds a block where `reviser` has it.
    fn block(&mut self, at: usize, reviser: Reviser) {
        let block = &self.blocks[at];
        let is_torn = self.is_torn(at);
        if self.is_written[at] && !is_torn {
            return;
        }
        self.is_written[at] = true;
        let changes = [Reviser::Mine, Reviser::Theirs].map(|own| self.texts.change(block, own));
        let [mine, theirs] = changes;
        let mut outcome = self.texts.outcome(&mine, &theirs);
        let mut gap = self.texts.gap(block);
        if is_torn {
            let text = match outcome {
                Outcome::Taken(text) | Outcome::Joined(text) => Some(text),
                Outcome::Conflict(conflict) => match reviser {
                    Reviser::Mine => conflict.mine,
                    Reviser::Theirs => conflict.theirs,
                },
                Outcome::Deleted => None,
            };
            let by = |own| (own == reviser).then(|| text.clone()).flatten();
            outcome = Outcome::Conflict(Conflict {
                kind: ConflictKind::Moved,
                mine: by(Reviser::Mine),
                base: None,
                theirs: by(Reviser::Theirs),
            });
            let place = block.of(reviser).map(|range| range.start);
            gap = place.and_then(|start| self.texts.of(reviser).gap_before(start));
        }
        let after = block.of(reviser).map(|range| (reviser, range.end));
        self.push(Some(mine), Some(theirs), outcome, gap, after);
    }

    /// Adds a new segment, of one or of both. One that opens a paragraph as another before it does
    /// is in it like the anchor behind them.
    fn inserted(&mut self, mine: Option<usize>, theirs: Option<usize>, anchor: Option<usize>) {
        let change = |reviser, at: usize| Change {
            kind: ChangeKind::Inserted,
            moved: false,
            old: Vec::new(),
            new: spans(self.texts.of(reviser), &(at..at + 1)),
            edits: Vec::new(),
        };
        let of = |reviser| match reviser {
            Reviser::Mine => mine,
            Reviser::Theirs => theirs,
        };
        let Some((reviser, at)) = [Reviser::Mine, Reviser::Theirs]
            .into_iter()
            .find_map(|reviser| Some((reviser, of(reviser)?)))
        else {
            return;
        };
        let pieces = self.texts.of(reviser);
        let mut gap = pieces.gap_before(at);
        if let (Some(_), Some(j)) = (mine, theirs) {
            // The same segment; white space of both, as if the base had none.
            gap = super::content::space(None, gap, self.texts.theirs.gap_before(j)).or(gap);
        }
        if let Some(anchor) = anchor.map(|at| &self.blocks[at]) {
            let was = self.texts.base.gap_before(anchor.base.start);
            let is = self.texts.gap(anchor);
            if gap == was && is != was {
                gap = is;
            }
        }
        let text = pieces.span(at).of(pieces.text).to_owned();
        self.push(
            mine.map(|at| change(Reviser::Mine, at)),
            theirs.map(|at| change(Reviser::Theirs, at)),
            Outcome::Taken(text),
            gap,
            Some((reviser, at + 1)),
        );
    }

    /// Adds a segment; one that was the first of its text and no longer is gets the white space that
    /// is behind it there.
    fn push(
        &mut self,
        mine: Option<Change>,
        theirs: Option<Change>,
        outcome: Outcome,
        gap: Option<&str>,
        after: Option<(Reviser, usize)>,
    ) {
        let behind = || {
            let (reviser, next) = after?;
            let pieces = self.texts.of(reviser);
            (next < pieces.len()).then(|| pieces.gap_before(next))?
        };
        let gap = match (self.has_text, gap) {
            (false, _) => "",
            (true, Some(gap)) => gap,
            (true, None) => behind().unwrap_or("\n\n"),
        };
        let segment = MergedSegment {
            mine,
            theirs,
            outcome,
            gap: gap.to_owned(),
        };
        self.has_text = true;
        self.segments.push(segment);
    }
}
