use std::ops::Range;

use super::super::ChangeKind;
use super::super::compare::compare_sides;
use super::super::moves::{Link, heaviest_chain};
use super::merged::Reviser;
use super::pieces::Pieces;

/// What a block counts for beside its length when it is asked what has moved, as in a comparison
/// of two texts.
const MOVE: u64 = 100;

/// Segments of the base that belong together, with those that each reviser made of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub base: Range<usize>,
    pub mine: Option<Range<usize>>,
    pub theirs: Option<Range<usize>>,
    pub moved_by_mine: bool,
    pub moved_by_theirs: bool,
}

impl Block {
    pub(super) fn of(&self, reviser: Reviser) -> Option<&Range<usize>> {
        match reviser {
            Reviser::Mine => self.mine.as_ref(),
            Reviser::Theirs => self.theirs.as_ref(),
        }
    }

    pub(super) fn moved_by(&self, reviser: Reviser) -> bool {
        match reviser {
            Reviser::Mine => self.moved_by_mine,
            Reviser::Theirs => self.moved_by_theirs,
        }
    }

    /// Whether both left it in its place: such blocks have the same order in all three texts.
    pub(super) fn is_anchor(&self) -> bool {
        let in_both = self.mine.is_some() && self.theirs.is_some();
        in_both && !self.moved_by_mine && !self.moved_by_theirs
    }
}

/// The blocks of three texts, in the order of the base: each segment of it is in one.
pub(super) struct Blocks(pub Vec<Block>);

/// Segments of the base and those of a revision that they became.
type Group = (Range<usize>, Range<usize>);

impl Blocks {
    pub(super) fn new(base: &Pieces<'_>, mine: &Pieces<'_>, theirs: &Pieces<'_>) -> Self {
        let (mine_groups, theirs_groups) = (groups(base, mine), groups(base, theirs));
        let mut blocks = Vec::new();
        let (mut in_mine, mut in_theirs) = (&mine_groups[..], &theirs_groups[..]);
        let mut at = 0;
        while at < base.len() {
            // Groups of both sides that overlap are one block.
            let mut end = at + 1;
            let (mut m, mut t) = (0, 0);
            loop {
                if let Some((group, _)) = in_mine.get(m).filter(|(group, _)| group.start < end) {
                    end = end.max(group.end);
                    m += 1;
                } else if let Some((group, _)) =
                    in_theirs.get(t).filter(|(group, _)| group.start < end)
                {
                    end = end.max(group.end);
                    t += 1;
                } else {
                    break;
                }
            }
            blocks.push(Block {
                base: at..end,
                mine: together(&in_mine[..m], &mine_groups),
                theirs: together(&in_theirs[..t], &theirs_groups),
                moved_by_mine: false,
                moved_by_theirs: false,
            });
            (in_mine, in_theirs) = (&in_mine[m..], &in_theirs[t..]);
            at = end;
        }
        let weight = |block: &Block| {
            let bytes: usize = block.base.clone().map(|at| base.span(at).len() + 1).sum();
            bytes as u64 + MOVE
        };
        for reviser in [Reviser::Mine, Reviser::Theirs] {
            let links: Vec<Link> = (blocks.iter().enumerate())
                .filter_map(|(old, block)| {
                    Some(Link {
                        old,
                        new: block.of(reviser)?.start,
                        weight: weight(block),
                    })
                })
                .collect();
            let mut moved: Vec<bool> = vec![true; links.len()];
            for at in heaviest_chain(&links) {
                moved[at] = false;
            }
            for (link, moved) in links.iter().zip(moved) {
                match reviser {
                    Reviser::Mine => blocks[link.old].moved_by_mine = moved,
                    Reviser::Theirs => blocks[link.old].moved_by_theirs = moved,
                }
            }
        }
        Blocks(blocks)
    }
}

/// Which segments of a revision came from which of the base, in the order of the base.
fn groups(base: &Pieces<'_>, revised: &Pieces<'_>) -> Vec<Group> {
    let revision = compare_sides(base.side(), revised.side());
    let mut groups: Vec<Group> = revision
        .changes
        .iter()
        .filter(|change| !matches!(change.kind, ChangeKind::Inserted | ChangeKind::Deleted))
        .map(|change| {
            let range = |pieces: &Pieces<'_>, spans: &[crate::text::Span]| {
                let first = spans.first().map_or(0, |span| pieces.number(span.start));
                first..first + spans.len()
            };
            (range(base, &change.old), range(revised, &change.new))
        })
        .collect();
    groups.sort_by_key(|(base, _)| base.start);
    groups
}

/// The segments of a revision that the groups of one block have; nothing else may lie among them
/// but new segments. What stands apart from the first ones is left out: it is as if it had been
/// deleted here and written anew there, for the other reviser has made one of these segments.
fn together(groups: &[Group], all: &[Group]) -> Option<Range<usize>> {
    let (_, first) = groups.first()?;
    let mut whole = first.clone();
    for (_, next) in &groups[1..] {
        let between = whole.end..next.start;
        let follows = next.start >= whole.end
            && !(all.iter())
                .any(|(_, other)| other.start < between.end && between.start < other.end);
        if !follows {
            break;
        }
        whole.end = next.end;
    }
    Some(whole)
}
