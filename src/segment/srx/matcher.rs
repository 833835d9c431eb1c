//! The three questions a rule asks: does its text end here, does it begin here, where is it next.
//!
//! Patterns of bounded length without look-around inside run as automata of `regex-automata`;
//! look-around at the edges is taken off as a check of its own or turned into a character that is
//! read; all else runs as [`threads`](super::threads) under a budget.

use std::sync::OnceLock;

use regex_automata::meta::{self, Regex};
use regex_automata::util::captures::Captures;
use regex_automata::{Anchored, Input, nfa::thompson::WhichCaptures};
use regex_syntax::hir::{Class, Hir, Look, Repetition};

use super::edges::absorbed;
use super::syntax::{Assertion, CharSet, Node};
use super::threads::{MAX_INSTRUCTIONS, Outcome, Pool, Program, READ_ON, TOO_LARGE};

/// Maximum length of the match of an automaton at a place, in characters.
const MAX_BOUNDED_CHARS: usize = 2000;
/// The same for an automaton that represents many; longer matches would give it too many states.
const MAX_FILTERED_CHARS: usize = 64;
/// Maximum number of repetitions of an unbounded repetition before a place. It is the default of the Java engine, which
/// needs a bound for its look-behind.
const MAX_LOOKBEHIND_REPEAT: u32 = 100;
/// Maximum length of the match of an unbounded break rule, in bytes.
const MAX_MATCH_BYTES: usize = 64 * 1024;
/// Maximum memory of the states of one automaton, and of its cache, in bytes.
const AUTOMATON_SIZE: usize = 2 << 20;

/// Whether a text is at a place: ending there, or beginning there.
#[derive(Debug, Clone)]
pub(super) struct Stands {
    /// The text ends at the place, instead of beginning there.
    ends: bool,
    /// The character beside the place must be one of these.
    edge: Option<CharSet>,
    /// What is left without the checks.
    node: Node,
    /// Made of it when it is needed first: many rules of a file never are.
    engine: OnceLock<Engine>,
    checks: Vec<Check>,
}

#[derive(Debug, Clone)]
enum Engine {
    Always,
    Never,
    Automaton {
        regex: Box<Regex>,
        /// How far it reads, in characters.
        window: usize,
        /// What has the last word when the automaton repeats without end, which keeps it small.
        exactly: Option<Program>,
    },
    Threads(Program),
}

/// A part that asserts something of the place itself.
#[derive(Debug, Clone)]
enum Check {
    Assert(Assertion),
    Stands { stands: Stands, negative: bool },
}

impl Stands {
    /// Asks whether `node` ends at a place.
    pub(super) fn ending(node: &Node) -> Result<Self, String> {
        Self::new(node, true)
    }

    /// Asks whether `node` begins at a place.
    pub(super) fn beginning(node: &Node) -> Result<Self, String> {
        Self::new(node, false)
    }

    fn new(node: &Node, ends: bool) -> Result<Self, String> {
        let mut nodes = match node {
            Node::Concat(nodes) => nodes.clone(),
            node => vec![node.clone()],
        };
        if !ends {
            nodes.reverse();
        }
        let mut checks = Vec::new();
        // What is at the place comes last now.
        while let Some(Node::Assert(_) | Node::Look { .. }) = nodes.last() {
            match nodes.pop() {
                Some(Node::Assert(assertion)) => checks.push(Check::Assert(assertion)),
                Some(Node::Look {
                    ahead,
                    negative,
                    node,
                }) => checks.push(Check::Stands {
                    stands: Stands::new(&node, !ahead)?,
                    negative,
                }),
                _ => {}
            }
        }
        if !ends {
            nodes.reverse();
        }
        let node = Node::concat(nodes);
        if node.bounded(MAX_LOOKBEHIND_REPEAT).size() > MAX_INSTRUCTIONS {
            return Err(TOO_LARGE.to_owned());
        }
        Ok(Stands {
            ends,
            edge: node.edge_set(ends).as_ref().map(CharSet::from),
            node,
            engine: OnceLock::new(),
            checks,
        })
    }

    /// What an automaton for many can be made of, so that if it does not end at a place this does
    /// not either; `None` if this is nothing for an automaton.
    pub(super) fn filterable(&self) -> Option<Node> {
        let edged = absorbed(&self.node, false);
        let short = edged.max_len().is_some_and(|len| len <= MAX_FILTERED_CHARS);
        let plain = !edged.asks_for_words() && hir(&edged).is_some();
        (self.ends && short && plain).then_some(edged)
    }

    /// Whether any of `nodes`, which are [`filterable`](Self::filterable), may end at a place;
    /// none if together they are too large.
    pub(super) fn filter(nodes: Vec<Node>) -> Option<Self> {
        let node = Node::alternate(nodes);
        let window = node.max_len()?;
        let ending = Hir::concat(vec![hir(&node)?, Hir::look(Look::End)]);
        let engine = Engine::Automaton {
            regex: Box::new(build(&ending)?),
            window,
            exactly: None,
        };
        Some(Stands {
            ends: true,
            edge: node.edge_set(true).as_ref().map(CharSet::from),
            node: Node::Empty,
            engine: OnceLock::from(engine),
            checks: Vec::new(),
        })
    }

    fn engine(&self) -> Engine {
        let program = |node: &Node| match Program::new(node, self.ends) {
            Ok(program) => Engine::Threads(program),
            Err(_) => Engine::Never,
        };
        match automaton(&self.node, self.ends) {
            _ if self.node == Node::Empty => Engine::Always,
            Some(engine) => engine,
            None if self.ends => program(&self.node.bounded(MAX_LOOKBEHIND_REPEAT)),
            None => program(&self.node),
        }
    }

    /// Whether it is answered after few characters.
    pub(super) fn is_quick(&self) -> bool {
        self.node
            .max_len()
            .is_some_and(|len| len <= MAX_FILTERED_CHARS)
    }

    /// The character beside the place, if it must be one of a set.
    pub(super) fn edge(&self) -> Option<&CharSet> {
        self.edge.as_ref()
    }

    /// Whether it is at `at` of `text`.
    pub(super) fn at(&self, text: &str, at: usize, budget: &mut usize, pool: &mut Pool) -> Outcome {
        if let Some(edge) = &self.edge {
            let beside = if self.ends {
                text[..at].chars().next_back()
            } else {
                text[at..].chars().next()
            };
            if !beside.is_some_and(|c| edge.contains(c)) {
                return Outcome::No;
            }
        }
        for check in &self.checks {
            match check {
                Check::Assert(assertion) if assertion.holds(text, at) => {}
                Check::Assert(_) => return Outcome::No,
                Check::Stands { stands, negative } => match stands.at(text, at, budget, pool) {
                    Outcome::Limit => return Outcome::Limit,
                    found if (found == Outcome::Yes) == *negative => return Outcome::No,
                    _ => {}
                },
            }
        }
        match self.engine.get_or_init(|| self.engine()) {
            // The size was looked at before, so that this is not reached.
            Engine::Never => Outcome::Limit,
            Engine::Always => Outcome::Yes,
            Engine::Threads(program) => program.matches_at(text, at, budget, pool),
            Engine::Automaton {
                regex,
                window,
                exactly,
            } => {
                let input = if self.ends {
                    let from = back(text, at, *window);
                    Input::new(&text[..at]).range(from..at)
                } else {
                    let to = text.ceil_char_boundary((at + window * 4).min(text.len()));
                    Input::new(text).range(at..to).anchored(Anchored::Yes)
                };
                match (regex.is_match(input.earliest(true)), exactly) {
                    (true, Some(program)) => program.matches_at(text, at, budget, pool),
                    (found, _) => found.into(),
                }
            }
        }
    }
}

/// An automaton for `node`, if it is bounded (what ends at a place is made so) and can be one.
fn automaton(node: &Node, ends: bool) -> Option<Engine> {
    let edged = absorbed(node, !ends);
    let mut hir = hir(&edged)?;
    let longest = if ends { reach(&edged) } else { edged.max_len() };
    let longest = longest.filter(|&len| len <= MAX_BOUNDED_CHARS)?;
    let mut exactly = None;
    if ends {
        // It sees nothing of the text behind the place.
        if edged.asks_at_end() {
            return None;
        }
        if edged.max_len().is_none() {
            exactly = Some(Program::new(&node.bounded(MAX_LOOKBEHIND_REPEAT), true).ok()?);
        }
        hir = Hir::concat(vec![hir, Hir::look(Look::End)]);
    }
    Some(Engine::Automaton {
        regex: Box::new(build(&hir)?),
        window: longest,
        exactly,
    })
}

/// The place `count` characters before `at`; up to four times as far where that costs nothing.
fn back(text: &str, at: usize, count: usize) -> usize {
    if count <= MAX_FILTERED_CHARS {
        return text.floor_char_boundary(at.saturating_sub(count * 4));
    }
    let bytes = &text.as_bytes()[..at];
    let starts = bytes.iter().rposition({
        let mut left = count;
        move |&byte| {
            left -= usize::from(byte & 0xC0 != 0x80);
            left == 0
        }
    });
    starts.unwrap_or(0)
}

/// How far back `node` reads at most, in characters.
fn reach(node: &Node) -> Option<usize> {
    node.bounded(MAX_LOOKBEHIND_REPEAT).max_len()
}

fn build(hir: &Hir) -> Option<Regex> {
    let config = meta::Config::new()
        .nfa_size_limit(Some(AUTOMATON_SIZE))
        .hybrid_cache_capacity(AUTOMATON_SIZE)
        .onepass(false)
        .which_captures(WhichCaptures::Implicit);
    Regex::builder().configure(config).build_from_hir(hir).ok()
}

/// `node` for the automaton; `None` if it holds what an automaton cannot.
fn hir(node: &Node) -> Option<Hir> {
    let all = |nodes: &[Node]| nodes.iter().map(hir).collect::<Option<Vec<_>>>();
    Some(match node {
        Node::Empty => Hir::empty(),
        Node::Set(set) => Hir::class(Class::Unicode(set.clone())),
        Node::Concat(nodes) => Hir::concat(all(nodes)?),
        Node::Alternate(nodes) => Hir::alternation(all(nodes)?),
        Node::Repeat {
            node,
            min,
            max,
            greedy,
        } => Hir::repetition(Repetition {
            min: *min,
            max: *max,
            greedy: *greedy,
            sub: Box::new(hir(node)?),
        }),
        Node::Assert(Assertion::WordBoundary) => Hir::look(Look::WordUnicode),
        Node::Assert(Assertion::NotWordBoundary) => Hir::look(Look::WordUnicodeNegate),
        Node::Assert(Assertion::TextStart) => Hir::look(Look::Start),
        Node::Assert(Assertion::TextEnd) => Hir::look(Look::End),
        Node::Assert(_) | Node::Look { .. } => return None,
    })
}

/// Finds the matches of a break rule one after the other.
#[derive(Debug, Clone)]
pub(super) enum Finder {
    /// The empty text: every place.
    Everywhere,
    Automaton {
        regex: Box<Regex>,
        bounded: bool,
    },
    Threads {
        program: Program,
        first: Option<CharSet>,
    },
}

/// What a search found.
pub(super) struct Found {
    /// Start and end of the match.
    pub span: Option<(usize, usize)>,
    /// Where the search ran into its limit.
    pub limit: Option<usize>,
}

impl Finder {
    /// A finder of `node`.
    pub(super) fn new(node: &Node) -> Result<Self, String> {
        if *node == Node::Empty {
            return Ok(Finder::Everywhere);
        }
        if node.size() > MAX_INSTRUCTIONS {
            return Err(TOO_LARGE.to_owned());
        }
        if let Some(regex) = hir(node).as_ref().and_then(build) {
            let bounded = node.max_len().is_some();
            let regex = Box::new(regex);
            return Ok(Finder::Automaton { regex, bounded });
        }
        Ok(Finder::Threads {
            program: Program::new(node, false)?,
            first: node.edge_set(false).as_ref().map(CharSet::from),
        })
    }

    /// The first match in `text` that starts at or after `from`. Where the finder matches
    /// everywhere, only before a character of `beyond`.
    pub(super) fn find(
        &self,
        text: &str,
        from: usize,
        beyond: Option<&CharSet>,
        pool: &mut Pool,
    ) -> Found {
        match self {
            Finder::Everywhere => {
                let at = match beyond {
                    Some(beyond) => text[from..].find(|c| beyond.contains(c)),
                    None => Some(0),
                };
                Found {
                    span: at.map(|at| (from + at, from + at)),
                    limit: None,
                }
            }
            Finder::Threads { program, first } => {
                let (span, limit) = program.find(text, from, first.as_ref(), pool);
                let limit = limit.then_some(from);
                Found { span, limit }
            }
            Finder::Automaton { regex, bounded } if *bounded => Found {
                span: search(regex, text, from),
                limit: None,
            },
            Finder::Automaton { regex, .. } => find_in_windows(regex, text, from),
        }
    }
}

fn search(regex: &Regex, text: &str, from: usize) -> Option<(usize, usize)> {
    let mut found = Captures::matches(regex.group_info().clone());
    regex.search_captures(&Input::new(text).range(from..), &mut found);
    found.get_match().map(|found| (found.start(), found.end()))
}

/// A search that looks no further past `from` than it must, so that what it reads is in
/// proportion to what it passes.
fn find_in_windows(regex: &Regex, text: &str, mut from: usize) -> Found {
    let mut size = READ_ON;
    let mut limit = None;
    loop {
        let end = text.ceil_char_boundary((from + size).min(text.len()));
        let found = search(regex, &text[..end], from);
        match found {
            _ if end == text.len() => return Found { span: found, limit },
            // Beside the end of the window a match may be a part of a longer one.
            Some((start, stop)) if stop + 4 < end => {
                return Found {
                    span: Some((start, stop)),
                    limit,
                };
            }
            Some((start, _)) if end - start < MAX_MATCH_BYTES => {
                from = start;
                size = READ_ON.max((end - start) * 2);
            }
            Some(_) => {
                limit.get_or_insert(from);
                from = end;
                size = READ_ON;
            }
            // A match may begin in the second half and end outside.
            None if size < MAX_MATCH_BYTES => {
                from = text.floor_char_boundary(end - size / 2);
            }
            None => from = text.floor_char_boundary(end - MAX_MATCH_BYTES / 2),
        }
    }
}
