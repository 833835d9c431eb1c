use serde::Serialize;

use crate::revise::Statistics;

use super::to_places;

/// The object of `recto diff --stat` and `recto diff --dir`.
#[derive(Debug, Serialize)]
pub struct StatisticsObject<'a> {
    files: Vec<FilePart<'a>>,
    alone: Vec<AlonePart<'a>>,
    total: CountsPart,
}

#[derive(Debug, Serialize)]
struct FilePart<'a> {
    file: &'a str,
    #[serde(flatten)]
    counts: CountsPart,
}

#[derive(Debug, Serialize)]
struct AlonePart<'a> {
    file: &'a str,
    note: &'a str,
}

#[derive(Debug, Serialize)]
struct CountsPart {
    #[serde(flatten)]
    counts: Statistics,
    share_kept: f64,
    edit_rate: f64,
    ter: f64,
    chrf: f64,
}

/// The object for the counts of files, and for the files that are in one folder alone.
pub fn statistics<'a>(
    files: &'a [(String, Statistics)],
    alone: &'a [(String, &'static str)],
) -> StatisticsObject<'a> {
    let counts = |counts: &Statistics| CountsPart {
        counts: *counts,
        share_kept: to_places(counts.share_kept(), 4),
        edit_rate: to_places(counts.edit_rate(), 4),
        ter: to_places(counts.ter(), 4),
        chrf: to_places(counts.chrf(), 4),
    };
    let total = files
        .iter()
        .fold(Statistics::default(), |sum, (_, one)| sum.and(*one));
    StatisticsObject {
        files: files
            .iter()
            .map(|(file, one)| FilePart {
                file,
                counts: counts(one),
            })
            .collect(),
        alone: alone
            .iter()
            .map(|(file, note)| AlonePart { file, note })
            .collect(),
        total: counts(&total),
    }
}
