use serde::Serialize;

use super::super::Bitext;
use super::to_places;

/// A line of `recto align`.
#[derive(Debug, Serialize)]
pub struct LinkLine {
    source: Vec<usize>,
    target: Vec<usize>,
    confidence: f64,
    source_text: String,
    target_text: String,
}

/// The lines of the links of `bitext`.
pub fn links<'a>(bitext: &'a Bitext<'_>) -> impl Iterator<Item = LinkLine> + 'a {
    bitext.links.iter().map(|link| LinkLine {
        source: link.source.clone().collect(),
        target: link.target.clone().collect(),
        confidence: to_places(link.confidence, 4),
        source_text: bitext.source_text(&link.source),
        target_text: bitext.target_text(&link.target),
    })
}
