use serde::Serialize;

use crate::segment::SegmentedDocument;
use crate::text::{ScalarOffsets, collapse_white_space};

use super::to_places;
use crate::jobs::{ConsideredSentence, NamedPhrase, Summary};
use crate::summarize::Verdict;

/// The object of `recto summarize`.
#[derive(Debug, Serialize)]
pub struct SummaryObject<'a> {
    article: String,
    language: &'a str,
    method: &'a str,
    segments: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    articles: Vec<ArticlePart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    summary: String,
    sentences: Vec<SentencePart<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    key_phrases: Vec<PhrasePart<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    considered: Vec<ConsideredPart<'a>>,
}

#[derive(Debug, Serialize)]
struct PhrasePart<'a> {
    text: &'a str,
    count: usize,
    score: f64,
    segments: Vec<PlacePart<'a>>,
}

#[derive(Debug, Serialize)]
struct ConsideredPart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a str>,
    index: usize,
    start: usize,
    end: usize,
    score: f64,
    leans_back: bool,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repeats: Option<PlacePart<'a>>,
}

#[derive(Debug, Serialize)]
struct PlacePart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a str>,
    index: usize,
}

/// What a sentence needs and the summary leaves out.
#[derive(Debug, Serialize)]
struct MissingPart {
    reason: &'static str,
    index: Option<usize>,
}

#[derive(Debug, Serialize)]
struct ArticlePart<'a> {
    article: &'a str,
    segments: usize,
}

#[derive(Debug, Serialize)]
struct SentencePart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a str>,
    index: usize,
    start: usize,
    end: usize,
    paragraph: usize,
    rank: usize,
    score: f64,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<MissingPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation: Option<&'a str>,
}

/// The object for `summary`. `summary` in it is the sentences, a line each, in the language asked
/// for where the memory has them.
pub fn summary<'a>(summary: &'a Summary<'a>) -> SummaryObject<'a> {
    let names: Vec<&str> = summary.articles.iter().map(|one| one.name()).collect();
    let part = |one: &&'a SegmentedDocument| ArticlePart {
        article: one.name(),
        segments: one.segments.len(),
    };
    SummaryObject {
        article: names.join(" "),
        language: summary.language.as_str(),
        method: summary.method,
        segments: summary.articles.iter().map(|one| one.segments.len()).sum(),
        articles: match summary.is_of_story() {
            true => summary.articles.iter().map(part).collect(),
            false => Vec::new(),
        },
        since: summary.since,
        headline: summary.headline.as_deref(),
        summary: summary_lines(summary),
        sentences: sentences(summary),
        key_phrases: key_phrases(summary),
        considered: considered(summary),
    }
}

/// The name of an article, where there are several.
fn name_of<'a>(summary: &'a Summary<'_>, article: usize) -> Option<&'a str> {
    let name = summary.articles[article].name();
    summary.is_of_story().then_some(name)
}

fn key_phrases<'a>(summary: &'a Summary<'_>) -> Vec<PhrasePart<'a>> {
    let place = |&(article, index): &(usize, usize)| PlacePart {
        article: name_of(summary, article),
        index,
    };
    let part = |phrase: &'a NamedPhrase| PhrasePart {
        text: &phrase.text,
        count: phrase.count,
        score: to_places(phrase.score, 4),
        segments: phrase.places.iter().map(place).collect(),
    };
    summary.key_phrases.iter().map(part).collect()
}

fn considered<'a>(summary: &'a Summary<'_>) -> Vec<ConsideredPart<'a>> {
    let articles = summary.articles.iter();
    let offsets: Vec<_> = articles.map(|one| ScalarOffsets::new(one.text())).collect();
    let part = |sentence: &ConsideredSentence<'_>| {
        let [start, end] = offsets[sentence.article].of_span(sentence.segment.span);
        let (verdict, rank) = match sentence.choice.verdict {
            Verdict::Taken(rank) => ("taken", Some(rank)),
            Verdict::Repeats(_) => ("repeats", None),
            Verdict::TooLong => ("too_long", None),
            Verdict::Outranked => ("outranked", None),
        };
        ConsideredPart {
            article: name_of(summary, sentence.article),
            index: sentence.index,
            start,
            end,
            score: to_places(sentence.choice.score, 6),
            leans_back: sentence.choice.leans_back,
            verdict,
            rank,
            repeats: sentence.repeats.map(|(article, index)| PlacePart {
                article: name_of(summary, article),
                index,
            }),
        }
    };
    summary.considered.iter().map(part).collect()
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
    SummaryLine {
        id,
        summary: summary_lines(summary),
        sentences: sentences(summary),
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

fn sentences<'a>(summary: &'a Summary<'_>) -> Vec<SentencePart<'a>> {
    let articles = summary.articles.iter();
    let offsets: Vec<_> = articles.map(|one| ScalarOffsets::new(one.text())).collect();
    summary
        .sentences
        .iter()
        .map(|sentence| {
            let [start, end] = offsets[sentence.article].of_span(sentence.segment.span);
            let name = summary.articles[sentence.article].name();
            SentencePart {
                article: summary.is_of_story().then_some(name),
                index: sentence.index,
                start,
                end,
                paragraph: sentence.segment.paragraph,
                rank: sentence.rank,
                score: to_places(sentence.score, 6),
                text: sentence.text,
                missing: sentence.missing.map(|tie| MissingPart {
                    reason: tie.reason.as_str(),
                    index: tie.segment,
                }),
                translation: sentence.rendering.as_deref(),
            }
        })
        .collect()
}
