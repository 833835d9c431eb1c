//! The elements of a page, with every end that its writer left out.

use std::collections::HashMap;
use std::ops::Range;

use super::byline_hint::BylineHint;
use super::elements::{Nature, ended_by, ends_paragraph, is_void, nature};
use super::hints::Hints;
use super::references::resolved;
use super::tokens::{Markup, MarkupKind, Tag, Tokens};

/// Maximum number of open elements that are searched for one that markup ends early. Pages that are not made to cost
/// time have far fewer.
const REACH: usize = 64;

/// Maximum number of statements about authors and dates that are kept of a page.
const MAX_SAID: usize = 512;

/// An element of a page.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// The element around it; its own number for the first, which is the page.
    pub parent: usize,
    /// Its start tag in the page.
    pub tag: Range<usize>,
    /// The bytes of its name.
    pub name: Range<usize>,
    /// What it does to its text.
    pub nature: Nature,
    /// What its attributes say of its place in the page.
    pub hints: Hints,
    /// The numbers of the events that begin and end it.
    pub events: Range<usize>,
}

/// What a page holds, in order.
#[derive(Debug, Clone)]
pub(super) enum Event {
    /// The element of this number begins.
    Open(usize),
    /// It ends, with this markup, which is empty where it was left out.
    Close(usize, Range<usize>),
    /// Text.
    Text(Range<usize>),
    /// Markup that is not text: a comment, an end tag of nothing.
    Other(Range<usize>),
}

/// A page as elements within each other.
#[derive(Debug, Clone)]
pub(super) struct Tree<'a> {
    /// The page.
    pub page: &'a str,
    /// Its elements, in the order of their start tags; the first is all of the page.
    pub elements: Vec<Element>,
    /// All of it in order.
    pub events: Vec<Event>,
    /// What its head says, and its language.
    pub head: Head,
}

/// What a page says of itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// The start tag of `html`.
    pub html: Option<Range<usize>>,
    /// The content of `title`.
    pub title: Option<Range<usize>>,
    /// What `og:title` says.
    pub og_title: Option<String>,
    /// What elements say of the writer and the day of an article, in their order.
    pub said: Vec<(usize, BylineHint)>,
}

impl<'a> Tree<'a> {
    /// Reads `page`. Nothing is refused: what makes no sense is passed over, as browsers do.
    pub(super) fn of(page: &'a str, is_xml: bool) -> Self {
        let mut builder = Builder {
            tree: Tree {
                page,
                elements: Vec::new(),
                events: Vec::new(),
                head: Head::default(),
            },
            open: Vec::new(),
            counts: HashMap::new(),
            is_xml,
        };
        builder.open(
            Element {
                parent: 0,
                tag: 0..0,
                name: 0..0,
                nature: Nature::Block(None),
                hints: Hints::default(),
                events: 0..0,
            },
            String::new(),
        );
        let mut at = 0;
        for markup in Tokens::of(page, is_xml) {
            builder.text(at..markup.raw.start);
            at = markup.raw.end;
            builder.take(markup);
        }
        builder.text(at..page.len());
        while !builder.open.is_empty() {
            builder.close(page.len()..page.len());
        }
        builder.tree
    }

    /// The title of the page, on one line, if it says so elsewhere than in a heading.
    pub(super) fn title(&self) -> Option<String> {
        let title = self.head.title.clone().and_then(|raw| self.page.get(raw));
        let title = self.head.og_title.clone().or(title.map(resolved));
        title
            .map(|title| collapsed(&title))
            .filter(|title| !title.is_empty())
    }

    /// All text in an element.
    pub(super) fn text_of(&self, element: usize) -> String {
        let events = self
            .elements
            .get(element)
            .map(|element| element.events.clone());
        let events = events.and_then(|events| self.events.get(events));
        let texts = events
            .unwrap_or_default()
            .iter()
            .filter_map(|event| match event {
                Event::Text(raw) => self.page.get(raw.clone()),
                _ => None,
            });
        resolved(&texts.collect::<String>())
    }

    /// All text in an element, if it takes at most so many bytes in the page, and so many tags and texts.
    pub(super) fn short_text_of(&self, element: usize, most: usize) -> Option<String> {
        let events = self.elements.get(element)?.events.clone();
        if events.len() > most {
            return None;
        }
        let mut length = 0;
        let is_short = self.events.get(events)?.iter().all(|event| {
            if let Event::Text(raw) = event {
                length += raw.len();
            }
            length <= most
        });
        is_short.then(|| self.text_of(element))
    }

    /// The name of an element, as the page writes it.
    pub(super) fn name(&self, element: usize) -> &'a str {
        let name = self
            .elements
            .get(element)
            .map(|element| element.name.clone());
        name.and_then(|name| self.page.get(name))
            .unwrap_or_default()
    }
}

struct Builder<'a> {
    tree: Tree<'a>,
    /// The elements that are open, innermost last, with their names in lower case.
    open: Vec<(usize, String)>,
    /// How many of a name are open, so that an end tag of nothing costs no search.
    counts: HashMap<String, usize>,
    is_xml: bool,
}

impl Builder<'_> {
    fn text(&mut self, raw: Range<usize>) {
        if !raw.is_empty() {
            self.tree.events.push(Event::Text(raw));
        }
    }

    fn take(&mut self, markup: Markup) {
        match markup.kind {
            MarkupKind::Start(tag) => self.start(tag, markup.raw),
            MarkupKind::End(name) => self.end(&name, markup.raw),
            MarkupKind::Other => self.tree.events.push(Event::Other(markup.raw)),
        }
    }

    fn start(&mut self, tag: Tag, raw: Range<usize>) {
        let at = raw.start;
        if !self.is_xml {
            self.end_what_it_ends(&tag.name, at);
        }
        match tag.name.as_str() {
            "html" if self.tree.head.html.is_none() => self.tree.head.html = Some(raw.clone()),
            "meta" if tag.attribute("property").as_deref() == Some("og:title") => {
                self.tree.head.og_title = tag.attribute("content");
            }
            _ => {}
        }
        if let Some(said) = BylineHint::from_tag(&tag)
            && self.tree.head.said.len() < MAX_SAID
        {
            let number = self.tree.elements.len();
            self.tree.head.said.push((number, said));
        }
        let element = Element {
            parent: self.open.last().map_or(0, |(element, _)| *element),
            name: at + 1..(at + 1 + tag.name.len()).min(raw.end),
            tag: raw.clone(),
            nature: nature(&tag.name),
            hints: Hints::of(&tag),
            events: 0..0,
        };
        let is_empty = is_void(&tag.name) || (self.is_xml && tag.is_closed);
        self.open(element, tag.name);
        if is_empty {
            self.close(raw.end..raw.end);
        }
    }

    /// Ends the elements whose end tags may be left out before a start tag of `name`.
    fn end_what_it_ends(&mut self, name: &str, at: usize) {
        let (ended, beyond) = ended_by(name);
        if ended.iter().any(|name| self.is_open(name)) {
            let near = self.open.iter().rev().take(REACH);
            let mut near = near.take_while(|(_, open)| !beyond.contains(&open.as_str()));
            if let Some(up_to) = near.position(|(_, open)| ended.contains(&open.as_str())) {
                for _ in 0..=up_to {
                    self.close(at..at);
                }
            }
        }
        if ends_paragraph(name) && self.is_open("p") {
            // No paragraph reaches out of a cell, an item or a button.
            let near = self.open.iter().rev().take(REACH);
            let mut near = near.take_while(|(_, open)| {
                !matches!(
                    open.as_str(),
                    "td" | "th" | "li" | "button" | "table" | "caption" | "object"
                )
            });
            if let Some(up_to) = near.position(|(_, open)| open == "p") {
                for _ in 0..=up_to {
                    self.close(at..at);
                }
            }
        }
    }

    fn end(&mut self, name: &str, raw: Range<usize>) {
        if !self.is_open(name) {
            return self.tree.events.push(Event::Other(raw));
        }
        if matches!(nature(name), Nature::Inline) {
            // An inline element that ends among blocks which began in it leaves these open.
            let near = self.open.iter().rev().take(REACH);
            let mut blocks = 0;
            let mut found = None;
            for (depth, (element, open)) in near.enumerate() {
                if open == name {
                    found = Some(depth);
                    break;
                }
                blocks += usize::from(self.tree.elements[*element].nature != Nature::Inline);
            }
            match found {
                Some(depth) if blocks == 0 => {
                    for _ in 0..depth {
                        self.close(raw.start..raw.start);
                    }
                    self.close(raw);
                }
                Some(depth) => self.close_early(depth, raw),
                None => self.tree.events.push(Event::Other(raw)),
            }
            return;
        }
        // Each step closes an element, so that all of them together take no longer than the page.
        while let Some((_, open)) = self.open.last() {
            if open == name {
                return self.close(raw);
            }
            self.close(raw.start..raw.start);
        }
    }

    fn is_open(&self, name: &str) -> bool {
        self.counts.get(name).is_some_and(|&count| count > 0)
    }

    fn open(&mut self, mut element: Element, name: String) {
        let number = self.tree.elements.len();
        if name == "title" && self.tree.head.title.is_none() {
            self.tree.head.title = Some(element.tag.end..element.tag.end);
        }
        element.events = self.tree.events.len()..usize::MAX;
        self.tree.events.push(Event::Open(number));
        self.tree.elements.push(element);
        match self.counts.get_mut(&name) {
            Some(count) => *count += 1,
            None => drop(self.counts.insert(name.clone(), 1)),
        }
        self.open.push((number, name));
    }

    /// Ends the innermost element.
    fn close(&mut self, raw: Range<usize>) {
        self.close_early(0, raw);
    }

    /// Ends the element that has so many open ones within it, and leaves these open.
    fn close_early(&mut self, depth: usize, raw: Range<usize>) {
        let Some(at) = self.open.len().checked_sub(depth + 1) else {
            return;
        };
        let (number, name) = self.open.remove(at);
        if let Some(count) = self.counts.get_mut(&name) {
            *count -= 1;
        }
        let element = &mut self.tree.elements[number];
        element.events.end = self.tree.events.len();
        if let Some(title) = self.tree.head.title.as_mut()
            && title.start == title.end
            && name == "title"
            && element.tag.end == title.start
        {
            title.end = raw.start.max(title.start);
        }
        self.tree.events.push(Event::Close(number, raw));
    }
}

/// The text on one line.
pub(super) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The elements that are open at each text.
    fn paths(page: &str, is_xml: bool) -> Vec<String> {
        let tree = Tree::of(page, is_xml);
        let mut open: Vec<usize> = Vec::new();
        let mut shown = Vec::new();
        for event in &tree.events {
            match event {
                Event::Open(element) => open.push(*element),
                Event::Close(element, _) => open.retain(|known| known != element),
                Event::Text(raw) => {
                    let path: Vec<&str> = open.iter().skip(1).map(|&e| tree.name(e)).collect();
                    shown.push(format!("{} {}", path.join("/"), &page[raw.clone()]));
                }
                Event::Other(_) => {}
            }
        }
        shown
    }

    #[test]
    fn ends_that_were_left_out_are_found() {
        assert_eq!(
            paths(
                "<ul><li>a<li>b<ul><li>c</ul>d</ul><p>e<p>f<div>g</div>h",
                false
            ),
            [
                "ul/li a",
                "ul/li b",
                "ul/li/ul/li c",
                "ul/li d",
                "p e",
                "p f",
                "div g",
                " h"
            ]
        );
        assert_eq!(
            paths("<table><tr><td>a<td>b<tr><td>c</table>d", false),
            ["table/tr/td a", "table/tr/td b", "table/tr/td c", " d"]
        );
        assert_eq!(paths("<p/>a<title/>b", true), [" a", " b"]);
    }

    #[test]
    fn marks_may_cross() {
        assert_eq!(
            paths("<b>a<i>b</b>c</i>d", false),
            ["b a", "b/i b", " c", " d"]
        );
        assert_eq!(
            paths("<b><p>a</b>b</p>c</x>", false),
            ["b/p a", "p b", " c"]
        );
    }

    #[test]
    fn deep_and_hostile_pages_take_no_longer() {
        let count = 20_000;
        for page in [
            "<div>".repeat(count) + &"</p>".repeat(count) + &"<li>".repeat(count),
            "<b><dd>".repeat(count) + &"</b>".repeat(count),
            "<p><a>".repeat(count) + &"</i></div>".repeat(count),
            "<".repeat(100_000),
            "<a ".repeat(20_000),
            "<!--".repeat(20_000),
            "&amp".repeat(20_000),
        ] {
            Tree::of(&page, false);
        }
    }
}
