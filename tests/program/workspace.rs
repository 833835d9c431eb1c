//! The three jobs on a copy of the bundled workspace, with the program as users run it.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use crate::common::Workspace;
use predicates::str::contains;

/// What the memory holds, but for the size of its file.
fn stats(workspace: &Workspace) -> serde_json::Value {
    let mut stats = workspace
        .json(&["memory", "stats", "--format", "json"])
        .remove(0);
    stats.as_object_mut().expect("an object").remove("bytes");
    stats
}

#[test]
fn a_build_stores_every_article_once() {
    let workspace = Workspace::bundled();
    let first = workspace.json(&["build", "--format", "json"]).remove(0);
    let files = first["files"].as_array().unwrap();
    assert!(files.len() >= 18, "{} files", files.len());
    assert!(files.iter().all(|file| file["status"] == "stored"));
    assert!(first["bitexts"].as_array().unwrap().len() >= 10);
    let before = stats(&workspace);
    let second = workspace.json(&["build", "--format", "json"]).remove(0);
    assert!(
        second["files"]
            .as_array()
            .unwrap()
            .iter()
            .all(|file| file["status"] == "unchanged")
    );
    assert_eq!(second["bitexts"].as_array().unwrap().len(), 0);
    assert_eq!(stats(&workspace), before);
    // Ordinary translations have few segments without counterpart.
    let unpaired: u64 = first["bitexts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|b| b["unpaired"].as_u64().unwrap())
        .sum();
    let units = before["units"].as_u64().unwrap();
    assert!(
        units > 200 && unpaired * 20 < units,
        "{unpaired} of {units}"
    );
}

#[test]
fn a_changed_article_is_a_new_revision() {
    let workspace = Workspace::with(&[
        (
            "news.en.txt",
            "The bridge opened on Monday. It has 12 lamps.",
        ),
        ("news.fr.txt", "Le pont a ouvert lundi. Il a 12 lampes."),
    ]);
    workspace.stdout(&["build"]);
    workspace.write(
        "seeds/news.en.txt",
        b"The bridge opened on Monday. It has 14 lamps.",
    );
    let report = workspace.json(&["build", "--format", "json"]).remove(0);
    assert_eq!(report["files"][0]["revision"], 2);
    assert_eq!(report["files"][1]["status"], "unchanged");
    let old = workspace.stdout(&["segment", "news.en@r1"]);
    assert_eq!(old, "The bridge opened on Monday.\nIt has 12 lamps.\n");
    workspace
        .recto(&["diff", "news.en@r1", "news.en"])
        .assert()
        .success()
        .stdout(contains("It has [-12-]{+14+} lamps."));
    // The translation that follows belongs to the new source.
    workspace.write(
        "seeds/news.fr.txt",
        "Le pont a ouvert lundi. Il a 14 lampes.".as_bytes(),
    );
    let report = workspace.json(&["build", "--format", "json"]).remove(0);
    assert_eq!(report["bitexts"][0]["source_revision"], 2);
    assert_eq!(report["bitexts"][0]["target_revision"], 2);
    assert_eq!(report["bitexts"][0]["units_new"], 2);
    // Back to the first text: nothing is stored twice.
    workspace.write(
        "seeds/news.en.txt",
        b"The bridge opened on Monday. It has 12 lamps.",
    );
    let report = workspace.json(&["build", "--format", "json"]).remove(0);
    assert_eq!(report["files"][0]["status"], "unchanged");
    assert_eq!(stats(&workspace)["revisions"], 4);
}

#[test]
fn a_build_that_is_killed_is_taken_up_by_the_next() {
    let whole = Workspace::bundled();
    whole.stdout(&["build"]);
    let expected = stats(&whole);
    let workspace = Workspace::bundled();
    for pause in [2, 5, 10, 20, 40] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_recto"))
            .arg("build")
            .current_dir(workspace.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(pause));
        // It may have ended already; either is a state that the next build must take up.
        let _ = child.kill();
        child.wait().unwrap();
    }
    workspace.stdout(&["build"]);
    assert_eq!(stats(&workspace), expected);
    let database = rusqlite::Connection::open(workspace.path("memory/recto.db")).unwrap();
    let check: String = database
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(check, "ok");
    let stray: i64 = database
        .query_row(
            "SELECT count(*) FROM units WHERE id NOT IN (SELECT unit_id FROM origins)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(stray, 0);
}

#[test]
fn the_same_articles_give_the_same_memory() {
    let export = || {
        let workspace = Workspace::bundled();
        workspace.stdout(&["build"]);
        let mut units = workspace.json(&["memory", "export", "--format", "json"]);
        // The time of the build is all that may differ.
        for unit in &mut units {
            unit.as_object_mut().unwrap().remove("created");
        }
        units
    };
    assert_eq!(export(), export());
}

#[test]
fn every_stored_sentence_is_found_again() {
    let workspace = Workspace::bundled();
    workspace.stdout(&["build"]);
    let units = workspace.json(&[
        "memory", "export", "--from", "en", "--to", "fr", "--format", "json",
    ]);
    assert!(units.len() > 40);
    let queries: String = units
        .iter()
        .map(|unit| {
            let source = unit["source"].as_str().unwrap();
            source.split_whitespace().collect::<Vec<_>>().join(" ") + "\n"
        })
        .collect();
    let output = workspace
        .recto(&[
            "lookup", "--from", "en", "--to", "fr", "--format", "json", "--limit", "50",
        ])
        .write_stdin(queries)
        .assert()
        .success()
        .get_output()
        .clone();
    let answers = String::from_utf8(output.stdout).unwrap();
    for (unit, answer) in units.iter().zip(answers.lines()) {
        let answer: serde_json::Value = serde_json::from_str(answer).unwrap();
        let matches = answer["matches"].as_array().unwrap();
        // Units that differ by context alone are one match.
        let same = |found: &&serde_json::Value| {
            found["source"] == unit["source"] && found["target"] == unit["target"]
        };
        let found = matches.iter().find(same).expect("the unit itself");
        assert_eq!(found["kind"], "exact");
        // Of what is doubtful a look-up says so.
        let least = if unit["doubtful"] == true { 90 } else { 100 };
        assert!(matches[0]["score"].as_u64().unwrap() >= least);
    }
}

#[test]
fn concordance_looks_on_both_sides() {
    let workspace = Workspace::bundled();
    workspace.stdout(&["build"]);
    for (word, language) in [
        ("bridge", "en"),
        ("PONT", "fr"),
        ("پل", "fa"),
        ("Brücke", "de"),
    ] {
        let hits = workspace.json(&["concordance", word, "--lang", language, "--format", "json"]);
        assert!(!hits.is_empty(), "{word}");
        for hit in &hits {
            let [from, to] = [&hit["in_source"], &hit["in_target"]].map(|p| p.as_array().unwrap());
            assert!(!from.is_empty() || !to.is_empty());
        }
    }
}

#[test]
fn summaries_are_verbatim_and_in_other_languages_from_the_memory() {
    let workspace = Workspace::bundled();
    workspace.stdout(&["build"]);
    let summary = workspace
        .json(&[
            "summarize",
            "bridge.en@r1",
            "--sentences",
            "3",
            "--format",
            "json",
            "--in",
            "fr",
        ])
        .remove(0);
    let text: Vec<char> = fs::read_to_string(workspace.path("seeds/bridge.en.txt"))
        .unwrap()
        .chars()
        .collect();
    let french = fs::read_to_string(workspace.path("seeds/bridge.fr.txt")).unwrap();
    let sentences = summary["sentences"].as_array().unwrap();
    assert_eq!(sentences.len(), 3);
    for sentence in sentences {
        let place = |name: &str| sentence[name].as_u64().unwrap() as usize;
        let verbatim: String = text[place("start")..place("end")].iter().collect();
        assert_eq!(sentence["text"], verbatim);
        assert!(french.contains(sentence["translation"].as_str().unwrap()));
    }
    // The file itself is known by its text; a text that is not there is said to be missing.
    workspace.stdout(&["summarize", "seeds/bridge.en.txt", "--in", "fa"]);
    workspace.write("new.en.txt", b"This was never stored.");
    let (message, code) = workspace.failure(&["summarize", "new.en.txt", "--in", "fa"]);
    assert!(code == 1 && message.contains("recto build"), "{message}");
}

#[test]
fn words_asked_for_are_never_exceeded() {
    let workspace = Workspace::bundled();
    for words in ["40", "80", "160"] {
        let text = workspace.stdout(&["summarize", "seeds/bridge.en.txt", "--words", words]);
        let count = text.split_whitespace().count();
        assert!(
            count > 0 && count <= words.parse().unwrap(),
            "{count} of {words}"
        );
    }
}

#[test]
fn a_diff_on_the_command_line_restores_the_new_text() {
    let workspace = Workspace::bundled();
    for [old, new] in [
        ["seeds/bridge.en.txt", "seeds/bridge.en.r2.txt"],
        ["seeds/bridge.fr.txt", "seeds/bridge.fr.r2.txt"],
    ] {
        let revision = workspace
            .json(&["diff", old, new, "--format", "json"])
            .remove(0);
        let read = |name| -> Vec<char> {
            fs::read_to_string(workspace.path(name))
                .unwrap()
                .chars()
                .collect()
        };
        let (old, new) = (read(old), read(new));
        let place = |value: &serde_json::Value| {
            let at = |i: usize| value[i].as_u64().unwrap() as usize;
            at(0)..at(1)
        };
        let covered = |value: &serde_json::Value| {
            let parts = value.as_array().unwrap();
            Some(place(parts.first()?).start..place(parts.last()?).end)
        };
        for change in revision["segments"].as_array().unwrap() {
            let (Some(from), Some(to)) = (covered(&change["old"]), covered(&change["new"])) else {
                continue;
            };
            let (mut at, mut restored) = (from.start, Vec::new());
            for edit in change["edits"].as_array().unwrap() {
                let (gone, come) = (place(&edit["old"]), place(&edit["new"]));
                restored.extend_from_slice(&old[at..gone.start]);
                restored.extend_from_slice(&new[come]);
                at = gone.end;
            }
            restored.extend_from_slice(&old[at..from.end]);
            assert_eq!(restored, new[to]);
        }
        let counted = |name: &str| revision["summary"][name].as_u64().unwrap();
        assert!(counted("unchanged") > 10 && counted("edited") > 0);
    }
}

#[test]
fn pages_are_whole_and_tell_their_direction() {
    let workspace = Workspace::bundled();
    workspace.stdout(&["build"]);
    for (arguments, parts) in [
        (
            &["align", "bridge.en@r1", "bridge.fa@r1"][..],
            &["lang=\"fa\" dir=\"rtl\"", "lang=\"en\" dir=\"ltr\""][..],
        ),
        (
            &["summarize", "bridge.fa@r1"],
            &[
                "dir=\"rtl\"",
                "<span id=\"s1\" class=\"sentence h9 taken\">",
            ],
        ),
        (
            &["diff", "bridge.fr@r1", "bridge.fr@r2"],
            &["<ins data-kinds=", "<del data-kinds="],
        ),
    ] {
        let page = workspace.stdout(&[arguments, &["--format", "html"]].concat());
        assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
        for part in parts {
            assert!(page.contains(part), "{part}");
        }
    }
}

#[test]
fn exports_are_read_by_other_tools() {
    let workspace = Workspace::bundled();
    workspace.stdout(&["build"]);
    let tmx = workspace.stdout(&["memory", "export", "--from", "en", "--to", "fa"]);
    let units = workspace.json(&[
        "memory", "export", "--from", "en", "--to", "fa", "--format", "json",
    ]);
    let mut reader = quick_xml::Reader::from_str(&tmx);
    let mut counted = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "tu" => counted += 1,
            _ => {}
        }
    }
    assert_eq!(counted, units.len());
    let tsv = workspace.stdout(&[
        "memory", "export", "--from", "en", "--to", "fa", "--format", "tsv",
    ]);
    assert!(tsv.lines().all(|line| line.split('\t').count() == 4));
    assert_eq!(tsv.lines().count(), units.len() + 1);
}

#[test]
fn output_in_a_pipe_has_no_colours_and_a_closed_pipe_is_no_error() {
    let workspace = Workspace::bundled();
    workspace.stdout(&["build"]);
    for arguments in [
        &["memory", "articles"][..],
        &["concordance", "bridge"],
        &["align", "bridge.en@r1", "bridge.fa@r1"],
        &["diff", "bridge.en@r1", "bridge.en@r2"],
    ] {
        assert!(!workspace.stdout(arguments).contains('\u{1b}'));
    }
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_recto"))
        .args(["memory", "export"])
        .current_dir(workspace.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty());
}

#[test]
fn a_corrected_older_revision_does_not_hide_a_newer_one() {
    let workspace = Workspace::with(&[
        ("a.en.txt", "The bridge opened on Monday. It is red."),
        ("a.en.r2.txt", "The bridge opened on Tuesday. It is red."),
        ("a.fr.txt", "Le pont a ouvert lundi. Il est rouge."),
    ]);
    workspace.stdout(&["build"]);
    workspace.write(
        "seeds/a.en.txt",
        b"The bridge opened last Monday. It is red.",
    );
    workspace.stdout(&["build"]);
    let newest = workspace.stdout(&["segment", "a.en"]);
    assert!(
        newest.starts_with("The bridge opened on Tuesday."),
        "{newest}"
    );
    // A sentence that stands in a translated revision has its translation in the others too.
    let french = workspace.stdout(&["summarize", "a.en", "--sentences", "2", "--in", "fr"]);
    assert!(french.contains("Il est rouge."), "{french}");
}

#[test]
fn builds_at_the_same_time_store_everything_once() {
    let workspace = Workspace::bundled();
    let together: Vec<_> = (0..4)
        .map(|_| {
            let mut build = workspace.recto(&["build"]);
            std::thread::spawn(move || build.assert().success())
        })
        .collect();
    for build in together {
        build.join().unwrap();
    }
    let uses = |workspace: &Workspace| -> Vec<(u64, usize)> {
        let units = workspace.json(&["memory", "export", "--format", "json"]);
        units
            .iter()
            .map(|unit| {
                (
                    unit["uses"].as_u64().unwrap(),
                    unit["origins"].as_array().unwrap().len(),
                )
            })
            .collect()
    };
    let alone = Workspace::bundled();
    alone.stdout(&["build"]);
    let sorted = |mut uses: Vec<(u64, usize)>| {
        uses.sort();
        uses
    };
    assert_eq!(sorted(uses(&workspace)), sorted(uses(&alone)));
}

#[test]
fn two_files_cannot_be_the_same_revision() {
    let workspace = Workspace::with(&[("a.en.txt", "One."), ("a.en.md", "Two.")]);
    let (message, code) = workspace.failure(&["build"]);
    assert_eq!(code, 1);
    assert!(
        message.contains("a.en.txt") && message.contains("as seeds/a.en.md is"),
        "{message}"
    );
}

#[test]
fn a_bad_line_of_a_batch_costs_no_other() {
    let workspace = Workspace::with(&[]);
    let output = workspace
        .recto(&["diff", "--batch"])
        .write_stdin(
            "{\"id\":1,\"lang\":\"en\",\"old\":\"A.\",\"new\":\"B.\"}\nnonsense\n\
             {\"id\":2,\"lang\":\"en\",\"old\":\"A.\",\"new\":\"A.\"}\n",
        )
        .assert()
        .code(1);
    let lines = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    assert_eq!(lines.lines().count(), 2, "{lines}");
    let errors = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(errors.contains("line 2"), "{errors}");
}

#[test]
fn a_boundary_is_explained() {
    let workspace = Workspace::with(&[("a.en.txt", "Dr. Hale came. It rained.")]);
    let lines = workspace.json(&["segment", "seeds/a.en.txt", "--explain", "--format", "json"]);
    let found: Vec<_> = lines
        .iter()
        .map(|line| {
            (
                line["mark"].as_str().unwrap(),
                line["ends"] == true,
                line["rule"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("Dr.", false, "abbreviation"),
            ("came.", true, "terminator"),
            ("", true, "block_end")
        ]
    );
    let nearest = workspace.stdout(&["segment", "seeds/a.en.txt", "--explain", "--at", "2"]);
    assert!(
        nearest.contains("“Dr.”") && nearest.lines().count() == 1,
        "{nearest}"
    );
}

#[test]
fn a_stream_is_answered_like_a_file() {
    let workspace = Workspace::bundled();
    for file in [
        "seeds/tram.en.txt",
        "seeds/bridge.fa.txt",
        "seeds/bees.es.txt",
    ] {
        let language = file.split('.').nth(1).unwrap();
        let whole = workspace.json(&["segment", file, "--format", "json"]);
        let stream = workspace.json(&[
            "segment", file, "--stream", "--lang", language, "--format", "json",
        ]);
        let places = |lines: &[serde_json::Value]| -> Vec<_> {
            let field = |line: &serde_json::Value, name: &str| line[name].as_u64().unwrap();
            lines
                .iter()
                .map(|line| ["index", "start", "end", "paragraph"].map(|name| field(line, name)))
                .collect()
        };
        assert_eq!(places(&stream), places(&whole), "{file}");
    }
}
