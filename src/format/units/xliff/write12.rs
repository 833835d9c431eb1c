//! Writing XLIFF 1.2, valid against its strict schema.

use std::fmt::Write;
use std::io;

use crate::memory::LanguagePair;
use crate::text::{CodeRole, CodedText, Element, PairedRun, TextRun, UnitCode};

use super::{APPROVED, NAME, ORIGINAL, RECTO, STATE, STATE_QUALIFIER};
use crate::format::io::xml::{attribute, escaped, escaped_value};
use crate::format::outgoing::{OutgoingUnit, Units, Writing};
use crate::format::units::fields::fields_of;

/// The states of a target in the standard. Others begin with `x-`.
const STATES: [&str; 10] = [
    "final",
    "needs-adaptation",
    "needs-l10n",
    "needs-review-adaptation",
    "needs-review-l10n",
    "needs-review-translation",
    "needs-translation",
    "new",
    "signed-off",
    "translated",
];

/// The qualifiers of a state in the standard. Others begin with `x-`.
const QUALIFIERS: [&str; 14] = [
    "exact-match",
    "fuzzy-match",
    "id-match",
    "leveraged-glossary",
    "leveraged-inherited",
    "leveraged-mt",
    "leveraged-repository",
    "leveraged-tm",
    "mt-suggestion",
    "rejected-grammar",
    "rejected-inaccurate",
    "rejected-length",
    "rejected-spelling",
    "tm-suggestion",
];

/// The types of codes in the standard: of standalone codes, and of those with two ends.
const PLACEHOLDERS: [&str; 3] = ["image", "pb", "lb"];
const DELIMITERS: [&str; 4] = ["bold", "italic", "underlined", "link"];

/// Writes the units as one file of XLIFF 1.2, with a `file` for each run of units of the same
/// languages and the same document.
pub(in crate::format) fn write(
    units: &mut Units<'_>,
    _: &Writing,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
          <xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n",
    )?;
    let mut open: Option<(LanguagePair, String)> = None;
    let mut text = String::new();
    for (number, outgoing) in (1..).zip(units) {
        let outgoing = outgoing?;
        let original = outgoing.record.property(ORIGINAL).unwrap_or(RECTO);
        let same = |(languages, document): &(LanguagePair, String)| {
            *languages == outgoing.unit.languages && document == original
        };
        text.clear();
        if !open.as_ref().is_some_and(same) {
            if open.is_some() {
                end_file(&mut text);
            }
            begin_file(&outgoing.unit.languages, original, &mut text);
            open = Some((outgoing.unit.languages.clone(), original.to_owned()));
        }
        unit_of(&outgoing, number, &mut text);
        out.write_all(text.as_bytes())?;
    }
    text.clear();
    match open {
        Some(_) => end_file(&mut text),
        // The schema wants one.
        None => text.push_str(
            "  <file original=\"recto\" source-language=\"und\" datatype=\"plaintext\">\n    <body/>\n  </file>\n",
        ),
    }
    out.write_all(text.as_bytes())?;
    out.write_all(b"</xliff>\n")
}

fn begin_file(languages: &LanguagePair, original: &str, out: &mut String) {
    let LanguagePair { source, target } = languages;
    let _ = write!(
        out,
        "  <file original=\"{}\" source-language=\"{source}\" target-language=\"{target}\" \
         datatype=\"plaintext\">\n    <body>\n",
        escaped_value(original)
    );
}

fn end_file(out: &mut String) {
    out.push_str("    </body>\n  </file>\n");
}

fn unit_of(outgoing: &OutgoingUnit, number: usize, out: &mut String) {
    let OutgoingUnit { unit, record } = outgoing;
    let _ = write!(out, "      <trans-unit id=\"{RECTO}-{number}\"");
    if let Some(name) = record.property(NAME) {
        attribute(out, "resname", name);
    }
    if let Some(approved) = record
        .property(APPROVED)
        .filter(|value| matches!(*value, "yes" | "no"))
    {
        attribute(out, "approved", approved);
    }
    out.push_str(" xml:space=\"preserve\">\n        <source>");
    match &record.source {
        Some(marked) => text(marked, out),
        None => out.push_str(&escaped(&unit.source)),
    }
    out.push_str("</source>\n        <target");
    if let Some(state) = record
        .property(STATE)
        .filter(|state| is_value(&STATES, state))
    {
        attribute(out, "state", state);
    }
    let qualifier = record.property(STATE_QUALIFIER);
    if let Some(qualifier) = qualifier.filter(|value| is_value(&QUALIFIERS, value)) {
        attribute(out, "state-qualifier", qualifier);
    }
    out.push('>');
    match &record.target {
        Some(marked) => text(marked, out),
        None => out.push_str(&escaped(&unit.target)),
    }
    out.push_str("</target>\n");
    let mut contexts: Vec<(String, String)> = Vec::new();
    for (name, value) in fields_of(outgoing) {
        contexts.push((name.replace('_', "-"), value));
    }
    for property in &record.properties {
        let (name, value) = (property.0.as_str(), property.1.as_str());
        let attribute = match name {
            STATE => is_value(&STATES, value),
            STATE_QUALIFIER => is_value(&QUALIFIERS, value),
            APPROVED => matches!(value, "yes" | "no"),
            NAME | ORIGINAL => true,
            _ => false,
        };
        if !attribute {
            let json = serde_json::to_string(property).unwrap_or_default();
            contexts.push(("property".to_owned(), json));
        }
    }
    if !contexts.is_empty() {
        out.push_str("        <context-group purpose=\"information\">\n");
        for (name, value) in contexts {
            let _ = writeln!(
                out,
                "          <context context-type=\"x-recto-{name}\">{}</context>",
                escaped(&value)
            );
        }
        out.push_str("        </context-group>\n");
    }
    for note in &record.notes {
        let _ = writeln!(out, "        <note>{}</note>", escaped(note));
    }
    out.push_str("      </trans-unit>\n");
}

fn is_value(known: &[&str], value: &str) -> bool {
    known.contains(&value) || value.starts_with("x-")
}

/// Writes a text with its codes. Elements of XLIFF 1 leave as they came, others according to their roles.
pub(super) fn text(marked: &CodedText, out: &mut String) {
    for piece in marked.paired() {
        match piece {
            PairedRun::Text(text) => out.push_str(&escaped(text)),
            PairedRun::Open(tag) => span(tag, out),
            PairedRun::Close => out.push_str("</mrk>"),
            PairedRun::Begin(code, number, true) if code.element.name == "g" => {
                out.push_str("<g");
                attributes(
                    code,
                    &number.to_string(),
                    &["ctype", "clone", "xid", "equiv-text"],
                    out,
                );
                out.push('>');
            }
            PairedRun::End(code, _, true) if code.element.name == "g" => out.push_str("</g>"),
            PairedRun::Begin(code, number, _) => pair("bpt", "bx", code, number, out),
            PairedRun::End(code, number, _) => pair("ept", "ex", code, number, out),
            PairedRun::Standalone(code, number) => {
                let id = number.to_string();
                match code.content.is_empty() && !matches!(code.element.name.as_str(), "" | "ph") {
                    true => {
                        out.push_str("<x");
                        attributes(code, &id, &["ctype", "clone", "xid", "equiv-text"], out);
                        out.push_str("/>");
                    }
                    false => {
                        out.push_str("<ph");
                        attributes(
                            code,
                            &id,
                            &["ctype", "crc", "assoc", "xid", "equiv-text"],
                            out,
                        );
                        content("ph", code, out);
                    }
                }
            }
            PairedRun::Isolated(code, number, begins) => {
                out.push_str("<it");
                let position = if begins { "open" } else { "close" };
                attribute(out, "pos", position);
                attributes(
                    code,
                    &number.to_string(),
                    &["rid", "ctype", "crc", "xid", "equiv-text"],
                    out,
                );
                content("it", code, out);
            }
        }
    }
}

/// Writes a code that has another end: as an element around its markup, or as an empty one if its markup is unknown.
fn pair(full: &str, empty: &str, code: &UnitCode, number: usize, out: &mut String) {
    let bare = code.content.is_empty() && code.element.name != full;
    let name = if bare { empty } else { full };
    let _ = write!(out, "<{name}");
    let allowed: &[&str] = match name {
        "bpt" => &["ctype", "crc", "xid", "equiv-text"],
        "bx" => &["ctype", "clone", "xid", "equiv-text"],
        "ept" => &["crc", "xid", "equiv-text"],
        _ => &["xid", "equiv-text"],
    };
    attributes(code, &number.to_string(), allowed, out);
    let rid = code
        .element
        .attribute("rid")
        .or(code.element.attribute("i"));
    let is_token = |name: &&str| {
        let allowed = |c: char| c.is_alphanumeric() || ".-_:".contains(c);
        !name.is_empty() && name.chars().all(allowed)
    };
    if let Some(rid) = rid.filter(is_token) {
        attribute(out, "rid", rid);
    }
    match bare {
        true => out.push_str("/>"),
        false => content(full, code, out),
    }
}

/// Writes the attributes of a code: the identifier that it must have, and those that its element may have.
fn attributes(code: &UnitCode, number: &str, allowed: &[&str], out: &mut String) {
    attribute(out, "id", code.element.attribute("id").unwrap_or(number));
    for (name, value) in &code.element.attributes {
        let known = match name.as_str() {
            // Written by another rule, below.
            "ctype" => false,
            "assoc" => ["preceding", "following", "both"].contains(&value.as_str()),
            "clone" => ["yes", "no"].contains(&value.as_str()),
            _ => true,
        };
        if known && allowed.contains(&name.as_str()) {
            attribute(out, name, value);
        }
    }
    // TMX calls it the type. Values that XLIFF does not know begin with `x-`.
    let kind = code
        .element
        .attribute("ctype")
        .or(code.element.attribute("type"));
    if let Some(kind) = kind.filter(|_| allowed.contains(&"ctype")) {
        let known: &[&str] = match code.role {
            CodeRole::Standalone => &PLACEHOLDERS,
            _ => &DELIMITERS,
        };
        match is_value(known, kind) {
            true => attribute(out, "ctype", kind),
            false => attribute(out, "ctype", &format!("x-{}", kind.replace(' ', "-"))),
        }
    }
}

/// Writes the rest of an element with the content of the code.
fn content(name: &str, code: &UnitCode, out: &mut String) {
    if code.content.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for piece in &code.content.0 {
        match piece {
            TextRun::Text(text) => out.push_str(&escaped(text)),
            TextRun::Open(_) => out.push_str("<sub>"),
            TextRun::Close => out.push_str("</sub>"),
            TextRun::Code(inner) => out.push_str(&escaped(&inner.content.all_text())),
        }
    }
    let _ = write!(out, "</{name}>");
}

fn span(tag: &Element, out: &mut String) {
    out.push_str("<mrk");
    // `seg` would cut the text up.
    let kind = tag.attribute("mtype").filter(|kind| *kind != "seg");
    match kind {
        Some(kind) => attribute(out, "mtype", kind),
        None => attribute(
            out,
            "mtype",
            &format!("x-{}", tag.attribute("type").unwrap_or(&tag.name)),
        ),
    }
    for name in ["mid", "comment"] {
        if let Some(value) = tag.attribute(name) {
            attribute(out, name, value);
        }
    }
    out.push('>');
}
