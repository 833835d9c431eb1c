//! Translation candidates beside a place: `alt-trans` (XLIFF 1.2, section 2.5) and the Translation Candidates module
//! (XLIFF 2.0, section 5.1).

use std::fmt::Write;

use crate::format::io::xml::{escaped, escaped_value};
use crate::format::write_back::bilingual::Candidate;
use crate::text::CodedText;

use super::super::{write12, write21};

/// The namespace of the module.
const MATCHES: &str = "urn:oasis:names:tc:xliff:matches:2.0";

/// The candidates for a text of XLIFF 1, or for the segment with this name. The names of elements get `prefix`, and
/// `indent` comes before each candidate.
pub(super) fn alternatives(
    candidates: &[Candidate],
    segment: Option<&str>,
    prefix: &str,
    indent: &str,
) -> String {
    let mut out = String::new();
    for candidate in candidates {
        let _ = write!(out, "{indent}<{prefix}alt-trans");
        if let Some(segment) = segment {
            let _ = write!(out, " mid=\"{}\"", escaped_value(segment));
        }
        let (score, origin) = (candidate.score, escaped_value(&candidate.origin));
        let _ = write!(out, " match-quality=\"{score}\" origin=\"{origin}\">");
        let languages = &candidate.languages;
        for (name, language, marked) in [
            ("source", &languages.source, &candidate.source),
            ("target", &languages.target, &candidate.target),
        ] {
            let text = match prefix {
                "" => coded(marked, write12::text),
                // Codes would be in no namespace.
                _ => escaped(&marked.plain_text()),
            };
            let _ = write!(
                out,
                "<{prefix}{name} xml:lang=\"{language}\">{text}</{prefix}{name}>"
            );
        }
        let _ = write!(out, "</{prefix}alt-trans>");
    }
    out
}

fn coded(marked: &CodedText, write: fn(&CodedText, &mut String)) -> String {
    let mut text = String::new();
    write(marked, &mut text);
    text
}

/// The candidates for the segment with this identifier in a unit of XLIFF 2, as children of the element with the name
/// `element`, such as `mtc:matches`. The names of the standard's own elements get `prefix`.
pub(super) fn matches(
    candidates: &[Candidate],
    segment: &str,
    element: &str,
    prefix: &str,
    indent: &str,
) -> String {
    let own = element.strip_suffix("matches").unwrap_or_default();
    let mut out = String::new();
    for candidate in candidates {
        let _ = write!(
            out,
            "{indent}<{own}match ref=\"#{}\" type=\"tm\" similarity=\"{}\" matchSuitability=\"{}\" origin=\"{}\">",
            escaped_value(segment),
            candidate.similarity,
            candidate.score,
            escaped_value(&candidate.origin)
        );
        let mut data = Vec::new();
        let texts = [&candidate.source, &candidate.target].map(|marked| {
            let mut text = String::new();
            match prefix {
                "" => write21::text(marked, &mut data, &mut text),
                _ => write21::content(&marked.plain_text(), &mut text),
            }
            text
        });
        if !data.is_empty() {
            out.push_str("<originalData>");
            for (at, native) in data.iter().enumerate() {
                let _ = write!(out, "<data id=\"d{at}\">{}</data>", escaped(native));
            }
            out.push_str("</originalData>");
        }
        for (name, text) in ["source", "target"].iter().zip(texts) {
            let _ = write!(out, "<{prefix}{name}>{text}</{prefix}{name}>");
        }
        let _ = write!(out, "</{own}match>");
    }
    out
}

/// The element for candidates of a unit that has none yet.
pub(super) fn holder(matches: &str, indent: &str) -> String {
    format!("{indent}<mtc:matches xmlns:mtc=\"{MATCHES}\">{matches}{indent}</mtc:matches>")
}
