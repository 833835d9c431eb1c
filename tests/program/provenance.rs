//! `recto diff --article`: where the sentences of summaries come from.

use crate::common::Workspace;

const ARTICLE: &str = "The stone bridge over the River Asse reopened to walkers on Tuesday, nearly four \
    years after a flood tore away two of its arches. Repairs cost 18.6 million euros, roughly 12% more \
    than planned.\n\n“We were told it could not be saved,” said Helen Marchetti, the engineer who led \
    the work. The council does not expect cars to return. A free shuttle bus runs every 15 minutes.\n";
const OLD: &str = "The stone bridge over the River Asse reopened to walkers on Tuesday, nearly four years \
    after a flood tore away two of its arches. Repairs cost 18.6 million euros, roughly 12% more than \
    planned. A free shuttle bus runs every 15 minutes.\n";
const NEW: &str = "The stone bridge over the River Asse reopened to walkers on Tuesday. Repairs cost 16.8 \
    million euros, roughly 12% more than planned. The council does expect cars to return. Farmers \
    harvested record amounts of wheat.\n";

fn texts() -> Workspace {
    let workspace = Workspace::with(&[]);
    for (name, text) in [("article", ARTICLE), ("old", OLD), ("new", NEW)] {
        workspace.write(&format!("{name}.en.txt"), text.as_bytes());
    }
    workspace
}

const COMMAND: [&str; 5] = [
    "diff",
    "old.en.txt",
    "new.en.txt",
    "--article",
    "article.en.txt",
];

#[test]
fn people_read_where_sentences_come_from() {
    insta::assert_snapshot!(texts().stdout(&COMMAND));
}

#[test]
fn programs_read_places_and_drift() {
    let object = &texts().json(&[&COMMAND[..], &["--format", "json"]].concat())[0];
    let summary = &object["summary"];
    for (field, count) in [
        ("sentences", 4),
        ("verbatim", 0),
        ("shortened", 2),
        ("edited", 1),
        ("nowhere", 1),
        ("figures", 1),
        ("negations", 1),
    ] {
        assert_eq!(summary[field], count, "{field}");
    }
    let sentence = &object["new_sentences"][1];
    assert_eq!(sentence["provenance"], "edited");
    assert_eq!(
        sentence["figures"],
        serde_json::json!([{"article": "18.6", "sentence": "16.8"}])
    );
    let place = &sentence["article"][0];
    let cut = |text: &str, place: &serde_json::Value| -> String {
        let [start, end] = ["start", "end"].map(|at| place[at].as_u64().unwrap() as usize);
        text.chars().skip(start).take(end - start).collect()
    };
    assert_eq!(place["index"], 1);
    assert!(
        cut(ARTICLE, place).starts_with("Repairs cost 18.6")
            && cut(ARTICLE, place).ends_with("planned.")
    );
    assert!(cut(NEW, sentence).starts_with("Repairs cost 16.8"));
    assert_eq!(object["new_sentences"][2]["negation"], "lost");
    assert_eq!(object["old_sentences"][2]["article"][0]["index"], 4);
    let fates: Vec<&str> = (object["segments"].as_array().unwrap().iter())
        .map(|segment| segment["fate"].as_str().unwrap())
        .collect();
    assert_eq!(fates, ["shortened", "edited", "dropped", "added", "added"]);
}

#[test]
fn persian_and_japanese() {
    let workspace = Workspace::with(&[]);
    for (name, text) in [
        (
            "article.fa.txt",
            "پل سنگی رودخانهٔ آس روز سه\u{200c}شنبه باز شد. هزینهٔ آن ۱۸٫۶ میلیون یورو بود.\n",
        ),
        (
            "old.fa.txt",
            "پل سنگی رودخانهٔ آس روز سه\u{200c}شنبه باز شد.\n",
        ),
        (
            "new.fa.txt",
            "پل سنگی روز سه\u{200c}شنبه باز شد. هزینهٔ آن ۱۶٫۸ میلیون یورو بود.\n",
        ),
        (
            "article.ja.txt",
            "橋は火曜日に歩行者向けに再開通した。修復には18億円がかかった。\n",
        ),
        ("old.ja.txt", "橋は火曜日に歩行者向けに再開通した。\n"),
        (
            "new.ja.txt",
            "橋は火曜日に再開通した。修復には16億円がかかった。\n",
        ),
    ] {
        workspace.write(name, text.as_bytes());
    }
    for (language, figure) in [("fa", "۱۸٫۶ → ۱۶٫۸"), ("ja", "18 → 16")] {
        let [old, new, article] =
            ["old", "new", "article"].map(|name| format!("{name}.{language}.txt"));
        let shown = workspace.stdout(&["diff", &old, &new, "--article", &article]);
        let first = shown.lines().next().unwrap();
        assert_eq!(
            first,
            format!(
                "1 of 2 sentences shortened, 1 edited; 1 figure differs from the article: {figure}"
            )
        );
    }
}

#[test]
fn other_views_and_filters_do_not_fit() {
    let workspace = texts();
    for more in [
        &["--format", "html"][..],
        &["--stat"],
        &["--only", "number"],
    ] {
        let (message, code) = workspace.failure(&[&COMMAND[..], more].concat());
        assert!(code == 2 && message.contains("--article"), "{message}");
    }
}
