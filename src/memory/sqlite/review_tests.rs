use proptest::prelude::*;

use rusqlite::Connection;

use crate::memory::{
    Access, Action, Change, ChangeStore, Context, ForeignUnit, LanguagePair, Match, MatchKind,
    Memory, Query, UnitStore, lookup,
};
use crate::text::Language;

fn tag(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn languages() -> LanguagePair {
    LanguagePair {
        source: tag("en"),
        target: tag("fa"),
    }
}

fn memory() -> (tempfile::TempDir, Memory) {
    let folder = tempfile::tempdir().unwrap();
    let memory = Memory::open(&folder.path().join("m.db"), Access::Write).unwrap();
    (folder, memory)
}

fn add(memory: &Memory, source: &str, target: &str, confidence: Option<f64>) -> i64 {
    let unit = ForeignUnit {
        languages: &languages(),
        source,
        target,
        context: &Context::default(),
        created: 0,
        uses: 1,
        confidence,
        origin: None,
        record: None,
    };
    let applied = memory.apply(Change::new(Action::Add(&unit), 0)).unwrap();
    applied.units[0]
}

fn found(memory: &Memory, text: &str, limit: usize) -> Vec<Match> {
    let query = Query {
        text,
        from: &tag("en"),
        to: &tag("fa"),
        context: Context::default(),
        threshold: 60,
        limit,
    };
    lookup(memory, &query).unwrap()
}

#[test]
fn a_doubtful_unit_loses_points_until_somebody_stands_behind_it() {
    let (_folder, memory) = memory();
    let id = add(&memory, "The bridge is open.", "پل باز است.", Some(0.47));
    let first = found(&memory, "The bridge is open.", 5).remove(0);
    assert_eq!(
        (first.score, first.penalty, first.kind),
        (94, 6, MatchKind::Exact)
    );
    assert_eq!(
        memory.doubtful_units(None, Some(&tag("en")), None).unwrap(),
        [id]
    );
    // Surer now, and surer than later.
    add(&memory, "The bridge is open.", "پل باز است.", Some(0.8));
    add(&memory, "The bridge is open.", "پل باز است.", Some(0.2));
    assert_eq!(found(&memory, "The bridge is open.", 5)[0].penalty, 2);
    let ids = [id, 99];
    let accept = Change::new(Action::Accept(&ids), 0);
    assert_eq!(memory.apply(accept).unwrap().units, [id]);
    assert_eq!(found(&memory, "The bridge is open.", 5)[0].score, 100);
    // Nobody's word is taken back by a later alignment.
    add(&memory, "The bridge is open.", "پل باز است.", Some(0.2));
    assert_eq!(found(&memory, "The bridge is open.", 5)[0].score, 100);
    assert!(memory.doubtful_units(None, None, None).unwrap().is_empty());
    let other = add(&memory, "It rains.", "باران می‌بارد.", Some(0.0));
    assert_eq!(found(&memory, "It rains.", 5)[0].score, 90);
    let edit = Action::Edit {
        id: other,
        source: None,
        target: Some("باران می‌آید."),
    };
    memory.apply(Change::new(edit, 0)).unwrap();
    assert_eq!(found(&memory, "It rains.", 5)[0].score, 100);
}

#[test]
fn a_memory_of_version_2_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.db");
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("schema.sql")).unwrap();
    old.execute_batch(include_str!("schema2.sql")).unwrap();
    old.execute_batch(
        "INSERT INTO articles VALUES (1, 'bridge', 'en');
         INSERT INTO revisions VALUES
             (1, 1, 'en', 1, 0, NULL, 'b.en.txt', x'00', 'One. Two. Three.', NULL, 0),
             (2, 1, 'fa', 1, 0, NULL, 'b.fa.txt', x'01', 'یک. دو. سه.', 1, 0);
         INSERT INTO bitexts VALUES (1, 2);
         INSERT INTO units VALUES
             (1, x'00', 'en', 'fa', 'One.', 'یک.', '', '', 3, 1),
             (2, x'01', 'en', 'fa', 'Two.', 'دو.', '', '', 3, 1),
             (3, x'02', 'en', 'fa', 'Three.', 'سه.', '', '', 3, 2),
             (4, x'03', 'en', 'fa', 'Four.', 'چهار.', 'A', 'B', 4, 7);
         INSERT INTO origins VALUES
             (1, 1, 2, 0, 1, 0, 1, 0.99), (2, 1, 2, 1, 2, 1, 2, 0.5), (3, 1, 2, 2, 3, 2, 3, 0.5);
         PRAGMA user_version = 2;",
    )
    .unwrap();
    drop(old);
    let memory = Memory::open(&path, Access::Read).unwrap();
    let units = memory.units(&[1, 2, 3, 4]).unwrap();
    let kept: Vec<_> = units
        .iter()
        .map(|u| {
            (
                u.source.as_str(),
                u.uses,
                u.created,
                u.origins.len(),
                u.confidence,
            )
        })
        .collect();
    // The third was imported as well, and the fourth never aligned: nobody doubts them.
    assert_eq!(
        kept,
        [
            ("One.", 1, 3, 1, Some(0.99)),
            ("Two.", 1, 3, 1, Some(0.5)),
            ("Three.", 2, 3, 1, None),
            ("Four.", 7, 4, 0, None)
        ]
    );
    assert_eq!(units[3].context, Context::new("A", "B"));
    assert_eq!(found(&memory, "Two.", 5)[0].score, 95);
    assert_eq!(found(&memory, "One.", 5)[0].score, 100);
    assert_eq!(memory.stats().unwrap().revisions, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn the_best_are_the_same_however_many_are_asked_for(
        units in prop::collection::vec(("(old|new|red|long) (bridge|road) (is|was) open", prop::option::of(0.0f64..1.0)), 1..60),
        limit in 1usize..6,
    ) {
        let (_folder, memory) = memory();
        for (number, (source, confidence)) in units.iter().enumerate() {
            add(&memory, source, &format!("{number}"), *confidence);
        }
        let all = found(&memory, "old bridge is open", 1000);
        let best = found(&memory, "old bridge is open", limit);
        prop_assert_eq!(&best[..], &all[..limit.min(all.len())]);
        prop_assert!(all.iter().all(|m| m.score < 99 || !m.unit.is_doubtful()));
    }
}
