use serde::Serialize;

use super::super::edits::time_of;
use super::revision::CountsPart;
use crate::jobs::{EntryChanges, RevisionEntry};

/// A line of `recto log`.
#[derive(Debug, Serialize)]
pub struct LogLine<'a> {
    article: &'a str,
    language: &'a str,
    revision: u32,
    stored_at: String,
    segments: usize,
    title: Option<&'a str>,
    path: &'a str,
    since: Option<u32>,
    summary: Option<CountsPart>,
    in_words: Option<String>,
}

/// The line for a revision.
pub fn log_line(entry: &RevisionEntry) -> LogLine<'_> {
    let changes = entry.changes.as_ref();
    LogLine {
        article: &entry.info.article,
        language: entry.info.language.as_str(),
        revision: entry.info.number,
        stored_at: time_of(entry),
        segments: entry.info.segments,
        title: entry.info.title.as_deref(),
        path: &entry.info.path,
        since: changes.map(|changes| changes.since),
        summary: changes.map(|changes| CountsPart::of(&changes.summary)),
        in_words: changes.map(EntryChanges::in_words),
    }
}
