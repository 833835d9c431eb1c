//! A revision as a Word document with tracked changes (ECMA-376, part 1, 17.13.5): accepted, it is
//! the new text; rejected, the old one.

mod paragraphs;
mod reviser;
mod write;

use std::io::{self, Write};

use crate::jobs::RevisionView;

pub use reviser::Reviser;

/// Writes the revision as a .docx file.
///
/// A paragraph of the document is one of the new text, or of the old one if it is gone as a whole. Sentences
/// that moved are marked as moved; if they were changed as well, as taken out and put in. White
/// space within a paragraph becomes single spaces.
pub fn docx(out: &mut dyn Write, view: &RevisionView<'_>, reviser: Reviser<'_>) -> io::Result<()> {
    let paragraphs = paragraphs::paragraphs(view);
    write::write(out, &paragraphs, reviser)
}

#[cfg(test)]
mod tests;
