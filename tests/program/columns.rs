//! `recto diff --base`: a revision of a translation beside its source.

use crate::common::Workspace;

const SOURCE: &str = "The bridge opened on Monday.\n\nIt cost 18.6 million euros. The river is 120 \
    metres wide there. About 2,400 people came in the first hours.\n";
const OLD: &str = "پل روز دوشنبه باز شد.\n\nهزینهٔ آن ۱۸٫۶ میلیون یورو بود. رود در آنجا ۱۲۰ متر \
    پهنا دارد. حدود ۲۴۰۰ نفر در ساعت\u{200c}های نخست آمدند.\n";
const NEW: &str = "پل روز دوشنبه گشوده شد.\n\nهزینهٔ آن ۱۶٫۸ میلیون یورو بود. حدود ۲۴۰۰ نفر در \
    ساعت\u{200c}های نخست آمدند.\n";

fn texts() -> Workspace {
    let workspace = Workspace::with(&[]);
    workspace.write("bridge.en.txt", SOURCE.as_bytes());
    workspace.write("old.fa.txt", OLD.as_bytes());
    workspace.write("new.fa.txt", NEW.as_bytes());
    workspace
}

const COMMAND: [&str; 5] = [
    "diff",
    "--base",
    "bridge.en.txt",
    "old.fa.txt",
    "new.fa.txt",
];

#[test]
fn three_columns() {
    let workspace = texts();
    insta::assert_snapshot!(workspace.stdout(&COMMAND));
}

/// Beside each other on a wide page, one under the other on a narrow one; right-to-left text between
/// isolates and aligned to the right.
#[test]
fn the_page_decides() {
    use recto::align;
    use recto::jobs::{ColumnsView, RevisionView};
    use recto::report::terminal::{Page, columns};
    use recto::revise;
    use recto::segment::SegmentedDocument;
    use recto::text::Language;
    let [en, fa] = ["en", "fa"].map(|tag| Language::parse(tag).unwrap());
    let source = SegmentedDocument::plain(SOURCE, &en).named("bridge.en");
    let old = SegmentedDocument::plain(OLD, &fa).named("r1");
    let new = SegmentedDocument::plain(NEW, &fa).named("r2");
    let links = |target: &SegmentedDocument| {
        align::align(
            align::Side {
                segments: &source.segment_texts(),
                language: &en,
            },
            align::Side {
                segments: &target.segment_texts(),
                language: &fa,
            },
        )
    };
    let revision = revise::compare(&old, &new);
    let kinds = revise::classify(&revision, &old, &new);
    let rows = revise::columns(&source, &old, &new, &revision, &links(&old), &links(&new));
    let view = ColumnsView {
        source: &source,
        revision: RevisionView {
            old: &old,
            new: &new,
            revision: &revision,
            kinds: &kinds,
        },
        rows: &rows,
    };
    for (name, width) in [("wide", 100), ("narrow", 50)] {
        let mut page = Vec::new();
        columns(&mut page, Page::terminal(width, false), &view).unwrap();
        let visible = anstream::adapter::strip_bytes(&page).into_vec();
        let visible = String::from_utf8(visible).unwrap();
        insta::assert_snapshot!(
            name,
            visible.replace('\u{2067}', "⟦").replace('\u{2069}', "⟧")
        );
    }
}

#[test]
fn programs_read_rows() {
    let object = &texts().json(&[&COMMAND[..], &["--format", "json"]].concat())[0];
    assert_eq!(
        object["summary"],
        serde_json::json!({
            "rows": 4, "changed": 3, "without_translation": 1, "without_source": 0, "figures": 1
        })
    );
    assert_eq!(object["rows"][1]["source"], serde_json::json!([[30, 57]]));
    assert_eq!(
        object["rows"][1]["figures"],
        serde_json::json!([{"source": "18.6", "new": "۱۶٫۸"}])
    );
    let row = &object["rows"][2];
    assert_eq!(row["without_translation"], true);
    let change = &object["segments"][row["segments"][0].as_u64().unwrap() as usize];
    assert_eq!(change["kind"], "deleted");
}

#[test]
fn a_page_knows_languages_and_directions() {
    let page = texts().stdout(&[&COMMAND[..], &["--format", "html"]].concat());
    assert!(page.contains("<td lang=\"en\" dir=\"ltr\">It cost 18.6 million euros.</td>"));
    assert!(page.contains("<td lang=\"fa\" dir=\"rtl\">"));
    assert!(page.contains("<th dir=\"rtl\"><bdi>new.fa.txt</bdi></th>"));
    assert!(
        page.contains("<del>۱۸</del>") && page.contains("<ins>۱۶</ins>"),
        "{page}"
    );
    assert!(page.contains("<mark>no translation</mark>"));
    assert!(!page.contains("http"), "the page needs nothing else");
}

#[test]
fn the_source_may_be_named_otherwise() {
    let workspace = texts();
    workspace.write("source.txt", SOURCE.as_bytes());
    let named = ["diff", "--base", "source.txt", "old.fa.txt", "new.fa.txt"];
    let (message, code) = workspace.failure(&named);
    assert!(code == 2 && message.contains("--from"), "{message}");
    let shown = workspace.stdout(&[&named[..], &["--from", "en"]].concat());
    assert!(
        shown.starts_with("4 passages: 3 changed, 1 without translation"),
        "{shown}"
    );
    let (message, code) = workspace.failure(&[&COMMAND[..], &["--format", "csv"]].concat());
    assert!(code == 2 && message.contains("--base"), "{message}");
}
