use std::collections::BTreeSet;

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::segment::SegmentedDocument;
use crate::text::{Language, Span};

struct Compared {
    old: SegmentedDocument,
    new: SegmentedDocument,
    revision: Revision,
}

fn compared(language: &str, old: &str, new: &str) -> Compared {
    let language = Language::parse(language).unwrap();
    let [old, new] = [old, new].map(|text| SegmentedDocument::plain(text, &language));
    let revision = compare(&old, &new);
    Compared { old, new, revision }
}

impl Compared {
    fn kinds(&self) -> Vec<&'static str> {
        let kind = |change: &Change| match (change.kind, change.moved) {
            (ChangeKind::Edited, true) => "edited, moved",
            (kind, _) => kind.as_str(),
        };
        self.revision.changes.iter().map(kind).collect()
    }

    /// All edits as (old, new).
    fn edits(&self) -> Vec<(&str, &str)> {
        let edits = self
            .revision
            .changes
            .iter()
            .flat_map(|change| &change.edits);
        edits
            .map(|edit| (edit.old.of(self.old.text()), edit.new.of(self.new.text())))
            .collect()
    }
}

const ARTICLE: [&str; 6] = [
    "The ferry between the two islands has a new engine.",
    "It runs on batteries that are charged in the harbour overnight.",
    "The crossing takes 25 minutes.",
    "Passengers say that they can hear the gulls again.",
    "The old engine will be shown in the museum of the town.",
    "Tickets cost as much as before.",
];

fn article(order: &[usize]) -> String {
    let sentences: Vec<&str> = order.iter().map(|&at| ARTICLE[at]).collect();
    sentences.join(" ")
}

#[test]
fn a_text_does_not_differ_from_itself() {
    let text = article(&[0, 1, 2, 3, 4, 5]);
    let found = compared("en", &text, &text);
    assert_eq!(found.kinds(), ["equal"; 6]);
    assert!(Summary::new(&found.revision, &text, &text).is_unchanged());
}

#[test]
fn a_moved_sentence_is_told_from_those_that_it_passed() {
    let found = compared(
        "en",
        &article(&[0, 1, 2, 3, 4, 5]),
        &article(&[4, 0, 1, 2, 3, 5]),
    );
    assert_eq!(
        found.kinds(),
        ["moved", "equal", "equal", "equal", "equal", "equal"]
    );
    assert_eq!(found.edits(), []);
}

#[test]
fn a_sentence_that_moved_and_changed_is_both() {
    let new = format!(
        "{} {}",
        "The old engine can be seen in the museum of the town.",
        article(&[0, 1, 2, 3, 5])
    );
    let found = compared("en", &article(&[0, 1, 2, 3, 4, 5]), &new);
    assert_eq!(found.kinds()[0], "edited, moved");
    assert_eq!(found.edits(), [("will", "can"), ("shown", "seen")]);
}

#[test]
fn splits_merges_additions_and_deletions_are_told_apart() {
    let split = "Passengers say so. They can hear the gulls again.";
    let old = article(&[0, 1, 2, 3, 4, 5]);
    let new = format!(
        "{} {} {split} {}",
        "The ferry between the two islands has a new engine, and it runs on batteries that are \
         charged in the harbour overnight.",
        ARTICLE[2],
        "Dogs travel free."
    );
    let found = compared("en", &old, &new);
    assert_eq!(
        found.kinds(),
        ["merged", "equal", "split", "deleted", "deleted", "inserted"]
    );
    let summary = Summary::new(&found.revision, &old, &new);
    assert_eq!(
        (
            summary.merged,
            summary.split,
            summary.deleted,
            summary.inserted
        ),
        (1, 1, 2, 1)
    );
}

#[test]
fn whole_words_change_in_every_script() {
    for (language, old, new, edits) in [
        (
            "en",
            "It cost 12 million euros.",
            "It cost 14 million euros.",
            &[("12", "14")][..],
        ),
        (
            "de",
            "Die Brücke ist lang.",
            "Die Brücke ist sehr lang.",
            &[("", "sehr ")],
        ),
        (
            "fa",
            "این کتاب را می\u{200c}خوانم.",
            "این کتاب را نمی\u{200c}خوانم.",
            &[("می\u{200c}خوانم", "نمی\u{200c}خوانم")],
        ),
        (
            "ar",
            "افتتح الجسر يوم الاثنين.",
            "افتتح الجسر يوم الثلاثاء.",
            &[("الاثنين", "الثلاثاء")],
        ),
        ("zh", "大桥周一开通。", "大桥周二开通。", &[("一", "二")]),
    ] {
        let found = compared(language, old, new);
        assert_eq!(found.edits(), edits, "{language}");
    }
}

#[test]
fn thai_vowels_stay_with_their_consonants() {
    let found = compared("th", "สะพานเปิดวันจันทร์", "สะพานเปิดวันพุธ");
    assert_eq!(found.kinds(), ["edited"]);
    let (old, new) = found.edits()[0];
    assert!(old.starts_with("จั") && new.starts_with("พุ"));
}

#[test]
fn spacing_and_normal_form_are_edits_in_equal_segments() {
    let found = compared(
        "en",
        "A cafe\u{301} has  opened.",
        "A caf\u{e9} has opened.",
    );
    assert_eq!(found.kinds(), ["equal"]);
    assert_eq!(found.edits(), [("cafe\u{301}", "caf\u{e9}"), ("  ", " ")]);
}

/// Texts that share sentences, in another order, with words exchanged.
fn texts() -> impl Strategy<Value = (String, String)> {
    let sentence = prop_oneof![
        4 => prop::sample::select(ARTICLE.to_vec()).prop_map(str::to_owned),
        3 => "[A-C][a-c]{1,3}( [a-c]{1,4}){0,8}[.!?]",
        1 => "[一-七]{1,9}[。！？]",
        1 => "[آ-ث\u{200c}]{1,6}( [آ-ث]{1,4}){0,5}[.؟]",
        1 => "(\\PC|[\u{300}\u{200d} ]){0,20}",
    ];
    let text = prop::collection::vec(
        (
            sentence,
            prop::sample::select(vec![" ", "  ", "\n", "\n\n"]),
        ),
        0..9,
    )
    .prop_map(|parts| {
        let parts: Vec<String> = parts.into_iter().map(|(s, gap)| s + gap).collect();
        parts.concat()
    });
    (text.clone(), text)
}

proptest! {
    #[test]
    fn both_sides_are_restored((old, new) in texts()) {
        let found = compared("en", &old, &new);
        let forth = Delta::to_new(&found.revision, &old, &new);
        let back = Delta::to_old(&found.revision, &old, &new);
        prop_assert_eq!(forth.apply(&old), Some(new.clone()));
        prop_assert_eq!(back.apply(&new), Some(old.clone()));
        for change in &found.revision.changes {
            let (Some(from), Some(to)) = (change.old_cover(), change.new_cover()) else {
                continue;
            };
            // The edits alone make the new segment of the old one.
            let mut restored = String::new();
            let mut at = from.start;
            for edit in &change.edits {
                restored += &old[at..edit.old.start];
                restored += edit.new.of(&new);
                at = edit.old.end;
            }
            restored += &old[at..from.end];
            prop_assert_eq!(restored, to.of(&new));
        }
    }

    #[test]
    fn each_segment_is_in_one_change((old, new) in texts()) {
        let found = compared("en", &old, &new);
        for (side, document) in [(0, &found.old), (1, &found.new)] {
            let mut spans: Vec<Span> = found
                .revision
                .changes
                .iter()
                .flat_map(|change| if side == 0 { &change.old } else { &change.new })
                .copied()
                .collect();
            spans.sort();
            let segments: Vec<Span> =
                document.segments.iter().map(|segment| segment.span).collect();
            prop_assert_eq!(spans, segments);
        }
    }

    #[test]
    fn edits_end_on_graphemes((old, new) in texts()) {
        let found = compared("en", &old, &new);
        let boundaries = |text: &str| -> BTreeSet<usize> {
            text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
        };
        let (olds, news) = (boundaries(&old), boundaries(&new));
        for edit in found.revision.changes.iter().flat_map(|change| &change.edits) {
            prop_assert!(olds.contains(&edit.old.start) && olds.contains(&edit.old.end));
            prop_assert!(news.contains(&edit.new.start) && news.contains(&edit.new.end));
            prop_assert!(edit.old.of(&old) != edit.new.of(&new));
        }
    }
}
