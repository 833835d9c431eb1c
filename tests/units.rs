//! Units from files: what gets into the memory, what is refused, and what is found again.

mod common;

use common::Workspace;
use serde_json::Value;

fn tmx(units: &[(&str, &str)]) -> String {
    let body: String = units
        .iter()
        .map(|(source, target)| {
            format!(
                "<tu><tuv xml:lang=\"en\"><seg>{source}</seg></tuv><tuv xml:lang=\"fr\"><seg>{target}</seg></tuv></tu>\n"
            )
        })
        .collect();
    format!("<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n{body}</body></tmx>")
}

fn stats(workspace: &Workspace, memory: &str) -> Value {
    let arguments = ["memory", "stats", "--memory", memory, "--format", "json"];
    workspace.json(&arguments)[0]["units"].clone()
}

#[test]
fn units_of_a_file_are_found() {
    let workspace = Workspace::with(&[]);
    let units = [
        ("The bridge opened on Monday.", "Le pont a ouvert lundi."),
        ("", "Rien."),
        ("It rained.", "Il a plu."),
        ("It rained.", "Il a plu."),
    ];
    workspace.write("a.tmx", tmx(&units).as_bytes());
    let import = [
        "memory", "import", "a.tmx", "--memory", "m.db", "--format", "json",
    ];
    let output = workspace
        .recto(&import)
        .assert()
        .success()
        .get_output()
        .clone();
    let line: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        line,
        serde_json::json!({"file": "a.tmx", "units_new": 2, "units_known": 1, "refused": 1})
    );
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "a.tmx:3: its en text is empty\n"
    );
    assert_eq!(stats(&workspace, "m.db"), 2);
    let found = workspace.json(&[
        "lookup",
        "It rained.",
        "--from",
        "en",
        "--to",
        "fr",
        "--memory",
        "m.db",
        "--format",
        "json",
    ]);
    assert_eq!(found[0]["matches"][0]["target"], "Il a plu.");
    assert_eq!(found[0]["matches"][0]["origin"], Value::Null);
}

#[test]
fn a_dry_run_writes_nothing() {
    let workspace = Workspace::with(&[]);
    workspace.write("a.tmx", tmx(&[("One.", "Un.")]).as_bytes());
    let line = workspace.stdout(&["memory", "import", "a.tmx", "--memory", "m.db", "--dry-run"]);
    assert!(
        line.contains("a.tmx            1      0        0"),
        "{line}"
    );
    assert!(!workspace.path("m.db").exists());
}

#[test]
fn files_that_are_none() {
    let workspace = Workspace::with(&[]);
    workspace.write("a.tmx", b"no xml");
    for (file, word) in [("a.tmx", "TMX"), ("b.tmx", "cannot be read")] {
        let (message, code) = workspace.failure(&["memory", "import", file, "--memory", "m.db"]);
        assert!(
            message.contains(file) && message.contains(word),
            "{message}"
        );
        assert_eq!(code, 1);
    }
}
