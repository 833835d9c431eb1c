//! What terminal and JSON say alike of two summaries and their article.

use crate::jobs::SummariesView;
use crate::revise::{Change, ChangeKind, Drift, Drifted, Provenance, Source, is_shortened};
use crate::segment::Segment;

use super::edits::{change_label, figures_that_differ, plural};

impl<'a> SummariesView<'a> {
    /// The sentences of a change with their sources: of the new summary, or, where it has none, of
    /// the old one.
    pub(super) fn sources(&self, change: &Change) -> Vec<(&'a Segment, &'a Source)> {
        let (summary, sources, spans) = match change.new.is_empty() {
            true => (self.revision.old, self.old, &change.old),
            false => (self.revision.new, self.new, &change.new),
        };
        let is_here = |segment: &Segment| spans.contains(&segment.span);
        let all = summary.segments.iter().zip(sources);
        all.filter(|(segment, _)| is_here(segment)).collect()
    }

    /// What became of a sentence of the old summary in the new one.
    pub(super) fn fate(&self, change: &Change) -> &'static str {
        match change.kind {
            ChangeKind::Equal if !change.moved => "kept",
            ChangeKind::Deleted => "dropped",
            ChangeKind::Edited
                if is_shortened(
                    self.revision.old.text(),
                    self.revision.new.text(),
                    &change.edits,
                ) =>
            {
                "shortened"
            }
            ChangeKind::Edited => "edited",
            _ => change_label(change),
        }
    }

    /// How many sentences of a summary come from the article in this way.
    pub(super) fn count(sources: &[Source], provenance: Provenance) -> usize {
        let same = sources
            .iter()
            .filter(|source| source.provenance == provenance);
        same.count()
    }

    /// `3 of 5 sentences verbatim, 1 shortened, 1 not in the article; 1 figure differs from the
    /// article: 12 → 14`
    pub(super) fn in_words(&self) -> String {
        let sources = self.new;
        let total = sources.len();
        let counts = Provenance::ALL
            .into_iter()
            .map(|provenance| (Self::count(sources, provenance), in_words(provenance)))
            .filter(|(count, _)| *count > 0);
        let parts: Vec<String> = counts
            .enumerate()
            .map(|(place, (count, what))| match place {
                0 => format!("{count} of {total} {} {what}", plural(total, "sentence")),
                _ => format!("{count} {what}"),
            })
            .collect();
        let mut line = match parts.is_empty() {
            true => "no sentences".to_owned(),
            false => parts.join(", "),
        };
        let drifts: Vec<&Drift> = sources.iter().map(|source| &source.drift).collect();
        let all = |of: fn(&Drift) -> &Vec<Drifted>| -> Vec<String> {
            let drifted = drifts.iter().flat_map(|drift| of(drift));
            drifted.map(pair).collect()
        };
        let figures = all(|drift| &drift.figures);
        line.push_str("; ");
        line.push_str(&figures_that_differ(&figures, "article"));
        for (drifted, what) in [
            (all(|drift| &drift.names), "name"),
            (all(|drift| &drift.dates), "date"),
        ] {
            if !drifted.is_empty() {
                let count = drifted.len();
                let which = drifted.join(", ");
                line.push_str(&format!("; {count} {}: {which}", plural(count, what)));
            }
        }
        for (sign, what) in [(1, "added"), (-1, "lost")] {
            let count = drifts.iter().filter(|drift| drift.negation == sign).count();
            if count > 0 {
                line.push_str(&format!("; {count} {} {what}", plural(count, "negation")));
            }
        }
        line
    }

    /// `3 kept, 1 shortened, 1 added, 2 dropped`: what became of the old summary.
    pub(super) fn fates_in_words(&self) -> String {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for change in &self.revision.revision.changes {
            let fate = self.fate(change);
            match counts.iter_mut().find(|(known, _)| *known == fate) {
                Some((_, count)) => *count += 1,
                None => counts.push((fate, 1)),
            }
        }
        let parts: Vec<String> = counts
            .iter()
            .map(|(fate, count)| format!("{count} {fate}"))
            .collect();
        parts.join(", ")
    }
}

/// `12 → 14`, or what is only in the summary.
fn pair(drifted: &Drifted) -> String {
    match &drifted.source {
        Some(source) => format!("{source} → {}", drifted.sentence),
        None => format!("{} new", drifted.sentence),
    }
}

/// What a person calls it.
pub(super) fn in_words(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Verbatim => "verbatim",
        Provenance::Shortened => "shortened",
        Provenance::Edited => "edited",
        Provenance::Fused => "fused from two",
        Provenance::Nowhere => "not in the article",
    }
}

/// What drifted in a sentence, a line each.
pub(super) fn warnings(drift: &Drift) -> Vec<String> {
    let mut warnings = Vec::new();
    for (what, drifted) in [
        ("figure", &drift.figures),
        ("name", &drift.names),
        ("date", &drift.dates),
    ] {
        warnings.extend(drifted.iter().map(|drifted| match &drifted.source {
            Some(source) => format!("{what} {}, in the article {source}", drifted.sentence),
            None => format!("{what} {}, not in the article", drifted.sentence),
        }));
    }
    match drift.negation {
        1 => warnings.push("denies what the article does not".to_owned()),
        -1 => warnings.push("does not deny what the article does".to_owned()),
        _ => {}
    }
    warnings
}
