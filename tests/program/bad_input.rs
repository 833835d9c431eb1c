//! Bad input gets a short message that names the file and the remedy, the right exit code, and
//! leaves nothing half-written.

use std::fs;

use crate::common::Workspace;

/// Asserts that the program fails with `code`, in one or two lines that name each of `words`.
#[track_caller]
fn fails(workspace: &Workspace, arguments: &[&str], code: i32, words: &[&str]) {
    let (message, found) = workspace.failure(arguments);
    assert_eq!(found, code, "{message}");
    for word in words {
        assert!(message.contains(word), "{word:?} is not in: {message}");
    }
    let lines = message.lines().filter(|line| !line.is_empty()).count();
    assert!(lines <= 2, "{message}");
    assert!(!message.contains("panicked"), "{message}");
}

#[test]
fn files_that_are_no_text() {
    let workspace = Workspace::with(&[]);
    workspace.write("empty.en.txt", b"");
    workspace.write("blank.en.txt", b" \n\n");
    workspace.write("binary.en.txt", b"\x7fELF\x00\x01\x02");
    workspace.write("latin1.en.txt", b"One line.\nCaf\xe9.\n");
    workspace.write("half.en.txt", b"\xff\xfea");
    for command in [&["segment"][..], &["summarize"]] {
        let run = |file: &'static str| [command, &[file]].concat();
        fails(
            &workspace,
            &run("missing.en.txt"),
            1,
            &["missing.en.txt", "no such file"],
        );
        fails(
            &workspace,
            &run("empty.en.txt"),
            1,
            &["empty.en.txt", "empty"],
        );
        fails(
            &workspace,
            &run("blank.en.txt"),
            1,
            &["blank.en.txt", "empty"],
        );
        fails(
            &workspace,
            &run("binary.en.txt"),
            1,
            &["binary.en.txt", "binary"],
        );
        fails(
            &workspace,
            &run("latin1.en.txt"),
            1,
            &["latin1.en.txt", "line 2", "iconv"],
        );
        fails(
            &workspace,
            &run("half.en.txt"),
            1,
            &["half.en.txt", "UTF-16"],
        );
    }
    fails(&workspace, &["segment", "seeds"], 1, &["seeds"]);
}

#[test]
fn utf16_with_a_mark_is_read() {
    let workspace = Workspace::with(&[]);
    let text = "\u{feff}One. پل باز شد.";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    workspace.write("little.en.txt", &little);
    workspace.write("big.en.txt", &big);
    for file in ["little.en.txt", "big.en.txt"] {
        assert_eq!(workspace.stdout(&["segment", file]), "One.\nپل باز شد.\n");
    }
}

#[test]
fn languages_that_are_none() {
    let workspace = Workspace::with(&[("bridge.txt", "A bridge."), ("bridge.xx.txt", "A bridge.")]);
    for tag in ["xx", "english", ""] {
        fails(
            &workspace,
            &["segment", "--lang", tag, "-"],
            2,
            &["--lang", "e.g. en"],
        );
    }
    fails(
        &workspace,
        &["segment", "seeds/bridge.txt"],
        2,
        &["seeds/bridge.txt", "--lang"],
    );
    fails(
        &workspace,
        &["build"],
        1,
        &["seeds/bridge.txt", "bridge.en.txt", "'xx'"],
    );
}

#[test]
fn one_bad_article_stops_no_other() {
    let workspace = Workspace::with(&[("good.en.txt", "One. Two.")]);
    workspace.write("seeds/bad.en.txt", b"\x00");
    let output = workspace
        .recto(&["build", "--format", "json"])
        .assert()
        .code(1)
        .get_output()
        .clone();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["files"][0]["status"], "failed");
    assert_eq!(report["files"][1]["status"], "stored");
    assert_eq!(
        workspace.json(&["memory", "stats", "--format", "json"])[0]["segments"],
        2
    );
}

#[test]
fn memories_that_are_none() {
    let workspace = Workspace::with(&[("bridge.en.txt", "A bridge.")]);
    let look_up = ["lookup", "A bridge.", "--from", "en", "--to", "fr"];
    fails(&workspace, &look_up, 1, &["recto.db", "recto build"]);
    fails(
        &workspace,
        &["segment", "bridge.en"],
        1,
        &["bridge.en", "no such file"],
    );
    let noise = "not a database at all, however long it may be. ".repeat(40);
    fs::create_dir(workspace.path("memory")).unwrap();
    workspace.write("memory/recto.db", noise.as_bytes());
    fails(&workspace, &look_up, 1, &["recto.db", "not a Recto memory"]);
    fails(
        &workspace,
        &["build"],
        1,
        &["recto.db", "not a Recto memory"],
    );
    assert_eq!(
        fs::read_to_string(workspace.path("memory/recto.db")).unwrap(),
        noise
    );
}

#[test]
fn a_memory_of_a_newer_version_is_left_alone() {
    let workspace = Workspace::with(&[("bridge.en.txt", "A bridge.")]);
    workspace.stdout(&["build"]);
    let database = rusqlite::Connection::open(workspace.path("memory/recto.db")).unwrap();
    database.pragma_update(None, "user_version", 1000).unwrap();
    drop(database);
    fails(
        &workspace,
        &["build"],
        1,
        &["recto.db", "1000", "update Recto"],
    );
    fails(
        &workspace,
        &["memory", "stats"],
        1,
        &["recto.db", "update Recto"],
    );
}

#[test]
fn articles_and_workspaces_that_are_not_there() {
    let workspace = Workspace::with(&[("bridge.en.txt", "A bridge.")]);
    workspace.stdout(&["build"]);
    fails(
        &workspace,
        &["segment", "bridge.fr"],
        1,
        &["bridge.fr", "recto memory articles"],
    );
    fails(
        &workspace,
        &["segment", "bridge.en@r7"],
        1,
        &["bridge.en@r7"],
    );
    fails(
        &workspace,
        &["build", "nowhere"],
        1,
        &["nowhere", "not a folder"],
    );
    fails(&workspace, &["build", "memory"], 1, &["memory", "'seeds'"]);
    let elsewhere = tempfile::tempdir().unwrap();
    let output = workspace
        .recto(&["build"])
        .current_dir(elsewhere.path())
        .assert()
        .code(1)
        .get_output()
        .clone();
    assert!(String::from_utf8_lossy(&output.stderr).contains("no workspace"));
}

#[test]
fn settings_that_cannot_be_used_are_named() {
    let workspace = Workspace::with(&[("bridge.en.txt", "A bridge.")]);
    workspace.write("recto.toml", b"sauce = \"en\"\n");
    let (message, code) = workspace.failure(&["build"]);
    assert!(
        code == 1 && message.contains("recto.toml") && message.contains("sauce"),
        "{message}"
    );
    workspace.write("recto.toml", b"source = \"xx\"\n");
    fails(&workspace, &["build"], 1, &["recto.toml", "source", "'xx'"]);
    assert!(!workspace.path("memory").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::with(&[("bridge.en.txt", "A bridge.")]);
    workspace.stdout(&["build"]);
    let folder = workspace.path("memory");
    let allow = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    // Root may write anywhere; then there is nothing to test.
    if fs::write(folder.join("probe"), "").is_ok() {
        allow(0o755);
        return;
    }
    workspace.write("seeds/bridge.en.txt", b"Another bridge.");
    fails(
        &workspace,
        &["build"],
        1,
        &["recto.db", "cannot be written"],
    );
    assert_eq!(
        workspace.json(&["memory", "stats", "--format", "json"])[0]["revisions"],
        1
    );
    allow(0o755);
}

#[test]
fn a_memory_where_no_folder_can_be() {
    let workspace = Workspace::with(&[("bridge.en.txt", "A bridge.")]);
    workspace.write("memory", b"a file where the folder should be");
    fails(&workspace, &["build"], 1, &["cannot be written"]);
    fails(
        &workspace,
        &["build", "--memory", "seeds"],
        1,
        &["seeds", "this is a folder", "--memory"],
    );
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let workspace = Workspace::with(&[]);
    for arguments in [
        &["lookup", "text"][..],
        &[
            "lookup",
            "text",
            "--from",
            "en",
            "--to",
            "fr",
            "--threshold",
            "101",
        ],
        &["summarize", "a.en.txt", "--sentences", "0"],
        &["summarize", "a.en.txt", "--percent", "NaN"],
        &["summarize", "a.en.txt", "--method", "magic"],
        &["diff", "only-one"],
        &["diff", "-", "-"],
        &["align", "-", "-"],
        &["nonsense"],
        &[],
    ] {
        let (message, code) = workspace.failure(arguments);
        assert_eq!(code, 2, "{arguments:?}: {message}");
    }
}

#[test]
fn batch_lines_that_are_no_json_are_named_by_number() {
    let workspace = Workspace::with(&[]);
    let good = r#"{"id":1,"lang":"en","article":"One. Two.","sentences":1}"#;
    let output = workspace
        .recto(&["summarize", "--batch"])
        .write_stdin(format!("{good}\n\n{{\"id\":2\n"))
        .assert()
        .code(1)
        .get_output()
        .clone();
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 3"));
}
