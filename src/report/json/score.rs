use std::collections::BTreeMap;

use serde::Serialize;

use crate::jobs::{ScoreColumn, ScoreTable, SystemScores};
use crate::score::{Details, Estimate, Score};

use super::to_places;

/// Number of decimals: two more than people compare.
const PLACES: i32 = 6;

/// The object of `recto score`, and of each line of `recto score --batch`.
#[derive(Debug, Serialize)]
pub struct ScoreObject<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    corpus: BTreeMap<&'a str, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<BTreeMap<&'a str, DetailsPart>>,
    signatures: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentences: Option<Vec<BTreeMap<&'a str, Value>>>,
}

/// 0–100; of ROUGE precision, recall and F, 0–1.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Value {
    Number(f64),
    Rouge([f64; 3]),
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum DetailsPart {
    Bleu {
        precisions: [f64; 4],
        brevity_penalty: f64,
        hypothesis_length: f64,
        reference_length: f64,
    },
    Ter {
        edits: f64,
        reference_length: f64,
    },
}

fn value(score: &Score) -> Value {
    match score.details {
        Details::Rouge {
            precision,
            recall,
            f,
        } => Value::Rouge([precision, recall, f].map(|share| to_places(share, PLACES))),
        _ => Value::Number(to_places(score.value, PLACES)),
    }
}

fn details(score: &Score) -> Option<DetailsPart> {
    match score.details {
        Details::Bleu {
            precisions,
            brevity_penalty,
            hypothesis_length,
            reference_length,
        } => Some(DetailsPart::Bleu {
            precisions: precisions.map(|one| to_places(one, PLACES)),
            brevity_penalty: to_places(brevity_penalty, PLACES),
            hypothesis_length,
            reference_length,
        }),
        Details::Ter {
            edits,
            reference_length,
        } => Some(DetailsPart::Ter {
            edits,
            reference_length: to_places(reference_length, PLACES),
        }),
        Details::Rouge { .. } | Details::None => None,
    }
}

/// The object for the scores of a system; `lang` and no details for a batch.
pub fn scores<'a>(table: &'a ScoreTable<'_>, lang: Option<&'a str>) -> ScoreObject<'a> {
    let names = || table.columns.iter().map(|column| column.name);
    let sentences = table.sentences.as_ref().map(|sentences| {
        let rows = sentences.iter();
        rows.map(|(_, scores)| names().zip(scores.iter().map(value)).collect())
            .collect()
    });
    let parts = names()
        .zip(&table.corpus)
        .filter_map(|(name, score)| Some((name, details(score)?)));
    ScoreObject {
        lang,
        corpus: names().zip(table.corpus.iter().map(value)).collect(),
        details: lang.is_none().then(|| parts.collect()),
        signatures: signatures(&table.columns),
        sentences,
    }
}

fn signatures(columns: &[ScoreColumn]) -> BTreeMap<&str, &str> {
    let columns = columns.iter();
    columns
        .map(|column| (column.name, column.signature.as_str()))
        .collect()
}

/// The object of `recto score --baseline`.
#[derive(Debug, Serialize)]
pub struct SystemsObject<'a> {
    systems: Vec<SystemPart<'a>>,
    signatures: BTreeMap<&'a str, &'a str>,
}

#[derive(Debug, Serialize)]
struct SystemPart<'a> {
    file: &'a str,
    baseline: bool,
    scores: BTreeMap<&'a str, EstimatePart>,
}

#[derive(Debug, Serialize)]
struct EstimatePart {
    score: f64,
    mean: f64,
    interval: f64,
    p_value: Option<f64>,
}

/// The object for systems that were compared; all numbers are 0–100 but `p_value`.
pub fn systems(systems: &SystemScores) -> SystemsObject<'_> {
    let estimate = |estimate: &Estimate| EstimatePart {
        score: to_places(estimate.score, PLACES),
        mean: to_places(estimate.mean, PLACES),
        interval: to_places(estimate.interval, PLACES),
        p_value: estimate.p_value.map(|p| to_places(p, PLACES)),
    };
    let names = || systems.columns.iter().map(|column| column.name);
    let parts = systems.systems.iter().enumerate();
    SystemsObject {
        systems: parts
            .map(|(number, (file, scores))| SystemPart {
                file,
                baseline: number == 0,
                scores: names().zip(scores.iter().map(estimate)).collect(),
            })
            .collect(),
        signatures: signatures(&systems.columns),
    }
}
