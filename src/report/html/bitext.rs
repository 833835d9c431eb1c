use std::io::{self, Write};

use askama::Template;

use super::super::{Bitext, numbers};

#[derive(Template)]
#[template(path = "bitext.html")]
struct Page {
    from: String,
    to: String,
    unpaired: usize,
    links: Vec<Row>,
}

struct Row {
    numbers: String,
    source: String,
    target: String,
    percent: u32,
    unpaired: bool,
}

/// A page with the segments of both sides beside each other.
pub fn bitext(out: &mut dyn Write, bitext: &Bitext<'_>) -> io::Result<()> {
    let links: Vec<Row> = bitext
        .links
        .iter()
        .map(|link| Row {
            numbers: format!("{} → {}", numbers(&link.source), numbers(&link.target)),
            source: bitext.source_text(&link.source),
            target: bitext.target_text(&link.target),
            percent: (link.confidence * 100.0).round() as u32,
            unpaired: link.source.is_empty() || link.target.is_empty(),
        })
        .collect();
    let page = Page {
        from: bitext.languages.0.to_string(),
        to: bitext.languages.1.to_string(),
        unpaired: links.iter().filter(|row| row.unpaired).count(),
        links,
    };
    super::write(out, &page)
}
