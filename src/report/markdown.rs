//! Views as Markdown.

use std::io::{self, Write};

use crate::text::collapse_white_space;

use crate::jobs::Summary;

/// A summary as a list under its title, each sentence with a footnote that names its place.
pub fn summary(out: &mut dyn Write, summary: &Summary<'_>) -> io::Result<()> {
    writeln!(out, "## {}\n", summary.heading())?;
    for (number, sentence) in (1..).zip(&summary.sentences) {
        let text = sentence.rendering.as_deref().unwrap_or(sentence.text);
        writeln!(out, "- {}[^{number}]", collapse_white_space(text))?;
    }
    for (number, sentence) in (1..).zip(&summary.sentences) {
        if number == 1 {
            writeln!(out)?;
        }
        let article = &summary.articles[sentence.article];
        writeln!(
            out,
            "[^{number}]: {}, paragraph {}, segment {} of {}{}",
            article.name(),
            sentence.segment.paragraph + 1,
            sentence.index + 1,
            article.segments.len(),
            sentence.what_is_missing()
        )?;
    }
    Ok(())
}

/// Key phrases as a list under the title.
pub fn key_phrases(out: &mut dyn Write, summary: &Summary<'_>) -> io::Result<()> {
    writeln!(out, "## {}\n", summary.heading())?;
    for phrase in &summary.key_phrases {
        writeln!(out, "- {}", collapse_white_space(&phrase.text))?;
    }
    Ok(())
}
