//! Views as Markdown.

use std::io::{self, Write};

use crate::text::collapse_white_space;

use super::Summary;

/// A summary as a list under its title, each sentence with its place in the article.
pub fn summary(out: &mut dyn Write, summary: &Summary<'_>) -> io::Result<()> {
    writeln!(out, "## {}\n", summary.title.unwrap_or(summary.article))?;
    for sentence in &summary.sentences {
        let text = sentence.rendering.as_deref().unwrap_or(sentence.text);
        let (paragraph, number) = (sentence.segment.paragraph + 1, sentence.index + 1);
        let text = collapse_white_space(text);
        writeln!(
            out,
            "- {text} *(¶ {paragraph}, segment {number} of {})*",
            summary.segments
        )?;
    }
    Ok(())
}
