//! Styles: which paragraphs are headings and captions, and what a reader sees of a span.

use quick_xml::events::BytesStart;
use rustc_hash::FxHashMap;

use super::super::fault::Fault;
use super::super::part::{Node, Ns, PartReader, attribute};
use crate::format::io::xml::each_attribute;
use crate::text::BlockKind;

/// A style is based on others so many deep.
const DEEPEST: usize = 20;

/// Properties of text of which a reader sees nothing: who wrote it when, and its language.
const UNSEEN: &[&str] = &[
    "rsid",
    "paragraph-rsid",
    "language",
    "country",
    "script",
    "language-asian",
    "country-asian",
    "script-asian",
    "language-complex",
    "country-complex",
    "script-complex",
    "rfc-language-tag",
    "rfc-language-tag-asian",
    "rfc-language-tag-complex",
];

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: FxHashMap<String, Style>,
    spans: FxHashMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    /// Whether it has a level in the outline.
    is_outlined: bool,
    /// Whether it is made for one document, not by people.
    is_automatic: bool,
    /// The properties of text that a reader sees.
    seen: String,
    /// What a code for them is called.
    name: Option<String>,
    /// The element.
    source: String,
}

impl Styles {
    /// Takes the styles in the part `name`: its automatic ones, or all others.
    pub(super) fn read(&mut self, name: &str, xml: &str, automatic: bool) -> Result<(), Fault> {
        let mut reader = PartReader::new(name, xml);
        let mut depth = 0usize;
        // How deep the element lies that holds automatic styles.
        let mut within: Option<usize> = None;
        let mut open: Option<Open> = None;
        loop {
            match reader.next()? {
                Node::Start(namespace, tag) => {
                    depth += 1;
                    let local = tag.local_name();
                    match (namespace, local.as_ref()) {
                        (Ns::Office, "automatic-styles") => within = Some(depth),
                        (Ns::Office, "body") => break,
                        (Ns::Style, "style") if within.is_some() == automatic => {
                            let named = attribute(&tag, "name");
                            open = named.map(|named| Open {
                                named,
                                is_text: attribute(&tag, "family").as_deref() == Some("text"),
                                style: Style {
                                    parent: attribute(&tag, "parent-style-name"),
                                    is_outlined: attribute(&tag, "default-outline-level")
                                        .is_some_and(|level| !level.is_empty()),
                                    is_automatic: automatic,
                                    ..Style::default()
                                },
                                start: reader.place().start,
                                depth,
                            });
                        }
                        (Ns::Style, "text-properties") => {
                            if let Some(open) = &mut open {
                                open.style.take(&tag);
                            }
                        }
                        _ => {}
                    }
                }
                Node::End => {
                    if within == Some(depth) {
                        within = None;
                    }
                    if let Some(mut done) = open.take_if(|open| open.depth == depth) {
                        let source = xml.get(done.start..reader.place().end);
                        done.style.source = source.unwrap_or_default().to_owned();
                        let into = match done.is_text {
                            true => &mut self.spans,
                            false => &mut self.paragraphs,
                        };
                        into.entry(done.named).or_insert(done.style);
                    }
                    depth = depth.saturating_sub(1);
                }
                Node::Text(_) => {}
                Node::Eof => break,
            }
        }
        Ok(())
    }

    /// What a paragraph in the style `name` is.
    pub(super) fn kind(&self, name: Option<&str>) -> Option<BlockKind> {
        let mut name = name.map(str::to_owned);
        for _ in 0..DEEPEST {
            let known = name?;
            let style = self.paragraphs.get(&known);
            if style.is_some_and(|style| style.is_outlined) {
                return Some(BlockKind::Heading);
            }
            match known.as_str() {
                "Title" | "Subtitle" | "Heading" => return Some(BlockKind::Heading),
                "Caption" => return Some(BlockKind::Caption),
                _ => {}
            }
            name = style.and_then(|style| style.parent.clone());
        }
        None
    }

    /// What a reader sees of a span in the style `name`, nothing or a key that is equal for equal looks, and what
    /// a code for it is called.
    pub(super) fn span(&self, name: &str) -> (String, String) {
        match self.spans.get(name) {
            Some(style) if style.is_automatic => {
                let parent = style.parent.as_deref().unwrap_or_default();
                let called = style.name.clone().unwrap_or_else(|| match parent {
                    "" => "span".to_owned(),
                    parent => readable(parent),
                });
                (format!("{}{parent}", style.seen), called)
            }
            _ if name.is_empty() => (String::new(), String::new()),
            _ => (format!("{name};"), readable(name)),
        }
    }

    /// The element of the paragraph style `name`, if that is an automatic one.
    pub(super) fn automatic(&self, name: &str) -> Option<&str> {
        let style = self.paragraphs.get(name)?;
        style.is_automatic.then_some(style.source.as_str())
    }

    /// Whether there is a paragraph style `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.paragraphs.contains_key(name)
    }
}

/// A style while it is read.
struct Open {
    named: String,
    is_text: bool,
    style: Style,
    start: usize,
    depth: usize,
}

impl Style {
    /// Takes properties of text.
    fn take(&mut self, tag: &BytesStart<'_>) {
        each_attribute(tag, &mut |name, value| {
            let local = name.rsplit(':').next().unwrap_or(name);
            if UNSEEN.contains(&local) {
                return;
            }
            self.seen.push_str(&format!("{name}={value:?};"));
            let called = match (local, &*value) {
                ("font-weight", "bold") => "b",
                ("font-style", "italic" | "oblique") => "i",
                ("text-underline-style", value) if value != "none" => "u",
                ("text-line-through-style", value) if value != "none" => "strike",
                ("text-position", value) if value.starts_with("super") => "superscript",
                ("text-position", value) if value.starts_with("sub") => "subscript",
                ("font-variant", "small-caps") => "smallCaps",
                _ => return,
            };
            self.name.get_or_insert_with(|| called.to_owned());
        });
    }
}

/// The name of a style as people see it: `Strong_20_Emphasis` is `Strong Emphasis`.
fn readable(name: &str) -> String {
    name.replace("_20_", " ")
}
