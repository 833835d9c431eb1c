use super::super::{Access, Action, Change, ChangeStore, Context, ForeignUnit, Memory, UnitSink};
use super::*;
use crate::text::Language;

fn memory(
    from: &str,
    to: &str,
    units: &[(&str, &str)],
) -> (tempfile::TempDir, Memory, LanguagePair) {
    let folder = tempfile::tempdir().unwrap();
    let memory = Memory::open(&folder.path().join("m.db"), Access::Write).unwrap();
    let [source, target] = [from, to].map(|tag| Language::parse(tag).unwrap());
    let languages = LanguagePair { source, target };
    let mut units = |import: &mut dyn UnitSink| {
        for (source, target) in units {
            let unit = ForeignUnit {
                languages: &languages,
                source,
                target,
                context: &Context::default(),
                created: 0,
                uses: 1,
                confidence: None,
                origin: None,
                record: None,
            };
            import.add(&unit).unwrap();
        }
        Ok(std::ops::ControlFlow::Continue(()))
    };
    let import = Action::Import {
        file: "units",
        units: &mut units,
    };
    memory.apply(Change::new(import, 0)).unwrap();
    (folder, memory, languages)
}

/// The links of a unit, as `source=target`.
fn links(
    store: &Memory,
    languages: &LanguagePair,
    unit: (&str, &str),
    wanted: &str,
) -> Vec<String> {
    let wanted: Vec<Span> = unit
        .0
        .find(wanted)
        .filter(|_| !wanted.is_empty())
        .map(|at| Span::new(at, at + wanted.len()))
        .into_iter()
        .collect();
    word_links(store, languages, unit.0, unit.1, &wanted)
        .unwrap()
        .iter()
        .map(|link| {
            assert!(link.strength > 0.0 && link.strength <= 1.0);
            format!("{}={}", link.source.of(unit.0), link.target.of(unit.1))
        })
        .collect()
}

const FRENCH: [(&str, &str); 9] = [
    (
        "The old bridge was closed in 2015.",
        "Le vieux pont a été fermé en 2015.",
    ),
    (
        "The new bridge opened on Monday.",
        "Le nouveau pont a ouvert lundi.",
    ),
    ("The old mill opened again.", "Le vieux moulin a rouvert."),
    (
        "The mill is closed on Monday.",
        "Le moulin est fermé le lundi.",
    ),
    (
        "A new road crosses the river.",
        "Une nouvelle route traverse la rivière.",
    ),
    ("The river is high.", "La rivière est haute."),
    (
        "The bridge crosses the river.",
        "Le pont traverse la rivière.",
    ),
    (
        "Snow fell on the road.",
        "La neige est tombée sur la route.",
    ),
    ("The school was closed.", "L’école a été fermée."),
];

#[test]
fn words_are_learnt_from_the_other_units() {
    let (_folder, memory, languages) = memory("en", "fr", &FRENCH);
    let found = |unit, wanted| links(&memory, &languages, unit, wanted);
    assert_eq!(found(FRENCH[0], "closed"), ["closed=fermé"]);
    assert_eq!(found(FRENCH[0], "old bridge"), ["old=vieux", "bridge=pont"]);
    assert_eq!(found(FRENCH[0], "2015"), ["2015=2015"]);
    // A unit that is not stored can be asked about as well; the article is cut from its word.
    let unit = (
        "The river closed the school.",
        "La rivière a fermé l’école.",
    );
    assert_eq!(found(unit, "river"), ["river=rivière"]);
    assert!(found(FRENCH[0], "").contains(&"bridge=pont".to_owned()));
    assert!(found(("Owls hoot.", "."), "Owls").is_empty());
}

#[test]
fn names_need_no_memory() {
    let (_folder, memory, languages) = memory("en", "fr", &[]);
    let unit = (
        "Valdorne spent 1,234 euros.",
        "Valdorne a dépensé 1.234 euros.",
    );
    assert_eq!(
        links(&memory, &languages, unit, ""),
        ["Valdorne=Valdorne", "1,234=1.234", "euros=euros"]
    );
}

#[test]
fn han_graphemes_are_linked_together() {
    let units = [
        ("The tram stops here.", "电车停在这里。"),
        ("The tram is new.", "电车是新的。"),
        ("The bridge is new.", "桥是新的。"),
        ("A tram crosses the bridge.", "电车过桥。"),
        ("The car stops.", "汽车停下。"),
        ("The clock stops.", "钟停了。"),
        ("He waits here.", "他在这里等。"),
        ("Rain falls.", "下雨了。"),
    ];
    let (_folder, store, languages) = memory("en", "zh", &units);
    assert_eq!(links(&store, &languages, units[0], "tram"), ["tram=电车"]);
    assert_eq!(links(&store, &languages, units[3], "bridge"), ["bridge=桥"]);
    let turned = units.map(|(english, chinese)| (chinese, english));
    let (_folder, store, languages) = memory("zh", "en", &turned);
    assert_eq!(
        links(&store, &languages, turned[0], "电车"),
        ["电=tram", "车=tram"]
    );
}

#[test]
fn arabic_articles_do_not_count() {
    let units = [
        ("The bridge is long.", "الجسر طويل."),
        ("A bridge burned.", "احترق جسر."),
        ("The road is long.", "الطريق طويل."),
        ("The road burned.", "احترق الطريق."),
        ("He saw the bridge and the road.", "رأى الجسر والطريق."),
        ("Rain fell in Madrid.", "هطل المطر في مدريد."),
    ];
    let (_folder, memory, languages) = memory("en", "ar", &units);
    assert_eq!(
        links(&memory, &languages, units[0], "bridge"),
        ["bridge=الجسر"]
    );
    assert_eq!(
        links(&memory, &languages, units[4], "road"),
        ["road=والطريق"]
    );
    assert_eq!(
        links(&memory, &languages, units[5], "Madrid"),
        ["Madrid=مدريد"]
    );
}
