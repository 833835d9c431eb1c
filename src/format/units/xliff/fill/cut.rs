//! The segments that a text of XLIFF 1 is cut into (`mrk mtype="seg"`).

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::format::units::xliff::parsed::{Content, Node};

use super::text::Text;

/// A segment and its places.
#[derive(Debug)]
pub(super) struct Segment {
    /// The name that it has in source and target alike.
    pub name: String,
    /// Whether it is in no code. The standard's schema lets candidates refer only to such segments.
    pub is_outermost: bool,
    /// Its start tag.
    pub tag: Range<usize>,
    /// The element with its tags.
    pub whole: Range<usize>,
    pub text: Text,
}

/// The segments of a text, in order.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub segments: Vec<Segment>,
    /// The first segment of each name.
    by_name: FxHashMap<String, usize>,
}

impl Cut {
    /// The segments of `content`. One within another is a part of that; one that does not end is none.
    pub(super) fn new(content: &Content, file: &str) -> Self {
        let mut cut = Cut::default();
        // The segment that is open, and the numbers of elements that are open within it and around it.
        let mut open: Option<(usize, usize)> = None;
        let mut around: usize = 0;
        for (at, node) in content.nodes.iter().enumerate() {
            match (node, &mut open) {
                (Node::Start(start), Some((_, depth))) => *depth += usize::from(!start.is_empty),
                (Node::Start(start), None) => {
                    let element = &start.element;
                    let is_segment =
                        element.name == "mrk" && element.attribute("mtype") == Some("seg");
                    match (is_segment, start.is_empty) {
                        (true, true) => cut.push(content, at..at + 1, around == 0, file),
                        (true, false) => open = Some((at, 0)),
                        (false, is_empty) => around += usize::from(!is_empty),
                    }
                }
                (Node::End(_), Some((_, depth @ 1..))) => *depth -= 1,
                (Node::End(_), Some((first, _))) => {
                    let first = *first;
                    open = None;
                    cut.push(content, first..at + 1, around == 0, file);
                }
                (Node::End(_), None) => around = around.saturating_sub(1),
                (Node::Text(_) | Node::Unknown, _) => {}
            }
        }
        cut
    }

    /// Adds the segment of these nodes, which begin and end with its tags.
    fn push(&mut self, content: &Content, nodes: Range<usize>, is_outermost: bool, file: &str) {
        let nodes = content.nodes.get(nodes).unwrap_or_default();
        let Some((Node::Start(start), rest)) = nodes.split_first() else {
            return;
        };
        let (inside, end) = match rest.split_last() {
            Some((Node::End(end), inside)) => (inside, end.place.end),
            _ => (rest, start.place.end),
        };
        let name = start.element.attribute("mid").unwrap_or_default();
        let number = self.segments.len();
        self.by_name.entry(name.to_owned()).or_insert(number);
        self.segments.push(Segment {
            name: name.to_owned(),
            is_outermost,
            tag: start.place.clone(),
            whole: start.place.start..end,
            text: Text::new(inside, file),
        });
    }

    /// The number of the segment of this name.
    pub(super) fn number_of(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }
}
