//! Small cases that can be worked out by hand, one or more a method; and what holds in every
//! language.

use super::*;
use crate::segment::{Metadata, Segment, SegmentKind, SegmentedDocument};
use crate::text::{Block, BlockKind, Document, Language, Span};

const LANGUAGES: [(&str, &str, &str); 5] = [
    (
        "fa",
        "پل",
        "پل تازه روی رود آرد روز دوشنبه گشایش یافت.\nهوا خوب بود.\nاین پل بندر و شهر کهنه را به هم می\u{200c}پیوندد.\nسازندگان پل از سنگ کوه\u{200c}های نزدیک بهره بردند.",
    ),
    (
        "ar",
        "الجسر",
        "افتتح الجسر الجديد على نهر آرد يوم الاثنين.\nكان الطقس جميلا.\nيربط الجسر الميناء بالمدينة القديمة.\nاستعمل بناة الجسر حجارة من الجبال القريبة.",
    ),
    (
        "zh",
        "新桥",
        "阿尔德河上的新桥周一开通。\n天气很好。\n新桥连接港口和老城。\n建造新桥的工人用了附近山上的石头。",
    ),
    (
        "th",
        "สะพาน",
        "สะพานใหม่ข้ามแม่น้ำเปิดเมื่อวันจันทร์\nอากาศดี\nสะพานเชื่อมท่าเรือกับเมืองเก่า\nช่างสร้างสะพานด้วยหินจากภูเขาใกล้เคียง",
    ),
    (
        "hi",
        "पुल",
        "नदी पर नया पुल सोमवार को खुला।\nमौसम अच्छा था।\nपुल बंदरगाह को पुराने शहर से जोड़ता है।\nपुल के लिए पास के पहाड़ों का पत्थर लगाया गया।",
    ),
];

/// Each line is a sentence in a paragraph of its own; lines with # are headings.
fn with_article<T>(text: &str, language: &str, run: impl FnOnce(&Article, &[&str]) -> T) -> T {
    let mut at = 0;
    let mut segments = Vec::new();
    let mut blocks = Vec::new();
    for (paragraph, line) in text.split('\n').enumerate() {
        let span = Span::new(at, at + line.len());
        let kind = match line.starts_with('#') {
            true => SegmentKind::Heading,
            false => SegmentKind::Sentence,
        };
        segments.push(Segment {
            span,
            kind,
            paragraph,
        });
        blocks.push(Block {
            span,
            kind: BlockKind::Paragraph,
        });
        at += line.len() + 1;
    }
    let document = SegmentedDocument {
        language: Language::parse(language).unwrap(),
        document: Document::new(text.to_owned(), blocks),
        segments,
        metadata: Metadata::default(),
    };
    let lines: Vec<&str> = text.split('\n').collect();
    run(&Article::new(&document), &lines)
}

fn ranks(text: &str, name: &str) -> Vec<f64> {
    with_article(text, "en", |article, _| {
        method(name).unwrap().rank(article, Budget::Sentences(3))
    })
}

/// The sentences from the highest score down.
fn order(text: &str, name: &str) -> Vec<usize> {
    let scores = ranks(text, name);
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    order
}

#[track_caller]
fn assert_near(got: &[f64], expected: &[f64]) {
    let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-5;
    let all = got.len() == expected.len() && got.iter().zip(expected).all(near);
    assert!(all, "{got:?}, not {expected:?}");
}

#[test]
fn luhn_scores_clusters_of_repeated_words() {
    // "bridge" and "town" are repeated: 2²/2, 2²/4, alone, none.
    let text = "bridge town opens\nbridge near old town\nrain fell\nsun shone";
    assert_near(&ranks(text, "luhn"), &[2.0, 1.0, 0.0, 0.0]);
}

#[test]
fn sumbasic_squares_what_is_said() {
    // Probabilities of nine words: k 2/9, l 2/9, all others 1/9. Of the sentences with k (the
    // first of the most probable) "k l" has the highest mean; then both are at 4/81 and m leads.
    let text = "k m\nk l\nl n\nx y z";
    assert_eq!(order(text, "sumbasic"), [1, 0, 2, 3]);
}

#[test]
fn kl_takes_the_words_of_the_article_in_their_proportion() {
    // P is 2/5 for a and b, 1/5 for c: "a b" leaves out least.
    assert_eq!(order("a\na b\nb c", "kl"), [1, 2, 0]);
    // Many words that are said once make more of the article than two that are said twice.
    assert_eq!(order("c d\na b\na b\nd e f g h i", "kl")[0], 3);
}

#[test]
fn mmr_passes_over_what_is_like_the_chosen() {
    let text = "bridge town river\nbridge town river\nferry harbour\nbridge harbour rain";
    let order = order(text, "mmr");
    let place = |sentence| order.iter().position(|&at| at == sentence).unwrap();
    assert!(place(1) > place(3), "{order:?}");
}

#[test]
fn submodular_choice_covers_each_topic() {
    let text = "bridge town river\nbridge town river old\nbridge town river new\n\
        ferry harbour boat\nferry harbour boat old\nrain";
    let order = order(text, "submodular");
    let topic = |sentence: usize| usize::from(sentence > 2);
    assert_ne!(topic(order[0]), topic(order[1]), "{order:?}");
}

#[test]
fn edmundson_counts_headings_and_places() {
    let text = "# Bridge opens\nIt rained.\nA ferry left.\nOur bridge was built.\nSun shone.";
    let scores = ranks(text, "edmundson");
    assert!(scores[2] > scores[1], "{scores:?}");
    // In paragraphs of one sentence only the first and the last paragraph are set apart.
    assert_eq!(scores[0], scores[3]);
}

#[test]
fn centroid_prefers_the_earlier_and_no_fragments() {
    let long = "the bridge over the river joins harbour and town";
    let text = format!("rain\n{long} today\n{long}\nsnow");
    assert_eq!(order(&text, "centroid"), [1, 2, 0, 3]);
}

#[test]
fn in_lexrank_each_sentence_is_its_own_neighbour() {
    // The last one is like the first three; the fourth has nothing of the others: alone in its
    // component it keeps its share.
    for name in ["lexrank", "continuous-lexrank"] {
        let scores = ranks("k x y\nl v w\nm p q\nz\nk l m", name);
        assert_near(&scores[3..4], &[0.2]);
        assert!(scores[4] > 0.2 && scores[0] < 0.2, "{name} {scores:?}");
        assert_near(&scores[..2], &[scores[2]; 2]);
    }
}

#[test]
fn continuous_lexrank_is_even_where_all_are_alike() {
    let scores = ranks("k l x\nk l y\nk l z\nk l w", "continuous-lexrank");
    assert_near(&scores, &[0.25; 4]);
}

#[test]
fn lsa_measures_in_the_strong_topics() {
    // Singular values √(3²+3²) for x and 1 for the others, which are left out.
    assert_near(&ranks("x x x\nx x x\ny\nz", "lsa"), &[3.0, 3.0, 0.0, 0.0]);
}

#[test]
fn lots_are_drawn_by_the_text() {
    assert_eq!(ranks("a\nb\nc", "random"), ranks("a\nb\nc", "random"));
    assert_ne!(ranks("a\nb\nc", "random"), ranks("a\nb\nd", "random"));
}

#[test]
fn a_subject_comes_first_in_every_language() {
    for (language, subject, text) in LANGUAGES {
        with_article(text, language, |article, lines| {
            for &ranker in methods() {
                let focus = Focus::new(ranker, subject);
                assert!(focus.occurs_in(article), "{language}");
                let got = summarize(article, &focus, Budget::Sentences(3));
                let about = got.iter().all(|e| lines[e.segment].contains(subject));
                assert!(got.len() == 3 && about, "{language} {}", ranker.name());
            }
            assert!(!Focus::new(methods()[0], "xylophone").occurs_in(article));
        });
    }
}

#[test]
fn what_is_excluded_is_never_quoted() {
    for (language, subject, text) in LANGUAGES {
        with_article(text, language, |article, lines| {
            let article = article.clone().without(&[subject.to_owned()]);
            let got = summarize(&article, methods()[0], Budget::Sentences(4));
            let kept: Vec<&str> = got.iter().map(|e| lines[e.segment]).collect();
            assert_eq!(kept, [lines[1]], "{language}");
        });
    }
}

#[test]
fn characters_are_counted_as_readers_do() {
    for (language, _, text) in LANGUAGES {
        with_article(text, language, |article, _| {
            let all = article.characters();
            let lead = method("lead").unwrap();
            assert_eq!(summarize(article, lead, Budget::Characters(all)).len(), 4);
            assert!(summarize(article, lead, Budget::Characters(all - 1)).len() < 4);
            let first = article.characters_of(&article.sentences()[0]);
            let got = summarize(article, lead, Budget::Characters(first));
            assert_eq!((got.len(), got[0].segment), (1, 0), "{language}");
        });
    }
}

#[test]
fn seconds_are_words_at_the_speed_of_reading() {
    with_article("a b c d e f\ng h i", "en", |article, _| {
        assert_eq!(Budget::Seconds(2.0).words(article), 6);
        let lead = method("lead").unwrap();
        let got = summarize(article, lead, Budget::Seconds(2.0));
        assert_eq!(got.len(), 1);
        assert_eq!(got[0].segment, 0);
    });
}
