//! `recto score`, as users run it. The scores in `scores/recorded.jsonl` are those that sacreBLEU 2.6.0
//! and rouge-score 0.1.2 gave.

use std::fs;
use std::path::Path;

use crate::common::Workspace;
use serde_json::{Value, json};

const REFERENCE: &str = "The ferry leaves at noon.
The bridge is closed on Sundays.
Two lamps burn in the tower.
Nobody saw the keeper leave.
The tram stops at the market.
Bread is baked before dawn.
The library opens at nine.
Bees returned to the roof.
";

const OLD: &str = "The ferry goes at noon.
The bridge is shut Sundays.
Two lamps burn in tower.
Nobody has seen the keeper leave.
The tram stops at market.
Bread is baked before dawn.
The library opens on nine.
The bees came back to the roof.
";

const NEW: &str = "The ferry leaves at noon.
The bridge is closed Sundays.
Two lamps burn in the tower.
Nobody saw the keeper leaving.
The tram stops at a market.
Bread is baked before the dawn.
The library opens at nine.
Bees came back to the roof.
";

fn systems() -> Workspace {
    let workspace = Workspace::with(&[]);
    workspace.write("reference.txt", REFERENCE.as_bytes());
    workspace.write("old.txt", OLD.as_bytes());
    workspace.write("new.txt", NEW.as_bytes());
    workspace
}

fn close(ours: &Value, recorded: &Value) -> bool {
    match (ours, recorded) {
        (Value::Array(ours), Value::Array(recorded)) => {
            ours.len() == recorded.len() && ours.iter().zip(recorded).all(|(a, b)| close(a, b))
        }
        _ => match (ours.as_f64(), recorded.as_f64()) {
            (Some(ours), Some(recorded)) => (ours - recorded).abs() < 2e-6,
            _ => false,
        },
    }
}

fn batch(arguments: &[&str], line: &Value) -> Value {
    let workspace = Workspace::with(&[]);
    let output = workspace
        .recto(&[&["score", "--batch"], arguments].concat())
        .write_stdin(format!("{line}\n"))
        .assert()
        .success();
    serde_json::from_slice(&output.get_output().stdout).expect("JSON")
}

#[test]
fn scores_are_those_of_the_reference_implementations() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scores/recorded.jsonl");
    let recorded = fs::read_to_string(path).expect("the recorded scores");
    for line in recorded.lines() {
        let recorded: Value = serde_json::from_str(line).expect("JSON");
        let tokenizer = recorded["tokenize"].as_str().expect("a tokenizer");
        let ours = batch(&["--tokenize", tokenizer], &recorded);
        for (name, score) in recorded["corpus"].as_object().expect("scores") {
            let ours = &ours["corpus"][name];
            assert!(close(ours, score), "{tokenizer} {name}: {ours} {score}");
        }
        let sentences = recorded["sentences"].as_array().expect("sentences");
        for (at, sentence) in sentences.iter().enumerate() {
            for (name, score) in sentence.as_object().expect("scores") {
                let ours = &ours["sentences"][at][name];
                let text = &recorded["hypotheses"][at];
                assert!(close(ours, score), "{name} of {text}: {ours} {score}");
            }
        }
    }
}

#[test]
fn chinese_is_cut_into_characters_unless_told_otherwise() {
    let line =
        json!({"lang": "zh-Hant", "hypotheses": ["大橋重開。"], "references": ["大橋今天重開。"]});
    let tokenizer = |arguments: &[&str]| {
        let signature = batch(arguments, &line)["signatures"]["bleu"].clone();
        let signature = signature.as_str().expect("a signature").to_owned();
        let part = signature
            .split('|')
            .find_map(|part| part.strip_prefix("tok:"));
        part.expect("a tokenizer").to_owned()
    };
    assert_eq!(tokenizer(&[]), "zh");
    assert_eq!(tokenizer(&["--tokenize", "intl"]), "intl");
}

#[test]
fn people_see_scores() {
    let workspace = systems();
    insta::assert_snapshot!(workspace.stdout(&["score", "new.txt", "reference.txt"]));
    insta::assert_snapshot!(
        "score_by_line",
        workspace.stdout(&[
            "score",
            "new.txt",
            "reference.txt",
            "old.txt",
            "--metric",
            "bleu,ter,rouge2",
            "--stem",
            "--sentences",
        ])
    );
}

#[test]
fn systems_are_compared_with_the_samples_of_sacrebleu() {
    let workspace = systems();
    let arguments = [
        "score",
        "new.txt",
        "reference.txt",
        "--baseline",
        "old.txt",
        "--metric",
        "bleu,chrf,ter",
    ];
    insta::assert_snapshot!(workspace.stdout(&arguments));
    let object = &workspace.json(&[&arguments[..], &["--format", "json"]].concat())[0];
    let scores = &object["systems"][1]["scores"];
    // Recorded with sacrebleu.significance.PairedTest, which adds in single precision.
    for (metric, score, mean, interval, p) in [
        ("bleu", 69.922964, 69.189888, 17.336783, 0.045954),
        ("chrf", 85.201279, 85.23864, 10.958679, 0.000999),
        ("ter", 13.953488, 13.95918, 8.982685, 0.000999),
    ] {
        for (name, recorded) in [
            ("score", score),
            ("mean", mean),
            ("interval", interval),
            ("p_value", p),
        ] {
            let ours = scores[metric][name].as_f64().expect("a number");
            assert!(
                (ours - recorded).abs() < 1e-4,
                "{metric} {name}: {ours} {recorded}"
            );
        }
    }
    let other =
        &workspace.json(&[&arguments[..], &["--format", "json", "--seed", "7"]].concat())[0];
    assert_eq!(
        other["systems"][1]["scores"]["bleu"]["score"],
        scores["bleu"]["score"]
    );
    assert_ne!(
        other["systems"][1]["scores"]["bleu"]["mean"],
        scores["bleu"]["mean"]
    );
}

#[test]
fn what_cannot_be_scored_is_named() {
    let workspace = systems();
    workspace.write("two.txt", b"One.\nTwo.\n");
    workspace.write("empty.txt", b"");
    let (message, code) = workspace.failure(&["score", "new.txt", "two.txt"]);
    assert_eq!(code, 1);
    assert!(
        message.contains("new.txt has 8 lines and two.txt 2 lines"),
        "{message}"
    );
    let (message, code) = workspace.failure(&["score", "empty.txt", "empty.txt"]);
    assert_eq!(code, 1);
    assert!(message.contains("empty.txt: it is empty"), "{message}");
    let (message, code) =
        workspace.failure(&["score", "new.txt", "reference.txt", "--metric", "blue"]);
    assert_eq!(code, 2);
    assert!(message.contains("bleu, chrf"), "{message}");
    let (_, code) = workspace.failure(&["score", "-", "-"]);
    assert_eq!(code, 2);
    let output = workspace
        .recto(&["score", "--batch"])
        .write_stdin("{\"lang\":\"en\",\"hypotheses\":[\"One.\"],\"references\":[]}\n{\"lang\":\"en\",\"hypotheses\":[\"One.\"],\"references\":[[]]}\n{\"lang\":\"en\",\"hypotheses\":[],\"references\":[]}\n")
        .assert()
        .code(1);
    let message = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(
        message.contains("line 1: there are 1 hypotheses, but references for 0"),
        "{message}"
    );
    assert!(
        message.contains("line 2: hypothesis 1 has no references"),
        "{message}"
    );
    assert_eq!(
        output
            .get_output()
            .stdout
            .iter()
            .filter(|&&b| b == b'\n')
            .count(),
        1
    );
}

#[test]
fn rouge_says_where_it_is_blind() {
    let workspace = Workspace::with(&[]);
    workspace.write("fa.txt", "پل قدیمی باز شد.\n".as_bytes());
    let run = |metric: &str| {
        let output = workspace
            .recto(&["score", "fa.txt", "fa.txt", "--metric", metric])
            .assert()
            .success();
        String::from_utf8_lossy(&output.get_output().stderr).into_owned()
    };
    assert!(run("rouge1").contains("ROUGE sees only"));
    assert_eq!(run("chrf"), "");
}

#[test]
fn batches_are_answered_in_order() {
    let workspace = Workspace::with(&[]);
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
