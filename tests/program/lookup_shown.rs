//! What a look-up shows of a match: how it differs, what must change, and where the points went.

use crate::common::Workspace;
use serde_json::{Value, json};

const UNITS: &[(&str, &str, &str)] = &[
    (
        "en-fr",
        "About 2,400 people paid 18.6 million.",
        "Environ 2\u{202f}400 personnes ont payé 18,6 millions.",
    ),
    ("en-fr", "The bridge is open.", "Le pont est ouvert."),
    (
        "en-fr",
        "The bridge is long and old.",
        "Le pont est long et vieux.",
    ),
    (
        "en-fr",
        "The old mill is open.",
        "Le vieux moulin est ouvert.",
    ),
    ("en-fr", "The mill burned.", "Le moulin a brûlé."),
    ("en-fr", "A long road.", "Une longue route."),
    ("en-fr", "There are 3 lamps.", "Il y a trois lampes."),
    (
        "en-fa",
        "The trip takes 45 minutes, from 14:30 on.",
        "سفر از ساعت ۱۴:۳۰ به بعد ۴۵ دقیقه طول می‌کشد.",
    ),
    ("en-pl", "It has 3 lamps.", "Ma 3 lampy."),
];

/// A workspace with these units in `tm.db`.
fn memory() -> Workspace {
    let workspace = Workspace::with(&[]);
    for pair in ["en-fr", "en-fa", "en-pl"] {
        let target = &pair[3..];
        let mut tmx = String::from(
            "<tmx version=\"1.4\"><header srclang=\"en\" segtype=\"sentence\" creationtool=\"t\" creationtoolversion=\"1\" \
             adminlang=\"en\" datatype=\"plaintext\" o-tmf=\"t\"/><body>",
        );
        for (_, source, translation) in UNITS.iter().filter(|unit| unit.0 == pair) {
            tmx += &format!(
                "<tu><tuv xml:lang=\"en\"><seg>{source}</seg></tuv>\
                 <tuv xml:lang=\"{target}\"><seg>{translation}</seg></tuv></tu>"
            );
        }
        let name = format!("{pair}.tmx");
        workspace.write(&name, (tmx + "</body></tmx>").as_bytes());
        let into = ["memory", "import", &name, "--memory", "tm.db"];
        workspace.recto(&into).assert().success();
    }
    workspace
}

fn asked(workspace: &Workspace, query: &str, to: &str, more: &[&str]) -> Vec<Value> {
    let mut arguments = vec![
        "lookup", query, "--from", "en", "--to", to, "--memory", "tm.db", "--format", "json",
    ];
    arguments.extend(more);
    let line = workspace.json(&arguments).remove(0);
    line["matches"].as_array().expect("matches").clone()
}

#[test]
fn numbers_are_repaired_and_each_repair_has_its_place() {
    let workspace = memory();
    let found = asked(
        &workspace,
        "About 12,900 people paid 19.25 million.",
        "fr",
        &[],
    );
    let best = &found[0];
    assert_eq!(best["differs_only_in"], json!(["number"]));
    let target = best["repaired"]["target"].as_str().expect("a target");
    assert_eq!(
        target,
        "Environ 12\u{202f}900 personnes ont payé 19,25 millions."
    );
    let repairs = best["repaired"]["repairs"].as_array().expect("repairs");
    assert_eq!(repairs.len(), 2);
    for repair in repairs {
        let place = |name: &str| repair[name].as_u64().expect("an offset") as usize;
        let there: String = target
            .chars()
            .take(place("end"))
            .skip(place("start"))
            .collect();
        assert_eq!(repair["to"], json!(there));
    }
    // The score is that of the stored source.
    assert_eq!(best["score"], 84);
    assert_eq!(best["target"], UNITS[0].2);
    // Marks and edits are only for those who ask.
    assert!(best.get("explanation").is_none() && best.get("target_marks").is_none());
}

#[test]
fn right_to_left_targets_keep_their_digits() {
    let workspace = memory();
    let found = asked(
        &workspace,
        "The trip takes 50 minutes, from 09:15 on.",
        "fa",
        &[],
    );
    assert_eq!(found[0]["differs_only_in"], json!(["number", "time"]));
    assert_eq!(
        found[0]["repaired"]["target"],
        "سفر از ساعت ۰۹:۱۵ به بعد ۵۰ دقیقه طول می‌کشد."
    );
}

#[test]
fn what_is_not_safe_says_why() {
    let workspace = memory();
    let found = asked(&workspace, "There are 4 lamps.", "fr", &[]);
    assert_eq!(found[0]["differs_only_in"], json!(["number"]));
    assert_eq!(found[0]["not_repaired"], "the translation has no 3");
    assert!(found[0].get("repaired").is_none());
    let found = asked(&workspace, "It has 5 lamps.", "pl", &[]);
    assert_eq!(found[0]["repaired"]["repairs"][0]["check"], "plural");
    let found = asked(&workspace, "The bridge is closed.", "fr", &[]);
    assert!(found[0].get("differs_only_in").is_none());
}

#[test]
fn points_add_up_and_marks_point_at_the_words_to_change() {
    let workspace = memory();
    let found = asked(
        &workspace,
        "The mill is open",
        "fr",
        &["--explain", "--threshold", "60"],
    );
    assert!(found.len() >= 2);
    for found in &found {
        let why = &found["explanation"];
        let number = |name: &str| why[name].as_u64().expect("a number");
        let edits = why["edits"].as_array().expect("edits");
        let costs: u64 = edits
            .iter()
            .map(|edit| edit["cost"].as_u64().expect("a cost"))
            .sum();
        assert_eq!(number("cost"), costs);
        assert_eq!(
            number("score"),
            100 * (number("weight") - costs) / number("weight")
        );
        assert_eq!(found["score"], why["score"]);
    }
    let bridge = found
        .iter()
        .find(|found| found["source"] == "The bridge is open.")
        .expect("the bridge");
    let marks = bridge["target_marks"].as_array().expect("marks");
    assert_eq!(marks.len(), 1);
    assert_eq!(
        (&marks[0]["source"], &marks[0]["target"]),
        (&json!([4, 10]), &json!([3, 7]))
    );
}

#[test]
fn people_see_it_without_colour() {
    let workspace = memory();
    let shown = |query: &str, to: &str, more: &[&str]| {
        let mut arguments = vec![
            "lookup", query, "--from", "en", "--to", to, "--memory", "tm.db",
        ];
        arguments.extend(more);
        workspace.stdout(&arguments)
    };
    let all = [
        shown(
            "About 12,900 people paid 19.25 million.",
            "fr",
            &["--explain"],
        ),
        shown("The new mill is open", "fr", &["--explain", "--limit", "2"]),
        shown("The trip takes 50 minutes, from 09:15 on.", "fa", &[]),
        shown("There are 4 lamps.", "fr", &[]),
        shown("It has 5 lamps.", "pl", &[]),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

/// A terminal with colours and one without, where right-to-left text is set between isolates.
#[test]
fn people_see_it_on_a_terminal() {
    use recto::jobs::ShownMatch;
    use recto::memory::{Access, Context, Memory, Query, Repairer, lookup, word_links};
    use recto::report::terminal::{Page, matches};
    use recto::similarity::explain;
    use recto::text::Language;

    let workspace = memory();
    let memory = Memory::open(&workspace.path("tm.db"), Access::Read).expect("the memory");
    let [from, to] = ["en", "fa"].map(|tag| Language::parse(tag).expect("a tag"));
    let mut pages = Vec::new();
    for text in [
        "The trip takes 50 minutes, from 14:30 on.",
        "The way takes 45 minutes, from 14:30.",
    ] {
        let query = Query {
            text,
            from: &from,
            to: &to,
            context: Context::default(),
            threshold: 60,
            limit: 1,
        };
        let found = lookup(&memory, &query).expect("matches").remove(0);
        let unit = found.unit.clone();
        let explanation = explain(text, &unit.source);
        let edits = explanation.iter().flat_map(|why| why.edits.iter());
        let spans: Vec<_> = edits
            .map(|edit| edit.source)
            .filter(|span| !span.is_empty())
            .collect();
        let shown = [ShownMatch {
            found,
            differing: Repairer::new(text, &from).differing(&unit),
            explanation,
            to_change: word_links(&memory, &unit.languages, &unit.source, &unit.target, &spans)
                .expect("links"),
            codes: Default::default(),
        }];
        for coloured in [true, false] {
            let mut page = Vec::new();
            matches(&mut page, Page::terminal(60, coloured), text, &shown, true).expect("a page");
            pages.push(String::from_utf8(page).expect("UTF-8"));
        }
    }
    let mut visible = pages.join("\n");
    for (control, sign) in [
        ('\u{1b}', "␛"),
        ('\u{2067}', "⟦"),
        ('\u{2068}', "⟪"),
        ('\u{2069}', "⟧"),
    ] {
        visible = visible.replace(control, sign);
    }
    insta::assert_snapshot!(visible);
}

#[test]
fn inline_codes_are_shown_as_people_know_them() {
    let workspace = Workspace::with(&[]);
    let tmx = "<tmx version=\"1.4\"><header srclang=\"en\" segtype=\"sentence\" creationtool=\"t\" creationtoolversion=\"1\" \
        adminlang=\"en\" datatype=\"html\" o-tmf=\"t\"/><body>\
        <tu><tuv xml:lang=\"en\"><seg>See <bpt i=\"1\" type=\"link\">&lt;a href='x'&gt;</bpt>the plan<ept i=\"1\">&lt;/a&gt;</ept>, page <ph x=\"4\">%d</ph>.</seg></tuv>\
        <tuv xml:lang=\"fr\"><seg>Page <ph x=\"4\">%d</ph>, voyez <bpt i=\"1\" type=\"link\">&lt;a href='x'&gt;</bpt>le plan<ept i=\"1\">&lt;/a&gt;</ept>.</seg></tuv></tu></body></tmx>";
    workspace.write("a.tmx", tmx.as_bytes());
    let import = ["memory", "import", "a.tmx", "--memory", "tm.db"];
    workspace.recto(&import).assert().success();
    let [source, target] = [
        "See <a>the plan</a>, page {4}.",
        "Page {4}, voyez <a>le plan</a>.",
    ];
    for arguments in [
        &["memory", "list"][..],
        &["concordance", "plan"],
        &[
            "fragments",
            "Look: see the plan, please.",
            "--from",
            "en",
            "--to",
            "fr",
            "--min-words",
            "2",
        ],
    ] {
        let shown = workspace.stdout(&[arguments, &["--memory", "tm.db"]].concat());
        assert!(shown.contains(source) && shown.contains(target), "{shown}");
    }
    let query = [
        "lookup",
        "See the plan, page \u{fffc}.",
        "--from",
        "en",
        "--to",
        "fr",
        "--memory",
        "tm.db",
        "--explain",
    ];
    let shown = workspace.stdout(&query);
    assert!(shown.starts_with("See the plan, page {1}.\n"), "{shown}");
    assert!(shown.contains(target) && shown.contains("− <a>"), "{shown}");
    assert!(!shown.contains('\u{fffc}'), "{shown}");
    // Programs get what is stored.
    let found = workspace.json(&[&query[..], &["--format", "json"]].concat());
    assert_eq!(
        found[0]["matches"][0]["source"],
        "See \u{fffc}the plan\u{fffc}, page \u{fffc}."
    );
}
