//! That what is written of an operation is enough to undo it.

use std::ops::ControlFlow;

use rusqlite::{Connection, params};

use super::origins::OriginRows;
use crate::memory::*;
use crate::segment::SegmentedDocument;
use crate::text::{CodeRole, Document, InlineCode, Language, Span};

struct Fixture {
    folder: tempfile::TempDir,
    memory: Memory,
    languages: LanguagePair,
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::open(&folder.path().join("m.db"), Access::Write).unwrap();
        let tag = |tag| Language::parse(tag).unwrap();
        let languages = LanguagePair {
            source: tag("en"),
            target: tag("fr"),
        };
        Fixture {
            folder,
            memory,
            languages,
        }
    }

    fn database(&self) -> Connection {
        Connection::open(self.folder.path().join("m.db")).unwrap()
    }

    fn apply(&self, action: Action<'_>) -> Applied {
        let change = Change {
            author: Some("Ada"),
            reason: Some("a test"),
            ..Change::new(action, 1234)
        };
        self.memory.apply(change).unwrap()
    }

    fn unit<'a>(&'a self, source: &'a str, target: &'a str, uses: u32) -> ForeignUnit<'a> {
        static NOTHING: Context = Context {
            before: String::new(),
            after: String::new(),
        };
        ForeignUnit {
            languages: &self.languages,
            source,
            target,
            context: &NOTHING,
            created: 5,
            uses,
            confidence: None,
            origin: None,
            record: None,
        }
    }

    fn import(&self, units: &[ForeignUnit<'_>]) -> Applied {
        let mut give = |sink: &mut dyn UnitSink| {
            for unit in units {
                sink.add(unit)?;
            }
            Ok(ControlFlow::Continue(()))
        };
        self.apply(Action::Import {
            file: "units.tmx",
            units: &mut give,
        })
    }

    fn store(&self, language: &str, text: &str) -> RevisionInfo {
        let language = Language::parse(language).unwrap();
        self.apply(Action::Revision(&NewRevision {
            article: "bridge",
            source_language: &self.languages.source,
            number: None,
            path: &format!("bridge.{language}.txt"),
            text: &SegmentedDocument::plain(text, &language),
        }));
        let name = format!("bridge.{language}").parse().unwrap();
        self.memory.revision(&name).unwrap().unwrap().info
    }

    /// Every row that an operation on units may change.
    fn rows(&self) -> Vec<String> {
        let db = self.database();
        let mut all = Vec::new();
        for table in ["units", "origins", "file_origins", "bitexts"] {
            let mut statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = statement.column_count();
            let rows = statement.query_map([], |row| {
                let values = (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at));
                let values: Vec<_> = values.collect::<Result<_, _>>()?;
                Ok(format!("{table} {values:?}"))
            });
            all.extend(rows.unwrap().map(Result::unwrap));
        }
        all.sort();
        all
    }

    /// Puts back what an operation has changed, from nothing but the tables.
    fn undo(&self, operation: i64) {
        let db = self.database();
        db.execute_batch("PRAGMA foreign_keys = ON; BEGIN").unwrap();
        let (first, created, details): (i64, i64, Option<String>) = db
            .query_row(
                "SELECT first_unit, created, details FROM operations WHERE id = ?1",
                [operation],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .unwrap();
        for table in ["origins", "file_origins"] {
            let sql = format!("DELETE FROM {table} WHERE unit_id >= ?1 AND unit_id < ?1 + ?2");
            db.execute(&sql, [first, created]).unwrap();
        }
        let gone = db.execute(
            "DELETE FROM units WHERE id >= ?1 AND id < ?1 + ?2",
            [first, created],
        );
        assert_eq!(gone.unwrap() as i64, created);
        db.execute(
            "UPDATE units SET uses = v.uses, met = v.met, confidence = v.confidence,
                 records = CASE WHEN v.records IS NULL THEN units.records
                                ELSE nullif(v.records, '') END,
                 key = coalesce(v.key, units.key), source = coalesce(v.source, units.source),
                 target = coalesce(v.target, units.target)
             FROM unit_versions v WHERE v.operation = ?1 AND v.unit_id = units.id",
            [operation],
        )
        .unwrap();
        db.execute(
            "INSERT INTO units (id, key, source_language, target_language, source, target, before,
                 after, created, uses, confidence, records, met)
             SELECT unit_id, key, source_language, target_language, source, target, before, after,
                 created, uses, confidence, nullif(records, ''), met
             FROM unit_versions v
             WHERE operation = ?1 AND NOT EXISTS (SELECT 1 FROM units WHERE id = v.unit_id)",
            [operation],
        )
        .unwrap();
        let mut statement = db
            .prepare(
                "SELECT unit_id, origins FROM unit_versions
                 WHERE operation = ?1 AND origins IS NOT NULL",
            )
            .unwrap();
        let rows = statement.query_map([operation], |row| Ok((row.get(0)?, row.get(1)?)));
        for row in rows.unwrap() {
            let (id, json): (i64, String) = row.unwrap();
            let origins: OriginRows = serde_json::from_str(&json).unwrap();
            origins.put_back(&db, id).unwrap();
        }
        drop(statement);
        if let Some(details) = details {
            let details: serde_json::Value = serde_json::from_str(&details).unwrap();
            let (source, target) = (&details["source"].as_i64(), &details["target"].as_i64());
            db.execute(
                "DELETE FROM bitexts WHERE source_revision = ?1 AND target_revision = ?2",
                params![source, target],
            )
            .unwrap();
        }
        db.execute_batch("COMMIT").unwrap();
    }

    /// Does `work`, undoes its operation and demands that all is as before.
    fn restores(&self, work: impl FnOnce(&Self) -> Applied) {
        let before = self.rows();
        let applied = work(self);
        assert_ne!(self.rows(), before);
        self.undo(applied.operation.unwrap());
        assert_eq!(self.rows(), before);
    }
}

fn record(note: &str) -> Record {
    Record {
        notes: vec![note.to_owned()],
        ..Record::default()
    }
}

#[test]
fn every_operation_can_be_undone_from_the_tables() {
    let it = Fixture::new();
    let (first, second) = (record("first"), record("second"));
    let with = |record| ForeignUnit {
        record: Some(record),
        ..it.unit("Good day.", "Bonjour.", 3)
    };
    let doubtful = ForeignUnit {
        confidence: Some(0.123_456_789_012_345_67),
        ..it.unit("It rains.", "Il pleut.", 1)
    };
    let applied = it.import(&[with(&first), doubtful.clone(), it.unit("Bye.", "Salut.", 1)]);
    assert_eq!(applied.added, Added { new: 3, known: 0 });

    it.restores(|it| {
        it.apply(Action::Edit {
            id: 1,
            source: Some("Good evening."),
            target: Some("Bonsoir."),
        })
    });
    it.restores(|it| it.apply(Action::Delete(&[1, 3, 99])));
    it.restores(|it| it.apply(Action::Accept(&[1, 2])));
    it.restores(|it| it.apply(Action::Add(&it.unit("Bye.", "Salut.", 1))));
    it.restores(|it| it.apply(Action::Add(&it.unit("New.", "Nouveau.", 1))));
    // Known units, one of them twice and with something new said of it, and a new one.
    it.restores(|it| {
        let again = [
            with(&second),
            with(&first),
            doubtful.clone(),
            it.unit("Snow.", "Neige.", 1),
            it.unit("Snow.", "Neige.", 1),
        ];
        it.import(&again)
    });
}

#[test]
fn bitexts_and_reviewed_sheets_can_be_undone_from_the_tables() {
    let it = Fixture::new();
    it.apply(Action::Add(&it.unit("It rains.", "Il pleut.", 1)));
    let source = it.store("en", "It rains. It snows. It is dry.");
    let target = it.store("fr", "Il pleut. Il neige. Il fait sec.");
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
            confidence: 0.5,
            record: None,
        })
        .collect();
    let bitext = || Action::Bitext {
        source: &source,
        target: &target,
        units: &units,
    };
    it.restores(|it| it.apply(bitext()));
    // Ids are not used again, even after the greatest is deleted.
    let applied = it.apply(bitext());
    assert_eq!(applied.added, Added { new: 2, known: 1 });
    let newest = it.memory.all_units(None, None).last().unwrap().unwrap().id;
    assert_eq!(newest, 5);

    // A person says what is right, which takes the place of what the alignment made.
    let origin = Origin {
        article: "bridge".to_owned(),
        source_revision: 1,
        target_revision: 1,
        source_segments: 1..2,
        target_segments: 1..2,
        confidence: 1.0,
    };
    let right = ForeignUnit {
        origin: Some(&origin),
        ..it.unit("It snows.", "Il neige beaucoup.", 1)
    };
    it.restores(|it| {
        let applied = it.import(std::slice::from_ref(&right));
        assert_eq!(applied.removed, 1);
        applied
    });
    it.restores(|it| it.apply(Action::Delete(&[1, 4])));
}

#[test]
fn an_operation_says_who_did_what_and_why() {
    let it = Fixture::new();
    it.import(&[it.unit("One.", "Un.", 1), it.unit("Two.", "Deux.", 1)]);
    assert_eq!(it.apply(Action::Delete(&[7])).operation, None);
    it.apply(Action::Delete(&[2]));
    let db = it.database();
    let operations = db
        .prepare(
            "SELECT kind, time, author, reason, subject, created, changed, deleted FROM operations",
        )
        .unwrap()
        .query_map([], |row| {
            let values = (0..8).map(|at| row.get::<_, rusqlite::types::Value>(at));
            values.collect::<Result<Vec<_>, _>>()
        })
        .unwrap()
        .map(|row| format!("{:?}", row.unwrap()))
        .collect::<Vec<_>>();
    assert_eq!(
        operations,
        [
            r#"[Text("import"), Integer(1234), Text("Ada"), Text("a test"), Text("units.tmx"), Integer(2), Integer(0), Integer(0)]"#,
            r#"[Text("delete"), Integer(1234), Text("Ada"), Text("a test"), Null, Integer(0), Integer(0), Integer(1)]"#,
        ]
    );
    // New units have no versions: nothing was there before them.
    let versions: i64 = db
        .query_row("SELECT count(*) FROM unit_versions", [], |row| row.get(0))
        .unwrap();
    assert_eq!(versions, 1);
}

#[test]
fn what_a_file_says_beside_its_text_is_what_it_said_last() {
    let fixture = Fixture::new();
    let language = Language::parse("en").unwrap();
    let bare = "It is <b>dry</b>.";
    let code = |start, end, role, markup: &str| InlineCode {
        span: Span::new(start, end),
        role,
        name: "b".into(),
        markup: markup.into(),
    };
    let codes = vec![
        code(6, 9, CodeRole::Begin, "<b>"),
        code(12, 16, CodeRole::End, "</b>"),
    ];
    let mut text = SegmentedDocument::new(Document::plain(bare).with_codes(codes), &language);
    text.metadata.author = Some("Ada".into());
    text.metadata.date = Some("2026-03-01".into());
    let store = |text: &SegmentedDocument| {
        fixture.apply(Action::Revision(&NewRevision {
            article: "bridge",
            source_language: &language,
            number: None,
            path: "bridge.en.html",
            text,
        }));
        let found = fixture.memory.revision(&"bridge.en".parse().unwrap());
        found.unwrap().unwrap().article
    };
    let stored = store(&text);
    assert_eq!(stored.document, text.document);
    assert_eq!(stored.metadata.author.as_deref(), Some("Ada"));
    assert_eq!(stored.metadata.date.as_deref(), Some("2026-03-01"));
    let older = "UPDATE revisions SET markup = NULL, author = NULL, date = NULL";
    fixture.database().execute(older, []).unwrap();
    let again = store(&text);
    assert_eq!(again, stored);
    text.metadata.author = Some("Bo".into());
    text.document = Document::plain(bare);
    let changed = store(&text);
    assert_eq!(
        changed.document, text.document,
        "links may change though the text stays"
    );
    assert_eq!(changed.metadata.author.as_deref(), Some("Bo"));
    let operations = |fixture: &Fixture| -> i64 {
        let count = "SELECT count(*) FROM operations";
        fixture
            .database()
            .query_row(count, [], |row| row.get(0))
            .unwrap()
    };
    let before = operations(&fixture);
    assert_eq!(store(&text), changed);
    assert_eq!(
        operations(&fixture),
        before,
        "what is as it was is no operation"
    );
    let damage = r#"UPDATE revisions SET markup = '{"hidden":[[5,3]]}'"#;
    fixture.database().execute(damage, []).unwrap();
    let read = fixture.memory.revision(&"bridge.en".parse().unwrap());
    let error = read.unwrap_err().to_string();
    assert!(
        error.contains("the markup of bridge.en does not fit its text"),
        "{error}"
    );
}
