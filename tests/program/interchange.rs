//! Units in and out of the formats of other tools, as a user does it.

use std::process::Command;

use crate::common::Workspace;
use crate::tools;
use serde_json::{Value, json};

const CATALOGUE: &str = r#"msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: fr\n"

# Seen on the door.
#: src/door.c:7
msgid "Closed"
msgstr "Fermé"

#, fuzzy
msgid "Open"
msgstr "Ouvert ?"

msgid "%d lamp"
msgid_plural "%d lamps"
msgstr[0] "%d lampe"
msgstr[1] "%d lampes"

#~ msgid "Old"
#~ msgstr "Vieux"
"#;

const TRADOS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0">
<file original="a.html" source-language="en" target-language="de" datatype="x"><body>
<trans-unit id="u1"><source><g id="1">The bridge is open.</g> It rained.</source>
<seg-source><g id="1"><mrk mtype="seg" mid="1">The bridge is open.</mrk></g> <mrk mtype="seg" mid="2">It <x id="9"/>rained.</mrk></seg-source>
<target><g id="1"><mrk mtype="seg" mid="1">Die Brücke ist offen.</mrk></g> <mrk mtype="seg" mid="2"/></target>
<alt-trans match-quality="80%"><source>It snowed.</source><target>Es schneite.</target></alt-trans></trans-unit>
<trans-unit id="u2"><source>Not yet.</source><target state="needs-translation">Not yet.</target></trans-unit>
</body></file></xliff>"#;

fn import(workspace: &Workspace, arguments: &[&str]) -> Value {
    let arguments = [
        &["memory", "import", "--memory", "m.db", "--format", "json"],
        arguments,
    ];
    workspace.json(&arguments.concat())[0].clone()
}

fn export(workspace: &Workspace, arguments: &[&str]) -> String {
    let arguments = [&["memory", "export", "--memory", "m.db"], arguments];
    workspace.stdout(&arguments.concat())
}

#[test]
fn the_format_is_told_from_the_content() {
    let workspace = Workspace::with(&[]);
    workspace.write("a.txt", CATALOGUE.as_bytes());
    workspace.write("b.txt", TRADOS.as_bytes());
    workspace.write(
        "c.txt",
        "en;de;note\n\"Yes; no\";\"Ja; nein\";\"Short\"\n".as_bytes(),
    );
    workspace.write(
        "d.txt",
        br#"[{"source_language":"en","target_language":"cs","source":"Hello","target":"Ahoj"}]"#,
    );
    for (file, format, units) in [
        ("a.txt", "po", 2),
        ("b.txt", "xliff", 1),
        ("c.txt", "csv", 1),
        ("d.txt", "weblate", 1),
    ] {
        let line = import(&workspace, &[file]);
        assert_eq!(
            (&line["format"], &line["units_new"]),
            (&json!(format), &json!(units))
        );
        assert_eq!(
            (&line["mended"], &line["refused"]),
            (&json!(0), &json!(0)),
            "{file}"
        );
    }
    let all: Vec<Value> = export(&workspace, &["--format", "jsonl"])
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let texts: Vec<(&str, &str)> = all
        .iter()
        .map(|unit| {
            (
                unit["source"].as_str().unwrap(),
                unit["target"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        texts,
        [
            ("Closed", "Fermé"),
            ("%d lamp", "%d lampe"),
            ("The bridge is open.", "Die Brücke ist offen."),
            ("Yes; no", "Ja; nein"),
            ("Hello", "Ahoj"),
        ]
    );
    assert_eq!(all[0]["record"]["notes"], json!(["Seen on the door."]));
    assert_eq!(all[2]["record"]["id"], "u1/1");
    assert_eq!(all[3]["record"]["notes"], json!(["Short"]));
    workspace.write("e.txt", b"Neither this nor that.");
    let (message, code) = workspace.failure(&["memory", "import", "e.txt", "--memory", "m.db"]);
    assert!(
        code == 1 && message.contains("e.txt: its content is of no format"),
        "{message}"
    );
}

#[test]
fn more_is_taken_where_it_is_asked_for() {
    let workspace = Workspace::with(&[]);
    workspace.write("a.po", CATALOGUE.as_bytes());
    workspace.write("b.xlf", TRADOS.as_bytes());
    let line = import(&workspace, &["a.po", "--include", "fuzzy,obsolete"]);
    assert_eq!(line["units_new"], 4);
    let line = import(&workspace, &["b.xlf", "--include", "candidates"]);
    assert_eq!(line["units_new"], 2);
    // And leaves as it came.
    let catalogue = export(&workspace, &["--format", "po", "--to", "fr"]);
    for part in [
        "# Seen on the door.\n#: src/door.c:7\nmsgid \"Closed\"",
        "#, fuzzy\nmsgid \"Open\"\nmsgstr \"Ouvert ?\"",
        "msgid_plural \"%d lamps\"\nmsgstr[0] \"%d lampe\"\nmsgstr[1] \"%d lampes\"",
        "#~ msgid \"Old\"\n#~ msgstr \"Vieux\"",
    ] {
        assert!(catalogue.contains(part), "{part} is not in {catalogue}");
    }
    let (message, code) =
        workspace.failure(&["memory", "export", "--memory", "m.db", "--format", "po"]);
    assert!(
        code == 2 && message.contains("--from and --to"),
        "{message}"
    );
}

#[test]
fn what_is_wrong_is_named_and_strict_stops() {
    let workspace = Workspace::with(&[]);
    let units = b"<tmx version='1.4'><header srclang='en'/><body>\n\
        <tu><tuv xml:lang='en'><seg>Caf\xe9</seg></tuv><tuv xml:lang='fr'><seg>Caf\xe9</seg></tuv></tu>\n\
        <tu><tuv xml:lang='en'><seg>No</seg></tuv></tu>\n\
        <tu><tuv xml:lang='en'><seg>1 < 2</seg></tuv><tuv xml:lang='fr'><seg>1 < 2";
    workspace.write("a.tmx", units);
    let output = workspace
        .recto(&[
            "memory", "import", "a.tmx", "--memory", "m.db", "--format", "json",
        ])
        .assert()
        .success();
    let line: Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    let counts = ["units_new", "mended", "refused"].map(|count| line[count].as_u64().unwrap());
    assert_eq!(counts, [2, 2, 1]);
    assert_eq!(
        String::from_utf8(output.get_output().stderr.clone()).unwrap(),
        "a.tmx:2: it holds bytes that are no UTF-8; they were read as windows-1252 (taken)\n\
         a.tmx:3: it has a text in one language only\n\
         a.tmx:4: the file ends within it; it was taken as far as it goes (taken)\n"
    );
    let strict = ["memory", "import", "a.tmx", "--memory", "n.db", "--strict"];
    let (message, code) = workspace.failure(&strict);
    assert!(
        code == 1 && message.contains("a.tmx: line 2: "),
        "{message}"
    );
    assert!(!workspace.path("n.db").exists());
}

#[test]
fn a_file_that_is_refused_leaves_everything_as_it_was() {
    let workspace = Workspace::with(&[]);
    workspace.write("good.csv", b"en,fr\nYes,Oui\n");
    workspace.write("bad.tmx", b"<html><body>Not units</body></html>");
    let files = || {
        let entries = std::fs::read_dir(workspace.path(".")).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = files();
    for arguments in [
        &["memory", "import", "bad.tmx", "--memory", "new.db"][..],
        &[
            "memory",
            "import",
            "bad.tmx",
            "--memory",
            "new.db",
            "--input-format",
            "tmx",
        ],
        &[
            "memory",
            "import",
            "good.csv",
            "--memory",
            "new.db",
            "--input-format",
            "xliff",
        ],
    ] {
        let (message, code) = workspace.failure(arguments);
        assert!(code == 1 && message.contains("error:"), "{message}");
        assert_eq!(files(), before, "{arguments:?}");
    }
    // What came before it stays, and a memory that was there is the same, byte for byte.
    workspace.failure(&[
        "memory", "import", "good.csv", "bad.tmx", "--memory", "new.db",
    ]);
    let stored = std::fs::read(workspace.path("new.db")).unwrap();
    let stats = workspace.json(&["memory", "stats", "--memory", "new.db", "--format", "json"]);
    assert_eq!(stats[0]["units"], 1);
    workspace.failure(&[
        "memory", "import", "bad.tmx", "good.csv", "--memory", "new.db",
    ]);
    assert!(std::fs::read(workspace.path("new.db")).unwrap() == stored);
}

#[test]
fn tables_whose_columns_have_no_names() {
    let workspace = Workspace::with(&[]);
    workspace.write("a.csv", "Yes|x|Ja|=1+1\nNo|y|Nein|\n".as_bytes());
    let (message, _) = workspace.failure(&["memory", "import", "a.csv", "--memory", "m.db"]);
    assert!(message.contains("--from and --to"), "{message}");
    let arguments = [
        "a.csv",
        "--from",
        "en",
        "--to",
        "de",
        "--delimiter",
        "|",
        "--columns",
        "source,_,target,note",
    ];
    assert_eq!(import(&workspace, &arguments)["units_new"], 2);
    let table = export(&workspace, &["--format", "csv", "--guard-formulas"]);
    assert!(table.contains(",'=1+1,"), "{table}");
    assert!(!export(&workspace, &["--format", "csv"]).contains("'=1+1"));
}

#[test]
fn a_text_gets_the_translations_that_are_there() {
    let workspace = Workspace::with(&[]);
    let table = "from\tto\tsource\ttarget\nen\tfr\tIt rained.\tIl a plu.\nen\tfr\tNo  way [ ]\tPas question [ ]\n";
    workspace.write("a.tsv", table.as_bytes());
    import(&workspace, &["a.tsv"]);
    workspace.write(
        "a.txt",
        "\u{feff}It rained. It snowed.\r\n  No way [ ]\r\n".as_bytes(),
    );
    let arguments = [
        "pretranslate",
        "a.txt",
        "--from",
        "en",
        "--to",
        "fr",
        "--memory",
        "m.db",
    ];
    let output = workspace.recto(&arguments).assert().success();
    assert_eq!(
        String::from_utf8(output.get_output().stdout.clone()).unwrap(),
        "\u{feff}Il a plu. It snowed.\r\n  Pas question [ ]\r\n"
    );
    let to_stdout = workspace.stdout(&[&arguments[..], &["-o", "-"]].concat());
    assert_eq!(to_stdout.as_bytes(), output.get_output().stdout);
    assert!(!workspace.path("-").exists());
    let lines = workspace.json(&[&arguments[..], &["--format", "json"]].concat());
    assert_eq!(lines[0]["match"]["kind"], "exact");
    assert_eq!(
        (&lines[1]["target"], &lines[1]["start"]),
        (&Value::Null, &json!(11))
    );
}

/// What translate-toolkit finds in files that Recto has written: format, units, and first and last
/// pairs. It reads XLIFF 2 as well.
const READER: &str = r#"
import json, sys, warnings
warnings.simplefilter("ignore")
from translate.storage import csvl10n, po, tmx, xliff
try:
    from translate.storage import xliff2
except ImportError:
    xliff2 = None
readers = {"tmx": tmx.tmxfile, "xliff": xliff.xlifffile, "po": po.pofile, "csv": csvl10n.csvfile}
if xliff2 is not None:
    readers["xliff2"] = xliff2.Xliff2File
for name, reader in readers.items():
    with open("out." + name, "rb") as file:
        store = reader.parsestring(file.read())
    units = [unit for unit in store.units if not unit.isheader() and unit.source and unit.target]
    print(json.dumps([name, [[str(unit.source), str(unit.target)] for unit in units]]))
"#;

#[test]
fn another_reader_finds_the_same_units() {
    if !tools::python_has(
        "translate.storage.tmx",
        "pip install translate-toolkit lxml",
    ) {
        return;
    }
    let workspace = Workspace::with(&[]);
    let units = [
        ("The bridge <b>opened</b> & \"closed\".", "پل «باز» شد."),
        ("It rained.\nAll day.", "باران آمد.\nهمهٔ روز."),
        ("桥", "پل"),
    ];
    let lines: String = units
        .iter()
        .map(|(source, target)| {
            let unit = json!({"from": "en", "to": "fa", "source": source, "target": target,
                "record": {"id": "7", "author": "Ann", "notes": ["A note."], "properties": [["client", "A & B"]]}});
            format!("{unit}\n")
        })
        .collect();
    workspace.write("a.jsonl", lines.as_bytes());
    assert_eq!(import(&workspace, &["a.jsonl"])["units_new"], 3);
    for format in ["tmx", "xliff", "xliff2", "po", "csv"] {
        workspace.write(
            &format!("out.{format}"),
            export(&workspace, &["--format", format]).as_bytes(),
        );
    }
    let output = Command::new("python3")
        .args(["-c", READER])
        .current_dir(workspace.path("."))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let found = String::from_utf8(output.stdout).unwrap();
    assert!(found.lines().count() >= 4, "{found}");
    for line in found.lines() {
        let (name, pairs): (String, Vec<(String, String)>) = serde_json::from_str(line).unwrap();
        let wanted = units.map(|(source, target)| (source.to_owned(), target.to_owned()));
        assert_eq!(pairs, wanted, "{name}");
    }
}
