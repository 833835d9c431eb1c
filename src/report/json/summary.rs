use serde::Serialize;

use crate::text::{ScalarOffsets, collapse_white_space};

use super::super::Summary;
use super::to_places;

/// The object of `recto summarize`.
#[derive(Debug, Serialize)]
pub struct SummaryObject<'a> {
    article: &'a str,
    language: &'a str,
    method: &'a str,
    segments: usize,
    summary: String,
    sentences: Vec<SentencePart<'a>>,
}

#[derive(Debug, Serialize)]
struct SentencePart<'a> {
    index: usize,
    start: usize,
    end: usize,
    paragraph: usize,
    rank: usize,
    score: f64,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation: Option<&'a str>,
}

/// The object for `summary`. `summary` in it is the sentences, a line each, in the language asked
/// for where the memory has them.
pub fn summary<'a>(summary: &'a Summary<'_>) -> SummaryObject<'a> {
    let offsets = ScalarOffsets::new(summary.text);
    SummaryObject {
        article: summary.article,
        language: summary.language.as_str(),
        method: summary.method,
        segments: summary.segments,
        summary: summary_lines(summary),
        sentences: sentences(summary, &offsets),
    }
}

/// A line of `recto summarize --batch`.
#[derive(Debug, Serialize)]
pub struct SummaryLine<'a> {
    id: &'a serde_json::Value,
    summary: String,
    sentences: Vec<SentencePart<'a>>,
}

/// The line for the `summary` of the article that the batch calls `id`.
pub fn batch_summary<'a>(id: &'a serde_json::Value, summary: &'a Summary<'_>) -> SummaryLine<'a> {
    let offsets = ScalarOffsets::new(summary.text);
    SummaryLine {
        id,
        summary: summary_lines(summary),
        sentences: sentences(summary, &offsets),
    }
}

fn summary_lines(summary: &Summary<'_>) -> String {
    let lines: Vec<_> = summary
        .sentences
        .iter()
        .map(|sentence| {
            collapse_white_space(sentence.rendering.as_deref().unwrap_or(sentence.text))
        })
        .collect();
    lines.join("\n")
}

fn sentences<'a>(summary: &'a Summary<'_>, offsets: &ScalarOffsets<'_>) -> Vec<SentencePart<'a>> {
    summary
        .sentences
        .iter()
        .map(|sentence| {
            let [start, end] = offsets.of_span(sentence.segment.span);
            SentencePart {
                index: sentence.index,
                start,
                end,
                paragraph: sentence.segment.paragraph,
                rank: sentence.rank,
                score: to_places(sentence.score, 6),
                text: sentence.text,
                translation: sentence.rendering.as_deref(),
            }
        })
        .collect()
}
