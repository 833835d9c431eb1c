//! Writing catalogues.

use std::hash::{Hash, Hasher};
use std::io;

use rustc_hash::{FxHashSet, FxHasher};

use super::{CONTEXT, EXTRACTED, FLAGS, FORM, OBSOLETE, PLURAL, PREVIOUS, REFERENCES, TWIN};
use crate::format::outgoing::{OutgoingUnit, Units, Writing};

/// Writes the units as one catalogue, whose languages are those of the first unit. Where a source has
/// several translations, all but the first get a context of their own, as a catalogue may have an
/// entry only once. Inline codes are written as the markup that they stand for.
pub(in crate::format) fn write(
    units: &mut Units<'_>,
    _: &Writing,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    // Eight bytes an entry: what was written already.
    let mut seen = FxHashSet::default();
    let mut header = false;
    for outgoing in units {
        let outgoing = outgoing?;
        if !header {
            let languages = &outgoing.unit.languages;
            write_header(languages.source.as_str(), languages.target.as_str(), out)?;
            header = true;
        }
        write_entry(&outgoing, &mut seen, out)?;
    }
    match header {
        true => Ok(()),
        false => write_header("en", "und", out),
    }
}

fn write_header(source: &str, target: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let locale = target.replace('-', "_");
    write!(
        out,
        "msgid \"\"\nmsgstr \"\"\n\"MIME-Version: 1.0\\n\"\n\
         \"Content-Type: text/plain; charset=UTF-8\\n\"\n\
         \"Content-Transfer-Encoding: 8bit\\n\"\n\
         \"Language: {locale}\\n\"\n\"X-Source-Language: {source}\\n\"\n\
         \"X-Generator: Recto {}\\n\"\n",
        env!("CARGO_PKG_VERSION")
    )
}

fn write_entry(
    outgoing: &OutgoingUnit,
    seen: &mut FxHashSet<u64>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let OutgoingUnit { unit, record } = outgoing;
    let marked = |marked: &Option<crate::text::CodedText>, text: &str| match marked {
        Some(marked) => marked.all_text(),
        None => text.to_owned(),
    };
    let (source, target) = (
        marked(&record.source, &unit.source),
        marked(&record.target, &unit.target),
    );
    let property = |name: &str| record.property(name).unwrap_or_default();
    let obsolete = !property(OBSOLETE).is_empty();
    let context = record.property(CONTEXT).map(str::to_owned);
    let mut twin = 0;
    let mut named = context.clone();
    while !seen.insert(hash(&(&named, &source))) {
        twin += 1;
        let before = context.as_deref().unwrap_or_default();
        named = Some(format!("{TWIN}{twin}:{before}"));
    }
    writeln!(out)?;
    let mut comments = |sign: &str, text: &str| -> io::Result<()> {
        for line in text.lines() {
            match line.is_empty() {
                true => writeln!(out, "#{sign}")?,
                false => writeln!(out, "#{sign} {line}")?,
            }
        }
        Ok(())
    };
    for note in &record.notes {
        comments("", note)?;
    }
    comments(".", property(EXTRACTED))?;
    comments(":", property(REFERENCES))?;
    comments(",", property(FLAGS))?;
    comments(if obsolete { "~|" } else { "|" }, property(PREVIOUS))?;
    let mark = if obsolete { "#~ " } else { "" };
    let mut string = |keyword: &str, text: &str| write_string(mark, keyword, text, out);
    if let Some(context) = &named {
        string("msgctxt", context)?;
    }
    string("msgid", &source)?;
    let Some(plural) = record.property(PLURAL) else {
        return string("msgstr", &target);
    };
    string("msgid_plural", plural)?;
    string("msgstr[0]", &target)?;
    let form = |number: usize| record.property(&format!("{FORM}{number}"));
    for (number, text) in (1..).map_while(|number| Some((number, form(number)?))) {
        string(&format!("msgstr[{number}]"), text)?;
    }
    Ok(())
}

/// A string: on one line, or, as gettext does, a line of the text a line.
fn write_string(mark: &str, keyword: &str, text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut lines = text.split_inclusive('\n').peekable();
    let first = match lines.next() {
        Some(first) if lines.peek().is_none() => first,
        _ => "",
    };
    writeln!(out, "{mark}{keyword} \"{}\"", escaped(first))?;
    if first.is_empty() {
        for line in text.split_inclusive('\n') {
            writeln!(out, "{mark}\"{}\"", escaped(line))?;
        }
    }
    Ok(())
}

pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            _ => out.push(c),
        }
    }
    out
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
