//! The format of an article whose name does not tell it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::format::{ARTICLE_FORMATS, ArticleFormat, article_format};

/// Number of bytes that are enough to recognize a format.
const FIRST: usize = 4096;

/// The format of the article in `bytes`, by the extension of `path`, else by what it begins with; plain text
/// if nothing tells.
pub fn article_format_of(bytes: &[u8], path: &Path) -> &'static ArticleFormat {
    article_format(path)
        .or_else(|| of_content(bytes))
        .unwrap_or(&ARTICLE_FORMATS[0])
}

/// Whether the file at `path` is an article by its extension; one of XML, by what it begins with.
pub fn may_be_article(path: &Path) -> bool {
    if article_format(path).is_some() {
        return true;
    }
    let is_xml = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("xml"));
    let mut first = Vec::with_capacity(FIRST);
    let read = || File::open(path)?.take(FIRST as u64).read_to_end(&mut first);
    is_xml && path.is_file() && { read }().is_ok() && of_content(&first).is_some()
}

/// The article format of this name.
pub fn article_format_named(name: &str) -> Option<&'static ArticleFormat> {
    ARTICLE_FORMATS.iter().find(|format| format.name == name)
}

/// The format of `bytes`, or of the first of them, by what they hold.
pub(in crate::format) fn of_content(bytes: &[u8]) -> Option<&'static ArticleFormat> {
    // Whatever is registered for the extension that such files have.
    let of_extension = |extension: &str| article_format(Path::new(&format!("a.{extension}")));
    if bytes.starts_with(b"PK\x03\x04") {
        let has = |part: &[u8]| memchr::memmem::find(bytes, part).is_some();
        return match () {
            () if has(b"mimetypeapplication/epub+zip") => of_extension("epub"),
            () if has(b"mimetypeapplication/vnd.oasis.opendocument.text") => of_extension("odt"),
            () if has(b"word/document.xml") => of_extension("docx"),
            () => None,
        };
    }
    let first = bytes.get(..FIRST).unwrap_or(bytes);
    let wide = matches!(first, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    let shown = first.iter().filter(|&&byte| !wide || byte != 0);
    let shown: Vec<u8> = shown.map(u8::to_ascii_lowercase).collect();
    let text = String::from_utf8_lossy(&shown);
    let text = text
        .trim_start_matches(['\u{feff}', '\u{fffd}'])
        .trim_start();
    if text.starts_with("webvtt") {
        return of_extension("vtt");
    }
    let mut lines = text.lines();
    let numbered = |line: &str| line.trim().parse::<u32>().is_ok();
    if lines.next().is_some_and(numbered) && lines.next().is_some_and(|line| line.contains("-->")) {
        return of_extension("srt");
    }
    match root(text)? {
        "rss" | "feed" | "rdf" => of_extension("rss"),
        "html" | "head" | "body" => of_extension("html"),
        _ => None,
    }
}

/// The name of the first element of a text that begins with markup, without its prefix; `html` if its
/// declaration says so.
fn root(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start();
        let rest = text.strip_prefix('<')?;
        let end = match rest {
            rest if rest.starts_with("!doctype html") => return Some("html"),
            rest if rest.starts_with("!--") => "-->",
            rest if rest.starts_with(['!', '?']) => ">",
            rest => {
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == ':';
                let name = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
                return Some(name.rsplit(':').next().unwrap_or(name));
            }
        };
        text = &text[text.find(end)? + end.len()..];
    }
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
}
