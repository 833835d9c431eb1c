use std::ops::Range;

use crate::text::{Span, comparison_form};

use super::super::change::{Change, ChangeKind, cover};
use super::blocks::Block;
use super::merged::{Conflict, ConflictKind, Outcome, Reviser};
use super::pieces::Pieces;
use super::words::{self, ComparedText};

/// The three texts.
pub(super) struct Texts<'a> {
    pub base: &'a Pieces<'a>,
    pub mine: &'a Pieces<'a>,
    pub theirs: &'a Pieces<'a>,
}

impl<'a> Texts<'a> {
    pub(super) fn of(&self, reviser: Reviser) -> &'a Pieces<'a> {
        match reviser {
            Reviser::Mine => self.mine,
            Reviser::Theirs => self.theirs,
        }
    }

    /// What a reviser did to a block.
    pub(super) fn change(&self, block: &Block, reviser: Reviser) -> Change {
        let old = spans(self.base, &block.base);
        let Some(range) = block.of(reviser) else {
            return Change {
                kind: ChangeKind::Deleted,
                moved: false,
                old,
                new: Vec::new(),
                edits: Vec::new(),
            };
        };
        let revised = self.of(reviser);
        let new = spans(revised, range);
        let moved = block.moved_by(reviser);
        let same = block.base.len() == range.len()
            && (block.base.clone().zip(range.clone()))
                .all(|(i, j)| self.base.form(i) == revised.form(j));
        let part = |pieces: &Pieces<'a>, spans| ComparedText {
            text: pieces.text,
            spans,
        };
        Change {
            kind: match block.base.len().cmp(&range.len()) {
                _ if same && moved => ChangeKind::Moved,
                _ if same => ChangeKind::Equal,
                std::cmp::Ordering::Less => ChangeKind::Split,
                std::cmp::Ordering::Equal => ChangeKind::Edited,
                std::cmp::Ordering::Greater => ChangeKind::Merged,
            },
            moved,
            edits: words::edits(part(self.base, &old), part(revised, &new)),
            old,
            new,
        }
    }

    /// What becomes of a block with these changes.
    pub(super) fn outcome(&self, mine: &Change, theirs: &Change) -> Outcome {
        let base = whole(self.base, &mine.old);
        let (ours, others) = (whole(self.mine, &mine.new), whole(self.theirs, &theirs.new));
        let taken = |text: &str| Outcome::Taken(text.to_owned());
        let conflict = |kind| {
            let own = |text: Option<&str>| text.map(str::to_owned);
            Outcome::Conflict(Conflict {
                kind,
                mine: own(ours),
                base: own(base),
                theirs: own(others),
            })
        };
        let (Some(a), Some(b)) = (ours, others) else {
            let left = if ours.is_some() { mine } else { theirs };
            let is_left = ours.is_some() || others.is_some();
            return match left.kind {
                ChangeKind::Equal | ChangeKind::Deleted => Outcome::Deleted,
                _ if is_left => conflict(ConflictKind::Deleted),
                _ => Outcome::Deleted,
            };
        };
        if Some(a) == base {
            return taken(b);
        }
        if Some(b) == base || comparison_form(a) == comparison_form(b) {
            return taken(a);
        }
        let part = |pieces: &Pieces<'a>, spans| ComparedText {
            text: pieces.text,
            spans,
        };
        let joined = words::joined(
            part(self.base, &mine.old),
            part(self.mine, &mine.new),
            part(self.theirs, &theirs.new),
        );
        match joined {
            Some(text) => Outcome::Joined(text),
            // A change of spacing alone gives way to one of words.
            None if mine.kind == ChangeKind::Equal => taken(b),
            None if theirs.kind == ChangeKind::Equal => taken(a),
            None => conflict(ConflictKind::Edited),
        }
    }

    /// The white space before a block: that of the one who changed it or moved the block.
    pub(super) fn gap(&self, block: &Block) -> Option<&'a str> {
        let before = |reviser| {
            let range = block.of(reviser)?;
            self.of(reviser).gap_before(range.start)
        };
        let (mine, theirs) = (before(Reviser::Mine), before(Reviser::Theirs));
        match (block.mine.is_some(), block.theirs.is_some()) {
            (true, false) => return mine,
            (false, true) => return theirs,
            _ => {}
        }
        match (block.moved_by_mine, block.moved_by_theirs) {
            (true, false) => mine,
            (false, true) => theirs,
            _ => space(self.base.gap_before(block.base.start), mine, theirs),
        }
    }
}

pub(super) fn spans(pieces: &Pieces<'_>, range: &Range<usize>) -> Vec<Span> {
    range.clone().map(|at| pieces.span(at)).collect()
}

fn whole<'a>(pieces: &Pieces<'a>, spans: &[Span]) -> Option<&'a str> {
    pieces.text.get(cover(spans)?.start..cover(spans)?.end)
}

/// White space of three texts merged: if both changed it, that with more line breaks, so that no
/// paragraph is lost.
pub(super) fn space<'a>(
    base: Option<&'a str>,
    mine: Option<&'a str>,
    theirs: Option<&'a str>,
) -> Option<&'a str> {
    if mine == base {
        return theirs;
    }
    if theirs == base {
        return mine;
    }
    let lines =
        |space: &Option<&str>| space.map(|space| (space.matches('\n').count(), space.len()));
    [mine, theirs]
        .into_iter()
        .max_by_key(|space| (lines(space), *space))
        .flatten()
}
