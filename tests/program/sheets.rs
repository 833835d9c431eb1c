//! Sheets: an alignment is written as TSV, corrected as people do in a spreadsheet, and read back.

use crate::common::Workspace;
use serde_json::Value;

const SOURCE: &str = "The ferry\n\nThe ferry \"Möwe\" leaves at 8:30.\n\n\
    - Is it late?\n\nNobody waits for the second boat in winter. It carries 40 cars.\n";
const TARGET: &str = "کشتی\n\nکشتی «مووه» ساعت ۸:۳۰ حرکت می‌کند.\n\n\
    - دیر کرده است؟\n\nدر زمستان کسی منتظر قایق دوم نمی‌ماند. ۴۰ خودرو می‌برد.\n";

type Row = Vec<String>;

/// A workspace with the two texts outside of its articles, and their sheet.
fn sheet(more: &[&str]) -> (Workspace, Vec<Row>) {
    let workspace = Workspace::with(&[]);
    workspace.write("ferry.en.txt", SOURCE.as_bytes());
    workspace.write("ferry.fa.txt", TARGET.as_bytes());
    let mut arguments = vec!["align", "ferry.en.txt", "ferry.fa.txt", "--format", "tsv"];
    arguments.extend(more);
    let rows = rows(&workspace.stdout(&arguments));
    (workspace, rows)
}

fn rows(sheet: &str) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .has_headers(false)
        .from_reader(sheet.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

fn written(rows: &[Row], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("a row");
    }
    String::from_utf8(writer.into_inner().expect("a sheet")).expect("UTF-8")
}

fn column(rows: &[Row], name: &str) -> usize {
    rows[0]
        .iter()
        .position(|cell| cell == name)
        .expect("a column")
}

fn imported(workspace: &Workspace, file: &str) -> Value {
    workspace
        .json(&["memory", "import", file, "--format", "json"])
        .remove(0)
}

fn units(workspace: &Workspace) -> Vec<Value> {
    workspace.json(&["memory", "export", "--format", "json"])
}

#[test]
fn what_people_say_in_a_sheet_is_taken_at_their_word() {
    let (workspace, mut rows) = sheet(&[]);
    let [status, confidence, target] = ["status", "confidence", "target"].map(|n| column(&rows, n));
    assert_eq!(rows.len(), 6, "{rows:?}");
    for row in &mut rows[1..] {
        row[status] = "doubtful".into();
        row[confidence] = "0,45".into();
    }
    rows[1][status] = "OK".into();
    rows[2][status] = String::new();
    rows[3][status] = "rejected".into();
    rows[5][target] = "این قایق ۴۰ خودرو می‌برد.".into();
    workspace.write("ferry.tsv", written(&rows, b'\t').as_bytes());
    let done = imported(&workspace, "ferry.tsv");
    assert_eq!(
        (&done["units_new"], &done["rejected"], &done["refused"]),
        (&4.into(), &1.into(), &0.into())
    );
    let units = units(&workspace);
    let said: Vec<(&str, &Value)> = units
        .iter()
        .map(|unit| (unit["source"].as_str().unwrap(), &unit["confidence"]))
        .collect();
    assert_eq!(
        said,
        [
            ("The ferry", &Value::Null),
            ("The ferry \"Möwe\" leaves at 8:30.", &Value::Null),
            ("Nobody waits for the second boat in winter.", &0.45.into()),
            ("It carries 40 cars.", &Value::Null),
        ]
    );
    assert_eq!(units[3]["target"], "این قایق ۴۰ خودرو می‌برد.");
    // Its neighbours are those of the text, those that were rejected too.
    assert_eq!(units[2]["before"], rows[3][column(&rows, "source")]);
    assert_eq!(units[2]["after"], "It carries 40 cars.");
    assert_eq!(
        (&units[0]["before"], &units[3]["after"]),
        (&"".into(), &"".into())
    );
    // Where it comes from, although the memory has no such article.
    let origin = &units[3]["origins"][0];
    assert_eq!(
        (&origin["article"], &origin["source_revision"]),
        (&"ferry".into(), &1.into())
    );
    assert_eq!(origin["source_segments"], serde_json::json!([4]));
    let found = workspace.stdout(&[
        "lookup",
        "It carries 40 cars.",
        "--from",
        "en",
        "--to",
        "fa",
    ]);
    assert!(
        found.contains("100  exact") && found.contains("ferry r1:5 → r1:5"),
        "{found}"
    );
    let list = [
        "memory",
        "list",
        "--doubtful",
        "--article",
        "ferry",
        "--format",
        "json",
    ];
    assert_eq!(workspace.json(&list).len(), 1);
}

#[test]
fn every_text_comes_back_as_it_was() {
    let source =
        "=1+1\tis 2\n'=2 too\n'-' is a sign\n-- she said \"no\"\n@home, +5\nplain; text\nپل‌ها\n";
    let target = "=1+1\test 2\n'=2 aussi\n'-' est un signe\n-- dit-elle « non »\n@maison, +5\ntexte; simple\nponts\n";
    let workspace = Workspace::with(&[]);
    workspace.write("a.en.lines", source.as_bytes());
    workspace.write("a.fr.lines", target.as_bytes());
    let align = [
        "align",
        "a.en.lines",
        "a.fr.lines",
        "--segmented",
        "--from",
        "en",
        "--to",
        "fr",
        "--format",
        "tsv",
    ];
    let plain = workspace.stdout(&align);
    let guarded = workspace.stdout(&[&align[..], &["--guard-formulas"]].concat());
    for row in &rows(&guarded)[1..] {
        for cell in [&row[2], &row[3]] {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    let both: Vec<Vec<(String, String)>> = [plain, guarded]
        .iter()
        .enumerate()
        .map(|(at, sheet)| {
            let (file, memory) = (format!("{at}.tsv"), format!("{at}.db"));
            workspace.write(&file, sheet.as_bytes());
            workspace.stdout(&["memory", "import", &file, "--memory", &memory]);
            let units =
                workspace.json(&["memory", "export", "--format", "json", "--memory", &memory]);
            let text = |unit: &Value, side: &str| unit[side].as_str().unwrap().to_owned();
            units
                .iter()
                .map(|unit| (text(unit, "source"), text(unit, "target")))
                .collect()
        })
        .collect();
    assert_eq!(both[0], both[1]);
    let sources: Vec<&str> = both[0]
        .iter()
        .flat_map(|(source, _)| source.split('\n'))
        .collect();
    assert!(
        sources.contains(&"'=2 too") && sources.contains(&"=1+1\tis 2"),
        "{sources:?}"
    );
}

#[test]
fn spreadsheets_save_as_they_like() {
    let (workspace, rows) = sheet(&[]);
    let expected = {
        workspace.write("ferry.tsv", written(&rows, b'\t').as_bytes());
        workspace.stdout(&["memory", "import", "ferry.tsv", "--memory", "expected.db"]);
        let export = [
            "memory",
            "export",
            "--format",
            "tsv",
            "--memory",
            "expected.db",
        ];
        workspace.stdout(&export)
    };
    let utf16: Vec<u8> = format!("\u{feff}{}", written(&rows, b'\t'))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let lines = written(&rows, b';').replace('\n', "\r\n");
    let mut turned = rows;
    for row in &mut turned {
        row.reverse();
    }
    for (name, bytes) in [
        ("utf16.tsv", utf16),
        ("semicolons.csv", format!("\u{feff}{lines}").into_bytes()),
        ("commas.csv", written(&turned, b',').into_bytes()),
    ] {
        workspace.write(name, &bytes);
        let memory = format!("{name}.db");
        workspace.stdout(&["memory", "import", name, "--memory", &memory]);
        let export = ["memory", "export", "--format", "tsv", "--memory", &memory];
        assert_eq!(workspace.stdout(&export), expected, "{name}");
    }
    // What a memory writes as a table comes back as well.
    for format in ["tsv", "csv"] {
        let name = format!("again.{format}");
        let table = workspace.stdout(&[
            "memory",
            "export",
            "--format",
            format,
            "--memory",
            "expected.db",
        ]);
        workspace.write(&name, table.as_bytes());
        let memory = format!("{name}.db");
        workspace.stdout(&["memory", "import", &name, "--memory", &memory]);
        let export = ["memory", "export", "--format", "tsv", "--memory", &memory];
        assert_eq!(workspace.stdout(&export), expected, "{name}");
    }
}

#[test]
fn a_sheet_of_a_stored_article_corrects_the_memory() {
    let workspace = Workspace::bundled();
    workspace.stdout(&["build"]);
    let mut rows =
        rows(&workspace.stdout(&["align", "bridge.en@r1", "bridge.fa", "--format", "tsv"]));
    let [status, source, target] = ["status", "source", "target"].map(|name| column(&rows, name));
    let before = units(&workspace);
    // Read back as it is, it changes nothing but that it is believed.
    let untouched = written(&rows, b'\t');
    workspace.write("bridge.tsv", untouched.as_bytes());
    let done = imported(&workspace, "bridge.tsv");
    assert_eq!(
        (&done["units_new"], &done["removed"]),
        (&0.into(), &0.into()),
        "{done}"
    );
    let after = units(&workspace);
    let texts =
        |units: &[Value]| -> Vec<Value> { units.iter().map(|u| u["target"].clone()).collect() };
    assert_eq!(texts(&after), texts(&before));
    // A memory that only the build has made: what is corrected or rejected makes room.
    std::fs::remove_dir_all(workspace.path("memory")).unwrap();
    workspace.stdout(&["build"]);
    rows[4][status] = "rejected".into();
    rows[5][target] = "متن درست".into();
    let corrected = rows[5][source].clone();
    let rejected = rows[4][source].clone();
    workspace.write("bridge.tsv", written(&rows, b'\t').as_bytes());
    let done = imported(&workspace, "bridge.tsv");
    assert_eq!(
        (&done["units_new"], &done["removed"]),
        (&1.into(), &2.into()),
        "{done}"
    );
    let of = |text: &str| -> Vec<Value> {
        let is_it = |unit: &Value| unit["source"] == text && unit["to"] == "fa";
        units(&workspace).into_iter().filter(is_it).collect()
    };
    assert!(of(&rejected).is_empty());
    let [unit] = &of(&corrected)[..] else {
        panic!("{:?}", of(&corrected))
    };
    assert_eq!(
        (&unit["target"], &unit["confidence"]),
        (&"متن درست".into(), &Value::Null)
    );
    // It knows its place and its neighbours.
    assert_eq!(unit["origins"][0]["article"], "bridge");
    assert_eq!(unit["before"], rejected);
}

#[test]
fn what_cannot_be_read_is_named_by_line() {
    let workspace = Workspace::with(&[]);
    workspace.write(
        "a.tsv",
        "Status\tSource\tTarget\tFrom\tTo\nperhaps\tOne.\tUn.\ten\tfr\naccepted\tTwo.\t\ten\tfr\n\
         \tThree.\tTrois.\ten\tqq\n\tFour.\tQuatre.\ten\tfr\nunpaired\tFive.\t\ten\tfr\n"
            .as_bytes(),
    );
    let output = workspace
        .recto(&["memory", "import", "a.tsv", "--format", "json"])
        .assert()
        .success();
    let output = output.get_output();
    let errors = String::from_utf8(output.stderr.clone()).unwrap();
    insta::assert_snapshot!(errors, @r"
    a.tsv:2: its status 'perhaps' is none of accepted, doubtful, rejected, unpaired (or nothing, which accepts it)
    a.tsv:3: its fr text is empty
    a.tsv:4: unknown language tag 'qq' (no such language is registered): use a BCP 47 tag, e.g. en, fr, fa or pt-BR
    ");
    assert_eq!(units(&workspace).len(), 1);
    workspace.write("sheet.tsv", b"status\tsource\ttarget\n\tOne.\tUn.\n");
    workspace.write("b.tsv", b"source\ttarget\nOne.\tUn.\n");
    for import in [
        &["memory", "import", "sheet.tsv"][..],
        &["memory", "import", "b.tsv"],
        &["memory", "import", "b.tsv", "--to", "fr"],
    ] {
        let (message, code) = workspace.failure(import);
        assert!(
            message.contains("say them with --from and --to") && code == 1,
            "{message}"
        );
    }
    assert_eq!(units(&workspace).len(), 1);
    for file in ["b.tsv", "sheet.tsv"] {
        workspace.stdout(&["memory", "import", file, "--from", "en", "--to", "fr"]);
    }
    // Both say the same.
    assert_eq!(units(&workspace).len(), 2);
    // Texts in the columns of a table that has no names are taken as they stand.
    workspace.write("c.tsv", b"One.\tEins.\n");
    workspace.stdout(&["memory", "import", "c.tsv", "--from", "en", "--to", "de"]);
    assert_eq!(units(&workspace).len(), 3);
}

#[test]
fn tables_of_spreadsheets_are_quoted_where_they_must_be() {
    let table = "source\ttarget\n\"\"\"Yes\"\", he said.\"\t« Oui », dit-il.\n\"Two\nlines.\"\tDeux lignes.\n";
    let workspace = Workspace::with(&[]);
    workspace.write("a.tsv", table.as_bytes());
    workspace.stdout(&["memory", "import", "a.tsv", "--from", "en", "--to", "fr"]);
    let sources: Vec<Value> = units(&workspace)
        .iter()
        .map(|unit| unit["source"].clone())
        .collect();
    assert_eq!(sources, ["\"Yes\", he said.", "Two\nlines."]);
}

#[test]
fn doubt_and_rejection_survive_other_formats() {
    let (workspace, mut rows) = sheet(&[]);
    let [status, confidence] = ["status", "confidence"].map(|name| column(&rows, name));
    for row in &mut rows[1..] {
        row[status] = "doubtful".into();
        row[confidence] = "45 %".into();
    }
    rows[1][status] = "rejected".into();
    workspace.write("ferry.tsv", written(&rows, b'\t').as_bytes());
    let dry = workspace.json(&[
        "memory",
        "import",
        "ferry.tsv",
        "--dry-run",
        "--format",
        "json",
    ]);
    assert_eq!(
        (&dry[0]["units_new"], &dry[0]["rejected"]),
        (&4.into(), &1.into())
    );
    workspace.stdout(&["memory", "import", "ferry.tsv"]);
    for format in ["tmx", "xliff", "xliff2", "jsonl", "csv"] {
        let file = workspace.stdout(&["memory", "export", "--format", format]);
        let (name, memory) = (format!("out.{format}"), format!("{format}.db"));
        workspace.write(&name, file.as_bytes());
        workspace.stdout(&["memory", "import", &name, "--memory", &memory]);
        let stats = workspace.json(&["memory", "stats", "--format", "json", "--memory", &memory]);
        assert_eq!(
            (&stats[0]["units"], &stats[0]["doubtful"]),
            (&4.into(), &4.into()),
            "{format}"
        );
    }
}
