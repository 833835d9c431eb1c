use proptest::prelude::*;

use super::*;

fn all() -> Vec<Box<dyn Metric>> {
    let known = |name: &&str| metric(name, Tokenizer::International);
    NAMES.iter().filter_map(known).collect()
}

#[test]
fn every_name_is_that_of_its_metric() {
    let names: Vec<_> = all().iter().map(|metric| metric.name()).collect();
    assert_eq!(names, NAMES);
    assert!(metric("bleu_stem", Tokenizer::V13a).is_none());
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-d ,.1\n\"&-]{0,40}",
        "\\PC{0,20}",
        "[大桥。 สะพาน، پل۱٬\u{200c}]{0,20}",
    ]
}

proptest! {
    #[test]
    fn scores_keep_their_bounds(hypothesis in texts(), reference in texts(), other in texts()) {
        for metric in all() {
            let counts = metric.counts(&hypothesis, &[&reference, &other]);
            let score = metric.score(&counts, Level::Sentence).value;
            prop_assert!(score >= 0.0, "{} {score}", metric.name());
            prop_assert!(metric.is_error_rate() || score <= 100.0 + 1e-9, "{} {score}", metric.name());
        }
    }

    #[test]
    fn a_text_is_nearest_to_itself(text in texts()) {
        let chrf = Chrf { words: true };
        let same = chrf.counts(&text, &[&text]);
        prop_assert_eq!(&same, &chrf.counts_of_same(&text));
        let seen = text.chars().any(|c| !white_space::is_white_space(c));
        let score = chrf.score(&same, Level::Sentence).value;
        let most = if seen { 100.0 } else { 0.0 };
        prop_assert!((score - most).abs() < 1e-9, "{score}");
        let same = Ter.counts(&text, &[&text]);
        prop_assert_eq!(same, Ter::counts_of_same(&text.to_lowercase()).to_vec());
    }

    #[test]
    fn white_space_at_the_end_is_nothing(text in texts(), reference in texts()) {
        for metric in all() {
            let spaced = format!("{text} \u{3000}\n");
            prop_assert_eq!(metric.counts(&text, &[&reference]), metric.counts(&spaced, &[&reference]));
        }
    }

    #[test]
    fn ter_needs_no_more_edits_than_there_are_words(
        hypothesis in prop::collection::vec(0u8..5, 0..60),
        reference in prop::collection::vec(0u8..5, 1..60),
    ) {
        let text = |words: &[u8]| words.iter().map(|word| format!("w{word} ")).collect::<String>();
        let counts = Ter.counts(&text(&hypothesis), &[&text(&reference)]);
        prop_assert!(counts[0] <= hypothesis.len().max(reference.len()) as f64);
        prop_assert!(counts[0] >= hypothesis.len().abs_diff(reference.len()) as f64);
    }
}

#[test]
fn a_shifted_run_is_one_edit() {
    let edits = |a, b| Ter.counts(a, &[b])[0];
    assert_eq!(
        edits("on Monday the bridge opened", "the bridge opened on Monday"),
        1.0
    );
    assert_eq!(edits("The Bridge", "the bridge"), 0.0);
    assert_eq!(edits("one two", ""), 2.0);
}

#[test]
fn threads_change_nothing() {
    let texts: Vec<String> = (0..200)
        .map(|n| format!("lamp {} and lamp {} of {}", n % 7, n % 5, n % 3))
        .collect();
    let pairs: Vec<Pair<'_>> = texts
        .iter()
        .zip(texts.iter().rev())
        .map(|(a, b)| Pair {
            hypothesis: a,
            references: vec![b],
        })
        .collect();
    for metric in all() {
        let together = Counts::new(&*metric, &pairs);
        let apart: Vec<Score> = pairs
            .iter()
            .map(|pair| Counts::new(&*metric, std::slice::from_ref(pair)))
            .flat_map(|counts| counts.sentences(&*metric))
            .collect();
        assert_eq!(together.sentences(&*metric), apart, "{}", metric.name());
    }
}

#[test]
fn tokenizers_cut_as_those_of_mteval() {
    let cut = |tokenizer: Tokenizer, text| {
        let text = tokenizer.prepared(text);
        let mut tokens = Vec::new();
        tokenizer.each_token(&text, |token| tokens.push(token));
        tokens.join(" ")
    };
    assert_eq!(
        cut(Tokenizer::V13a, "It's $1,234.50 (in 5-6 days)."),
        "It's $ 1,234.50 ( in 5 - 6 days ) ."
    );
    assert_eq!(cut(Tokenizer::V13a, "so,,, .5 “x”"), "so , , , . 5 “x”");
    assert_eq!(cut(Tokenizer::V13a, "&amp;lt;b> a-\nb"), "< b > ab");
    assert_eq!(
        cut(Tokenizer::International, "«١٬٢٠٠€»، بعد 1999."),
        "«١٬٢٠٠ € » ، بعد 1999."
    );
    assert_eq!(
        cut(Tokenizer::Chinese, "票价12.5元—好。"),
        "票 价 12.5 元 — 好 。"
    );
    assert_eq!(cut(Tokenizer::Character, "ab 大"), "a b 大");
    assert_eq!(cut(Tokenizer::None, "a.  b"), "a. b");
}

#[test]
fn two_systems_that_are_one_have_the_p_value_of_sacrebleu() {
    let pairs = [
        Pair {
            hypothesis: "one lamp burns",
            references: vec!["one lamp burnt"],
        },
        Pair {
            hypothesis: "two lamps burn",
            references: vec!["two lamps burn"],
        },
    ];
    let bleu = Bleu::default();
    let counts = Counts::new(&bleu, &pairs);
    let estimates = compare(&bleu, &[counts.clone(), counts], Sampling::default());
    assert_eq!(estimates[0].p_value, None);
    // No sample is beyond a difference of nothing, so it is the least possible one.
    assert_eq!(estimates[1].p_value, Some(1.0 / 1001.0));
    assert_eq!(estimates[1].mean, estimates[0].mean);
    assert_eq!(compare(&bleu, &[], Sampling::default()), []);
}
