use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::concordance::{Word, occurrences};
use super::super::unit_set::UnitSet;
use super::*;
use crate::similarity::Scorer;
use crate::text::{comparison_form, search_form};

/// A run for the rest of the tests.
fn kept(summary: Summary, blocks: InMemory) -> Run<'static> {
    let stored = Box::leak(Box::new(Stored::new(summary)));
    Run::new(stored, Box::leak(Box::new(blocks)))
}

fn run_of(units: &[(i64, String)]) -> Run<'static> {
    let mut builder = Builder::default();
    for (id, text) in units {
        builder.add(*id, &comparison_form(text)).unwrap();
    }
    let mut blocks = InMemory::default();
    let summary = builder.finish(&mut blocks).unwrap();
    let summary = Summary::from_bytes(&summary.to_bytes()).unwrap();
    kept(summary, blocks)
}

fn merged(runs: &[&Run], void: &dyn Fn(usize, i64) -> bool) -> Run<'static> {
    let mut blocks = InMemory::default();
    let summary = merge(runs, void, &mut blocks).unwrap();
    kept(summary, blocks)
}

fn found(runs: &[&Run], text: &str, threshold: u8, wanted: usize) -> BTreeMap<i64, u8> {
    let nothing = |_| false;
    let views: Vec<View> = runs
        .iter()
        .map(|&run| View {
            run,
            is_void: &nothing,
        })
        .collect();
    let query = Prepared::new(&comparison_form(text));
    let (mut buffers, mut effort) = (SearchBuffers::default(), Effort::default());
    search(&views, &query, threshold, wanted, &mut buffers, &mut effort)
        .unwrap()
        .into_iter()
        .map(|found| (found.id, found.score))
        .collect()
}

fn expected(units: &[(i64, String)], text: &str, threshold: u8) -> BTreeMap<i64, u8> {
    let mut scorer = Scorer::new();
    let query = scorer.prepare(text);
    units
        .iter()
        .filter_map(|(id, source)| {
            let unit = scorer.prepare(source);
            let score = scorer.score(&query, &unit, threshold)?;
            Some((*id, score.score))
        })
        .collect()
}

fn numbered(texts: Vec<String>) -> Vec<(i64, String)> {
    (10..).zip(texts).collect()
}

/// Words of a small alphabet, so that there are variants, numbers and repetitions among them.
const TEXT: &str =
    "([ab]{1,4}|abcabc|abcabd|1|22|[,.]|桥|پل)( ?([ab]{1,4}|abcabc|abcabd|1|22|[,.]|桥|پل)){0,9}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn search_finds_what_scoring_every_unit_finds(
        texts in prop::collection::vec(TEXT, 0..40), text in TEXT, threshold in 0u8..=100, cut in 0usize..40,
    ) {
        let units = numbered(texts);
        let expected = expected(&units, &text, threshold);
        let whole = run_of(&units);
        prop_assert_eq!(&found(&[&whole], &text, threshold, usize::MAX), &expected);
        let (left, right) = units.split_at(cut.min(units.len()));
        let (left, right) = (run_of(left), run_of(right));
        prop_assert_eq!(&found(&[&left, &right], &text, threshold, usize::MAX), &expected);
        let both = merged(&[&left, &right], &|_, _| false);
        prop_assert_eq!(&found(&[&both], &text, threshold, usize::MAX), &expected);
    }

    #[test]
    fn the_best_wanted_are_among_those_found(
        texts in prop::collection::vec(TEXT, 0..40), text in TEXT, threshold in 0u8..=100, wanted in 0usize..10,
    ) {
        let units = numbered(texts);
        let expected = expected(&units, &text, threshold);
        let found = found(&[&run_of(&units)], &text, threshold, wanted);
        let best = |scores: &BTreeMap<i64, u8>| {
            let mut scores: Vec<u8> = scores.values().copied().collect();
            scores.sort_unstable_by(|a, b| b.cmp(a));
            scores.get(wanted.wrapping_sub(1)).copied().unwrap_or(threshold)
        };
        let least = best(&expected);
        if wanted > 0 {
            for (id, score) in &expected {
                prop_assert!(*score < least || found.get(id) == Some(score));
            }
        }
        for (id, score) in &found {
            prop_assert_eq!(expected.get(id), Some(score));
        }
    }

    #[test]
    fn merging_leaves_out_what_is_void(
        texts in prop::collection::vec(TEXT, 1..30), text in TEXT, void in prop::collection::btree_set(10i64..40, 0..15),
    ) {
        let units = numbered(texts);
        let (left, right) = units.split_at(units.len() / 2);
        let both = merged(&[&run_of(left), &run_of(right)], &|_, id| void.contains(&id));
        let left: Vec<_> = units.iter().filter(|(id, _)| !void.contains(id)).cloned().collect();
        prop_assert_eq!(found(&[&both], &text, 40, usize::MAX), expected(&left, &text, 40));
        prop_assert_eq!(both.units() as usize, left.len());
    }

    #[test]
    fn words_are_found_as_in_the_texts(
        texts in prop::collection::vec("(([ab]{1,2}|É|É|e|L’a|l'b|[,]|桥|\u{301}) ?){0,8}", 1..30),
        words in prop::collection::vec(("a|b|aa|ab|e|l|桥", "E|É|ab|L|", any::<bool>()), 0..4),
        within in prop::option::of(prop::collection::btree_set(10i64..40, 0..30)),
        void in prop::collection::btree_set(10i64..40, 0..4),
    ) {
        let units = numbered(texts);
        let run = run_of(&units);
        let is_void = |id| void.contains(&id);
        let view = View { run: &run, is_void: &is_void };
        let words: Vec<Word> = words
            .into_iter()
            .map(|(form, written, prefix)| match written.is_empty() {
                true => Word { form, written: None, prefix },
                false => Word { form: search_form(&written), written: Some(written), prefix },
            })
            .collect();
        let set: Option<UnitSet> = within.as_ref().map(|ids| ids.iter().copied().collect());
        let mut found = UnitSet::default();
        with_words(&view, &words, set.as_ref(), &mut found).unwrap();
        let expected: UnitSet = units
            .iter()
            .filter(|(id, _)| !void.contains(id) && within.as_ref().is_none_or(|ids| ids.contains(id)))
            .filter(|(_, text)| words.is_empty() || !occurrences(text, &words).is_empty())
            .map(|(id, _)| *id)
            .collect();
        prop_assert_eq!(found, expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn fragments_are_the_longest_spans_that_stand(
        texts in prop::collection::vec("([abc]|É|e|L’a|l'b|[,]|桥|\u{301})( ([abc]|É|e|L’a|l'b|[,]|桥)){0,8}", 1..20),
        text in "([abce,] ?|l'a ?|桥){0,12}", pick in prop::option::of(0usize..20), least in 1usize..4,
        void in prop::collection::btree_set(10i64..30, 0..4), cut in 0usize..20,
    ) {
        // Now and then the text is itself a unit.
        let text = pick.and_then(|at| texts.get(at)).unwrap_or(&text).clone();
        let units = numbered(texts);
        let forms = |text: &str| -> Vec<String> {
            let words = super::super::concordance::search_words(text);
            words.into_iter().map(|(_, form)| form).collect()
        };
        let words = forms(&text);
        let others: Vec<(i64, Vec<String>)> = units
            .iter()
            .map(|(id, text)| (*id, forms(text)))
            .filter(|(id, forms)| !void.contains(id) && *forms != words)
            .collect();
        let having = |start: usize, end: usize| -> Vec<i64> {
            let span = &words[start..end];
            let has = |(_, unit): &&(i64, Vec<String>)| unit.windows(span.len()).any(|w| w == span);
            others.iter().filter(has).map(|(id, _)| *id).collect()
        };
        let mut expected = Vec::new();
        for start in 0..words.len() {
            for end in start + least..=words.len() {
                let stands = |start: usize, end: usize| !having(start, end).is_empty();
                if stands(start, end)
                    && !(end < words.len() && stands(start, end + 1))
                    && !(start > 0 && stands(start - 1, end))
                {
                    expected.push((start, end, having(start, end)));
                }
            }
        }
        let (left, right) = units.split_at(cut.min(units.len()));
        let runs = [run_of(left), run_of(right)];
        let is_void = |id| void.contains(&id);
        let views = [0, 1].map(|at| View { run: &runs[at], is_void: &is_void });
        let found: Vec<(usize, usize, Vec<i64>)> = fragments(&views, &words, least)
            .unwrap()
            .into_iter()
            .map(|span| {
                let mut ids: Vec<i64> = span.units.into_iter().map(|(_, id)| id).collect();
                ids.sort_unstable();
                (span.words.start, span.words.end, ids)
            })
            .collect();
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn long_and_empty_texts() {
    let long = "word, other ".repeat(300);
    let units = numbered(vec![
        String::new(),
        long.clone(),
        format!("{long}end"),
        "x".repeat(40_000),
    ]);
    let run = run_of(&units);
    for text in ["", &long, &"x".repeat(40_000)] {
        assert_eq!(found(&[&run], text, 95, 10), expected(&units, text, 95));
    }
}

#[test]
fn a_damaged_run_is_an_error() {
    let units = numbered(vec!["a b c".into(), "d e".into()]);
    let mut builder = Builder::default();
    for (id, text) in &units {
        builder.add(*id, text).unwrap();
    }
    let summary = builder.finish(&mut InMemory::default()).unwrap();
    let run = kept(summary, InMemory::default());
    let view = View {
        run: &run,
        is_void: &|_| false,
    };
    let query = Prepared::new("a b c");
    let result = search(
        &[view],
        &query,
        70,
        5,
        &mut SearchBuffers::default(),
        &mut Effort::default(),
    );
    assert!(matches!(result, Err(IndexError::Damaged(_))));
}
