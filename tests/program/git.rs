//! `recto diff` called by git. Without git the tests are skipped, unless tools are required.

use std::path::Path;
use std::process::{Command, Output};

use crate::common::Workspace;
use crate::tools;

/// A repository with a commit, and a program `recto` that git finds.
struct Repository(Workspace);

impl Repository {
    /// None, with a message, where there is no git.
    fn with(files: &[(&str, &str)]) -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            tools::missing("git", "apt-get install git");
            return None;
        }
        let repository = Repository(Workspace::with(&[]));
        repository.git(&["init", "-q"]);
        for (name, text) in files {
            repository.0.write(name, text.as_bytes());
        }
        repository.git(&["add", "."]);
        repository.git(&["commit", "-q", "-m", "First"]);
        Some(repository)
    }

    /// Runs git, with nobody's configuration but its own.
    fn output(&self, arguments: &[&str], external: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_recto"));
        let folder = program.parent().unwrap().display();
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new("git");
        command
            .current_dir(self.0.path("."))
            .env("PATH", format!("{folder}:{path}"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("GIT_EXTERNAL_DIFF")
            .env_remove("GIT_DIR")
            .args(["-c", "user.name=A. Rey", "-c", "user.email=rey@example.org"])
            .args(arguments);
        if !external.is_empty() {
            command.env("GIT_EXTERNAL_DIFF", external);
        }
        command.output().unwrap()
    }

    fn git(&self, arguments: &[&str]) {
        let output = self.output(arguments, "");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    /// What git shows with Recto as its diff; it must end well.
    fn diff(&self, arguments: &[&str], external: &str) -> String {
        let output = self.output(arguments, external);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn it_is_the_external_diff_of_git() {
    let files = [
        ("bridge.fa.txt", "پل باز نشد. باران آمد.\n"),
        ("gone.en.txt", "It is gone.\n"),
        ("main.rs", "fn main() {}\n"),
        ("picture.en.txt", "A text.\n"),
        (
            "old.en.txt",
            "The ferry leaves at noon.\n\nIt is red.\n\nIt is old and slow, and it carries cars.\n",
        ),
    ];
    let Some(repository) = Repository::with(&files) else {
        return;
    };
    let workspace = &repository.0;
    workspace.write("bridge.fa.txt", "پل باز شد. باران آمد.\n".as_bytes());
    workspace.write("main.rs", b"fn main() { run() }\n");
    workspace.write(
        "picture.en.txt",
        b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x00\x00\x81\x8d",
    );
    workspace.write("new.en.md", b"# New\n\nIt is new.\n");
    workspace.write("empty.en.txt", b"");
    std::fs::remove_file(workspace.path("gone.en.txt")).unwrap();
    std::fs::rename(
        workspace.path("old.en.txt"),
        workspace.path("renamed.en.txt"),
    )
    .unwrap();
    let text =
        "The ferry leaves at one.\n\nIt is red.\n\nIt is old and slow, and it carries cars.\n";
    workspace.write("renamed.en.txt", text.as_bytes());
    repository.git(&["add", "-A"]);
    let shown = repository.diff(&["diff", "--cached", "-M"], "recto diff");
    // The negation is seen, so the language was: git's temporary file does not tell it.
    assert!(shown.contains("1 negation lost"), "{shown}");
    insta::assert_snapshot!(shown);
    let one = ["diff", "--cached", "--", "bridge.fa.txt"];
    let page = repository.diff(&one, "recto diff --format html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("lang=\"fa\""));
}

#[test]
fn a_merge_that_is_not_resolved_is_named() {
    let Some(repository) = Repository::with(&[("a.en.txt", "One text.\n")]) else {
        return;
    };
    repository.git(&["checkout", "-q", "-b", "other"]);
    repository.0.write("a.en.txt", b"Two texts.\n");
    repository.git(&["commit", "-q", "-a", "-m", "Two"]);
    repository.git(&["checkout", "-q", "-"]);
    repository.0.write("a.en.txt", b"Three texts.\n");
    repository.git(&["commit", "-q", "-a", "-m", "Three"]);
    assert!(!repository.output(&["merge", "other"], "").status.success());
    let shown = repository.diff(&["diff", "--cached"], "recto diff");
    assert!(shown.contains("a.en.txt: not merged yet"), "{shown}");
}

#[test]
fn it_is_a_difftool() {
    let files = [
        ("bridge.en.txt", "The bridge opens on Monday.\n"),
        ("notes", "One line stands here.\n"),
    ];
    let Some(repository) = Repository::with(&files) else {
        return;
    };
    repository
        .0
        .write("bridge.en.txt", b"The bridge opens on Friday.\n");
    repository.0.write("notes", b"One line stays here.\n");
    repository.0.write("new.en.txt", b"It is new.\n");
    repository.git(&["add", "-A"]);
    let tool = ["difftool", "--cached", "-y", "-x", "recto diff"];
    let shown = repository.diff(&tool, "");
    for part in [
        "[-Monday-]{+Friday+}. (date)",
        "notes\n1 of 1 sentence reworded",
        "{+It is new.+}",
        "new.en.txt (new file)",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}
