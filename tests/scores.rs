//! `recto score` as a builder of systems uses it.

mod common;

use common::Workspace;
use serde_json::Value;

const MINE: &str = "The bridge has opened on Monday.\nThe boat left at nine.\n";
const THEIRS: &str = "The bridge opened on Monday.\nThe ferry left at nine.\n";

fn texts() -> Workspace {
    let workspace = Workspace::with(&[]);
    workspace.write("mine.en.txt", MINE.as_bytes());
    workspace.write("theirs.en.txt", THEIRS.as_bytes());
    workspace
}

#[test]
fn scores_are_those_of_the_reference_implementations() {
    // Recorded from sacreBLEU 2.6.0 and rouge-score 0.1.2.
    let expected = [
        ("bleu", 51.13591498978437),
        ("chrf", 73.36625286464361),
        ("chrf++", 74.87685776607928),
        ("ter", 20.0),
    ];
    let workspace = texts();
    let output = workspace
        .recto(&["score", "mine.en.txt", "theirs.en.txt", "--format", "json"])
        .output()
        .unwrap();
    assert!(output.status.success());
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    for (metric, score) in expected {
        let value = found["corpus"][metric].as_f64().unwrap();
        assert!((value - score).abs() < 0.6e-4, "{metric}: {value}");
    }
}

#[test]
fn files_must_have_the_same_lines() {
    let workspace = texts();
    workspace.write("short.en.txt", b"The bridge opened.\n");
    let output = workspace
        .recto(&["score", "mine.en.txt", "short.en.txt"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("short.en.txt"), "{message}");
    assert!(output.stdout.is_empty());
}

#[test]
fn batches_are_answered_in_order() {
    let workspace = texts();
    let line = |language: &str, text: &str| {
        format!(r#"{{"lang":"{language}","hypotheses":["{text}"],"references":["{text}"]}}"#)
    };
    let lines: Vec<String> = ["en", "fr", "de", "fa"]
        .iter()
        .map(|language| line(language, "a b c d e"))
        .collect();
    let output = workspace
        .recto(&["score", "--batch"])
        .write_stdin(lines.join("\n"))
        .output()
        .unwrap();
    assert!(output.status.success());
    let answers = String::from_utf8(output.stdout).unwrap();
    let languages: Vec<String> = answers
        .lines()
        .map(|line| {
            let answer: Value = serde_json::from_str(line).unwrap();
            assert_eq!(answer["corpus"]["ter"].as_f64(), Some(0.0));
            answer["lang"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(languages, ["en", "fr", "de", "fa"]);
}
