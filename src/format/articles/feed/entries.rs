//! The items of a feed as its file has them.

use std::io::Read;
use std::ops::ControlFlow;

use crate::format::io::xml::{Token, XmlFile, cleared, tag_of};

/// A feed.
#[derive(Debug, Default)]
pub(super) struct Feed {
    /// The tag of its language.
    pub language: Option<String>,
    /// The writers of items that name none (Atom).
    pub authors: Vec<String>,
    /// Its items, in order.
    pub entries: Vec<Entry>,
}

/// An item of a feed.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Its title, as HTML.
    pub title: String,
    /// What it says, as HTML: all of it if it is there, else the summary.
    pub content: String,
    /// How full `content` is: all of it is more than a summary.
    rank: u8,
    /// Its name among all items, if it has one.
    pub id: Option<String>,
    /// Where it is on the web.
    pub link: Option<String>,
    /// The tag of its language.
    pub language: Option<String>,
    /// Its writers, in order.
    pub authors: Vec<String>,
    /// When it was published, or else changed, as the file writes it.
    pub date: Option<String>,
    /// How well `date` says when it was published.
    date_rank: u8,
}

/// A part of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    /// Content of so much rank.
    Content(u8),
    Id,
    Link,
    Language,
    /// A writer.
    Author,
    /// A date of so much rank.
    Date(u8),
}

/// A part that is being read.
struct Open {
    part: Part,
    text: String,
    /// Elements that are open within it.
    depth: usize,
    /// Whether its elements are markup of it (XHTML), and its text is to be escaped.
    is_markup: bool,
}

/// The items of the feed that `input` gives; `None` if it is no feed. Of a file that ends too early, or is no XML
/// from some place on, those before.
pub(super) fn entries(input: &mut dyn Read) -> Option<Feed> {
    let mut xml = XmlFile::new(input);
    let root = xml.root("a feed").ok()?;
    if !matches!(root.name.as_str(), "rss" | "feed" | "RDF") {
        return None;
    }
    let mut reading = Reading {
        feed: Feed {
            language: root.attribute("xml:lang").map(str::to_owned),
            ..Feed::default()
        },
        is_atom: root.name == "feed",
        entry: None,
        open: None,
        skipped: 0,
    };
    let _ = xml.each(|_, token| {
        match token {
            Token::Start(start) => {
                let mut tag = tag_of(&start);
                tag.name = start.local_name().as_ref().to_owned();
                reading.start(&tag, &start);
            }
            Token::Empty(start) => {
                let mut tag = tag_of(&start);
                tag.name = start.local_name().as_ref().to_owned();
                reading.start(&tag, &start);
                reading.end(&tag.name);
            }
            Token::End(end) => reading.end(end.local_name().as_ref()),
            Token::Text(text) => reading.text(&cleared(text, &mut None)),
            Token::Unknown(_) | Token::Other => {}
        }
        ControlFlow::Continue(())
    });
    reading.end_part();
    reading.feed.entries.extend(reading.entry);
    Some(reading.feed)
}

/// What is before the colon in the name of an element, by its start tag.
fn tag_prefix(raw: &str) -> Option<&str> {
    let name = raw.split(|c: char| c.is_whitespace()).next()?;
    name.split_once(':').map(|(prefix, _)| prefix)
}

struct Reading {
    feed: Feed,
    is_atom: bool,
    entry: Option<Entry>,
    open: Option<Open>,
    /// Elements that are open within one of an item that is of another vocabulary, such as a picture's.
    skipped: usize,
}

impl Reading {
    fn start(&mut self, tag: &crate::text::Element, raw: &str) {
        if let Some(open) = &mut self.open {
            open.depth += 1;
            if open.part == Part::Author {
                open.text.clear();
            }
            if open.is_markup {
                open.text.push('<');
                open.text.push_str(raw);
                open.text.push('>');
            }
            return;
        }
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        let name = tag.name.as_str();
        let Some(entry) = &mut self.entry else {
            match name {
                "item" | "entry" => {
                    self.entry = Some(Entry {
                        id: tag.attribute("rdf:about").map(str::to_owned),
                        language: tag.attribute("xml:lang").map(str::to_owned),
                        ..Entry::default()
                    });
                }
                "language" => self.begin(Part::Language, false),
                "author" if self.is_atom => self.begin(Part::Author, false),
                _ => {}
            }
            return;
        };
        // What a picture or a film is called, and who took it (Media RSS), is not what the item says.
        if tag_prefix(raw) == Some("media") {
            self.skipped = 1;
            return;
        }
        match name {
            "title" => self.begin(Part::Title, tag.attribute("type") == Some("xhtml")),
            "encoded" | "content" => {
                self.begin(Part::Content(2), tag.attribute("type") == Some("xhtml"));
            }
            "description" | "summary" => {
                self.begin(Part::Content(1), tag.attribute("type") == Some("xhtml"));
            }
            "guid" | "id" => self.begin(Part::Id, false),
            "link" => match tag.attribute("href") {
                Some(href) => {
                    let is_article = tag.attribute("rel").is_none_or(|rel| rel == "alternate");
                    if is_article && entry.link.is_none() {
                        entry.link = Some(href.to_owned());
                    }
                    self.skipped = 1;
                }
                None => self.begin(Part::Link, false),
            },
            "language" => self.begin(Part::Language, false),
            "author" | "creator" => self.begin(Part::Author, false),
            "published" | "pubDate" => self.begin(Part::Date(3), false),
            "date" | "issued" => self.begin(Part::Date(2), false),
            "updated" | "modified" => self.begin(Part::Date(1), false),
            _ => self.skipped = 1,
        }
    }

    fn begin(&mut self, part: Part, is_markup: bool) {
        self.open = Some(Open {
            part,
            text: String::new(),
            depth: 0,
            is_markup,
        });
    }

    fn text(&mut self, text: &str) {
        let Some(open) = &mut self.open else {
            return;
        };
        if !open.is_markup {
            return open.text.push_str(text);
        }
        for c in text.chars() {
            match c {
                '&' => open.text.push_str("&amp;"),
                '<' => open.text.push_str("&lt;"),
                c => open.text.push(c),
            }
        }
    }

    fn end(&mut self, name: &str) {
        if matches!(name, "item" | "entry") {
            // Whatever was left open in it ends with it.
            self.end_part();
            self.skipped = 0;
            self.feed.entries.extend(self.entry.take());
            return;
        }
        match &mut self.open {
            Some(open) if open.depth > 0 => {
                open.depth -= 1;
                // In Atom a writer has a name, and an address beside it.
                if open.part == Part::Author {
                    let text = std::mem::take(&mut open.text);
                    if name == "name" {
                        let entry = self.entry.as_mut().map(|entry| &mut entry.authors);
                        entry.unwrap_or(&mut self.feed.authors).push(text);
                    }
                    return;
                }
                if open.is_markup {
                    open.text.push_str("</");
                    open.text.push_str(name);
                    open.text.push('>');
                }
            }
            Some(_) => self.end_part(),
            None => self.skipped = self.skipped.saturating_sub(1),
        }
    }

    fn end_part(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let text = open.text.trim();
        let Some(entry) = &mut self.entry else {
            if open.part == Part::Language && !text.is_empty() {
                self.feed.language = Some(text.to_owned());
            }
            return;
        };
        if text.is_empty() {
            return;
        }
        match open.part {
            Part::Title if entry.title.is_empty() => entry.title = text.to_owned(),
            Part::Content(rank) if rank > entry.rank => {
                entry.content = text.to_owned();
                entry.rank = rank;
            }
            Part::Id => entry.id = Some(text.to_owned()),
            Part::Link if entry.link.is_none() => entry.link = Some(text.to_owned()),
            Part::Language => entry.language = Some(text.to_owned()),
            // In RSS a writer is an address of mail, with the name in parentheses.
            Part::Author => match (text.split_once('('), text.contains('@')) {
                (Some((_, name)), true) => {
                    entry.authors.push(name.trim_end_matches(')').to_owned());
                }
                (None, true) => {}
                (_, false) => entry.authors.push(text.to_owned()),
            },
            Part::Date(rank) if rank > entry.date_rank => {
                entry.date = Some(text.to_owned());
                entry.date_rank = rank;
            }
            _ => {}
        }
    }
}
