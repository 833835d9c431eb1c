//! [`SrxDocument`]s as SRX 2.0 files.

use std::fmt::{self, Write};

use quick_xml::escape::escape;

use super::{LanguageRule, SrxDocument};

impl SrxDocument {
    /// The document as an SRX 2.0 file in UTF-8. Read again it is equal to this one, but for
    /// characters that XML 1.0 cannot hold: in patterns those are written as `\x{…}`.
    pub fn write(&self) -> String {
        let mut out = String::new();
        // Writing to a string does not fail.
        let _ = self.write_to(&mut out);
        out
    }

    fn write_to(&self, out: &mut String) -> fmt::Result {
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.push_str("<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n");
        let (subflows, cascade) = (yes_no(self.segment_subflows), yes_no(self.cascade));
        writeln!(
            out,
            "  <header segmentsubflows=\"{subflows}\" cascade=\"{cascade}\">"
        )?;
        for handle in &self.format_handles {
            let (kind, include) = (attribute(&handle.kind), yes_no(handle.include));
            writeln!(
                out,
                "    <formathandle type=\"{kind}\" include=\"{include}\"/>"
            )?;
        }
        out.push_str("  </header>\n  <body>\n    <languagerules>\n");
        for rules in &self.language_rules {
            write_rules(out, rules)?;
        }
        out.push_str("    </languagerules>\n    <maprules>\n");
        for map in &self.maps {
            writeln!(
                out,
                "      <languagemap languagepattern=\"{}\" languagerulename=\"{}\"/>",
                attribute(&map.pattern),
                attribute(&map.rule_name)
            )?;
        }
        out.push_str("    </maprules>\n  </body>\n</srx>\n");
        Ok(())
    }
}

fn write_rules(out: &mut String, rules: &LanguageRule) -> fmt::Result {
    let name = attribute(&rules.name);
    writeln!(out, "      <languagerule languagerulename=\"{name}\">")?;
    for rule in &rules.rules {
        writeln!(out, "        <rule break=\"{}\">", yes_no(rule.breaks))?;
        for (element, pattern) in [("beforebreak", &rule.before), ("afterbreak", &rule.after)] {
            writeln!(out, "          <{element}>{}</{element}>", text(pattern))?;
        }
        out.push_str("        </rule>\n");
    }
    out.push_str("      </languagerule>\n");
    Ok(())
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// A pattern as the text of an element.
fn text(pattern: &str) -> String {
    let escaped = escape(pattern);
    let mut out = String::with_capacity(escaped.len());
    for c in escaped.chars() {
        match c {
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            c => {
                let _ = write!(out, "\\x{{{:x}}}", c as u32);
            }
        }
    }
    out
}

/// A value of an attribute, where a line break or tab would be read as a space.
fn attribute(value: &str) -> String {
    text(value).replace('\n', "&#10;").replace('\t', "&#9;")
}
