use serde::Serialize;

use crate::revise::{Drifted, EditKind, Provenance, Source};
use crate::segment::SegmentedDocument;
use crate::text::ScalarOffsets;

use super::revision::{ChangePart, changes};
use super::to_places;
use crate::jobs::SummariesView;

/// The object of `recto diff --article`.
#[derive(Debug, Serialize)]
pub struct SummariesObject<'a> {
    article: &'a str,
    old: &'a str,
    new: &'a str,
    summary: CountsPart,
    old_sentences: Vec<SentencePart<'a>>,
    new_sentences: Vec<SentencePart<'a>>,
    segments: Vec<FatePart>,
}

/// Counts of the new summary.
#[derive(Debug, Serialize)]
struct CountsPart {
    sentences: usize,
    verbatim: usize,
    shortened: usize,
    edited: usize,
    fused: usize,
    nowhere: usize,
    figures: usize,
    names: usize,
    dates: usize,
    negations: usize,
}

#[derive(Debug, Serialize)]
struct SentencePart<'a> {
    start: usize,
    end: usize,
    provenance: &'static str,
    share: f64,
    article: Vec<PlacePart>,
    edits: Vec<EditPart>,
    figures: Vec<DriftPart<'a>>,
    names: Vec<DriftPart<'a>>,
    dates: Vec<DriftPart<'a>>,
    negation: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct PlacePart {
    index: usize,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct EditPart {
    kind: EditKind,
    article: [usize; 2],
    sentence: [usize; 2],
}

#[derive(Debug, Serialize)]
struct DriftPart<'a> {
    article: Option<&'a str>,
    sentence: &'a str,
}

/// What became of sentences of the old summary.
#[derive(Debug, Serialize)]
struct FatePart {
    fate: &'static str,
    #[serde(flatten)]
    change: ChangePart,
}

/// The object for two summaries of an article.
pub fn summaries<'a>(view: &SummariesView<'a>) -> SummariesObject<'a> {
    let sources = view.new;
    let count = |provenance| SummariesView::count(sources, provenance);
    let drifted = |of: fn(&Source) -> usize| sources.iter().map(of).sum();
    let fates = view.revision.revision.changes.iter();
    SummariesObject {
        article: view.article.name(),
        old: view.revision.old.name(),
        new: view.revision.new.name(),
        summary: CountsPart {
            sentences: sources.len(),
            verbatim: count(Provenance::Verbatim),
            shortened: count(Provenance::Shortened),
            edited: count(Provenance::Edited),
            fused: count(Provenance::Fused),
            nowhere: count(Provenance::Nowhere),
            figures: drifted(|source| source.drift.figures.len()),
            names: drifted(|source| source.drift.names.len()),
            dates: drifted(|source| source.drift.dates.len()),
            negations: drifted(|source| usize::from(source.drift.negation != 0)),
        },
        old_sentences: sentences(view, view.revision.old, view.old),
        new_sentences: sentences(view, view.revision.new, view.new),
        segments: fates
            .map(|change| view.fate(change))
            .zip(changes(&view.revision))
            .map(|(fate, change)| FatePart { fate, change })
            .collect(),
    }
}

fn sentences<'a>(
    view: &SummariesView<'a>,
    summary: &SegmentedDocument,
    sources: &'a [Source],
) -> Vec<SentencePart<'a>> {
    let article = ScalarOffsets::new(view.article.text());
    let own = ScalarOffsets::new(summary.text());
    let drifted = |all: &'a [Drifted]| -> Vec<DriftPart<'a>> {
        all.iter()
            .map(|one| DriftPart {
                article: one.source.as_deref(),
                sentence: &one.sentence,
            })
            .collect()
    };
    let place = |&index: &usize| {
        let [start, end] = article.of_span(view.article.segments[index].span);
        PlacePart { index, start, end }
    };
    summary
        .segments
        .iter()
        .zip(sources)
        .map(|(segment, source)| {
            let [start, end] = own.of_span(segment.span);
            SentencePart {
                start,
                end,
                provenance: source.provenance.as_str(),
                share: to_places(f64::from(source.share) / 1000.0, 3),
                article: source.segments.iter().map(place).collect(),
                edits: (source.edits.iter())
                    .map(|edit| EditPart {
                        kind: edit.kind,
                        article: article.of_span(edit.old),
                        sentence: own.of_span(edit.new),
                    })
                    .collect(),
                figures: drifted(&source.drift.figures),
                names: drifted(&source.drift.names),
                dates: drifted(&source.drift.dates),
                negation: match source.drift.negation {
                    1 => Some("added"),
                    -1 => Some("lost"),
                    _ => None,
                },
            }
        })
        .collect()
}
