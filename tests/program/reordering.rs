//! Articles whose sections stand in another order in the translation.

use crate::common::Workspace;

const FERRY: [&str; 4] = [
    "The ferry crosses the bay every 40 minutes.",
    "It was built in 1987 in Gdansk and carries 120 cars.",
    "In winter the crossing is often closed by fog.",
    "\"Nobody wants to pay for a bridge,\" says the captain, Ivar Lund.",
];
const MARKET: [&str; 4] = [
    "The market opens at 6 in the morning.",
    "Fish comes from the harbour, cheese from Rovereto.",
    "A kilo of cherries costs 3.50 euros in June.",
    "Jens Olsen has sold herring there since 1975.",
];
const FERRY_IN_FRENCH: [&str; 4] = [
    "Le ferry traverse la baie toutes les 40 minutes.",
    "Construit en 1987 à Gdansk, il transporte 120 voitures.",
    "En hiver, la traversée est souvent fermée par le brouillard.",
    "« Personne ne veut payer un pont », dit le capitaine, Ivar Lund.",
];
const MARKET_IN_FRENCH: [&str; 4] = [
    "Le marché ouvre à 6 heures du matin.",
    "Le poisson vient du port, le fromage de Rovereto.",
    "Un kilo de cerises coûte 3,50 euros en juin.",
    "Jens Olsen y vend des harengs depuis 1975.",
];

fn workspace() -> Workspace {
    let text = |sections: [[&str; 4]; 2]| sections.map(|section| section.join(" ")).join("\n\n");
    Workspace::with(&[
        ("harbour.en.txt", &text([FERRY, MARKET])),
        ("harbour.fr.txt", &text([MARKET_IN_FRENCH, FERRY_IN_FRENCH])),
    ])
}

const ALIGN: [&str; 5] = [
    "align",
    "seeds/harbour.en.txt",
    "seeds/harbour.fr.txt",
    "--format",
    "json",
];

#[test]
fn sections_are_followed_when_asked_for() {
    let workspace = workspace();
    let right = |links: &[serde_json::Value]| {
        let pair = |link: &serde_json::Value| {
            Some((link["source"][0].as_u64()?, link["target"][0].as_u64()?))
        };
        let pairs = links.iter().filter_map(pair);
        pairs
            .filter(|(source, target)| (source + 4) % 8 == *target)
            .count()
    };
    assert!(right(&workspace.json(&ALIGN)) <= 4);
    let links = workspace.json(&[&ALIGN[..], &["--reorder"]].concat());
    assert_eq!(right(&links), 8, "{links:#?}");
    let page = workspace.stdout(&[
        "align",
        "seeds/harbour.en.txt",
        "seeds/harbour.fr.txt",
        "--reorder",
        "--format",
        "html",
    ]);
    assert!(page.contains("moved"));
}

#[test]
fn a_build_finds_the_translations_of_all_sections() {
    let workspace = workspace();
    workspace.stdout(&["build"]);
    for (source, target) in FERRY
        .iter()
        .zip(FERRY_IN_FRENCH)
        .chain(MARKET.iter().zip(MARKET_IN_FRENCH))
    {
        let asked = [
            "lookup", source, "--from", "en", "--to", "fr", "--format", "json",
        ];
        let found = &workspace.json(&asked)[0]["matches"][0];
        assert_eq!(found["target"], target, "{found}");
    }
}
