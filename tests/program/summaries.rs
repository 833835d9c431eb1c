//! Summaries as a user asks for them: methods, lengths, subjects.

use crate::common::Workspace;
use serde_json::Value;

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

const MONDAY: &str = "# Bridge opens again\n\nThe old bridge over the Tarn opened again on Monday morning after two years of work.\n\nIts arches were rebuilt in stone from the quarry at Aubin. Nobody was hurt in the works.\n";
const TUESDAY: &str = "# Town pays for its bridge\n\nAfter two years of work the old bridge over the Tarn was opened again on Monday morning.\n\nThe town paid four million for the work, the mayor said. A ferry will no longer be needed.\n";

#[test]
fn a_story_says_nothing_twice_and_names_its_sources() {
    let workspace = Workspace::with(&[]);
    workspace.write("monday.en.md", MONDAY.as_bytes());
    workspace.write("tuesday.en.md", TUESDAY.as_bytes());
    let files = ["summarize", "monday.en.md", "tuesday.en.md", "--story"];
    let with = |more: &[&'static str]| [&files[..], more].concat();
    let story = &workspace.json(&with(&["--sentences", "4", "--format", "json"]))[0];
    let sentences = story["sentences"].as_array().expect("sentences");
    let text = |sentence: &Value| sentence["text"].as_str().expect("a text").to_owned();
    let opened = sentences.iter().filter(|one| text(one).contains("again"));
    assert_eq!(opened.count(), 1, "{story}");
    assert_eq!(story["articles"][1]["article"], "tuesday.en.md");
    for sentence in sentences {
        let source = match sentence["article"].as_str() {
            Some("monday.en.md") => MONDAY,
            Some("tuesday.en.md") => TUESDAY,
            other => panic!("{other:?}"),
        };
        let place = |name: &str| sentence[name].as_u64().expect("a place") as usize;
        assert_eq!(&source[place("start")..place("end")], text(sentence));
    }
    let explained = workspace.stdout(&with(&["--sentences", "2", "--explain"]));
    insta::assert_snapshot!("story_explained", explained);
    let footnotes = workspace.stdout(&with(&["--sentences", "2", "--format", "markdown"]));
    insta::assert_snapshot!("story_with_footnotes", footnotes);
    workspace.write("mercredi.fr.md", "Le pont est ouvert.\n".as_bytes());
    let (message, code) =
        workspace.failure(&["summarize", "monday.en.md", "mercredi.fr.md", "--story"]);
    assert_eq!(code, 2);
    assert!(message.contains("mercredi.fr.md in fr"), "{message}");
}

#[test]
fn only_what_is_new_is_told() {
    let workspace = Workspace::with(&[]);
    workspace.write("old.en.md", MONDAY.as_bytes());
    let new = MONDAY.replace("two years", "three years").replace(
        "Nobody was hurt in the works.",
        "Nobody was hurt in the works! A second bridge is planned for the spring.",
    );
    workspace.write("new.en.md", new.as_bytes());
    let since = |new: &str, old: &str| {
        let arguments = [
            "summarize",
            new,
            "--since",
            old,
            "--format",
            "json",
            "--explain",
        ];
        workspace.json(&arguments).remove(0)
    };
    let summary = since("new.en.md", "old.en.md");
    let texts: Vec<&str> = summary["summary"]
        .as_str()
        .expect("a text")
        .lines()
        .collect();
    assert_eq!(texts.len(), 2, "{summary}");
    assert!(texts[0].contains("three years"), "{summary}");
    assert!(texts[1].starts_with("A second bridge"), "{summary}");
    assert_eq!(summary["since"], "old.en.md");
    assert_eq!(summary["considered"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        since("old.en.md", "old.en.md")["sentences"],
        serde_json::json!([])
    );
    let workspace = Workspace::bundled();
    workspace.stdout(&["build"]);
    let short = workspace.stdout(&["summarize", "bridge.en", "--since", "r1"]);
    let long = workspace.stdout(&["summarize", "bridge.en", "--since", "bridge.en@r1"]);
    assert_eq!(short, long);
    assert!(!short.is_empty());
}

#[test]
fn every_sentence_has_a_reason() {
    let workspace = Workspace::bundled();
    let arguments = [
        "summarize",
        "seeds/bridge.en.txt",
        "--words",
        "40",
        "--explain",
        "--format",
        "json",
    ];
    let summary = &workspace.json(&arguments)[0];
    let considered = summary["considered"].as_array().expect("sentences");
    let verdict = |one: &&Value| one["verdict"] == "taken";
    let taken: Vec<u64> = considered
        .iter()
        .filter(verdict)
        .filter_map(|one| one["index"].as_u64())
        .collect();
    let sentences = summary["sentences"].as_array().expect("sentences");
    let chosen: Vec<u64> = sentences
        .iter()
        .filter_map(|one| one["index"].as_u64())
        .collect();
    assert_eq!(taken, chosen);
    assert!(considered.len() > 20);
    for one in considered {
        let known = ["taken", "repeats", "too_long", "outranked"];
        assert!(
            known.contains(&one["verdict"].as_str().expect("a verdict")),
            "{one}"
        );
    }
}

#[test]
fn a_page_holds_summaries_of_other_lengths() {
    let workspace = Workspace::bundled();
    let page = workspace.stdout(&[
        "summarize",
        "seeds/bridge.fa.txt",
        "--sentences",
        "2",
        "--format",
        "html",
    ]);
    assert_eq!(
        page.matches("<li dir=\"auto\"").count() - page.matches(" hidden>").count() + 1,
        2,
        "controls are hidden as well"
    );
    assert!(page.contains("const lengths = [[0], [0, "), "{page}");
    assert_eq!(
        page.matches("class=\"sentence h9").count(),
        1,
        "one has the best score"
    );
    for part in ["src=", "href=\"http", "url(", "@import"] {
        assert!(!page.contains(part), "nothing from elsewhere: {part}");
    }
}

/// The list that a page assigns to `name` in its script.
fn scripted(page: &str, name: &str) -> Vec<Value> {
    let start = format!("const {name} = ");
    let line = page.lines().find_map(|line| line.strip_prefix(&start));
    let list = line.and_then(|line| line.strip_suffix(';'));
    serde_json::from_str(list.expect("a list")).expect("JSON")
}

#[test]
fn a_page_marks_what_is_missing_at_each_length() {
    let workspace = Workspace::bundled();
    for article in ["bees.en.txt", "tram.ar.txt", "ferry.zh.txt"] {
        let article = format!("seeds/{article}");
        let page = workspace.stdout(&["summarize", &article, "--format", "html"]);
        let (lengths, notes) = (scripted(&page, "lengths"), scripted(&page, "notes"));
        assert_eq!((lengths.len(), notes.len()), (24, 24));
        let mut marks = 0;
        for count in 1..=24_usize {
            let asked = count.to_string();
            let arguments = [
                "summarize",
                &article,
                "--sentences",
                &asked,
                "--explain",
                "--format",
                "json",
            ];
            let summary = &workspace.json(&arguments)[0];
            let considered = summary["considered"].as_array().expect("sentences");
            let sentences = summary["sentences"].as_array().expect("sentences");
            let number = |one: &Value| {
                let at = considered.iter().position(|c| c["index"] == one["index"]);
                at.expect("a sentence that was considered")
            };
            let taken: Vec<usize> = sentences.iter().map(number).collect();
            assert_eq!(lengths[count - 1], serde_json::json!(taken), "{article}");
            let mut left = notes[count - 1].as_object().expect("notes").clone();
            for one in sentences {
                let note = left.remove(&number(one).to_string());
                let missing = one.get("missing");
                assert_eq!(
                    note.is_some(),
                    missing.is_some(),
                    "{article} {count}: {one}"
                );
                if let (Some(note), Some(missing)) = (note, missing) {
                    let index = missing["index"].as_u64().expect("a segment");
                    let ending = format!(" segment {}", index + 1);
                    assert!(note.as_str().expect("a note").ends_with(&ending), "{note}");
                    marks += 1;
                }
            }
            assert!(left.is_empty(), "{article} {count}: {left:?}");
        }
        assert!(marks > 3, "{article}");
    }
}

#[test]
fn key_phrases_say_what_an_article_is_about() {
    let workspace = Workspace::bundled();
    let phrases = |article: &str| {
        let arguments = [
            "summarize",
            article,
            "--keyphrases",
            "4",
            "--format",
            "json",
        ];
        let object = workspace.json(&arguments).remove(0);
        let phrases = object["key_phrases"].as_array().expect("key phrases");
        assert_eq!(phrases.len(), 4, "{article}: {object}");
        let text = |one: &Value| one["text"].as_str().expect("a text").to_owned();
        phrases.iter().map(text).collect::<Vec<_>>().join(" | ")
    };
    let articles = [
        "seeds/bridge.en.txt",
        "seeds/bridge.fa.txt",
        "seeds/tram.ar.txt",
        "seeds/ferry.zh.txt",
        "seeds/tram.de.txt",
        "seeds/bees.es.txt",
    ];
    let all: Vec<String> = articles.iter().map(|article| phrases(article)).collect();
    insta::assert_snapshot!("key_phrases", all.join("\n"));
}

#[test]
fn a_headline_is_the_title_or_a_sentence() {
    let workspace = Workspace::with(&[]);
    workspace.write("monday.en.md", MONDAY.as_bytes());
    let untitled = MONDAY.split_once("\n\n").expect("a title").1;
    workspace.write("untitled.en.md", untitled.as_bytes());
    let headline = |file| workspace.stdout(&["summarize", file, "--headline"]);
    assert_eq!(headline("monday.en.md"), "Bridge opens again\n");
    assert_eq!(
        headline("untitled.en.md"),
        "The old bridge over the Tarn opened again on Monday morning after two years of work.\n"
    );
    let arguments = [
        "summarize",
        "monday.en.md",
        "--headline",
        "--format",
        "json",
    ];
    assert_eq!(
        workspace.json(&arguments)[0]["headline"],
        "Bridge opens again"
    );
}

#[test]
fn what_a_sentence_lacks_is_said_wherever_a_person_or_a_program_reads() {
    let workspace = Workspace::with(&[]);
    workspace.write(
        "harbour.en.txt",
        b"The harbour is old and deep, and boats from many towns on the coast still call there. She knows it.\n",
    );
    let ask = |format: &'static str| {
        [
            "summarize",
            "harbour.en.txt",
            "--words",
            "5",
            "--format",
            format,
        ]
    };
    let missing = &workspace.json(&ask("json"))[0]["sentences"][0]["missing"];
    assert_eq!(
        missing,
        &serde_json::json!({"reason": "antecedent", "index": 0})
    );
    for format in ["markdown", "html"] {
        let shown = workspace.stdout(&ask(format));
        assert!(shown.contains("refers back to segment 1"), "{shown}");
    }
    let explained = ["summarize", "harbour.en.txt", "--words", "5", "--explain"];
    let shown = workspace.stdout(&explained);
    assert!(shown.contains("without its antecedent 1"), "{shown}");
}
