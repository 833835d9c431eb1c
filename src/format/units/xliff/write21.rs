//! Writing XLIFF 2.1, valid against its schema.

use std::fmt::Write;
use std::io;

use rustc_hash::FxHashMap;

use crate::memory::LanguagePair;
use crate::text::{CodedText, PairedRun, UnitCode};

use super::{NAME, OWN_TYPE, RECTO, STATE, SUB_STATE};
use crate::format::io::xml::{attribute, escaped, escaped_value};
use crate::format::outgoing::{OutgoingUnit, Units, Writing};
use crate::format::units::fields::fields_of;

/// The states of a segment in the standard.
const STATES: [&str; 4] = ["initial", "translated", "reviewed", "final"];

/// Writes the units as one file of XLIFF 2.1. A file has one pair of languages, that of the first unit. What the memory
/// knows of a unit is metadata (module 2.0).
pub(in crate::format) fn write(
    units: &mut Units<'_>,
    _: &Writing,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut languages: Option<LanguagePair> = None;
    let mut text = String::new();
    for (number, outgoing) in (1..).zip(units) {
        let outgoing = outgoing?;
        text.clear();
        match &languages {
            None => {
                begin(&outgoing.unit.languages, &mut text);
                languages = Some(outgoing.unit.languages.clone());
            }
            Some(first) if *first != outgoing.unit.languages => {
                let more = format!("a file of XLIFF 2 has one pair of languages, {first}");
                return Err(io::Error::other(more));
            }
            Some(_) => {}
        }
        unit_of(&outgoing, number, &mut text);
        out.write_all(text.as_bytes())?;
    }
    match languages {
        Some(_) => out.write_all(b"  </file>\n</xliff>\n"),
        // The schema wants a unit.
        None => out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
              <xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"und\">\n  \
              <file id=\"recto\">\n    <unit id=\"recto-0\">\n      <segment>\n        \
              <source/>\n      </segment>\n    </unit>\n  </file>\n</xliff>\n",
        ),
    }
}

fn begin(languages: &LanguagePair, out: &mut String) {
    let LanguagePair { source, target } = languages;
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" \
         xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\" version=\"2.1\" \
         srcLang=\"{source}\" trgLang=\"{target}\">\n  <file id=\"{RECTO}\">\n"
    );
}

fn unit_of(outgoing: &OutgoingUnit, number: usize, out: &mut String) {
    let OutgoingUnit { unit, record } = outgoing;
    let _ = write!(out, "    <unit id=\"{RECTO}-{number}\"");
    if let Some(name) = record.property(NAME) {
        attribute(out, "name", name);
    }
    out.push_str(" xml:space=\"preserve\">\n");
    metadata(outgoing, out);
    if !record.notes.is_empty() {
        out.push_str("      <notes>\n");
        for note in &record.notes {
            let _ = writeln!(out, "        <note>{}</note>", escaped(note));
        }
        out.push_str("      </notes>\n");
    }
    let mut data = Vec::new();
    let texts = [
        (&record.source, &unit.source),
        (&record.target, &unit.target),
    ]
    .map(|(marked, plain)| {
        let mut written = String::new();
        match marked {
            Some(marked) => text(marked, &mut data, &mut written),
            None => content(plain, &mut written),
        }
        written
    });
    if !data.is_empty() {
        out.push_str("      <originalData>\n");
        for (at, native) in data.iter().enumerate() {
            let _ = writeln!(out, "        <data id=\"d{at}\">{}</data>", escaped(native));
        }
        out.push_str("      </originalData>\n");
    }
    out.push_str("      <segment");
    let state = record
        .property(STATE)
        .filter(|state| STATES.contains(state));
    if let Some(state) = state {
        attribute(out, "state", state);
        if let Some(sub_state) = record.property(SUB_STATE) {
            attribute(out, "subState", sub_state);
        }
    }
    let [source, target] = texts;
    let _ = write!(
        out,
        ">\n        <source>{source}</source>\n        <target>{target}</target>\n      \
         </segment>\n    </unit>\n"
    );
}

/// Writes what the memory knows of a unit, and its properties.
fn metadata(outgoing: &OutgoingUnit, out: &mut String) {
    let record = &outgoing.record;
    let fields = fields_of(outgoing);
    let state = record
        .property(STATE)
        .is_some_and(|state| STATES.contains(&state));
    let elsewhere = |name: &str| name == NAME || (state && (name == STATE || name == SUB_STATE));
    let properties = record
        .properties
        .iter()
        .filter(|(name, _)| !elsewhere(name));
    let properties: Vec<_> = properties.collect();
    if fields.is_empty() && properties.is_empty() {
        return;
    }
    out.push_str("      <mda:metadata>\n");
    let mut group = |category: &str, values: &mut dyn Iterator<Item = (String, &str)>| {
        let _ = writeln!(out, "        <mda:metaGroup category=\"{category}\">");
        for (kind, value) in values {
            let (kind, value) = (escaped_value(&kind), escaped(value));
            let _ = writeln!(
                out,
                "          <mda:meta type=\"{kind}\">{value}</mda:meta>"
            );
        }
        out.push_str("        </mda:metaGroup>\n");
    };
    if !fields.is_empty() {
        let mut fields = fields.iter().map(|(name, value)| {
            (
                format!("{RECTO}:{}", name.replace('_', "-")),
                value.as_str(),
            )
        });
        group(RECTO, &mut fields);
    }
    if !properties.is_empty() {
        let properties = properties.iter();
        let mut named = properties.map(|(name, value)| (name.clone(), value.as_str()));
        group("properties", &mut named);
    }
    out.push_str("      </mda:metadata>\n");
}

/// Writes a text, with `cp` for characters that XML cannot hold.
pub(super) fn content(text: &str, out: &mut String) {
    let mut rest = text;
    let forbidden = |c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r');
    while let Some((at, c)) = rest.char_indices().find(|&(_, c)| forbidden(c)) {
        let (before, after) = rest.split_at_checked(at).unwrap_or_default();
        out.push_str(&escaped(before));
        let _ = write!(out, "<cp hex=\"{:04X}\"/>", u32::from(c));
        rest = after.strip_prefix(c).unwrap_or_default();
    }
    out.push_str(&escaped(rest));
}

/// Writes a text with its codes, whose markup goes to `data`.
pub(super) fn text(marked: &CodedText, data: &mut Vec<String>, out: &mut String) {
    let mut spans = 0;
    // The identifiers of codes that begin something, by their numbers.
    let mut begun = FxHashMap::default();
    for piece in marked.paired() {
        match piece {
            PairedRun::Text(text) => content(text, out),
            PairedRun::Open(tag) => {
                spans += 1;
                let kind = tag.attribute("type").filter(|kind| {
                    matches!(*kind, "generic" | "comment" | "term") || kind.contains(':')
                });
                let id = tag
                    .attribute("id")
                    .map_or(format!("m{spans}"), str::to_owned);
                out.push_str("<mrk");
                attribute(out, "id", &id);
                match kind {
                    Some(kind) => attribute(out, "type", kind),
                    None => attribute(out, "type", &format!("{RECTO}:{}", tag.name)),
                }
                for name in ["ref", "value"] {
                    if let Some(value) = tag.attribute(name) {
                        attribute(out, name, value);
                    }
                }
                out.push('>');
            }
            PairedRun::Close => out.push_str("</mrk>"),
            PairedRun::Begin(code, number, true)
                if matches!(code.element.name.as_str(), "pc" | "g") =>
            {
                out.push_str("<pc");
                common(code, number, "dataRefStart", data, out);
                out.push('>');
            }
            PairedRun::End(code, _, true) if matches!(code.element.name.as_str(), "pc" | "g") => {
                out.push_str("</pc>");
            }
            PairedRun::Begin(code, number, _) => {
                begun.insert(number, name_of(code, number));
                out.push_str("<sc");
                common(code, number, "dataRef", data, out);
                out.push_str("/>");
            }
            PairedRun::End(code, number, _) => {
                out.push_str("<ec");
                reference(code, "dataRef", data, out);
                // As the code that it ends is called.
                let name = begun.remove(&number);
                let name = name.unwrap_or_else(|| number.to_string());
                attribute(out, "startRef", &name);
                out.push_str("/>");
            }
            PairedRun::Isolated(code, number, begins) => {
                out.push_str(if begins { "<sc" } else { "<ec" });
                common(code, number, "dataRef", data, out);
                out.push_str(" isolated=\"yes\"/>");
            }
            PairedRun::Standalone(code, number) => {
                out.push_str("<ph");
                common(code, number, "dataRef", data, out);
                out.push_str("/>");
            }
        }
    }
}

/// The identifier of a code within its text.
fn name_of(code: &UnitCode, number: usize) -> String {
    code.element
        .attribute("id")
        .map_or(number.to_string(), str::to_owned)
}

/// Writes the attributes that all codes have.
fn common(
    code: &UnitCode,
    number: usize,
    data_name: &str,
    data: &mut Vec<String>,
    out: &mut String,
) {
    attribute(out, "id", &name_of(code, number));
    reference(code, data_name, data, out);
    for name in [
        "type",
        "subType",
        "equiv",
        "disp",
        "canCopy",
        "canDelete",
        "canReorder",
    ] {
        let Some(value) = code.element.attribute(name) else {
            continue;
        };
        if name != "type" || is_type(value) {
            attribute(out, name, value);
        }
    }
    // The name that other formats have for it belongs to one of the standard's types.
    let kind = code
        .element
        .attribute("type")
        .or(code.element.attribute("ctype"));
    let kind = kind.map(|kind| kind.strip_prefix("x-").unwrap_or(kind));
    let kind = kind.filter(|kind| !is_type(kind) && is_sub_type(kind));
    if let (Some(kind), None) = (kind, code.element.attribute("subType")) {
        attribute(out, "type", type_of(kind));
        attribute(out, "subType", &format!("{OWN_TYPE}{kind}"));
    }
}

/// Whether this is a type of codes in the standard.
fn is_type(value: &str) -> bool {
    ["fmt", "ui", "quote", "link", "image", "other"].contains(&value)
}

/// Whether this may follow the authority in a sub-type.
fn is_sub_type(value: &str) -> bool {
    !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || c.is_control() || c == ':')
}

/// The standard's type for a code that other formats and documents call by this name.
fn type_of(kind: &str) -> &'static str {
    match kind {
        "a" | "link" | "ulink" => "link",
        "img" | "image" => "image",
        "q" | "quote" => "quote",
        "b" | "bold" | "br" | "code" | "del" | "em" | "font" | "i" | "italic" | "lb" | "pb"
        | "s" | "span" | "strike" | "strong" | "struct" | "sub" | "sup" | "u" | "underlined" => {
            "fmt"
        }
        _ => "other",
    }
}

/// Writes the reference to the markup of a code, if that is known.
fn reference(code: &UnitCode, name: &str, data: &mut Vec<String>, out: &mut String) {
    let native = code.content.all_text();
    if !native.is_empty() {
        attribute(out, name, &format!("d{}", data.len()));
        data.push(native);
    }
}
