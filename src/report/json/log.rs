use serde::Serialize;

use super::super::RevisionEntry;

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
    summary: Option<SummaryPart>,
    in_words: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct SummaryPart {
    unchanged: usize,
    edited: usize,
    moved: usize,
    split: usize,
    merged: usize,
    inserted: usize,
    deleted: usize,
    words_inserted: usize,
    words_deleted: usize,
}

/// The line for a revision.
pub fn log_line(entry: &RevisionEntry) -> LogLine<'_> {
    let changes = entry.changes.as_ref();
    LogLine {
        article: &entry.info.article,
        language: entry.info.language.as_str(),
        revision: entry.info.number,
        stored_at: entry.time(),
        segments: entry.info.segments,
        title: entry.info.title.as_deref(),
        path: &entry.info.path,
        since: changes.map(|changes| changes.since),
        summary: changes.map(|changes| SummaryPart {
            unchanged: changes.summary.unchanged,
            edited: changes.summary.edited,
            moved: changes.summary.moved,
            split: changes.summary.split,
            merged: changes.summary.merged,
            inserted: changes.summary.inserted,
            deleted: changes.summary.deleted,
            words_inserted: changes.summary.words_inserted,
            words_deleted: changes.summary.words_deleted,
        }),
        in_words: changes.map(|changes| &*changes.in_words),
    }
}
