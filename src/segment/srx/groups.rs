//! Exceptions that stand beside each other, tested together.
//!
//! Which of several exceptions in a row matches makes no difference, so those with the same
//! `afterbreak` ask it once, and one automaton says whether any of their `beforebreak`s can end
//! at the place at all. Most places are real ends of sentences, where none does.

use super::matcher::Stands;
use super::syntax::Node;

/// Fewest members for which a common automaton pays.
const WORTH_A_FILTER: usize = 4;

/// Exceptions with the same `afterbreak`.
#[derive(Debug)]
pub(super) struct Group {
    pub after: Stands,
    /// Whether `after` is worth asking before the members are.
    pub is_quick: bool,
    after_pattern: String,
    /// If it does not end at a place, no member that it covers does.
    pub filter: Option<Stands>,
    pub members: Vec<Member>,
    nodes: Vec<Node>,
}

/// One exception of a group.
#[derive(Debug)]
pub(super) struct Member {
    /// Line of the rule.
    pub line: usize,
    pub before: Stands,
    /// Whether the filter speaks for it.
    pub is_covered: bool,
}

/// Adds an exception to the group of its `after` pattern.
pub(super) fn add(
    groups: &mut Vec<Group>,
    line: usize,
    before: &Node,
    after: &Node,
    after_pattern: &str,
) -> Result<(), String> {
    let stands = Stands::ending(before).map_err(|reason| format!("beforebreak: {reason}"))?;
    let index = groups
        .iter()
        .position(|group| group.after_pattern == after_pattern);
    let index = match index {
        Some(index) => index,
        None => {
            let after =
                Stands::beginning(after).map_err(|reason| format!("afterbreak: {reason}"))?;
            groups.push(Group {
                is_quick: after.is_quick(),
                after,
                after_pattern: after_pattern.to_owned(),
                filter: None,
                members: Vec::new(),
                nodes: Vec::new(),
            });
            groups.len() - 1
        }
    };
    let filterable = stands.filterable();
    groups[index].members.push(Member {
        line,
        before: stands,
        is_covered: filterable.is_some(),
    });
    groups[index].nodes.extend(filterable);
    Ok(())
}

/// Builds the filters, when all exceptions are there.
pub(super) fn finish(groups: &mut [Group]) {
    for group in groups {
        let nodes = std::mem::take(&mut group.nodes);
        if nodes.len() >= WORTH_A_FILTER {
            group.filter = Stands::filter(nodes);
        }
    }
}
