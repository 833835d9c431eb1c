//! The marks within the blocks of Markdown: emphasis, links, pictures, code, raw HTML, hard line breaks.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::text::{CodeRole, InlineCode, Span};

use crate::format::articles::html::is_void;

/// Finds the marks as the events of a text come.
pub(in crate::format) struct Marks<'a> {
    text: &'a str,
    /// What was found, in order.
    pub codes: Vec<InlineCode>,
    /// Marks that have begun: their names, none for what stands alone, and how long what ends them is, if
    /// that is known.
    open: Vec<(&'static str, Option<usize>)>,
    /// Where the text ends that was read last.
    read_to: usize,
    /// How many pictures are open; what is in them is their description.
    pictures: usize,
}

impl<'a> Marks<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Marks {
            text,
            codes: Vec::new(),
            open: Vec::new(),
            read_to: 0,
            pictures: 0,
        }
    }

    /// The backslash that escapes the first character of a text, where `event` is one.
    pub(super) fn escape_before(&self, event: &Event<'_>, range: &Range<usize>) -> Option<Span> {
        let at = range.start.checked_sub(1)?;
        let bytes = self.text.as_bytes();
        let is_escape = bytes.get(at) == Some(&b'\\')
            && bytes.get(range.start).is_some_and(u8::is_ascii_punctuation);
        let is_text = matches!(event, Event::Text(_)) && self.pictures == 0;
        (is_text && is_escape && at >= self.read_to).then(|| Span::new(at, range.start))
    }

    /// Takes an event of the text, at these bytes of it.
    pub(super) fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if self.pictures > 0
            && !matches!(
                event,
                Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image)
            )
        {
            return;
        }
        match event {
            Event::Start(Tag::Emphasis) => self.begin("em", range, 1),
            Event::Start(Tag::Strong) => self.begin("strong", range, 2),
            Event::Start(Tag::Strikethrough) => {
                let mark = self.length_of(range, '~');
                self.begin("del", range, mark);
            }
            Event::Start(Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            }) => {
                self.open.push(("", None));
                self.code("a", CodeRole::Standalone, range.clone());
            }
            Event::Start(Tag::Link { .. }) => {
                self.open.push(("a", None));
                self.read_to = range.start + 1;
                self.code("a", CodeRole::Begin, range.start..range.start + 1);
            }
            Event::Start(Tag::Image { .. }) => {
                if self.pictures == 0 {
                    self.code("img", CodeRole::Standalone, range.clone());
                }
                self.pictures += 1;
            }
            Event::End(TagEnd::Image) => {
                self.pictures -= 1;
                self.read_to = range.end;
            }
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link,
            ) => {
                if let Some((name, mark)) = self.open.pop()
                    && !name.is_empty()
                {
                    let start = mark.map_or(self.read_to, |mark| range.end.saturating_sub(mark));
                    self.code(name, CodeRole::End, start.min(range.end)..range.end);
                }
                self.read_to = range.end;
            }
            Event::Code(_) => {
                let mark = self.length_of(range, '`');
                self.code("code", CodeRole::Begin, range.start..range.start + mark);
                self.code(
                    "code",
                    CodeRole::End,
                    range.end.saturating_sub(mark)..range.end,
                );
                self.read_to = range.end;
            }
            Event::InlineHtml(_) => {
                self.html(range.clone());
                self.read_to = range.end;
            }
            Event::HardBreak => {
                self.code("br", CodeRole::Standalone, range.clone());
                self.read_to = range.end;
            }
            Event::Text(_) | Event::SoftBreak => self.read_to = range.end,
            _ => {}
        }
    }

    fn begin(&mut self, name: &'static str, range: &Range<usize>, mark: usize) {
        self.open.push((name, Some(mark)));
        self.code(name, CodeRole::Begin, range.start..range.start + mark);
        self.read_to = range.start + mark;
    }

    /// How many of `mark` stand at the start of a range.
    fn length_of(&self, range: &Range<usize>, mark: char) -> usize {
        let part = self.text.get(range.clone()).unwrap_or_default();
        part.len() - part.trim_start_matches(mark).len()
    }

    fn html(&mut self, range: Range<usize>) {
        let tag = self.text.get(range.clone()).unwrap_or_default();
        let inner = tag.trim_start_matches(['<', '/']);
        let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        let role = match tag {
            tag if tag.starts_with("</") => CodeRole::End,
            tag if name.is_empty() || tag.ends_with("/>") || is_void(&name) => CodeRole::Standalone,
            _ => CodeRole::Begin,
        };
        self.code(&name, role, range);
    }

    fn code(&mut self, name: &str, role: CodeRole, range: Range<usize>) {
        self.codes.push(InlineCode {
            markup: self.text.get(range.clone()).unwrap_or_default().to_owned(),
            span: Span::from(range),
            role,
            name: name.to_owned(),
        });
    }
}
