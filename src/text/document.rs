use std::borrow::Cow;

use super::inline::InlineCode;
use super::span::Span;

/// The kinds of blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A title or a heading. No sentence continues beyond it.
    Heading,
    /// An item of a list.
    ListItem,
    /// The caption of a picture.
    Caption,
}

/// A block of a document. No segment crosses its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its span in the document, in bytes, without the markup around it.
    pub span: Span,
    /// The kind of block.
    pub kind: BlockKind,
}

/// The text of an article as its file has it, with the spans of its blocks and inline codes.
///
/// The text is never altered. Blocks are disjoint and in the order of the text; what lies between
/// them is white space and markup.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    text: String,
    blocks: Vec<Block>,
    codes: Vec<InlineCode>,
    hidden: Vec<Span>,
}

impl Document {
    /// Creates a document with these blocks. Blocks that are empty, overlap an earlier one or do not fit the text are
    /// left out, so that the order holds whatever a reader found.
    pub fn new(text: String, mut blocks: Vec<Block>) -> Self {
        blocks.sort_by_key(|block| block.span);
        let mut free_from = 0;
        blocks.retain(|block| {
            let fits = block.span.start >= free_from
                && text
                    .get(block.span.start..block.span.end)
                    .is_some_and(|part| !part.trim().is_empty());
            if fits {
                free_from = block.span.end;
            }
            fits
        });
        Document {
            text,
            blocks,
            codes: Vec::new(),
            hidden: Vec::new(),
        }
    }

    /// Adds these inline codes. Codes that overlap an earlier one or do not fit the text are left out.
    pub fn with_codes(mut self, mut codes: Vec<InlineCode>) -> Self {
        // Codes at one place stay in their order.
        codes.sort_by_key(|code| code.span);
        let mut free_from = 0;
        codes.retain(|code| {
            let fits = code.span.start >= free_from
                && self.text.get(code.span.start..code.span.end).is_some();
            if fits {
                free_from = code.span.end;
            }
            fits
        });
        self.codes = codes;
        self
    }

    /// Marks these parts of the text, in order, as markup that neither people nor translation units see and that is no
    /// code: backslashes that escape the next character.
    pub fn with_hidden(mut self, mut hidden: Vec<Span>) -> Self {
        hidden.retain(|span| self.text.get(span.start..span.end).is_some());
        hidden.sort_unstable();
        self.hidden = hidden;
        self
    }

    /// The text in `span` without its hidden parts; codes are left as they are.
    pub fn visible_text(&self, span: Span) -> Cow<'_, str> {
        let first = self.hidden.partition_point(|part| part.end <= span.start);
        let hidden = self.hidden.get(first..).unwrap_or_default();
        let mut hidden = hidden.iter().take_while(|part| part.start < span.end);
        let Some(mut part) = hidden.next() else {
            return Cow::Borrowed(span.of(&self.text));
        };
        let mut text = String::with_capacity(span.len());
        let mut at = span.start;
        loop {
            text.push_str(self.text.get(at..part.start.max(at)).unwrap_or_default());
            at = at.max(part.end);
            match hidden.next() {
                Some(next) => part = next,
                None => break,
            }
        }
        text.push_str(self.text.get(at..span.end).unwrap_or_default());
        Cow::Owned(text)
    }

    /// Its hidden parts, in order.
    pub fn hidden(&self) -> &[Span] {
        &self.hidden
    }

    /// Its inline codes, in order.
    pub fn codes(&self) -> &[InlineCode] {
        &self.codes
    }

    /// The original text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its blocks, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The text of the first heading, or `None`.
    pub fn title(&self) -> Option<&str> {
        let heading = self
            .blocks
            .iter()
            .find(|block| block.kind == BlockKind::Heading)?;
        Some(heading.span.of(&self.text).trim())
    }
}
