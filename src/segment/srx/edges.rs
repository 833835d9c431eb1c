//! Look-around at the far edge of a pattern, turned into a character that is read.
//!
//! Whether `\bDr\.` ends at a place is the same question as whether `(?:\A|\W)Dr\.` does; the
//! second needs no look-around, which automata are slow at or cannot do at all.

use std::sync::LazyLock;

use super::classes::word_set;
use super::set::{Set, are_disjoint, is_subset, negated};
use super::syntax::{Assertion, Node};

static WORD: LazyLock<Set> = LazyLock::new(word_set);

/// What the character beyond the edge must be.
struct Beyond {
    set: Set,
    /// Whether the text may end there instead.
    or_none: bool,
}

/// `node` with what it asserts at its left (`right`: right) edge read instead. Matches the same
/// places at its other edge.
pub(super) fn absorbed(node: &Node, right: bool) -> Node {
    absorb(node, right, None)
}

fn absorb(node: &Node, right: bool, inner: Option<&Set>) -> Node {
    match node {
        Node::Alternate(nodes) => Node::Alternate(
            nodes
                .iter()
                .map(|node| absorb(node, right, inner))
                .collect(),
        ),
        Node::Concat(nodes) => in_row(nodes, right, inner),
        Node::Look {
            ahead,
            negative: false,
            node,
        } if *ahead == right => absorb(node, right, None),
        Node::Assert(Assertion::FinalEnd) if right => final_end(),
        node => match beyond(node, right, inner) {
            Some(beyond) => read(beyond, right),
            None => node.clone(),
        },
    }
}

/// The row of `nodes`: what its outermost ones assert, all together, then the rest.
fn in_row(nodes: &[Node], right: bool, inner: Option<&Set>) -> Node {
    let mut inward: Vec<&Node> = nodes.iter().collect();
    if right {
        inward.reverse();
    }
    let outermost = inward
        .iter()
        .take_while(|node| matches!(node, Node::Assert(_) | Node::Look { .. }))
        .count();
    let edge_of_rest = |from: usize| {
        let mut rest: Vec<Node> = inward[from..].iter().map(|&node| node.clone()).collect();
        if right {
            rest.reverse();
        }
        Node::concat(rest)
            .edge_set(right)
            .or(inner.filter(|_| from >= inward.len()).cloned())
    };
    let mut out: Vec<Node>;
    if outermost == 0 {
        let edge = edge_of_rest(1);
        out = vec![absorb(inward[0], right, edge.as_ref())];
        out.extend(inward[1..].iter().map(|&node| node.clone()));
    } else {
        let edge = edge_of_rest(outermost);
        let asserted: Option<Vec<Beyond>> = inward[..outermost]
            .iter()
            .map(|node| beyond(node, right, edge.as_ref()))
            .collect();
        let all = asserted.and_then(|all| {
            all.into_iter().reduce(|mut a, b| {
                a.set.intersect(&b.set);
                a.or_none &= b.or_none;
                a
            })
        });
        let rest = inward[outermost..].iter().map(|&node| node.clone());
        out = match all {
            Some(all) => vec![read(all, right)],
            None if outermost == 1 => vec![absorb(inward[0], right, edge.as_ref())],
            None => inward[..outermost]
                .iter()
                .map(|&node| node.clone())
                .collect(),
        };
        out.extend(rest);
    }
    if right {
        out.reverse();
    }
    Node::concat(out)
}

/// What `node` asserts of the one character beyond the edge, `inner` being what stands inside of
/// it; `None` if it asserts more than that.
fn beyond(node: &Node, right: bool, inner: Option<&Set>) -> Option<Beyond> {
    let word = |or_none| {
        let set = if or_none {
            negated(&WORD)
        } else {
            WORD.clone()
        };
        Beyond { set, or_none }
    };
    match node {
        Node::Assert(assertion @ (Assertion::WordBoundary | Assertion::NotWordBoundary)) => {
            let inner = inner?;
            let changes = *assertion == Assertion::WordBoundary;
            if is_subset(inner, &WORD) {
                Some(word(changes))
            } else if are_disjoint(inner, &WORD) {
                Some(word(!changes))
            } else {
                None
            }
        }
        Node::Look {
            ahead,
            negative,
            node,
        } if *ahead == right => match &**node {
            Node::Set(set) => Some(Beyond {
                set: if *negative { negated(set) } else { set.clone() },
                or_none: *negative,
            }),
            _ => None,
        },
        _ => None,
    }
}

fn read(beyond: Beyond, right: bool) -> Node {
    let set = Node::Set(beyond.set);
    let end = if right {
        Assertion::TextEnd
    } else {
        Assertion::TextStart
    };
    if beyond.or_none {
        Node::Alternate(vec![Node::Assert(end), set])
    } else {
        set
    }
}

/// `$`: the end of the text, or a line break and then the end.
fn final_end() -> Node {
    let one = |c| Node::Set(super::set::single(c));
    let end = || Node::Assert(Assertion::TextEnd);
    Node::Alternate(vec![
        end(),
        Node::concat([one('\r'), one('\n'), end()]),
        Node::concat([Node::Set(super::classes::line_breaks(false)), end()]),
    ])
}
