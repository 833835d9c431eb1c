use proptest::prelude::*;

use super::super::Change;
use super::super::ChangeKind;
use super::*;
use crate::segment::SegmentedDocument;
use crate::text::{Language, comparison_form};

fn merged(language: &str, base: &str, mine: &str, theirs: &str) -> Merge {
    let language = Language::parse(language).unwrap();
    let [base, mine, theirs] =
        [base, mine, theirs].map(|text| SegmentedDocument::plain(text, &language));
    merge(&base, &mine, &theirs)
}

const BASE: &str = "The ferry has a new engine. It runs on batteries. The crossing takes 25 minutes.\n\n\
     The old engine will be shown in the museum. Tickets cost as much as before.\n";

fn kinds(merge: &Merge) -> Vec<ConflictKind> {
    let outcomes = merge.segments.iter().map(|segment| &segment.outcome);
    outcomes
        .filter_map(|outcome| match outcome {
            Outcome::Conflict(conflict) => Some(conflict.kind),
            _ => None,
        })
        .collect()
}

#[test]
fn changes_of_both_come_together() {
    let mine = BASE
        .replace("25", "20")
        .replace(" Tickets cost as much as before.", "");
    let theirs = BASE
        .replace("It runs on batteries. ", "")
        .replace("The ferry", "It runs on batteries. The ferry")
        .replace("museum.", "museum. Dogs travel free.");
    let found = merged("en", BASE, &mine, &theirs);
    assert_eq!(kinds(&found), []);
    assert_eq!(
        found.text(),
        "It runs on batteries. The ferry has a new engine. The crossing takes 20 minutes.\n\n\
         The old engine will be shown in the museum. Dogs travel free.\n"
    );
}

#[test]
fn a_sentence_changed_by_both_is_joined_or_a_conflict() {
    let mine = BASE.replace("old engine", "former engine");
    let theirs = BASE.replace("the museum", "the town hall");
    let found = merged("en", BASE, &mine, &theirs);
    assert!(
        found
            .text()
            .contains("The former engine will be shown in the town hall.")
    );
    let theirs = BASE.replace("old engine", "first engine");
    let found = merged("en", BASE, &mine, &theirs);
    assert_eq!(kinds(&found), [ConflictKind::Edited]);
    assert!(found.text().contains(
        "minutes.\n\n<<<<<<< mine\nThe former engine will be shown in the museum.\n||||||| base\n\
         The old engine will be shown in the museum.\n=======\n\
         The first engine will be shown in the museum.\n>>>>>>> theirs\nTickets"
    ), "{}", found.text());
}

#[test]
fn what_one_deletes_and_the_other_changes_is_a_conflict() {
    let deleted = BASE.replace("It runs on batteries. ", "");
    let edited = BASE.replace("runs on batteries", "runs on big batteries");
    let moved = format!("It runs on batteries. {deleted}");
    for other in [&edited, &moved] {
        assert_eq!(
            kinds(&merged("en", BASE, &deleted, other)),
            [ConflictKind::Deleted]
        );
        assert_eq!(
            kinds(&merged("en", BASE, other, &deleted)),
            [ConflictKind::Deleted]
        );
    }
    let found = merged("en", BASE, &deleted, &deleted);
    assert_eq!(found.text(), deleted);
}

#[test]
fn what_both_move_apart_is_a_conflict_at_both_places() {
    let rest = BASE.replace("It runs on batteries. ", "");
    let first = format!("It runs on batteries. {rest}");
    let last = rest.replace("before.", "before. It runs on batteries.");
    let found = merged("en", BASE, &first, &last);
    assert_eq!(kinds(&found), [ConflictKind::Moved; 2]);
}

#[test]
fn what_both_insert_stands_there_once_or_mine_first() {
    let insert = |text: &str| BASE.replace("The old", &format!("{text} The old"));
    let found = merged(
        "en",
        BASE,
        &insert("Dogs travel free."),
        &insert("Bicycles cost extra."),
    );
    assert!(
        found
            .text()
            .contains("minutes.\n\nDogs travel free. Bicycles cost extra. The old engine"),
        "{}",
        found.text()
    );
    let same = insert("Dogs travel free.");
    assert_eq!(merged("en", BASE, &same, &same).text(), same);
}

#[test]
fn what_one_merges_and_the_other_tears_apart_is_not_lost() {
    let joined = BASE.replace("engine. It runs", "engine and runs");
    let rest = BASE.replace("It runs on batteries. ", "");
    let apart = rest.replace("before.", "before. It runs on batteries.");
    let found = merged("en", BASE, &joined, &apart);
    let text = found.text();
    assert!(
        text.contains("and runs on batteries") && text.contains("before. It runs on batteries.")
    );
    assert!(found.conflicts() > 0, "{text}");
}

#[test]
fn persian_and_japanese() {
    let base = "پل قدیمی باز شد. مردم از روی آن گذشتند. هزینهٔ آن ۱۲ میلیون بود.";
    let found = merged(
        "fa",
        base,
        &base.replace("۱۲", "۱۴"),
        &base.replace("مردم از", "همه می\u{200c}گویند مردم از"),
    );
    assert_eq!(
        found.text(),
        base.replace("۱۲", "۱۴")
            .replace("مردم از", "همه می\u{200c}گویند مردم از")
    );
    let base = "橋が開通した。全長は二百メートルある。費用は十二億円だった。";
    let mine = base.replace("十二億", "十四億");
    let found = merged(
        "ja",
        base,
        &mine,
        &base.replace("全長は二百メートルある。", ""),
    );
    assert_eq!(found.text(), mine.replace("全長は二百メートルある。", ""));
}

#[test]
fn a_base_without_text_is_no_obstacle() {
    let found = merged("en", "", "One.\n", "Two.\n");
    assert_eq!(found.text(), "One.\n\nTwo.\n");
    assert_eq!(merged("en", "", "", "").text(), "");
}

const SENTENCES: [&str; 5] = [
    "The ferry between the two islands has a new engine.",
    "It runs on batteries that are charged in the harbour overnight.",
    "Passengers say that they can hear the gulls again.",
    "Passengers say that they hear gulls again.",
    "Tickets cost as much as before.",
];

fn text() -> impl Strategy<Value = String> {
    let sentence = prop_oneof![
        6 => prop::sample::select(SENTENCES.to_vec()).prop_map(str::to_owned),
        2 => "[A-C][a-c]{1,3}( [a-c]{1,4}){0,6}[.!?]",
        1 => "[一-七]{1,9}[。！？]",
        1 => "[آ-ث\u{200c}]{1,6}( [آ-ث]{1,4}){0,5}[.؟]",
        1 => "(\\PC|[\u{300}\u{200d} ]){0,12}",
    ];
    let gap = prop::sample::select(vec![" ", "  ", "\n", "\n\n", ""]);
    prop::collection::vec((sentence, gap), 0..8)
        .prop_map(|parts| parts.into_iter().map(|(s, gap)| s + gap).collect())
}

/// The texts of the conflicts, sorted, with mine and theirs as they are or exchanged.
fn conflicts(merge: &Merge, exchanged: bool) -> Vec<[Option<String>; 3]> {
    let mut found: Vec<_> = (merge.segments.iter())
        .filter_map(|segment| match &segment.outcome {
            Outcome::Conflict(Conflict {
                mine, base, theirs, ..
            }) => Some(match exchanged {
                false => [mine.clone(), base.clone(), theirs.clone()],
                true => [theirs.clone(), base.clone(), mine.clone()],
            }),
            _ => None,
        })
        .collect();
    found.sort();
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_revision_merged_with_its_base_or_itself_is_itself(base in text(), new in text()) {
        for (mine, theirs) in [(&new, &base), (&base, &new), (&new, &new)] {
            let found = merged("en", &base, mine, theirs);
            prop_assert_eq!(found.conflicts(), 0);
            prop_assert_eq!(&found.text(), &new);
        }
    }

    #[test]
    fn exchanging_the_sides_exchanges_the_conflicts(base in text(), mine in text(), theirs in text()) {
        let found = merged("en", &base, &mine, &theirs);
        let exchanged = merged("en", &base, &theirs, &mine);
        prop_assert_eq!(conflicts(&found, false), conflicts(&exchanged, true));
    }

    /// Each segment that a reviser wrote is in the merge: in its text, or in a conflict. What both wrote
    /// alike but for white space is there once.
    #[test]
    fn nothing_new_is_lost(base in text(), mine in text(), theirs in text()) {
        let found = merged("en", &base, &mine, &theirs);
        let text = found.text();
        for segment in &found.segments {
            let new = |change: &Option<Change>, own: &str| {
                let change = change.as_ref().filter(|c| c.kind == ChangeKind::Inserted)?;
                Some(change.new[0].of(own).to_owned())
            };
            let (of_mine, of_theirs) = (new(&segment.mine, &mine), new(&segment.theirs, &theirs));
            let is_there = |new: &Option<String>| new.as_ref().is_none_or(|new| text.contains(new));
            match (&of_mine, &of_theirs) {
                (Some(one), Some(other)) if comparison_form(one) == comparison_form(other) => {
                    prop_assert!(is_there(&of_mine) || is_there(&of_theirs));
                }
                _ => prop_assert!(is_there(&of_mine) && is_there(&of_theirs)),
            }
        }
    }
}
