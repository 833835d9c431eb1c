//! Concordance and fragments as a user asks for them.

use crate::common::Workspace;

fn workspace() -> Workspace {
    let workspace = Workspace::with(&[
        (
            "bridge.en.txt",
            "The old bridge was closed in 2015.\n\nThe new footbridge opened on Monday.\n\nIt cost 14.5 million.",
        ),
        (
            "bridge.fr.txt",
            "Le vieux pont a été fermé en 2015.\n\nLa nouvelle passerelle a ouvert lundi.\n\nElle a coûté 14,5 millions.",
        ),
    ]);
    workspace.stdout(&["build"]);
    workspace
}

#[test]
fn queries_have_operators_sides_and_filters() {
    let workspace = workspace();
    let sources = |arguments: &[&str]| -> Vec<String> {
        let arguments = [&["concordance", "--format", "json"], arguments].concat();
        let hits = workspace.json(&arguments);
        hits.iter()
            .map(|hit| hit["source"].as_str().unwrap()[..7].to_owned())
            .collect()
    };
    assert_eq!(sources(&["bridge OR passerelle"]), ["The new", "The old"]);
    assert_eq!(sources(&["the -target:pont"]), ["The new"]);
    assert_eq!(sources(&["-pont"]), ["It cost", "The new"]);
    assert_eq!(sources(&["\"old bridge\" AND \"vieux pont\""]), ["The old"]);
    assert_eq!(sources(&["foot*"]), ["The new"]);
    assert_eq!(sources(&["THE", "--case"]), [""; 0]);
    assert_eq!(sources(&["The", "--case"]), ["The new", "The old"]);
    assert_eq!(sources(&["*", "--regex", r"\d,\d"]), ["It cost"]);
    assert_eq!(
        sources(&["*", "--regex", r"\d,\d", "--lang", "en"]),
        [""; 0]
    );
    assert_eq!(sources(&["*", "--skip", "1", "--limit", "1"]), ["The new"]);
    let hit = workspace
        .json(&[
            "concordance",
            "cost*",
            "--regex",
            "coûté 14",
            "--format",
            "json",
        ])
        .remove(0);
    assert_eq!(hit["in_source"], serde_json::json!([[3, 7]]));
    assert_eq!(hit["in_target"], serde_json::json!([[7, 15]]));
}

#[test]
fn what_cannot_be_read_is_shown_with_a_caret() {
    let workspace = workspace();
    for (arguments, fault, caret) in [
        (&["bridge ("][..], "parenthesis is not closed", "         ^"),
        (&["old AND OR bridge"], "must stand before", "          ^^"),
        (&["op*n"], "can only end a word", "    ^"),
        (&["..."], "no word", "  ^^^"),
        (&["*", "--regex", "[a-"], "unclosed character class", "  ^"),
    ] {
        let (message, code) = workspace.failure(&[&["concordance"], arguments].concat());
        assert_eq!(code, 2, "{message}");
        assert!(message.contains(fault), "{message}");
        assert_eq!(message.lines().last(), Some(caret), "{message}");
    }
    let (message, code) = workspace.failure(&["concordance", "*", "--regex", r"(\w{100}){1000}"]);
    assert!(code == 2 && message.contains("too large"), "{message}");
}

#[test]
fn each_line_of_stdin_is_a_query() {
    let workspace = workspace();
    let output = workspace
        .recto(&["concordance", "--format", "json", "--limit", "1"])
        .write_stdin("the\n\n(bridge\n\"zebra\"\n")
        .output()
        .unwrap();
    let lines: Vec<serde_json::Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let numbers = |line: &serde_json::Value| {
        (
            line["total"].as_u64().unwrap(),
            line["hits"].as_array().unwrap().len(),
            line["exact"] == true,
        )
    };
    assert_eq!(
        lines.iter().map(numbers).collect::<Vec<_>>(),
        [(2, 1, true), (0, 0, true)]
    );
    assert_eq!(lines[1]["query"], "\"zebra\"");
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.contains("stdin, line 3") && message.contains("1 line"),
        "{message}"
    );
}

#[test]
fn fragments_come_with_their_translations() {
    let workspace = workspace();
    let text = "Nobody knew that the OLD bridge was closed before the new footbridge opened.";
    let arguments = ["fragments", text, "--from", "en", "--to", "fr"];
    let answer = workspace
        .json(&[&arguments[..], &["--format", "json"]].concat())
        .remove(0);
    let fragments = answer["fragments"].as_array().unwrap();
    let spans: Vec<&str> = fragments
        .iter()
        .map(|f| f["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        spans,
        ["the OLD bridge was closed", "the new footbridge opened"]
    );
    let place = |name: &str| fragments[0][name].as_u64().unwrap() as usize;
    assert_eq!(&text[place("start")..place("end")], spans[0]);
    let unit = &fragments[0]["units"][0];
    assert_eq!(unit["in_source"], serde_json::json!([0, 25]));
    assert_eq!(unit["source"], "The old bridge was closed in 2015.");
    assert!(workspace.stdout(&arguments).contains("5 words, in 1 unit"));
    let longer =
        workspace.json(&[&arguments[..], &["--format", "json", "--min-words", "5"]].concat());
    assert_eq!(longer[0]["fragments"].as_array().unwrap().len(), 1);
    let (message, code) = workspace.failure(&["fragments", " ", "--from", "en", "--to", "fr"]);
    assert!(code == 2 && message.contains("empty"), "{message}");
}
