//! Use cases without a terminal: what a server would call.

use crate::format::{Writing, unit_format};
use crate::memory::{Access, Action, Change, ChangeStore, Memory, NewRevision};
use crate::score::{Pair, Sampling};
use crate::segment::SegmentedDocument;
use crate::segment::srx::SrxMode;
use crate::text::Language;
use crate::workspace::{Build, Pairs, Workspace};

use super::*;

fn tag(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

/// A workspace with these files in its folder of articles.
fn workspace(files: &[(&str, &str)]) -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let seeds = folder.path().join("seeds");
    std::fs::create_dir(&seeds).unwrap();
    for (name, text) in files {
        std::fs::write(seeds.join(name), text).unwrap();
    }
    let workspace = Workspace::open(folder.path()).unwrap();
    (folder, workspace)
}

const EN: &str = "<p>The <b>bridge</b> opened in 1931.</p><p>It is 40 metres long.</p>";
const FR: &str = "<p>Le <b>pont</b> a ouvert en 1931.</p><p>Il a 40 mètres de long.</p>";

#[test]
fn a_build_keeps_inline_codes_and_an_export_has_them() {
    let (_folder, workspace) = workspace(&[("bridge.en.html", EN), ("bridge.fr.html", FR)]);
    let mut steps = Vec::new();
    let (report, notes) = build(&Build::of(&workspace), &mut |done, all| {
        steps.push((done, all));
    })
    .unwrap();
    assert_eq!(notes, []);
    assert_eq!(report.bitexts.len(), 1);
    assert_eq!(steps.last(), Some(&(3, 3)));
    // What is stored is aligned again without its file, and its codes are still there.
    let memory = Memory::open(&workspace.memory, Access::Write).unwrap();
    let options = ExportOptions {
        format: unit_format("tmx").unwrap(),
        from: Some(&tag("en")),
        to: None,
        writing: Writing::default(),
    };
    let mut out = Vec::new();
    export(&memory, &options, &mut out).unwrap();
    let tmx = String::from_utf8(out).unwrap();
    assert!(tmx.contains("<bpt i=\"1\""), "{tmx}");
}

#[test]
fn a_translation_whose_source_file_is_gone_is_aligned_with_what_is_stored() {
    let (folder, workspace) = workspace(&[("bridge.en.html", EN)]);
    build(&Build::of(&workspace), &mut |_, _| {}).unwrap();
    let seeds = folder.path().join("seeds");
    std::fs::remove_file(seeds.join("bridge.en.html")).unwrap();
    std::fs::write(seeds.join("bridge.fr.html"), FR).unwrap();
    let (report, _) = build(&Build::of(&workspace), &mut |_, _| {}).unwrap();
    assert_eq!(report.bitexts.len(), 1);
    let memory = Memory::open(&workspace.memory, Access::Read).unwrap();
    let options = ExportOptions {
        format: unit_format("jsonl").unwrap(),
        from: None,
        to: None,
        writing: Writing::default(),
    };
    let mut out = Vec::new();
    export(&memory, &options, &mut out).unwrap();
    let units = String::from_utf8(out).unwrap();
    let first = units.lines().next().unwrap();
    assert!(first.contains("\u{fffc}bridge\u{fffc}"), "{first}");
}

#[test]
fn a_build_says_what_was_asked_for_and_is_not_there() {
    let (_folder, empty) = workspace(&[]);
    let (_, notes) = build(&Build::of(&empty), &mut |_, _| {}).unwrap();
    assert!(
        matches!(&notes[..], [Note::NoArticlesYet { .. }]),
        "{notes:?}"
    );
    let (_folder, workspace) = workspace(&[("bridge.en.html", EN)]);
    let pair = crate::memory::LanguagePair {
        source: tag("fr"),
        target: tag("de"),
    };
    let options = Build {
        pairs: Pairs::These(std::slice::from_ref(&pair)),
        ..Build::of(&workspace)
    };
    let (_, notes) = build(&options, &mut |_, _| {}).unwrap();
    assert_eq!(notes, [Note::NoArticleInBoth { languages: pair }]);
}

#[test]
fn the_log_has_each_revision_with_its_changes() {
    let folder = tempfile::tempdir().unwrap();
    let memory = Memory::open(&folder.path().join("m.db"), Access::Write).unwrap();
    let language = tag("en");
    for text in ["It rains. It is cold.", "It rains. It is warm."] {
        let revision = NewRevision {
            article: "day",
            source_language: &language,
            number: None,
            path: "day.en.txt",
            text: &SegmentedDocument::plain(text, &language),
        };
        memory
            .apply(Change::new(Action::Revision(&revision), 60))
            .unwrap();
    }
    let entries = log(&memory, &"day.en".parse().unwrap()).unwrap();
    let numbers: Vec<_> = entries.iter().map(|entry| entry.info.number).collect();
    assert_eq!(numbers, [2, 1]);
    let changes = entries[0].changes.as_ref().unwrap();
    assert_eq!((changes.since, changes.summary.edited), (1, 1));
    assert_eq!(entries[1].changes, None);
    let older = log(&memory, &"day.en@r1".parse().unwrap()).unwrap();
    assert_eq!(older.len(), 1);
    for missing in ["day.en@r3", "day.fr", "night.en"] {
        let error = log(&memory, &missing.parse().unwrap()).unwrap_err();
        let JobError::NoRevision { others, .. } = error else {
            panic!("{error}");
        };
        assert_eq!(others.is_empty(), missing == "night.en", "{missing}");
    }
}

#[test]
fn texts_are_aligned_and_those_that_are_none_of_each_other_are_refused() {
    let en = SegmentedDocument::plain(
        "The bridge opened in 1931. It is 40 metres long.",
        &tag("en"),
    )
    .named("a.en.txt");
    let fr = SegmentedDocument::plain(
        "Le pont a ouvert en 1931. Il a 40 mètres de long.",
        &tag("fr"),
    )
    .named("a.fr.txt");
    let article = BitextArticle::from_file("texts/a.en.txt");
    assert_eq!(article.name, "a.en");
    let options = AlignOptions::default();
    let bitext = align((&en).into(), (&fr).into(), article, None, options).unwrap();
    assert_eq!(bitext.links.len(), 2);
    check_is_translation(&bitext).unwrap();
    assert_eq!(bitext.units().count(), 2);
    let rows: Vec<_> = bitext.review_rows().collect();
    assert_eq!(rows[1].target, "Il a 40 mètres de long.");
    let refused = Bitext {
        is_translation: false,
        ..bitext
    };
    let error = check_is_translation(&refused).unwrap_err().to_string();
    assert!(
        error.starts_with("a.en.txt and a.fr.txt: these two"),
        "{error}"
    );
    assert!(!error.contains("--"), "no option of a program: {error}");
}

#[test]
fn systems_are_scored_with_their_references() {
    let pairs = |hypothesis| {
        vec![Pair {
            hypothesis,
            references: vec!["the bridge is open"],
        }]
    };
    let options = ScoreOptions {
        metrics: &["ter", "ter", "chrf"],
        ..ScoreOptions::default()
    };
    let table = score(&pairs("the bridge is open"), &options, true);
    let names: Vec<_> = table.columns.iter().map(|column| column.name).collect();
    assert_eq!(names, ["ter", "chrf"]);
    assert_eq!(table.corpus[1].value, 100.0);
    assert_eq!(table.sentences.unwrap().len(), 1);
    let systems = [
        ("old".to_owned(), pairs("the bridge was closed")),
        ("new".to_owned(), pairs("the bridge is open")),
    ];
    let compared = compare_systems(&systems, &options, Sampling::default());
    assert_eq!(compared.systems[1].1[1].score, 100.0);
    let persian = vec![Pair {
        hypothesis: "پل باز است",
        references: vec!["پل باز است"],
    }];
    assert_eq!(script_note(&persian, &options), None);
    let note = script_note(&persian, &ScoreOptions::default());
    assert_eq!(note, Some(Note::UnseenByRouge));
}

#[test]
fn rules_of_an_srx_file_that_cannot_be_used_are_notes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rules.srx");
    let srx = r#"<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no"/><body>
<languagerules><languagerule languagerulename="Any">
<rule break="yes"><beforebreak>;</beforebreak><afterbreak>\s</afterbreak></rule>
<rule break="yes"><beforebreak>(</beforebreak><afterbreak>\s</afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern=".*" languagerulename="Any"/></maprules></body></srx>"#;
    std::fs::write(&path, srx).unwrap();
    let (mut file, notes) = SrxFile::read(&path, SrxMode::Replace).unwrap();
    assert_eq!(notes, []);
    let mut article = SegmentedDocument::plain("One; two. Three", &tag("en"));
    let notes = file.segment(&mut article).unwrap();
    assert_eq!(article.segment_texts(), ["One;", "two. Three"]);
    assert!(matches!(&notes[..], [Note::SrxProblem { .. }]), "{notes:?}");
    assert_eq!(notes[0].weight(), NoteWeight::Warning);
    // The rules of a language are compiled, and complained of, once.
    assert_eq!(file.segment(&mut article).unwrap(), []);
    let missing = SrxFile::read(&folder.path().join("none.srx"), SrxMode::Replace);
    assert!(matches!(missing, Err(JobError::Unreadable { .. })));
}
