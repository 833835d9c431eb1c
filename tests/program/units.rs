//! Units from files: what gets into the memory, what is refused, and what is found again.

use crate::common::Workspace;
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
        serde_json::json!({"file": "a.tmx", "format": "tmx", "units_new": 2, "units_known": 1,
            "mended": 0, "refused": 1, "rejected": 0, "removed": 0})
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
        line.contains("a.tmx  tmx               1      0       0        0"),
        "{line}"
    );
    assert!(!workspace.path("m.db").exists());
}

#[test]
fn files_that_are_none() {
    let workspace = Workspace::with(&[]);
    workspace.write("a.tmx", b"no xml");
    for (file, word) in [
        ("a.tmx", "this is not a TMX file"),
        ("b.tmx", "cannot be read"),
    ] {
        let (message, code) = workspace.failure(&["memory", "import", file, "--memory", "m.db"]);
        assert!(
            message.contains(file) && message.contains(word),
            "{message}"
        );
        assert_eq!(code, 1);
    }
}

#[test]
fn several_memories_are_asked_as_one() {
    let workspace = Workspace::with(&[]);
    let files = [
        (
            "a.tmx",
            "a.db",
            [
                ("It rained.", "Il a plu."),
                ("It snowed today.", "Il a neigé."),
            ],
        ),
        (
            "b.tmx",
            "b.db",
            [
                ("It rained.", "Il pleuvait."),
                ("It snowed todays.", "Il neigea."),
            ],
        ),
    ];
    for (file, memory, units) in &files {
        workspace.write(file, tmx(units).as_bytes());
        workspace.stdout(&["memory", "import", file, "--memory", memory]);
    }
    let found = workspace.json(&[
        "lookup",
        "It snowed today.",
        "--from",
        "en",
        "--to",
        "fr",
        "--memory",
        "a.db",
        "--memory",
        "b.db",
        "--format",
        "json",
    ]);
    let matches: Vec<(&str, &str)> = found[0]["matches"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            (
                found["target"].as_str().unwrap(),
                found["memory"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(matches, [("Il a neigé.", "a.db"), ("Il neigea.", "b.db")]);
}

#[test]
fn many_at_a_time_give_what_one_at_a_time_gives() {
    let workspace = Workspace::with(&[]);
    let sources: Vec<String> = (0..400)
        .map(|i| format!("Unit {i} of {} words.", i % 7))
        .collect();
    let units: Vec<(&str, &str)> = sources.iter().map(|s| (s.as_str(), "x")).collect();
    workspace.write("a.tmx", tmx(&units).as_bytes());
    workspace.stdout(&["memory", "import", "a.tmx", "--memory", "m.db"]);
    let queries: String = sources
        .iter()
        .step_by(3)
        .map(|s| format!("{s}\n"))
        .collect();
    let run = |jobs: &str| {
        let look_up = [
            "lookup", "--from", "en", "--to", "fr", "--memory", "m.db", "--format", "json",
            "--jobs", jobs,
        ];
        let output = workspace
            .recto(&look_up)
            .write_stdin(queries.clone())
            .assert()
            .success();
        String::from_utf8(output.get_output().stdout.clone()).unwrap()
    };
    let one = run("1");
    assert_eq!(one.lines().count(), 134);
    assert_eq!(run("3"), one);
    let missing = [
        "lookup", "--from", "en", "--to", "fr", "--memory", "no.db", "--jobs", "3",
    ];
    let output = workspace
        .recto(&missing)
        .write_stdin(queries.clone())
        .assert()
        .failure()
        .code(1);
    let message = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(message.contains("no.db"), "{message}");
}

#[test]
fn a_file_that_is_not_there_makes_no_memory() {
    let workspace = Workspace::with(&[]);
    let (message, code) =
        workspace.failure(&["memory", "import", "missing.tmx", "--memory", "new.db"]);
    assert!(code == 1 && message.contains("missing.tmx"), "{message}");
    assert!(!workspace.path("new.db").exists());
}

#[test]
fn units_are_added_edited_listed_and_deleted() {
    let workspace = Workspace::with(&[]);
    let memory = ["--memory", "m.db"];
    let run = |arguments: &[&str]| workspace.recto(&[arguments, &memory[..]].concat());
    let add = [
        "memory",
        "add",
        "Good day.",
        "Bonjour.",
        "--from",
        "en",
        "--to",
        "fr",
    ];
    run(&add).assert().success().stdout("unit 1 is new\n");
    run(&add)
        .assert()
        .success()
        .stdout("unit 1 was there already and has one use more\n");
    let add = [
        "memory",
        "add",
        "Good night.",
        "Bonne nuit.",
        "--from",
        "en",
        "--to",
        "fr",
    ];
    run(&add).assert().success();
    run(&[
        "memory",
        "edit",
        "2",
        "--source",
        "Good evening.",
        "--target",
        "Bonsoir.",
    ])
    .assert()
    .success()
    .stdout("unit 2 is changed\n");
    let lookup = [
        "lookup",
        "Good evening.",
        "--from",
        "en",
        "--to",
        "fr",
        "--format",
        "json",
        "--memory",
        "m.db",
    ];
    assert_eq!(
        workspace.json(&lookup)[0]["matches"][0]["target"],
        "Bonsoir."
    );
    let list = [
        "memory", "list", "--after", "1", "--format", "json", "--memory", "m.db",
    ];
    let listed = workspace.json(&list);
    assert_eq!((&listed[0]["id"], listed.len()), (&2.into(), 1));
    run(&["memory", "list", "--limit", "1"])
        .assert()
        .success()
        .stdout("       1  Good day.\n          Bonjour.\n          en → fr\n");
    // What cannot be done is said, and how to find what can.
    run(&[
        "memory",
        "edit",
        "2",
        "--source",
        "Good day.",
        "--target",
        "Bonjour.",
    ])
    .assert()
    .code(1)
    .stderr("error: unit 2 would say the same as unit 1; delete one of them instead\n");
    run(&["memory", "delete", "2", "77"])
        .assert()
        .code(1)
        .stdout("1 unit is deleted\n")
        .stderr("error: there is no unit 77 (`recto memory list` shows them)\n");
    run(&["memory", "edit", "1"]).assert().code(2);
    run(&["memory", "edit", "1", "--target", " "])
        .assert()
        .code(2);
    assert_eq!(stats(&workspace, "m.db"), 1);
    workspace
        .recto(&["memory", "delete", "1", "--memory", "none.db"])
        .assert()
        .code(1);
    assert!(!workspace.path("none.db").exists());
}

#[test]
fn units_are_found_from_their_targets_too() {
    let workspace = Workspace::with(&[]);
    let units = [
        ("The bridge opened on Monday.", "Le pont a ouvert lundi."),
        ("It rained.", "Il a plu."),
    ];
    workspace.write("a.tmx", tmx(&units).as_bytes());
    workspace
        .recto(&["memory", "import", "a.tmx", "--memory", "m.db"])
        .assert()
        .success();
    let lookup = |text, threshold| {
        let arguments = [
            "lookup",
            text,
            "--from",
            "fr",
            "--to",
            "en",
            "--memory",
            "m.db",
            "--threshold",
            threshold,
            "--format",
            "json",
        ];
        workspace.json(&arguments)[0]["matches"].clone()
    };
    let found = &lookup("Le pont a ouvert lundi.", "99")[0];
    assert_eq!(
        (
            &found["source"],
            &found["target"],
            &found["from"],
            &found["to"]
        ),
        (
            &"Le pont a ouvert lundi.".into(),
            &"The bridge opened on Monday.".into(),
            &"fr".into(),
            &"en".into()
        )
    );
    assert_eq!(
        (&found["score"], &found["penalty"]),
        (&99.into(), &1.into())
    );
    assert_eq!(
        (&found["kind"], &found["reversed"]),
        (&"exact".into(), &true.into())
    );
    assert_eq!(
        lookup("Le pont a ouvert lundi.", "100"),
        serde_json::json!([])
    );
    assert_eq!(lookup("Le pont a ouvert mardi.", "70")[0]["score"], 80);
    // A unit of the direction asked for stands before it.
    let add = [
        "memory",
        "add",
        "Il a plu.",
        "It was raining.",
        "--from",
        "fr",
        "--to",
        "en",
        "--memory",
        "m.db",
    ];
    workspace.recto(&add).assert().success();
    let found = lookup("Il a plu.", "70");
    assert_eq!(found[0]["target"], "It was raining.");
    assert_eq!(found[1]["target"], "It rained.");
}
