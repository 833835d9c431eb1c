//! Moved passages: whatever the alignment in order leaves without a counterpart on both sides is compared with each
//! other.
//!
//! Nothing is forced: a pair of passages is taken only if it is much likelier that they translate each
//! other than that they have nothing to do with each other, by words alone that the rest of the two
//! texts has taught.

use std::ops::Range;

use super::anchors::Seed;
use super::corridor;
use super::link::{Alignment, Link, Side};
use super::passes::Passes;
use super::vocabulary::Vocabulary;
use super::words::Words;

/// Logarithm of the odds above which a moved passage is accepted. It is high because a text has many pairs of passages
/// without a counterpart, and any of them may match by chance.
const TRUST: f64 = 10.0;

/// Confidence below which a link may be replaced: its segments may have their counterparts elsewhere.
const SURE: f64 = 0.9;

/// Minimum confidence of a link in a moved passage.
const LIKELY: f64 = 0.5;

/// Minimum number of segments of a moved passage: a single sentence finds its like too easily.
const MIN_SEGMENTS: usize = 2;

/// Maximum number of pairs of passages that are tried, beginning with those that share most rare words.
const MAX_TRIES: usize = 60;

/// Two texts that may have moved passages, and the passes that align them.
pub(super) struct TextPair<'a> {
    pub passes: Passes<'a>,
    pub source: Side<'a>,
    pub target: Side<'a>,
    /// Whether source and target are exchanged with respect to the vocabulary of the passes.
    pub turned: bool,
}

/// A pair of segments that share rare words, with the total weight of these.
type Meeting = (usize, usize, f64);

/// A passage of the source and one of the target.
type Passages = (Range<usize>, Range<usize>);

/// The alignment with the links of moved passages inserted, the most likely first.
pub(super) fn with_moves(known: &TextPair<'_>, mut alignment: Alignment) -> Alignment {
    let free = Unlinked::new(&alignment.links);
    if free.sources.is_empty() || free.targets.is_empty() {
        return alignment;
    }
    let vocabulary = taught(known, &alignment.links);
    let meetings = meetings(known);
    let passes = Passes {
        vocabulary: Some(&vocabulary),
        ..known.passes
    };
    let mut tries = MAX_TRIES;
    let mut refused: Vec<Passages> = Vec::new();
    loop {
        let mut candidates = Unlinked::new(&alignment.links).candidates(&meetings);
        candidates.retain(|passages| !refused.contains(passages));
        candidates.truncate(tries);
        tries -= candidates.len();
        let mut best: Option<(f64, Vec<Link>)> = None;
        for passages in candidates {
            match moved(known, passes, &passages) {
                None => refused.push(passages),
                Some(found) if best.as_ref().is_none_or(|best| found.0 > best.0) => {
                    best = Some(found);
                }
                Some(_) => {}
            }
        }
        let Some((gain, links)) = best else {
            return alignment;
        };
        alignment.log_likelihood_ratio += gain;
        alignment.links = with(alignment.links, links);
    }
}

/// The log-likelihood ratio of two passages being translations, and the links between them; `None` if they are not
/// likely enough.
fn moved(
    known: &TextPair<'_>,
    passes: Passes<'_>,
    (sources, targets): &Passages,
) -> Option<(f64, Vec<Link>)> {
    let source = Side {
        segments: &known.source.segments[sources.clone()],
        ..known.source
    };
    let target = Side {
        segments: &known.target.segments[targets.clone()],
        ..known.target
    };
    let found = passes.align(source, target, false);
    let links = found.links.into_iter().map(|link| Link {
        source: link.source.start + sources.start..link.source.end + sources.start,
        target: link.target.start + targets.start..link.target.end + targets.start,
        ..link
    });
    let likely: Vec<Link> = links
        .filter(|link| is_two_sided(link) && link.confidence >= LIKELY)
        .collect();
    let is_found = found.log_likelihood_ratio >= TRUST && likely.len() >= MIN_SEGMENTS;
    is_found.then_some((found.log_likelihood_ratio, likely))
}

fn is_two_sided(link: &Link) -> bool {
    !link.source.is_empty() && !link.target.is_empty()
}

/// The words that the sure links of the two texts teach.
fn taught(known: &TextPair<'_>, links: &[Link]) -> Vocabulary {
    let text = |side: &Side<'_>, range: &Range<usize>| side.segments[range.clone()].join(" ");
    let sure = links
        .iter()
        .filter(|link| is_two_sided(link) && link.confidence > LIKELY);
    let pairs: Vec<(String, String)> = sure
        .map(|link| {
            (
                text(&known.source, &link.source),
                text(&known.target, &link.target),
            )
        })
        .collect();
    let learnt = Vocabulary::learn(pairs.iter().map(|(s, t)| (s.as_str(), t.as_str())));
    match known.passes.vocabulary {
        Some(vocabulary) => learnt.and(vocabulary, known.turned),
        None => learnt,
    }
}

/// Segments that share a rare pair of words, anywhere.
fn meetings(known: &TextPair<'_>) -> Vec<Meeting> {
    let sources = Words::read(known.source.segments);
    let targets = Words::read(known.target.segments);
    let languages = (known.source.language, known.target.language);
    let seeds: Vec<Seed> = known
        .passes
        .seeds(&sources, &targets, languages, known.turned);
    corridor::meetings(&sources, &targets, &seeds)
}

/// The passages without a counterpart.
struct Unlinked {
    sources: Vec<Range<usize>>,
    targets: Vec<Range<usize>>,
}

impl Unlinked {
    fn new(links: &[Link]) -> Self {
        let is_free = |link: &&Link| !is_two_sided(link) || link.confidence < SURE;
        let runs = |side: fn(&Link) -> &Range<usize>| {
            let mut free: Vec<Range<usize>> = links
                .iter()
                .filter(is_free)
                .map(|link| side(link).clone())
                .filter(|range| !range.is_empty())
                .collect();
            free.sort_by_key(|range| range.start);
            let mut runs: Vec<Range<usize>> = Vec::new();
            for range in free {
                match runs.last_mut() {
                    Some(run) if run.end == range.start => run.end = range.end,
                    _ => runs.push(range),
                }
            }
            runs.retain(|run| run.len() >= MIN_SEGMENTS);
            runs
        };
        Unlinked {
            sources: runs(|link| &link.source),
            targets: runs(|link| &link.target),
        }
    }

    /// Pairs of passages that share rare words, those first that share most.
    fn candidates(&self, meetings: &[Meeting]) -> Vec<Passages> {
        let place = |runs: &[Range<usize>], segment: usize| {
            let at = runs.partition_point(|run| run.end <= segment);
            runs.get(at)
                .is_some_and(|run| run.start <= segment)
                .then_some(at)
        };
        let mut shared = std::collections::BTreeMap::new();
        for &(source, target, weight) in meetings {
            if let (Some(s), Some(t)) = (place(&self.sources, source), place(&self.targets, target))
            {
                *shared.entry((s, t)).or_insert(0.0) += weight;
            }
        }
        let mut pairs: Vec<_> = shared
            .into_iter()
            .map(|((s, t), weight)| (self.sources[s].clone(), self.targets[t].clone(), weight))
            .collect();
        // Stable: of equal pairs the earlier one in the source comes first.
        pairs.sort_by(|a, b| b.2.total_cmp(&a.2));
        pairs.into_iter().map(|(s, t, _)| (s, t)).collect()
    }
}

/// The links, with `moved` in place of the links that held their segments.
fn with(links: Vec<Link>, moved: Vec<Link>) -> Vec<Link> {
    let touches = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let mut all = moved.clone();
    for link in links {
        let is_moved = |source: bool, at: usize| {
            moved.iter().any(|moved| match source {
                true => moved.source.contains(&at),
                false => moved.target.contains(&at),
            })
        };
        let is_touched = moved.iter().any(|moved| {
            touches(&moved.source, &link.source) || touches(&moved.target, &link.target)
        });
        if !is_touched {
            all.push(link);
            continue;
        }
        // What is left of it stands alone.
        let rest = |range: &Range<usize>, source: bool| {
            let range = range.clone();
            range.filter(move |&at| !is_moved(source, at))
        };
        all.extend(rest(&link.source, true).map(|at| Link {
            source: at..at + 1,
            target: link.target.start..link.target.start,
            confidence: 1.0 - link.confidence,
        }));
        all.extend(rest(&link.target, false).map(|at| Link {
            source: link.source.end..link.source.end,
            target: at..at + 1,
            confidence: 1.0 - link.confidence,
        }));
    }
    in_order(all)
}

/// Sorts links by source. A target segment without a counterpart comes after the link that holds the target segment
/// before it.
pub(super) fn in_order(links: Vec<Link>) -> Vec<Link> {
    let (mut placed, mut added): (Vec<Link>, Vec<Link>) =
        links.into_iter().partition(|link| !link.source.is_empty());
    placed.sort_by_key(|link| link.source.start);
    added.sort_by_key(|link| link.target.start);
    let mut ends: Vec<(usize, usize)> = placed
        .iter()
        .enumerate()
        .filter(|(_, link)| !link.target.is_empty())
        .map(|(at, link)| (link.target.end, at + 1))
        .collect();
    ends.sort_unstable();
    let mut behind: Vec<Vec<Link>> = vec![Vec::new(); placed.len() + 1];
    for link in added {
        let at = ends.partition_point(|&(end, _)| end <= link.target.start);
        let at = at.checked_sub(1).map_or(0, |at| ends[at].1);
        behind[at].push(link);
    }
    let mut all = Vec::new();
    let mut behind = behind.into_iter();
    let mut place = |all: &mut Vec<Link>, at: usize| {
        for mut link in behind.next().into_iter().flatten() {
            link.source = at..at;
            all.push(link);
        }
    };
    place(&mut all, 0);
    for link in placed {
        let end = link.source.end;
        all.push(link);
        place(&mut all, end);
    }
    all
}
