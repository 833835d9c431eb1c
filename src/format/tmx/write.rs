//! Writing TMX.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::memory::TranslationUnit;

use super::super::Units;

/// Writes the units as one TMX file. Context and origin are `prop`s; characters that XML 1.0
/// cannot hold become U+FFFD.
pub(in super::super) fn write(units: &mut Units<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.get_mut()
        .write_all(b"\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">")?;
    let tmx = BytesStart::new("tmx").with_attributes([("version", "1.4")]);
    xml.write_event(Event::Start(tmx))?;
    xml.create_element("header")
        .with_attributes([
            ("creationtool", "Recto"),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", "sentence"),
            ("o-tmf", "recto"),
            ("adminlang", "en"),
            ("srclang", "*all*"),
            ("datatype", "plaintext"),
        ])
        .write_empty()?;
    xml.write_event(Event::Start(BytesStart::new("body")))?;
    for unit in units {
        write_unit(&mut xml, &unit?)?;
    }
    xml.write_event(Event::End(BytesEnd::new("body")))?;
    xml.write_event(Event::End(BytesEnd::new("tmx")))?;
    xml.get_mut().write_all(b"\n")
}

fn write_unit(xml: &mut Writer<&mut dyn io::Write>, unit: &TranslationUnit) -> io::Result<()> {
    let (id, uses) = (unit.id.to_string(), unit.uses.to_string());
    let (created, source) = (date(unit.created), unit.languages.source.as_str());
    let mut tu = xml
        .create_element("tu")
        .with_attributes([("tuid", id.as_str()), ("srclang", source)]);
    // A unit that comes from no memory has no history.
    if unit.uses > 0 {
        tu = tu.with_attributes([
            ("creationdate", created.as_str()),
            ("usagecount", uses.as_str()),
        ]);
    }
    tu.write_inner_content(|xml| {
        for (kind, value) in [
            ("x-context-pre", &unit.context.before),
            ("x-context-post", &unit.context.after),
        ] {
            if !value.is_empty() {
                prop(xml, kind, value)?;
            }
        }
        if let Some(confidence) = unit.confidence {
            prop(xml, "x-recto-confidence", &format!("{confidence:.4}"))?;
        }
        for origin in &unit.origins {
            prop(xml, "x-recto-origin", &origin.to_string())?;
        }
        for (language, text) in [
            (&unit.languages.source, &unit.source),
            (&unit.languages.target, &unit.target),
        ] {
            xml.create_element("tuv")
                .with_attribute(("xml:lang", language.as_str()))
                .write_inner_content(|xml| {
                    xml.create_element("seg")
                        .write_text_content(BytesText::new(&allowed(text)))?;
                    Ok(())
                })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn prop(xml: &mut Writer<&mut dyn io::Write>, kind: &str, value: &str) -> io::Result<()> {
    xml.create_element("prop")
        .with_attribute(("type", kind))
        .write_text_content(BytesText::new(&allowed(value)))?;
    Ok(())
}

/// `text` with what XML 1.0 has no way to write replaced.
fn allowed(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => c,
            _ => '\u{FFFD}',
        })
        .collect()
}

/// Seconds since 1970 as TMX writes a time: `20261124T152000Z`.
fn date(seconds: i64) -> String {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or_default();
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(date(0), "19700101T000000Z");
        assert_eq!(date(951_782_400), "20000229T000000Z");
        assert_eq!(date(1_795_534_496), "20261124T153456Z");
    }
}
