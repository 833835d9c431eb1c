//! That the index is right whatever happens to the units.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::*;
use super::memory::Memory;
use crate::similarity::Scorer;
use crate::text::Language;

fn pair() -> LanguagePair {
    LanguagePair {
        source: Language::parse("en").unwrap(),
        target: Language::parse("fr").unwrap(),
    }
}

fn import(memory: &Memory, sources: &[String]) {
    let languages = pair();
    let mut units = |import: &mut dyn UnitSink| {
        for source in sources {
            let unit = ForeignUnit {
                languages: &languages,
                source,
                target: source,
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
}

/// What scoring every unit of the database finds.
fn scored(memory: &Memory, text: &str, threshold: u8) -> BTreeMap<i64, u8> {
    let mut scorer = Scorer::new();
    let query = scorer.prepare(text);
    memory
        .all_units(None, None)
        .filter_map(|unit| {
            let unit = unit.unwrap();
            let prepared = scorer.prepare(&unit.source);
            let score = scorer.score(&query, &prepared, threshold)?;
            Some((unit.id, score.score))
        })
        .collect()
}

fn found(memory: &Memory, text: &str, threshold: u8) -> BTreeMap<i64, u8> {
    let near = memory
        .snapshot()
        .unwrap()
        .nearest(&pair(), UnitSide::Source, text, threshold, usize::MAX)
        .unwrap();
    near.into_iter().map(|near| (near.id, near.score)).collect()
}

/// How many runs there are, and how many units are in none.
fn runs_and_loose(memory: &Memory) -> (usize, usize) {
    let count = |table: &str| {
        let sql = format!("SELECT count(*) FROM {table}");
        memory
            .query(|db| db.query_row(&sql, [], |row| row.get(0)))
            .unwrap()
    };
    (count("index_runs"), count("index_loose"))
}

/// A step in the life of a memory.
#[derive(Debug, Clone)]
enum Step {
    Import(Vec<String>),
    Delete(usize),
    Edit(usize, String),
}

fn text() -> impl Strategy<Value = String> {
    "[ab]{1,3}( [ab,.]{1,3}){0,5}"
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        prop::collection::vec(text(), 1..60).prop_map(Step::Import),
        (0usize..100).prop_map(Step::Delete),
        (0usize..100, text()).prop_map(|(at, text)| Step::Edit(at, text)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Also with changes that another program makes in the database, and seen by a reader that has
    /// been there from the beginning.
    #[test]
    fn the_index_is_right_after_every_step(
        steps in prop::collection::vec(step(), 1..12), query in text(), threshold in 1u8..=100,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.db");
        let memory = Memory::open(&path, Access::Write).unwrap();
        let reader = Memory::open(&path, Access::Read).unwrap();
        let other = rusqlite::Connection::open(&path).unwrap();
        for step in steps {
            let ids: Vec<i64> = memory.all_units(None, None).map(|unit| unit.unwrap().id).collect();
            let id = |at: usize| ids.get(at % ids.len().max(1)).copied().unwrap_or(0);
            match step {
                Step::Import(sources) => import(&memory, &sources),
                Step::Delete(at) => {
                    other.execute("DELETE FROM units WHERE id = ?1", [id(at)]).unwrap();
                }
                Step::Edit(at, text) => {
                    other
                        .execute("UPDATE units SET source = ?2 WHERE id = ?1", (id(at), text))
                        .unwrap();
                }
            }
            let expected = scored(&memory, &query, threshold);
            prop_assert_eq!(&found(&memory, &query, threshold), &expected);
            prop_assert_eq!(&found(&reader, &query, threshold), &expected);
        }
        let (runs, _) = runs_and_loose(&memory);
        prop_assert!(runs <= 2 * 8, "{} runs", runs);
    }
}

#[test]
fn an_import_that_is_given_up_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let memory = Memory::open(&folder.path().join("m.db"), Access::Write).unwrap();
    let sources: Vec<String> = (0..100).map(|i| format!("Unit number {i}.")).collect();
    import(&memory, &sources);
    let before = runs_and_loose(&memory);
    let languages = pair();
    let mut units = |import: &mut dyn UnitSink| {
        for i in 0..40 {
            let source = format!("Another {i}.");
            let unit = ForeignUnit {
                languages: &languages,
                source: &source,
                target: "x",
                context: &Context::default(),
                created: 0,
                uses: 1,
                confidence: None,
                origin: None,
                record: None,
            };
            import.add(&unit).unwrap();
        }
        Ok(std::ops::ControlFlow::Break(()))
    };
    let given_up = Action::Import {
        file: "units",
        units: &mut units,
    };
    let applied = memory.apply(Change::new(given_up, 0)).unwrap();
    assert_eq!(applied, Applied::default());
    assert_eq!(runs_and_loose(&memory), before);
    assert_eq!(found(&memory, "Another 7.", 70), BTreeMap::new());
    assert_eq!(found(&memory, "Unit number 7.", 100).len(), 1);
}

#[test]
fn memories_of_version_1_are_indexed_when_they_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("schema.sql")).unwrap();
    for i in 0..20 {
        old.execute(
            "INSERT INTO units VALUES (?1, ?2, 'en', 'fr', 5, ?3, 'Bonjour.', '', '', 0, 1)",
            (i, vec![i as u8; 16], format!("Hello number {i}.")),
        )
        .unwrap();
    }
    old.pragma_update(None, "user_version", 1).unwrap();
    drop(old);
    let memory = Memory::open(&path, Access::Read).unwrap();
    assert_eq!(found(&memory, "Hello number 7.", 100).len(), 1);
    let word = Word {
        form: "bonjour".into(),
        written: None,
        prefix: false,
    };
    assert_eq!(
        memory
            .snapshot()
            .unwrap()
            .with_phrase(&[word], None, None, None)
            .unwrap()
            .len(),
        20
    );
}

#[test]
fn a_memory_can_be_shared_by_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Memory>();
    fn is_object<T: Send + Sync + ?Sized>() {}
    is_object::<dyn Store>();
}
