use serde::Serialize;

use super::to_places;
use crate::jobs::{AlignedFolders, Bitext};
use crate::workspace::PairedBy;

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

/// A line of `recto align --dir`: a pair, or a file without one.
#[derive(Debug, Serialize)]
pub struct AlignedFilesLine<'a> {
    source: Option<&'a str>,
    target: Option<&'a str>,
    from: Option<&'a str>,
    to: Option<&'a str>,
    by: Option<&'static str>,
    is_translation: Option<bool>,
    log_likelihood_ratio: Option<f64>,
    links: Vec<LinkLine>,
}

/// A line for each pair, then one for each file without: of the sources first. A pair that is not taken
/// has no links.
pub fn aligned_files<'a>(
    files: &'a AlignedFolders<'a>,
) -> impl Iterator<Item = AlignedFilesLine<'a>> + 'a {
    let pairs = files.pairs.iter().map(|pair| AlignedFilesLine {
        source: Some(pair.bitext.names[0]),
        target: Some(pair.bitext.names[1]),
        from: Some(pair.bitext.languages.0.as_str()),
        to: Some(pair.bitext.languages.1.as_str()),
        by: Some(match pair.by {
            PairedBy::Name => "name",
            PairedBy::Content => "content",
        }),
        is_translation: Some(pair.bitext.is_translation),
        log_likelihood_ratio: Some(to_places(pair.bitext.log_likelihood_ratio, 1)),
        links: match pair.is_taken {
            true => links(&pair.bitext).collect(),
            false => Vec::new(),
        },
    });
    let alone = |source: Option<&'a str>, target: Option<&'a str>| AlignedFilesLine {
        source,
        target,
        from: None,
        to: None,
        by: None,
        is_translation: None,
        log_likelihood_ratio: None,
        links: Vec::new(),
    };
    let [sources, targets] = &files.alone;
    let sources = sources.iter().map(move |file| alone(Some(*file), None));
    let targets = targets.iter().map(move |file| alone(None, Some(*file)));
    pairs.chain(sources).chain(targets)
}
