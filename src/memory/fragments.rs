//! Fragments: the longest spans of a text that occur in units, and where the units translate them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::text::{Language, Span, comparison_form, is_spaceless};

use super::concordance::{Word, occurrences_in, search_words};
use super::lookup::penalty;
use super::snapshot::Snapshot;
use super::store::Store;
use super::word_links::{WordLink, word_links_in};
use super::{MemoryError, TranslationUnit};

/// Words that a fragment must have if nothing else is asked for.
const MIN_WORDS: usize = 3;

/// Graphemes that it must have in scripts without spaces, whose words have about two.
const MIN_GRAPHEMES: usize = 6;

/// What a target word costs that lies within the place of a fragment and translates no word of it;
/// one that translates a word surely gains 1.
const GAP: f64 = 0.25;

/// A unit as it is ordered: the weight of its source, and its id.
type Ranked = (u32, Reverse<i64>);

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub struct FragmentQuery<'a> {
    /// The text whose spans are looked for, as a rule a sentence.
    pub text: &'a str,
    /// Its language.
    pub from: &'a Language,
    /// The language of the translations.
    pub to: &'a Language,
    /// Minimum number of words in a fragment. By default 3, or 6 graphemes where most of the text is in
    /// a script without spaces.
    pub min_words: Option<usize>,
    /// Maximum number of fragments.
    pub limit: usize,
    /// Maximum number of units for each of them.
    pub units: usize,
}

/// A span of a text that occurs in units of the memory.
#[derive(Debug, Clone, PartialEq)]
pub struct Fragment {
    /// Its place in the text, in bytes, from its first word to its last.
    pub span: Span,
    /// How many words it has; graphemes, in scripts without spaces.
    pub words: usize,
    /// How many units have it.
    pub total: usize,
    /// Some of them: those of which it is the greatest part first, a quotation that is a unit of its
    /// own above all; of equal ones the one stored last. Of units of the same texts there is one.
    pub passages: Vec<Passage>,
}

/// A unit that has a fragment.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The unit.
    pub unit: TranslationUnit,
    /// Where the fragment is in its source, in bytes.
    pub in_source: Span,
    /// Where its translation is in the target, in bytes, if that is known.
    pub in_target: Option<Span>,
    /// How sure that place is, 0–1: the strength of the links of words that lead there, over the
    /// words of the fragment; 1 if the fragment is the whole source.
    pub confidence: f64,
}

/// The longest spans of `query.text` that stand in sources of `store`, whatever their case, accents
/// and punctuation, the longest first, then in the order of the text. None is part of another. Units
/// whose source is the text itself do not count: those are exact matches, which
/// [`lookup`](super::lookup()) finds.
///
/// Nothing is missed: every span of enough words that occurs in some unit is one of these or part
/// of one. The translation's place comes from the links of words that the memory teaches
/// ([`word_links`](super::word_links())).
///
/// # Errors
/// [`MemoryError`] when the database fails.
pub fn fragments(
    store: &dyn Store,
    query: &FragmentQuery<'_>,
) -> Result<Vec<Fragment>, MemoryError> {
    let snapshot = store.snapshot()?;
    let store = &*snapshot;
    let words = search_words(query.text);
    let forms: Vec<String> = words.iter().map(|(_, form)| form.clone()).collect();
    let min_words = query
        .min_words
        .unwrap_or_else(|| usual_min_words(query.text, &words));
    let mut found: BTreeMap<(usize, Reverse<usize>), Vec<Ranked>> = BTreeMap::new();
    for languages in store.language_pairs()? {
        if penalty(&languages, query.from, query.to).is_none() {
            continue;
        }
        for span in store.spans_with(&languages, &forms, min_words)? {
            let units = found.entry((span.words.start, Reverse(span.words.end)));
            let weighed = span
                .units
                .into_iter()
                .map(|(weight, id)| (weight, Reverse(id)));
            units.or_default().extend(weighed);
        }
    }
    // By start, and of one start the longest first: a part of a span, which another pair of languages
    // may have, comes after it.
    let mut last = 0;
    let mut spans = Vec::new();
    for ((start, Reverse(end)), units) in found {
        if end > last {
            last = end;
            spans.push((start, end, units));
        }
    }
    spans.sort_by_key(|(start, end, _)| (Reverse(end - start), *start));
    spans.truncate(query.limit);
    let mut fragments = Vec::new();
    for (start, end, mut units) in spans {
        units.sort_unstable();
        let passages = passages(store, query, &units, &forms[start..end])?;
        fragments.push(Fragment {
            span: Span::new(words[start].0.start, words[end - 1].0.end),
            words: end - start,
            total: units.len(),
            passages,
        });
    }
    Ok(fragments)
}

/// Words that a fragment of `text` must have if nothing else is asked for.
fn usual_min_words(text: &str, words: &[(Span, String)]) -> usize {
    let spaceless = |(span, _): &&(Span, String)| span.of(text).starts_with(is_spaceless);
    match 2 * words.iter().filter(spaceless).count() > words.len() {
        true => MIN_GRAPHEMES,
        false => MIN_WORDS,
    }
}

/// The first of `units` with the words of `forms`, of the same texts only one.
fn passages(
    store: &dyn Snapshot,
    query: &FragmentQuery<'_>,
    units: &[Ranked],
    forms: &[String],
) -> Result<Vec<Passage>, MemoryError> {
    let mut passages = Vec::new();
    let mut seen = BTreeSet::new();
    for some in units.chunks(query.units.max(1)) {
        let ids: Vec<i64> = some.iter().map(|(_, id)| id.0).collect();
        for unit in store.units(&ids)? {
            let texts = [&unit.source, &unit.target].map(|text| comparison_form(text).into_owned());
            if passages.len() < query.units && seen.insert(texts) {
                passages.extend(passage(store, unit, forms)?);
            }
        }
        if passages.len() >= query.units {
            break;
        }
    }
    Ok(passages)
}

/// Where `unit` has the words of `forms`. `None` if it does not have them.
fn passage(
    store: &dyn Snapshot,
    unit: TranslationUnit,
    forms: &[String],
) -> Result<Option<Passage>, MemoryError> {
    let word = |form: &String| Word {
        form: form.clone(),
        written: None,
        prefix: false,
    };
    let wanted: Vec<Word> = forms.iter().map(word).collect();
    let sources = search_words(&unit.source);
    let Some(&in_source) = occurrences_in(&unit.source, &sources, &wanted).first() else {
        return Ok(None);
    };
    let targets: Vec<Span> = search_words(&unit.target)
        .into_iter()
        .map(|w| w.0)
        .collect();
    let (in_target, confidence) = if sources.len() == forms.len() {
        let whole = targets.first().zip(targets.last());
        (
            whole.map(|(first, last)| Span::new(first.start, last.end)),
            1.0,
        )
    } else {
        let links = word_links_in(
            store,
            &unit.languages,
            &unit.source,
            &unit.target,
            &[in_source],
        )?;
        densest(&targets, &links, forms.len())
    };
    Ok(Some(Passage {
        in_source,
        in_target,
        confidence,
        unit,
    }))
}

/// The stretch of the target in which the most words are linked for the fewest that are not, and
/// how sure it is for a fragment of `words` words.
fn densest(targets: &[Span], links: &[WordLink], words: usize) -> (Option<Span>, f64) {
    let strength = |target: &Span| -> f64 {
        let here = links
            .iter()
            .filter(|link| link.target.start < target.end && target.start < link.target.end);
        here.map(|link| link.strength).fold(0.0, f64::max)
    };
    // The greatest sum over a stretch (Kadane, in Bentley 1984).
    let (mut best, mut best_sum) = (None, 0.0);
    let (mut start, mut sum) = (0, 0.0);
    let gains: Vec<f64> = targets.iter().map(strength).collect();
    for (at, &gain) in gains.iter().enumerate() {
        sum += if gain > 0.0 { gain } else { -GAP };
        if sum <= 0.0 {
            (start, sum) = (at + 1, 0.0);
        } else if sum > best_sum {
            (best, best_sum) = (Some((start, at)), sum);
        }
    }
    let Some((first, last)) = best else {
        return (None, 0.0);
    };
    let linked: f64 = gains[first..=last].iter().sum();
    let place = Span::new(targets[first].start, targets[last].end);
    (Some(place), (linked / words.max(1) as f64).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::super::{
        Access, Action, Change, ChangeStore, Context, ForeignUnit, LanguagePair, Memory, UnitSink,
    };
    use super::*;

    fn tag(tag: &str) -> Language {
        Language::parse(tag).unwrap()
    }

    fn memory_of(from: &str, to: &str, units: &[(&str, &str)]) -> (tempfile::TempDir, Memory) {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::open(&folder.path().join("m.db"), Access::Write).unwrap();
        let languages = LanguagePair {
            source: tag(from),
            target: tag(to),
        };
        let mut units = |import: &mut dyn UnitSink| {
            for (source, target) in units {
                let unit = ForeignUnit {
                    languages: &languages,
                    source,
                    target,
                    context: &Context::default(),
                    created: 0,
                    uses: 1,
                    confidence: None,
                    origin: None,
                    record: None,
                };
                import.add(&unit).unwrap();
            }
            Ok(std::ops::ControlFlow::Continue(()))
        };
        let import = Action::Import {
            file: "units",
            units: &mut units,
        };
        memory.apply(Change::new(import, 0)).unwrap();
        (folder, memory)
    }

    fn found(memory: &Memory, from: &str, text: &str) -> Vec<Fragment> {
        let query = FragmentQuery {
            text,
            from: &tag(from),
            to: &tag("fr"),
            min_words: None,
            limit: 5,
            units: 3,
        };
        fragments(memory, &query).unwrap()
    }

    #[test]
    fn a_quotation_is_found_in_its_unit_first() {
        let (_folder, memory) = memory_of(
            "en",
            "fr",
            &[
                (
                    "We shall cross it together.",
                    "Nous le franchirons ensemble.",
                ),
                (
                    "The mayor said: “We shall cross it together.”",
                    "Le maire a dit : « Nous le franchirons ensemble. »",
                ),
                ("The mayor said nothing.", "Le maire n’a rien dit."),
                (
                    "The mayor said nothing new.",
                    "Le maire n’a rien dit de neuf.",
                ),
            ],
        );
        let text = "“We shall cross it together”, the mayor said nothing more.";
        let found = found(&memory, "en", text);
        let spans: Vec<(&str, usize)> = found.iter().map(|f| (f.span.of(text), f.total)).collect();
        assert_eq!(
            spans,
            [
                ("We shall cross it together", 2),
                ("the mayor said nothing", 2)
            ]
        );
        let first = &found[0].passages[0];
        assert_eq!(first.unit.id, 1);
        assert_eq!(
            first.in_target.unwrap().of(&first.unit.target),
            "Nous le franchirons ensemble"
        );
        assert_eq!(first.confidence, 1.0);
        let ids: Vec<i64> = found[1].passages.iter().map(|p| p.unit.id).collect();
        assert_eq!(ids, [3, 4]);
    }

    #[test]
    fn the_text_itself_is_not_its_fragment() {
        let (_folder, memory) =
            memory_of("en", "fr", &[("The old stone bridge.", "Le vieux pont.")]);
        assert_eq!(found(&memory, "en", "the OLD stone bridge"), []);
        let text = "The old stone bridge fell.";
        assert_eq!(
            found(&memory, "en", text)[0].span.of(text),
            "The old stone bridge"
        );
        assert_eq!(found(&memory, "en", "…"), []);
    }

    #[test]
    fn scripts_without_spaces_need_more_graphemes() {
        let (_folder, memory) = memory_of(
            "zh",
            "fr",
            &[("新桥今天上午通车。", "Le pont a ouvert ce matin.")],
        );
        assert_eq!(found(&memory, "zh", "他说新桥今天关闭。"), []);
        let text = "他说新桥今天上午关闭。";
        assert_eq!(found(&memory, "zh", text)[0].span.of(text), "新桥今天上午");
    }

    #[test]
    fn the_densest_stretch_is_the_place() {
        let targets: Vec<Span> = (0..8).map(|at| Span::new(4 * at, 4 * at + 3)).collect();
        let link = |at: usize, strength| WordLink {
            source: Span::new(0, 1),
            target: targets[at],
            strength,
        };
        let links = [link(0, 0.3), link(3, 0.8), link(5, 0.9), link(6, 0.5)];
        let (place, confidence) = densest(&targets, &links, 4);
        assert_eq!(place, Some(Span::new(targets[3].start, targets[6].end)));
        assert!((confidence - 0.55).abs() < 1e-9);
        assert_eq!(densest(&targets, &[], 4), (None, 0.0));
    }
}
