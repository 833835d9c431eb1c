use std::path::Path;

use serde::Serialize;

use crate::workspace::{BuildReport, FileStatus};

use super::to_places;

/// The object of `recto build`.
#[derive(Debug, Serialize)]
pub struct BuildObject<'a> {
    memory: String,
    files: Vec<FilePart<'a>>,
    bitexts: Vec<BitextPart<'a>>,
}

#[derive(Debug, Serialize)]
struct FilePart<'a> {
    path: &'a str,
    article: Option<&'a str>,
    language: Option<&'a str>,
    status: &'static str,
    revision: Option<u32>,
    segments: Option<usize>,
    reason: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct BitextPart<'a> {
    article: &'a str,
    from: &'a str,
    source_revision: u32,
    to: &'a str,
    target_revision: u32,
    units_new: usize,
    units_known: usize,
    doubtful: usize,
    unpaired: usize,
    is_translation: bool,
    log_likelihood_ratio: f64,
}

/// The object for a build into `memory`.
pub fn build<'a>(memory: &Path, report: &'a BuildReport) -> BuildObject<'a> {
    let files = report.files.iter().map(|file| {
        let (status, revision, segments, reason) = match &file.status {
            FileStatus::Stored { revision, segments } => {
                ("stored", Some(*revision), Some(*segments), None)
            }
            FileStatus::Unchanged { revision } => ("unchanged", Some(*revision), None, None),
            FileStatus::Failed(reason) => ("failed", None, None, Some(reason.as_str())),
        };
        FilePart {
            path: &file.path,
            article: file.name.as_ref().map(|name| name.article.as_str()),
            language: file.name.as_ref().map(|name| name.language.as_str()),
            status,
            revision,
            segments,
            reason,
        }
    });
    let bitexts = report.bitexts.iter().map(|bitext| BitextPart {
        article: &bitext.article,
        from: bitext.source.0.as_str(),
        source_revision: bitext.source.1,
        to: bitext.target.0.as_str(),
        target_revision: bitext.target.1,
        units_new: bitext.added.new,
        units_known: bitext.added.known,
        doubtful: bitext.doubtful,
        unpaired: bitext.unpaired,
        is_translation: bitext.is_translation,
        log_likelihood_ratio: to_places(bitext.log_likelihood_ratio, 1),
    });
    BuildObject {
        memory: memory.display().to_string(),
        files: files.collect(),
        bitexts: bitexts.collect(),
    }
}
