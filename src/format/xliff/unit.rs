//! A unit as an XLIFF file has it, and the pairs of texts in it.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use rustc_hash::FxHashMap;

use crate::memory::LanguagePair;
use crate::text::{CodedText, CodedTextBuilder, Language, has_content};

use super::super::fields::Fields;
use super::super::tags::read_tag_if_any;
use super::super::{FileUnit, Incoming, Refusal, Refused, Wanted};
use super::{STATE, UNTRANSLATED};

/// A text of a unit: in one piece, and in segments where it is cut up.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub language: Option<String>,
    pub whole: CodedTextBuilder,
    /// By the names that segments have in source and target alike.
    pub segments: Vec<(String, CodedTextBuilder)>,
}

/// A source with its target.
#[derive(Debug, Default)]
pub(super) struct Pair {
    pub id: Option<String>,
    pub source: Option<Text>,
    /// The source cut into segments (`seg-source`).
    pub segmented: Option<Text>,
    pub target: Option<Text>,
    pub properties: Vec<(String, String)>,
}

/// A unit as the file has it.
#[derive(Debug, Default)]
pub(super) struct RawUnit {
    pub line: usize,
    /// What is said of all of it.
    pub fields: Fields,
    /// Its segments; one in XLIFF 1.
    pub pairs: Vec<Pair>,
    /// Translations that are proposed for it.
    pub candidates: Vec<Pair>,
    /// Native codes by their names (XLIFF 2).
    pub data: FxHashMap<String, String>,
    /// What is wrong with it, if anything is.
    pub wrong: Option<Refusal>,
    /// What had to be mended, if anything had.
    pub doubt: Option<Refusal>,
}

/// The languages that a file names.
#[derive(Debug, Default)]
pub(super) struct Languages {
    pub source: Option<String>,
    pub target: Option<String>,
}

impl RawUnit {
    /// Notes what is wrong, if nothing has been wrong so far.
    pub fn refuse(&mut self, reason: Refusal) {
        self.wrong.get_or_insert(reason);
    }

    /// Hands on the units in it that are translated, and its candidates where they are wanted.
    pub fn each(
        self,
        file: &Languages,
        wanted: Wanted<'_>,
        each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let line = self.line;
        if let Some(reason) = self.wrong {
            return each(Err(Refused { line, reason }));
        }
        let proposed = self.candidates.into_iter().filter(|_| wanted.candidates);
        let first_source = self.pairs.first().and_then(|pair| {
            let source = pair.source.as_ref()?;
            Some((source.language.clone(), source.whole.clone()))
        });

        let proposed = proposed.map(|mut pair| {
            // A proposal that has no source of its own is for that of the unit.
            if pair.source.is_none() {
                pair.source = first_source.clone().map(|(language, whole)| Text {
                    language,
                    whole,
                    segments: Vec::new(),
                });
            }
            pair
        });
        for pair in self.pairs.into_iter().chain(proposed) {
            let common = Common {
                line,
                fields: &self.fields,
                doubt: &self.doubt,
                file,
                wanted,
            };
            for incoming in common.units(pair) {
                each(incoming)?;
            }
        }
        ControlFlow::Continue(())
    }
}

/// What the pairs of a unit have in common.
struct Common<'a> {
    line: usize,
    fields: &'a Fields,
    doubt: &'a Option<Refusal>,
    file: &'a Languages,
    wanted: Wanted<'a>,
}

/// A source and a target that belong together, with the name of their segment.
type Matched = (Option<String>, CodedTextBuilder, CodedTextBuilder);

impl Common<'_> {
    fn units(&self, pair: Pair) -> Vec<Incoming> {
        let refused = |reason| {
            let line = self.line;
            Err(Refused { line, reason })
        };
        let source = pair.source.or_else(|| pair.segmented.clone());
        let (Some(source), Some(target)) = (source, pair.target) else {
            return Vec::new();
        };
        let mut doubt = self.doubt.clone();
        let from = source.language.as_ref().or(self.file.source.as_ref());
        let from = read_tag_if_any(from.map(String::as_str), &mut doubt);
        let to = target.language.as_ref().or(self.file.target.as_ref());
        let to = read_tag_if_any(to.map(String::as_str), &mut doubt);
        let id = pair.id;
        let properties = pair.properties;
        let units = match_up(
            pair.segmented.unwrap_or_else(|| source.clone()),
            source,
            target,
        )
        .into_iter()
        .filter_map(|(segment, source, target)| {
            let id = match (&id, segment) {
                (Some(id), Some(segment)) => Some(format!("{id}/{segment}")),
                (id, segment) => id.clone().or(segment),
            };
            self.unit(id, &properties, source.finish(), target.finish())
        })
        .collect::<Vec<_>>();
        // A file that has no translations may name languages that are none.
        if units.is_empty() {
            return Vec::new();
        }
        let (from, to) = match (from, to) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(error), _) | (_, Err(error)) => return vec![refused(error.into())],
        };
        let Some((languages, undetermined)) = self.wanted.pair(from, to) else {
            return Vec::new();
        };
        let finished = |unit: Result<FileUnit, Side>| match unit {
            Ok(mut unit) => {
                unit.languages = languages.clone();
                unit.doubt = doubt.clone().or(undetermined.clone());
                Ok(unit)
            }
            Err(Side::Source) => refused(Refusal::Empty(languages.source.clone())),
        };
        units.into_iter().map(finished).collect()
    }

    /// The unit of two texts; none if they are no translation.
    fn unit(
        &self,
        id: Option<String>,
        properties: &[(String, String)],
        (source, source_codes): (String, Option<CodedText>),
        (target, target_codes): (String, Option<CodedText>),
    ) -> Option<Result<FileUnit, Side>> {
        if !has_content(&target, target_codes.as_ref()) {
            return None;
        }
        if !has_content(&source, source_codes.as_ref()) {
            return Some(Err(Side::Source));
        }
        let state = properties.iter().find(|(name, _)| name == STATE);
        let untranslated = state.is_some_and(|(_, state)| UNTRANSLATED.contains(&state.as_str()));
        if untranslated && source == target {
            return None;
        }
        // The reader knows them.
        let languages = LanguagePair {
            source: Language::undetermined(),
            target: Language::undetermined(),
        };
        let mut unit = FileUnit::new(self.line, languages, source, target);
        self.fields.clone().put(&mut unit);
        let record = &mut unit.record;
        record.id = match (record.id.take(), id) {
            (Some(unit), Some(segment)) => Some(format!("{unit}/{segment}")),
            (unit, segment) => unit.or(segment),
        };
        record.properties.extend(properties.iter().cloned());
        (record.source, record.target) = (source_codes, target_codes);
        Some(Ok(unit))
    }
}

/// The side that is empty.
enum Side {
    Source,
}

/// The segments of source and target that belong together; the whole texts if none of them do.
fn match_up(mut segmented: Text, whole: Text, mut target: Text) -> Vec<Matched> {
    let mut matched = Vec::new();
    // The segments of each name, in order.
    let mut sources: FxHashMap<String, VecDeque<CodedTextBuilder>> = FxHashMap::default();
    for (name, source) in std::mem::take(&mut segmented.segments) {
        sources.entry(name).or_default().push_back(source);
    }
    for (name, inline) in std::mem::take(&mut target.segments) {
        let source = sources.get_mut(&name).and_then(VecDeque::pop_front);
        if let Some(source) = source {
            matched.push((Some(name), source, inline));
        }
    }
    if matched.is_empty() {
        matched.push((None, whole.whole, target.whole));
    }
    matched
}
