use super::super::policy::assert_closed;
use super::*;
use crate::jobs::RevisionView;
use crate::revise::{self, compare};
use crate::segment::SegmentedDocument;
use crate::text::Language;

/// The page of two texts.
fn page(old: &str, new: &str, language: &str) -> String {
    let language = Language::parse(language).unwrap();
    let old = SegmentedDocument::plain(old, &language).named("old");
    let new = SegmentedDocument::plain(new, &language).named("new");
    let revision = compare(&old, &new);
    let kinds = revise::classify(&revision, &old, &new);
    let view = RevisionView {
        old: &old,
        new: &new,
        revision: &revision,
        kinds: &kinds,
    };
    let mut out = Vec::new();
    super::revision(&mut out, &view).unwrap();
    String::from_utf8(out).unwrap()
}

/// What the page says of the texts: its rows, without the space between tags.
fn rows(page: &str) -> String {
    let from = page.find("<main").unwrap();
    let to = page.find("</main>").unwrap();
    let lines = page[from..to].lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_policy_knows_style_and_script() {
    let page = page("One.", "Two.", "en");
    assert_closed(&page, [STYLE, STYLE_HASH], [SCRIPT, SCRIPT_HASH]);
}

#[test]
fn edits_moves_splits_and_merges_stand_in_their_rows() {
    let old = "A bridge\n\nThe bridge opens on Monday. It cost 12 million euros and it is red.\n\n\
        The ferry leaves at noon from the northern pier.\n\n\
        Boats pass under it. Visitors must pay, and children travel free of charge. The mayor is \
        pleased. Nobody knows who built the old pier.";
    let new = "A bridge\n\nThe ferry leaves at noon from the northern pier.\n\n\
        The bridge opens on Friday. It cost 14 million euros and it is red.\n\n\
        Boats pass under it. Visitors must pay. Children travel free of charge. Dogs stay at \
        home in winter. Nobody knows who built the old pier.";
    insta::assert_snapshot!(rows(&page(old, new, "en")));
}

#[test]
fn unchanged_sentences_are_folded_but_for_the_nearest() {
    let plain: String = (1..=9).map(|n| format!("Sentence {n} stands. ")).collect();
    let shown = page(
        &format!("{plain}It rains."),
        &format!("{plain}It snows."),
        "en",
    );
    assert!(shown.contains("<span>7 unchanged</span>"), "{shown}");
    // Without a change there is nothing to look for, so all is shown.
    assert!(page(&plain, &plain, "en").contains("<details open>"));
    assert!(!page(&plain, &plain, "en").contains("<script>"));
}

#[test]
fn each_side_has_its_language_and_direction() {
    let shown = page("پل باز شد. باران آمد.", "پل بسته شد. باران آمد.", "fa");
    assert!(shown.contains("<main dir=\"rtl\">"));
    assert!(shown.contains("lang=\"fa\" dir=\"rtl\""));
    let mixed = page("TM تازه است.", "TM کهنه است.", "fa");
    assert!(mixed.contains("lang=\"fa\" dir=\"rtl\">TM"), "{mixed}");
    let kana = page("橋が開いた。", "橋が閉じた。", "ja");
    assert!(kana.contains("<main dir=\"ltr\">") && kana.contains("lang=\"ja\" dir=\"ltr\""));
}

#[test]
fn markup_in_a_text_is_text() {
    let shown = page(
        "A <b>bold</b> word.",
        "A <script>bad()</script> word & \"more\".",
        "en",
    );
    assert!(
        !shown.contains("<b>bold") && !shown.contains("<script>bad"),
        "{shown}"
    );
}
