//! From the texts of a unit to pairs of a source and a target.

use std::ops::ControlFlow;

use crate::memory::{Context, LanguagePair, Record};
use crate::text::{CodedText, INLINE_CODE, Language, has_content};

use super::languages::Languages;
use super::unit::{MAX_UNIT_BYTES, OF_SOURCE, OF_TARGET, RawUnit, Said, Variant};
use crate::format::incoming::{FileUnit, Incoming, Refusal, Refused, Wanted};

/// Makes pairs of units, and remembers the languages that it has read.
pub(super) struct Pairs<'a> {
    wanted: Wanted<'a>,
    /// The source language of units that have none of their own.
    pub source_language: Option<String>,
    /// Whether a unit had a text in just the language that should be its source: then one that has
    /// only a variant of it lacks its source.
    exact: bool,
    /// The languages of the file.
    pub languages: Languages,
}

/// A text of a unit in a language that is known.
#[derive(Clone)]
struct Text {
    language: Language,
    said: Said,
    text: String,
    marked: Option<CodedText>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(wanted: Wanted<'a>) -> Self {
        Pairs {
            wanted,
            source_language: None,
            exact: false,
            languages: Languages::default(),
        }
    }

    /// Hands on the pairs of `unit`: of its source and each other text, where both are wanted.
    ///
    /// The source is the text in the language that is asked for, else in that which the unit or
    /// the file calls the source, else (`*all*`, or nothing said) the first.
    pub(super) fn each_of(
        &mut self,
        mut unit: RawUnit,
        each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let line = unit.line;
        let doubt = self.languages.doubt.take();
        unit.doubt = unit.doubt.take().or(doubt);
        match self.pairs_of(unit, each) {
            Ok(flow) => flow,
            Err(reason) => each(Err(Refused { line, reason })),
        }
    }

    fn pairs_of(
        &mut self,
        mut unit: RawUnit,
        each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Refusal> {
        if let Some(reason) = unit.wrong {
            return Err(reason);
        }
        let text = |Variant {
                        mut said, inline, ..
                    }: Variant| {
            let language = said.language.take().ok_or(Refusal::NoLanguage)??;
            let (text, marked) = inline.finish();
            Ok::<Text, Refusal>(Text {
                language,
                said,
                text,
                marked,
            })
        };
        let texts = unit.variants.into_iter().map(text);
        let mut texts = texts.collect::<Result<Vec<Text>, Refusal>>()?;
        let named = unit.said.source_language.take();
        let Some((source, exact)) = self.source_of(&texts, named)? else {
            // A file of many languages is asked for one: the others are no mistakes.
            return Ok(ControlFlow::Continue(()));
        };
        if texts.len() < 2 {
            return Err(Refusal::NoTarget);
        }
        let source = texts.remove(source);
        check(&source)?;
        // Another text in the language of the source is no translation.
        texts.retain(|text| text.language != source.language);
        if texts.is_empty() {
            return Err(Refusal::NoTarget);
        }
        // Where the source is only called `en`, neither `en-US` nor `en-GB` is its translation.
        let foreign = |text: &Text| text.language.primary() != source.language.primary();
        if !exact && texts.iter().any(foreign) {
            texts.retain(foreign);
        }
        if let Some(to) = self.wanted.to {
            let Some((at, _)) = best(&texts, to) else {
                return Ok(ControlFlow::Continue(()));
            };
            texts.swap(0, at);
            texts.truncate(1);
        }
        // Each pair has a copy of the source.
        if source.text.len().saturating_mul(texts.len()) > MAX_UNIT_BYTES {
            return Err(Refusal::Broken(format!(
                "with its source once for each of {} translations a unit is longer than 64 MiB",
                texts.len()
            )));
        }
        let context = Context::new(&unit.before, &unit.after);
        let line = unit.line;
        let mut common = Some((source, unit.said, context));
        let last = texts.len() - 1;
        for (at, target) in texts.into_iter().enumerate() {
            if let Err(reason) = check(&target) {
                if each(Err(Refused { line, reason })).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
                continue;
            }
            // The last one may have what the others only had copies of: most units have one target.
            let mine = match at == last {
                true => common.take(),
                false => common.clone(),
            };
            let Some((source, said, context)) = mine else {
                break;
            };
            let unit = FileUnit {
                line,
                created: said.created.or(target.said.created),
                uses: said.uses.or(target.said.uses).unwrap_or(1).max(1),
                confidence: unit.confidence,
                origin: None,
                rejected: false,
                record: record(said, source.said, target.said, source.marked, target.marked),
                languages: LanguagePair {
                    source: source.language,
                    target: target.language,
                },
                source: source.text,
                target: target.text,
                context,
                doubt: unit.doubt.clone(),
            };
            if each(Ok(unit)).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Which of the texts is the source, and whether it is in just the language that it should be in;
    /// none if another language is wanted.
    fn source_of(
        &mut self,
        texts: &[Text],
        named: Option<String>,
    ) -> Result<Option<(usize, bool)>, Refusal> {
        if let Some(from) = self.wanted.from {
            return Ok(best(texts, from));
        }
        let named = named.or_else(|| self.source_language.clone());
        let named = named.map(|tag| tag.trim().to_owned());
        let named = named.filter(|tag| !tag.is_empty() && !tag.eq_ignore_ascii_case("*all*"));
        let Some(named) = named else {
            return Ok(Some((0, true)));
        };
        let language = self.languages.read(&named)?;
        match best(texts, &language) {
            None => Err(Refusal::NoSource(named)),
            Some((at, is_exact)) => {
                if let Some(other) = texts.get(at).filter(|_| self.exact && !is_exact) {
                    let other = other.language.clone();
                    return Err(Refusal::OtherVariant { named, other });
                }
                self.exact |= is_exact;
                Ok(Some((at, is_exact)))
            }
        }
    }
}

/// Whether a text has anything to translate.
fn check(text: &Text) -> Result<(), Refusal> {
    if has_content(&text.text, text.marked.as_ref()) {
        return Ok(());
    }
    let language = text.language.clone();
    Err(match text.text.contains(INLINE_CODE) {
        true => Refusal::OnlyCodes(language),
        false => Refusal::Empty(language),
    })
}

/// What is said of a pair: of its unit, and of its two texts. What is said of the unit counts before
/// what is said of the target.
fn record(
    unit: Said,
    source: Said,
    target: Said,
    source_codes: Option<CodedText>,
    target_codes: Option<CodedText>,
) -> Record {
    let mut record = unit.record.map_or_else(Record::default, |record| *record);
    for (side, said) in [(OF_SOURCE, source), (OF_TARGET, target)] {
        let Some(said) = said.record else {
            continue;
        };
        if side == OF_TARGET {
            record.author = record.author.or(said.author);
            record.changed = record.changed.max(said.changed);
            record.changed_by = record.changed_by.or(said.changed_by);
            record.last_used = record.last_used.max(said.last_used);
        }
        record.notes.extend(said.notes);
        let named = |(name, value): (String, String)| (format!("{side}{name}"), value);
        record
            .properties
            .extend(said.properties.into_iter().map(named));
    }
    (record.source, record.target) = (source_codes, target_codes);
    record
}

/// The text in `language`, else the first in a relative of it (`pt-BR` for `pt`), and whether it is
/// just that language.
fn best(texts: &[Text], language: &Language) -> Option<(usize, bool)> {
    let same = texts.iter().position(|text| text.language == *language);
    let related = |text: &Text| text.language.primary() == language.primary();
    match same {
        Some(at) => Some((at, true)),
        None => texts.iter().position(related).map(|at| (at, false)),
    }
}
