use std::borrow::Cow;

use super::inline::InlineCode;
use super::span::Span;

/// What a block of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A title or a heading; no sentence runs out of it.
    Heading,
    /// An item of a list.
    ListItem,
    /// What stands under a picture.
    Caption,
}

/// A block of a document: the unit that no segment crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its bytes in the document's text, without the markup around it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// An article as its file has it: the original text, and where its blocks lie in it.
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
    /// A document of `text` with these blocks. Blocks that overlap an earlier one, are empty or do
    /// not fit the text are left out, so that the promise of order holds whatever a reader found.
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

    /// The same document with these inline codes. Codes that overlap an earlier one or do not fit the text
    /// are left out.
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

    /// The same document, where these parts of the text are markup that neither people nor translation units see,
    /// and are no codes: backslashes that escape what comes after them. They are in the order of the text.
    pub fn with_hidden(mut self, mut hidden: Vec<Span>) -> Self {
        hidden.retain(|span| self.text.get(span.start..span.end).is_some());
        hidden.sort_unstable();
        self.hidden = hidden;
        self
    }

    /// The text in `span` without what is hidden in it; codes are as they stand.
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

    /// The text of the first heading, else none.
    pub fn title(&self) -> Option<&str> {
        let heading = self
            .blocks
            .iter()
            .find(|block| block.kind == BlockKind::Heading)?;
        Some(heading.span.of(&self.text).trim())
    }
}
