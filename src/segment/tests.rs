use proptest::prelude::*;

use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::text::{Block, BlockKind, Document, Language};

fn document(text: &str) -> Document {
    let block = Block {
        span: Span::new(0, text.len()),
        kind: BlockKind::Paragraph,
    };
    Document::new(text.to_owned(), vec![block])
}

fn segmented(language: &str, text: &str) -> Vec<(SegmentKind, String)> {
    let segmenter = Segmenter::new(&Language::parse(language).unwrap());
    let document = document(text);
    segmenter
        .segment(&document)
        .iter()
        .map(|segment| (segment.kind, segment.span.of(text).to_owned()))
        .collect()
}

/// Asserts that `expected`, joined by spaces, is segmented again as it is listed.
fn sentences(language: &str, expected: &[&str]) {
    let separator = if matches!(language, "zh" | "ja") {
        ""
    } else {
        " "
    };
    let found = segmented(language, &expected.join(separator));
    let found: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(found, expected);
}

#[test]
fn abbreviations_and_initials() {
    sentences(
        "en",
        &[
            "Dr. A. B. Hale met Mrs. Rowe at 5 p.m. Monday.",
            "It rained.",
        ],
    );
    sentences(
        "en",
        &[
            "She lives in the U.S. and the U.K. today.",
            "He left the U.S.",
            "The end.",
        ],
    );
    sentences(
        "en",
        &[
            "They moved to the U.S. Senate floor.",
            "See No. 5, e.g. The Bridge.",
        ],
    );
    sentences("en", &["Tools, nails, etc.", "Nothing was left."]);
    sentences("en", &["He chose plan B.", "The town agreed."]);
    sentences(
        "de",
        &[
            "Am 3. März kam Dr. Kern, z. B. mit Nr. 4.",
            "Der Tag war kalt.",
        ],
    );
    sentences(
        "fr",
        &["M. Roux et Mme Petit arrivent.", "Le pont ouvre à 9 h."],
    );
    sentences("es", &["La Sra. Gil llegó.", "¿Quién lo sabía?", "Nadie."]);
}

#[test]
fn initials_in_scripts_without_case() {
    sentences("fa", &["آنا ر. هولت آمد.", "او رفت."]);
    sentences("ar", &["قال أ. ب. هيل ذلك.", "ثم مضى."]);
    sentences("zh", &["建筑师A.B.洛厄尔来了。", "他走了。"]);
}

#[test]
fn quotations() {
    sentences("en", &["“Why now?” he asked.", "Nobody knew."]);
    sentences("en", &["“It works.”", "“We know,” she said."]);
    sentences("en", &["“Stop!” he cried.", "“Wait… please,” said she."]);
    sentences(
        "fr",
        &[
            "« C’est fini. »",
            "Elle sort.",
            "« Oui ! » dit-il.",
            "« Bon. » fit-elle.",
        ],
    );
    sentences(
        "de",
        &["„Es ist spät.“", "Er ging.", "»Ja!« rief sie.", "»Nein.«"],
    );
    sentences("zh", &["他说：“好。”", "“我们走。”", "天黑了！"]);
    sentences("ja", &["橋が開いた。", "「本当か？」", "彼は笑った。"]);
}

#[test]
fn stops_of_other_scripts() {
    sentences(
        "fa",
        &["پل باز شد.", "چه کسی می\u{200c}داند؟", "هیچ\u{200c}کس!"],
    );
    sentences("ar", &["هل فُتح الجسر؟", "نعم."]);
    sentences("hi", &["पुल खुल गया।", "लोग खुश हैं।"]);
    sentences("el", &["Πού είναι η γέφυρα;", "Εκεί."]);
}

#[test]
fn ellipses() {
    sentences("en", &["They waited…", "Nothing came."]);
    sentences("en", &["They waited… and waited."]);
}

#[test]
fn what_spacing_sets_off_is_not_glued_to_a_sentence() {
    use SegmentKind::*;
    let text = "MARLOW- The bridge opened.\u{a0} Mayor says tolls will stay\u{a0} During a visit, she spoke.\
        \u{a0} “More open than ever” Guests praised it.\u{a0} Work goes on, they said. \
        Rain is to blame for the delay\u{a0} In a note the firm agreed. \
        All text is licensed under CC BY 4.0.";
    let expected = [
        (Dateline, "MARLOW-"),
        (Sentence, "The bridge opened."),
        (Heading, "Mayor says tolls will stay"),
        (Sentence, "During a visit, she spoke."),
        (Heading, "“More open than ever”"),
        (Sentence, "Guests praised it."),
        (Sentence, "Work goes on, they said."),
        (Heading, "Rain is to blame for the delay"),
        (Sentence, "In a note the firm agreed."),
        (Trailer, "All text is licensed under CC BY 4.0."),
    ];
    let found = segmented("en", text);
    let found: Vec<_> = found
        .iter()
        .map(|(kind, text)| (*kind, text.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn markup_closes_with_its_sentence() {
    sentences("en", &["*It rained.*", "**Nobody** came."]);
    sentences("zh", &["*为什么？*", "“没有钱，”他说。"]);
    sentences("en", &["*All text is free.*"]);
}

#[test]
fn line_breaks_within_a_paragraph_end_no_sentence() {
    let found = segmented("en", "The old\nbridge is\r\nclosed. It\u{2028}rained.");
    let found: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(
        found,
        ["The old\nbridge is\r\nclosed.", "It\u{2028}rained."]
    );
}

#[test]
fn sloppy_double_spaces_cut_no_sentence() {
    sentences("en", &["President  Hale visited the  Old Town on Monday."]);
}

#[test]
fn a_long_run_costs_no_square() {
    // With the crate alone this takes minutes; the test would be seen to hang.
    let text = format!("Stop.{}Then go on.", " )".repeat(200_000));
    assert_eq!(segmented("en", &text).len(), 2);
}

/// The tables of `tests/segmentation/`: cases that translators wrote for each rule, a line each,
/// sentences apart by ` | `.
#[test]
fn the_tables_of_the_languages_hold() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/segmentation");
    let mut wrong = Vec::new();
    let mut cases = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let language = path.file_stem().unwrap().to_str().unwrap().to_owned();
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            cases += 1;
            let expected: Vec<&str> = line.split('|').map(str::trim).collect();
            let gap = if matches!(&*language, "zh" | "ja") {
                ""
            } else {
                " "
            };
            let found = segmented(&language, &expected.join(gap));
            let found: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
            if found != expected {
                wrong.push(format!("{language}: {}", found.join(" | ")));
            }
            // What was found is not cut again when it stands alone.
            for sentence in found {
                let again = segmented(&language, sentence);
                if again.len() != 1 {
                    wrong.push(format!("{language}, alone: {sentence}: {again:?}"));
                }
            }
        }
    }
    assert!(cases > 300, "{cases} cases");
    assert!(
        wrong.is_empty(),
        "{} of {cases} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

proptest! {
    /// Where no rule of a language applies, the ends are those of UAX #29.
    #[test]
    fn without_rules_of_a_language_the_standard_holds(
        words in prop::collection::vec("(La|li|lu)?[a-d]{3,5}[,.]?|[ABD][a-d]{3,5}[.]?|[0-9]\\.[0-9]", 1..20),
    ) {
        let text = format!("Ada {}", words.join(" "));
        let expected: Vec<&str> = text.split_sentence_bounds().map(str::trim).collect();
        let found = segmented("und", &text);
        let found: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn spans_are_disjoint_ordered_on_graphemes_and_lossless(
        text in "(\\PC|[.!?…。؟  \n\u{a0}\u{300}\u{200d}\u{600}A-Za-e\"”“]){0,120}",
        language in prop::sample::select(vec!["en", "de", "fa", "zh", "el", "und"]),
    ) {
        let document = document(&text);
        let segments = Segmenter::new(&Language::parse(language).unwrap()).segment(&document);
        let boundaries: std::collections::BTreeSet<usize> =
            text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let (mut at, mut restored) = (0, String::new());
        for segment in &segments {
            prop_assert!(segment.span.start >= at && !segment.span.is_empty());
            prop_assert!(boundaries.contains(&segment.span.start));
            prop_assert!(boundaries.contains(&segment.span.end));
            let gap = &text[at..segment.span.start];
            prop_assert!(gap.chars().all(char::is_whitespace), "{gap:?} is lost");
            restored.push_str(gap);
            restored.push_str(segment.span.of(&text));
            at = segment.span.end;
        }
        prop_assert!(text[at..].chars().all(char::is_whitespace));
        restored.push_str(&text[at..]);
        prop_assert_eq!(restored, text);
    }
}
