//! The rules of one language, ready to be applied.

use std::collections::BTreeSet;

use super::groups::{self, Group};
use super::matcher::{Finder, Stands};
use super::parse::parse;
use super::threads::{Outcome, Pool};
use super::{Rule, SrxDocument, SrxError};

/// A rule of a file that is wrong, or is not applied as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleProblem {
    /// Line of the rule in its file, from 1; 0 for a rule that was not read from one.
    pub line: usize,
    /// The `languagerule` that it is part of.
    pub language_rule: String,
    /// Whether the rule is left out. Otherwise it is used, with the difference that `reason` names.
    pub refused: bool,
    /// The pattern, and the reason.
    pub reason: String,
}

impl std::fmt::Display for RuleProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let RuleProblem {
            line,
            language_rule,
            reason,
            ..
        } = self;
        let what = if self.refused { "refused" } else { "note" };
        write!(f, "line {line} ({language_rule}): {what}: {reason}")
    }
}

/// A place at which a rule ends a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// Offset in bytes.
    pub at: usize,
    /// Line of the break rule.
    pub line: usize,
}

/// A place where a rule would have taken too long and counts as not matching.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LimitHit {
    /// Line of the rule.
    pub line: usize,
    /// Offset in bytes.
    pub at: usize,
}

/// The breaks of a text, and the places where a limit was met.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Breaks {
    /// The breaks, in order; neither the start nor the end of the text is one.
    pub breaks: Vec<Break>,
    /// In order, each once.
    pub limits: Vec<LimitHit>,
}

/// The rules of an SRX file for one language, compiled.
#[derive(Debug)]
pub struct SrxRules {
    steps: Vec<Step>,
    /// How many rules the steps stand for.
    count: usize,
    problems: Vec<RuleProblem>,
}

/// A break rule, or all exceptions between two of them.
#[derive(Debug)]
enum Step {
    Break {
        line: usize,
        before: Box<Finder>,
        after: Box<Stands>,
    },
    Exceptions(Vec<Group>),
}

impl SrxRules {
    /// The rules of `document` for `language`: those of all its language maps that match, in
    /// order, or without `cascade` of the first (SRX 2.0, section on maprules). A map's pattern
    /// is held against the whole tag, also written with `_`, in any case.
    ///
    /// Patterns are read as `java.util.regex` does, as OmegaT and LanguageTool have it: `\d`,
    /// `\s` and `\w` are ASCII unless `(?U)` is set, `\b` is Unicode's. What ICU adds is taken too.
    ///
    /// # Errors
    /// [`SrxError::NoLanguage`] if no map matches. A rule that cannot be used is no error, but
    /// among the [`problems`](Self::problems).
    pub fn compile(document: &SrxDocument, language: &str) -> Result<Self, SrxError> {
        let mut out = SrxRules {
            steps: Vec::new(),
            count: 0,
            problems: Vec::new(),
        };
        let chosen = document.language_rules_for(language, &mut out.problems)?;
        for language_rule in chosen {
            for rule in &language_rule.rules {
                let mut notes = Vec::new();
                let added = out.add(rule, &mut notes);
                let problem = |refused, reason| RuleProblem {
                    line: rule.line,
                    language_rule: language_rule.name.clone(),
                    refused,
                    reason,
                };
                out.problems
                    .extend(notes.into_iter().map(|note| problem(false, note)));
                match added {
                    Ok(()) => out.count += 1,
                    Err(reason) => out.problems.push(problem(true, reason)),
                }
            }
        }
        for step in &mut out.steps {
            if let Step::Exceptions(groups) = step {
                groups::finish(groups);
            }
        }
        Ok(out)
    }

    fn add(&mut self, rule: &Rule, notes: &mut Vec<String>) -> Result<(), String> {
        let mut read = |name: &str, pattern: &str| {
            let parsed = parse(pattern).map_err(|reason| format!("{name}: {reason}"))?;
            notes.extend(parsed.notes.iter().map(|note| format!("{name}: {note}")));
            Ok::<_, String>(parsed.node)
        };
        let before = read("beforebreak", &rule.before)?;
        let after = read("afterbreak", &rule.after)?;
        if rule.breaks {
            let before = Finder::new(&before).map_err(|reason| format!("beforebreak: {reason}"))?;
            let after =
                Stands::beginning(&after).map_err(|reason| format!("afterbreak: {reason}"))?;
            self.steps.push(Step::Break {
                line: rule.line,
                before: Box::new(before),
                after: Box::new(after),
            });
            return Ok(());
        }
        if !matches!(self.steps.last(), Some(Step::Exceptions(_))) {
            self.steps.push(Step::Exceptions(Vec::new()));
        }
        match self.steps.last_mut() {
            Some(Step::Exceptions(groups)) => {
                groups::add(groups, rule.line, &before, &after, &rule.after)
            }
            _ => Ok(()),
        }
    }

    /// Rules that were refused or are read with a difference, in the order of the file.
    pub fn problems(&self) -> &[RuleProblem] {
        &self.problems
    }

    /// The number of rules in use.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether no rule is in use.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Finds the breaks of `text`.
    ///
    /// As in the Java engines, a break rule is searched from match to match: its next match begins where the last one
    /// ended, or at the last break. At each match, the first exception before the rule that matches there prevents the
    /// break.
    pub fn breaks(&self, text: &str) -> Breaks {
        let mut out = Breaks::default();
        let mut run = Run {
            text,
            pool: Pool::for_text(text.len()),
            limits: BTreeSet::new(),
        };
        let mut searches: Vec<Search> = Vec::new();
        for (index, step) in self.steps.iter().enumerate() {
            if let Step::Break {
                line,
                before,
                after,
            } = step
            {
                searches.push(Search {
                    index,
                    line: *line,
                    before,
                    after,
                    region: 0,
                    from: 0,
                    start: 0,
                    end: 0,
                });
            }
        }
        searches.retain_mut(|search| search.advance(&mut run));
        let mut last = 0;
        while let Some(first) = searches.iter().min_by_key(|search| search.end) {
            let (at, line) = (first.end, first.line);
            if at >= text.len() {
                break;
            }
            let breaks = at > last && self.exception(first.index, at, &mut run).is_none();
            if breaks {
                out.breaks.push(Break { at, line });
                last = at;
            }
            searches.retain_mut(|search| {
                (!breaks || search.start >= at || search.restart(at, &mut run))
                    && (search.end > at || search.pass(at, &mut run))
            });
        }
        out.limits = run.limits.into_iter().collect();
        out
    }

    /// The first exception that holds at byte `at` of `text`, by the line of its rule.
    pub fn exception_at(&self, text: &str, at: usize) -> Option<usize> {
        if !text.is_char_boundary(at) {
            return None;
        }
        let mut run = Run {
            text,
            pool: Pool::for_text(text.len()),
            limits: BTreeSet::new(),
        };
        self.exception(self.steps.len(), at, &mut run)
    }

    /// The first exception among the first `count` steps that holds at `at`.
    fn exception(&self, count: usize, at: usize, run: &mut Run<'_>) -> Option<usize> {
        let groups = self.steps.iter().take(count).flat_map(|step| match step {
            Step::Exceptions(groups) => &groups[..],
            Step::Break { .. } => &[],
        });
        for group in groups {
            let line = group.members.first().map_or(0, |member| member.line);
            let quick = group.is_quick;
            if quick && !run.stands(&group.after, at, line) {
                continue;
            }
            let may = |filter| run.stands(filter, at, line);
            let may = group.filter.as_ref().is_none_or(may);
            for member in &group.members {
                let stands =
                    (may || !member.is_covered) && run.stands(&member.before, at, member.line);
                if stands && (quick || run.stands(&group.after, at, member.line)) {
                    return Some(member.line);
                }
            }
        }
        None
    }
}

/// One pass over a text.
struct Run<'a> {
    text: &'a str,
    pool: Pool,
    limits: BTreeSet<LimitHit>,
}

impl Run<'_> {
    /// Whether `stands` does at `at`, with all of the text in view.
    fn stands(&mut self, stands: &Stands, at: usize, line: usize) -> bool {
        self.stands_in(stands, 0, at, line)
    }

    /// The same with nothing before `region` in view.
    fn stands_in(&mut self, stands: &Stands, region: usize, at: usize, line: usize) -> bool {
        let all = self.pool.budget();
        let mut left = all;
        let seen = &self.text[region..];
        let outcome = stands.at(seen, at - region, &mut left, &mut self.pool);
        self.pool.spend(all - left);
        if outcome == Outcome::Limit {
            self.limits.insert(LimitHit { line, at });
        }
        outcome == Outcome::Yes
    }
}

/// A break rule on its way through the text.
struct Search<'a> {
    index: usize,
    line: usize,
    before: &'a Finder,
    after: &'a Stands,
    /// Nothing before this offset is seen.
    region: usize,
    /// Where the next match may begin.
    from: usize,
    start: usize,
    end: usize,
}

impl Search<'_> {
    /// Goes to the next match; false if there is none.
    fn advance(&mut self, run: &mut Run<'_>) -> bool {
        let seen = &run.text[self.region..];
        while self.from <= run.text.len() {
            let found = self.before.find(
                seen,
                self.from - self.region,
                self.after.edge(),
                &mut run.pool,
            );
            if let Some(at) = found.limit {
                let at = self.region + at;
                run.limits.insert(LimitHit {
                    line: self.line,
                    at,
                });
            }
            let Some((start, end)) = found.span else {
                break;
            };
            let (start, end) = (self.region + start, self.region + end);
            self.from = if start == end {
                // An empty match is followed by one that begins a character later.
                let next = run.text[end..].chars().next().map_or(1, char::len_utf8);
                end + next
            } else {
                end
            };
            if run.stands_in(self.after, end, end, self.line) {
                (self.start, self.end) = (start, end);
                return true;
            }
        }
        false
    }

    /// Begins anew at a break.
    fn restart(&mut self, at: usize, run: &mut Run<'_>) -> bool {
        (self.region, self.from) = (at, at);
        self.advance(run)
    }

    /// Goes on until it is past `at`.
    fn pass(&mut self, at: usize, run: &mut Run<'_>) -> bool {
        while self.advance(run) {
            if self.end > at {
                return true;
            }
        }
        false
    }
}
