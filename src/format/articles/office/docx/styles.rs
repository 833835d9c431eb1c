//! Styles of paragraphs: which are headings, items of lists and captions.

use rustc_hash::FxHashMap;

use super::super::fault::Fault;
use super::super::part::{Node, Ns, PartReader, attribute};
use crate::text::BlockKind;

/// A style is based on others so many deep.
const DEEPEST: usize = 20;

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(FxHashMap<String, Style>);

#[derive(Debug, Default)]
struct Style {
    /// Its name: of those that Word brings along the English one, whatever the language.
    name: String,
    based_on: Option<String>,
    format: ParagraphFormat,
}

/// What a paragraph or a style says of the paragraph's place in the text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct ParagraphFormat {
    /// The id of its style.
    pub style: Option<String>,
    /// Its level in the outline, from 0; 9 is none.
    pub outline: Option<u32>,
    /// Whether it has a bullet or a number.
    pub is_item: Option<bool>,
}

impl ParagraphFormat {
    /// Takes what an element of its properties says.
    pub(super) fn take(&mut self, name: &str, value: Option<String>) {
        match name {
            "pStyle" => self.style = value,
            "outlineLvl" => self.outline = value.and_then(|value| value.parse().ok()),
            // The list 0 takes a paragraph out of the list of its style.
            "numId" => self.is_item = Some(value.as_deref() != Some("0")),
            _ => {}
        }
    }
}

impl Styles {
    /// The styles in the part `name`.
    pub(super) fn read(name: &str, xml: &str) -> Result<Self, Fault> {
        let mut styles = FxHashMap::default();
        let mut reader = PartReader::new(name, xml);
        let mut open: Option<(String, Style)> = None;
        loop {
            match reader.next()? {
                Node::Start(Ns::Word, tag) => {
                    let value = || attribute(&tag, "val");
                    match (tag.local_name().as_ref(), &mut open) {
                        ("style", _) => {
                            if let Some((id, style)) = open.take() {
                                styles.insert(id, style);
                            }
                            let id = attribute(&tag, "styleId");
                            open = id.map(|id| (id, Style::default()));
                        }
                        ("name", Some((_, style))) => {
                            style.name = value().unwrap_or_default().to_lowercase();
                        }
                        ("basedOn", Some((_, style))) => style.based_on = value(),
                        (local, Some((_, style))) => style.format.take(local, value()),
                        _ => {}
                    }
                }
                Node::Eof => break,
                _ => {}
            }
        }
        styles.extend(open);
        Ok(Styles(styles))
    }

    /// What a paragraph of this format is; `None` for one that is made from others, as a table of contents is.
    pub(super) fn kind(&self, format: &ParagraphFormat) -> Option<BlockKind> {
        let mut outline = format.outline;
        let mut is_item = format.is_item;
        let mut named = None;
        let mut id = format.style.as_deref();
        for _ in 0..DEEPEST {
            let Some(known) = id else {
                break;
            };
            let style = self.0.get(known);
            // Without a part of styles the id is all there is.
            let name = style.map_or_else(|| known.to_lowercase(), |style| style.name.clone());
            if is_generated(&name) {
                return None;
            }
            named = named.or(kind_of(&name));
            if let Some(style) = style {
                outline = outline.or(style.format.outline);
                is_item = is_item.or(style.format.is_item);
            }
            id = style.and_then(|style| style.based_on.as_deref());
        }
        Some(match named {
            _ if outline.is_some_and(|level| level < 9) => BlockKind::Heading,
            Some(kind) => kind,
            None if is_item == Some(true) => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        })
    }
}

/// What a style of this name, in lower case, is for.
fn kind_of(name: &str) -> Option<BlockKind> {
    match name.replace(' ', "").as_str() {
        "title" | "subtitle" => Some(BlockKind::Heading),
        "caption" => Some(BlockKind::Caption),
        name if name
            .strip_prefix("heading")
            .is_some_and(|rest| rest.parse::<u8>().is_ok()) =>
        {
            Some(BlockKind::Heading)
        }
        _ => None,
    }
}

/// Whether paragraphs of a style of this name are made from others.
fn is_generated(name: &str) -> bool {
    let name = name.replace(' ', "");
    let numbered = |prefix: &str| {
        name.strip_prefix(prefix)
            .is_some_and(|rest| rest.parse::<u8>().is_ok())
    };
    numbered("toc")
        || numbered("contents")
        || matches!(name.as_str(), "tocheading" | "tableoffigures")
}
