//! Two folders of articles and translations: paired by name, then by content, and aligned.

use std::fs;

use crate::common::Workspace;
use serde_json::Value;

/// Some of the bundled articles as people keep them: two folders, with names of their own.
fn workspace() -> Workspace {
    let workspace = Workspace::with(&[]);
    for (folder, files) in [
        (
            "ours",
            &[
                ("bridge.en.txt", "bridge.en.txt"),
                ("bees.en.txt", "bees.txt"),
                ("tram.en.txt", "tram_en.txt"),
                ("observatory.en.md", "telescope.en.md"),
                ("bakery.en.txt", "bakery.en.txt"),
            ][..],
        ),
        (
            "theirs",
            &[
                ("bridge.fa.txt", "bridge.fa.txt"),
                ("bees.fr.txt", "ruches.fr.txt"),
                ("tram.ar.txt", "ar_tram.txt"),
                ("observatory.de.md", "Sternwarte.de.md"),
                ("library.es.md", "biblioteca.es.md"),
            ],
        ),
    ] {
        fs::create_dir(workspace.path(folder)).unwrap();
        for (seed, name) in files {
            let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
            fs::copy(seeds.join(seed), workspace.path(folder).join(name)).unwrap();
        }
    }
    workspace
}

const DIR: [&str; 6] = ["align", "--dir", "ours", "theirs", "--from", "en"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    DIR.iter().chain(more).copied().collect()
}

#[test]
fn files_are_paired_by_name_then_by_content_and_the_rest_is_named() {
    let workspace = workspace();
    let table = workspace.stdout(&with(&[]));
    // How many links are doubtful changes with the aligner.
    let settings = {
        let mut settings = insta::Settings::clone_current();
        settings.add_filter(r"(\d+ → \d+) +\d+ +\d+ +\d+", "$1 …");
        settings
    };
    settings.bind(|| insta::assert_snapshot!(table));
    // The same however often, and on however many processors.
    let once = workspace.stdout(&with(&["--format", "json"]));
    for threads in ["1", "3"] {
        let output = workspace
            .recto(&with(&["--format", "json"]))
            .env("RAYON_NUM_THREADS", threads)
            .assert()
            .success();
        assert_eq!(String::from_utf8_lossy(&output.get_output().stdout), once);
    }
}

#[test]
fn all_pairs_go_into_one_memory() {
    let workspace = workspace();
    let lines = workspace.json(&with(&["--format", "json"]));
    let links: usize = lines
        .iter()
        .flat_map(|line| line["links"].as_array().unwrap())
        .filter(|link| {
            link["source"] != serde_json::json!([]) && link["target"] != serde_json::json!([])
        })
        .count();
    let alone: Vec<(&Value, &Value)> = lines
        .iter()
        .filter(|line| line["by"].is_null())
        .map(|line| (&line["source"], &line["target"]))
        .collect();
    assert_eq!(
        alone,
        [
            (&"bakery.en.txt".into(), &Value::Null),
            (&Value::Null, &"biblioteca.es.md".into())
        ]
    );
    for format in ["tsv", "tmx"] {
        let output = workspace
            .recto(&with(&["--format", format]))
            .assert()
            .success();
        let output = output.get_output();
        assert!(String::from_utf8_lossy(&output.stderr).contains("no translation: bakery.en.txt"));
        let (file, memory) = (format!("all.{format}"), format!("{format}.db"));
        workspace.write(&file, &output.stdout);
        let done = workspace
            .json(&[
                "memory", "import", &file, "--memory", &memory, "--format", "json",
            ])
            .remove(0);
        let stored = done["units_new"].as_u64().unwrap() + done["units_known"].as_u64().unwrap();
        assert_eq!(
            (stored as usize, &done["refused"]),
            (links, &0.into()),
            "{format}"
        );
        let stats = workspace
            .json(&["memory", "stats", "--memory", &memory, "--format", "json"])
            .remove(0);
        assert_eq!(stats["languages"].as_array().unwrap().len(), 4, "{stats}");
        // What is doubtful in the file is doubtful in the memory.
        assert!(stats["doubtful"].as_u64().unwrap() <= links as u64);
    }
    // A sheet for each pair; front matter names the article of the telescope.
    workspace.stdout(&with(&["--format", "tsv", "--output", "sheets"]));
    let mut sheets: Vec<String> = fs::read_dir(workspace.path("sheets"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    sheets.sort();
    assert_eq!(
        sheets,
        [
            "bees.en-fr.tsv",
            "bridge.en-fa.tsv",
            "observatory.en-de.tsv",
            "tram.en-ar.tsv"
        ]
    );
    workspace.stdout(&with(&["--format", "html", "--output", "pages"]));
    let page = fs::read_to_string(workspace.path("pages/bridge.en-fa.html")).unwrap();
    assert!(page.contains("dir=\"rtl\"") && page.contains("bridge.fa.txt"));
}

#[test]
fn what_cannot_be_is_said() {
    let workspace = workspace();
    fs::write(workspace.path("theirs/broken.fr.txt"), b"\xff\xfe\x00\xd8").unwrap();
    let output = workspace.recto(&with(&[])).assert().code(1);
    let errors = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(errors.contains("theirs/broken.fr.txt: "), "{errors}");
    assert!(String::from_utf8_lossy(&output.get_output().stdout).contains("bridge.fa.txt"));
    let (message, code) = workspace.failure(&["align", "ours", "theirs"]);
    assert!(
        message.contains("are aligned with --dir") && code == 2,
        "{message}"
    );
    let (message, code) = workspace.failure(&["align", "--dir", "ours", "nowhere"]);
    assert!(message.contains("nowhere: --dir aligns the files of two folders") && code == 2);
    let (message, code) = workspace.failure(&with(&["--format", "html"]));
    assert!(message.contains("--output") && code == 2, "{message}");
    let without = ["align", "--dir", "ours", "theirs"];
    let (message, _) = workspace.failure(&without);
    assert!(
        message.contains("ours/bees.txt: its language is not known"),
        "{message}"
    );
}
