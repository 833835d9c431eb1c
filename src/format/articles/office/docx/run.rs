//! The form of a run: which of its properties a reader sees.

use quick_xml::events::BytesStart;

use super::super::part::attribute;
use crate::format::io::xml::each_attribute;

/// Properties of which a reader of the text sees nothing: languages, proofing, who changed what, and those that
/// follow from the script of the text.
const UNSEEN: &[&str] = &[
    "lang",
    "noProof",
    "rPrChange",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rtl",
    "cs",
    "webHidden",
    "snapToGrid",
];

/// The properties of a run while they are read.
#[derive(Debug, Default)]
pub(super) struct Properties {
    /// Those that a reader sees, each with its attributes.
    seen: String,
    /// What a code is called for the first of those that say much.
    name: Option<String>,
}

impl Properties {
    /// Takes a property of this local name.
    pub(super) fn take(&mut self, name: &str, tag: &BytesStart<'_>) {
        if UNSEEN.contains(&name) {
            return;
        }
        let value = attribute(tag, "val");
        let is_off = matches!(value.as_deref(), Some("0" | "false" | "off" | "none"));
        if name == "rStyle" && value.as_deref() == Some("DefaultParagraphFont") {
            return;
        }
        let mut attributes = String::new();
        let mut is_hint = false;
        each_attribute(tag, &mut |name, value| match name.rsplit(':').next() {
            // Which of several fonts a character takes when it belongs to several scripts.
            Some("hint") => is_hint = true,
            _ => attributes.push_str(&format!(" {name}={value:?}")),
        });
        if is_hint && attributes.is_empty() {
            return;
        }
        self.seen.push_str(&format!("<{name}{attributes}>"));
        let known = match (name, value) {
            _ if is_off => None,
            ("b" | "i" | "u" | "strike" | "highlight", _) => Some(name.to_owned()),
            ("bCs", _) => Some("b".to_owned()),
            ("iCs", _) => Some("i".to_owned()),
            ("smallCaps" | "caps" | "dstrike", _) => Some(name.to_owned()),
            ("vertAlign", Some(value)) => Some(value),
            ("rStyle", Some(value)) => Some(value),
            _ => None,
        };
        if self.name.is_none() {
            self.name = known;
        }
    }

    /// The form, equal for runs that look the same, and what a code for it is called.
    pub(super) fn finish(self) -> (String, String) {
        (self.seen, self.name.unwrap_or_else(|| "r".to_owned()))
    }
}
