//! SRX files into [`SrxDocument`]s.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::{
    FormatHandle, LanguageMap, LanguageRule, Rule, SrxDocument, SrxError, SrxFile, SrxNotice,
};

impl SrxDocument {
    /// Reads an SRX file of version 2.0 or 1.0, in UTF-8, UTF-16 or the encoding that its XML
    /// declaration names. Elements of other namespaces (tools keep their settings in them) are
    /// passed over with a notice. No entity is expanded but the five of XML, no DTD is read.
    ///
    /// Patterns are not looked at yet: [`SrxRules::compile`](super::SrxRules::compile) does that,
    /// for one language.
    ///
    /// # Errors
    /// [`SrxError`], with the line and what to do.
    pub fn read(bytes: &[u8]) -> Result<SrxFile, SrxError> {
        let text = decode(bytes)?;
        let mut reading = Reading {
            lines: Lines::new(&text),
            ..Reading::default()
        };
        let mut xml = Reader::from_str(&text);
        loop {
            let at = usize::try_from(xml.buffer_position()).unwrap_or(text.len());
            reading.line = reading.lines.line_of(at);
            let event = xml.read_event().map_err(|error| {
                let at = usize::try_from(xml.error_position()).unwrap_or(text.len());
                SrxError::Xml {
                    line: reading.lines.line_of(at),
                    reason: error.to_string(),
                }
            })?;
            match event {
                Event::Start(element) => reading.open(&element)?,
                Event::Empty(element) => {
                    reading.open(&element)?;
                    reading.close();
                }
                Event::End(_) => reading.close(),
                Event::Text(text) => reading.add(&text.xml10_content()),
                Event::CData(text) => reading.add(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let line = reading.line;
                    let found = reference
                        .resolve_char_ref()
                        .map_err(|error| SrxError::Xml {
                            line,
                            reason: error.to_string(),
                        })?;
                    let name = reference.into_inner();
                    let c = found.or(match &*name {
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "amp" => Some('&'),
                        "apos" => Some('\''),
                        "quot" => Some('"'),
                        _ => None,
                    });
                    let c = c.ok_or_else(|| SrxError::Entity {
                        line,
                        name: name.into_owned(),
                    })?;
                    reading.add(c.encode_utf8(&mut [0; 4]));
                }
                Event::DocType(_) => reading.notice("the document type is not read"),
                Event::Eof => return reading.finish(),
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            }
        }
    }
}

/// The text in `bytes`, without a byte order mark.
fn decode(bytes: &[u8]) -> Result<String, SrxError> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None if bytes.starts_with(b"<\0") => (UTF_16LE, 0),
        None if bytes.starts_with(b"\0<") => (UTF_16BE, 0),
        None => (declared(bytes)?, 0),
    };
    encoding
        .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
        .map(|text| text.into_owned())
        .ok_or_else(|| SrxError::Encoding(encoding.name().to_owned()))
}

/// The encoding that the XML declaration names, else UTF-8.
fn declared(bytes: &[u8]) -> Result<&'static Encoding, SrxError> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).into_owned();
    let declaration = head
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .map_or("", |(declaration, _)| declaration);
    let label = declaration.split_once("encoding").and_then(|(_, rest)| {
        let value = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split_once(quote).map(|(label, _)| label.trim())
    });
    match label {
        None => Ok(UTF_8),
        // The bytes of the declaration itself show that it cannot be UTF-16.
        Some(label) if label.to_ascii_lowercase().starts_with("utf-16") => Ok(UTF_8),
        Some(label) => Encoding::for_label(label.as_bytes())
            .ok_or_else(|| SrxError::UnknownEncoding(label.to_owned())),
    }
}

/// Where the lines of a text begin.
#[derive(Default)]
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Self {
        Lines(text.match_indices('\n').map(|(at, _)| at + 1).collect())
    }

    fn line_of(&self, at: usize) -> usize {
        1 + self.0.partition_point(|&start| start <= at)
    }
}

/// Where text goes that is read now.
#[derive(Default, Clone, Copy, PartialEq)]
enum Target {
    #[default]
    Nowhere,
    Before,
    After,
}

#[derive(Default)]
struct Reading {
    lines: Lines,
    line: usize,
    /// Open elements by their local names.
    open: Vec<String>,
    /// How many elements are open inside of one that is passed over.
    skipped: usize,
    seen_root: bool,
    is_version_1: bool,
    has_header: bool,
    target: Target,
    document: SrxDocument,
    notices: Vec<SrxNotice>,
}

impl Reading {
    fn notice(&mut self, message: impl Into<String>) {
        self.notices.push(SrxNotice {
            line: self.line,
            message: message.into(),
        });
    }

    fn add(&mut self, text: &str) {
        let rule = self.document.language_rules.last_mut();
        let Some(rule) = rule.and_then(|list| list.rules.last_mut()) else {
            return;
        };
        match self.target {
            _ if self.skipped > 0 => {}
            Target::Before => rule.before.push_str(text),
            Target::After => rule.after.push_str(text),
            Target::Nowhere => {}
        }
    }

    fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else {
            self.open.pop();
            self.target = Target::Nowhere;
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), SrxError> {
        if self.skipped > 0 {
            self.skipped += 1;
            return Ok(());
        }
        let name = element.local_name().as_ref().to_owned();
        let name = String::from_utf8_lossy(name.as_ref()).into_owned();
        if self.open.is_empty() && (name != "srx" || self.seen_root) {
            return Err(SrxError::NotSrx {
                line: self.line,
                found: name,
            });
        }
        let parent = self.open.last().cloned().unwrap_or_default();
        match (&*parent, &*name) {
            ("", _) => {
                self.seen_root = true;
                self.version(element)?;
            }
            ("srx", "header") => {
                self.has_header = true;
                self.header(element)?;
            }
            ("header", "formathandle") => {
                let kind = self.attribute(element, "type")?.unwrap_or_default();
                let include = self.yes_no(element, "include")?.unwrap_or_default();
                self.document
                    .format_handles
                    .push(FormatHandle { kind, include });
            }
            ("srx", "body") | ("body", "languagerules" | "maprules") => {}
            ("maprules", "maprule") if self.is_version_1 => {}
            ("languagerules", "languagerule") => self.language_rule(element)?,
            ("languagerule", "rule") => {
                let breaks = self.yes_no(element, "break")?.unwrap_or(true);
                let line = self.line;
                if let Some(list) = self.document.language_rules.last_mut() {
                    list.rules.push(Rule {
                        breaks,
                        line,
                        ..Rule::default()
                    });
                }
            }
            ("rule", "beforebreak") => self.target = Target::Before,
            ("rule", "afterbreak") => self.target = Target::After,
            ("maprules" | "maprule", "languagemap") => {
                let pattern = self.required(element, "languagepattern")?;
                let rule_name = self.required(element, "languagerulename")?;
                self.document.maps.push(LanguageMap {
                    pattern,
                    rule_name,
                    line: self.line,
                });
            }
            ("srx" | "header" | "body", _) => {
                let full = element.name();
                let full = String::from_utf8_lossy(full.as_ref().as_ref()).into_owned();
                self.notice(format!("<{full}> is no part of SRX and is passed over"));
                self.skipped = 1;
                return Ok(());
            }
            _ => {
                return Err(SrxError::Misplaced {
                    line: self.line,
                    element: name,
                    parent: format!("<{parent}>"),
                });
            }
        }
        self.open.push(name);
        Ok(())
    }

    fn version(&mut self, element: &BytesStart<'_>) -> Result<(), SrxError> {
        match self
            .attribute(element, "version")?
            .as_deref()
            .map(str::trim)
        {
            Some("2.0") => {}
            Some("1.0") => self.is_version_1 = true,
            None => self.notice("<srx> names no version; it is read as 2.0"),
            Some(version) => {
                return Err(SrxError::Version {
                    line: self.line,
                    version: version.to_owned(),
                });
            }
        }
        Ok(())
    }

    fn header(&mut self, element: &BytesStart<'_>) -> Result<(), SrxError> {
        let subflows = self.yes_no(element, "segmentsubflows")?;
        let cascade = self.yes_no(element, "cascade")?;
        if cascade.is_none() && !self.is_version_1 {
            self.notice("<header> has no cascade=\"yes|no\"; it is read as no");
        }
        self.document.segment_subflows = subflows.unwrap_or(true);
        self.document.cascade = cascade.unwrap_or(false);
        Ok(())
    }

    fn language_rule(&mut self, element: &BytesStart<'_>) -> Result<(), SrxError> {
        let name = self.required(element, "languagerulename")?;
        if self
            .document
            .language_rules
            .iter()
            .any(|rule| rule.name == name)
        {
            return Err(SrxError::Duplicate {
                line: self.line,
                name,
            });
        }
        self.document.language_rules.push(LanguageRule {
            name,
            rules: Vec::new(),
        });
        Ok(())
    }

    fn attribute(
        &self,
        element: &BytesStart<'_>,
        name: &'static str,
    ) -> Result<Option<String>, SrxError> {
        let malformed = |reason: String| SrxError::Xml {
            line: self.line,
            reason,
        };
        let found = element
            .try_get_attribute(name)
            .map_err(|error| malformed(error.to_string()))?;
        found
            .map(|attribute| {
                attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map(|value| value.into_owned())
                    .map_err(|error| malformed(error.to_string()))
            })
            .transpose()
    }

    fn required(&self, element: &BytesStart<'_>, name: &'static str) -> Result<String, SrxError> {
        self.attribute(element, name)?
            .ok_or_else(|| self.wrong(element, name, "…", "none".to_owned()))
    }

    fn yes_no(
        &self,
        element: &BytesStart<'_>,
        name: &'static str,
    ) -> Result<Option<bool>, SrxError> {
        let value = self.attribute(element, name)?;
        match value.as_deref().map(str::trim) {
            None => Ok(None),
            Some("yes") => Ok(Some(true)),
            Some("no") => Ok(Some(false)),
            Some(other) => Err(self.wrong(element, name, "yes|no", format!("\"{other}\""))),
        }
    }

    fn wrong(
        &self,
        element: &BytesStart<'_>,
        attribute: &'static str,
        wanted: &'static str,
        found: String,
    ) -> SrxError {
        let name = element.local_name();
        SrxError::Attribute {
            line: self.line,
            element: String::from_utf8_lossy(name.as_ref().as_ref()).into_owned(),
            attribute,
            wanted,
            found,
        }
    }

    fn finish(mut self) -> Result<SrxFile, SrxError> {
        if !self.seen_root || !self.open.is_empty() {
            return Err(SrxError::Xml {
                line: self.line,
                reason: "it ends before </srx>".to_owned(),
            });
        }
        if !self.has_header {
            self.document.segment_subflows = true;
            self.notice("there is no <header>; cascade is read as no");
        }
        if self.document.maps.is_empty() {
            return Err(SrxError::NoMaps);
        }
        for map in &self.document.maps {
            let known = |rule: &LanguageRule| rule.name == map.rule_name;
            if !self.document.language_rules.iter().any(known) {
                return Err(SrxError::UnknownRule {
                    line: map.line,
                    name: map.rule_name.clone(),
                });
            }
        }
        Ok(SrxFile {
            document: self.document,
            notices: self.notices,
        })
    }
}
