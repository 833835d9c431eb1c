//! What is read from files of translation units.

use std::io;

use crate::memory::{Context, LanguagePair, Origin, Record};
use crate::text::{Language, LanguageError};

use super::columns::Columns;

/// Which units of a file to read, and what to assume where the file does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The source language; if `None`, the one that the file declares.
    pub from: Option<&'a Language>,
    /// The target language; if `None`, all that the file has.
    pub to: Option<&'a Language>,
    /// Whether to read translations that need review (`fuzzy` in gettext).
    pub fuzzy: bool,
    /// Whether to read units that are no longer in use (`#~` in gettext).
    pub obsolete: bool,
    /// Whether to read the proposals beside a unit as units (`alt-trans` in XLIFF).
    pub candidates: bool,
    /// How the fields of a line are told apart and what is in which, where that is not to be found out.
    pub columns: Option<&'a Columns>,
}

impl Wanted<'_> {
    /// The languages of a unit whose file says these of it, with what is doubtful about them; `None` if
    /// other ones are wanted. What the file does not say is as it is wanted, else English for the
    /// source, as it is in programs, and undetermined for the target.
    pub(in crate::format) fn pair(
        &self,
        source: Option<Language>,
        target: Option<Language>,
    ) -> Option<(LanguagePair, Option<Refusal>)> {
        let fits = |said: &Option<Language>, wanted: Option<&Language>| match (said, wanted) {
            (Some(said), Some(wanted)) => said.primary() == wanted.primary(),
            _ => true,
        };
        if !fits(&source, self.from) || !fits(&target, self.to) {
            return None;
        }
        let target = target.or_else(|| self.to.cloned());
        let doubt = target.is_none().then_some(Refusal::Undetermined);
        let english = || Language::parse("en").unwrap_or_else(|_| Language::undetermined());
        let languages = LanguagePair {
            source: source
                .or_else(|| self.from.cloned())
                .unwrap_or_else(english),
            target: target.unwrap_or_else(Language::undetermined),
        };
        Some((languages, doubt))
    }
}

/// A translation unit that was read from a file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileUnit {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// Its languages.
    pub languages: LanguagePair,
    /// The source text, with U+FFFC for each inline code.
    pub source: String,
    /// The target text, with U+FFFC for each inline code.
    pub target: String,
    /// The source segments beside it, where the file says so.
    pub context: Context,
    /// When it was made, in seconds since 1970 (UTC), where the file says so.
    pub created: Option<i64>,
    /// How often it was used; at least 1.
    pub uses: u32,
    /// The confidence of the alignment, 0–1, if the file says so; `None` for a unit that a person has accepted.
    pub confidence: Option<f64>,
    /// Where it was found, if the file says so.
    pub origin: Option<Origin>,
    /// Whether a person has rejected it, so that it must not be stored.
    pub rejected: bool,
    /// Everything else that the file says about it.
    pub record: Record,
    /// What was wrong with it, if it was read all the same.
    pub doubt: Option<Refusal>,
}

impl FileUnit {
    /// A unit of which the file says nothing but its texts.
    pub(in crate::format) fn new(
        line: usize,
        languages: LanguagePair,
        source: String,
        target: String,
    ) -> Self {
        FileUnit {
            line,
            languages,
            source,
            target,
            context: Context::default(),
            created: None,
            uses: 1,
            confidence: None,
            origin: None,
            rejected: false,
            record: Record::default(),
            doubt: None,
        }
    }

    /// The same, if both texts say something.
    pub(in crate::format) fn said(
        line: usize,
        languages: LanguagePair,
        source: String,
        target: String,
    ) -> Result<Self, Refusal> {
        for (text, language) in [(&source, &languages.source), (&target, &languages.target)] {
            if text.trim().is_empty() {
                return Err(Refusal::Empty(language.clone()));
            }
        }
        Ok(FileUnit::new(line, languages, source, target))
    }
}

/// A unit, or a piece of a file, that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: Refusal,
}

/// Why a unit cannot be read, or what had to be mended to read it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A text has no language.
    #[error("a text of it has no language (in TMX, xml:lang)")]
    NoLanguage,
    /// The tag of a language is not valid.
    #[error(transparent)]
    Language(#[from] LanguageError),
    /// The source language has no text.
    #[error("it has no text in its source language, {0}")]
    NoSource(String),
    /// There is no second text.
    #[error("it has a text in one language only")]
    NoTarget,
    /// There is nothing to translate.
    #[error("its {0} text is empty")]
    Empty(Language),
    /// The source language has no text, but a variant of it has.
    #[error("it has no text in its source language, {named}, but one in {other}")]
    OtherVariant {
        /// What should be the source.
        named: String,
        /// The variant.
        other: Language,
    },
    /// Nothing but inline codes.
    #[error("its {0} text has nothing but inline codes")]
    OnlyCodes(Language),
    /// The status of a row of a review sheet is none.
    #[error(
        "its status '{0}' is none of accepted, doubtful, rejected, unpaired (or nothing, which accepts it)"
    )]
    Status(String),
    /// A field that must be there.
    #[error("it has no {0}")]
    Missing(&'static str),
    /// Bytes that are no UTF-8 in a file that is.
    #[error("it holds bytes that are no UTF-8; they were read as windows-1252")]
    Guessed,
    /// The file ends within it.
    #[error("the file ends within it; it was taken as far as it goes")]
    Cut,
    /// Its end is not marked.
    #[error("it has no end; it was taken up to the next one")]
    Unended,
    /// A part of the tag of a language is none.
    #[error("its language '{said}' is not registered; it was taken as {taken}")]
    Tag {
        /// The tag.
        said: String,
        /// What it was read as.
        taken: Language,
    },
    /// A language is not said.
    #[error("the file does not say its target language; it was taken as und")]
    Undetermined,
    /// Bytes that are no text in the file's encoding.
    #[error("it holds bytes that are no text in the encoding of the file")]
    Malformed,
    /// An entity that only the file's DTD could explain. It is not fetched.
    #[error("it holds the entity &{0};, which XML does not define")]
    Entity(String),
    /// The file is not as its format has it.
    #[error("the file is broken here: {0}")]
    Broken(String),
}

impl Refusal {
    /// Whether it is so for all units of a file that have the same, and need be said only once.
    pub fn is_of_file(&self) -> bool {
        matches!(self, Refusal::Undetermined | Refusal::Tag { .. })
    }
}

/// A unit, or why there is none.
pub type Incoming = Result<FileUnit, Refused>;

/// Why a file gives no units at all.
#[derive(Debug, thiserror::Error)]
pub enum UnitsError {
    /// The system could not read it.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// It is of another format.
    #[error("this is not {0}")]
    Format(&'static str),
    /// It is of none of the known formats.
    #[error("{0}")]
    Unknown(String),
    /// It is broken from its beginning on.
    #[error("this is not {format}: {reason}")]
    Malformed {
        /// What the format is called.
        format: &'static str,
        /// What is wrong, in the words of its parser.
        reason: String,
    },
    /// The languages are neither in the file nor given by the caller.
    #[error("the file does not say its languages")]
    Languages,
}
