use std::ops::Range;

use crate::align::Link;
use crate::segment::SegmentedDocument;
use crate::text::Span;

use super::kinds::translated_figures;
use super::{Change, FigureChange, Revision};

/// A passage of a source and what happened to its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Indices of the source segments; empty for a translation of nothing.
    pub source: Range<usize>,
    /// Indices of the changes between the old and the new translation, ascending; empty if the passage is translated in
    /// neither.
    pub changes: Vec<usize>,
    /// Figures of the source that the new translation lacks (`old`), and figures that it has and the source lacks
    /// (`new`).
    pub figures: Vec<FigureChange>,
    /// Whether the new translation has something here.
    pub is_translated: bool,
}

impl Row {
    /// Whether the new translation leaves out this passage of the source.
    pub fn is_missing(&self) -> bool {
        !self.source.is_empty() && !self.is_translated
    }

    /// Whether the new translation says something here that no passage of the source says.
    pub fn is_surplus(&self) -> bool {
        self.source.is_empty() && self.is_translated
    }
}

/// Sets a revision of a translation beside its source, in the order of the source.
///
/// `revision` is of `old` and `new`; `to_old` and `to_new` are the links of the source with either,
/// as [`align`](crate::align::align) finds them. Each source segment and each change is in exactly
/// one row. A segment that is in both translations stands where the surer of its two links has it,
/// so that what was moved, or revised until nothing in it is like the source, keeps its place.
///
/// Figures are compared in the digits of any script; figures up to twelve that only one side has
/// are passed over, for the other may have them in words, and so are months of figures (`3月`).
/// The same hour counted from noon and from midnight is the same.
pub fn columns(
    source: &SegmentedDocument,
    old: &SegmentedDocument,
    new: &SegmentedDocument,
    revision: &Revision,
    to_old: &[Link],
    to_new: &[Link],
) -> Vec<Row> {
    let homes = Homes {
        of_old: linked(to_old, old.segments.len()),
        of_new: linked(to_new, new.segments.len()),
        is_in_old: translated(to_old, source.segments.len()),
    };
    let sources: Vec<Range<usize>> = (revision.changes.iter())
        .map(|change| homes.of(segments(old, &change.old), segments(new, &change.new)))
        .collect();
    // A change of several source segments makes one row of them.
    let mut is_with_next = vec![false; source.segments.len()];
    for range in sources.iter().filter(|range| !range.is_empty()) {
        is_with_next[range.start..range.end - 1].fill(true);
    }
    let row = |source: Range<usize>| Row {
        source,
        changes: Vec::new(),
        figures: Vec::new(),
        is_translated: false,
    };
    let mut rows = Vec::new();
    let mut row_of_source = Vec::with_capacity(source.segments.len());
    let mut start = 0;
    for (at, is_with_next) in is_with_next.into_iter().enumerate() {
        row_of_source.push(rows.len());
        if !is_with_next {
            rows.push(row(start..at + 1));
            start = at + 1;
        }
    }
    // What has no source is behind what is before it in the translation.
    let mut alone: Vec<Vec<Row>> = vec![Vec::new(); rows.len() + 1];
    let mut last = 0;
    for (at, (change, source)) in revision.changes.iter().zip(&sources).enumerate() {
        let place = match source.is_empty() {
            true => {
                alone[last].push(row(0..0));
                alone[last].last_mut()
            }
            false => {
                last = row_of_source[source.start] + 1;
                rows.get_mut(last - 1)
            }
        };
        if let Some(row) = place {
            row.changes.push(at);
            row.is_translated |= !change.new.is_empty();
        }
    }
    let mut rows = rows.into_iter();
    let mut all = Vec::new();
    for alone in alone {
        all.extend(alone);
        all.extend(rows.next());
    }
    for row in all
        .iter_mut()
        .filter(|row| row.is_translated && !row.source.is_empty())
    {
        let spans: Vec<&str> = source.segments[row.source.clone()]
            .iter()
            .map(|segment| segment.span.of(source.text()))
            .collect();
        let translation = text_of(new, row.changes.iter().map(|&at| &revision.changes[at]));
        row.figures = translated_figures(&spans.join(" "), &translation);
    }
    all
}

/// Source segments, and how sure it is that they are the source.
type Home = (Range<usize>, f64);

/// What the links say of the segments of both translations.
struct Homes {
    of_old: Vec<Home>,
    of_new: Vec<Home>,
    /// Which source segments the old translation has.
    is_in_old: Vec<bool>,
}

impl Homes {
    /// The source of what was `old` and is `new`; empty if it has none.
    fn of(&self, old: Range<usize>, new: Range<usize>) -> Range<usize> {
        let (was, was_sure) = hull(&self.of_old[old]);
        let (is, is_sure) = hull(&self.of_new[new]);
        if was.is_empty() || is.is_empty() {
            return if was.is_empty() { is } else { was };
        }
        if is.start <= was.start && was.end <= is.end {
            // Alignment gives more to the new translation than to the old one: what the old one has
            // elsewhere is gone and not moved here.
            let more = (is.start..was.start).chain(was.end..is.end);
            let is_elsewhere = |at: usize| self.is_in_old[at];
            return if more.into_iter().all(is_elsewhere) {
                was
            } else {
                is
            };
        }
        if was_sure >= is_sure { was } else { is }
    }
}

/// All of the source of some neighbouring segments.
fn hull(homes: &[Home]) -> Home {
    let found = homes.iter().filter(|(source, _)| !source.is_empty());
    let all = found
        .cloned()
        .reduce(|(a, sure), (b, also)| (a.start.min(b.start)..a.end.max(b.end), sure.min(also)));
    all.unwrap_or((0..0, 0.0))
}

/// The source of each segment of a translation.
fn linked(links: &[Link], segments: usize) -> Vec<Home> {
    let mut homes = vec![(0..0, 0.0); segments];
    for link in links {
        homes[link.target.clone()].fill((link.source.clone(), link.confidence));
    }
    homes
}

/// Which source segments have a translation.
fn translated(links: &[Link], segments: usize) -> Vec<bool> {
    let mut translated = vec![false; segments];
    for link in links {
        translated[link.source.clone()].fill(!link.target.is_empty());
    }
    translated
}

/// The numbers of some neighbouring segments of a text.
fn segments(side: &SegmentedDocument, spans: &[Span]) -> Range<usize> {
    let first = spans.first().map_or(0, |span| {
        let segments = &side.segments;
        segments.partition_point(|segment| segment.span.start < span.start)
    });
    first..first + spans.len()
}

fn text_of<'a>(new: &SegmentedDocument, changes: impl Iterator<Item = &'a Change>) -> String {
    let spans = changes.flat_map(|change| &change.new);
    let texts: Vec<&str> = spans.map(|span| span.of(new.text())).collect();
    texts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::compare;
    use super::*;
    use crate::align;
    use crate::text::Language;

    /// For each row the source, and the old and new translations, segments joined by a space.
    fn shown(languages: [&str; 2], texts: [&str; 3]) -> Vec<([String; 3], Vec<FigureChange>)> {
        let [from, to] = languages.map(|tag| Language::parse(tag).unwrap());
        let tags = [&from, &to, &to];
        let documents = [0, 1, 2].map(|at| SegmentedDocument::plain(texts[at], tags[at]));
        let links = |at: usize| {
            let (source, target) = (documents[0].segment_texts(), documents[at].segment_texts());
            align::align(
                align::Side {
                    segments: &source,
                    language: &from,
                },
                align::Side {
                    segments: &target,
                    language: &to,
                },
            )
        };
        let [source, old, new] = &documents;
        let revision = compare(old, new);
        let rows = columns(source, old, new, &revision, &links(1), &links(2));
        let mut changes: Vec<usize> = rows.iter().flat_map(|row| row.changes.clone()).collect();
        changes.sort_unstable();
        assert_eq!(changes, (0..revision.changes.len()).collect::<Vec<_>>());
        let sources: Vec<usize> = rows.iter().flat_map(|row| row.source.clone()).collect();
        assert_eq!(sources, (0..source.segments.len()).collect::<Vec<_>>());
        let joined = |text: &str, spans: Vec<Span>| -> String {
            spans
                .iter()
                .map(|s| s.of(text))
                .collect::<Vec<_>>()
                .join(" ")
        };
        rows.into_iter()
            .map(|row| {
                let of = |old: bool| {
                    let changes = row.changes.iter().map(|&at| &revision.changes[at]);
                    changes
                        .flat_map(|c| if old { c.old.clone() } else { c.new.clone() })
                        .collect()
                };
                let source = source.segments[row.source.clone()]
                    .iter()
                    .map(|s| s.span)
                    .collect();
                (
                    [
                        joined(texts[0], source),
                        joined(texts[1], of(true)),
                        joined(texts[2], of(false)),
                    ],
                    row.figures,
                )
            })
            .collect()
    }

    const SOURCE: &str = "The bridge opened on Monday. It cost 18.6 million euros. The river is 120 \
        metres wide there. About 2,400 people came in the first hours.";

    #[test]
    fn each_passage_stands_beside_its_translations() {
        let old = "Le pont a ouvert lundi. Il a coûté 18,6 millions d’euros. Le fleuve y est large de \
            120 mètres. Environ 2400 personnes sont venues pendant les premières heures.";
        let new = "Le pont a ouvert lundi. Il a coûté 16,8 millions d’euros. Environ 2 400 personnes \
            sont venues pendant les premières heures.";
        let rows = shown(["en", "fr"], [SOURCE, old, new]);
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[1].0[2], "Il a coûté 16,8 millions d’euros.");
        let figure = FigureChange {
            old: Some("18.6".into()),
            new: Some("16,8".into()),
        };
        assert_eq!(rows[1].1, [figure]);
        assert!(rows[2].0[1].starts_with("Le fleuve") && rows[2].0[2].is_empty());
        assert!(rows[3].1.is_empty(), "{:?}", rows[3]);
    }

    #[test]
    fn persian_figures_are_compared() {
        let old = "پل روز دوشنبه باز شد. هزینهٔ آن ۱۸٫۶ میلیون یورو بود. رود در آنجا ۱۲۰ متر پهنا دارد. حدود ۲۴۰۰ نفر در ساعت\u{200c}های نخست آمدند.";
        let rows = shown(["en", "fa"], [SOURCE, old, &old.replace("۲۴۰۰", "۲۹۰۰")]);
        let differing: Vec<_> = rows.iter().flat_map(|row| &row.1).collect();
        assert_eq!(differing.len(), 1);
        assert_eq!(differing[0].new.as_deref(), Some("۲۹۰۰"));
    }

    #[test]
    fn texts_may_be_empty() {
        assert_eq!(shown(["en", "fr"], ["", "", ""]), []);
        let rows = shown(["en", "fr"], ["", "Un. Deux.", "Trois."]);
        assert!(rows.iter().all(|row| row.0[0].is_empty()));
        assert_eq!(shown(["en", "fr"], ["One. Two.", "", ""]).len(), 2);
        assert_eq!(shown(["en", "fr"], ["", "Un.", ""]).len(), 1);
    }
}
