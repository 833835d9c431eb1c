//! An article in five languages: units for every pair that is asked for.

use crate::common::Workspace;
use serde_json::Value;

const ARTICLE: &[(&str, &str)] = &[
    (
        "well.en.txt",
        "A well in the square\n\nWorkers in Altmar found an old well on 14 May 2024. It is 18.5 metres \
         deep. Professor Lina Haddad dates it to 1631. The city will cover it with glass.\n\n\
         \"We could hear water,\" said the foreman, Tomas Weber. Two pumps took 40,000 litres away. \
         Visitors can see the well from June on. Admission is free. The square stays open.",
    ),
    (
        "well.de.txt",
        "Ein Brunnen auf dem Platz\n\nArbeiter haben in Altmar am 14. Mai 2024 einen alten Brunnen gefunden. \
         Er ist 18,5 Meter tief. Professorin Lina Haddad datiert ihn auf 1631. Die Stadt wird ihn mit Glas \
         abdecken.\n\n„Wir konnten Wasser hören“, sagte der Vorarbeiter Tomas Weber. Zwei Pumpen holten \
         40.000 Liter heraus. Ab Juni können Besucher den Brunnen sehen. Der Eintritt ist frei. Der Platz \
         bleibt offen.",
    ),
    (
        "well.fr.txt",
        "Un puits sur la place\n\nDes ouvriers ont trouvé un vieux puits à Altmar le 14 mai 2024. Il est \
         profond de 18,5 mètres. La professeure Lina Haddad le date de 1631. La ville le couvrira de verre.\n\n\
         « Nous entendions de l’eau », a dit le contremaître, Tomas Weber. Deux pompes ont retiré 40 000 \
         litres. Les visiteurs pourront voir le puits à partir de juin. L’entrée est gratuite. La place reste \
         ouverte.",
    ),
    (
        "well.fa.txt",
        "چاهی در میدان\n\nکارگران در آلتمار روز ۱۴ مهٔ ۲۰۲۴ چاهی قدیمی پیدا کردند. عمق آن ۱۸٫۵ متر است. \
         پروفسور لینا حداد آن را از سال ۱۶۳۱ می‌داند. شهر روی آن را با شیشه می‌پوشاند.\n\n\
         «صدای آب را می‌شنیدیم»، این را توماس وبر، سرکارگر، گفت. دو پمپ ۴۰٬۰۰۰ لیتر آب بیرون کشیدند. \
         بازدیدکنندگان از ژوئن می‌توانند چاه را ببینند. ورود رایگان است. میدان باز می‌ماند.",
    ),
    (
        "well.zh.txt",
        "广场上的一口井\n\n2024年5月14日，工人在阿尔特马发现了一口老井。井深18.5米。莉娜·哈达德教授认为它建于1631年。\
         市政府将用玻璃把它盖上。\n\n“我们听得见水声，”工头托马斯·韦伯说。两台水泵抽走了40,000升水。\
         从六月起，游客可以参观这口井。免费入场。广场照常开放。",
    ),
];

/// How many units there are, by languages.
fn pairs(workspace: &Workspace) -> Vec<(String, u64)> {
    let stats = workspace
        .json(&["memory", "stats", "--format", "json"])
        .remove(0);
    let pairs = stats["languages"].as_array().unwrap().iter();
    let name = |pair: &Value| {
        format!(
            "{}-{}",
            pair["from"].as_str().unwrap(),
            pair["to"].as_str().unwrap()
        )
    };
    pairs
        .map(|pair| (name(pair), pair["units"].as_u64().unwrap()))
        .collect()
}

fn names(workspace: &Workspace) -> Vec<String> {
    pairs(workspace).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn each_translation_is_aligned_with_the_source_and_other_pairs_when_they_are_asked_for() {
    let workspace = Workspace::with(ARTICLE);
    workspace.stdout(&["build"]);
    assert_eq!(names(&workspace), ["en-de", "en-fa", "en-fr", "en-zh"]);
    let report = workspace
        .json(&["build", "--pairs", "fa-de,de-zh", "--format", "json"])
        .remove(0);
    let done: Vec<(&Value, &Value)> = report["bitexts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bitext| (&bitext["from"], &bitext["to"]))
        .collect();
    assert_eq!(
        done,
        [(&"fa".into(), &"de".into()), (&"de".into(), &"zh".into())]
    );
    let asked = ["de-zh", "en-de", "en-fa", "en-fr", "en-zh", "fa-de"];
    assert_eq!(names(&workspace), asked);
    // Both have ten sentences; hardly one of them stays alone.
    assert!(
        pairs(&workspace).iter().all(|(_, units)| *units >= 8),
        "{:?}",
        pairs(&workspace)
    );
    // The direction that is asked for is stored, although the other one is there.
    workspace.stdout(&["build", "--pairs", "fa-en"]);
    assert!(names(&workspace).contains(&"fa-en".to_owned()));
    // Nothing is aligned twice.
    let again = workspace
        .json(&["build", "--pairs", "fa-de,de-zh,fa-en", "--format", "json"])
        .remove(0);
    assert_eq!(again["bitexts"].as_array().unwrap().len(), 0);
    let asked = [
        "lookup",
        "عمق آن ۱۸٫۵ متر است.",
        "--from",
        "fa",
        "--to",
        "de",
        "--format",
        "json",
    ];
    let found = workspace.json(&asked).remove(0);
    assert_eq!(found["matches"][0]["target"], "Er ist 18,5 Meter tief.");
    assert_eq!(found["matches"][0]["origin"]["article"], "well");
}

#[test]
fn all_pairs_of_five_languages_are_ten() {
    let workspace = Workspace::with(ARTICLE);
    workspace.stdout(&["build", "--all-pairs"]);
    let expected = [
        "de-fa", "de-fr", "de-zh", "en-de", "en-fa", "en-fr", "en-zh", "fa-fr", "fa-zh", "fr-zh",
    ];
    assert_eq!(names(&workspace), expected);
    assert!(
        pairs(&workspace).iter().all(|(_, units)| *units >= 8),
        "{:?}",
        pairs(&workspace)
    );
    let again = workspace
        .json(&["build", "--all-pairs", "--format", "json"])
        .remove(0);
    assert_eq!(again["bitexts"].as_array().unwrap().len(), 0);
    // A translation that was corrected is aligned with the others again.
    let (name, text) = ARTICLE[3];
    workspace.write(
        &format!("seeds/{name}"),
        text.replace("رایگان", "آزاد").as_bytes(),
    );
    let report = workspace
        .json(&["build", "--all-pairs", "--format", "json"])
        .remove(0);
    let pairs: Vec<(&Value, &Value)> = report["bitexts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bitext| (&bitext["from"], &bitext["to"]))
        .collect();
    assert!(
        pairs.contains(&(&"en".into(), &"fa".into()))
            && pairs.contains(&(&"de".into(), &"fa".into()))
    );
    // The source of the article is still that of its translations.
    let articles = workspace.json(&["memory", "articles", "--format", "json"]);
    assert!(
        articles
            .iter()
            .all(|article| article["source_language"] == "en")
    );
}

#[test]
fn pairs_that_make_no_sense_are_refused() {
    let workspace = Workspace::with(ARTICLE);
    for (pairs, reason) in [
        ("en", "two languages are needed"),
        ("en-en", "not one twice"),
        ("pt-BR-fr", "put a colon between the languages"),
        ("en-qq", "qq"),
    ] {
        let (message, code) = workspace.failure(&["build", "--pairs", pairs]);
        assert!(message.contains(reason) && code == 2, "{message}");
    }
    let output = workspace
        .recto(&["build", "--pairs", "pt-BR:fr"])
        .assert()
        .success();
    let errors = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert_eq!(errors, "no article is there in both pt-BR and fr\n");
}
