//! The README and the guide show what the program prints: each `$ command` of their console blocks is run, in order, in a
//! copy of the bundled workspace. `RECTO_DOCS=update cargo test --test program readme` writes what it prints into them.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::Workspace;

#[test]
fn the_readme_shows_what_the_program_prints() {
    check("README.md", 6);
}

#[test]
fn the_guide_shows_what_the_program_prints() {
    check("docs/guide.md", 20);
}

/// Runs the commands of a document, which must have at least `least` of them, and compares what they print.
fn check(document: &str, least: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let shown = fs::read_to_string(&path).expect(document);
    let workspace = Workspace::bundled();
    let (mut printed, mut in_console, mut commands) = (String::new(), false, 0);
    for line in shown.lines() {
        if let Some(fence) = line.strip_prefix("```") {
            in_console = fence == "console";
        }
        let command = line.strip_prefix("$ ").filter(|_| in_console);
        if !in_console || line.starts_with("```") || command.is_some() {
            writeln!(printed, "{line}").unwrap();
        }
        if let Some(command) = command {
            commands += 1;
            printed.push_str(&run(&workspace, command));
        }
    }
    if std::env::var("RECTO_DOCS").as_deref() == Ok("update") {
        fs::write(&path, &printed).expect(document);
        return;
    }
    assert!(commands >= least, "{document} has {commands} commands");
    assert_eq!(
        shown, printed,
        "RECTO_DOCS=update cargo test --test program readme"
    );
}

fn run(workspace: &Workspace, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_recto"));
    let folder = program.parent().expect("a folder").display();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(workspace.path(""))
        .env("PATH", format!("{folder}:{path}"))
        .env_remove("RECTO_MEMORY")
        .output()
        .expect("a shell");
    assert!(output.status.success(), "{command}: {output:?}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines()
        .fold(String::new(), |all, line| all + line.trim_end() + "\n")
}
