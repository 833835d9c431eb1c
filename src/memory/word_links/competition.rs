//! Which words of a unit belong together, when each has a claim to several.

use super::words::Word;

/// Claims weaker than this make no link.
const MIN_STRENGTH: f64 = 0.08;

/// A claim to a word that is taken, beside the one that took it: for graphemes of scripts without
/// spaces, where a word has several, and for words.
const MIN_STRENGTH_BESIDE: (f64, f64) = (0.12, 0.5);

/// How much nearness to the diagonal makes of a claim: it decides between equal ones.
const NEARNESS: f64 = 0.05;

/// A source word linked to a target word, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Linked {
    pub source: usize,
    pub target: usize,
    pub strength: f64,
}

/// Links words from the strongest claim down, each claim of a linked word to others being void
/// (Melamed 2000); then words that are left over join the link of a word beside them, if they too
/// have a claim: 电 and 车 are both part of what translates “tram”.
pub(super) fn compete(
    sources: &[Word],
    targets: &[Word],
    strength: impl Fn(usize, usize) -> f64,
) -> Vec<Linked> {
    let mut claims: Vec<(f64, Linked)> = Vec::new();
    for source in 0..sources.len() {
        for target in 0..targets.len() {
            let strength = strength(source, target);
            if strength >= MIN_STRENGTH {
                let place = |at: usize, all: usize| (at as f64 + 0.5) / all as f64;
                let far = (place(source, sources.len()) - place(target, targets.len())).abs();
                let linked = Linked {
                    source,
                    target,
                    strength,
                };
                claims.push((strength * (1.0 + NEARNESS * (1.0 - far)), linked));
            }
        }
    }
    claims.sort_by(|(a, x), (b, y)| {
        b.total_cmp(a)
            .then_with(|| (x.source, x.target).cmp(&(y.source, y.target)))
    });
    let mut by_source: Vec<Option<Linked>> = vec![None; sources.len()];
    let mut by_target: Vec<Option<Linked>> = vec![None; targets.len()];
    let mut links = Vec::new();
    for (_, claim) in &claims {
        if by_source[claim.source].is_none() && by_target[claim.target].is_none() {
            by_source[claim.source] = Some(*claim);
            by_target[claim.target] = Some(*claim);
            links.push(*claim);
        }
    }
    let enough = |word: &Word, claim: &Linked, beside: &Linked| match word.spaceless {
        true => claim.strength >= MIN_STRENGTH_BESIDE.0.max(beside.strength * 0.4),
        false => claim.strength >= MIN_STRENGTH_BESIDE.1.max(beside.strength * 0.8),
    };
    for (_, claim) in &claims {
        let (i, j) = (claim.source, claim.target);
        let beside = |links: &[Option<Linked>], at: usize, word: &Word| {
            let joins =
                |link: &Linked| (link.source == i || link.target == j) && enough(word, claim, link);
            links[at].is_none() && neighbours(links, at).any(|link| joins(&link))
        };
        if beside(&by_target, j, &targets[j]) {
            by_target[j] = Some(*claim);
        } else if beside(&by_source, i, &sources[i]) {
            by_source[i] = Some(*claim);
        } else {
            continue;
        }
        links.push(*claim);
    }
    links
}

/// The links of the words beside the one at `at`.
fn neighbours(links: &[Option<Linked>], at: usize) -> impl Iterator<Item = Linked> + '_ {
    let before = at.checked_sub(1).and_then(|at| links.get(at));
    before
        .into_iter()
        .chain(links.get(at + 1))
        .flatten()
        .copied()
}

#[cfg(test)]
mod tests {
    use super::super::words::SideWords;
    use super::*;

    fn linked(source: &str, target: &str, claims: &[(usize, usize, f64)]) -> Vec<(usize, usize)> {
        let (sources, targets) = (SideWords::read(source), SideWords::read(target));
        let strength = |i, j| {
            let claim = claims.iter().find(|claim| (claim.0, claim.1) == (i, j));
            claim.map_or(0.0, |claim| claim.2)
        };
        let mut links: Vec<_> = compete(&sources.words, &targets.words, strength)
            .iter()
            .map(|link| (link.source, link.target))
            .collect();
        links.sort_unstable();
        links
    }

    #[test]
    fn the_better_claim_wins() {
        let claims = [(0, 1, 0.5), (1, 1, 0.9), (0, 0, 0.3)];
        assert_eq!(
            linked("old bridge", "vieux pont", &claims),
            [(0, 0), (1, 1)]
        );
    }

    #[test]
    fn a_word_of_several_graphemes_is_linked_whole() {
        let claims = [(0, 1, 0.6), (0, 2, 0.9)];
        assert_eq!(linked("tram", "新电车", &claims), [(0, 1), (0, 2)]);
    }

    #[test]
    fn equal_claims_go_to_the_nearest() {
        let claims = [(0, 0, 0.5), (0, 2, 0.5), (2, 0, 0.5), (2, 2, 0.5)];
        assert_eq!(linked("a to a", "x de x", &claims), [(0, 0), (2, 2)]);
    }
}
