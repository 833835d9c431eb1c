//! `recto diff` as people use it: kinds of change, filters, and the views beside the terminal's.

use std::process::Command;

use crate::common::Workspace;

const OLD: &str = "The bridge opens on Monday. It cost 12 million euros, and it is red.\n\n\
    Boats pass under it. Visitors must pay.\n";
const NEW: &str = "The bridge opens on Friday. It cost 14 million euros and it is red.\n\n\
    Boats do not pass under it. Visitors may pay. Dogs travel free.\n";

fn texts() -> Workspace {
    let workspace = Workspace::with(&[]);
    workspace.write("old.en.txt", OLD.as_bytes());
    workspace.write("new.en.txt", NEW.as_bytes());
    workspace
}

fn diff(workspace: &Workspace, arguments: &[&str]) -> String {
    workspace.stdout(&[&["diff", "old.en.txt", "new.en.txt"], arguments].concat())
}

#[test]
fn the_first_line_names_figures_and_negations() {
    let shown = diff(&texts(), &[]);
    let first = shown.lines().next().unwrap_or_default();
    assert_eq!(
        first,
        "4 of 4 sentences reworded, 1 added (8 words added, 3 deleted); 1 figure changed: 12 → 14; \
         1 negation added"
    );
    assert!(
        shown.contains("million euros[-,-] and it is red. (number)"),
        "{shown}"
    );
}

#[test]
fn filters_choose_kinds_of_change() {
    let workspace = texts();
    let only = diff(&workspace, &["--only", "number,negation"]);
    assert!(only.starts_with("2 of 4 sentences reworded"), "{only}");
    assert!(only.contains("{+14+}") && only.contains("{+do not+}"));
    assert!(
        !only.contains("Friday+}") && !only.contains("Dogs"),
        "{only}"
    );
    let ignored = diff(&workspace, &["--ignore", "punctuation,modality,wording"]);
    assert!(
        !ignored.contains("[-,-]") && !ignored.contains("may"),
        "{ignored}"
    );
    assert!(ignored.contains("{+Dogs travel free.+}"));
    let (message, code) =
        workspace.failure(&["diff", "old.en.txt", "new.en.txt", "--only", "commas"]);
    assert!(code == 2 && message.contains("punctuation"), "{message}");
}

#[test]
fn json_says_the_kinds_of_segments_and_edits() {
    let object: serde_json::Value =
        serde_json::from_str(&diff(&texts(), &["--format", "json"])).unwrap();
    assert_eq!(
        object["segments"][1]["kinds"],
        serde_json::json!(["number", "punctuation"])
    );
    assert_eq!(
        object["segments"][1]["edits"][0]["kinds"],
        serde_json::json!(["number"])
    );
    assert_eq!(
        object["segments"][4]["kinds"],
        serde_json::json!(["addition"])
    );
    assert_eq!(
        object["summary"]["figures"][0],
        serde_json::json!({"old": "12", "new": "14"})
    );
    assert_eq!(object["summary"]["negations_added"], 1);
}

/// With the `patch` of the system, where there is one.
#[test]
fn a_patch_is_applied_by_patch() {
    for (old, new) in [
        (OLD, NEW),
        ("One line.", "One line.\nTwo.\n"),
        ("One.\r\nTwo.\r\nThree.\r\n", "One.\r\n2.\r\nThree."),
        ("پل باز شد.\nتمام.\n", "پل بسته شد.\nتمام."),
    ] {
        let workspace = Workspace::with(&[]);
        workspace.write("old.en.txt", old.as_bytes());
        workspace.write("new.en.txt", new.as_bytes());
        workspace.write(
            "changes.patch",
            diff(&workspace, &["--format", "patch"]).as_bytes(),
        );
        let applied = Command::new("patch")
            .args(["--binary", "old.en.txt", "changes.patch"])
            .current_dir(workspace.path("."))
            .output();
        let Ok(applied) = applied else {
            // The form of the patch is tested beside the code as well.
            return;
        };
        assert!(applied.status.success(), "{applied:?}");
        assert_eq!(
            std::fs::read_to_string(workspace.path("old.en.txt")).unwrap(),
            new
        );
    }
    let same = texts().stdout(&["diff", "old.en.txt", "old.en.txt", "--format", "patch"]);
    assert_eq!(same, "");
}

#[test]
fn a_patch_holds_everything() {
    let (message, code) = texts().failure(&[
        "diff",
        "old.en.txt",
        "new.en.txt",
        "--format",
        "patch",
        "--only",
        "number",
    ]);
    assert!(code == 2 && message.contains("--only"), "{message}");
}

#[test]
fn the_change_log_has_a_row_for_each_edit() {
    let log = diff(&texts(), &["--format", "csv"]);
    let mut rows = csv::Reader::from_reader(log.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let column = |at: usize| -> Vec<&str> { rows.iter().map(|row| &row[at]).collect() };
    assert_eq!(column(0), ["1", "2", "2", "3", "4", "5"]);
    assert_eq!(column(5), ["Monday", "12", ",", "", "must", ""]);
    assert_eq!(
        column(6),
        ["Friday", "14", "", "do not ", "may", "Dogs travel free."]
    );
    assert_eq!(&rows[1][7], "It cost 12 million euros, and it is red.");
}

#[test]
fn side_by_side() {
    let workspace = texts();
    let shown = diff(&workspace, &["--view", "side"]);
    assert_eq!(shown, diff(&workspace, &["--side-by-side"]));
    insta::assert_snapshot!(shown);
}

#[test]
fn folders_are_counted_file_by_file() {
    let workspace = Workspace::with(&[]);
    for (folder, text) in [("a", OLD), ("b", NEW)] {
        std::fs::create_dir_all(workspace.path(folder).join("part")).unwrap();
        workspace.write(&format!("{folder}/part/one.en.txt"), text.as_bytes());
        workspace.write(
            &format!("{folder}/two.en.md"),
            b"# Title\n\nNo change here.\n",
        );
    }
    workspace.write("a/gone.en.txt", b"Gone.\n");
    workspace.write("b/image.png", b"\x89PNG");
    insta::assert_snapshot!(workspace.stdout(&["diff", "--dir", "a", "b"]));
    let object = workspace.stdout(&["diff", "--dir", "a", "b", "--format", "json"]);
    let object: serde_json::Value = serde_json::from_str(&object).unwrap();
    assert_eq!(object["total"]["old_words"], 25);
    assert_eq!(object["alone"][0]["file"], "gone.en.txt");
    let one = diff(
        &{
            let workspace = Workspace::with(&[]);
            workspace.write("old.en.txt", OLD.as_bytes());
            workspace.write("new.en.txt", OLD.as_bytes());
            workspace
        },
        &["--stat"],
    );
    assert!(one.contains("100.0 %") && one.contains("0.000"), "{one}");
    let (message, code) = workspace.failure(&["diff", "a", "b"]);
    assert!(code == 2 && message.contains("--dir"), "{message}");
}

#[test]
fn a_page_filters_by_kind() {
    let page = diff(&texts(), &["--format", "html"]);
    assert!(page.contains("data-kinds=\"number punctuation\""));
    assert!(
        page.contains("value=\"negation\"><span>negation <b>1</b></span>"),
        "{page}"
    );
}

#[test]
fn a_word_document_holds_tracked_changes() {
    let workspace = texts();
    let arguments = [
        "diff",
        "old.en.txt",
        "new.en.txt",
        "--format",
        "docx",
        "--author",
        "A. Rey",
        "--date",
        "2026-11-24T15:20:00Z",
    ];
    let output = workspace.recto(&arguments).assert().success();
    let file = output.get_output().stdout.clone();
    let mut container = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut document = String::new();
    let mut part = container.by_name("word/document.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut document).unwrap();
    assert!(
        document.contains("<w:delText xml:space=\"preserve\">Monday</w:delText>"),
        "{document}"
    );
    assert!(document.contains("<w:t xml:space=\"preserve\">Friday</w:t></w:r></w:ins>"));
    assert!(document.contains("w:author=\"A. Rey\" w:date=\"2026-11-24T15:20:00Z\""));
    workspace
        .recto(&[
            "diff",
            "old.en.txt",
            "new.en.txt",
            "--format",
            "docx",
            "--date",
            "soon",
        ])
        .assert()
        .code(2);
}
