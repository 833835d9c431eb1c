//! What every store has to do: the same results, in the same order, with the same scores. A store's tests
//! call [`conformance`] with a function that makes an empty one.

use std::ops::ControlFlow;

use super::*;
use crate::segment::SegmentedDocument;
use crate::text::Language;

/// Demands of the stores that `make` makes all that look-ups and jobs rely on.
pub(super) fn conformance<S: Store>(make: impl Fn() -> S) {
    units_are_added_edited_and_deleted(&make());
    a_unit_met_again_gains_uses_and_records(&make());
    doubt_ends_when_somebody_accepts(&make());
    an_import_is_whole_or_nothing(&make());
    what_people_say_takes_the_place_of_alignments(&make());
    revisions_are_stored_once(&make());
    bitexts_are_stored_once(&make());
    matches_come_in_order(&make());
    ties_are_broken_by_age_then_id(&make());
    neighbours_make_a_context_match(&make());
    languages_match_their_relatives(&make());
    concordance_finds_words_on_either_side(&make());
    samples_of_words_are_the_same_each_time(&make());
    batches_keep_the_order_asked_for(&make());
    a_snapshot_does_not_change(&make());
    two_writers_lose_nothing(&make());
}

fn tag(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn pair(source: &str, target: &str) -> LanguagePair {
    LanguagePair {
        source: tag(source),
        target: tag(target),
    }
}

static NO_CONTEXT: Context = Context {
    before: String::new(),
    after: String::new(),
};

fn unit<'a>(languages: &'a LanguagePair, source: &'a str, target: &'a str) -> ForeignUnit<'a> {
    ForeignUnit {
        languages,
        source,
        target,
        context: &NO_CONTEXT,
        created: 0,
        uses: 1,
        confidence: None,
        origin: None,
        record: None,
    }
}

fn apply(store: &impl Store, action: Action<'_>) -> Applied {
    store.apply(Change::new(action, 100)).unwrap()
}

fn add(store: &impl Store, unit: &ForeignUnit<'_>) -> i64 {
    apply(store, Action::Add(unit)).units[0]
}

fn import(store: &impl Store, units: &[ForeignUnit<'_>]) -> Applied {
    let mut give = |sink: &mut dyn UnitSink| {
        for unit in units {
            sink.add(unit)?;
        }
        Ok(ControlFlow::Continue(()))
    };
    let import = Action::Import {
        file: "units",
        units: &mut give,
    };
    apply(store, import)
}

/// Ids, scores and kinds of the matches of `text` from English to French.
fn found(store: &impl Store, text: &str, threshold: u8) -> Vec<(i64, u8, MatchKind)> {
    found_in(store, text, ("en", "fr"), &NO_CONTEXT, threshold)
}

fn found_in(
    store: &impl Store,
    text: &str,
    (from, to): (&str, &str),
    context: &Context,
    threshold: u8,
) -> Vec<(i64, u8, MatchKind)> {
    let query = Query {
        text,
        from: &tag(from),
        to: &tag(to),
        context: context.clone(),
        threshold,
        limit: 10,
    };
    let matches = lookup(store, &query).unwrap().into_iter();
    matches
        .map(|found| (found.unit.id, found.score, found.kind))
        .collect()
}

fn store_text(store: &impl Store, language: &str, text: &str) -> Stored {
    let mut text = SegmentedDocument::plain(text, &tag(language));
    text.metadata.title = Some("Bridge".into());
    let revision = NewRevision {
        article: "bridge",
        source_language: &tag("en"),
        number: None,
        path: &format!("bridge.{language}.txt"),
        text: &text,
    };
    apply(store, Action::Revision(&revision)).revision.unwrap()
}

/// Stores three sentences and their translations, each link as sure as `confidence`.
fn store_bitext(store: &impl Store, confidence: f64) -> Applied {
    store_text(store, "en", "It rains. It snows. It is dry.");
    store_text(store, "fr", "Il pleut. Il neige. Il fait sec.");
    let info = |name: &str| {
        let found = store.revision(&name.parse().unwrap()).unwrap();
        found.unwrap().info
    };
    let texts = [
        ("It rains.", "Il pleut."),
        ("It snows.", "Il neige."),
        ("It is dry.", "Il fait sec."),
    ];
    let units: Vec<NewUnit<'_>> = (0..)
        .zip(texts)
        .map(|(at, (source, target))| NewUnit {
            source,
            target,
            context: Context::default(),
            source_segments: at..at + 1,
            target_segments: at..at + 1,
            confidence,
            record: None,
        })
        .collect();
    let bitext = Action::Bitext {
        source: &info("bridge.en"),
        target: &info("bridge.fr"),
        units: &units,
    };
    apply(store, bitext)
}

fn units_are_added_edited_and_deleted(store: &impl Store) {
    let languages = pair("en", "fr");
    let one = add(store, &unit(&languages, "Good day.", "Bonjour."));
    let two = add(store, &unit(&languages, "Good night.", "Bonne nuit."));
    assert!(one < two);
    assert_eq!(
        found(store, "Good day.", 100),
        [(one, 100, MatchKind::Exact)]
    );
    let edit = |id, source, target| {
        let edit = Action::Edit { id, source, target };
        apply(store, edit).edited.unwrap()
    };
    assert_eq!(
        edit(two, Some("Good evening."), Some("Bonsoir.")),
        Edited::Done
    );
    assert_eq!(found(store, "Good night.", 100), []);
    assert_eq!(
        found(store, "Good evening.", 100),
        [(two, 100, MatchKind::Exact)]
    );
    assert_eq!(edit(two, None, Some("Bonsoir.")), Edited::Unchanged);
    assert_eq!(
        edit(two, Some("Good day."), Some("Bonjour.")),
        Edited::SameAs(one)
    );
    assert_eq!(edit(99, None, Some("x")), Edited::Missing);
    assert_eq!(apply(store, Action::Delete(&[one, 99])).units, [one]);
    assert_eq!(found(store, "Good day.", 100), []);
    assert_eq!(store.stats().unwrap().units, 1);
    // The number of a unit that is gone is not given to another.
    apply(store, Action::Delete(&[two]));
    assert!(add(store, &unit(&languages, "Good day.", "Bonjour.")) > two);
}

fn a_unit_met_again_gains_uses_and_records(store: &impl Store) {
    let languages = pair("en", "fr");
    let record = |note: &str| Record {
        notes: vec![note.to_owned()],
        ..Record::default()
    };
    let (first, second) = (record("first"), record("second"));
    let with = |record, uses| ForeignUnit {
        record: Some(record),
        uses,
        ..unit(&languages, "Hello.", "Bonjour.")
    };
    let id = add(store, &with(&first, 2));
    // The same in another spelling of the same comparison form.
    let again = ForeignUnit {
        source: "Hello. ",
        ..with(&second, 3)
    };
    let applied = apply(store, Action::Add(&again));
    assert_eq!(
        (applied.units, applied.added),
        (vec![id], Added { new: 0, known: 1 })
    );
    apply(store, Action::Add(&with(&first, 1)));
    let unit = store.units(&[id]).unwrap().remove(0);
    assert_eq!((unit.uses, unit.source.as_str()), (6, "Hello."));
    assert_eq!(store.records(id).unwrap(), [first, second]);
    let (unit, records) = store
        .units_with_records(None, None)
        .next()
        .unwrap()
        .unwrap();
    assert_eq!((unit.id, records), (id, store.records(id).unwrap()));
    assert_eq!(store.stats().unwrap().met, 3);
}

fn doubt_ends_when_somebody_accepts(store: &impl Store) {
    let languages = pair("en", "fr");
    let doubtful = ForeignUnit {
        confidence: Some(0.47),
        ..unit(&languages, "It rains.", "Il pleut.")
    };
    let id = add(store, &doubtful);
    assert_eq!(found(store, "It rains.", 70), [(id, 94, MatchKind::Exact)]);
    assert_eq!(store.doubtful_units(None, None, None).unwrap(), [id]);
    assert_eq!(apply(store, Action::Accept(&[id, 99])).units, [id]);
    assert_eq!(found(store, "It rains.", 70), [(id, 100, MatchKind::Exact)]);
    // Nobody's word is taken back by a later alignment.
    add(store, &doubtful);
    assert!(store.doubtful_units(None, None, None).unwrap().is_empty());
}

fn an_import_is_whole_or_nothing(store: &impl Store) {
    let languages = pair("en", "fr");
    let texts: Vec<String> = (0..300)
        .map(|number| format!("Number {number} is here."))
        .collect();
    let units: Vec<_> = texts
        .iter()
        .map(|text| unit(&languages, text, text))
        .collect();
    let mut give = |sink: &mut dyn UnitSink| {
        for unit in &units {
            assert!(sink.add(unit)?);
        }
        Ok(ControlFlow::Break(()))
    };
    let given_up = Action::Import {
        file: "units",
        units: &mut give,
    };
    assert_eq!(apply(store, given_up), Applied::default());
    assert_eq!(store.stats().unwrap().units, 0);
    assert_eq!(import(store, &units).added, Added { new: 300, known: 0 });
    assert_eq!(import(store, &units).added, Added { new: 0, known: 300 });
    let matches = found(store, "Number 250 is here.", 100);
    assert_eq!(matches.len(), 1);
    let all: Vec<String> = store
        .all_units(None, None)
        .map(|unit| unit.unwrap().source)
        .collect();
    assert_eq!(all, texts);
}

fn what_people_say_takes_the_place_of_alignments(store: &impl Store) {
    store_bitext(store, 0.5);
    let languages = pair("en", "fr");
    let origin = |segment: usize| Origin {
        article: "bridge".to_owned(),
        source_revision: 1,
        target_revision: 1,
        source_segments: segment..segment + 1,
        target_segments: segment..segment + 1,
        confidence: 1.0,
    };
    let (second, third) = (origin(1), origin(2));
    let right = ForeignUnit {
        origin: Some(&second),
        ..unit(&languages, "It snows.", "Il neige beaucoup.")
    };
    let wrong = ForeignUnit {
        origin: Some(&third),
        ..unit(&languages, "It is dry.", "Il fait sec.")
    };
    let mut give = |sink: &mut dyn UnitSink| {
        sink.add(&right)?;
        sink.reject(&wrong)?;
        Ok(ControlFlow::Continue(()))
    };
    let sheet = Action::Import {
        file: "sheet.csv",
        units: &mut give,
    };
    assert_eq!(apply(store, sheet).removed, 2);
    let targets: Vec<String> = store
        .all_units(None, None)
        .map(|unit| unit.unwrap().target)
        .collect();
    assert_eq!(targets, ["Il pleut.", "Il neige beaucoup."]);
}

fn revisions_are_stored_once(store: &impl Store) {
    assert_eq!(store_text(store, "en", "One. Two."), Stored::New(1));
    assert_eq!(store_text(store, "en", "One. Two."), Stored::Known(1));
    assert_eq!(store_text(store, "en", "One. Three."), Stored::New(2));
    assert_eq!(
        store.find_text("bridge", &tag("en"), "One. Two.").unwrap(),
        Some(1)
    );
    let name = |name: &str| store.revision(&name.parse().unwrap()).unwrap();
    let newest = name("bridge.en").unwrap();
    assert_eq!(
        (newest.info.number, newest.article.text()),
        (2, "One. Three.")
    );
    let texts: Vec<&str> = newest
        .article
        .segments
        .iter()
        .map(|segment| segment.span.of(newest.article.text()))
        .collect();
    assert_eq!(texts, ["One.", "Three."]);
    assert!(name("bridge.de").is_none());
    assert_eq!(store.stored_at(&newest.info).unwrap(), 100);
    assert_eq!(store.revisions().unwrap().len(), 2);
}

fn bitexts_are_stored_once(store: &impl Store) {
    store_text(store, "en", "It rains. It snows. It is dry.");
    store_text(store, "fr", "Il pleut. Il neige. Il fait sec.");
    assert_eq!(store.unaligned().unwrap().len(), 1);
    assert_eq!(store_bitext(store, 1.0).added, Added { new: 3, known: 0 });
    assert_eq!(store_bitext(store, 1.0), Applied::default());
    assert!(store.unaligned().unwrap().is_empty());
    let unit = store.all_units(None, None).nth(1).unwrap().unwrap();
    assert_eq!(unit.origins.len(), 1);
    assert_eq!(unit.origins[0].to_string(), "bridge r1:2 → r1:2");
    let english = store
        .revision(&"bridge.en".parse().unwrap())
        .unwrap()
        .unwrap()
        .info;
    let rendering = store.rendering(&english, 2, &tag("fr")).unwrap().unwrap();
    assert_eq!(
        (rendering.text.as_str(), rendering.segments),
        ("Il fait sec.", 2..3)
    );
}

fn matches_come_in_order(store: &impl Store) {
    let languages = pair("en", "fr");
    import(
        store,
        &[
            unit(
                &languages,
                "The bridge opens on Monday.",
                "Le pont ouvre lundi.",
            ),
            unit(
                &languages,
                "The bridge opened on Monday.",
                "Le pont a ouvert lundi.",
            ),
            unit(&languages, "It rained.", "Il a plu."),
        ],
    );
    assert_eq!(
        found(store, "The bridge opened on Monday.", 70),
        [(2, 100, MatchKind::Exact), (1, 90, MatchKind::Fuzzy)]
    );
}

fn ties_are_broken_by_age_then_id(store: &impl Store) {
    let languages = pair("en", "fr");
    let of = |target, created| ForeignUnit {
        created,
        ..unit(&languages, "It rained.", target)
    };
    import(store, &[of("A", 5), of("B", 9), of("C", 9), of("D", 1)]);
    let ids: Vec<i64> = found(store, "It rained.", 100)
        .iter()
        .map(|found| found.0)
        .collect();
    assert_eq!(ids, [2, 3, 1, 4]);
}

fn neighbours_make_a_context_match(store: &impl Store) {
    let languages = pair("en", "fr");
    let here = Context::new("The sky was grey.", "");
    let elsewhere = Context::new("The sun shone.", "");
    for context in [&here, &elsewhere] {
        let rain = ForeignUnit {
            context,
            ..unit(&languages, "It rained.", "Il a plu.")
        };
        add(store, &rain);
    }
    let asked = |context: &Context| found_in(store, "It rained.", ("en", "fr"), context, 70);
    // Units of the same texts give one match.
    assert_eq!(asked(&elsewhere), [(2, 101, MatchKind::Context)]);
    assert_eq!(asked(&here), [(1, 101, MatchKind::Context)]);
    assert_eq!(asked(&NO_CONTEXT).len(), 1);
}

fn languages_match_their_relatives(store: &impl Store) {
    let (plain, special) = (pair("en", "pt"), pair("en-GB", "pt-PT"));
    add(store, &unit(&plain, "It rained.", "Choveu."));
    add(store, &unit(&special, "It snowed.", "Nevou."));
    assert_eq!(store.language_pairs().unwrap(), [plain, special]);
    let score = |text, from, to| {
        let matches = found_in(store, text, (from, to), &NO_CONTEXT, 90);
        matches.first().map(|found| found.1)
    };
    assert_eq!(score("It rained.", "en", "pt"), Some(100));
    assert_eq!(score("It rained.", "en", "pt-BR"), Some(99));
    assert_eq!(score("It snowed.", "en", "pt-BR"), Some(97));
    assert_eq!(score("It rained.", "en", "fr"), None);
    // Translated the other way round.
    assert_eq!(score("Choveu.", "pt", "en"), Some(99));
}

fn concordance_finds_words_on_either_side(store: &impl Store) {
    let languages = pair("en", "fr");
    import(
        store,
        &[
            unit(&languages, "The pupil left.", "L’élève est parti."),
            unit(&languages, "He ate.", "Il mangea."),
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
        concordance(store, &query).unwrap().hits
    };
    let hits = search("\"ELEVE est\"", None);
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].in_target[0].of(&hits[0].unit.target), "élève est");
    assert_eq!(search("eleve", Some(&tag("en"))), []);
    assert_eq!(search("-he", None).len(), 1);
}

fn samples_of_words_are_the_same_each_time(store: &impl Store) {
    let languages = pair("en", "fr");
    let texts: Vec<String> = (0..100)
        .map(|number| format!("Bridge number {number}."))
        .collect();
    let units: Vec<_> = texts
        .iter()
        .map(|text| unit(&languages, text, "x"))
        .collect();
    import(store, &units);
    let sample = || {
        let words = [("bridge", 7), ("nothing", 7), ("number", 0)];
        let asked = words.map(|(word, max_units)| WordQuery {
            word,
            prefix: false,
            max_units,
        });
        let snapshot = store.snapshot().unwrap();
        snapshot
            .sample_words(&languages, UnitSide::Source, &asked)
            .unwrap()
    };
    let samples = sample();
    let counts = samples
        .iter()
        .map(|sample| (sample.units, sample.ids.len()));
    assert_eq!(counts.collect::<Vec<_>>(), [(100, 7), (0, 0), (100, 0)]);
    assert!(samples[0].ids.is_sorted());
    assert_eq!(sample(), samples);
}

fn batches_keep_the_order_asked_for(store: &impl Store) {
    let languages = pair("en", "fr");
    let texts: Vec<String> = (1..=1500).map(|number| format!("Text {number}.")).collect();
    let units: Vec<_> = texts
        .iter()
        .map(|text| unit(&languages, text, "x"))
        .collect();
    import(store, &units);
    let ids: Vec<i64> = (0..1501).rev().chain([7, 7]).collect();
    let found = store.units(&ids).unwrap();
    let expected: Vec<i64> = ids.into_iter().filter(|&id| id > 0 && id <= 1500).collect();
    assert_eq!(
        found.iter().map(|unit| unit.id).collect::<Vec<_>>(),
        expected
    );
    assert!(
        found
            .iter()
            .all(|unit| unit.source == texts[unit.id as usize - 1])
    );
}

fn a_snapshot_does_not_change(store: &impl Store) {
    let languages = pair("en", "fr");
    let id = add(store, &unit(&languages, "It rained.", "Il a plu."));
    let before = store.snapshot().unwrap();
    let edit = Action::Edit {
        id,
        source: Some("It snowed."),
        target: None,
    };
    apply(store, edit);
    add(store, &unit(&languages, "It hailed.", "Il a grêlé."));
    let near = |snapshot: &dyn Snapshot, text: &str| {
        let near = snapshot.nearest(&languages, UnitSide::Source, text, 100, 5);
        near.unwrap().len()
    };
    let counts = |snapshot: &dyn Snapshot| {
        ["It rained.", "It snowed.", "It hailed."].map(|text| near(snapshot, text))
    };
    assert_eq!(counts(&*before), [1, 0, 0]);
    assert_eq!(before.units(&[id]).unwrap()[0].source, "It rained.");
    assert_eq!(counts(&*store.snapshot().unwrap()), [0, 1, 1]);
    assert_eq!(counts(&*before), [1, 0, 0]);
}

fn two_writers_lose_nothing(store: &impl Store) {
    const EACH: usize = 40;
    let languages = pair("en", "fr");
    std::thread::scope(|scope| {
        for writer in ["red", "blue"] {
            let languages = &languages;
            scope.spawn(move || {
                for number in 0..EACH {
                    let text = format!("The {writer} bridge is number {number}.");
                    let id = add(store, &unit(languages, &text, "x"));
                    // What a change has stored is found at once, whatever others do.
                    let found = found(store, &text, 100);
                    assert_eq!(found, [(id, 100, MatchKind::Exact)]);
                }
            });
        }
    });
    assert_eq!(store.stats().unwrap().units, 2 * EACH);
}
