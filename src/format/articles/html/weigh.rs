//! How much text the elements of a page have, and how they score as the one around an article.

use super::elements::Nature;
use super::tree::{Event, Tree};
use crate::text::is_spaceless;

/// Minimum length in characters of a paragraph that counts as text of an article.
const MIN_PARAGRAPH_CHARS: usize = 25;

/// How much text an element has that is not skipped.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    /// Characters of its text, without white space.
    pub chars: usize,
    /// Of these, those within links.
    pub linked: usize,
    /// Characters of its own text, in no element but inline ones.
    pub own: usize,
    /// Commas of its own text, in any script.
    pub commas: usize,
}

impl Weight {
    pub(super) fn prose(self) -> usize {
        self.chars - self.linked
    }

    pub(super) fn link_density(self) -> f64 {
        self.linked as f64 / self.chars.max(1) as f64
    }
}

/// The weights of all elements, in their order; what is skipped weighs nothing.
pub(super) fn weigh(tree: &Tree<'_>, is_skipped: &[bool]) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); tree.elements.len()];
    // What text counts for: the innermost element, and the block that it is in.
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(event) = tree.events.get(at) {
        at += 1;
        match event {
            Event::Open(element) => {
                let nature = tree.elements[*element].nature;
                let is_seen = matches!(
                    nature,
                    Nature::Block(_) | Nature::Inline | Nature::Surroundings
                );
                match is_skipped[*element] || !is_seen {
                    true => at = at.max(tree.elements[*element].events.end + 1),
                    false => open.push(*element),
                }
            }
            Event::Close(element, _) => {
                if let Some(known) = open.iter().rposition(|known| known == element) {
                    open.remove(known);
                }
            }
            Event::Text(raw) => {
                let Some(&element) = open.last() else {
                    continue;
                };
                let text = &tree.page[raw.clone()];
                // A character of a script without spaces says as much as two or three letters.
                let size = |c: char| 1 + usize::from(is_spaceless(c));
                let seen = text.chars().filter(|c| !c.is_whitespace());
                let weight = &mut weights[element];
                weight.chars += seen.clone().map(size).sum::<usize>();
                let commas = ['，', '、', ',', '،', '؛', '。'];
                weight.commas += seen.filter(|c| commas.contains(c)).count();
            }
            Event::Other(_) => {}
        }
    }
    for weight in &mut weights {
        weight.own = weight.chars;
    }
    // Those within an element come after it.
    for at in (1..weights.len()).rev() {
        let element = &tree.elements[at];
        let mut weight = weights[at];
        if tree.name(at).eq_ignore_ascii_case("a") {
            weight.linked = weight.chars;
            weights[at] = weight;
        }
        let parent = &mut weights[element.parent];
        parent.chars += weight.chars;
        parent.linked += weight.linked;
        if element.nature == Nature::Inline {
            parent.own += weight.own;
            parent.commas += weight.commas;
        }
    }
    weights
}

/// The scores of all elements.
pub(super) fn scores(tree: &Tree<'_>, is_skipped: &[bool], weights: &[Weight]) -> Vec<f64> {
    let mut scores = vec![0.0; tree.elements.len()];
    for at in 1..tree.elements.len() {
        let weight = weights[at];
        let is_block = matches!(tree.elements[at].nature, Nature::Block(_));
        if is_skipped[at] || !is_block || weight.own < MIN_PARAGRAPH_CHARS {
            continue;
        }
        let points = 1.0 + weight.commas as f64 + (weight.own as f64 / 100.0).min(3.0);
        let name = tree.name(at).to_ascii_lowercase();
        // The text of a bare box is that of its paragraphs.
        let mut around = match matches!(name.as_str(), "div" | "section" | "article" | "td") {
            true => at,
            false => tree.elements[at].parent,
        };
        for share in [1.0, 0.5, 1.0 / 6.0, 1.0 / 9.0] {
            scores[around] += points * share;
            if around == 0 {
                break;
            }
            around = tree.elements[around].parent;
        }
    }
    for (at, score) in scores.iter_mut().enumerate() {
        if *score == 0.0 {
            continue;
        }
        let name = tree.name(at).to_ascii_lowercase();
        *score += match name.as_str() {
            "article" | "main" => 25.0,
            "div" | "section" => 5.0,
            "td" | "blockquote" => 3.0,
            "ol" | "ul" | "dl" | "li" | "dd" | "dt" | "form" | "address" => -3.0,
            "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => -5.0,
            _ => 0.0,
        };
        if tree.elements[at].hints.is_likely {
            *score += 25.0;
        }
        let density = weights[at].linked as f64 / weights[at].chars.max(1) as f64;
        *score *= 1.0 - density;
    }
    scores
}
