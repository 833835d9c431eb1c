//! Finds the translations that a memory has for the segments of a text.

use std::collections::BTreeMap;

use crate::memory::{Context, Match, MemoryError, Query, Store, lookup_in};
use crate::segment::Segmenter;
use crate::text::{CodedSpan, Document, INLINE_CODE, Language, Span};

/// A segment of a text, with its translation if the memory has one.
#[derive(Debug, Clone, PartialEq)]
pub struct Pretranslation {
    /// Its bytes in the text.
    pub span: Span,
    /// The part of it that a unit has: without the codes that enclose it.
    pub part: CodedSpan,
    /// The match to use: the best that reaches the threshold, or the first with as many codes as the segment.
    pub found: Option<Match>,
    /// All matches, the best first, at most five.
    pub candidates: Vec<Match>,
}

/// Maximum number of matches for a segment. The best one may have codes that cannot be placed.
const MAX_MATCHES: usize = 5;

/// Penalty for a unit that has the words of a segment but not its inline codes, in points.
const MISSING_CODES_PENALTY: u8 = 1;

impl Pretranslation {
    /// The translation to put in its place; `None` if it stays as it is.
    pub fn target(&self) -> Option<&str> {
        self.found.as_ref().map(|found| found.unit.target.as_str())
    }
}

/// The segments of `document` in their order, each with the best match of the `stores` that scores
/// `threshold` or more (0–100, after penalties).
///
/// A line that the memory has as a whole unit is one segment, so that lists of strings and texts that were segmented
/// differently keep their units; the rest is segmented as usual. The neighbours of a segment are its context. Among
/// several matches, one with as many inline codes as the segment comes first. If no match has its codes, a unit with its
/// words alone is taken at a penalty of one point.
///
/// # Errors
/// [`MemoryError`] when a database fails.
pub fn pretranslate(
    stores: &[&dyn Store],
    document: &Document,
    from: &Language,
    to: &Language,
    threshold: u8,
) -> Result<Vec<Pretranslation>, MemoryError> {
    let text = document.text();
    let asked = Asked {
        stores,
        document,
        from,
        to,
    };
    let mut whole = Vec::new();
    for line in lines(text) {
        let part = document.coded(line);
        let (found, _) = asked.find(&part, Context::default(), threshold.max(100))?;
        if found.is_some() {
            whole.push(line);
        }
    }
    let overlaps = |span: Span| {
        let after = whole.partition_point(|line| line.end <= span.start);
        whole.get(after).is_some_and(|line| line.start < span.end)
    };
    let cut = Segmenter::new(from).segment(document);
    let cut = cut.into_iter().map(|segment| segment.span);
    let mut spans: Vec<Span> = cut.filter(|&span| !overlaps(span)).collect();
    spans.extend(&whole);
    spans.sort_unstable();
    let beside = |at: Option<usize>| match at.and_then(|at| spans.get(at)) {
        Some(&span) => document.plain_text(span),
        None => "".into(),
    };
    let one = |(at, &span): (usize, &Span)| {
        let context = Context::new(&beside(at.checked_sub(1)), &beside(Some(at + 1)));
        asked.pretranslation(span, context, threshold)
    };
    spans.iter().enumerate().map(one).collect()
}

/// The blocks of `document`, each as one segment without context, for files whose texts are units already.
///
/// # Errors
/// [`MemoryError`] when a database fails.
pub fn pretranslate_blocks(
    stores: &[&dyn Store],
    document: &Document,
    from: &Language,
    to: &Language,
    threshold: u8,
) -> Result<Vec<Pretranslation>, MemoryError> {
    let asked = Asked {
        stores,
        document,
        from,
        to,
    };
    let blocks = document.blocks().iter();
    blocks
        .map(|block| asked.pretranslation(block.span, Context::default(), threshold))
        .collect()
}

/// Exact translations of `texts` without inline codes, by the texts. Texts for which the `stores` have none are left out.
///
/// # Errors
/// [`MemoryError`] when a database fails.
pub fn pretranslate_texts(
    stores: &[&dyn Store],
    texts: &[String],
    from: &Language,
    to: &Language,
) -> Result<BTreeMap<String, String>, MemoryError> {
    let mut translations = BTreeMap::new();
    for text in texts {
        let query = Query {
            text,
            from,
            to,
            context: Context::default(),
            threshold: 100,
            limit: MAX_MATCHES,
        };
        let mut found = lookup_in(stores, &query)?.into_iter();
        if let Some(found) = found.find(|found| !found.unit.target.contains(INLINE_CODE)) {
            translations.insert(text.clone(), found.unit.target);
        }
    }
    Ok(translations)
}

/// The document and the memories that are asked about it.
struct Asked<'a> {
    stores: &'a [&'a dyn Store],
    document: &'a Document,
    from: &'a Language,
    to: &'a Language,
}

impl Asked<'_> {
    fn pretranslation(
        &self,
        span: Span,
        context: Context,
        threshold: u8,
    ) -> Result<Pretranslation, MemoryError> {
        let part = self.document.coded(span);
        let (found, candidates) = self.find(&part, context, threshold)?;
        Ok(Pretranslation {
            span,
            part,
            found,
            candidates,
        })
    }

    /// The match to use, and all that were found.
    fn find(
        &self,
        part: &CodedSpan,
        context: Context,
        threshold: u8,
    ) -> Result<(Option<Match>, Vec<Match>), MemoryError> {
        let coded = self.document.coded_text(part);
        let mut query = Query {
            text: &coded,
            from: self.from,
            to: self.to,
            context,
            threshold,
            limit: MAX_MATCHES,
        };
        let codes = |text: &str| text.matches(INLINE_CODE).count();
        let wanted = part.within.len();
        let found = lookup_in(self.stores, &query)?;
        let place = found
            .iter()
            .position(|found| codes(&found.unit.target) == wanted);
        if !found.is_empty() {
            return Ok((found.get(place.unwrap_or(0)).cloned(), found));
        }
        if wanted == 0 || threshold >= 100 {
            return Ok((None, Vec::new()));
        }
        let plain = self.document.plain_text(part.span);
        query.text = &plain;
        query.threshold = threshold + MISSING_CODES_PENALTY;
        let less = |found: Match| Match {
            score: found.score.min(100).saturating_sub(MISSING_CODES_PENALTY),
            penalty: found.penalty + MISSING_CODES_PENALTY,
            ..found
        };
        let found: Vec<Match> = lookup_in(self.stores, &query)?
            .into_iter()
            .map(less)
            .collect();
        Ok((found.first().cloned(), found))
    }
}

/// The lines of `text` that are not blank, without the white space around them.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let end = start + line.trim().len();
        (start < end).then(|| Span::new(start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{
        Access, Action, Change, ChangeStore, ForeignUnit, LanguagePair, Memory, UnitSink,
    };

    #[test]
    fn lines_come_before_sentences() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::open(&folder.path().join("m.db"), Access::Write).unwrap();
        let tag = |tag| Language::parse(tag).unwrap();
        let languages = LanguagePair {
            source: tag("en"),
            target: tag("fr"),
        };
        let mut units = |import: &mut dyn UnitSink| {
            for (source, target) in [
                ("It rained. It snowed.", "Il a plu et neigé."),
                ("It rained.", "Il a plu."),
                ("The bridge is closed.", "Le pont est fermé."),
                (
                    "Go \u{fffc}home\u{fffc}.",
                    "Rentre \u{fffc}chez toi\u{fffc}.",
                ),
            ] {
                let unit = ForeignUnit {
                    languages: &languages,
                    source,
                    target,
                    context: &Context::default(),
                    created: 0,
                    uses: 1,
                    confidence: None,
                    origin: None,
                    record: None,
                };
                import.add(&unit).unwrap();
            }
            Ok(std::ops::ControlFlow::Continue(()))
        };
        let import = Action::Import {
            file: "units",
            units: &mut units,
        };
        memory.apply(Change::new(import, 0)).unwrap();
        let text = "  It rained. It snowed.\r\n\nIt rained. The bridge is closed. Go home.\n";
        let document = Document::plain(text);
        let found = pretranslate(&[&memory], &document, &tag("en"), &tag("fr"), 100).unwrap();
        let shown: Vec<(&str, Option<&str>)> = found
            .iter()
            .map(|one| (one.span.of(text), one.target()))
            .collect();
        assert_eq!(
            shown,
            [
                ("It rained. It snowed.", Some("Il a plu et neigé.")),
                ("It rained.", Some("Il a plu.")),
                ("The bridge is closed.", Some("Le pont est fermé.")),
                ("Go home.", None),
            ]
        );
    }
}
