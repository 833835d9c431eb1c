//! What is written is valid against the standards: the DTD of TMX 1.4b and the schemas of XLIFF 1.2 (strict) and 2.
//! The schemas are not ours: `.ci/run` takes them from packages of other programs. Without them the test is skipped,
//! unless tools are required.

use std::path::PathBuf;
use std::process::Command;

use crate::common::Workspace;
use crate::tools;
use serde_json::json;

/// Says what is wrong with files: the folder of the schemas, then pairs of a schema and a file.
const VALIDATOR: &str = r#"
import os, sys
from lxml import etree
folder = sys.argv[1]
class Local(etree.Resolver):
    def resolve(self, url, _, context):
        if url.endswith("xml.xsd"):
            return self.resolve_filename(os.path.join(folder, "xml.xsd"), context)
parser = etree.XMLParser(no_network=True)
parser.resolvers.add(Local())
failed = False
for name, file in zip(sys.argv[2::2], sys.argv[3::2]):
    path = os.path.join(folder, name)
    if name.endswith(".dtd"):
        schema = etree.DTD(path)
    else:
        schema = etree.XMLSchema(etree.parse(path, parser))
    if not schema.validate(etree.parse(file)):
        failed = True
        for error in schema.error_log:
            print(f"{file}:{error.line}: {error.message}")
sys.exit(failed)
"#;

/// Where the schemas are; none, with a message, where they or what reads them are not.
fn schemas() -> Option<PathBuf> {
    let folder = match std::env::var_os("RECTO_SCHEMAS") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/schemas"),
    };
    for name in [
        "tmx14.dtd",
        "xliff-core-1.2-strict.xsd",
        "xliff-core-2.0.xsd",
        "xml.xsd",
    ] {
        if !folder.join(name).exists() {
            tools::missing(
                &format!("{name} in {}", folder.display()),
                "`.ci/run` puts it there; RECTO_SCHEMAS names another folder",
            );
            return None;
        }
    }
    if !tools::python_has("lxml.etree", "pip install lxml") {
        return None;
    }
    Some(folder)
}

fn validate(workspace: &Workspace, schemas: &PathBuf, files: &[(&str, &str)]) {
    let mut python = Command::new("python3");
    python.args(["-c", VALIDATOR]).arg(schemas);
    for (schema, file) in files {
        python.args([schema, file]);
    }
    let output = python.current_dir(workspace.path(".")).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.success(), "{said}");
}

const FILES: [(&str, &str, &str); 3] = [
    ("tmx", "tmx14.dtd", "out.tmx"),
    ("xliff", "xliff-core-1.2-strict.xsd", "out.xlf"),
    ("xliff2", "xliff-core-2.0.xsd", "out.xlf2"),
];

#[test]
fn exports_are_valid() {
    let Some(schemas) = schemas() else { return };
    let workspace = Workspace::with(&[]);
    for name in ["bridge.en.html", "bridge.fr.html"] {
        let path = format!("{}/tests/data/web/{name}", env!("CARGO_MANIFEST_DIR"));
        let page = std::fs::read(path).unwrap();
        workspace.write(&format!("seeds/{name}"), &page);
    }
    workspace.recto(&["build"]).assert().success();
    let code = |role: &str, attributes: serde_json::Value, content: &str| json!({"code": {"role": role, "name": "x", "attributes": attributes, "content": [{"text": content}]}});
    let marked = json!([
        {"text": "One "},
        code("begin", json!([["i", "1"], ["type", "a link"]]), "<a href='?a=1&b=2'>"),
        {"open": {"name": "hi", "attributes": [["type", "term"], ["comment", "c"]]}},
        {"text": "two"},
        "close",
        code("stand", json!([["type", "image"], ["assoc", "nothing known"]]), "<img/>"),
        code("end", json!([["i", "1"]]), "</a>"),
        code("lone", json!([["pos", "begin"]]), "<b>"),
    ]);
    let text = "One \u{fffc}two\u{fffc}\u{fffc}\u{fffc}";
    let units = [
        json!({"from": "en", "to": "fr", "source": text, "target": text, "record": {"id": "a b", "author": "Ann <a@b>", "changed": 1,
            "notes": ["A & \"note\"", "Another"], "properties": [["client & co", "A\u{1}B"], ["xliff:state", "of no kind"], ["xliff:approved", "maybe"]],
            "source": marked, "target": marked}}),
        json!({"from": "en", "to": "fr", "source": "Bell \u{7} and\ttab", "target": "Cloche \u{7}", "before": "x", "after": "y"}),
    ];
    let lines: String = units.iter().map(|unit| format!("{unit}\n")).collect();
    workspace.write("a.jsonl", lines.as_bytes());
    workspace
        .recto(&["memory", "import", "a.jsonl"])
        .assert()
        .success();
    for (format, schema, file) in FILES {
        let exported = workspace.stdout(&["memory", "export", "--format", format, "--from", "en"]);
        assert!(
            exported.contains("strong") && exported.contains("Cloche"),
            "{exported}"
        );
        workspace.write(file, exported.as_bytes());
        validate(&workspace, &schemas, &[(schema, file)]);
        if format != "xliff2" {
            let pages = ["seeds/bridge.en.html", "seeds/bridge.fr.html"];
            let aligned = workspace.stdout(&["align", pages[0], pages[1], "--format", format]);
            assert!(aligned.contains("strong"), "{aligned}");
            workspace.write(file, aligned.as_bytes());
            validate(&workspace, &schemas, &[(schema, file)]);
        }
        // And one without any unit.
        let empty = workspace.stdout(&["memory", "export", "--format", format, "--from", "sw"]);
        workspace.write(file, empty.as_bytes());
        validate(&workspace, &schemas, &[(schema, file)]);
    }
}

#[test]
fn filled_files_are_valid() {
    let Some(schemas) = schemas() else { return };
    let workspace = Workspace::with(&[]);
    let table = "from\tto\tsource\ttarget\nen\tfr\tOpen the file\tOuvrir le fichier\nen\tfr\tIt rained.\tIl a plu.\n";
    workspace.write("units.tsv", table.as_bytes());
    let import = ["memory", "import", "units.tsv", "--memory", "m & n.db"];
    workspace.recto(&import).assert().success();
    let one = r#"<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" datatype="x-a"><body>
<trans-unit id="1"><source>Open the <g id="1">files</g></source><note>Why</note></trans-unit>
<trans-unit id="2"><source>It rained. Open that file</source><seg-source><mrk mtype="seg" mid="1">It rained.</mrk> <mrk mtype="seg" mid="2">Open that file</mrk></seg-source></trans-unit>
<trans-unit id="3"><source><g id="1">Open that file</g></source><seg-source><g id="1"><mrk mtype="seg" mid="3">Open that file</mrk></g></seg-source></trans-unit>
</body></file></xliff>"#;
    let two = r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"><file id="f"><unit id="u"><notes><note>Why</note></notes>
<originalData><data id="d">[b]</data></originalData><segment><source>Open the <pc id="1" dataRefStart="d">files</pc></source></segment><segment><source>Open that file</source></segment></unit></file></xliff>"#;
    for (source, schema, file, candidates) in [
        (one, FILES[1].1, "one.xlf", "</alt-trans>"),
        (two, FILES[2].1, "two.xlf", "</mtc:match>"),
    ] {
        workspace.write(file, source.as_bytes());
        let arguments = [
            "pretranslate",
            file,
            "--from",
            "en",
            "--to",
            "fr",
            "--threshold",
            "60",
            "--memory",
            "m & n.db",
        ];
        let filled = workspace.stdout(&arguments);
        assert!(filled.matches(candidates).count() >= 2, "{filled}");
        workspace.write(file, filled.as_bytes());
        validate(&workspace, &schemas, &[(schema, file)]);
    }
}
