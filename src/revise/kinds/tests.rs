use crate::revise::{ChangeKind, Filter, Kinds, Revision, classify, compare};
use crate::segment::SegmentedDocument;
use crate::text::Language;

fn compared(language: &str, old: &str, new: &str) -> (Revision, Kinds) {
    let language = Language::parse(language).unwrap();
    let [old, new] = [old, new].map(|text| SegmentedDocument::plain(text, &language));
    let revision = compare(&old, &new);
    let kinds = classify(&revision, &old, &new);
    (revision, kinds)
}

/// The kinds of the only changed sentence.
fn kinds(language: &str, old: &str, new: &str) -> String {
    let (_, kinds) = compared(language, old, new);
    assert_eq!(kinds.len(), 1, "{old}");
    kinds[0].whole.to_string()
}

#[test]
fn what_changed_is_told_in_every_script() {
    let mut wrong = Vec::new();
    for (language, old, new, expected) in [
        (
            "en",
            "It cost 12 million euros.",
            "It cost 14 million euros.",
            "number",
        ),
        ("en", "It opens on Monday.", "It opens on Friday.", "date"),
        (
            "en",
            "It opens on 12 May.",
            "It opens on 14 May.",
            "number, date",
        ),
        (
            "en",
            "It was built in 1897.",
            "It was built in 1899.",
            "number, date",
        ),
        (
            "en",
            "The prize went to Anna Holm.",
            "The prize went to Anna Berg.",
            "name",
        ),
        (
            "en",
            "The lamp is bright.",
            "The lamp is not bright.",
            "negation, addition",
        ),
        (
            "en",
            "Visitors must pay.",
            "Visitors may pay.",
            "modality, wording",
        ),
        (
            "en",
            "She said “the roof holds”.",
            "She said “the roof leaks”.",
            "quotation, wording",
        ),
        (
            "en",
            "The old, red house.",
            "The old red house.",
            "punctuation",
        ),
        (
            "en",
            "He said \"yes\" twice.",
            "He said “yes” twice.",
            "quotes",
        ),
        (
            "en",
            "A red  house stands.",
            "A red house stands.",
            "whitespace",
        ),
        (
            "en",
            "The City Council met.",
            "The City council met.",
            "case",
        ),
        (
            "en",
            "The centre of town.",
            "The center of town.",
            "spelling",
        ),
        (
            "en",
            "The gulls could be heard again.",
            "The gulls again could be heard.",
            "word_order",
        ),
        (
            "en",
            "The crossing is short.",
            "The crossing is brief.",
            "wording",
        ),
        (
            "en",
            "The crossing is short.",
            "The crossing is really short.",
            "addition",
        ),
        (
            "en",
            "The crossing is really short.",
            "The crossing is short.",
            "omission",
        ),
        (
            "de",
            "Die Brücke ist offen.",
            "Die Brücke ist nicht offen.",
            "negation, addition",
        ),
        (
            "fr",
            "Il faut payer 3,5 euros.",
            "Il faut payer 4,5 euros.",
            "number",
        ),
        (
            "ru",
            "Мост откроют в марте.",
            "Мост откроют в апреле.",
            "date",
        ),
        (
            "ru",
            "Мост можно перейти.",
            "Мост нужно перейти.",
            "modality, wording",
        ),
        (
            "tr",
            "Köprü değil, yol açıldı.",
            "Köprü, yol açıldı.",
            "negation, omission",
        ),
        (
            "ar",
            "افتتح الجسر يوم الاثنين.",
            "افتتح الجسر يوم الثلاثاء.",
            "date",
        ),
        ("ar", "بلغ الطول ١٢ مترا.", "بلغ الطول ١٤ مترا.", "number"),
        ("fa", "این كتاب خوب است.", "این کتاب خوب است.", "letters"),
        (
            "fa",
            "او کتاب را می\u{200c}خواند.",
            "او کتاب را نمی\u{200c}خواند.",
            "negation, wording",
        ),
        (
            "fa",
            "او کتاب را میخواند.",
            "او کتاب را می\u{200c}خواند.",
            "letters",
        ),
        ("he", "הגשר נפתח.", "הגשר לא נפתח.", "negation, addition"),
        ("hi", "पुल १२ मीटर लंबा है।", "पुल १४ मीटर लंबा है।", "number"),
        ("zh", "大桥长12米。", "大桥长14米。", "number"),
        ("zh", "大桥已开通。", "大桥未开通。", "negation, wording"),
        (
            "ja",
            "橋は開通する。",
            "橋は開通しない。",
            "negation, wording",
        ),
        ("th", "สะพานยาว ๑๒ เมตร", "สะพานยาว ๑๔ เมตร", "number"),
        ("th", "สะพานเปิดแล้ว", "สะพานไม่เปิดแล้ว", "negation, addition"),
    ] {
        let found = kinds(language, old, new);
        if found != expected {
            wrong.push(format!(
                "{language}: {old} → {new}: {found}, not {expected}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_only_changed_its_place_in_the_sentence_is_no_change_of_fact() {
    let (_, kinds) = compared(
        "en",
        "By 2020 the 12 lamps were lit.",
        "The 12 lamps were lit by 2020.",
    );
    assert!(kinds[0].figures.is_empty() && kinds[0].negations == 0);
    assert!(!kinds[0].whole.contains(super::EditClass::Number));
}

#[test]
fn figures_are_paired_in_order() {
    let (_, kinds) = compared("en", "From 3 to 12 boats.", "From 4 to 14 boats, 2 more.");
    let figure = |at: usize| {
        let figure = &kinds[0].figures[at];
        (figure.old.as_deref(), figure.new.as_deref())
    };
    assert_eq!(figure(0), (Some("3"), Some("4")));
    assert_eq!(figure(1), (Some("12"), Some("14")));
    assert_eq!(figure(2), (None, Some("2")));
}

fn shown(filter: &Filter, old: &str, new: &str) -> (Vec<ChangeKind>, usize) {
    let (mut revision, mut kinds) = compared("en", old, new);
    filter.apply(&mut revision, &mut kinds);
    let edits = revision
        .changes
        .iter()
        .map(|change| change.edits.len())
        .sum();
    for (change, kinds) in revision.changes.iter().zip(&kinds) {
        assert_eq!(change.edits.len(), kinds.edits.len());
    }
    (
        revision.changes.iter().map(|change| change.kind).collect(),
        edits,
    )
}

#[test]
fn what_is_ignored_stands_as_it_was() {
    let old = "The old, red house has 12 rooms. Boats pass under the bridge.";
    let new = "The old red house has 14 rooms. Boats Pass under the bridge. Dogs travel free.";
    use ChangeKind::*;
    let ignore = Filter {
        ignore: ["punctuation", "case"]
            .iter()
            .map(|name| name.parse().unwrap())
            .collect(),
        ..Filter::default()
    };
    assert_eq!(shown(&ignore, old, new), (vec![Edited, Equal, Inserted], 1));
    let only = Filter {
        only: ["number"]
            .iter()
            .map(|name| name.parse().unwrap())
            .collect(),
        ..Filter::default()
    };
    assert_eq!(shown(&only, old, new), (vec![Edited, Equal, Equal], 1));
    assert_eq!(shown(&Filter::default(), old, new).1, 3);
    let error = "commas".parse::<super::EditClass>().unwrap_err();
    assert!(error.to_string().contains("punctuation"));
}
