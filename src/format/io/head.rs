//! How a file of translation units begins: what its format is told by.

use std::io::Read;

use super::decoding::{AsUtf8, Kind, MALFORMED};
use super::xml::XmlFile;

/// How a file begins.
pub(in crate::format) struct Head {
    /// Its text, from the first character that is not white space.
    pub text: String,
    /// The local name of its first element, in lower case; empty if it is no XML.
    pub root: String,
    /// What its first element gives as its version.
    pub version: String,
}

impl Head {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let mut text = String::new();
        let _ = AsUtf8::new(bytes, Kind::Text).read_to_string(&mut text);
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == MALFORMED);
        let mut rest = bytes;
        let root = match text.starts_with('<') {
            true => XmlFile::new(&mut rest).root("XML").unwrap_or_default(),
            false => Default::default(),
        };
        Head {
            text: text.to_owned(),
            root: root.name.to_lowercase(),
            version: root.attribute("version").unwrap_or_default().to_owned(),
        }
    }

    pub(crate) fn is_root(&self, name: &str) -> bool {
        self.root == name
    }

    pub(crate) fn first_line(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }
}
