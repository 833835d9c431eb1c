//! Writing TMX 1.4b.

use std::fmt::Write;
use std::io;

use crate::memory::{LanguagePair, Record};
use crate::text::{CodedText, PairedRun, TextRun, UnitCode};

use super::unit::{ATTRIBUTE, OF_SOURCE, OF_TARGET, OTHER_ATTRIBUTES};
use crate::format::io::time::tmx_time;
use crate::format::io::xml::{attribute, escaped, escaped_value};
use crate::format::outgoing::{OutgoingUnit, Units, Writing};

/// Writes the units as one TMX file. Context, origin and properties are `prop`s; characters that
/// XML 1.0 cannot hold become U+FFFD.
pub(in crate::format) fn write(
    units: &mut Units<'_>,
    _: &Writing,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n\
         <tmx version=\"1.4\">\n  <header creationtool=\"Recto\" creationtoolversion=\"{}\" \
         segtype=\"sentence\" o-tmf=\"recto\" adminlang=\"en\" srclang=\"*all*\" \
         datatype=\"plaintext\"/>\n  <body>\n",
        env!("CARGO_PKG_VERSION")
    )?;
    let mut text = String::new();
    for unit in units {
        text.clear();
        unit_of(&unit?, &mut text);
        out.write_all(text.as_bytes())?;
    }
    out.write_all(b"  </body>\n</tmx>\n")
}

fn unit_of(outgoing: &OutgoingUnit, out: &mut String) {
    let OutgoingUnit { unit, record } = outgoing;
    out.push_str("    <tu");
    let mut attribute = |name: &str, value: &str| attribute(out, name, value);
    if let Some(id) = &record.id {
        attribute("tuid", id);
    }
    attribute("srclang", unit.languages.source.as_str());
    // A unit that comes from no memory has no history.
    if unit.uses > 0 {
        attribute("creationdate", &tmx_time(unit.created));
        attribute("usagecount", &unit.uses.to_string());
    }
    for (name, value) in [
        ("creationid", &record.author),
        ("changeid", &record.changed_by),
    ] {
        if let Some(value) = value {
            attribute(name, value);
        }
    }
    for (name, value) in [
        ("changedate", record.changed),
        ("lastusagedate", record.last_used),
    ] {
        if let Some(value) = value {
            attribute(name, &tmx_time(value));
        }
    }
    other_attributes(record, "", out);
    out.push_str(">\n");
    let mut prop = |kind: &str, value: &str| {
        if !value.is_empty() {
            property("      ", kind, value, out);
        }
    };
    prop("x-context-pre", &unit.context.before);
    prop("x-context-post", &unit.context.after);
    if let Some(confidence) = unit.confidence {
        prop("x-recto-confidence", &confidence.to_string());
    }
    for origin in &unit.origins {
        prop("x-recto-origin", &origin.to_string());
    }
    for note in &record.notes {
        let _ = writeln!(out, "      <note>{}</note>", escaped(note));
    }
    for (name, value) in &record.properties {
        if !is_attribute(name) && !name.starts_with(OF_SOURCE) && !name.starts_with(OF_TARGET) {
            property("      ", name, value, out);
        }
    }
    let LanguagePair { source, target } = &unit.languages;
    for (side, language, text, marked) in [
        (OF_SOURCE, source, &unit.source, &record.source),
        (OF_TARGET, target, &unit.target, &record.target),
    ] {
        let _ = write!(out, "      <tuv xml:lang=\"{language}\"");
        other_attributes(record, side, out);
        out.push_str(">\n");
        for (name, value) in &record.properties {
            if let Some(name) = name.strip_prefix(side).filter(|name| !is_attribute(name)) {
                property("        ", name, value, out);
            }
        }
        out.push_str("        <seg>");
        match marked {
            Some(marked) => segment(marked, out),
            None => out.push_str(&escaped(text)),
        }
        out.push_str("</seg>\n      </tuv>\n");
    }
    out.push_str("    </tu>\n");
}

/// Whether a property is an attribute of TMX.
fn is_attribute(name: &str) -> bool {
    let name = name.strip_prefix(ATTRIBUTE);
    name.is_some_and(|name| OTHER_ATTRIBUTES.contains(&name))
}

/// Those properties that are attributes, of the unit or of the text of a side.
fn other_attributes(record: &Record, side: &str, out: &mut String) {
    for name in OTHER_ATTRIBUTES {
        // `tuv` has no such attribute.
        if name == "segtype" && !side.is_empty() {
            continue;
        }
        if let Some(value) = record.property(&format!("{side}{ATTRIBUTE}{name}")) {
            attribute(out, name, value);
        }
    }
}

fn property(indent: &str, kind: &str, value: &str, out: &mut String) {
    let (kind, value) = (escaped_value(kind), escaped(value));
    let _ = writeln!(out, "{indent}<prop type=\"{kind}\">{value}</prop>");
}

/// The content of a segment with its codes.
fn segment(marked: &CodedText, out: &mut String) {
    for piece in marked.paired() {
        match piece {
            PairedRun::Text(text) => out.push_str(&escaped(text)),
            PairedRun::Open(tag) => {
                // The only element around text that TMX has.
                out.push_str("<hi");
                attributes(&tag.attributes, &["x", "type"], out);
                out.push('>');
            }
            PairedRun::Close => out.push_str("</hi>"),
            PairedRun::Begin(code, number, _) => native("bpt", ("i", number), code, out),
            PairedRun::End(code, number, _) => native("ept", ("i", number), code, out),
            PairedRun::Standalone(code, number) => {
                let name = if code.element.name == "ut" {
                    "ut"
                } else {
                    "ph"
                };
                native(name, ("", number), code, out);
            }
            PairedRun::Isolated(code, _, begins) => {
                let position = if begins { "begin" } else { "end" };
                let _ = write!(out, "<it pos=\"{position}\"");
                attributes(&code.element.attributes, &["x", "type"], out);
                out.push('>');
                content(&code.content, out);
                out.push_str("</it>");
            }
        }
    }
}

/// A code as an element of TMX, with those of its attributes that this element has.
fn native(name: &str, (pairing, number): (&str, usize), code: &UnitCode, out: &mut String) {
    let allowed: &[&str] = match name {
        "bpt" => &["x", "type"],
        "ept" => &[],
        "ut" => &["x"],
        _ => &["x", "type", "assoc"],
    };
    let _ = write!(out, "<{name}");
    if !pairing.is_empty() {
        // The numbers of the file, if it is TMX.
        match code.element.attribute(pairing) {
            Some(value) => attribute(out, pairing, value),
            None => {
                let _ = write!(out, " {pairing}=\"{number}\"");
            }
        }
    }
    attributes(&code.element.attributes, allowed, out);
    match code.content.is_empty() {
        true => out.push_str("/>"),
        false => {
            out.push('>');
            content(&code.content, out);
            let _ = write!(out, "</{name}>");
        }
    }
}

fn attributes(of: &[(String, String)], allowed: &[&str], out: &mut String) {
    let has_type = of.iter().any(|(name, _)| name == "type");
    for (name, value) in of {
        // As XLIFF calls it.
        let name = match name.as_str() {
            "ctype" if !has_type => "type",
            name => name,
        };
        if allowed.contains(&name) {
            attribute(out, name, value);
        }
    }
}

/// What a code holds; text within it that is to be translated is in `sub`.
fn content(marked: &CodedText, out: &mut String) {
    for piece in &marked.0 {
        match piece {
            TextRun::Text(text) => out.push_str(&escaped(text)),
            TextRun::Open(tag) => {
                out.push_str("<sub");
                attributes(&tag.attributes, &["datatype", "type"], out);
                out.push('>');
            }
            TextRun::Close => out.push_str("</sub>"),
            // Within `sub`, which only TMX has.
            TextRun::Code(code) => {
                let known = ["bpt", "ept", "ph", "it", "ut"].contains(&code.element.name.as_str());
                let name = if known {
                    code.element.name.as_str()
                } else {
                    "ph"
                };
                let _ = write!(out, "<{name}");
                let allowed = ["i", "x", "type", "pos", "assoc"];
                attributes(&code.element.attributes, &allowed, out);
                out.push('>');
                content(&code.content, out);
                let _ = write!(out, "</{name}>");
            }
        }
    }
}
