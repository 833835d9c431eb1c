use std::collections::BTreeSet;

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::segment::{Metadata, Segment, SegmentKind, SegmentedDocument};
use crate::text::{Block, BlockKind, Document, Language, Span, collapse_white_space};

const BRIDGE: &str = "The new bridge over the river Arde opened on Monday. \
    It took four years to build. \
    The bridge joins the harbour and the old town, so the ferry across the river will stop. \
    Weather was mild. \
    Builders of the bridge used local stone for the arches. \
    Traffic from the harbour to the old town is expected to double. \
    The new bridge over the river Arde was opened on Monday.";

const PERSIAN: &str = "پل تازه روی رود آرد روز دوشنبه گشایش یافت. \
    هوا خوب بود. \
    پل بندر و شهر کهنه را به هم می\u{200c}پیوندد و کشتی از رود نمی\u{200c}گذرد. \
    سازندگان پل از سنگ کوه\u{200c}های نزدیک رود بهره بردند. \
    رفت و آمد از بندر به شهر کهنه دو برابر خواهد شد.";

const CHINESE: &str = "阿尔德河上的新桥周一开通。天气很好。新桥连接港口和老城，阿尔德河上的渡船将停运。\
    建桥的工人用了当地的石头。从港口到老城的交通预计会增加一倍。";

fn document(text: &str) -> Document {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        blocks.push(Block {
            span: Span::new(at, at + line.trim_end_matches('\n').len()),
            kind: BlockKind::Paragraph,
        });
        at += line.len();
    }
    Document::new(text.to_owned(), blocks)
}

fn extracts(text: &str, language: &str, method_name: &str, budget: Budget) -> Vec<Extract> {
    let document = document(text);
    let language = Language::parse(language).unwrap();
    let document = SegmentedDocument::new(document, &language);
    let article = Article::new(&document);
    summarize(&article, method(method_name).unwrap(), budget)
}

fn summary<'a>(text: &'a str, language: &str, name: &str, budget: Budget) -> Vec<&'a str> {
    extracts(text, language, name, budget)
        .iter()
        .map(|extract| extract.span.of(text))
        .collect()
}

#[test]
fn methods_have_names_of_their_own() {
    let names: Vec<&str> = methods().iter().map(|m| m.name()).collect();
    assert_eq!(names[0], "blend");
    assert!(names[1..].is_sorted_by(|a, b| a < b));
    assert!(methods().iter().all(|m| !m.about().is_empty()));
    assert!(method("oracle").is_none());
}

#[test]
fn lead_takes_the_first_sentences() {
    assert_eq!(
        summary(BRIDGE, "en", "lead", Budget::Sentences(2)),
        [
            "The new bridge over the river Arde opened on Monday.",
            "It took four years to build."
        ]
    );
    assert_eq!(
        summary(PERSIAN, "fa", "lead", Budget::Sentences(1)),
        ["پل تازه روی رود آرد روز دوشنبه گشایش یافت."]
    );
    assert_eq!(
        summary(CHINESE, "zh", "lead", Budget::Sentences(2)),
        ["阿尔德河上的新桥周一开通。", "天气很好。"]
    );
}

#[test]
fn central_sentences_come_before_asides() {
    for name in ["blend", "centroid", "lsa", "textrank"] {
        for (text, language, aside) in [
            (BRIDGE, "en", "Weather was mild."),
            (PERSIAN, "fa", "هوا خوب بود."),
            (CHINESE, "zh", "天气很好。"),
        ] {
            let got = summary(text, language, name, Budget::Sentences(2));
            assert_eq!(got.len(), 2, "{name} {language}");
            assert!(!got.contains(&aside), "{name} {language}");
        }
    }
}

#[test]
fn nothing_is_said_twice() {
    for method in methods() {
        let got = summary(BRIDGE, "en", method.name(), Budget::Sentences(6));
        let openings = got.iter().filter(|s| s.contains("on Monday")).count();
        assert_eq!(openings, 1, "{}", method.name());
    }
    let thrice = "The same. Another one here. The same. The same.";
    assert_eq!(
        summary(thrice, "en", "lead", Budget::Sentences(3)),
        ["The same.", "Another one here."]
    );
}

#[test]
fn an_article_that_fits_is_its_own_summary() {
    for method in methods() {
        let all = summary(BRIDGE, "en", method.name(), Budget::Sentences(10));
        assert_eq!(all.join(" "), BRIDGE.replace("    ", ""));
        let all = summary(BRIDGE, "en", method.name(), Budget::Percent(100.0));
        assert_eq!(all.len(), 7);
        let one = summary("Only this.", "en", method.name(), Budget::Sentences(3));
        assert_eq!(one, ["Only this."]);
        assert!(summary(" \n ", "en", method.name(), Budget::Sentences(3)).is_empty());
        assert!(summary("", "en", method.name(), Budget::Words(30)).is_empty());
    }
}

#[test]
fn word_budgets_are_exact() {
    let short = summary(BRIDGE, "en", "lead", Budget::Words(12));
    assert_eq!(
        short,
        ["The new bridge over the river Arde opened on Monday."]
    );
    // What does not fit is passed over for what does.
    let fits = summary(BRIDGE, "en", "lead", Budget::Words(9));
    assert_eq!(fits, ["It took four years to build.", "Weather was mild."]);
    // None fits: nothing is better than too much.
    assert!(summary(BRIDGE, "en", "lead", Budget::Words(2)).is_empty());
    assert_eq!(
        summary(CHINESE, "zh", "lead", Budget::Words(12)),
        ["阿尔德河上的新桥周一开通。"]
    );
}

#[test]
fn nothing_asked_for_is_nothing_given() {
    for budget in [
        Budget::Sentences(0),
        Budget::Words(0),
        Budget::Percent(0.0),
        Budget::Percent(-3.0),
        Budget::Percent(f64::NAN),
        Budget::Characters(0),
        Budget::Seconds(0.3),
        Budget::Seconds(f64::NAN),
    ] {
        assert!(summary(BRIDGE, "en", "blend", budget).is_empty());
    }
    assert!(summary(BRIDGE, "en", "lead", Budget::Percent(0.01)).is_empty());
}

#[test]
fn what_leans_on_a_left_out_sentence_waits() {
    let text = "Mara Lind runs the new library. \
        She opened a second reading room for the children of the town library. \
        A second reading room for the students of the town opened in the library.";
    let got = summary(text, "en", "textrank", Budget::Sentences(1));
    assert!(!got[0].starts_with("She"), "{got:?}");
}

/// The sentences of a summary with what each lacks.
fn missing<'a>(text: &'a str, tag: &str, budget: Budget) -> Vec<(&'a str, Option<Reason>)> {
    let of = |e: &Extract| (e.span.of(text), e.missing.map(|tie| tie.reason));
    extracts(text, tag, "lexrank", budget)
        .iter()
        .map(of)
        .collect()
}

#[test]
fn what_refers_back_brings_its_antecedent() {
    // The second sentence is the best of each, as all others are like it.
    for (tag, text) in [
        (
            "en",
            "Mara Lind came to the town in spring.\n\
            She opened the old bridge of the town and the harbour for boats.\n\
            The old bridge of the town was shut in winter.\n\
            The harbour for boats was shut as well.",
        ),
        (
            "ar",
            "جاءت المهندسة ليلى إلى المدينة في الربيع.\n\
            وهي افتتحت الجسر القديم في المدينة والميناء الصغير للقوارب.\n\
            كان الجسر القديم في المدينة مغلقا.\n\
            كان الميناء الصغير للقوارب مغلقا أيضا.",
        ),
        (
            "ko",
            "마라 린드가 봄에 도시에 왔다.\n\
            그는 도시의 오래된 다리와 배를 위한 작은 항구를 열었다.\n\
            도시의 오래된 다리는 겨울에 닫혀 있었다.\n\
            배를 위한 작은 항구도 닫혀 있었다.",
        ),
    ] {
        let lines: Vec<&str> = text.lines().collect();
        let got = extracts(text, tag, "lexrank", Budget::Sentences(4));
        assert!(got.iter().all(|e| e.missing.is_none()), "whole: {tag}");
        for count in 1..4 {
            let got = missing(text, tag, Budget::Sentences(count));
            let has = |line: usize| got.iter().any(|(text, _)| *text == lines[line]);
            assert!(!has(1) || has(0), "{tag} {count}: {got:?}");
            assert!(got.iter().all(|(_, missing)| missing.is_none()), "{got:?}");
        }
    }
}

#[test]
fn what_stands_alone_all_the_same_says_what_it_lacks() {
    let text =
        "The harbour is old and deep, and boats from many towns still call there. She knows it.";
    let got = missing(text, "en", Budget::Words(5));
    assert_eq!(got, [("She knows it.", Some(Reason::Antecedent))]);
}

#[test]
fn quotations_stay_whole_and_keep_their_speakers() {
    for (tag, lines) in [
        (
            "en",
            "Rain fell.\n“The old bridge of the town is weak.\nThe old bridge must close,” the mayor said.\nThe town waits for the old bridge.\nBoats go on.",
        ),
        (
            "de",
            "Es regnete.\n„Die alte Brücke der Stadt ist schwach.\nDie alte Brücke muss schließen“, sagte die Bürgermeisterin.\nDie Stadt wartet auf die alte Brücke.\nBoote fahren.",
        ),
        (
            "fa",
            "باران آمد.\n«پل کهنه شهر سست است.\nپل کهنه باید بسته شود»، شهردار گفت.\nشهر چشم به راه پل کهنه است.\nقایق‌ها می‌روند.",
        ),
        (
            "zh",
            "下雨了。\n“城里的老桥很不结实。\n老桥必须关闭，”市长说。\n全城都在等老桥。\n船还在开。",
        ),
    ] {
        let lines: Vec<&str> = lines.lines().map(str::trim_start).collect();
        let text = &lines.join(if tag == "zh" { "" } else { " " });
        for count in 1..=4 {
            let got = missing(text, tag, Budget::Sentences(count));
            let at = |line: usize| got.iter().find(|(text, _)| *text == lines[line]);
            let (opens, closes) = (at(1), at(2));
            if opens.is_some() != closes.is_some() {
                let (_, missing) = opens.or(closes).expect("one of them");
                assert_eq!(*missing, Some(Reason::Quotation), "{tag} {count}");
            }
        }
        let got = missing(text, tag, Budget::Sentences(2));
        assert!(got.iter().all(|(_, missing)| missing.is_none()), "{got:?}");
    }
    let text = "The mayor spoke of the old bridge at length on Monday.\n\
        “The old bridge of the town must close for two winters.”\n\
        Boats call at the harbour of the town.\nThe old bridge is made of stone and iron.\nIt rained.";
    for count in 1..=3 {
        let got = missing(text, "en", Budget::Sentences(count));
        let has = |part: &str| got.iter().any(|(text, _)| text.starts_with(part));
        assert!(!has("“") || has("The mayor"), "{got:?}");
    }
    let only: Vec<_> = missing(text, "en", Budget::Words(3));
    assert_eq!(only, [("It rained.", Some(Reason::Antecedent))]);
}

#[test]
fn white_space_at_the_end_changes_nothing() {
    for (tag, text) in [("en", BRIDGE), ("fa", PERSIAN), ("zh", CHINESE)] {
        for name in methods()
            .iter()
            .map(|m| m.name())
            .filter(|&name| name != "random")
        {
            let got = summary(text, tag, name, Budget::Sentences(2));
            for more in ["\n", " \t\n\n", "\u{a0}\r\n\u{3000}"] {
                let longer = format!("{text}{more}");
                assert_eq!(
                    summary(&longer, tag, name, Budget::Sentences(2)),
                    got,
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn without_prose_other_segments_are_candidates() {
    let text = "Bridge opens today\nFerry will stop";
    let document = document(text);
    let segments: Vec<Segment> = document
        .blocks()
        .iter()
        .enumerate()
        .map(|(paragraph, block)| Segment {
            span: block.span,
            kind: SegmentKind::Heading,
            paragraph,
        })
        .collect();
    let document = SegmentedDocument {
        language: Language::undetermined(),
        document,
        segments,
        metadata: Metadata::default(),
    };
    let article = Article::new(&document);
    for &method in methods() {
        let got = summarize(&article, method, Budget::Sentences(1));
        assert_eq!(got.len(), 1);
    }
}

#[test]
fn headings_are_not_quoted() {
    let text = "Bridge opens\nThe bridge opened on Monday.";
    let document = Document::new(
        text.to_owned(),
        vec![
            Block {
                span: Span::new(0, 12),
                kind: BlockKind::Heading,
            },
            Block {
                span: Span::new(13, text.len()),
                kind: BlockKind::Paragraph,
            },
        ],
    );
    let language = Language::parse("en").unwrap();
    let document = SegmentedDocument::new(document, &language);
    let article = Article::new(&document);
    let got = summarize(&article, methods()[0], Budget::Sentences(5));
    assert_eq!(got.len(), 1);
    assert_eq!((got[0].segment, got[0].rank), (1, 1));
}

#[test]
fn ranks_are_the_order_of_choice() {
    let got = extracts(BRIDGE, "en", "textrank", Budget::Sentences(4));
    let mut ranks: Vec<usize> = got.iter().map(|e| e.rank).collect();
    ranks.sort_unstable();
    assert_eq!(ranks, [1, 2, 3, 4]);
}

#[test]
fn a_long_text_of_one_word_is_ranked() {
    let text = "Bridge. ".repeat(3000);
    for method in methods() {
        let got = summary(&text, "en", method.name(), Budget::Sentences(3));
        assert_eq!(got, ["Bridge."], "{}", method.name());
    }
}

/// Compares all with all, as [`summarize`] does not.
fn any_alike(article: &Article, extracts: &[Extract]) -> bool {
    let sets: Vec<BTreeSet<u32>> = article
        .sentences()
        .iter()
        .filter(|s| extracts.iter().any(|e| e.segment == s.segment))
        .map(|s| s.terms.iter().copied().collect())
        .collect();
    let alike = |a: &BTreeSet<u32>, b: &BTreeSet<u32>| {
        let either = a.union(b).count();
        either > 0 && 2 * a.intersection(b).count() >= either
    };
    sets.iter()
        .enumerate()
        .any(|(index, a)| sets[..index].iter().any(|b| alike(a, b)))
}

fn budgets() -> impl Strategy<Value = Budget> {
    prop_oneof![
        (0usize..8).prop_map(Budget::Sentences),
        (0usize..60).prop_map(Budget::Words),
        (0.0f64..120.0).prop_map(Budget::Percent),
        (0usize..300).prop_map(Budget::Characters),
        (0.0f64..20.0).prop_map(Budget::Seconds),
    ]
}

fn articles() -> impl Strategy<Value = String> {
    let words = "[a-dА-Вپل桥通ส\u{200c}0-2'\u{301}]{1,6}";
    let sentence = (
        prop::collection::vec(words, 1..12),
        "[.!?。؟\n\"—]{0,2}[ \n]",
    )
        .prop_map(|(words, end)| words.join(" ") + &end);
    prop_oneof![
        prop::collection::vec(sentence, 0..15).prop_map(|s| s.concat()),
        "\\PC{0,200}",
    ]
}

proptest! {
    #[test]
    fn summaries_keep_their_promises(
        text in articles(),
        language in prop::sample::select(vec!["en", "fa", "zh", "th"]),
        budget in budgets(),
    ) {
        let document = document(&text);
        let language = Language::parse(language).unwrap();
        let document = SegmentedDocument::new(document, &language);
        let segments = &document.segments;
        let article = Article::new(&document);
        for &method in methods() {
            let got = summarize(&article, method, budget);
            for extract in &got {
                prop_assert_eq!(extract.span, segments[extract.segment].span);
                prop_assert!(!extract.span.of(&text).is_empty());
                prop_assert!(extract.score.is_finite());
            }
            prop_assert!(got.windows(2).all(|pair| pair[0].segment < pair[1].segment));
            let mut ranks: Vec<usize> = got.iter().map(|e| e.rank).collect();
            ranks.sort_unstable();
            prop_assert!(ranks.iter().copied().eq(1..=got.len()));
            let words: usize = got.iter().map(|e| count_words(e.span.of(&text))).sum();
            let shortest = article.sentences().iter().map(|s| s.words).min();
            let (within, room) = match budget {
                Budget::Sentences(count) => (got.len() <= count, count > 0),
                Budget::Words(count) => (words <= count, shortest.is_some_and(|s| s <= count)),
                Budget::Characters(count) => {
                    let lines: Vec<String> = got
                        .iter()
                        .map(|e| collapse_white_space(e.span.of(&text)).into_owned())
                        .collect();
                    let length = lines.join("\n").graphemes(true).count();
                    (length <= count, !got.is_empty())
                }
                _ => {
                    let most = budget.words(&article);
                    (words <= most, most > 0 && shortest.is_some_and(|s| s <= most))
                }
            };
            prop_assert!(within);
            if got.len() < article.sentences().len() {
                prop_assert!(!any_alike(&article, &got));
            }
            prop_assert_eq!(got.is_empty(), !room || segments.is_empty());
            prop_assert_eq!(&got, &summarize(&article, method, budget));
        }
    }

    #[test]
    fn one_finite_score_a_sentence(text in articles(), budget in budgets()) {
        let document = document(&text);
        let language = Language::undetermined();
        let document = SegmentedDocument::new(document, &language);
        let article = Article::new(&document);
        for method in methods() {
            let scores = method.rank(&article, budget);
            prop_assert_eq!(scores.len(), article.sentences().len());
            prop_assert!(scores.iter().all(|score| score.is_finite()));
        }
    }
}
