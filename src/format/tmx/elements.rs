//! What the elements of a TMX file mean, and a unit as they give it.

use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart};

use super::super::Refusal;
use super::super::decoding::MALFORMED;

/// Stands for an inline code in a text: U+FFFC, OBJECT REPLACEMENT CHARACTER.
pub(super) const INLINE_CODE: char = '\u{FFFC}';

/// An element that matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    Tmx,
    Header,
    Unit,
    Variant,
    Segment,
    Prop,
    /// Native codes: `bpt`, `ept`, `ph`, `it`, and `ut` of TMX 1.1.
    Code,
    /// Anything else; `hi` among it, whose content is text.
    Other,
}

impl Element {
    /// What the element of this name is. Files with names in capitals exist.
    pub fn of(name: &str) -> Self {
        const NAMES: [(&str, Element); 11] = [
            ("tmx", Element::Tmx),
            ("header", Element::Header),
            ("tu", Element::Unit),
            ("tuv", Element::Variant),
            ("seg", Element::Segment),
            ("prop", Element::Prop),
            ("bpt", Element::Code),
            ("ept", Element::Code),
            ("ph", Element::Code),
            ("it", Element::Code),
            ("ut", Element::Code),
        ];
        NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map_or(Element::Other, |&(_, element)| element)
    }
}

/// The value of the first of `names` that `start` has.
pub(super) fn attribute(start: &BytesStart<'_>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        start
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.as_ref().eq_ignore_ascii_case(name))
            .map(
                |attribute| match attribute.normalized_value(XmlVersion::Implicit1_0) {
                    Ok(value) => value.into_owned(),
                    Err(_) => attribute.value.clone().into_owned(),
                },
            )
    })
}

/// A text of a unit.
#[derive(Debug, Default)]
pub(super) struct Variant {
    /// Its language, as the file has it.
    pub language: Option<String>,
    /// Its text.
    pub text: String,
}

/// A unit as the file has it.
#[derive(Debug, Default)]
pub(super) struct RawUnit {
    pub line: usize,
    pub source_language: Option<String>,
    pub created: Option<i64>,
    pub uses: Option<u32>,
    pub before: String,
    pub after: String,
    pub confidence: String,
    pub variants: Vec<Variant>,
    /// What is wrong with it, if anything is.
    pub wrong: Option<Refusal>,
}

impl RawUnit {
    /// The unit that `start` begins.
    pub fn begun(start: &BytesStart<'_>, line: usize) -> Self {
        RawUnit {
            line,
            source_language: attribute(start, &["srclang"]),
            created: attribute(start, &["creationdate"]).and_then(|text| seconds(&text)),
            uses: attribute(start, &["usagecount"]).and_then(|text| text.trim().parse().ok()),
            ..RawUnit::default()
        }
    }

    /// How sure the alignment is that made it, as Recto writes it.
    pub fn confidence(&self) -> Option<f64> {
        let confidence = self.confidence.trim().parse().ok();
        confidence.filter(|confidence| (0.0..=1.0).contains(confidence))
    }

    /// Notes what is wrong, if nothing has been wrong so far.
    pub fn refuse(&mut self, reason: Refusal) {
        self.wrong.get_or_insert(reason);
    }

    /// Adds `text` to its last variant.
    pub fn push_text(&mut self, text: &str) {
        if text.contains(MALFORMED) {
            self.refuse(Refusal::Malformed);
        }
        if let Some(variant) = self.variants.last_mut() {
            variant.text.push_str(text);
        }
    }
}

/// What a reference stands for: one of the five of XML, or the number of a character.
pub(super) fn referred(reference: &BytesRef<'_>) -> Result<String, Refusal> {
    let name = reference.xml10_content();
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Ok(c.to_string());
    }
    match quick_xml::escape::resolve_predefined_entity(&name) {
        Some(text) => Ok(text.to_owned()),
        None => Err(Refusal::Entity(name.into_owned())),
    }
}

/// The seconds since 1970 of a time as TMX writes it, `20261124T152000Z`.
fn seconds(text: &str) -> Option<i64> {
    let (date, time) = text.trim().strip_suffix('Z')?.split_once('T')?;
    let number = |text: &str, at: Range<usize>| {
        let digits = text.get(at)?;
        let all = digits.bytes().all(|byte| byte.is_ascii_digit());
        all.then(|| digits.parse::<i16>().ok()).flatten()
    };
    if (date.len(), time.len()) != (8, 6) {
        return None;
    }
    let small = |text, at| number(text, at).map(|number| number as i8);
    let (year, month, day) = (number(date, 0..4)?, small(date, 4..6)?, small(date, 6..8)?);
    let (hour, minute, second) = (small(time, 0..2)?, small(time, 2..4)?, small(time, 4..6)?);
    let time = jiff::civil::DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    let time = jiff::tz::Offset::UTC.to_timestamp(time).ok()?;
    Some(time.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_tmx() {
        assert_eq!(seconds("19700102T000001Z"), Some(86_401));
        assert_eq!(seconds(" 20261124T152000Z "), Some(1_795_533_600));
        for other in [
            "20261324T152000Z",
            "2026-11-24T15:20:00Z",
            "20261124T1520Z",
            "20261124T+52000Z",
            "",
            "é",
        ] {
            assert_eq!(seconds(other), None, "{other}");
        }
    }
}
