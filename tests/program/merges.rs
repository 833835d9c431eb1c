//! `recto diff3` as revisers and git use it.

use std::process::Command;

use crate::common::Workspace;

const BASE: &str = "The bridge opens on Monday. It cost 12 million euros, and it is red.\n\n\
    Boats pass under it. Visitors must pay. The ferry stays.\n";
const MINE: &str = "The bridge opens on Friday. It cost 14 million euros, and it is red.\n\n\
    Boats pass under it. Visitors may pay at the gate. The ferry stays.\n";
const THEIRS: &str = "Boats pass under it. The bridge opens on Monday. It cost 12 million euros, and \
    it is blue.\n\nVisitors should pay. Dogs travel free. The ferry stays.\n";

fn texts() -> Workspace {
    let workspace = Workspace::with(&[]);
    for (name, text) in [("base", BASE), ("mine", MINE), ("theirs", THEIRS)] {
        workspace.write(&format!("{name}.en.txt"), text.as_bytes());
    }
    workspace
}

/// What the program writes, and its exit code.
fn diff3(workspace: &Workspace, arguments: &[&str]) -> (String, i32) {
    let output = workspace
        .recto(&[&["diff3"], arguments].concat())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (text, output.status.code().unwrap())
}

const NAMES: [&str; 3] = ["base.en.txt", "mine.en.txt", "theirs.en.txt"];

#[test]
fn people_read_who_changed_what() {
    let (shown, code) = diff3(&texts(), &NAMES);
    assert_eq!(code, 1);
    insta::assert_snapshot!(shown);
}

#[test]
fn the_merged_text_has_markers_around_conflicts() {
    let (merged, code) = diff3(&texts(), &[&NAMES[..], &["--merge"]].concat());
    assert_eq!(code, 1);
    assert_eq!(
        merged,
        "Boats pass under it. The bridge opens on Friday. It cost 14 million euros, and it is blue.\
         \n\n<<<<<<< mine\nVisitors may pay at the gate.\n||||||| base\nVisitors must pay.\n=======\n\
         Visitors should pay.\n>>>>>>> theirs\nDogs travel free. The ferry stays.\n"
    );
}

#[test]
fn what_only_one_changed_is_taken_byte_for_byte() {
    let workspace = texts();
    let persian = "پل قدیمی\u{200c}ساز  باز شد.\r\n\r\nمردم از روی آن گذشتند.\r\n";
    let revised = "پل\u{200c}ها باز شدند.\r\n\r\nهمه  از روی آن گذشتند.";
    workspace.write("base.fa.txt", persian.as_bytes());
    workspace.write("mine.fa.txt", revised.as_bytes());
    for (mine, theirs) in [("mine", "base"), ("base", "mine"), ("mine", "mine")] {
        let names = ["base", mine, theirs].map(|name| format!("{name}.fa.txt"));
        let names: Vec<&str> = names
            .iter()
            .map(String::as_str)
            .chain(["--merge"])
            .collect();
        assert_eq!(diff3(&workspace, &names), (revised.to_owned(), 0));
    }
}

#[test]
fn programs_read_json() {
    let (json, code) = diff3(&texts(), &[&NAMES[..], &["--format", "json"]].concat());
    let object: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, &object["conflicts"]), (1, &1.into()));
    let segments = object["segments"].as_array().unwrap();
    let by: Vec<&str> = segments.iter().map(|s| s["by"].as_str().unwrap()).collect();
    assert_eq!(
        by,
        ["theirs", "mine", "joined", "conflict", "theirs", "nobody"]
    );
    assert_eq!(segments[3]["conflict"], "edited");
    assert_eq!(
        segments[2]["mine"]["edits"][0]["base"],
        serde_json::json!([36, 38])
    );
    assert_eq!(segments[0]["theirs"]["moved"], true);
}

#[test]
fn wrong_usage_is_no_conflict() {
    let workspace = texts();
    for arguments in [
        &["base.en.txt", "mine.en.txt"][..],
        &["base.en.txt", "-", "-"],
        &["base.en.txt", "mine.en.txt", "missing.en.txt"],
    ] {
        assert_eq!(diff3(&workspace, arguments).1, 2, "{arguments:?}");
    }
}

/// With the git of the system, where there is one.
#[test]
fn git_merges_by_sentence() {
    let workspace = Workspace::with(&[]);
    let git = |arguments: &[&str]| {
        let program = std::path::Path::new(env!("CARGO_BIN_EXE_recto"));
        let path = std::env::var("PATH").unwrap_or_default();
        Command::new("git")
            .args(["-c", "user.name=A. Rey", "-c", "user.email=rey@example.org"])
            .args(["-c", "commit.gpgsign=false"])
            .args(arguments)
            .current_dir(workspace.path("."))
            .env(
                "PATH",
                format!("{}:{path}", program.parent().unwrap().display()),
            )
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("RECTO_MEMORY")
            .output()
    };
    if git(&["init", "-q", "-b", "main"]).is_err() {
        return;
    }
    let run = |arguments: &[&str]| git(arguments).unwrap().status.success();
    // The line of the guide.
    let driver = "recto diff3 --path %P --output %A %O %A %B";
    assert!(include_str!("../../docs/guide.md").contains(driver));
    assert!(run(&["config", "merge.recto.driver", driver]));
    workspace.write(".gitattributes", b"*.txt merge=recto\n");
    let commit = |text: &str| {
        workspace.write("bridge.en.txt", text.as_bytes());
        assert!(run(&["add", "."]) && run(&["commit", "-q", "-m", "Revise"]));
    };
    commit(BASE);
    assert!(run(&["checkout", "-q", "-b", "theirs"]));
    commit(&THEIRS.replace("should", "must"));
    assert!(run(&["checkout", "-q", "main"]));
    commit(MINE);
    // Both changed the same line; by sentence there is nothing to decide.
    assert!(run(&["merge", "-q", "-m", "Merge", "theirs"]));
    let merged = std::fs::read_to_string(workspace.path("bridge.en.txt")).unwrap();
    assert_eq!(
        merged,
        "Boats pass under it. The bridge opens on Friday. It cost 14 million euros, and it is blue.\
         \n\nVisitors may pay at the gate. Dogs travel free. The ferry stays.\n"
    );
    assert!(run(&["checkout", "-q", "-b", "conflict", "HEAD~2"]));
    commit(&BASE.replace("must", "should"));
    assert!(!run(&["merge", "-q", "-m", "Merge", "main"]));
    let merged = std::fs::read_to_string(workspace.path("bridge.en.txt")).unwrap();
    assert!(
        merged.contains("<<<<<<< mine\nVisitors should pay."),
        "{merged}"
    );
}
