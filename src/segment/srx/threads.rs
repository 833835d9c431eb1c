//! Matching by a set of threads (Thompson 1968; Pike's order of preference), forwards and
//! backwards, with look-around at any place: time is the text times the pattern, and a budget
//! ends what takes longer. No backtracking.

use super::syntax::{Assertion, CharSet, Node};

/// Maximum number of instructions of a program.
pub(super) const MAX_INSTRUCTIONS: usize = 60_000;
/// The reason for refusing a larger pattern.
pub(super) const TOO_LARGE: &str = "it is too large (long repetitions of long groups)";
/// Maximum number of steps of one check at one place.
pub(super) const BUDGET: usize = 50_000;
/// Minimum number of steps that every check has, enough for a rule of ordinary size.
const MIN_BUDGET: usize = 1000;
/// How far a search reads past a match for one that it would prefer, in bytes.
pub(super) const READ_ON: usize = 8 * 1024;

#[derive(Debug, Clone)]
enum Instruction {
    Set(usize),
    /// Goes on at both, the first preferred.
    Split(usize, usize),
    Assert(Assertion),
    Look {
        program: Box<Program>,
        negative: bool,
    },
    Match,
}

/// A pattern to be run in one direction.
#[derive(Debug, Clone)]
pub(super) struct Program {
    code: Vec<(Instruction, usize)>,
    sets: Vec<CharSet>,
    start: usize,
    backward: bool,
    /// How many nodes may still be added.
    room: usize,
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Yes,
    No,
    /// The budget was used up first.
    Limit,
}

impl From<bool> for Outcome {
    fn from(yes: bool) -> Self {
        if yes { Outcome::Yes } else { Outcome::No }
    }
}

impl Program {
    /// The program of `node`, to be read from left to right or, with `backward`, from right to left.
    ///
    /// # Errors
    /// When it grows too large.
    pub(super) fn new(node: &Node, backward: bool) -> Result<Self, String> {
        Self::within(node, backward, MAX_INSTRUCTIONS)
    }

    fn within(node: &Node, backward: bool, room: usize) -> Result<Self, String> {
        let mut program = Program {
            code: vec![(Instruction::Match, 0)],
            sets: Vec::new(),
            start: 0,
            backward,
            room,
        };
        program.start = program.add(node, 0)?;
        Ok(program)
    }

    fn push(&mut self, instruction: Instruction, next: usize) -> Result<usize, String> {
        self.take_room()?;
        self.code.push((instruction, next));
        Ok(self.code.len() - 1)
    }

    fn take_room(&mut self) -> Result<(), String> {
        self.room = self.room.checked_sub(1).ok_or(TOO_LARGE)?;
        Ok(())
    }

    /// Adds `node` so that it goes on at `next`; returns where it starts.
    fn add(&mut self, node: &Node, next: usize) -> Result<usize, String> {
        self.take_room()?;
        match node {
            Node::Empty => Ok(next),
            Node::Set(set) => {
                self.sets.push(CharSet::from(set));
                self.push(Instruction::Set(self.sets.len() - 1), next)
            }
            Node::Assert(assertion) => self.push(Instruction::Assert(*assertion), next),
            Node::Look {
                ahead,
                negative,
                node,
            } => {
                let program = Box::new(Program::within(node, !ahead, self.room)?);
                self.room = program.room;
                let negative = *negative;
                self.push(Instruction::Look { program, negative }, next)
            }
            Node::Concat(nodes) if self.backward => nodes
                .iter()
                .try_fold(next, |next, node| self.add(node, next)),
            Node::Concat(nodes) => nodes
                .iter()
                .rev()
                .try_fold(next, |next, node| self.add(node, next)),
            Node::Alternate(nodes) => {
                let mut entry = None;
                for node in nodes.iter().rev() {
                    let start = self.add(node, next)?;
                    entry = Some(match entry {
                        None => start,
                        Some(other) => self.push(Instruction::Split(start, other), 0)?,
                    });
                }
                Ok(entry.unwrap_or(next))
            }
            Node::Repeat {
                node,
                min,
                max,
                greedy,
            } => self.add_repeat(node, *min, *max, *greedy, next),
        }
    }

    fn add_repeat(
        &mut self,
        node: &Node,
        min: u32,
        max: Option<u32>,
        greedy: bool,
        next: usize,
    ) -> Result<usize, String> {
        let split = |again, done| {
            if greedy {
                Instruction::Split(again, done)
            } else {
                Instruction::Split(done, again)
            }
        };
        let mut entry = next;
        match max {
            None => {
                let again = self.push(split(next, next), 0)?;
                let body = self.add(node, again)?;
                self.code[again].0 = split(body, next);
                entry = again;
            }
            Some(max) => {
                for _ in min..max {
                    let body = self.add(node, entry)?;
                    entry = self.push(split(body, next), 0)?;
                }
            }
        }
        for _ in 0..min {
            entry = self.add(node, entry)?;
        }
        Ok(entry)
    }

    /// Whether some match begins (backward: ends) at `at` of `text`.
    pub(super) fn matches_at(
        &self,
        text: &str,
        at: usize,
        budget: &mut usize,
        pool: &mut Pool,
    ) -> Outcome {
        let mut now = pool.take(self.code.len());
        let mut next = pool.take(self.code.len());
        let outcome = self.run(text, at, budget, pool, &mut now, &mut next);
        pool.give(now);
        pool.give(next);
        outcome
    }

    fn run(
        &self,
        text: &str,
        mut at: usize,
        budget: &mut usize,
        pool: &mut Pool,
        now: &mut Threads,
        next: &mut Threads,
    ) -> Outcome {
        now.clear();
        match self.follow(self.start, 0, text, at, now, budget, pool) {
            Outcome::No => {}
            outcome => return outcome,
        }
        while !now.list.is_empty() {
            let c = if self.backward {
                text[..at].chars().next_back()
            } else {
                text[at..].chars().next()
            };
            let Some(c) = c else {
                return Outcome::No;
            };
            at = if self.backward {
                at - c.len_utf8()
            } else {
                at + c.len_utf8()
            };
            next.clear();
            for &(pc, _) in &now.list {
                let (Instruction::Set(set), after) = &self.code[pc] else {
                    continue;
                };
                if self.sets[*set].contains(c) {
                    match self.follow(*after, 0, text, at, next, budget, pool) {
                        Outcome::No => {}
                        outcome => return outcome,
                    }
                }
            }
            std::mem::swap(now, next);
        }
        Outcome::No
    }

    /// Adds to `threads` all that can be reached from `pc` without reading, in order of
    /// preference; stops with `Yes` at a match.
    #[allow(clippy::too_many_arguments)]
    fn follow(
        &self,
        pc: usize,
        start: usize,
        text: &str,
        at: usize,
        threads: &mut Threads,
        budget: &mut usize,
        pool: &mut Pool,
    ) -> Outcome {
        let mut todo = std::mem::take(&mut threads.todo);
        todo.clear();
        todo.push(pc);
        let mut outcome = Outcome::No;
        while let Some(pc) = todo.pop() {
            if !threads.visit(pc) {
                continue;
            }
            if *budget == 0 {
                outcome = Outcome::Limit;
                break;
            }
            *budget -= 1;
            let (instruction, next) = &self.code[pc];
            match instruction {
                Instruction::Match => {
                    outcome = Outcome::Yes;
                    break;
                }
                Instruction::Set(_) => threads.list.push((pc, start)),
                Instruction::Split(first, second) => {
                    todo.push(*second);
                    todo.push(*first);
                }
                Instruction::Assert(assertion) => {
                    if assertion.holds(text, at) {
                        todo.push(*next);
                    }
                }
                Instruction::Look { program, negative } => {
                    match program.matches_at(text, at, budget, pool) {
                        Outcome::Limit => {
                            outcome = Outcome::Limit;
                            break;
                        }
                        found if (found == Outcome::Yes) != *negative => todo.push(*next),
                        _ => {}
                    }
                }
            }
        }
        threads.todo = todo;
        outcome
    }

    /// The first match in `text` at or after `from`, as `Matcher.find` prefers it: its start and
    /// end. The flag says whether a look-around ran into its limit.
    ///
    /// `first`, if given, holds all characters that a match can begin with.
    pub(super) fn find(
        &self,
        text: &str,
        from: usize,
        first: Option<&CharSet>,
        pool: &mut Pool,
    ) -> (Option<(usize, usize)>, bool) {
        let mut now = pool.take(self.code.len());
        let mut next = pool.take(self.code.len());
        let mut found = None;
        let mut limit = false;
        let mut at = from;
        now.clear();
        loop {
            if let Some(first) = first
                && found.is_none()
                && now.list.is_empty()
            {
                let next = text[at..].find(|c| first.contains(c));
                at = next.map_or(text.len(), |next| at + next);
                now.clear();
            }
            if found.is_none() {
                let mut budget = pool.budget();
                let all = budget;
                match self.follow(self.start, at, text, at, &mut now, &mut budget, pool) {
                    Outcome::Yes => found = Some((at, at)),
                    Outcome::Limit => limit = true,
                    Outcome::No => {}
                }
                pool.spend(all - budget);
            }
            let read_on = found.is_some_and(|(_, end)| at - end > READ_ON);
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            if (now.list.is_empty() && found.is_some()) || read_on {
                limit |= read_on;
                break;
            }
            at += c.len_utf8();
            next.clear();
            for &(pc, start) in &now.list {
                let (Instruction::Set(set), after) = &self.code[pc] else {
                    continue;
                };
                if !self.sets[*set].contains(c) {
                    continue;
                }
                let mut budget = pool.budget();
                let all = budget;
                let outcome = self.follow(*after, start, text, at, &mut next, &mut budget, pool);
                pool.spend(all - budget);
                match outcome {
                    Outcome::Yes => {
                        found = Some((start, at));
                        break;
                    }
                    Outcome::Limit => limit = true,
                    Outcome::No => {}
                }
            }
            std::mem::swap(&mut now, &mut next);
        }
        pool.give(now);
        pool.give(next);
        (found, limit)
    }
}

/// The threads at one place: where each stands and where its match began.
#[derive(Debug, Default)]
pub(super) struct Threads {
    list: Vec<(usize, usize)>,
    seen: Vec<u32>,
    round: u32,
    todo: Vec<usize>,
}

impl Threads {
    fn clear(&mut self) {
        self.list.clear();
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.seen.fill(0);
            self.round = 1;
        }
    }

    fn visit(&mut self, pc: usize) -> bool {
        let new = self.seen[pc] != self.round;
        self.seen[pc] = self.round;
        new
    }
}

/// Memory of runs that have ended, to be used again, and how much time is left.
#[derive(Debug, Default)]
pub(super) struct Pool {
    free: Vec<Threads>,
    allowance: usize,
}

impl Pool {
    /// A pool for one pass over a text of `len` bytes. Checks that take long share an allowance
    /// in proportion to the text; when it is used up, each has the least budget only.
    pub(super) fn for_text(len: usize) -> Self {
        Pool {
            free: Vec::new(),
            allowance: 20 * BUDGET + len.saturating_mul(100),
        }
    }

    /// How many steps the next check may take.
    pub(super) fn budget(&self) -> usize {
        self.allowance.clamp(MIN_BUDGET, BUDGET)
    }

    /// Notes that a check has taken this many steps.
    pub(super) fn spend(&mut self, steps: usize) {
        self.allowance = self.allowance.saturating_sub(steps);
    }

    fn take(&mut self, size: usize) -> Threads {
        let mut threads = self.free.pop().unwrap_or_default();
        if threads.seen.len() < size {
            threads.seen.resize(size, 0);
        }
        threads
    }

    fn give(&mut self, threads: Threads) {
        self.free.push(threads);
    }
}
