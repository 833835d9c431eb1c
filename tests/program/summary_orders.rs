//! The classic methods rank as the papers say: in the order of an implementation that is not ours.

use std::collections::BTreeMap;

use crate::common::Workspace;

/// Ratings nearer than this are a tie: recorded ones have nine digits, and walks end at a tolerance.
const TIE: f64 = 1e-6;

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
    let score = |sentence: serde_json::Value| sentence["score"].as_f64().expect("a score");
    sentences.into_iter().map(score).collect()
}

/// Recorded from sumy 0.13 by `scripts/summary_orders.py`, which mends what sumy does otherwise than
/// the papers. The texts have no function words, and no two words that are one to a stemmer.
#[test]
fn orders_are_those_of_sumy_within_ties() {
    let recorded: BTreeMap<String, BTreeMap<String, Vec<f64>>> =
        serde_json::from_str(include_str!("../data/summaries/orders.json")).expect("ratings");
    assert_eq!(recorded.len(), 3);
    let workspace = Workspace::with(&[]);
    for (article, text) in [
        (
            "harbour.en.txt",
            include_str!("../data/summaries/harbour.en.txt"),
        ),
        (
            "orchard.en.txt",
            include_str!("../data/summaries/orchard.en.txt"),
        ),
        (
            "library.de.txt",
            include_str!("../data/summaries/library.de.txt"),
        ),
    ] {
        workspace.write(article, text.as_bytes());
        assert_eq!(recorded[article].len(), 6, "{article}");
        for (method, theirs) in &recorded[article] {
            let ours = scores(&workspace, article, method);
            assert_eq!(ours.len(), theirs.len(), "{article} {method}");
            let all = (0..ours.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
            let clear = all.filter(|&(a, b)| (theirs[a] - theirs[b]).abs() > TIE);
            let mut count = 0;
            for (a, b) in clear {
                let alike = (theirs[a] > theirs[b]) == (ours[a] > ours[b]);
                assert!(alike, "{article} {method}: sentences {a} and {b}");
                count += 1;
            }
            assert!(count > 40, "{article} {method}: {count} pairs");
        }
    }
}

/// The ratings themselves, where they are in the same unit: clusters of words, the length in the space of
/// topics, and shares of a walk.
#[test]
fn ratings_are_those_of_sumy_where_units_are() {
    let recorded: BTreeMap<String, BTreeMap<String, Vec<f64>>> =
        serde_json::from_str(include_str!("../data/summaries/orders.json")).expect("ratings");
    let workspace = Workspace::with(&[]);
    workspace.write(
        "library.de.txt",
        include_bytes!("../data/summaries/library.de.txt"),
    );
    for method in ["luhn", "lsa", "lexrank"] {
        let ours = scores(&workspace, "library.de.txt", method);
        let theirs = &recorded["library.de.txt"][method];
        for (index, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
            let near = (ours - theirs).abs() < 1e-4;
            assert!(near, "{method} {index}: {ours}, not {theirs}");
        }
    }
}
