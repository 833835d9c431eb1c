//! Proposals beside a place: `alt-trans` (XLIFF 1.2, 2.5 of the standard), and the module of translation candidates
//! (XLIFF 2.0, 5.1).

use std::fmt::Write;

use crate::format::Candidate;
use crate::format::xml::{escaped, escaped_value};
use crate::text::CodedText;

use super::super::{write12, write21};

/// The name space of the module.
const MATCHES: &str = "urn:oasis:names:tc:xliff:matches:2.0";

/// The candidates for a text of XLIFF 1, or of the segment of this name in it. `prefix` stands before the names of
/// elements there, and `indent` before each.
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
                // The codes would be of no name space.
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

/// The candidates for the segment of this name in a unit of XLIFF 2, as children of the element that is called
/// `element`, such as `mtc:matches`. `prefix` stands before the names of the standard's own elements.
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

/// The element that holds candidates, for a unit that has none yet.
pub(super) fn holder(matches: &str, indent: &str) -> String {
    format!("{indent}<mtc:matches xmlns:mtc=\"{MATCHES}\">{matches}{indent}</mtc:matches>")
}
