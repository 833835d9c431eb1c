//! Queries over a memory, against looking at every unit.

use proptest::prelude::*;

use super::super::{
    Access, Action, Change, ChangeStore, Context, ForeignUnit, LanguagePair, Memory, UnitSink,
    UnitStore,
};
use super::query::Expression;
use super::*;

fn tag(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

/// A memory of these units, in this order.
fn memory_of(from: &str, to: &str, units: &[(String, String)]) -> (tempfile::TempDir, Memory) {
    let folder = tempfile::tempdir().unwrap();
    let memory = Memory::open(&folder.path().join("m.db"), Access::Write).unwrap();
    let languages = LanguagePair {
        source: tag(from),
        target: tag(to),
    };
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
    (folder, memory)
}

fn ask(memory: &Memory, query: &str) -> Hits {
    ask_for(memory, query, None, None, (0, usize::MAX))
}

fn ask_for(
    memory: &Memory,
    query: &str,
    language: Option<&Language>,
    filter: Option<&Filter>,
    (skip, limit): (usize, usize),
) -> Hits {
    let query = Concordance {
        query: &SearchQuery::parse(query, false).unwrap(),
        language,
        filter,
        skip,
        limit,
    };
    super::concordance(memory, &query).unwrap()
}

fn texts(units: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(a, b): &(&str, &str)| (a.to_string(), b.to_string());
    units.iter().map(owned).collect()
}

/// What is marked in the sources and in the targets of the hits.
fn marked(hits: &Hits) -> Vec<(Vec<&str>, Vec<&str>)> {
    fn spans<'a>(text: &'a str, of: &[Span]) -> Vec<&'a str> {
        of.iter().map(|span| span.of(text)).collect()
    }
    fn hit(hit: &Hit) -> (Vec<&str>, Vec<&str>) {
        let unit = &hit.unit;
        (
            spans(&unit.source, &hit.in_source),
            spans(&unit.target, &hit.in_target),
        )
    }
    hits.hits.iter().map(hit).collect()
}

#[test]
fn operators_sides_and_order() {
    let (_folder, memory) = memory_of(
        "en",
        "fr",
        &texts(&[
            ("The bridge opened.", "Le pont a ouvert."),
            (
                "The footbridge opened the bridge season.",
                "La passerelle a lancé la saison.",
            ),
            ("The old bridge closed.", "Le vieux pont a fermé."),
            ("A pontoon.", "Un ponton."),
        ]),
    );
    let ids = |query| -> Vec<i64> {
        ask(&memory, query)
            .hits
            .iter()
            .map(|hit| hit.unit.id)
            .collect()
    };
    // The last one stored comes first, but for those in which the words stand together.
    assert_eq!(ids("bridge"), [3, 2, 1]);
    assert_eq!(ids("bridge opened"), [1, 2]);
    assert_eq!(ids("bridge AND opened"), [2, 1]);
    assert_eq!(ids("\"bridge opened\""), [1]);
    assert_eq!(ids("bridge -target:passerelle"), [3, 1]);
    assert_eq!(ids("source:pont*"), [4]);
    assert_eq!(ids("pont*"), [4, 3, 1]);
    assert_eq!(ids("target:(vieux OR passerelle)"), [3, 2]);
    assert_eq!(ids("NOT bridge"), [4]);
    assert_eq!(ids("*"), [4, 3, 2, 1]);
    assert_eq!(ids("bridge NOT *"), [0i64; 0]);
    assert_eq!(
        marked(&ask(&memory, "bridge opened -pontoon"))[1],
        (vec!["bridge", "opened"], vec![])
    );
    assert_eq!(
        marked(&ask(&memory, "bridge opened"))[0],
        (vec!["bridge opened"], vec![])
    );
    assert_eq!(
        marked(&ask(&memory, "bri* target:pont")),
        [
            (vec!["bridge"], vec!["pont"]),
            (vec!["bridge"], vec!["pont"])
        ]
    );
}

#[test]
fn pages_are_parts_of_the_whole() {
    let units: Vec<_> = (0..30)
        .map(|n| (format!("bridge {n} opened"), format!("pont {n}")))
        .collect();
    let (_folder, memory) = memory_of("en", "fr", &units);
    let page = |skip, limit| {
        let page = ask_for(&memory, "bridge", None, None, (skip, limit));
        assert_eq!((page.total, page.exact), (30, true));
        page.hits.iter().map(|hit| hit.unit.id).collect::<Vec<_>>()
    };
    assert_eq!(page(0, 3), [30, 29, 28]);
    assert_eq!(page(28, 3), [2, 1]);
    assert_eq!(page(30, 3), [0i64; 0]);
    let filter = Filter::new("^pont 2[0-9]$").unwrap();
    let filtered = ask_for(&memory, "*", None, Some(&filter), (8, 5));
    assert_eq!((filtered.total, filtered.exact), (10, true));
    assert_eq!(
        marked(&filtered),
        [(vec![], vec!["pont 21"]), (vec![], vec!["pont 20"])]
    );
    let (bridge, french) = (Filter::new("bridge").unwrap(), tag("fr"));
    let none = ask_for(&memory, "*", Some(&french), Some(&bridge), (0, 5));
    assert_eq!(none.total, 0);
}

#[test]
fn words_of_many_scripts_are_found() {
    for (language, text, query, found) in [
        ("zh", "新桥今天通车。", "通车 新桥", vec!["新桥", "通车"]),
        ("zh", "新桥今天通车。", "\"新桥 今天\"", vec!["新桥今天"]),
        ("ja", "新しい橋が開通した。", "橋が", vec!["橋が"]),
        ("th", "สะพานใหม่เปิดวันนี้", "สะพาน", vec!["สะพาน"]),
        ("th", "ดื่มน้ำ", "น้ำ", vec!["น้ำ"]),
        (
            "ar",
            "افتُتح الجسرُ القديم.",
            "\"الجسر القديم\"",
            vec!["الجسرُ القديم"],
        ),
        ("ar", "كتاب", "کتاب", vec!["كتاب"]),
        ("fa", "پل\u{200c}های قدیمی", "پلهاي", vec!["پل\u{200c}های"]),
        ("fa", "سال ۱۴۰۳", "1403", vec!["۱۴۰۳"]),
        ("hi", "पुराना पुल खुला।", "पुल", vec!["पुल"]),
        ("tr", "IŞIK söndü.", "ışık", vec!["IŞIK"]),
        ("tr", "ışık söndü.", "Işık SÖNDÜ", vec!["ışık söndü"]),
        ("ko", "다리가 열렸다.", "다리*", vec!["다리가"]),
        ("de", "Die Straße", "STRASSE", vec!["Straße"]),
    ] {
        let (_folder, memory) = memory_of(language, "en", &texts(&[(text, "x"), ("other", "y")]));
        let hits = ask(&memory, query);
        assert_eq!(
            marked(&hits),
            [(found, vec![])],
            "{language}: {query} in {text}"
        );
    }
}

/// Whether a unit has what `expression` says, by looking at it.
fn has(unit: &TranslationUnit, expression: &Expression) -> bool {
    match expression {
        Expression::Any => true,
        Expression::Phrase(phrase) => {
            let on = |side, text: &str| {
                phrase.side.is_none_or(|wanted| wanted == side)
                    && !occurrences(text, &phrase.words).is_empty()
            };
            on(UnitSide::Source, &unit.source) || on(UnitSide::Target, &unit.target)
        }
        Expression::And(parts) => parts.iter().all(|part| has(unit, part)),
        Expression::Or(parts) => parts.iter().any(|part| has(unit, part)),
        Expression::Not(part) => !has(unit, part),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn it_finds_what_looking_at_every_unit_finds(
        units in prop::collection::vec(("(([ab]{1,2}|É|桥|,) ?){0,6}", "(([ab]{1,2}|e) ?){0,6}"), 1..40),
        queries in prop::collection::vec("(-|NOT )?(source:|target:)?(a|b\\*|ab|e|桥|\"a b\"|\"b\\* a\")( (AND |OR )?-?(a|b|aa|e|\"b a\"|\\(a OR ba\\)|target:\\(b -e\\))){0,3}", 1..12),
    ) {
        let (_folder, memory) = memory_of("en", "fr", &units);
        let all: Vec<TranslationUnit> = memory.all_units(None, None).collect::<Result<_, _>>().unwrap();
        for query in &queries {
            let parsed = SearchQuery::parse(query, false).unwrap();
            let mut expected: Vec<i64> = all
                .iter()
                .rev()
                .filter(|unit| has(unit, &parsed.expression))
                .map(|unit| unit.id)
                .collect();
            if let Some(together) = &parsed.together {
                let together = Expression::Phrase(together.clone());
                expected.sort_by_key(|id| !has(&all[all.iter().position(|unit| unit.id == *id).unwrap()], &together));
            }
            let hits = ask(&memory, query);
            let found: Vec<i64> = hits.hits.iter().map(|hit| hit.unit.id).collect();
            prop_assert_eq!(found, expected, "{}", query);
        }
    }
}
