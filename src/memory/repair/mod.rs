//! Matches that differ from the query only in numbers, dates, times, addresses and inline codes, and
//! their targets with those of the query put in.

mod agreement;
mod masked;

use std::fmt;

use crate::similarity::Changed;
use crate::text::{Language, Span, Substitutable, SubstitutableKind, rewrite, substitutables};

use super::TranslationUnit;

pub use agreement::Check;
use agreement::check;
use masked::Masked;

/// How a match differs from the query, if only in substitutable things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// What kinds of things differ, each once, in their order.
    pub kinds: Vec<SubstitutableKind>,
    /// Where they stand in the source and in the query, in order; without inline codes.
    pub places: Vec<Changed>,
    /// The target with the things of the query in it, or why that is not safe.
    pub repaired: Result<Repaired, NotRepaired>,
}

/// A target with other numbers, dates and the like in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The target, repaired; as it was if the same value is only written in another way.
    pub target: String,
    /// What was put into it, in the order of the text.
    pub repairs: Vec<Repair>,
}

/// One thing that was put in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What it is.
    pub kind: SubstitutableKind,
    /// What the target had.
    pub from: String,
    /// What it has now.
    pub to: String,
    /// Where that is, in bytes of the repaired target.
    pub span: Span,
    /// Why a person should look at the words beside it.
    pub check: Option<Check>,
}

/// Why a target was not repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRepaired {
    /// The query has another number of inline codes.
    Codes,
    /// The target has nothing of the same value.
    Missing(String),
    /// The target, or the source, has it several times, and it is not clear which is which.
    Ambiguous(String),
    /// A date may be read in two ways.
    TwoReadings(String),
    /// It cannot be written as the target writes it.
    Unwritable(String),
}

impl fmt::Display for NotRepaired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotRepaired::Codes => f.write_str("another number of inline codes"),
            NotRepaired::Missing(what) => write!(f, "the translation has no {what}"),
            NotRepaired::Ambiguous(what) => write!(f, "not clear which {what} is which"),
            NotRepaired::TwoReadings(what) => write!(f, "{what} can be read in two ways"),
            NotRepaired::Unwritable(what) => {
                write!(f, "{what} cannot be written as in the translation")
            }
        }
    }
}

/// Compares units with one query.
#[derive(Debug)]
pub struct Repairer<'a> {
    query: Masked<'a>,
}

impl<'a> Repairer<'a> {
    /// For `query`, a text in `language`.
    pub fn new(query: &'a str, language: &Language) -> Self {
        Repairer {
            query: Masked::new(query, language),
        }
    }

    /// How `unit` differs from the query, if it does so only in substitutable things.
    ///
    /// The target is repaired when each thing of the source that differs has exactly one counterpart
    /// of the same value in the target (or as many as the source has of it, when all of them change
    /// alike), whatever its script and separators. What is put in takes the form of what was there.
    /// Words are never changed: a repair beside which one may have to be is marked.
    pub fn differing(&self, unit: &TranslationUnit) -> Option<Differing> {
        if self.query.items.is_empty() {
            return None;
        }
        let source = Masked::new(&unit.source, &unit.languages.source);
        let same =
            self.query.form == source.form && self.query.plain().count() == source.plain().count();
        if !same {
            return None;
        }
        let pairs: Vec<(&Substitutable, &Substitutable)> = source
            .plain()
            .zip(self.query.plain())
            .filter(|(old, new)| old.span.of(source.text) != new.span.of(self.query.text))
            .collect();
        let other_codes = self.query.codes() != source.codes();
        let mut kinds: Vec<SubstitutableKind> = pairs.iter().map(|(old, _)| old.kind).collect();
        if other_codes {
            kinds.push(SubstitutableKind::Code);
        }
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.is_empty() {
            return None;
        }
        let repaired = match other_codes {
            true => Err(NotRepaired::Codes),
            false => self.repaired(unit, &source, &pairs),
        };
        let places = pairs.iter().map(|(old, new)| Changed {
            source: old.span,
            query: new.span,
        });
        Some(Differing {
            kinds,
            places: places.collect(),
            repaired,
        })
    }

    fn repaired(
        &self,
        unit: &TranslationUnit,
        source: &Masked<'_>,
        pairs: &[(&Substitutable, &Substitutable)],
    ) -> Result<Repaired, NotRepaired> {
        let language = &unit.languages.target;
        let in_target = substitutables(&unit.target, language);
        let mut wanted: Vec<(&Substitutable, String)> = Vec::new();
        for &(old, new) in pairs {
            let text = old.span.of(source.text).to_owned();
            let Some(value) = &old.value else {
                return Err(NotRepaired::TwoReadings(text));
            };
            if new.value.is_none() {
                let text = new.span.of(self.query.text).to_owned();
                return Err(NotRepaired::TwoReadings(text));
            }
            if new.value == old.value {
                continue;
            }
            let same =
                |item: &&Substitutable| item.kind == old.kind && item.value.as_ref() == Some(value);
            let here: Vec<&Substitutable> = in_target.iter().filter(same).collect();
            let there = source.items.iter().filter(same).count();
            // All of those of the source must change alike for it not to matter which is which.
            let alike = pairs
                .iter()
                .filter(|(o, n)| same(o) && n.value == new.value)
                .count();
            match here.len() {
                0 => return Err(NotRepaired::Missing(text)),
                count if count != there || alike != there => {
                    return Err(NotRepaired::Ambiguous(text));
                }
                _ => {}
            }
            let like = new.span.of(self.query.text);
            for item in here {
                let model = item.span.of(&unit.target);
                let written = rewrite(new, like, item, model, language)
                    .ok_or_else(|| NotRepaired::Unwritable(like.to_owned()))?;
                if !wanted.iter().any(|(known, _)| known.span == item.span) {
                    wanted.push((item, written));
                }
            }
        }
        wanted.sort_by_key(|(item, _)| item.span.start);
        Ok(put_in(&unit.target, language, wanted))
    }
}

fn put_in(target: &str, language: &Language, wanted: Vec<(&Substitutable, String)>) -> Repaired {
    let mut out = String::with_capacity(target.len());
    let mut repairs = Vec::new();
    let mut at = 0;
    for (item, to) in wanted {
        out.push_str(&target[at..item.span.start]);
        let start = out.len();
        out.push_str(&to);
        at = item.span.end;
        let from = item.span.of(target).to_owned();
        if from == to {
            continue;
        }
        repairs.push(Repair {
            kind: item.kind,
            check: check(item, &to, &target[at..], language),
            from,
            to,
            span: Span::new(start, out.len()),
        });
    }
    out.push_str(&target[at..]);
    Repaired {
        target: out,
        repairs,
    }
}

#[cfg(test)]
mod tests;
