//! A regular expression of a rule as a tree, whatever dialect it was written in.

use super::set::Set;

/// A part of a regular expression. Groups are gone: nothing is captured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// The empty text.
    Empty,
    /// One character of the set.
    Set(Set),
    /// One after the other.
    Concat(Vec<Node>),
    /// Any of them, the first preferred.
    Alternate(Vec<Node>),
    /// As often as the bounds say.
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
        greedy: bool,
    },
    /// Holds or not at a place.
    Assert(Assertion),
    /// Look-around: `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`.
    Look {
        ahead: bool,
        negative: bool,
        node: Box<Node>,
    },
}

/// What can be asserted of a place without reading on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Assertion {
    /// `\b`
    WordBoundary,
    /// `\B`
    NotWordBoundary,
    /// `\A`, and `^` outside of `(?m)`
    TextStart,
    /// `\z`
    TextEnd,
    /// `$` and `\Z` outside of `(?m)`: the end, or before a line break that ends the text
    FinalEnd,
    /// `^` in `(?m)`
    LineStart,
    /// `$` in `(?m)`
    LineEnd,
}

impl Assertion {
    /// Whether it holds at `at` of `text`, with all of `text` in view.
    pub(super) fn holds(self, text: &str, at: usize) -> bool {
        let before = text[..at].chars().next_back();
        let after = text[at..].chars().next();
        let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let inside_crlf = before == Some('\r') && after == Some('\n');
        match self {
            Assertion::WordBoundary => is_word(before) != is_word(after),
            Assertion::NotWordBoundary => is_word(before) == is_word(after),
            Assertion::TextStart => at == 0,
            Assertion::TextEnd => at == text.len(),
            Assertion::FinalEnd => {
                let rest = &text[at..];
                let mut chars = rest.chars();
                rest.is_empty()
                    || (rest == "\r\n")
                    || (chars.next().is_some_and(is_break)
                        && chars.next().is_none()
                        && !inside_crlf)
            }
            Assertion::LineStart => {
                at == 0 || (before.is_some_and(is_break) && after.is_some() && !inside_crlf)
            }
            Assertion::LineEnd => after.is_none_or(is_break) && !inside_crlf,
        }
    }
}

/// Whether `c` is part of a word, as the `\b` of the `regex` crate sees it (UTS #18, 1.4).
fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| regex_syntax::try_is_word_character(c).unwrap_or(false))
}

impl Node {
    /// The nodes one after the other, without empty ones and nested rows.
    pub(super) fn concat(nodes: impl IntoIterator<Item = Node>) -> Node {
        let mut flat = Vec::new();
        for node in nodes {
            match node {
                Node::Empty => {}
                Node::Concat(inner) => flat.extend(inner),
                node => flat.push(node),
            }
        }
        match flat.len() {
            0 => Node::Empty,
            1 => flat.swap_remove(0),
            _ => Node::Concat(flat),
        }
    }

    /// Any of the nodes.
    pub(super) fn alternate(mut nodes: Vec<Node>) -> Node {
        match nodes.len() {
            0 => Node::Empty,
            1 => nodes.swap_remove(0),
            _ => Node::Alternate(nodes),
        }
    }

    /// Longest text that it matches, in characters; `None` if there is no longest. Look-around
    /// counts as nothing.
    pub(super) fn max_len(&self) -> Option<usize> {
        match self {
            Node::Empty | Node::Assert(_) | Node::Look { .. } => Some(0),
            Node::Set(_) => Some(1),
            Node::Concat(nodes) => nodes.iter().try_fold(0usize, |sum, node| {
                Some(sum.saturating_add(node.max_len()?))
            }),
            Node::Alternate(nodes) => nodes
                .iter()
                .try_fold(0, |most, node| Some(node.max_len()?.max(most))),
            Node::Repeat { node, max, .. } => match (node.max_len(), max) {
                (Some(0), _) => Some(0),
                (Some(len), Some(max)) => Some(len.saturating_mul(*max as usize)),
                _ => None,
            },
        }
    }

    /// The same with no repetition without end: each is taken `most` times at most.
    pub(super) fn bounded(&self, most: u32) -> Node {
        let all = |nodes: &[Node]| nodes.iter().map(|node| node.bounded(most)).collect();
        match self {
            Node::Concat(nodes) => Node::Concat(all(nodes)),
            Node::Alternate(nodes) => Node::Alternate(all(nodes)),
            Node::Repeat {
                node,
                min,
                max,
                greedy,
            } => Node::Repeat {
                node: Box::new(node.bounded(most)),
                min: *min,
                max: Some(max.unwrap_or(most.max(*min))),
                greedy: *greedy,
            },
            node => node.clone(),
        }
    }

    /// At least as many instructions as it takes, repetitions written out.
    pub(super) fn size(&self) -> usize {
        let sum = |nodes: &[Node]| {
            nodes.iter().fold(2usize, |sum, node| {
                sum.saturating_add(node.size()).saturating_add(2)
            })
        };
        match self {
            Node::Empty | Node::Set(_) | Node::Assert(_) => 2,
            Node::Concat(nodes) | Node::Alternate(nodes) => sum(nodes),
            Node::Look { node, .. } => node.size().saturating_add(3),
            Node::Repeat { node, min, max, .. } => {
                let times = max.unwrap_or(min.saturating_add(1)).max(1) as usize;
                node.size()
                    .saturating_add(2)
                    .saturating_mul(times)
                    .saturating_add(2)
            }
        }
    }

    /// Whether `\b` or `\B` is in it, which automata are slow at outside of ASCII.
    pub(super) fn asks_for_words(&self) -> bool {
        match self {
            Node::Assert(assertion) => matches!(
                assertion,
                Assertion::WordBoundary | Assertion::NotWordBoundary
            ),
            Node::Concat(nodes) | Node::Alternate(nodes) => nodes.iter().any(Node::asks_for_words),
            Node::Repeat { node, .. } | Node::Look { node, .. } => node.asks_for_words(),
            Node::Empty | Node::Set(_) => false,
        }
    }

    /// Whether a match may end in an assertion about what follows it: nothing that reads a character
    /// need stand behind the assertion.
    pub(super) fn asks_at_end(&self) -> bool {
        match self {
            Node::Assert(assertion) => !matches!(assertion, Assertion::TextStart),
            Node::Look { .. } => true,
            Node::Concat(nodes) => {
                let read = nodes.iter().rposition(|node| !node.is_nullable());
                nodes[read.unwrap_or(0)..].iter().any(Node::asks_at_end)
            }
            Node::Alternate(nodes) => nodes.iter().any(Node::asks_at_end),
            Node::Repeat { node, .. } => node.asks_at_end(),
            Node::Empty | Node::Set(_) => false,
        }
    }

    /// Whether it can match the empty text, assertions taken to hold.
    pub(super) fn is_nullable(&self) -> bool {
        match self {
            Node::Empty | Node::Assert(_) | Node::Look { .. } => true,
            Node::Set(_) => false,
            Node::Concat(nodes) => nodes.iter().all(Node::is_nullable),
            Node::Alternate(nodes) => nodes.iter().any(Node::is_nullable),
            Node::Repeat { node, min, .. } => *min == 0 || node.is_nullable(),
        }
    }

    /// The characters that a match can begin with (`from_end`: end with); `None` if it may be
    /// empty, so that anything can stand there.
    pub(super) fn edge_set(&self, from_end: bool) -> Option<Set> {
        if self.is_nullable() {
            return None;
        }
        let mut set = Set::empty();
        self.add_edge(from_end, &mut set);
        Some(set)
    }

    fn add_edge(&self, from_end: bool, set: &mut Set) {
        match self {
            Node::Empty | Node::Assert(_) | Node::Look { .. } => {}
            Node::Set(own) => set.union(own),
            Node::Concat(nodes) => {
                let mut add = |node: &Node| {
                    node.add_edge(from_end, set);
                    node.is_nullable()
                };
                if from_end {
                    let _ = nodes.iter().rev().all(&mut add);
                } else {
                    let _ = nodes.iter().all(&mut add);
                }
            }
            Node::Alternate(nodes) => nodes.iter().for_each(|node| node.add_edge(from_end, set)),
            Node::Repeat { node, .. } => node.add_edge(from_end, set),
        }
    }
}

/// A set that is asked often: a table for ASCII, ranges for the rest.
#[derive(Debug, Clone)]
pub(super) struct CharSet {
    ascii: u128,
    ranges: Box<[(char, char)]>,
}

impl CharSet {
    /// Whether `c` is in the set.
    pub(super) fn contains(&self, c: char) -> bool {
        if c.is_ascii() {
            return self.ascii >> (c as u32) & 1 == 1;
        }
        let after = self.ranges.partition_point(|&(from, _)| from <= c);
        after > 0 && self.ranges[after - 1].1 >= c
    }
}

impl From<&Set> for CharSet {
    fn from(set: &Set) -> Self {
        let mut ascii = 0;
        for range in set.ranges() {
            for c in range.start() as u32..=(range.end() as u32).min(127) {
                ascii |= 1u128 << c;
            }
        }
        let ranges = set
            .ranges()
            .iter()
            .map(|range| (range.start(), range.end()));
        CharSet {
            ascii,
            ranges: ranges.collect(),
        }
    }
}
