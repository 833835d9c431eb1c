//! `recto log`: the revisions of an article in the memory.

use crate::common::Workspace;

fn built() -> Workspace {
    let workspace = Workspace::with(&[
        (
            "bridge.en.txt",
            "A bridge\n\nIt opens on Monday. It is red.\n",
        ),
        (
            "bridge.fr.txt",
            "Un pont\n\nIl ouvre lundi. Il est rouge.\n",
        ),
        (
            "bridge.en.r2.txt",
            "A bridge\n\nIt opens on Friday. It is red.\n",
        ),
        (
            "bridge.en.r3.txt",
            "A bridge\n\nIt opens on Friday. It is red. It cost 12 million euros.\n",
        ),
    ]);
    workspace.stdout(&["build"]);
    workspace
}

#[test]
fn the_newest_comes_first_with_what_changed() {
    let workspace = built();
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\d{4}-\d\d-\d\d", "<day>");
    let shown = workspace.stdout(&["log", "bridge.en"]);
    settings.bind(|| insta::assert_snapshot!(shown));
    let from_two = workspace.stdout(&["log", "bridge.en@r2"]);
    assert!(
        from_two.starts_with("r2 ") && !from_two.contains("r3"),
        "{from_two}"
    );
}

#[test]
fn programs_read_the_counts() {
    let lines = built().json(&["log", "bridge.en", "--format", "json"]);
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["revision"], 3);
    assert_eq!(lines[0]["since"], 2);
    assert_eq!(lines[0]["summary"]["inserted"], 1);
    assert_eq!(lines[1]["summary"]["edited"], 1);
    assert_eq!(lines[2]["since"], serde_json::Value::Null);
    assert_eq!(lines[2]["summary"], serde_json::Value::Null);
    let time = lines[0]["stored_at"].as_str().unwrap();
    assert!(time.ends_with('Z') && time.len() == 20, "{time}");
}

#[test]
fn what_is_not_there_is_said_with_what_is() {
    let workspace = built();
    for (article, remedy) in [
        ("bridge.de", "there is bridge.en, bridge.fr"),
        ("bridge.en@r9", "there is bridge.en, bridge.fr"),
        ("tower.en", "recto memory articles"),
    ] {
        let (message, code) = workspace.failure(&["log", article]);
        assert!(code == 1 && message.contains(remedy), "{message}");
    }
    assert_eq!(workspace.failure(&["log", "bridge"]).1, 2);
}
