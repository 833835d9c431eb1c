use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::memory::{
    Hit, Hits, LanguagePair, MatchKind, Origin, RevisionInfo, Stats, TranslationUnit,
};
use crate::text::{ScalarOffsets, Span};

use super::explained::{self, DifferingPart, ExplainedPart};
use super::to_places;
use crate::jobs::{ImportedFile, ShownMatch};

/// A line of `recto lookup`.
#[derive(Debug, Serialize)]
pub struct LookupLine<'a> {
    query: &'a str,
    matches: Vec<MatchLine<'a>>,
}

#[derive(Debug, Serialize)]
struct MatchLine<'a> {
    id: i64,
    source: &'a str,
    target: &'a str,
    score: u8,
    penalty: u8,
    doubtful: bool,
    reversed: bool,
    kind: MatchKind,
    from: &'a str,
    to: &'a str,
    origin: Option<OriginPart<'a>>,
    memory: Option<String>,
    #[serde(flatten)]
    differing: DifferingPart<'a>,
    #[serde(flatten)]
    explained: Option<ExplainedPart>,
}

#[derive(Debug, Serialize)]
pub(super) struct OriginPart<'a> {
    article: &'a str,
    source_revision: u32,
    target_revision: u32,
    source_segments: Vec<usize>,
    target_segments: Vec<usize>,
    confidence: f64,
}

impl<'a> OriginPart<'a> {
    pub(super) fn newest(unit: &'a TranslationUnit) -> Option<Self> {
        unit.origins.last().map(|origin: &Origin| OriginPart {
            article: &origin.article,
            source_revision: origin.source_revision,
            target_revision: origin.target_revision,
            source_segments: origin.source_segments.clone().collect(),
            target_segments: origin.target_segments.clone().collect(),
            confidence: to_places(origin.confidence, 4),
        })
    }
}

/// The line for `query`, asked of these memories; `explain` adds where the points went.
pub fn lookup<'a>(
    query: &'a str,
    shown: &'a [ShownMatch],
    memories: &[PathBuf],
    explain: bool,
) -> LookupLine<'a> {
    let line = |shown: &'a ShownMatch| {
        let found = &shown.found;
        MatchLine {
            id: found.unit.id,
            source: &found.unit.source,
            target: &found.unit.target,
            score: found.score,
            penalty: found.penalty,
            doubtful: found.unit.is_doubtful(),
            reversed: found.reversed,
            kind: found.kind,
            from: found.unit.languages.source.as_str(),
            to: found.unit.languages.target.as_str(),
            origin: OriginPart::newest(&found.unit),
            memory: memories
                .get(found.store)
                .map(|path| path.display().to_string()),
            differing: explained::differing(shown.differing.as_ref()),
            explained: explain.then(|| explained::explained(query, shown)),
        }
    };
    LookupLine {
        query,
        matches: shown.iter().map(line).collect(),
    }
}

/// A line of `recto concordance`.
#[derive(Debug, Serialize)]
pub struct HitLine<'a> {
    id: i64,
    from: &'a str,
    to: &'a str,
    source: &'a str,
    target: &'a str,
    in_source: Vec<[usize; 2]>,
    in_target: Vec<[usize; 2]>,
    doubtful: bool,
    origin: Option<OriginPart<'a>>,
}

/// The line for `hit`.
pub fn hit(hit: &Hit) -> HitLine<'_> {
    let places = |text: &str, spans: &[Span]| {
        let offsets = ScalarOffsets::new(text);
        spans.iter().map(|span| offsets.of_span(*span)).collect()
    };
    HitLine {
        id: hit.unit.id,
        from: hit.unit.languages.source.as_str(),
        to: hit.unit.languages.target.as_str(),
        source: &hit.unit.source,
        target: &hit.unit.target,
        in_source: places(&hit.unit.source, &hit.in_source),
        in_target: places(&hit.unit.target, &hit.in_target),
        doubtful: hit.unit.is_doubtful(),
        origin: OriginPart::newest(&hit.unit),
    }
}

/// A line of `recto memory list`.
#[derive(Debug, Serialize)]
pub struct UnitLine<'a> {
    id: i64,
    from: &'a str,
    to: &'a str,
    source: &'a str,
    target: &'a str,
    before: &'a str,
    after: &'a str,
    created: i64,
    uses: u32,
    confidence: Option<f64>,
    doubtful: bool,
    origin: Option<OriginPart<'a>>,
}

/// The line for `unit`.
pub fn unit(unit: &TranslationUnit) -> UnitLine<'_> {
    UnitLine {
        id: unit.id,
        from: unit.languages.source.as_str(),
        to: unit.languages.target.as_str(),
        source: &unit.source,
        target: &unit.target,
        before: &unit.context.before,
        after: &unit.context.after,
        created: unit.created,
        uses: unit.uses,
        confidence: unit.confidence.map(|confidence| to_places(confidence, 4)),
        doubtful: unit.is_doubtful(),
        origin: OriginPart::newest(unit),
    }
}

/// A line of `recto concordance` for a query of stdin.
#[derive(Debug, Serialize)]
pub struct ConcordanceLine<'a> {
    query: &'a str,
    total: usize,
    exact: bool,
    hits: Vec<HitLine<'a>>,
}

/// The line for `query`.
pub fn concordance<'a>(query: &'a str, found: &'a Hits) -> ConcordanceLine<'a> {
    ConcordanceLine {
        query,
        total: found.total,
        exact: found.exact,
        hits: found.hits.iter().map(hit).collect(),
    }
}

/// The object of `recto memory stats`.
#[derive(Debug, Serialize)]
pub struct StatsObject<'a> {
    memory: String,
    units: usize,
    pairs: usize,
    doubtful: usize,
    articles: usize,
    revisions: usize,
    segments: usize,
    bytes: u64,
    languages: Vec<PairPart<'a>>,
}

#[derive(Debug, Serialize)]
struct PairPart<'a> {
    from: &'a str,
    to: &'a str,
    units: usize,
}

/// The object for the memory at `path`.
pub fn stats<'a>(path: &Path, stats: &'a Stats) -> StatsObject<'a> {
    let pair = |(languages, units): &'a (LanguagePair, usize)| PairPart {
        from: languages.source.as_str(),
        to: languages.target.as_str(),
        units: *units,
    };
    StatsObject {
        memory: path.display().to_string(),
        units: stats.units,
        pairs: stats.met,
        doubtful: stats.doubtful,
        articles: stats.articles,
        revisions: stats.revisions,
        segments: stats.segments,
        bytes: stats.bytes,
        languages: stats.pairs.iter().map(pair).collect(),
    }
}

/// A line of `recto memory articles`.
#[derive(Debug, Serialize)]
pub struct ArticleLine<'a> {
    article: &'a str,
    language: &'a str,
    revision: u32,
    source_language: &'a str,
    title: Option<&'a str>,
    path: &'a str,
    segments: usize,
    aligned: usize,
}

/// The line for `revision`.
pub fn article(revision: &RevisionInfo) -> ArticleLine<'_> {
    ArticleLine {
        article: &revision.article,
        language: revision.language.as_str(),
        revision: revision.number,
        source_language: revision.source_language.as_str(),
        title: revision.title.as_deref(),
        path: &revision.path,
        segments: revision.segments,
        aligned: revision.aligned,
    }
}

/// A line of `recto memory import`.
#[derive(Debug, Serialize)]
pub struct ImportLine<'a> {
    file: &'a str,
    format: &'a str,
    units_new: usize,
    units_known: usize,
    mended: usize,
    refused: usize,
    rejected: usize,
    removed: usize,
}

/// The line for `file`.
pub fn imported(file: &ImportedFile) -> ImportLine<'_> {
    ImportLine {
        file: &file.name,
        format: file.format,
        units_new: file.new,
        units_known: file.known,
        mended: file.mended,
        refused: file.refused,
        rejected: file.rejected,
        removed: file.removed,
    }
}
