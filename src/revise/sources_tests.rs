use proptest::prelude::*;

use super::*;
use crate::revise::Drifted;
use crate::segment::SegmentedDocument;
use crate::text::Language;

const ARTICLE: &str = "The stone bridge over the River Asse reopened to walkers on Tuesday, nearly four \
    years after a flood tore away two of its arches. Repairs cost 18.6 million euros, roughly 12% more \
    than planned. “We were told it could not be saved,” said Helen Marchetti, the engineer who led the \
    work. The council does not expect cars to return. A free shuttle bus runs every 15 minutes. The \
    mortar is a mix of lime and crushed brick.";

fn found(language: &str, article: &str, summary: &str) -> Vec<Source> {
    let language = Language::parse(language).unwrap();
    let [article, summary] =
        [article, summary].map(|text| SegmentedDocument::plain(text, &language));
    sources(&article, &summary)
}

fn one(language: &str, article: &str, sentence: &str) -> Source {
    let mut all = found(language, article, sentence);
    assert_eq!(all.len(), 1, "{sentence}");
    all.remove(0)
}

#[test]
fn each_sentence_has_its_place() {
    use Provenance::*;
    for (sentence, provenance, segments) in [
        (
            "Repairs cost 18.6 million  euros, roughly 12% more than planned.",
            Verbatim,
            &[1][..],
        ),
        (
            "The stone bridge over the River Asse reopened to walkers on Tuesday.",
            Shortened,
            &[0],
        ),
        (
            "The repairs came to 18.6 million euros, 12% more than expected.",
            Edited,
            &[1],
        ),
        (
            "The stone bridge over the River Asse reopened on Tuesday, and a free shuttle bus runs every \
             15 minutes.",
            Fused,
            &[0, 4],
        ),
        (
            "Farmers harvested record amounts of wheat this summer.",
            Nowhere,
            &[],
        ),
    ] {
        let source = one("en", ARTICLE, sentence);
        assert_eq!(
            (source.provenance, &source.segments[..]),
            (provenance, segments),
            "{sentence}"
        );
        assert!(source.drift.is_none(), "{sentence}: {:?}", source.drift);
    }
}

#[test]
fn drift_is_seen() {
    let drift = |sentence| one("en", ARTICLE, sentence).drift;
    let pair = |source: Option<&str>, sentence: &str| {
        vec![Drifted {
            source: source.map(str::to_owned),
            sentence: sentence.to_owned(),
        }]
    };
    let figure = drift("Repairs cost 16.8 million euros, roughly 12% more than planned.");
    assert_eq!(figure.figures, pair(Some("18.6"), "16.8"));
    let date = drift("The stone bridge over the River Asse reopened to walkers on Friday.");
    assert_eq!(date.dates, pair(Some("tuesday"), "friday"));
    let name = drift(
        "“We were told it could not be saved,” said Helen Moretti, the engineer who led the work.",
    );
    assert_eq!(name.names, pair(Some("Marchetti"), "Moretti"));
    let negation = drift("The council does expect cars to return.");
    assert_eq!(negation.negation, -1);
    // Said elsewhere in the article, and not instead of something else.
    assert!(drift("Repairs of the stone bridge over the Asse cost 18.6 million euros, 12% more than planned.").is_none());
    // A clause that was left out with its negation.
    assert!(drift("Helen Marchetti led the work.").is_none());
}

#[test]
fn scripts_without_spaces_and_from_right_to_left() {
    let article = "橋は火曜日に歩行者向けに再開通した。修復には十八億円がかかった。無料バスが15分ごとに運行する。";
    let source = one("ja", article, "無料バスが20分ごとに運行する。");
    assert_eq!(
        (source.provenance, &source.segments[..]),
        (Provenance::Edited, &[2][..])
    );
    assert_eq!(source.drift.figures[0].source.as_deref(), Some("15"));
    assert_eq!(
        one("ja", article, "橋は火曜日に再開通した。").provenance,
        Provenance::Shortened
    );
    assert_eq!(
        one("ja", article, "農家は小麦を多く収穫している。").provenance,
        Provenance::Nowhere
    );
    let article = "پل سنگی رودخانهٔ آس روز سه\u{200c}شنبه به روی عابران باز شد. هزینهٔ آن ۱۸٫۶ میلیون یورو بود. خودروها باز نمی\u{200c}گردند.";
    let source = one("fa", article, "هزینهٔ آن ۱۶٫۸ میلیون یورو بود.");
    assert_eq!(source.segments, [1]);
    assert_eq!(source.drift.figures[0].sentence, "۱۶٫۸");
    let source = one("fa", article, "پل سنگی روز سه\u{200c}شنبه باز شد.");
    assert_eq!(
        (source.provenance, &source.segments[..]),
        (Provenance::Shortened, &[0][..])
    );
    let source = one("fa", article, "خودروها باز می\u{200c}گردند.");
    assert_eq!(source.drift.negation, -1);
    let article = "สะพานหินเปิดให้คนเดินเมื่อวันอังคาร\n\nค่าซ่อม 18 ล้านยูโร\n\nรถบัสฟรีวิ่งทุก 15 นาที\n";
    let source = one("th", article, "ค่าซ่อม 16 ล้านยูโร");
    assert_eq!(source.segments, [1]);
    assert_eq!(source.drift.figures[0].source.as_deref(), Some("18"));
}

#[test]
fn nothing_comes_of_nothing() {
    assert_eq!(found("en", "", ""), []);
    assert_eq!(one("en", "", "One.").provenance, Provenance::Nowhere);
    assert_eq!(found("en", ARTICLE, ""), []);
}

proptest! {
    /// Sentences of the article are verbatim in it, and what is found fits both texts.
    #[test]
    fn places_are_those_of_the_article(
        article in "([A-Ca-c]{1,4} ?){0,9}([.!?] ([A-Ca-c0-9]{1,4} ?){1,6}){0,5}[.]",
        summary in "(\\PC|[ab .]){0,40}",
    ) {
        for source in found("en", &article, &article) {
            prop_assert_eq!(source.provenance, Provenance::Verbatim);
        }
        let segments = found("en", &article, &article).len();
        for source in found("en", &article, &summary) {
            prop_assert!(source.segments.iter().all(|&at| at < segments) && source.share <= 1000);
            for edit in source.edits {
                prop_assert!(article.get(edit.old.start..edit.old.end).is_some());
                prop_assert!(summary.get(edit.new.start..edit.new.end).is_some());
            }
        }
    }
}
