//! Markdown (CommonMark with tables): headings, paragraphs, list items, table cells, and the text
//! of an image that stands alone as a caption. Code blocks and raw HTML are not prose; the marks within a
//! block are inline codes.

mod marks;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::text::{Block, BlockKind, Document, InlineCode, Span};

use crate::format::articles::markdown::marks::Marks;

/// What of Markdown is read besides CommonMark.
pub(in crate::format) const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// What is found in a text.
#[derive(Debug, Default)]
pub(in crate::format) struct Found {
    pub blocks: Vec<Block>,
    pub codes: Vec<InlineCode>,
    /// Backslashes that escape what comes after them.
    pub escapes: Vec<Span>,
}

impl Found {
    /// The document of the text that it was found in.
    pub(crate) fn document(self, text: String) -> Document {
        let document = Document::new(text, self.blocks).with_codes(self.codes);
        document.with_hidden(self.escapes)
    }
}

/// The blocks of `text` from byte `from` on, without the markup around them, and the marks and escapes in them,
/// which stay in the text.
pub(in crate::format) fn blocks(text: &str, from: usize) -> Found {
    let mut reader = Reader {
        marks: Marks::new(text),
        blocks: Vec::new(),
        kinds: Vec::new(),
        open: None,
        escapes: Vec::new(),
    };
    let events = Parser::new_ext(text.get(from..).unwrap_or_default(), OPTIONS).into_offset_iter();
    for (event, range) in events {
        reader.take(event, from + range.start..from + range.end);
    }
    reader.close();
    Found {
        blocks: reader.blocks,
        codes: reader.marks.codes,
        escapes: reader.escapes,
    }
}

struct Reader<'a> {
    marks: Marks<'a>,
    blocks: Vec<Block>,
    /// The blocks that enclose this place, innermost last; `None` for what is not prose.
    kinds: Vec<Option<BlockKind>>,
    open: Option<Open>,
    escapes: Vec<Span>,
}

/// The text of a block as far as it was read.
struct Open {
    kind: BlockKind,
    span: Span,
    /// Where the text of the image is that is all of the block so far.
    image: Option<Span>,
    in_image: bool,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, mut range: Range<usize>) {
        if let Some(Some(_)) = self.kinds.last() {
            // The escape of the first character is not among the text that the parser gives.
            let escape = self.marks.escape_before(&event, &range);
            self.marks.take(&event, &range);
            if let Some(escape) = escape {
                range.start = escape.start;
                self.escapes.push(escape);
            }
        }
        match event {
            Event::Start(Tag::Image { .. }) => {
                let alone = self.open.is_none();
                self.extend(range.clone());
                if let Some(open) = &mut self.open {
                    open.in_image = true;
                    open.image = alone.then(|| Span::new(range.start, range.start));
                }
            }
            Event::End(TagEnd::Image) => {
                if let Some(open) = &mut self.open {
                    open.in_image = false;
                }
            }
            Event::Start(tag) => match kind_of(&tag) {
                Some(kind) => {
                    self.close();
                    // The paragraphs of a loose list are its items.
                    let in_item = self.kinds.last() == Some(&Some(BlockKind::ListItem));
                    let item = in_item && kind == Some(BlockKind::Paragraph);
                    self.kinds.push(if item {
                        Some(BlockKind::ListItem)
                    } else {
                        kind
                    });
                }
                None => self.extend(range),
            },
            Event::End(tag) if is_block_end(tag) => {
                self.close();
                self.kinds.pop();
            }
            Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) => self.text(range),
            Event::SoftBreak | Event::HardBreak => {
                // Only what follows makes a break part of the block.
            }
            Event::Rule => self.close(),
            _ => {}
        }
    }

    fn text(&mut self, range: Range<usize>) {
        if let Some(open) = &mut self.open {
            if open.in_image {
                if let Some(image) = &mut open.image {
                    if image.is_empty() {
                        image.start = range.start;
                    }
                    image.end = range.end;
                }
                return;
            }
            open.image = None;
        }
        self.extend(range);
    }

    fn extend(&mut self, range: Range<usize>) {
        match &mut self.open {
            Some(open) => open.span.end = open.span.end.max(range.end),
            None => {
                if let Some(Some(kind)) = self.kinds.last() {
                    self.open = Some(Open {
                        kind: *kind,
                        span: range.into(),
                        image: None,
                        in_image: false,
                    });
                }
            }
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.blocks.push(match open.image {
                Some(span) => {
                    // Its text is the block.
                    self.marks.codes.pop();
                    Block {
                        span,
                        kind: BlockKind::Caption,
                    }
                }
                None => Block {
                    span: open.span,
                    kind: open.kind,
                },
            });
        }
    }
}

/// What text directly inside this block is; `None` for inline markup.
fn kind_of(tag: &Tag<'_>) -> Option<Option<BlockKind>> {
    Some(match tag {
        Tag::Heading { .. } => Some(BlockKind::Heading),
        Tag::Paragraph | Tag::TableCell => Some(BlockKind::Paragraph),
        Tag::Item => Some(BlockKind::ListItem),
        Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => None,
        Tag::BlockQuote(_) | Tag::List(_) | Tag::Table(_) => None,
        Tag::TableHead | Tag::TableRow | Tag::FootnoteDefinition(_) => None,
        _ => return None,
    })
}

fn is_block_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::TableCell
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::FootnoteDefinition
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(BlockKind, &str)> {
        blocks(text, 0)
            .blocks
            .iter()
            .map(|block| (block.kind, block.span.of(text)))
            .collect()
    }

    #[test]
    fn blocks_without_their_markup() {
        use BlockKind::*;
        let text = "# A *new* library\n\n![The hall, seen from the door](hall.jpg)\n\n\
            It **opened** on\nMonday. See [the plan](https://example.org).\n\n\
            - first\n- second\n  - inner **one**\n\n1. step\n\n2. loose\n\n> “Quiet,” she said.\n\n\
            ```\nlet x;\n```\n\n<div>raw</div>\n\n| a | b |\n|---|---|\n| c | d |\n";
        let expected = [
            (Heading, "A *new* library"),
            (Caption, "The hall, seen from the door"),
            (
                Paragraph,
                "It **opened** on\nMonday. See [the plan](https://example.org).",
            ),
            (ListItem, "first"),
            (ListItem, "second"),
            (ListItem, "inner **one**"),
            (ListItem, "step"),
            (ListItem, "loose"),
            (Paragraph, "“Quiet,” she said."),
            (Paragraph, "a"),
            (Paragraph, "b"),
            (Paragraph, "c"),
            (Paragraph, "d"),
        ];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn marks_within_a_block_are_codes() {
        use crate::text::CodeRole::*;
        let text = "It **is *so* ~~not~~** `x y`, [the plan](<u r> 't') ![map](m.png) <b>raw</b> <i/> <https://a.b>\\\nend  \nof [it][1].\n\n![alone](a.png)\n\n[1]: http://x.y";
        let codes = blocks(text, 0).codes;
        let shown: Vec<_> = codes
            .iter()
            .map(|c| (c.role, c.name.as_str(), c.span.of(text)))
            .collect();
        let expected = [
            (Begin, "strong", "**"),
            (Begin, "em", "*"),
            (End, "em", "*"),
            (Begin, "del", "~~"),
            (End, "del", "~~"),
            (End, "strong", "**"),
            (Begin, "code", "`"),
            (End, "code", "`"),
            (Begin, "a", "["),
            (End, "a", "](<u r> 't')"),
            (Standalone, "img", "![map](m.png)"),
            (Begin, "b", "<b>"),
            (End, "b", "</b>"),
            (Standalone, "i", "<i/>"),
            (Standalone, "a", "<https://a.b>"),
            (Standalone, "br", "\\\n"),
            (Standalone, "br", "  \n"),
            (Begin, "a", "["),
            (End, "a", "][1]"),
        ];
        assert_eq!(shown, expected);
        assert!(codes.iter().all(|code| code.markup == code.span.of(text)));
    }

    #[test]
    fn escapes_are_no_part_of_what_people_read() {
        let text = "\\# A \\*b\\* \\\\ `\\*` **\\_** [c\\]](u\\(v) d\\e ![\\*](p)\\\n\\-f\n\n1\\. g\n\n| a\\|b |\n|---|\n";
        let document = blocks(text, 0).document(text.to_owned());
        let shown: Vec<_> = document
            .blocks()
            .iter()
            .map(|block| document.plain_text(block.span))
            .collect();
        assert_eq!(shown, ["# A *b* \\ \\* _ c] d\\e \n-f", "1. g", "a|b"]);
        assert_eq!(document.blocks()[0].span.start, 0);
    }

    #[test]
    fn an_image_within_text_is_text() {
        let text = "See ![map](m.png) here.";
        assert_eq!(read(text), [(BlockKind::Paragraph, text)]);
    }
}
