use std::io::{self, Write};

use askama::Template;

use crate::text::{Span, direction};

use super::super::{Summary, pieces};

#[derive(Template)]
#[template(path = "summary.html")]
struct Page<'a> {
    title: &'a str,
    language: &'a str,
    direction: &'static str,
    method: &'a str,
    segments: usize,
    sentences: Vec<Row<'a>>,
    pieces: Vec<Piece<'a>>,
}

struct Row<'a> {
    shown: &'a str,
    number: usize,
    paragraph: usize,
    missing: bool,
}

/// A piece of the article; a sentence of the summary has its number, the rest 0.
struct Piece<'a> {
    number: usize,
    text: &'a str,
}

/// A page with the summary, and below it the article with the sentences marked; each sentence
/// leads to its place.
pub fn summary(out: &mut dyn Write, summary: &Summary<'_>) -> io::Result<()> {
    let spans: Vec<Span> = summary.sentences.iter().map(|s| s.segment.span).collect();
    let mut number = 0;
    let pieces = pieces(summary.text, &spans)
        .into_iter()
        .map(|(chosen, text)| {
            number += usize::from(chosen);
            Piece {
                number: if chosen { number } else { 0 },
                text,
            }
        })
        .collect();
    let sentences = summary
        .sentences
        .iter()
        .enumerate()
        .map(|(index, sentence)| Row {
            shown: sentence.rendering.as_deref().unwrap_or(sentence.text),
            number: index + 1,
            paragraph: sentence.segment.paragraph + 1,
            missing: summary.wanted.is_some() && sentence.rendering.is_none(),
        })
        .collect();
    let page = Page {
        title: summary.title.unwrap_or(summary.article),
        language: summary.language.as_str(),
        direction: direction(summary.text).as_html(),
        method: summary.method,
        segments: summary.segments,
        sentences,
        pieces,
    };
    super::write(out, &page)
}
