//! The registry of exchange formats, and which of them a file is in.

use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;

use crate::format::io::decoding::{AsUtf8, Kind, MALFORMED};
use crate::format::io::xml::XmlFile;
use crate::format::units::delimited;
use crate::format::units::jsonl;
use crate::format::units::po;
use crate::format::units::tmx;
use crate::format::units::weblate;
use crate::format::units::xliff;
use crate::format::{Incoming, Units, UnitsError, Wanted, Writing};

/// A format in which translation units are exchanged with other tools.
#[derive(Debug, Clone, Copy)]
pub struct UnitFormat {
    /// Its name, as options take it.
    pub name: &'static str,
    /// The extensions of its files, lower case, without the point.
    pub extensions: &'static [&'static str],
    /// Whether a file has one pair of languages and no more.
    pub one_pair: bool,
    /// Whether a file that begins so is in it.
    looks_so: fn(&Head) -> bool,
    /// Writes all of the units, in their order; the first error among them ends it.
    pub write: WriteUnits,
    /// Reads units.
    pub read: ReadUnits,
}

/// Writes all of the units, in their order; the first error among them ends it.
pub type WriteUnits = fn(&mut Units<'_>, &Writing, &mut dyn io::Write) -> io::Result<()>;

/// Reads the units that are wanted from a file and hands them on one by one, with what had to be
/// refused, until it is told to stop. The room that it takes does not grow with the file.
pub type ReadUnits = fn(
    &mut dyn Read,
    Wanted<'_>,
    &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError>;

/// The formats of units. Of those that a file looks like, the first is taken.
pub const UNIT_FORMATS: &[UnitFormat] = &[
    UnitFormat {
        name: "tmx",
        extensions: &["tmx"],
        one_pair: false,
        looks_so: |head| head.is_root("tmx"),
        write: tmx::write,
        read: tmx::read,
    },
    UnitFormat {
        name: "xliff",
        extensions: &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff"],
        one_pair: false,
        looks_so: |head| head.is_root("xliff") && !head.version.starts_with('2'),
        write: xliff::write_12,
        read: xliff::read_1,
    },
    UnitFormat {
        name: "xliff2",
        extensions: &["xlf2"],
        one_pair: true,
        looks_so: |head| head.is_root("xliff") && head.version.starts_with('2'),
        write: xliff::write_21,
        read: xliff::read_2,
    },
    UnitFormat {
        name: "jsonl",
        extensions: &["jsonl", "ndjson"],
        one_pair: false,
        looks_so: |head| head.text.starts_with('{'),
        write: jsonl::write,
        read: jsonl::read,
    },
    UnitFormat {
        name: "weblate",
        extensions: &["json"],
        one_pair: false,
        looks_so: |head| head.text.starts_with('['),
        write: weblate::write,
        read: weblate::read,
    },
    UnitFormat {
        name: "po",
        extensions: &["po", "pot"],
        one_pair: true,
        looks_so: |head| {
            let mut lines = head.text.lines().map(str::trim);
            lines.any(|line| line.starts_with("msgid \"") || line.starts_with("msgctxt \""))
        },
        write: po::write,
        read: po::read,
    },
    UnitFormat {
        name: "tsv",
        extensions: &["tsv", "tab"],
        one_pair: false,
        looks_so: |head| head.names_columns() && head.first_line().contains('\t'),
        write: delimited::write_tsv,
        read: delimited::read_tsv,
    },
    UnitFormat {
        name: "csv",
        extensions: &["csv"],
        one_pair: false,
        looks_so: Head::names_columns,
        write: delimited::write_csv,
        read: delimited::read_csv,
    },
];

/// So much of a file is looked at, in bytes.
const HEAD: u64 = 1 << 15;

/// How a file begins.
struct Head {
    /// Its text, from the first character that is not white space.
    text: String,
    /// The local name of its first element, in lower case; empty if it is no XML.
    root: String,
    /// What its first element gives as its version.
    version: String,
}

impl Head {
    fn of(bytes: &[u8]) -> Self {
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

    fn is_root(&self, name: &str) -> bool {
        self.root == name
    }

    fn first_line(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }

    fn names_columns(&self) -> bool {
        delimited::has_header(&self.text)
    }
}

/// The format of this name.
pub fn unit_format(name: &str) -> Option<&'static UnitFormat> {
    UNIT_FORMATS.iter().find(|format| format.name == name)
}

/// The format of the units in `input`: what its content looks like, else what the extension of `path`
/// says, as of tables whose columns have no names. With it comes a reader of the whole of `input`.
///
/// # Errors
/// [`UnitsError`]: it cannot be read, or is of no format that is known.
pub fn detect<'a>(
    mut input: Box<dyn Read + 'a>,
    path: &Path,
) -> Result<(&'static UnitFormat, Box<dyn Read + 'a>), UnitsError> {
    let mut bytes = Vec::new();
    input.by_ref().take(HEAD).read_to_end(&mut bytes)?;
    let head = Head::of(&bytes);
    let looks = UNIT_FORMATS.iter().find(|format| (format.looks_so)(&head));
    let extension = path.extension().and_then(|extension| extension.to_str());
    let extension = extension.unwrap_or_default().to_lowercase();
    // What is XML of another kind is not of the format that its name says.
    let named = UNIT_FORMATS
        .iter()
        .find(|format| head.root.is_empty() && format.extensions.contains(&extension.as_str()));
    let format = looks.or(named).ok_or_else(|| unknown(&head))?;
    Ok((format, Box::new(Cursor::new(bytes).chain(input))))
}

fn unknown(head: &Head) -> UnitsError {
    let names: Vec<&str> = UNIT_FORMATS.iter().map(|format| format.name).collect();
    let names = names.join(", ");
    let what = match (head.text.is_empty(), head.root.is_empty()) {
        (true, _) => "the file is empty".to_owned(),
        (false, true) => "its content is of no format that is known".to_owned(),
        (false, false) => format!("it is XML of another kind, <{}>", head.root),
    };
    UnitsError::Unknown(format!(
        "{what}; known are {names} (--input-format names one)"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(content: &[u8], path: &str) -> Result<&'static str, String> {
        let detected = detect(Box::new(content), Path::new(path));
        let named = detected.map(|(format, mut whole)| {
            let mut bytes = Vec::new();
            whole.read_to_end(&mut bytes).unwrap();
            assert_eq!(bytes, content);
            format.name
        });
        named.map_err(|error| error.to_string())
    }

    #[test]
    fn content_says_the_format() {
        let utf16: Vec<u8> = "<tmx>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (content, path, name) in [
            (
                &b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><!DOCTYPE tmx><TMX>"[..],
                "a",
                "tmx",
            ),
            (&utf16, "-", "tmx"),
            (b"<x:xliff version='1.2'/>", "a.tmx", "xliff"),
            (b"<xliff xmlns='x' version=\"2.1\"/>", "a.xlf", "xliff2"),
            (b" {\"source\": 1}", "a.json", "jsonl"),
            (b"[]", "a.txt", "weblate"),
            (b"# Comment\n\nmsgid \"\"\n", "-", "po"),
            (b"\xff\xfem\0s\0g\0i\0d\0 \0\"\0", "-", "po"),
            (b"source,target\n", "-", "csv"),
            (b"\"en\";\"fr\"\n", "-", "csv"),
            (b"source\ttarget\n", "-", "tsv"),
            (b"Yes,Oui\n", "a.csv", "csv"),
            (b"Yes\tOui\n", "a.TSV", "tsv"),
            (b"null", "memory.json", "weblate"),
        ] {
            assert_eq!(found(content, path).as_deref(), Ok(name), "{path}");
        }
    }

    #[test]
    fn what_is_of_no_format_is_refused() {
        for (content, path, word) in [
            (&b""[..], "a", "empty"),
            (b"Hello, world.", "a.txt", "no format"),
            (b"<martif type='TBX'>", "a.tmx", "<martif>"),
            (b"\0\x01\x02\xff", "a.bin", "no format"),
        ] {
            let error = found(content, path).unwrap_err();
            assert!(error.contains(word), "{error}");
        }
    }
}
