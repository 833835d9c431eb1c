use super::Span;

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
        Document { text, blocks }
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
