use proptest::prelude::*;

use super::super::*;
use crate::segment::SegmentedDocument;
use crate::similarity::Scorer;
use crate::text::Language;
use rusqlite::Connection;

fn tag(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn memory() -> (tempfile::TempDir, Memory) {
    let folder = tempfile::tempdir().unwrap();
    let memory = Memory::open(&folder.path().join("m/recto.db"), Access::Write).unwrap();
    (folder, memory)
}

fn store(memory: &Memory, language: &str, number: Option<u32>, text: &str) -> Stored {
    let revision = NewRevision {
        article: "bridge",
        source_language: &tag("en"),
        number,
        path: &format!("seeds/bridge.{language}.txt"),
        text: &SegmentedDocument::plain(text, &tag(language)),
    };
    let change = Change::new(Action::Revision(&revision), 0);
    memory.apply(change).unwrap().revision.unwrap()
}

fn add(memory: &Memory, pairs: &[(&str, &str)]) -> Added {
    // Each bitext has revisions of its own.
    let number = memory.stats().unwrap().revisions;
    store(memory, "en", None, &format!("Source {number}."));
    store(memory, "fr", None, &format!("Cible {number}."));
    let find = |name: &str| {
        memory
            .revision(&name.parse().unwrap())
            .unwrap()
            .unwrap()
            .info
    };
    let (source, target) = (find("bridge.en"), find("bridge.fr"));
    let units: Vec<NewUnit> = pairs
        .iter()
        .enumerate()
        .map(|(i, &(source, target))| NewUnit {
            record: None,
            source,
            target,
            context: Context::new(if i > 0 { pairs[i - 1].0 } else { "" }, ""),
            source_segments: i..i + 1,
            target_segments: i..i + 1,
            confidence: 1.0,
        })
        .collect();
    let bitext = || Action::Bitext {
        source: &source,
        target: &target,
        units: &units,
    };
    let applied = memory.apply(Change::new(bitext(), 7)).unwrap();
    // What is aligned already gains nothing.
    let again = memory.apply(Change::new(bitext(), 7)).unwrap();
    assert_eq!(again, Applied::default());
    applied.added
}

#[test]
fn sqlite_is_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let made = std::cell::Cell::new(0);
    conformance::conformance(|| {
        made.set(made.get() + 1);
        let name = format!("{}.db", made.get());
        Memory::open(&folder.path().join(name), Access::Write).unwrap()
    });
}

#[test]
fn revisions_are_stored_once_and_numbered_on() {
    let (_folder, memory) = memory();
    assert_eq!(store(&memory, "en", None, "One. Two."), Stored::New(1));
    assert_eq!(store(&memory, "en", None, "One. Two."), Stored::Known(1));
    assert_eq!(store(&memory, "en", None, "One. Three."), Stored::New(2));
    assert_eq!(store(&memory, "en", Some(5), "Five."), Stored::New(5));
    assert_eq!(store(&memory, "en", Some(5), "Other."), Stored::New(6));
    let newest = memory
        .revision(&"bridge.en".parse().unwrap())
        .unwrap()
        .unwrap();
    assert_eq!((newest.info.number, newest.article.text()), (6, "Other."));
    let first = memory
        .revision(&"bridge.en@r1".parse().unwrap())
        .unwrap()
        .unwrap();
    let texts: Vec<_> = first
        .article
        .segments
        .iter()
        .map(|s| s.span.of("One. Two."))
        .collect();
    assert_eq!(texts, ["One.", "Two."]);
    assert!(
        memory
            .revision(&"bridge.de".parse().unwrap())
            .unwrap()
            .is_none()
    );
}

#[test]
fn translations_find_their_source() {
    let (_folder, memory) = memory();
    store(&memory, "en", None, "One.");
    store(&memory, "en", Some(2), "Two.");
    store(&memory, "fr", None, "Un.");
    store(&memory, "fr", Some(2), "Deux.");
    store(&memory, "fr", None, "Trois, changé sur place.");
    let numbers = |memory: &Memory| -> Vec<(u32, u32)> {
        let pairs = memory.unaligned().unwrap();
        pairs.iter().map(|(s, t)| (s.number, t.number)).collect()
    };
    assert_eq!(numbers(&memory), [(1, 1), (2, 2), (2, 3)]);
    let (source, target) = memory.unaligned().unwrap().remove(0);
    let bitext = Action::Bitext {
        source: &source,
        target: &target,
        units: &[],
    };
    memory.apply(Change::new(bitext, 0)).unwrap();
    assert_eq!(numbers(&memory), [(2, 2), (2, 3)]);
}

#[test]
fn a_unit_met_again_gains_a_use() {
    let (_folder, memory) = memory();
    let pairs = [("Hello.", "Bonjour."), ("Bye.", "Salut.")];
    assert_eq!(add(&memory, &pairs), Added { new: 2, known: 0 });
    // The same in another spelling of the same comparison form.
    let again = [("Hello. ", "Bonjour."), ("Bye.", "Salut.")];
    assert_eq!(add(&memory, &again), Added { new: 0, known: 2 });
    assert_eq!(memory.stats().unwrap().units, 2);
    assert_eq!(
        memory.all_units(None, None).next().unwrap().unwrap().uses,
        2
    );
    assert_eq!(memory.all_units(None, Some(&tag("de"))).count(), 0);
}

#[test]
fn look_ups_rank_context_exact_fuzzy() {
    let (_folder, memory) = memory();
    add(
        &memory,
        &[
            ("The bridge opened on Monday.", "Le pont a ouvert lundi."),
            ("It rained.", "Il a plu."),
            ("The bridge opens on Monday.", "Le pont ouvre lundi."),
        ],
    );
    let (from, to) = (tag("en"), tag("fr"));
    let mut query = Query {
        text: "It rained.",
        from: &from,
        to: &to,
        context: Context::default(),
        threshold: 70,
        limit: 5,
    };
    let found = |query: &Query| -> Vec<(u8, MatchKind)> {
        let matches = lookup(&memory, query).unwrap();
        matches.iter().map(|m| (m.score, m.kind)).collect()
    };
    assert_eq!(found(&query), [(100, MatchKind::Exact)]);
    query.context = Context::new("The bridge opened on  Monday.", "");
    assert_eq!(found(&query), [(101, MatchKind::Context)]);
    query.context = Context::default();
    query.text = "The bridge opened on Monday.";
    assert_eq!(
        found(&query),
        [(100, MatchKind::Exact), (90, MatchKind::Fuzzy)]
    );
    query.limit = 1;
    assert_eq!(found(&query).len(), 1);
    let canadian = tag("fr-CA");
    query.to = &canadian;
    assert_eq!(found(&query), [(99, MatchKind::Exact)]);
    let german = tag("de");
    query.to = &german;
    assert_eq!(found(&query), []);
}

#[test]
fn units_that_differ_by_context_alone_are_one_match() {
    let (_folder, memory) = memory();
    let rain = ("It rained.", "Il a plu.");
    add(
        &memory,
        &[
            rain,
            ("A.", "A."),
            rain,
            ("B.", "B."),
            rain,
            ("It rains.", "Il pleut."),
        ],
    );
    let (from, to) = (tag("en"), tag("fr"));
    let query = Query {
        text: "It rained.",
        from: &from,
        to: &to,
        context: Context::new("B.", ""),
        threshold: 50,
        limit: 2,
    };
    let found: Vec<(u8, String)> = lookup(&memory, &query)
        .unwrap()
        .into_iter()
        .map(|m| (m.score, m.unit.target))
        .collect();
    assert_eq!(
        found,
        [(101, "Il a plu.".to_owned()), (80, "Il pleut.".to_owned())]
    );
}

#[test]
fn concordance_finds_either_side_without_accents() {
    let (_folder, memory) = memory();
    add(
        &memory,
        &[
            ("The pupil left.", "L’élève est parti."),
            ("He ate.", "Il mangea."),
        ],
    );
    let search = |text, language: Option<&Language>| {
        let query = Concordance {
            query: &SearchQuery::parse(text, false).unwrap(),
            language,
            filter: None,
            skip: 0,
            limit: 10,
        };
        concordance(&memory, &query).unwrap().hits
    };
    let hits = search("\"ELEVE est\"", None);
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].in_target[0].of(&hits[0].unit.target), "élève est");
    assert!(hits[0].in_source.is_empty());
    assert_eq!(search("eleve", Some(&tag("en"))), []);
    assert_eq!(search("el*", Some(&tag("fr"))).len(), 1);
}

#[test]
fn files_that_are_no_memory_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.db");
    let open = |access| Memory::open(&path, access).unwrap_err().kind();
    assert_eq!(open(Access::Read), MemoryErrorKind::Missing);
    std::fs::write(
        &path,
        "this is not a database, and long enough to be looked at".repeat(20),
    )
    .unwrap();
    assert_eq!(open(Access::Read), MemoryErrorKind::NotADatabase);
    assert_eq!(open(Access::Write), MemoryErrorKind::NotADatabase);
    std::fs::remove_file(&path).unwrap();
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE t (x)")
        .unwrap();
    assert_eq!(open(Access::Write), MemoryErrorKind::Foreign);
    std::fs::remove_file(&path).unwrap();
    drop(Memory::open(&path, Access::Write).unwrap());
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    assert!(matches!(
        open(Access::Read),
        MemoryErrorKind::Newer { found: 99, .. }
    ));
    assert!(matches!(
        open(Access::Write),
        MemoryErrorKind::Newer { found: 99, .. }
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// The weight window loses nothing: look-up finds what scoring every unit finds.
    #[test]
    fn look_up_is_complete(
        sources in prop::collection::vec("[abc]{1,3}( [abc,.]{1,3}){0,6}", 1..30),
        text in "[abc]{1,3}( [abc,.]{1,3}){0,6}",
        threshold in 0u8..=100,
    ) {
        let (_folder, memory) = memory();
        let pairs: Vec<(&str, &str)> = sources.iter().map(|s| (s.as_str(), "x")).collect();
        add(&memory, &pairs);
        let (from, to) = (tag("en"), tag("fr"));
        let query = Query {
            text: &text, from: &from, to: &to, context: Context::default(), threshold, limit: 1000,
        };
        let found: Vec<u8> = lookup(&memory, &query).unwrap().iter().map(|m| m.score).collect();
        let mut scorer = Scorer::new();
        let prepared = scorer.prepare(&text);
        let distinct: std::collections::BTreeSet<String> = memory
            .all_units(None, None)
            .map(|unit| crate::text::comparison_form(&unit.unwrap().source).into_owned())
            .collect();
        let mut expected: Vec<u8> = distinct
            .iter()
            .filter_map(|source| {
                let candidate = scorer.prepare(source);
                scorer.score(&prepared, &candidate, threshold).map(|s| s.score)
            })
            .collect();
        expected.sort_unstable_by(|a, b| b.cmp(a));
        prop_assert_eq!(found, expected);
    }
}
