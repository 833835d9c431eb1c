//! From the texts of a unit to pairs of a source and a target.

use std::collections::HashMap;

use crate::memory::{Context, LanguagePair};
use crate::text::{Language, LanguageError};

use super::super::{FileUnit, Incoming, Refusal, Refused, Wanted};
use super::elements::{RawUnit, Variant};

/// Makes pairs of units, and remembers the languages that it has read.
pub(super) struct Pairs<'a> {
    wanted: Wanted<'a>,
    /// The source language of units that have none of their own.
    pub source_language: Option<String>,
    languages: HashMap<String, Result<Language, LanguageError>>,
}

impl<'a> Pairs<'a> {
    pub fn new(wanted: Wanted<'a>) -> Self {
        Pairs {
            wanted,
            source_language: None,
            languages: HashMap::new(),
        }
    }

    /// The pairs of `unit`: of its source and each other text, where both are wanted.
    ///
    /// The source is the text in the language that is asked for, else in that which the unit or
    /// the file calls the source, else (`*all*`, or nothing said) the first.
    pub fn of(&mut self, unit: RawUnit) -> Vec<Incoming> {
        let line = unit.line;
        self.try_of(unit)
            .unwrap_or_else(|reason| vec![Err(Refused { line, reason })])
    }

    fn try_of(&mut self, unit: RawUnit) -> Result<Vec<Incoming>, Refusal> {
        if let Some(reason) = unit.wrong {
            return Err(reason);
        }
        let confidence = unit.confidence();
        let named = unit.source_language.as_deref();
        let named = named.or(self.source_language.as_deref()).map(str::trim);
        let named = named
            .filter(|tag| !tag.is_empty() && !tag.eq_ignore_ascii_case("*all*"))
            .map(str::to_owned);
        let mut texts = Vec::with_capacity(unit.variants.len());
        for Variant { language, text } in unit.variants {
            let tag = language.ok_or(Refusal::NoLanguage)?;
            texts.push((self.language(&tag)?, text));
        }
        let source = match (self.wanted.from, named) {
            (Some(from), _) => match best(&texts, from) {
                Some(at) => at,
                // A file of many languages is asked for one: the others are no mistakes.
                None => return Ok(Vec::new()),
            },
            (None, Some(tag)) => {
                let language = self.language(&tag)?;
                best(&texts, &language).ok_or(Refusal::NoSource(tag))?
            }
            (None, None) => 0,
        };
        if texts.len() < 2 {
            return Err(Refusal::NoTarget);
        }
        let (language, text) = texts.remove(source);
        if text.trim().is_empty() {
            return Err(Refusal::Empty(language));
        }
        if let Some(to) = self.wanted.to {
            let Some(at) = best(&texts, to) else {
                return Ok(Vec::new());
            };
            texts.swap(0, at);
            texts.truncate(1);
        }
        let pair = |(target_language, target): (Language, String)| {
            if target.trim().is_empty() {
                let reason = Refusal::Empty(target_language);
                return Err(Refused {
                    line: unit.line,
                    reason,
                });
            }
            Ok(FileUnit {
                line: unit.line,
                languages: LanguagePair {
                    source: language.clone(),
                    target: target_language,
                },
                source: text.clone(),
                target,
                context: Context::of(&unit.before, &unit.after),
                created: unit.created,
                uses: unit.uses.unwrap_or(1).max(1),
                confidence,
                origin: None,
                rejected: false,
            })
        };
        Ok(texts.into_iter().map(pair).collect())
    }

    fn language(&mut self, tag: &str) -> Result<Language, LanguageError> {
        if let Some(known) = self.languages.get(tag) {
            return known.clone();
        }
        let parsed = Language::parse(tag);
        // A hostile file has no end of tags.
        if self.languages.len() < 4096 {
            self.languages.insert(tag.to_owned(), parsed.clone());
        }
        parsed
    }
}

/// The text in `language`, else the first in a relative of it (`pt-BR` for `pt`).
fn best(texts: &[(Language, String)], language: &Language) -> Option<usize> {
    let same = texts.iter().position(|(spoken, _)| spoken == language);
    same.or_else(|| {
        let related = |(spoken, _): &(Language, String)| spoken.primary() == language.primary();
        texts.iter().position(related)
    })
}
