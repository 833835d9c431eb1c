//! Documents of translators' formats, as a user works with them.

use std::fs;

use crate::common::Workspace;
use serde_json::Value;

/// A sample of ours.
fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/data/web/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read(path).unwrap()
}

/// A workspace with these samples as articles, built.
fn built(samples: &[&str]) -> Workspace {
    let workspace = Workspace::with(&[]);
    for name in samples {
        workspace.write(&format!("seeds/{name}"), &sample(name));
    }
    workspace.recto(&["build"]).assert().success();
    workspace
}

fn stdout(workspace: &Workspace, arguments: &[&str]) -> String {
    let output = workspace.recto(arguments).assert().success();
    String::from_utf8(output.get_output().stdout.clone()).unwrap()
}

#[test]
fn a_page_is_translated_and_all_else_stays() {
    let workspace = built(&["bridge.en.html", "bridge.fr.html", "bridge.fa.html"]);
    let page = String::from_utf8(sample("bridge.en.html")).unwrap();
    let arguments = [
        "pretranslate",
        "seeds/bridge.en.html",
        "--from",
        "en",
        "--to",
        "fr",
    ];
    let french = stdout(&workspace, &arguments);
    assert!(french.contains("<html lang=\"fr\" class=\"no-js has-sidebar\">"));
    assert!(french.contains("s’est ouvert lundi, <strong>deux ans plus tard</strong> que prévu."));
    assert!(french.contains(
        "<p class=\"byline\">Par <a rel=\"author\" href=\"/people/rivera\">Ana Rivera</a>,"
    ));
    assert!(french.contains("Les travaux ont coûté 38 millions d’euros.<br>\nLa région"));
    assert!(
        french.contains("<title>Un nouveau pont s’ouvre sur le fleuve | The Harbour Post</title>")
    );
    for kept in [
        "<script>console.log(\"not text: <p>at all</p>\");</script>",
        "<!-- ad slot 3 -->",
        "Old ferry sold",
        "<pre>let length = 210;</pre>",
    ] {
        assert!(french.contains(kept) && page.contains(kept), "{kept}");
    }
    let persian = stdout(
        &workspace,
        &[
            "pretranslate",
            "seeds/bridge.en.html",
            "--from",
            "en",
            "--to",
            "fa",
            "--threshold",
            "80",
        ],
    );
    assert!(
        persian.contains("<html dir=\"rtl\" lang=\"fa\""),
        "{persian}"
    );
    assert!(
        persian.contains("<strong>دو سال دیرتر</strong>"),
        "{persian}"
    );
    // Nothing is known of German: the page is as it was but for what it says of its language.
    let german = stdout(
        &workspace,
        &[
            "pretranslate",
            "seeds/bridge.en.html",
            "--from",
            "en",
            "--to",
            "de",
        ],
    );
    assert_eq!(german, page.replace("lang=\"en\"", "lang=\"de\""));
}

#[test]
fn who_wrote_an_article_and_when_goes_with_it() {
    let workspace = built(&["bridge.en.html", "bridge.fr.html"]);
    let segments = ["segment", "seeds/bridge.en.html", "--format", "json"];
    let lines = workspace.json(&segments);
    let article = serde_json::json!({"title": "New bridge opens over the river", "author": "Ana Rivera", "date": "2026-03-02"});
    assert_eq!(lines[0]["article"], article);
    assert!(lines[1].get("article").is_none());
    // The units are of the writer and the day of the translation.
    let export = ["memory", "export", "--format", "jsonl"];
    let units = workspace.json(&export);
    let record = &units[0]["record"];
    assert_eq!(
        (&record["author"], &record["changed"]),
        (&"Ana Rivera".into(), &1_772_409_600.into())
    );
    let tmx = stdout(&workspace, &["memory", "export"]);
    assert!(tmx.contains("creationid=\"Ana Rivera\""), "{tmx}");
}

#[test]
fn codes_go_round_in_exchange_formats() {
    let workspace = built(&["bridge.en.html", "bridge.fr.html"]);
    for format in ["tmx", "xliff", "xliff2"] {
        let file = stdout(&workspace, &["memory", "export", "--format", format]);
        assert!(file.contains("strong"), "{format}: {file}");
        workspace.write("out.file", file.as_bytes());
        let memory = format!("{format}.db");
        workspace
            .recto(&["memory", "import", "out.file", "--memory", &memory])
            .assert()
            .success();
        let arguments = [
            "pretranslate",
            "seeds/bridge.en.html",
            "--from",
            "en",
            "--to",
            "fr",
            "--memory",
            &memory,
        ];
        let page = stdout(&workspace, &arguments);
        assert!(
            page.contains("<strong>deux ans plus tard</strong> que"),
            "{format}: {page}"
        );
    }
}

#[test]
fn what_people_read_has_no_codes() {
    let workspace = built(&["bridge.en.html", "bridge.fr.html"]);
    let summary = stdout(
        &workspace,
        &["summarize", "bridge.en", "--sentences", "9", "--in", "fr"],
    );
    assert!(summary.contains("deux ans plus tard"), "{summary}");
    assert!(!summary.contains('\u{fffc}'), "{summary}");
    let segments = stdout(&workspace, &["segment", "seeds/bridge.en.html"]);
    assert!(
        segments.contains("opened on Monday, two years later than planned."),
        "{segments}"
    );
}

#[test]
fn units_of_align_have_the_codes_that_those_of_build_have() {
    let workspace = built(&["bridge.en.html", "bridge.fr.html"]);
    let english = "# A *new* library\n\nIt opened on **Monday** in [the old mill](mill.html). Everybody came, and the band played until midnight.\n";
    let german = "# Eine *neue* Bibliothek\n\nSie öffnete am **Montag** in [der alten Mühle](muehle.html). Alle kamen, und die Kapelle spielte bis Mitternacht.\n";
    workspace.write("seeds/mill.en.md", english.as_bytes());
    workspace.write("seeds/mill.de.md", german.as_bytes());
    workspace.recto(&["build"]).assert().success();
    for (article, extension, to) in [("bridge", "html", "fr"), ("mill", "md", "de")] {
        let units = |memory: &[&str]| -> Vec<[Value; 5]> {
            let export = ["memory", "export", "--format", "jsonl", "--to", to];
            let units = workspace.json(&[&export[..], memory].concat());
            let texts = |unit: Value| {
                let text = |name: &str| unit[name].clone();
                let codes = |side: &str| unit["record"][side].clone();
                let [source, target] = ["source", "target"].map(codes);
                [
                    text("source"),
                    text("target"),
                    text("before"),
                    source,
                    target,
                ]
            };
            units.into_iter().map(texts).collect()
        };
        let built = units(&[]);
        assert!(built.iter().any(|unit| unit[3].is_array()), "{built:?}");
        let [source, target] =
            ["en", to].map(|language| format!("seeds/{article}.{language}.{extension}"));
        for format in ["tmx", "xliff"] {
            let arguments = ["align", &source, &target, "--reorder", "--format", format];
            workspace.write("aligned", workspace.stdout(&arguments).as_bytes());
            let memory = ["--memory", &format!("{article}.{format}.db")[..]];
            let import = [&["memory", "import", "aligned"][..], &memory].concat();
            workspace.recto(&import).assert().success();
            let aligned = units(&memory);
            match format {
                "tmx" => assert_eq!(aligned, built),
                // XLIFF has names of its own for the codes.
                _ => {
                    let texts = |unit: &[Value; 5]| unit[..3].to_vec();
                    let [aligned, built] =
                        [&aligned, &built].map(|units| units.iter().map(texts).collect::<Vec<_>>());
                    assert_eq!(aligned, built);
                }
            }
        }
    }
}

#[test]
fn markdown_has_codes_and_plain_text_the_same_words() {
    let workspace = Workspace::with(&[]);
    let english = "# A *new* library\n\nIt opened on **Monday** in [the old mill](mill.html). Everybody came.\n";
    let german = "# Eine *neue* Bibliothek\n\nSie öffnete am **Montag** in [der alten Mühle](muehle.html). Alle kamen.\n";
    workspace.write("seeds/mill.en.md", english.as_bytes());
    workspace.write("seeds/mill.de.md", german.as_bytes());
    workspace.recto(&["build"]).assert().success();
    let other = english
        .replace("**", "__")
        .replace("mill.html", "other.html");
    workspace.write("other.md", other.as_bytes());
    let translated = stdout(
        &workspace,
        &["pretranslate", "other.md", "--from", "en", "--to", "de"],
    );
    assert_eq!(
        translated,
        "# Eine *neue* Bibliothek\n\nSie öffnete am __Montag__ in [der alten Mühle](other.html). Alle kamen.\n"
    );
    // The words are known without their marks as well, for a few points less.
    let words = "It opened on Monday in the old mill.";
    let lines = workspace.json(&[
        "lookup", words, "--from", "en", "--to", "de", "--format", "json",
    ]);
    let score = lines[0]["matches"][0]["score"].as_u64().unwrap();
    assert!((70..100).contains(&score), "{lines:?}");
    // In a page whose marks are others, the words count.
    workspace.write("page.html", b"<p>Everybody <i>came</i>.<p>Everybody came.");
    let page = stdout(
        &workspace,
        &[
            "pretranslate",
            "page.html",
            "--from",
            "en",
            "--to",
            "de",
            "--threshold",
            "90",
        ],
    );
    assert_eq!(page, "<p>Alle kamen.<p>Alle kamen.");
}

#[test]
fn escapes_of_markdown_are_for_markdown_alone() {
    let workspace = Workspace::with(&[]);
    let english = "# The \\*new\\* mill\n\n\\- It grinds 2\\*3 sacks of **rye\\_flour** a day. Everybody came to see it.\n";
    let german = "# Die \\*neue\\* Mühle\n\n\\- Sie mahlt täglich 2\\*3 Säcke **Roggen\\_mehl**. Alle kamen, um sie zu sehen.\n";
    workspace.write("seeds/mill.en.md", english.as_bytes());
    workspace.write("seeds/mill.de.md", german.as_bytes());
    workspace.recto(&["build"]).assert().success();
    let units = workspace.json(&["memory", "list", "--format", "json"]);
    let texts: Vec<&str> = units
        .iter()
        .map(|unit| unit["target"].as_str().unwrap())
        .collect();
    assert_eq!(texts[0], "Die *neue* Mühle");
    assert_eq!(
        texts[1],
        "- Sie mahlt täglich 2*3 Säcke \u{fffc}Roggen_mehl\u{fffc}."
    );
    let arguments = [
        "pretranslate",
        "seeds/mill.en.md",
        "--from",
        "en",
        "--to",
        "de",
    ];
    let translated = stdout(&workspace, &arguments);
    // What is between letters is none.
    assert_eq!(translated, german.replace("Roggen\\_mehl", "Roggen_mehl"));
    // In a page the same words have no escapes.
    workspace.write("page.html", b"<h1>The *new* mill</h1>");
    let page = ["pretranslate", "page.html", "--from", "en", "--to", "de"];
    assert_eq!(stdout(&workspace, &page), "<h1>Die *neue* Mühle</h1>");
}

#[test]
fn formats_are_told_by_content_and_named() {
    let workspace = Workspace::with(&[]);
    let segment = |arguments: &[&str]| {
        let mut command = workspace.recto(&[&["segment", "-", "--lang", "en"], arguments].concat());
        let output = command
            .write_stdin("<!doctype html><nav>No</nav><p>It <b>rained</b>.")
            .assert()
            .success();
        String::from_utf8(output.get_output().stdout.clone()).unwrap()
    };
    assert_eq!(segment(&[]), "It rained.\n");
    assert!(segment(&["--input-format", "text"]).contains("<nav>"));
    workspace
        .recto(&["segment", "-", "--input-format", "word"])
        .assert()
        .code(2);
}

#[test]
fn the_items_of_a_feed_are_articles() {
    let workspace = built(&["news.en.rss", "news.fr.xml"]);
    let articles = stdout(&workspace, &["memory", "articles"]);
    for name in ["news/2026-03-storm", "news/2026-03-opens"] {
        assert!(articles.contains(name), "{articles}");
    }
    // The second build finds all of it there.
    let again = workspace.json(&["build", "--format", "json"]);
    let files = again[0]["files"].as_array().unwrap();
    assert_eq!(files.len(), 4, "{again:?}");
    assert!(
        files.iter().all(|file| file["status"] == "unchanged"),
        "{again:?}"
    );
    let lines = workspace.json(&[
        "lookup",
        "Twelve ships waited outside.",
        "--from",
        "en",
        "--to",
        "fr",
        "--format",
        "json",
    ]);
    assert_eq!(
        lines[0]["matches"][0]["target"],
        "Douze navires ont attendu au large."
    );
    let segments = stdout(&workspace, &["segment", "seeds/news.en.rss"]);
    assert!(
        segments.starts_with(
            "Storm closes the harbour\nA storm closed the harbour on Tuesday morning.\n"
        ),
        "{segments}"
    );
    assert!(segments.contains("Harbour opens again\n"), "{segments}");
    let lines = workspace.json(&["segment", "seeds/news.en.rss", "--format", "json"]);
    let dates = lines
        .iter()
        .filter_map(|line| line["article"]["date"].as_str());
    assert_eq!(
        dates.collect::<Vec<_>>(),
        ["2026-03-03T08:00:00Z", "2026-03-04T08:00:00Z"]
    );
    // The units are of the days of their translations.
    let units = workspace.json(&["memory", "export", "--format", "jsonl"]);
    assert!(
        units.iter().all(|unit| unit["record"]["changed"].is_i64()),
        "{units:?}"
    );
    let story = stdout(
        &workspace,
        &[
            "summarize",
            "seeds/news.en.rss",
            "--story",
            "--sentences",
            "2",
        ],
    );
    assert!(story.lines().count() >= 2, "{story}");
    let stored = stdout(&workspace, &["segment", "news/2026-03-storm.en"]);
    assert!(stored.contains("Twelve ships waited outside."), "{stored}");
    // A feed is read, and not written.
    workspace
        .recto(&[
            "pretranslate",
            "seeds/news.en.rss",
            "--from",
            "en",
            "--to",
            "fr",
        ])
        .assert()
        .code(1);
}
