//! Which part of a page is its article.
//!
//! A page that marks its article is believed (`article`, `main`, `itemprop="articleBody"`). Else the element
//! whose paragraphs score best is taken, as Arc90's Readability (2009) does: a paragraph counts by its length
//! and its commas for the elements around it, and what consists of links counts less (link density:
//! Kohlschütter, Fankhauser and Nejdl, Boilerplate Detection using Shallow Text Features, WSDM 2010).

use super::elements::Nature;
use super::scope::Scope;
use super::tree::collapsed;
use super::tree::{Event, Tree};
use super::weigh::{self, Weight};

/// The parts of a page that are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    /// The elements that are read, in order; none within another.
    pub regions: Vec<usize>,
    /// Elements that are not, within these.
    pub is_skipped: Vec<bool>,
}

/// Minimum length in characters of an element that is marked as the article, unless it has its share of the page.
const MIN_MARKED_CHARS: usize = 100;

/// Maximum number of headings before an article that are tried as its headline.
const MAX_HEADLINES: usize = 8;

/// What of the page is read.
pub(super) fn choose(tree: &Tree<'_>, scope: Scope) -> Choice {
    let hidden = |element: usize| tree.elements[element].hints.is_hidden;
    let all = || (0..tree.elements.len()).map(hidden).collect::<Vec<bool>>();
    if scope != Scope::Article {
        return Choice {
            regions: vec![0],
            is_skipped: all(),
        };
    }
    let mut is_skipped: Vec<bool> = (0..tree.elements.len())
        .map(|at| hidden(at) || surrounds(tree, at))
        .collect();
    let mut weights = weigh::weigh(tree, &is_skipped);
    if weights[0].chars == 0 {
        // A page that calls all of itself what surrounds articles.
        return Choice {
            regions: vec![0],
            is_skipped: all(),
        };
    }
    for at in 1..tree.elements.len() {
        is_skipped[at] |=
            tree.name(at).eq_ignore_ascii_case("form") && weights[at].chars * 2 < weights[0].chars;
    }
    weights = weigh::weigh(tree, &is_skipped);
    let mut regions = match marked(tree, &is_skipped, &weights) {
        Some(element) => vec![element],
        None => scored(tree, &is_skipped, &weights),
    };
    skip_lists_of_links(tree, &regions, &weights, &mut is_skipped);
    if let Some(headline) = headline(tree, &regions, &is_skipped) {
        regions.insert(0, headline);
    }
    Choice {
        regions,
        is_skipped,
    }
}

/// Whether an element is of what surrounds articles, by its name or attributes.
fn surrounds(tree: &Tree<'_>, at: usize) -> bool {
    let element = &tree.elements[at];
    if element.nature == Nature::Surroundings {
        return !element.hints.is_body;
    }
    if tree.name(at).eq_ignore_ascii_case("header") {
        return !within(tree, at, &["article", "main"]);
    }
    element.hints.is_unlikely
}

/// Whether one of the nearest elements around it has one of these names.
fn within(tree: &Tree<'_>, at: usize, names: &[&str]) -> bool {
    ancestors(tree, at).any(|at| {
        names
            .iter()
            .any(|name| tree.name(at).eq_ignore_ascii_case(name))
    })
}

/// The nearest elements around one, innermost first; as many as pages have that are not made to cost time.
fn ancestors<'t>(tree: &'t Tree<'_>, at: usize) -> impl Iterator<Item = usize> + 't {
    let parent = |&at: &usize| (at > 0).then(|| tree.elements[at].parent);
    std::iter::successors(parent(&at), parent).take(64)
}

/// The element that the page marks as its article, if it has much of its text.
fn marked(tree: &Tree<'_>, is_skipped: &[bool], weights: &[Weight]) -> Option<usize> {
    let named = |wanted: &'static str| {
        (1..tree.elements.len())
            .filter(move |&at| !is_skipped[at] && tree.name(at).eq_ignore_ascii_case(wanted))
    };
    let fullest = |best: Option<usize>, at: usize| match best {
        Some(best) if weights[best].prose() >= weights[at].prose() => Some(best),
        _ => Some(at),
    };
    let enough = |&at: &usize| {
        weights[at].chars >= MIN_MARKED_CHARS || weights[at].chars * 3 >= weights[0].chars
    };
    let articles: usize = named("article").map(|at| weights[at].prose()).sum();
    let article = named("article").fold(None, fullest);
    // Several of about one size are the entries of a list.
    let article = article
        .filter(|&at| weights[at].prose() * 2 >= articles)
        .filter(enough);
    let says_so = |&at: &usize| {
        !is_skipped[at]
            && (tree.elements[at].hints.is_body || tree.name(at).eq_ignore_ascii_case("main"))
    };
    article.or_else(|| {
        (1..tree.elements.len())
            .filter(says_so)
            .fold(None, fullest)
            .filter(enough)
    })
}

/// The element whose paragraphs score best, with those beside it that belong to it; else all.
fn scored(tree: &Tree<'_>, is_skipped: &[bool], weights: &[Weight]) -> Vec<usize> {
    let scores = weigh::scores(tree, is_skipped, weights);
    let best =
        scores.iter().enumerate().fold(
            (0, 0.0),
            |best, (at, &score)| {
                if score > best.1 { (at, score) } else { best }
            },
        );
    let (top, score) = best;
    if top == 0 {
        return vec![0];
    }
    let parent = tree.elements[top].parent;
    let least = (score * 0.2).max(10.0);
    let beside = (1..tree.elements.len()).filter(|&at| {
        let weight = weights[at];
        let is_paragraph = tree.name(at).eq_ignore_ascii_case("p");
        at != parent
            && tree.elements[at].parent == parent
            && !is_skipped[at]
            && matches!(tree.elements[at].nature, Nature::Block(_))
            && (at == top
                || scores[at] >= least
                || (is_paragraph && weight.chars > 80 && weight.link_density() < 0.25))
    });
    beside.collect()
}

/// Skips lists and boxes that are mostly links, with the heading before them.
fn skip_lists_of_links(
    tree: &Tree<'_>,
    regions: &[usize],
    weights: &[Weight],
    is_skipped: &mut [bool],
) {
    for &region in regions {
        let mut heading = None;
        let mut in_heading = false;
        let events = tree.elements[region].events.clone();
        for event in tree
            .events
            .get(events.start + 1..events.end)
            .unwrap_or_default()
        {
            match event {
                Event::Open(at) if !is_skipped[*at] => {
                    let name = tree.name(*at).to_ascii_lowercase();
                    let weight = weights[*at];
                    let is_box = matches!(
                        name.as_str(),
                        "ul" | "ol" | "dl" | "div" | "section" | "table"
                    );
                    if is_box && weight.link_density() > 0.6 && weight.prose() < 80 {
                        is_skipped[*at] = true;
                        if let Some(heading) = heading.take() {
                            is_skipped[heading] = true;
                        }
                    } else if matches!(name.as_str(), "h2" | "h3" | "h4" | "h5" | "h6") {
                        heading = Some(*at);
                        in_heading = true;
                    }
                }
                Event::Close(at, _) => in_heading &= Some(*at) != heading,
                Event::Text(raw) if !in_heading && !tree.page[raw.clone()].trim().is_empty() => {
                    heading = None;
                }
                _ => {}
            }
        }
    }
}

/// The headline that is before the article, where there is none in it.
fn headline(tree: &Tree<'_>, regions: &[usize], is_skipped: &[bool]) -> Option<usize> {
    let first = tree.elements[*regions.first()?].events.clone();
    let is_in = |at: usize| {
        let after = regions.partition_point(|&region| region <= at);
        let region = after.checked_sub(1).and_then(|before| regions.get(before));
        region.is_some_and(|&region| {
            tree.elements[region]
                .events
                .contains(&tree.elements[at].events.start)
        })
    };
    let headlines: Vec<usize> = (1..tree.elements.len())
        .filter(|&at| tree.name(at).eq_ignore_ascii_case("h1") && !is_skipped[at])
        .collect();
    if headlines.iter().any(|&at| is_in(at)) {
        return None;
    }
    let before = headlines.into_iter().rev();
    let mut before = before.filter(|&at| tree.elements[at].events.end < first.start);
    // Many sites have their own name in such a heading, above their articles.
    let is_title = |at: usize| {
        let title = tree.title().unwrap_or_default();
        title.starts_with(&collapsed(&tree.text_of(at)))
    };
    before.by_ref().take(MAX_HEADLINES).find(|&at| {
        let around = ancestors(tree, at).filter(|&around| is_skipped[around]);
        let around: Vec<usize> = around.collect();
        let is_hidden = |&at: &usize| tree.elements[at].hints.is_hidden;
        around.is_empty() || (!around.iter().any(is_hidden) && is_title(at))
    })
}
