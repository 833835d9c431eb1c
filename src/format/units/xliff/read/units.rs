//! The pairs of texts in a unit, as units of a memory.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use rustc_hash::FxHashMap;

use crate::format::incoming::{FileUnit, Incoming, Refusal, Refused, Wanted};
use crate::format::units::fields::Fields;
use crate::format::units::tags::read_tag_if_any;
use crate::format::units::xliff::parsed::{Content, Pair, Unit, Version};
use crate::format::units::xliff::parser::{Languages, Parser};
use crate::format::units::xliff::{STATE, UNTRANSLATED};
use crate::memory::LanguagePair;
use crate::text::{CodedText, CodedTextBuilder, Language, has_content};

use super::text::{Text, text};

/// Hands on the translated texts of `unit`, and its candidates where they are wanted.
pub(super) fn each(
    unit: Unit,
    parser: &Parser,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let line = unit.line;
    if let Some(reason) = unit.wrong {
        return each(Err(Refused { line, reason }));
    }
    let proposed = unit.candidates.into_iter().filter(|_| wanted.candidates);
    // A candidate without a source of its own is for that of the unit.
    let first_source = match wanted.candidates {
        true => unit.pairs.first().and_then(|pair| pair.source.clone()),
        false => None,
    };
    let proposed = proposed.map(|mut pair| {
        if pair.source.is_none() {
            pair.source.clone_from(&first_source);
        }
        pair
    });
    let common = Common {
        line,
        fields: &unit.fields,
        doubt: &unit.doubt,
        version: parser.version,
        file: &parser.languages,
        wanted,
    };
    for pair in unit.pairs.into_iter().chain(proposed) {
        for incoming in common.units(pair) {
            each(incoming)?;
        }
    }
    ControlFlow::Continue(())
}

/// Facts that all pairs of a unit share.
struct Common<'a> {
    line: usize,
    fields: &'a Fields,
    doubt: &'a Option<Refusal>,
    version: Version,
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
        let read = |content: &Content| text(content, self.version);
        let whole = read(&source);
        let segmented = pair.segmented.as_ref().map(read);
        let units = match_up(segmented, whole, read(&target))
            .into_iter()
            .filter_map(|(segment, source, target)| {
                let id = match (&id, segment) {
                    (Some(id), Some(segment)) => Some(format!("{id}/{segment}")),
                    (id, segment) => id.clone().or(segment),
                };
                self.unit(id, &properties, source.finish(), target.finish())
            })
            .collect::<Vec<_>>();
        // A file without translations may name languages that do not exist.
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
        let finished = |unit: Option<FileUnit>| match unit {
            Some(mut unit) => {
                unit.languages = languages.clone();
                unit.doubt = doubt.clone().or(undetermined.clone());
                Ok(unit)
            }
            None => refused(Refusal::Empty(languages.source.clone())),
        };
        units.into_iter().map(finished).collect()
    }

    /// The unit of two texts: `None` if they are no translation, `Some(None)` if the source is empty.
    fn unit(
        &self,
        id: Option<String>,
        properties: &[(String, String)],
        (source, source_codes): (String, Option<CodedText>),
        (target, target_codes): (String, Option<CodedText>),
    ) -> Option<Option<FileUnit>> {
        if !has_content(&target, target_codes.as_ref()) {
            return None;
        }
        if !has_content(&source, source_codes.as_ref()) {
            return Some(None);
        }
        let state = properties.iter().find(|(name, _)| name == STATE);
        let untranslated = state.is_some_and(|(_, state)| UNTRANSLATED.contains(&state.as_str()));
        if untranslated && source == target {
            return None;
        }
        // Set by the caller.
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
        Some(Some(unit))
    }
}

/// The segments of source and target that belong together, or the whole texts if no segments do.
fn match_up(segmented: Option<Text>, mut whole: Text, mut target: Text) -> Vec<Matched> {
    let mut matched = Vec::new();
    let segments =
        segmented.map_or_else(|| std::mem::take(&mut whole.segments), |text| text.segments);
    // The segments of each name, in order.
    let mut sources: FxHashMap<String, VecDeque<CodedTextBuilder>> = FxHashMap::default();
    for (name, source) in segments {
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
