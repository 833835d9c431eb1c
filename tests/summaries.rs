//! Summaries as a user asks for them: methods, lengths, subjects.

mod common;

use common::Workspace;
use serde_json::Value;

fn scores(workspace: &Workspace, article: &str, method: &str) -> Vec<f64> {
    let arguments = [
        "summarize",
        article,
        "--method",
        method,
        "--sentences",
        "999",
        "--format",
        "json",
    ];
    let summary = workspace.json(&arguments).remove(0);
    let sentences = summary["sentences"].as_array().expect("sentences").clone();
    let score = |sentence: Value| sentence["score"].as_f64().expect("a score");
    sentences.into_iter().map(score).collect()
}

/// Recorded from sumy 0.13's LuhnSummarizer on the same words and stop words, with the paper's
/// gap of four words (`max_gap_size` 5).
#[test]
fn luhn_agrees_with_sumy() {
    let workspace = Workspace::bundled();
    for (article, expected) in [
        ("seeds/bridge.en.txt", &BRIDGE[..]),
        ("seeds/bees.es.txt", &BEES[..]),
        ("seeds/tram.de.txt", &TRAM[..]),
    ] {
        let got = scores(&workspace, article, "luhn");
        assert_eq!(got.len(), expected.len(), "{article}");
        for (index, (got, expected)) in got.iter().zip(expected).enumerate() {
            assert!(
                (got - expected).abs() < 1e-4,
                "{article} {index}: {got}, not {expected}"
            );
        }
    }
}

const BRIDGE: [f64; 35] = [
    8.1667, 2.7778, 2.0, 1.0, 5.4, 2.0, 0.0, 1.3333, 1.2857, 5.4, 4.2632, 2.25, 3.7647, 2.2857,
    1.8, 0.0, 0.0, 3.0, 4.0833, 4.0, 1.6, 2.2857, 1.2857, 3.7647, 2.4, 1.3333, 2.0, 1.0, 3.2, 2.0,
    4.0, 1.9231, 3.8571, 8.1, 2.0,
];
const BEES: [f64; 35] = [
    2.5789, 3.0, 1.5, 2.0, 3.6, 1.3333, 2.25, 2.25, 0.0, 7.2, 3.7647, 0.0, 2.7778, 1.3333, 0.0,
    3.0, 3.2, 3.6, 6.0, 0.6667, 3.6, 2.7692, 1.8, 1.8, 1.5, 4.0, 3.5556, 3.0, 4.9, 2.0, 1.0,
    4.0833, 4.9, 2.7778, 0.0,
];
const TRAM: [f64; 29] = [
    4.7647, 1.0, 2.2857, 3.125, 2.6667, 1.3333, 0.0, 2.4, 1.2857, 2.2857, 1.2857, 2.25, 1.5, 1.8,
    2.0, 2.0, 0.0, 0.8, 4.1667, 3.2, 3.125, 2.0, 0.0, 1.6, 1.7778, 0.0, 2.5, 2.6667, 2.2857,
];

#[test]
fn lengths_are_never_exceeded() {
    let workspace = Workspace::bundled();
    for article in [
        "bridge.fa.txt",
        "tram.ar.txt",
        "ferry.zh.txt",
        "bees.es.txt",
    ] {
        let article = format!("seeds/{article}");
        for (option, most, words_most) in [
            ("--chars", 280, usize::MAX),
            ("--words", usize::MAX, 60),
            ("--seconds", usize::MAX, 30 * 184 / 60),
        ] {
            let amount = match option {
                "--chars" => "280",
                "--words" => "60",
                _ => "30",
            };
            let text = workspace.stdout(&["summarize", &article, option, amount]);
            let text = text.trim_end();
            assert!(!text.is_empty(), "{article} {option}");
            assert!(
                recto::summarize::count_words(text) <= words_most,
                "{article} {option}"
            );
            // Marks and joiners are code points of their own but no characters to a reader.
            let marks = |c: &char| ('\u{64b}'..='\u{65f}').contains(c) || *c == '\u{200c}';
            let characters = text.chars().filter(|c| !marks(c)).count();
            assert!(characters <= most, "{article} {option}: {characters}");
        }
    }
}

#[test]
fn what_does_not_fit_is_said() {
    let workspace = Workspace::bundled();
    for (option, unit) in [("--words", "words"), ("--chars", "characters")] {
        let (message, code) = workspace.failure(&["summarize", "seeds/bridge.en.txt", option, "1"]);
        assert_eq!(code, 1);
        assert!(
            message.contains("bridge") && message.contains(unit),
            "{message}"
        );
    }
    let output = workspace
        .recto(&["summarize", "--batch"])
        .write_stdin("{\"id\":1,\"lang\":\"en\",\"article\":\"It rained.\",\"words\":1}\n")
        .output()
        .expect("the program");
    assert!(output.status.success());
    let line: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(line["summary"], "");
}

#[test]
fn subjects_and_exclusions() {
    let workspace = Workspace::bundled();
    workspace.write(
        "harbour.en.txt",
        b"The harbour was dredged in spring. The council paid for new cranes. \
          Fishing boats came back to the harbour. Nobody had asked Mara Lind, who runs the ferry. \
          The ferry of Mara Lind carries forty people.",
    );
    let about = |arguments: &[&str]| {
        let mut all = vec!["summarize", "harbour.en.txt", "--sentences", "2"];
        all.extend(arguments);
        workspace.stdout(&all)
    };
    let focused = about(&["--focus", "Mara Lind"]);
    assert_eq!(focused.matches("Mara Lind").count(), 2, "{focused}");
    assert_eq!(about(&["--query", "mara lind"]), focused);
    let without = about(&["--exclude", "HARBOUR", "--exclude", "Mara"]);
    assert_eq!(without, "The council paid for new cranes.\n");
    let (message, code) = workspace.failure(&["summarize", "harbour.en.txt", "--exclude", "e"]);
    assert!(
        code == 1 && message.contains("no sentence to quote"),
        "{message}"
    );
}
