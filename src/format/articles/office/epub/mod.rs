//! Books in EPUB 2 and 3: the chapters of the spine, each a page of XHTML, one after the other.
//! Navigation, covers without text and what is no page are no text.

mod contents;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::container::{Container, resolved};
use super::fault::Fault;
use super::opened::as_utf8;
use super::part::{Node, PartReader, attribute};
use super::properties::properties;
use crate::format::article::{ArticleFile, FrontMatter};
use crate::format::articles::byline::Byline;
use crate::format::articles::html::{Page, Scope, page_in, read_page, write_page};
use crate::format::io::encoding::Decoded;
use crate::format::write_back_error::WriteBackError;
use crate::text::{
    Block, DecodeError, Document, InlineCode, Language, Replacement, ReplacementPiece, Span,
};

const CONTAINER: &str = "META-INF/container.xml";

/// A book as it was opened.
struct Book<'a> {
    container: Container<'a>,
    /// The name of the part with its metadata, and what it holds.
    package: (String, String),
    front_matter: FrontMatter,
    chapters: Vec<Chapter>,
    /// The names of the parts that are tables of contents, where they are there.
    contents: Vec<String>,
    document: Document,
}

/// A page of the book with text.
struct Chapter {
    name: String,
    scope: Scope,
    bytes: Vec<u8>,
    decoded: Decoded,
    /// Where its text lies in the document's.
    span: Span,
    /// Its first code in the document, and how many it has.
    codes: (usize, usize),
}

/// The article that the book in `bytes` is.
pub(super) fn article(bytes: &[u8]) -> Result<ArticleFile, Fault> {
    let book = Book::of(bytes)?;
    Ok(ArticleFile {
        document: book.document,
        front_matter: book.front_matter,
    })
}

/// The book in `bytes` with the texts of `replacements` in it.
pub(super) fn written(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    let book = Book::of(bytes)?;
    let mut changed = Vec::new();
    let mut rest = replacements;
    for chapter in &book.chapters {
        let after = rest.partition_point(|one| one.span.start < chapter.span.end);
        let (own, later) = rest.split_at(after);
        rest = later;
        let own = own.iter().map(|one| chapter.own(one));
        let own = own.collect::<Option<Vec<_>>>().ok_or_else(reaches_out)?;
        let page = write_page(&chapter.decoded.text, chapter.scope, &own)?;
        if page != chapter.decoded.text {
            let bytes = chapter.decoded.encode(&page, &chapter.bytes)?;
            changed.push((chapter.name.as_str(), bytes));
        }
    }
    if !rest.is_empty() {
        return Err(reaches_out());
    }
    let headings = contents::headings(&book.document, replacements);
    let mut container = book.container;
    for (name, xml, only) in labelled(&mut container, &book.contents, &book.package) {
        if let Some(new) = contents::translated(name, &xml, only, &headings) {
            changed.push((name, as_utf8(new)));
        }
    }
    Ok(container.with(&changed)?)
}

/// The parts of a book that say what is in it, with the element that does, if not all do.
fn labelled<'n>(
    container: &mut Container<'_>,
    contents: &'n [String],
    package: &'n (String, String),
) -> Vec<(&'n str, String, Option<&'static str>)> {
    let tables = contents.iter().filter_map(|name| {
        let xml = container.text(name).ok()??;
        Some((name.as_str(), xml, None))
    });
    let mut parts: Vec<_> = tables.collect();
    parts.push((&package.0, package.1.clone(), Some("title")));
    parts
}

/// What the tables of contents and the title of the book in `bytes` say.
pub(super) fn labels(bytes: &[u8]) -> Result<Vec<String>, WriteBackError> {
    let mut book = Book::of(bytes)?;
    let parts = labelled(&mut book.container, &book.contents, &book.package);
    let runs = parts
        .iter()
        .filter_map(|(name, xml, only)| contents::runs(name, xml, *only));
    let labels: BTreeSet<String> = runs.flatten().map(|(text, _)| text).collect();
    Ok(labels.into_iter().collect())
}

/// The book in `bytes` with other labels.
pub(super) fn with_labels(
    bytes: &[u8],
    labels: &BTreeMap<String, String>,
) -> Result<Vec<u8>, WriteBackError> {
    let mut book = Book::of(bytes)?;
    let parts = labelled(&mut book.container, &book.contents, &book.package);
    let changed = parts.iter().filter_map(|(name, xml, only)| {
        let new = contents::translated(name, xml, *only, labels)?;
        Some((*name, as_utf8(new)))
    });
    let changed: Vec<(&str, Vec<u8>)> = changed.collect();
    Ok(book.container.with(&changed)?)
}

/// The book in `bytes` with `language` as the one that it and its chapters say they are in.
pub(super) fn in_language(bytes: &[u8], language: &Language) -> Result<Vec<u8>, WriteBackError> {
    let mut book = Book::of(bytes)?;
    let mut changed = Vec::new();
    for name in &book.contents {
        let Ok(Some(bytes)) = book.container.part(name) else {
            continue;
        };
        // What is no page, as the table of EPUB 2, has the language of the book.
        if let (Ok(decoded), true) = (Decoded::of(&bytes), !name.ends_with(".ncx")) {
            let page = page_in(&decoded.text, language);
            changed.push((name.as_str(), decoded.encode(&page, &bytes)?));
        }
    }
    for chapter in &book.chapters {
        let page = page_in(&chapter.decoded.text, language);
        let bytes = chapter.decoded.encode(&page, &chapter.bytes)?;
        changed.push((chapter.name.as_str(), bytes));
    }
    let (name, xml) = &book.package;
    if let Some(new) = package_in(name, xml, language)? {
        changed.push((name, as_utf8(new)));
    }
    Ok(book.container.with(&changed)?)
}

fn reaches_out() -> WriteBackError {
    WriteBackError::Changed("a text reaches out of its chapter".to_owned())
}

/// The package with this language as its first; `None` if it names none.
fn package_in(name: &str, xml: &str, language: &Language) -> Result<Option<String>, Fault> {
    let mut reader = PartReader::new(name, xml);
    let mut is_language = false;
    loop {
        match reader.next()? {
            Node::Start(_, tag) => is_language = tag.local_name().as_ref() == "language",
            Node::Text(text) if is_language && !text.trim().is_empty() => {
                let place = reader.place();
                let before = xml.get(..place.start).unwrap_or_default();
                let after = xml.get(place.end..).unwrap_or_default();
                return Ok(Some(format!("{before}{}{after}", language.as_str())));
            }
            Node::Text(_) => {}
            Node::End => is_language = false,
            Node::Eof => return Ok(None),
        }
    }
}

impl<'a> Book<'a> {
    fn of(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut container = Container::open(bytes)?;
        let Some(xml) = container.text(CONTAINER)? else {
            return Err(Fault(format!("it is no EPUB: it has no part {CONTAINER}")));
        };
        let Some(name) = package_name(&xml)? else {
            return Err(Fault(format!("{CONTAINER}: it names no package")));
        };
        let Some(xml) = container.text(&name)? else {
            return Err(Fault(format!(
                "{name}: {CONTAINER} names it, and there is no such part"
            )));
        };
        let front_matter = properties(&name, &xml)?;
        let Spine { pages, contents } = spine(&name, &xml)?;
        let locked = locked(&mut container)?;
        let mut chapters = Vec::new();
        let mut whole = Page {
            text: String::new(),
            blocks: Vec::new(),
            codes: Vec::new(),
            title: None,
            language: None,
            byline: Byline::default(),
        };
        for (part, scope) in pages {
            if locked.contains(&part) {
                return Err(Fault(format!(
                    "{part}: it is encrypted; only a book without copy protection can be read"
                )));
            }
            let Some(bytes) = container.part(&part)? else {
                return Err(Fault(format!(
                    "{part}: the spine of {name} names it, and there is no such part"
                )));
            };
            let decoded = match Decoded::of(&bytes) {
                Ok(decoded) => decoded,
                Err(DecodeError::Empty) => continue,
                Err(error) => return Err(Fault(format!("{part}: {error}"))),
            };
            let page = read_page(&decoded.text, scope);
            if page.text.trim().is_empty() {
                continue;
            }
            let codes = (whole.codes.len(), page.codes.len());
            let span = add(&mut whole, page);
            chapters.push(Chapter {
                name: part,
                scope,
                bytes,
                decoded,
                span,
                codes,
            });
        }
        Ok(Book {
            container,
            package: (name, xml),
            front_matter,
            chapters,
            contents,
            document: Document::new(whole.text, whole.blocks).with_codes(whole.codes),
        })
    }
}

/// Adds a page to those before it; where its text lies then.
fn add(whole: &mut Page, page: Page) -> Span {
    if !whole.text.is_empty() {
        whole.text.push_str("\n\n");
    }
    let start = whole.text.len();
    let moved = |span: Span| Span::new(span.start + start, span.end + start);
    whole.text.push_str(&page.text);
    whole
        .blocks
        .extend(page.blocks.into_iter().map(|block| Block {
            span: moved(block.span),
            ..block
        }));
    whole
        .codes
        .extend(page.codes.into_iter().map(|code| InlineCode {
            span: moved(code.span),
            ..code
        }));
    Span::new(start, whole.text.len())
}

impl Chapter {
    /// A replacement in the document as one in this chapter; `None` if it is of another.
    fn own(&self, replacement: &Replacement) -> Option<Replacement> {
        let (first, count) = self.codes;
        let code = |at: usize| at.checked_sub(first).filter(|&at| at < count);
        let within = match &replacement.within {
            within if within.is_empty() => 0..0,
            within => code(within.start)?..code(within.end - 1)? + 1,
        };
        let pieces = replacement.pieces.iter().map(|piece| match piece {
            ReplacementPiece::Text(text) => Some(ReplacementPiece::Text(text.clone())),
            ReplacementPiece::Code(at) => code(*at).map(ReplacementPiece::Code),
        });
        let start = replacement.span.start.checked_sub(self.span.start)?;
        let end = replacement.span.end.checked_sub(self.span.start)?;
        Some(Replacement {
            span: Span::new(start, end),
            within,
            pieces: pieces.collect::<Option<Vec<_>>>()?,
        })
    }
}

/// The name of a part as an address in the part `from` gives it.
fn named(from: &str, address: &str) -> Option<String> {
    let name = resolved(from, address)?;
    let name = percent_decode_str(&name).decode_utf8().ok()?;
    Some(name.into_owned())
}

/// The first package that the container names.
fn package_name(xml: &str) -> Result<Option<String>, Fault> {
    let mut reader = PartReader::new(CONTAINER, xml);
    loop {
        match reader.next()? {
            Node::Start(_, tag) if tag.local_name().as_ref() == "rootfile" => {
                let path = attribute(&tag, "full-path").unwrap_or_default();
                return Ok(named("", &path));
            }
            Node::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// The parts that are encrypted; fonts often are.
fn locked(container: &mut Container<'_>) -> Result<Vec<String>, Fault> {
    const NAME: &str = "META-INF/encryption.xml";
    let Some(xml) = container.text(NAME)? else {
        return Ok(Vec::new());
    };
    let mut reader = PartReader::new(NAME, &xml);
    let mut names = Vec::new();
    loop {
        match reader.next()? {
            Node::Start(_, tag) if tag.local_name().as_ref() == "CipherReference" => {
                names.extend(attribute(&tag, "URI").and_then(|address| named("", &address)));
            }
            Node::Eof => return Ok(names),
            _ => {}
        }
    }
}

/// An entry of the manifest.
struct Item {
    id: String,
    href: String,
    media_type: String,
    is_navigation: bool,
}

/// The parts of a book that people read.
struct Spine {
    /// The pages of the spine in order, each once, without those of navigation.
    pages: Vec<(String, Scope)>,
    /// The tables of contents: the page of navigation (EPUB 3), NCX and what the guide calls one (2).
    contents: Vec<String>,
}

fn spine(name: &str, xml: &str) -> Result<Spine, Fault> {
    let mut reader = PartReader::new(name, xml);
    let mut items = BTreeMap::new();
    let mut order = Vec::new();
    let mut skipped = Vec::new();
    loop {
        match reader.next()? {
            Node::Start(_, tag) => {
                let says = |name: &str| attribute(&tag, name).unwrap_or_default();
                match tag.local_name().as_ref() {
                    "item" => {
                        let item = Item {
                            id: says("id"),
                            href: says("href"),
                            media_type: says("media-type"),
                            is_navigation: says("properties")
                                .split_whitespace()
                                .any(|w| w == "nav"),
                        };
                        items.entry(item.id.clone()).or_insert(item);
                    }
                    "itemref" => order.push(says("idref")),
                    // The guide of EPUB 2.
                    "reference" if says("type") == "toc" => {
                        skipped.extend(named(name, &says("href")));
                    }
                    _ => {}
                }
            }
            Node::Eof => break,
            _ => {}
        }
    }
    if order.is_empty() {
        return Err(Fault(format!("{name}: its spine names no chapters")));
    }
    let mut pages = Vec::new();
    let mut seen = BTreeSet::new();
    for id in order {
        let Some(item) = items.get(&id) else {
            return Err(Fault(format!(
                "{name}: its spine names '{id}', which its manifest has not"
            )));
        };
        let scope = match item.media_type.as_str() {
            "application/xhtml+xml" => Scope::WholeXml,
            "text/html" => Scope::Whole,
            _ => continue,
        };
        let Some(part) = named(name, &item.href) else {
            return Err(Fault(format!(
                "{name}: the address '{}' leads out of the book",
                item.href
            )));
        };
        if !item.is_navigation && !skipped.contains(&part) && seen.insert(part.clone()) {
            pages.push((part, scope));
        }
    }
    let tables = items
        .values()
        .filter(|item| item.is_navigation || item.media_type == "application/x-dtbncx+xml");
    let mut contents: Vec<String> = tables.filter_map(|item| named(name, &item.href)).collect();
    contents.extend(skipped);
    contents.sort();
    contents.dedup();
    // What is read as a page is written as one.
    contents.retain(|part| !seen.contains(part));
    Ok(Spine { pages, contents })
}
