use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use language_tags::{LanguageTag, ValidationError};

/// A language as a BCP 47 tag in its canonical form (`en`, `pt-BR`, `zh-Hant`).
///
/// Only tags whose subtags are in the IANA Language Subtag Registry are accepted, so that a typing mistake cannot open
/// a second memory beside the right one. `und` and private use (`x-…`) are valid tags.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

/// Why a text is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LanguageError {
    /// It is not well-formed by BCP 47.
    #[error("'{0}' is not a language tag: use BCP 47, e.g. en, pt-BR or zh-Hant")]
    Malformed(String),
    /// It is well-formed, but a subtag is not registered.
    #[error("unknown language tag '{tag}' ({reason}): use a BCP 47 tag, e.g. en, fr, fa or pt-BR")]
    Unknown {
        /// The tag as it was given.
        tag: String,
        /// Which subtag is not registered.
        reason: &'static str,
    },
}

impl Language {
    /// Parses a tag, in any case, with `_` allowed for `-` as in locale names.
    ///
    /// # Errors
    /// [`LanguageError`] when it is not well-formed or not registered.
    pub fn parse(tag: &str) -> Result<Self, LanguageError> {
        let hyphenated = tag.trim().replace('_', "-");
        let parsed = LanguageTag::parse(&hyphenated)
            .map_err(|_| LanguageError::Malformed(tag.to_owned()))?;
        match parsed.validate() {
            // Registered prefixes are advice, not a rule (RFC 5646, 2.2.5).
            Ok(()) | Err(ValidationError::WrongVariantPrefix) => {}
            Err(error) => {
                return Err(LanguageError::Unknown {
                    tag: tag.to_owned(),
                    reason: unregistered(error),
                });
            }
        }
        // The crate compares `qaa..qtz` as strings and so takes two letters for private use.
        if matches!(parsed.primary_language().as_bytes(), [b'q', second] if *second != b'u') {
            return Err(LanguageError::Unknown {
                tag: tag.to_owned(),
                reason: "no such language is registered",
            });
        }
        let canonical = parsed.canonicalize().unwrap_or(parsed);
        Ok(Language(canonical.into_string().into()))
    }

    /// The tag in canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language subtag: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The undetermined language, `und`.
    pub fn undetermined() -> Self {
        Language("und".into())
    }
}

fn unregistered(error: ValidationError) -> &'static str {
    match error {
        ValidationError::PrimaryLanguageNotInRegistry => "no such language is registered",
        ValidationError::ScriptNotInRegistry => "no such script is registered",
        ValidationError::RegionNotInRegistry => "no such region is registered",
        ValidationError::VariantNotInRegistry => "no such variant is registered",
        _ => "its subtags do not fit together",
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Language::parse(tag)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_canonical() {
        for (given, canonical) in [
            ("en", "en"),
            ("PT-br", "pt-BR"),
            ("zh_hant", "zh-Hant"),
            ("iw", "he"),
            ("de-CH-1996", "de-CH-1996"),
        ] {
            assert_eq!(Language::parse(given).unwrap().as_str(), canonical);
        }
        assert_eq!(Language::parse("pt-BR").unwrap().primary(), "pt");
    }

    #[test]
    fn what_is_not_registered_is_refused() {
        for tag in ["", "english", "xx", "qq", "zz-ZZ", "en-XX9", "e", "fr--FR"] {
            assert!(Language::parse(tag).is_err(), "{tag}");
        }
    }
}
