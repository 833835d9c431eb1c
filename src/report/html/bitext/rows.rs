//! Rows of the page: the segments of a link, and the lines that are drawn between them.

use std::ops::Range;

use crate::align::Link;
use crate::memory::SURE;

use super::super::super::{numbers, percent};
use super::kind::Kind;
use crate::jobs::Bitext;

/// A link, with its segments.
pub(super) struct Row<'a> {
    /// Where links of the page lead.
    pub id: String,
    pub class: String,
    /// What the boxes call it, separated by spaces.
    pub kinds: String,
    /// What a person is told of it: `doubtful`.
    pub label: String,
    /// `3 → 3-4`.
    pub numbers: String,
    pub percent: u32,
    pub confidence: f64,
    pub source: Vec<Cell<'a>>,
    pub target: Vec<Cell<'a>>,
    /// The lines from each source segment to each target segment, as an SVG path in a square of 100.
    pub path: String,
}

/// A segment.
pub(super) struct Cell<'a> {
    /// From 1.
    pub number: usize,
    pub text: &'a str,
}

impl Row<'_> {
    pub(super) fn is_to_review(&self) -> bool {
        !self.kinds.is_empty()
    }

    pub(super) fn has(&self, kind: Kind) -> bool {
        self.kinds.split(' ').any(|name| name == kind.as_str())
    }
}

/// A row for each link, in the order of the links.
pub(super) fn rows<'a>(bitext: &'a Bitext<'_>) -> Vec<Row<'a>> {
    let crossing = crossing(&bitext.links);
    let one = |(at, link): (usize, &Link)| {
        let mut kinds = Vec::new();
        if link.source.is_empty() || link.target.is_empty() {
            kinds.push(Kind::Unpaired);
        } else if link.confidence < SURE {
            kinds.push(Kind::Doubtful);
        }
        if crossing[at] {
            kinds.push(Kind::Moved);
        }
        let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
        let mut class = names.join(" ");
        if !names.is_empty() {
            class.push_str(" change");
        }
        Row {
            id: format!("link{}", at + 1),
            class,
            label: match kinds.contains(&Kind::Unpaired) {
                true => names.join(", ").replace("unpaired", "no counterpart"),
                false => names.join(", "),
            },
            kinds: names.join(" "),
            numbers: format!("{} → {}", numbers(&link.source), numbers(&link.target)),
            percent: percent(link.confidence),
            confidence: link.confidence,
            source: cells(&bitext.source, &link.source),
            target: cells(&bitext.target, &link.target),
            path: path(link.source.len(), link.target.len()),
        }
    };
    bitext.links.iter().enumerate().map(one).collect()
}

fn cells<'a>(segments: &[&'a str], range: &Range<usize>) -> Vec<Cell<'a>> {
    let cell = |at: usize| Cell {
        number: at + 1,
        text: segments[at],
    };
    range.clone().map(cell).collect()
}

/// Which links stand behind one whose target comes later: passages in another order.
fn crossing(links: &[Link]) -> Vec<bool> {
    let mut furthest = 0;
    let is_crossing = |link: &Link| {
        let crosses = !link.target.is_empty() && link.target.start < furthest;
        furthest = furthest.max(link.target.end);
        crosses
    };
    links.iter().map(is_crossing).collect()
}

/// Lines between so many segments, each of the same height, that share a waist if there are several;
/// a stub where there is nothing on the other side.
fn path(sources: usize, targets: usize) -> String {
    let heights = |count: usize| (0..count).map(move |at| (100 * at + 50) / count);
    match (sources, targets) {
        (1, 1) => "M0 50H100".to_owned(),
        (0, _) => heights(targets).map(|y| format!("M100 {y}H62")).collect(),
        (_, 0) => heights(sources).map(|y| format!("M0 {y}H38")).collect(),
        _ => {
            let left = heights(sources).map(|y| format!("M0 {y}C30 {y} 20 50 50 50"));
            let right = heights(targets).map(|y| format!("M50 50C80 50 70 {y} 100 {y}"));
            left.chain(right).collect()
        }
    }
}
