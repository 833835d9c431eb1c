use serde::Serialize;

use crate::memory::{Check, Differing, MatchKind};
use crate::similarity::{PricedKind, Reason};
use crate::text::{ScalarOffsets, SubstitutableKind};

use super::to_places;
use crate::jobs::ShownMatch;

/// What a match that differs only in numbers and the like has more.
#[derive(Debug, Default, Serialize)]
pub(super) struct DifferingPart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    differs_only_in: Option<&'a [SubstitutableKind]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repaired: Option<RepairedPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_repaired: Option<String>,
}

#[derive(Debug, Serialize)]
struct RepairedPart<'a> {
    target: &'a str,
    repairs: Vec<RepairPart<'a>>,
}

#[derive(Debug, Serialize)]
struct RepairPart<'a> {
    kind: SubstitutableKind,
    from: &'a str,
    to: &'a str,
    start: usize,
    end: usize,
    check: Option<Check>,
}

pub(super) fn differing(differing: Option<&Differing>) -> DifferingPart<'_> {
    let Some(differing) = differing else {
        return DifferingPart::default();
    };
    let mut part = DifferingPart {
        differs_only_in: Some(&differing.kinds),
        ..DifferingPart::default()
    };
    match &differing.repaired {
        Err(reason) => part.not_repaired = Some(reason.to_string()),
        Ok(repaired) => {
            let offsets = ScalarOffsets::new(&repaired.target);
            let one = |repair: &'_ crate::memory::Repair| offsets.of_span(repair.span);
            let repairs = repaired.repairs.iter().map(|repair| {
                let [start, end] = one(repair);
                RepairPart {
                    kind: repair.kind,
                    from: &repair.from,
                    to: &repair.to,
                    start,
                    end,
                    check: repair.check,
                }
            });
            part.repaired = Some(RepairedPart {
                target: &repaired.target,
                repairs: repairs.collect(),
            });
        }
    }
    part
}

/// What `--explain` adds to a match.
#[derive(Debug, Serialize)]
pub(super) struct ExplainedPart {
    explanation: Option<ExplanationPart>,
    target_marks: Vec<MarkPart>,
}

#[derive(Debug, Serialize)]
struct ExplanationPart {
    weight: u32,
    cost: u32,
    score: u8,
    context: u8,
    penalty: u8,
    edits: Vec<EditPart>,
}

#[derive(Debug, Serialize)]
struct EditPart {
    kind: PricedKind,
    reason: Reason,
    cost: u32,
    source: [usize; 2],
    query: [usize; 2],
}

#[derive(Debug, Serialize)]
struct MarkPart {
    source: [usize; 2],
    target: [usize; 2],
    strength: f64,
}

pub(super) fn explained(query: &str, shown: &ShownMatch) -> ExplainedPart {
    let unit = &shown.found.unit;
    let [query, source, target] = [query, &unit.source, &unit.target].map(ScalarOffsets::new);
    let explanation = shown.explanation.as_ref().map(|why| ExplanationPart {
        weight: why.weight,
        cost: why.cost,
        score: why.score,
        context: u8::from(shown.found.kind == MatchKind::Context),
        penalty: shown.found.penalty,
        edits: why
            .edits
            .iter()
            .map(|edit| EditPart {
                kind: edit.kind,
                reason: edit.reason,
                cost: edit.cost,
                source: source.of_span(edit.source),
                query: query.of_span(edit.query),
            })
            .collect(),
    });
    let marks = shown.to_change.iter().map(|link| MarkPart {
        source: source.of_span(link.source),
        target: target.of_span(link.target),
        strength: to_places(link.strength, 4),
    });
    ExplainedPart {
        explanation,
        target_marks: marks.collect(),
    }
}
