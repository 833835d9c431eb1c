//! Doubtful links: what a build is not sure of, and what a person says of it.

use crate::common::Workspace;
use predicates::str::contains;

/// A memory with three units that an alignment has made, two of them not surely.
fn workspace() -> Workspace {
    let workspace = Workspace::with(&[]);
    let unit = |source: &str, target: &str, confidence: &str| {
        format!(
            "<tu srclang=\"en\"><prop type=\"x-recto-confidence\">{confidence}</prop>\
             <tuv xml:lang=\"en\"><seg>{source}</seg></tuv>\
             <tuv xml:lang=\"fa\"><seg>{target}</seg></tuv></tu>"
        )
    };
    let tmx = format!(
        "<tmx version=\"1.4\"><header srclang=\"en\"/><body>{}{}{}</body></tmx>",
        unit(
            "The mill stands by the river.",
            "آسیاب کنار رودخانه است.",
            "0.98"
        ),
        unit("Nobody lives there now.", "دیگر کسی آن‌جا نیست.", "0.47"),
        unit("The wheel turns slowly.", "چرخ آهسته می‌چرخد.", "0.8999"),
    );
    workspace.write("mill.tmx", tmx.as_bytes());
    workspace.stdout(&["memory", "import", "mill.tmx"]);
    workspace
}

fn doubtful(workspace: &Workspace) -> Vec<serde_json::Value> {
    workspace.json(&["memory", "list", "--doubtful", "--format", "json"])
}

#[test]
fn doubtful_units_lose_points_until_they_are_accepted() {
    let workspace = workspace();
    let units = doubtful(&workspace);
    assert_eq!(units.len(), 2);
    let stats = workspace
        .json(&["memory", "stats", "--format", "json"])
        .remove(0);
    assert_eq!(stats["doubtful"], units.len());
    let look = |unit: &serde_json::Value| {
        let source = unit["source"].as_str().unwrap();
        let asked = [
            "lookup", source, "--from", "en", "--to", "fa", "--format", "json",
        ];
        workspace.json(&asked)[0]["matches"][0].clone()
    };
    for unit in &units {
        let found = look(unit);
        assert!(found["score"].as_u64().unwrap() <= 98, "{found}");
        assert_eq!(
            (&found["kind"], &found["doubtful"]),
            (&"exact".into(), &true.into())
        );
        assert_eq!(found["penalty"], 100 - found["score"].as_u64().unwrap());
    }
    let first = units[0]["source"].as_str().unwrap();
    workspace
        .recto(&["lookup", first, "--from", "en", "--to", "fa"])
        .assert()
        .success()
        .stdout(contains(
            "(doubtful: aligned with 47 %) (−6 for a doubtful alignment)",
        ));
    let id = units[0]["id"].to_string();
    assert_eq!(
        workspace.stdout(&["memory", "accept", &id]),
        "1 unit is accepted\n"
    );
    assert_eq!(look(&units[0])["score"], 100);
    assert_eq!(doubtful(&workspace).len(), units.len() - 1);
    let (message, code) = workspace.failure(&["memory", "accept", "9999"]);
    assert!(
        message.contains("there is no unit 9999") && code == 1,
        "{message}"
    );
    assert_eq!(workspace.failure(&["memory", "accept"]).1, 2);
}

#[test]
fn doubt_is_kept_in_tmx() {
    let workspace = workspace();
    let before = doubtful(&workspace);
    let tmx = workspace.stdout(&["memory", "export"]);
    workspace.write("all.tmx", tmx.as_bytes());
    workspace.stdout(&["memory", "import", "all.tmx", "--memory", "other.db"]);
    let list = [
        "memory",
        "list",
        "--doubtful",
        "--format",
        "json",
        "--memory",
        "other.db",
    ];
    let after = workspace.json(&list);
    let texts = |units: &[serde_json::Value]| -> Vec<(String, String)> {
        let of =
            |unit: &serde_json::Value| (unit["source"].to_string(), unit["confidence"].to_string());
        units.iter().map(of).collect()
    };
    assert_eq!(texts(&after), texts(&before));
    // Reading a memory's own export back accepts nothing.
    workspace.stdout(&["memory", "import", "all.tmx"]);
    assert_eq!(doubtful(&workspace).len(), before.len());
}

#[test]
fn a_build_says_what_it_doubts() {
    let workspace = Workspace::bundled();
    let report = workspace.json(&["build", "--format", "json"]).remove(0);
    let bitexts = report["bitexts"].as_array().unwrap();
    let of = |article: &str| -> u64 {
        let links = bitexts.iter().filter(|bitext| bitext["article"] == article);
        links
            .map(|bitext| bitext["doubtful"].as_u64().unwrap())
            .sum()
    };
    let units = workspace.json(&["memory", "export", "--format", "json"]);
    for unit in &units {
        let origins = unit["origins"].as_array().unwrap();
        let sure = origins
            .iter()
            .any(|origin| origin["confidence"].as_f64().unwrap() >= 0.9);
        assert_eq!(unit["doubtful"], !sure, "{unit}");
    }
    // All that is doubtful of an article is accepted at once, and another build does not doubt it again.
    let of_article = |article: &str| {
        let list = [
            "memory",
            "list",
            "--doubtful",
            "--format",
            "json",
            "--article",
            article,
        ];
        workspace.json(&list).len() as u64
    };
    for article in ["tram", "observatory", "bridge"] {
        assert!(of_article(article) <= of(article));
        let others = doubtful(&workspace).len() as u64 - of_article(article);
        workspace.stdout(&["memory", "accept", "--article", article]);
        assert_eq!(
            (of_article(article), doubtful(&workspace).len() as u64),
            (0, others)
        );
    }
    workspace.stdout(&["build"]);
    assert_eq!(of_article("tram"), 0);
}

/// Articles on other matters, with no number or name in common.
const BAKERY: &str = "The bakery on the corner opens at five. Its oven is older than the street. \
    Anna kneads the dough by hand. On Fridays she bakes rye bread with caraway. Neighbours wait \
    outside and talk about the weather. Nobody goes home without a loaf. In summer there are plum \
    cakes as well. The recipe is not written down anywhere. Her grandfather knew it by heart. The flour \
    comes from a mill up the valley. Crumbs go to the sparrows.";
const TIDES: &str = "Die Gezeiten entstehen, weil der Mond das Wasser anzieht. Zweimal am Tag steigt \
    das Meer. An der Küste von Neumark beträgt der Unterschied 3,40 Meter. Fischer kennen die Tafeln \
    auswendig! Wer bei Ebbe hinauswandert, sollte einen Führer haben, denn das Watt ist tückisch. Im \
    Jahr 1962 brach der Deich. Seither misst eine Station den Pegel alle 10 Minuten. Ihre Werte stehen im Netz. \
    Seehunde ruhen auf den Sandbänken! Im Herbst ziehen 200.000 Vögel durch. Dann kommen die Zähler aus \
    Hamburg.";

#[test]
fn texts_that_are_no_translations_are_refused() {
    let workspace = Workspace::with(&[("bakery.en.txt", BAKERY), ("bakery.de.txt", TIDES)]);
    let align = ["align", "seeds/bakery.en.txt", "seeds/bakery.de.txt"];
    let (message, code) = workspace.failure(&align);
    assert_eq!(code, 1);
    for part in [
        "these two do not look like translations of each other",
        "11 and 11 segments",
        "log-likelihood ratio -",
        "--force",
    ] {
        assert!(message.contains(part), "{part} in {message}");
    }
    let forced = workspace.stdout(&[&align[..], &["--force"]].concat());
    assert!(forced.contains("11 and 11 segments"), "{forced}");
    // A build goes on without them, and says so each time.
    workspace.write(
        "seeds/bridge.en.txt",
        include_bytes!("../../seeds/bridge.en.txt"),
    );
    workspace.write(
        "seeds/bridge.fr.txt",
        include_bytes!("../../seeds/bridge.fr.txt"),
    );
    for new in [41, 0] {
        let output = workspace
            .recto(&["build", "--format", "json"])
            .assert()
            .success();
        let errors = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(
            errors.contains("not stored bakery.en@r1 and bakery.de@r1: these two do not look like"),
            "{errors}"
        );
        let report: serde_json::Value =
            serde_json::from_slice(&output.get_output().stdout).unwrap();
        let bitexts = report["bitexts"].as_array().unwrap();
        assert_eq!(bitexts[0]["is_translation"], false);
        let added: u64 = bitexts
            .iter()
            .map(|bitext| bitext["units_new"].as_u64().unwrap())
            .sum();
        assert_eq!(added > 0, new > 0);
    }
    let articles = workspace.json(&["memory", "articles", "--format", "json"]);
    let aligned = |article: &str| -> u64 {
        let of = articles.iter().filter(|one| one["article"] == article);
        of.map(|one| one["aligned"].as_u64().unwrap()).sum()
    };
    assert_eq!(aligned("bakery"), 0);
    assert!(aligned("bridge") > 80);
    workspace.stdout(&["build", "--force"]);
    let report = workspace.recto(&["build"]).assert().success();
    assert!(report.get_output().stderr.is_empty());
}
