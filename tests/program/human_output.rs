//! What people read, as snapshots: look at a changed one before accepting it.

use crate::common::Workspace;

const ENGLISH: &str = "Marlow opens its new bridge

MARLOW (Agency) — The new footbridge over the Tavel opened on Monday. It is 212 metres long and cost 14.5 million crowns.

“We waited eleven years for this,” said Mayor Anna R. Holt. The old bridge was closed in 2015.

All content by the Marlow Agency is licensed under CC BY 4.0.
";

const PERSIAN: &str = "مارلو پل تازهٔ خود را گشود

مارلو (خبرگزاری) — پل تازهٔ عابران پیاده بر رود تاول روز دوشنبه گشایش یافت. این پل ۲۱۲ متر درازا دارد و ۱۴٫۵ میلیون کرون هزینه برده است.

آنا ر. هولت، شهردار، گفت: «یازده سال چشم‌به‌راه آن بودیم.» پل قدیمی در سال ۲۰۱۵ بسته شد.

همهٔ مطالب خبرگزاری مارلو تحت مجوز CC BY 4.0 منتشر می‌شود.
";

fn workspace() -> Workspace {
    let revised = ENGLISH
        .replace(
            "opened on Monday",
            "was opened on Monday by Mayor Anna R. Holt",
        )
        .replace("14.5", "15.2")
        .replace(
            " The old bridge was closed in 2015.",
            " Children crossed it first.",
        );
    let workspace = Workspace::with(&[
        ("bridge.en.txt", ENGLISH),
        ("bridge.en.r2.txt", &revised),
        ("bridge.fa.txt", PERSIAN),
    ]);
    workspace.write("seeds/broken.en.txt", b"\xff\x00");
    workspace
}

/// The workspace with its memory built, but for the file that cannot be read.
fn built() -> Workspace {
    let workspace = workspace();
    workspace.recto(&["build"]).assert().code(1);
    workspace
}

#[test]
fn build() {
    let output = workspace()
        .recto(&["build"])
        .assert()
        .code(1)
        .get_output()
        .clone();
    insta::assert_snapshot!("build", String::from_utf8_lossy(&output.stdout));
    insta::assert_snapshot!("build_failures", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn segment() {
    insta::assert_snapshot!(built().stdout(&["segment", "bridge.en@r1"]));
}

#[test]
fn align() {
    insta::assert_snapshot!(built().stdout(&["align", "bridge.en@r1", "bridge.fa"]));
}

#[test]
fn lookup() {
    let query = "The old bridge was closed in 2016.";
    let found = built().stdout(&["lookup", query, "--from", "en", "--to", "fa"]);
    insta::assert_snapshot!(found);
    let found = built().stdout(&["lookup", "Nothing like it.", "--from", "en", "--to", "fa"]);
    insta::assert_snapshot!("lookup_nothing", found);
}

#[test]
fn concordance() {
    insta::assert_snapshot!(built().stdout(&["concordance", "پل"]));
}

#[test]
fn summarize() {
    let workspace = built();
    let summary = |format| {
        workspace.stdout(&[
            "summarize",
            "bridge.en@r1",
            "--sentences",
            "2",
            "--format",
            format,
        ])
    };
    insta::assert_snapshot!("summary_text", summary("text"));
    insta::assert_snapshot!("summary_markdown", summary("markdown"));
}

#[test]
fn diff() {
    insta::assert_snapshot!(built().stdout(&["diff", "bridge.en@r1", "bridge.en@r2"]));
}

#[test]
fn articles() {
    insta::assert_snapshot!(built().stdout(&["memory", "articles"]));
}

/// A terminal gets colours, and right-to-left text aligned to the right between isolates.
#[test]
fn colours_on_a_terminal() {
    use recto::memory::{Access, Concordance, Memory, SearchQuery, concordance};
    use recto::report::terminal::{Page, hits};
    let workspace = built();
    let memory = Memory::open(&workspace.path("memory/recto.db"), Access::Read).unwrap();
    let query = Concordance {
        query: &SearchQuery::parse("metres", false).unwrap(),
        language: None,
        filter: None,
        skip: 0,
        limit: 1,
    };
    let found = concordance(&memory, &query).unwrap();
    let mut page = Vec::new();
    hits(&mut page, Page::terminal(60, true), &found, &[], 0).unwrap();
    let visible = String::from_utf8(page).unwrap().replace('\u{1b}', "␛");
    insta::assert_snapshot!(visible.replace('\u{2067}', "⟦").replace('\u{2069}', "⟧"));
}
