//! A unit as a TMX file has it.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use crate::memory::Record;
use crate::text::{CodedTextBuilder, Language, LanguageError};

use super::languages::Languages;
use crate::format::incoming::Refusal;
use crate::format::io::time::seconds;
use crate::format::io::xml;
use crate::format::io::xml::each_attribute;
use crate::format::units::fields::confidence;

/// Maximum length of a unit in the file, in bytes. A longer one has lost its end tag.
pub(super) const MAX_UNIT_BYTES: usize = 64 << 20;

/// Names of properties that are attributes of `tu` in TMX, after this.
pub(super) const ATTRIBUTE: &str = "tmx:";

/// Names of properties of a text, not of the unit: its source or its target.
pub(super) const OF_SOURCE: &str = "source:";
pub(super) const OF_TARGET: &str = "target:";

/// The attributes of `tu` that have no place of their own in a record.
pub(super) const OTHER_ATTRIBUTES: [&str; 6] = [
    "o-encoding",
    "datatype",
    "creationtool",
    "creationtoolversion",
    "segtype",
    "o-tmf",
];

/// What the attributes of `tu` and `tuv` say.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    pub language: Option<Result<Language, LanguageError>>,
    pub source_language: Option<String>,
    pub created: Option<i64>,
    pub uses: Option<u32>,
    /// The rest; most texts have none.
    pub record: Option<Box<Record>>,
}

impl Said {
    fn of(start: &BytesStart<'_>, languages: &mut Languages) -> Self {
        let mut said = Said::default();
        each_attribute(start, &mut |name, value| said.take(name, value, languages));
        said
    }

    /// What there is room for besides; made when it is needed.
    pub(super) fn record(&mut self) -> &mut Record {
        self.record.get_or_insert_default()
    }

    fn take(&mut self, name: &str, value: Cow<'_, str>, languages: &mut Languages) {
        let text = |value: Cow<'_, str>| Some(value.into_owned());
        match name {
            "xml:lang" => self.language = Some(languages.read(&value)),
            // TMX 1.1; `xml:lang` counts where there are both.
            "lang" if self.language.is_none() => self.language = Some(languages.read(&value)),
            "srclang" => self.source_language = text(value),
            "creationdate" => self.created = seconds(&value),
            "usagecount" => self.uses = value.trim().parse().ok(),
            "tuid" => self.record().id = text(value),
            "creationid" => self.record().author = text(value),
            "changedate" => self.record().changed = seconds(&value),
            "changeid" => self.record().changed_by = text(value),
            "lastusagedate" => self.record().last_used = seconds(&value),
            other if OTHER_ATTRIBUTES.contains(&other) => {
                let name = format!("{ATTRIBUTE}{other}");
                self.record().properties.push((name, value.into_owned()));
            }
            // Files with names in capitals exist.
            other if other.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                self.take(&other.to_ascii_lowercase(), value, languages);
            }
            _ => {}
        }
    }
}

/// A text of a unit.
#[derive(Debug, Default)]
pub(super) struct Variant {
    pub said: Said,
    pub inline: CodedTextBuilder,
    /// Whether it has a `seg`.
    pub has_segment: bool,
}

/// A unit as the file has it.
#[derive(Debug, Default)]
pub(super) struct RawUnit {
    pub line: usize,
    pub said: Said,
    pub before: String,
    pub after: String,
    /// How sure the alignment is that made it, as Recto writes it.
    pub confidence: Option<f64>,
    pub variants: Vec<Variant>,
    /// What is wrong with it, if anything is.
    pub wrong: Option<Refusal>,
    /// What had to be mended, if anything had.
    pub doubt: Option<Refusal>,
}

impl RawUnit {
    /// The unit that `start` begins.
    pub(super) fn begun(start: &BytesStart<'_>, line: usize, languages: &mut Languages) -> Self {
        RawUnit {
            line,
            said: Said::of(start, languages),
            ..RawUnit::default()
        }
    }

    /// A text of it begins.
    pub(super) fn begin_variant(&mut self, start: &BytesStart<'_>, languages: &mut Languages) {
        self.variants.push(Variant {
            said: Said::of(start, languages),
            ..Variant::default()
        });
    }

    /// Notes what is wrong, if nothing has been wrong so far.
    pub(super) fn refuse(&mut self, reason: Refusal) {
        self.wrong.get_or_insert(reason);
    }

    /// `text` without the marks of the decoder, whose meaning is noted.
    pub(super) fn cleared<'a>(&mut self, text: Cow<'a, str>) -> Cow<'a, str> {
        let mut found = None;
        let text = xml::cleared(text, &mut found);
        match found {
            Some(Refusal::Malformed) => self.refuse(Refusal::Malformed),
            Some(doubt) => {
                self.doubt.get_or_insert(doubt);
            }
            None => {}
        }
        text
    }

    /// The record of the text that is added to last, else of the unit.
    fn record(&mut self) -> &mut Record {
        match self.variants.last_mut() {
            Some(variant) => variant.said.record(),
            None => self.said.record(),
        }
    }

    /// A property of it, or of the text that began last.
    pub(super) fn property(&mut self, name: String, value: String) {
        let of_unit = self.variants.is_empty();
        match name.as_str() {
            // As Recto and memoQ write them, which puts a segment into it.
            "x-context-pre" if of_unit => self.before = segment_in(&value).to_owned(),
            "x-context-post" if of_unit => self.after = segment_in(&value).to_owned(),
            "x-recto-confidence" if of_unit => self.confidence = confidence(&value),
            // As Recto writes where a unit was met.
            "x-recto-origin" if of_unit => {}
            _ => {
                if of_unit {
                    // As OmegaT writes them.
                    match name.as_str() {
                        "prev" if self.before.is_empty() => self.before.clone_from(&value),
                        "next" if self.after.is_empty() => self.after.clone_from(&value),
                        _ => {}
                    }
                }
                self.record().properties.push((name, value));
            }
        }
    }

    /// A note of it, or of the text that began last.
    pub(super) fn note(&mut self, text: String) {
        if !text.trim().is_empty() {
            self.record().notes.push(text);
        }
    }
}

/// What is in `<seg>…</seg>`, if the whole value is.
fn segment_in(value: &str) -> &str {
    let inner = value.strip_prefix("<seg>");
    inner
        .and_then(|inner| inner.strip_suffix("</seg>"))
        .unwrap_or(value)
}
