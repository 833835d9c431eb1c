//! A summary, with the place of each sentence where a person reads it.

use std::io::{self, Write};

use super::layout::{Page, wrap};
use super::style::{Ink, paint};
use crate::jobs::{NamedPhrase, Summary};

/// The sentences of a summary. On a terminal each with its place in the article; in a pipe one a
/// line, as it is in the article but for its white space.
pub fn summary(out: &mut dyn Write, page: Page, summary: &Summary<'_>) -> io::Result<()> {
    if page.terminal {
        for article in &summary.articles {
            for line in wrap(
                &vec![(Ink::Strong, article.heading())],
                page.width,
                page,
                false,
            ) {
                writeln!(out, "{line}")?;
            }
        }
        if let Some(since) = summary.since {
            writeln!(
                out,
                "{}",
                paint(Ink::Dim, &format!("what is new since {since}"))
            )?;
        }
    }
    for sentence in &summary.sentences {
        let text = sentence.rendering.as_deref().unwrap_or(sentence.text);
        if !page.terminal {
            writeln!(out, "{}", crate::text::collapse_white_space(text))?;
            continue;
        }
        writeln!(out)?;
        for line in wrap(&vec![(Ink::Plain, text)], page.width, page, false) {
            writeln!(out, "{line}")?;
        }
        let missing = match summary.wanted {
            Some(wanted) if sentence.rendering.is_none() => {
                format!(", not in the memory in {wanted}")
            }
            _ => String::new(),
        };
        let article = &summary.articles[sentence.article];
        let name = match summary.is_of_story() {
            true => format!("{}, ", article.name()),
            false => String::new(),
        };
        let place = format!(
            "{name}paragraph {}, segment {} of {}{missing}{}",
            sentence.segment.paragraph + 1,
            sentence.index + 1,
            article.segments.len(),
            sentence.what_is_missing()
        );
        writeln!(out, "{}", paint(Ink::Dim, &place))?;
    }
    Ok(())
}

/// Key phrases, one a line; on a terminal each with how often it occurs.
pub fn key_phrases(out: &mut dyn Write, page: Page, phrases: &[NamedPhrase]) -> io::Result<()> {
    for phrase in phrases {
        let text = crate::text::collapse_white_space(&phrase.text);
        if page.terminal {
            let count = format!("{:>4}", phrase.count);
            writeln!(out, "{}  {text}", paint(Ink::Dim, &count))?;
        } else {
            writeln!(out, "{text}")?;
        }
    }
    Ok(())
}
