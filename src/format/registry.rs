//! Every format that Recto knows, by name. To add one, write a file or folder that reads and writes it and add it to
//! one of the tables here: [`ARTICLE_FORMATS`], [`UNIT_FORMATS`] or [`BILINGUAL_FORMATS`]. No other file names them.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::Path;

use crate::text::{Language, Replacement};

use super::article::{ArticleFile, ArticleFormat, ReadError};
use super::articles::{feed, html, office, subtitles, verbatim};
use super::incoming::UnitsError;
use super::io::head::Head;
use super::io::sniff::{HEAD_BYTES, usual_extension};
use super::unit_format::UnitFormat;
use super::units::{delimited, jsonl, po, tmx, weblate, xliff};
use super::write_back::bilingual::BilingualFormat;
use super::write_back::verbatim::{write_markdown, write_text};
use super::write_back_error::WriteBackError;

/// The formats of articles. The first is the default for input without an extension, such as stdin.
pub const ARTICLE_FORMATS: &[ArticleFormat] = &[
    ArticleFormat {
        name: "text",
        extensions: &["txt", "text"],
        is_verbatim: true,
        read: verbatim::read_text,
        write: Some(write_text),
    },
    ArticleFormat {
        name: "markdown",
        extensions: &["md", "markdown"],
        is_verbatim: true,
        read: verbatim::read_markdown,
        write: Some(write_markdown),
    },
    ArticleFormat {
        name: "html",
        extensions: &["html", "htm", "xhtml"],
        is_verbatim: false,
        read: html::read,
        write: Some(html::write),
    },
    ArticleFormat {
        name: "docx",
        extensions: &["docx", "docm", "dotx"],
        is_verbatim: false,
        read: office::read_docx,
        write: Some(office::write_docx),
    },
    ArticleFormat {
        name: "odt",
        extensions: &["odt", "ott"],
        is_verbatim: false,
        read: office::read_odt,
        write: Some(office::write_odt),
    },
    ArticleFormat {
        name: "epub",
        extensions: &["epub"],
        is_verbatim: false,
        read: office::read_epub,
        write: Some(office::write_epub),
    },
    ArticleFormat {
        name: "srt",
        extensions: &["srt"],
        is_verbatim: false,
        read: subtitles::read_srt,
        write: Some(subtitles::write_srt),
    },
    ArticleFormat {
        name: "vtt",
        extensions: &["vtt"],
        is_verbatim: false,
        read: subtitles::read_vtt,
        write: Some(subtitles::write_vtt),
    },
    ArticleFormat {
        name: "feed",
        extensions: &["rss", "atom", "rdf"],
        is_verbatim: false,
        read: feed::read,
        write: None,
    },
];

/// Sets the language that the bytes of a file declare.
type SetLanguage = fn(&[u8], &Language) -> Result<Vec<u8>, WriteBackError>;

/// The formats whose files declare their language.
const LANGUAGES: &[(&str, SetLanguage)] = &[
    ("html", html::set_language),
    ("epub", office::set_epub_language),
];

/// Reads the labels of a file.
type ReadLabels = fn(&[u8]) -> Result<Vec<String>, WriteBackError>;

/// Replaces the labels of a file; the keys are the labels that it has.
type WriteLabels = fn(&[u8], &BTreeMap<String, String>) -> Result<Vec<u8>, WriteBackError>;

/// The formats whose files have labels: texts about the article that are not part of it.
const LABELS: &[(&str, ReadLabels, WriteLabels)] =
    &[("epub", office::epub_labels, office::write_epub_labels)];

/// The formats of translation units. A file is in the first one that it looks like.
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
        looks_so: |head| delimited::has_header(&head.text) && head.first_line().contains('\t'),
        write: delimited::write_tsv,
        read: delimited::read_tsv,
    },
    UnitFormat {
        name: "csv",
        extensions: &["csv"],
        one_pair: false,
        looks_so: |head| delimited::has_header(&head.text),
        write: delimited::write_csv,
        read: delimited::read_csv,
    },
];

/// The formats of files that hold texts beside the places of their translations.
pub const BILINGUAL_FORMATS: &[BilingualFormat] = &[
    BilingualFormat {
        name: "po",
        unit_formats: &["po"],
        read: po::open_messages,
        fill: po::fill,
    },
    BilingualFormat {
        name: "xliff",
        unit_formats: &["xliff", "xliff2"],
        read: xliff::open_units,
        fill: xliff::fill,
    },
];

/// The number of bytes of a file by which its unit format is told.
const UNIT_HEAD_BYTES: u64 = 1 << 15;

/// Returns the article format of files with the extension of `path`, if it is a known one.
pub fn article_format(path: &Path) -> Option<&'static ArticleFormat> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    format_of_extension(&extension)
}

/// Reads the article in the file at `path`. If the extension is unknown, the content tells the format.
///
/// # Errors
/// [`ReadError`], which names the file.
pub fn read_article(path: &Path) -> Result<ArticleFile, ReadError> {
    only(read_articles(path)?, path)
}

/// Reads the articles in the file at `path`: the items of a feed, or the one article of any other file.
///
/// # Errors
/// [`ReadError`], which names the file.
pub fn read_articles(path: &Path) -> Result<Vec<ArticleFile>, ReadError> {
    let bytes = fs::read(path).map_err(|error| ReadError::Io {
        path: path.to_owned(),
        error,
    })?;
    let format = article_format_of(&bytes, path);
    (format.read)(bytes, path)
}

/// Reads the article in `format` from `bytes`. Errors name `path`.
///
/// # Errors
/// [`ReadError`], but for `Io`; [`ReadError::Several`] for a feed.
pub fn article_from_bytes(
    bytes: Vec<u8>,
    format: &ArticleFormat,
    path: &Path,
) -> Result<ArticleFile, ReadError> {
    only((format.read)(bytes, path)?, path)
}

/// Like [`article_from_bytes`], for a format that may hold any number of articles.
///
/// # Errors
/// [`ReadError`], but for `Io`.
pub fn articles_from_bytes(
    bytes: Vec<u8>,
    format: &ArticleFormat,
    path: &Path,
) -> Result<Vec<ArticleFile>, ReadError> {
    (format.read)(bytes, path)
}

/// Writes the file `bytes`, from which an article in `format` was read, with `replacements` in place. They are in the
/// order of the text and do not overlap. Everything else stays, byte for byte where the container allows it.
///
/// # Errors
/// [`WriteBackError`].
pub fn write_back(
    bytes: &[u8],
    format: &ArticleFormat,
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    let write = format.write.ok_or(WriteBackError::ReadOnly(format.name))?;
    write(bytes, replacements)
}

/// Like [`write_back`], for translations: if the format has a place for it, the file declares that it is in
/// `language`.
///
/// # Errors
/// [`WriteBackError`].
pub fn write_translation(
    bytes: &[u8],
    format: &ArticleFormat,
    replacements: &[Replacement],
    language: &Language,
) -> Result<Vec<u8>, WriteBackError> {
    let written = write_back(bytes, format, replacements)?;
    match LANGUAGES.iter().find(|(name, _)| *name == format.name) {
        Some((_, set)) => set(&written, language),
        None => Ok(written),
    }
}

/// Reads the labels of a file: the entries of its table of contents and its title, in comparison form, each once.
/// They are not part of the article.
///
/// # Errors
/// [`WriteBackError`].
pub fn labels(bytes: &[u8], format: &ArticleFormat) -> Result<Vec<String>, WriteBackError> {
    match LABELS.iter().find(|(name, ..)| *name == format.name) {
        Some((_, read, _)) => read(bytes),
        None => Ok(Vec::new()),
    }
}

/// Writes the file `bytes` with other labels; the keys are those that [`labels`] returns.
///
/// # Errors
/// [`WriteBackError`].
pub fn write_labels(
    bytes: &[u8],
    format: &ArticleFormat,
    labels: &BTreeMap<String, String>,
) -> Result<Vec<u8>, WriteBackError> {
    match LABELS.iter().find(|(name, ..)| *name == format.name) {
        Some((_, _, write)) => write(bytes, labels),
        None => Ok(bytes.to_vec()),
    }
}

/// Returns the format of the article in `bytes`: by the extension of `path`, then by its first bytes, then plain
/// text.
pub fn article_format_of(bytes: &[u8], path: &Path) -> &'static ArticleFormat {
    article_format(path)
        .or_else(|| usual_extension(bytes).and_then(format_of_extension))
        .unwrap_or(&ARTICLE_FORMATS[0])
}

/// Returns whether the file at `path` may be an article: by its extension, or by its first bytes if it is XML.
pub fn may_be_article(path: &Path) -> bool {
    if article_format(path).is_some() {
        return true;
    }
    let is_xml = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("xml"));
    let mut first = Vec::with_capacity(HEAD_BYTES);
    let read = || {
        File::open(path)?
            .take(HEAD_BYTES as u64)
            .read_to_end(&mut first)
    };
    is_xml && path.is_file() && { read }().is_ok() && usual_extension(&first).is_some()
}

/// Returns the article format with this name.
pub fn article_format_named(name: &str) -> Option<&'static ArticleFormat> {
    ARTICLE_FORMATS.iter().find(|format| format.name == name)
}

/// Returns the article format of files with this extension, in lower case.
fn format_of_extension(extension: &str) -> Option<&'static ArticleFormat> {
    ARTICLE_FORMATS
        .iter()
        .find(|format| format.extensions.contains(&extension))
}

fn only(articles: Vec<ArticleFile>, path: &Path) -> Result<ArticleFile, ReadError> {
    let count = articles.len();
    match <[ArticleFile; 1]>::try_from(articles) {
        Ok([article]) => Ok(article),
        Err(_) => Err(ReadError::Several {
            path: path.to_owned(),
            count,
        }),
    }
}

/// Returns the unit format with this name.
pub fn unit_format(name: &str) -> Option<&'static UnitFormat> {
    UNIT_FORMATS.iter().find(|format| format.name == name)
}

/// Finds the format of the units in `input`: by its content, or by the extension of `path` if the content does not
/// tell, as in tables without a header. Returns it with a reader of the whole of `input`.
///
/// # Errors
/// [`UnitsError`] if it cannot be read or is of none of the known formats.
pub fn detect<'a>(
    mut input: Box<dyn Read + 'a>,
    path: &Path,
) -> Result<(&'static UnitFormat, Box<dyn Read + 'a>), UnitsError> {
    let mut bytes = Vec::new();
    input
        .by_ref()
        .take(UNIT_HEAD_BYTES)
        .read_to_end(&mut bytes)?;
    let head = Head::new(&bytes);
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
    UnitsError::Unknown(format!("{what}; known are {names}"))
}

/// Returns the bilingual format of the file in `bytes`, by its content; `None` if it is in none of them.
pub fn bilingual_format_of(bytes: &[u8], path: &Path) -> Option<&'static BilingualFormat> {
    // What its name says is an article is one, whatever it begins with.
    if article_format(path).is_some() {
        return None;
    }
    let (unit_format, _) = detect(Box::new(bytes), path).ok()?;
    BILINGUAL_FORMATS
        .iter()
        .find(|format| format.unit_formats.contains(&unit_format.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_texts() {
        let name = |text: &str| article_format_of(text.as_bytes(), Path::new("-")).name;
        assert_eq!(name("\u{feff}\n<!DOCTYPE HTML PUBLIC '-//W3C'>"), "html");
        assert_eq!(name("1\r\n00:00:01,000 --> 00:00:02,000\r\nYes."), "srt");
        assert_eq!(name("1\nThe bridge"), "text");
        assert_eq!(
            name("<?xml version='1.0'?><!-- a > b --><html xmlns='x'>"),
            "html"
        );
        assert_eq!(name("<HTML>"), "html");
        assert_eq!(name("<html"), "html");
        assert_eq!(name("<?xml version='1.0'?>\n<rss version='2.0'>"), "feed");
        assert_eq!(name("<rdf:RDF xmlns:rdf='x'>"), "feed");
        assert_eq!(name("<feed xmlns='http://www.w3.org/2005/Atom'>"), "feed");
        assert_eq!(name("A <b>text</b>"), "text");
        assert_eq!(name("<<html>> is how it begins"), "text");
        assert_eq!(name("<p>"), "text");
        assert_eq!(
            article_format_of(b"<html>", Path::new("a.md")).name,
            "markdown"
        );
        let wide: Vec<u8> = "\u{feff}<html>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(article_format_of(&wide, Path::new("-")).name, "html");
    }

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

    #[test]
    fn their_files_are_told_from_articles() {
        let name = |file: &[u8], path: &str| {
            bilingual_format_of(file, Path::new(path)).map(|format| format.name)
        };
        assert_eq!(name(b"msgid \"a\"\nmsgstr \"\"\n", "a.po"), Some("po"));
        assert_eq!(name(b"<xliff version='1.2'/>", "stdin"), Some("xliff"));
        assert_eq!(name(b"<xliff version='2.1'/>", "a.xlf"), Some("xliff"));
        assert_eq!(name(b"msgid \"a\"\nmsgstr \"\"\n", "a.txt"), None);
        assert_eq!(name(b"It rained.", "stdin"), None);
        assert_eq!(name(b"a\tb\n", "a.tsv"), None);
    }
}
