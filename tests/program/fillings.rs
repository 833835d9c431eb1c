//! Files that hold texts beside the places of their translations, filled from a memory: gettext and XLIFF.

use std::fs;

use crate::common::Workspace;
use crate::tools;

/// The file, translated by matches from 70 on.
fn pretranslated(workspace: &Workspace, file: &str) -> String {
    workspace.stdout(&[
        "pretranslate",
        file,
        "--from",
        "en",
        "--to",
        "fr",
        "--threshold",
        "70",
        "--memory",
        "m.db",
    ])
}

#[test]
fn a_catalogue_is_filled_where_it_is_empty() {
    let workspace = Workspace::with_units(&[
        ("Open the file", "Ouvrir le fichier"),
        ("Close the window", "Fermer la fenêtre"),
        (
            "Save all files now",
            "Enregistrer tous les fichiers maintenant",
        ),
    ]);
    let before = "# A comment\nmsgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\n\
        #: a.c:1\n#, c-format\nmsgctxt \"menu\"\nmsgid \"Open the file\"\nmsgstr \"\"\n\n\
        msgid \"\"\n\"Close \"\n\"the window\\n\"\nmsgstr \"\"\n\n\
        #, c-format\nmsgid \"Save all the files now\"\nmsgstr \"\"\n\n\
        #: b.c:7\nmsgid \"Open the files\"\nmsgstr   \"\"\n\n\
        msgid \"Open the file\"\nmsgstr \"Ouvre-le\"\n\n\
        msgid \"file\"\nmsgid_plural \"files\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n\
        #~ msgid \"Open the file\"\n#~ msgstr \"\"\n";
    workspace.write("a.po", before.as_bytes());
    let arguments = [
        "pretranslate",
        "a.po",
        "--from",
        "en",
        "--to",
        "fr",
        "--threshold",
        "70",
        "--memory",
        "m.db",
        "-o",
        "b.po",
    ];
    let output = workspace.recto(&arguments).assert().success();
    assert!(output.get_output().stdout.is_empty());
    // In the encoding of the file.
    let bytes = fs::read(workspace.path("b.po")).unwrap();
    let filled: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    let after = before
        .replacen("msgid \"Open the file\"\nmsgstr \"\"", "msgid \"Open the file\"\nmsgstr \"Ouvrir le fichier\"", 1)
        .replace("\"the window\\n\"\nmsgstr \"\"", "\"the window\\n\"\nmsgstr \"Fermer la fenêtre\\n\"")
        .replace("#, c-format\nmsgid \"Save all the files now\"\nmsgstr \"\"", "#, fuzzy, c-format\n#| msgid \"Save all files now\"\nmsgid \"Save all the files now\"\nmsgstr \"Enregistrer tous les fichiers maintenant\"")
        .replace("msgid \"Open the files\"\nmsgstr   \"\"", "#, fuzzy\n#| msgid \"Open the file\"\nmsgid \"Open the files\"\nmsgstr   \"Ouvrir le fichier\"");
    assert_eq!(filled, after);
}

#[test]
fn an_xliff_file_is_filled_where_it_is_empty() {
    let workspace = Workspace::with_units(&[
        ("Open the file", "Ouvrir le fichier"),
        ("Close it & go", "Fermez & partez"),
    ]);
    let before = r#"<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" datatype="x"><body>
  <trans-unit id="1">
    <source>Open the <g id="1" ctype="bold">file</g></source>
    <alt-trans><source>x</source><target>y</target></alt-trans>
  </trans-unit>
  <trans-unit id="2"><source><x id="1"/>Close it &amp; go</source><target/></trans-unit>
  <trans-unit id="3" translate="no"><source>Open the file</source></trans-unit>
  <trans-unit id="4"><source>Open the file</source><target state="final">Ouvre</target></trans-unit>
  <trans-unit id="5"><source>Open the file</source><target state="new" xml:lang="fr">Open the file</target></trans-unit>
  <trans-unit id="6"><source>Nothing known</source></trans-unit>
</body></file>
</xliff>
"#;
    workspace.write("a.xlf", before.as_bytes());
    let after = before
        .replace("<file original", "<file target-language=\"fr\" original")
        .replace("file</g></source>\n", "file</g></source>\n    <target state=\"needs-review-translation\">Ouvrir le fichier</target>\n    <alt-trans match-quality=\"75\" origin=\"m.db\"><source xml:lang=\"en\">Open the file</source><target xml:lang=\"fr\">Ouvrir le fichier</target></alt-trans>\n")
        .replace("<target/>", "<target state=\"translated\"><x id=\"1\"/>Fermez &amp; partez</target>")
        .replace("<target state=\"new\" xml:lang=\"fr\">Open the file", "<target state=\"translated\" xml:lang=\"fr\">Ouvrir le fichier");
    assert_eq!(pretranslated(&workspace, "a.xlf"), after);

    let before = r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en">
<file id="f"><unit id="u">
  <segment id="1"><source>Open the file</source></segment>
  <segment id="2"><source>Open the <pc id="1">files</pc></source></segment>
  <segment id="3"><source>Open the file</source><target>Ouvre</target></segment>
</unit></file></xliff>"#;
    workspace.write("b.xlf", before.as_bytes());
    let filled = pretranslated(&workspace, "b.xlf");
    let after = before
        .replace("<xliff ", "<xliff trgLang=\"fr\" ")
        .replace("<segment id=\"1\"><source>Open the file</source>", "<segment state=\"translated\" id=\"1\"><source>Open the file</source><target>Ouvrir le fichier</target>")
        .replace("<segment id=\"2\">", "<segment state=\"initial\" subState=\"recto:needs-review\" id=\"2\">")
        .replace("<unit id=\"u\">", "<unit id=\"u\">\n  <mtc:matches xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">\n    <mtc:match ref=\"#2\" type=\"tm\" similarity=\"83\" matchSuitability=\"82\" origin=\"m.db\"><source>Open the file</source><target>Ouvrir le fichier</target></mtc:match>\n  </mtc:matches>")
        .replace("files</pc></source>", "files</pc></source><target>Ouvrir le fichier</target>");
    assert_eq!(filled, after);
}

#[test]
fn segments_of_a_unit_are_filled_one_by_one() {
    let workspace = Workspace::with_units(&[
        ("It rained.", "Il a plu."),
        ("It snowed.", "Il a neigé."),
        (
            "The old bridge is closed today.",
            "Le vieux pont est fermé.",
        ),
    ]);
    let before = r#"<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" target-language="fr" datatype="x"><body>
<trans-unit id="1">
  <source><g id="1">It rained.</g> Unknown words. It <x id="2"/>snowed.</source>
  <seg-source><g id="1"><mrk mtype="seg" mid="0">It rained.</mrk></g> <mrk mtype="seg" mid="1">Unknown words.</mrk> <mrk mtype="seg" mid="2">It <x id="2"/>snowed.</mrk></seg-source>
</trans-unit>
<trans-unit id="2"><source>It rained. It snowed.</source><seg-source><mrk mtype="seg" mid="0">It rained.</mrk> <mrk mtype="seg" mid="1">It snowed.</mrk></seg-source>
  <target><mrk mtype="seg" mid="0">Il pleuvait.</mrk> <mrk mtype="seg" mid="1"/></target><note>Kept.</note></trans-unit>
<trans-unit id="3"><source>It rained. It snowed.</source><seg-source><mrk mtype="seg" mid="0">It rained.</mrk><mrk mtype="seg" mid="1">It snowed.</mrk></seg-source>
  <target state="needs-translation"><mrk mtype="seg" mid="0">It rained.</mrk><mrk mtype="seg" mid="1">It snowed.</mrk></target></trans-unit>
<trans-unit id="4"><source>It rained. It snowed.</source><seg-source><mrk mtype="seg" mid="0">It rained.</mrk> <mrk mtype="seg" mid="1">It snowed.</mrk></seg-source><target>Pluie et neige.</target></trans-unit>
<group translate="no"><trans-unit id="5"><source>It rained.</source></trans-unit></group>
<trans-unit id="6"><source>It rained. The bridge is closed today.</source><seg-source><mrk mtype="seg" mid="a">It rained.</mrk> <mrk mtype="seg" mid="b">The bridge is closed today.</mrk></seg-source></trans-unit>
</body></file>
</xliff>
"#;
    workspace.write("a.xlf", before.as_bytes());
    let after = before
        .replace("snowed.</mrk></seg-source>\n</trans-unit>", "snowed.</mrk></seg-source>\n  <target state=\"needs-translation\"><g id=\"1\"><mrk mtype=\"seg\" mid=\"0\">Il a plu.</mrk></g> <mrk mtype=\"seg\" mid=\"1\"/> <mrk mtype=\"seg\" mid=\"2\">Il a neigé.<x id=\"2\"/></mrk></target>\n  <alt-trans mid=\"2\" match-quality=\"83\" origin=\"m.db\"><source xml:lang=\"en\">It snowed.</source><target xml:lang=\"fr\">Il a neigé.</target></alt-trans>\n</trans-unit>")
        .replace("<target><mrk mtype=\"seg\" mid=\"0\">Il pleuvait.</mrk> <mrk mtype=\"seg\" mid=\"1\"/>", "<target state=\"translated\"><mrk mtype=\"seg\" mid=\"0\">Il pleuvait.</mrk> <mrk mtype=\"seg\" mid=\"1\">Il a neigé.</mrk>")
        .replace("<target state=\"needs-translation\"><mrk mtype=\"seg\" mid=\"0\">It rained.</mrk><mrk mtype=\"seg\" mid=\"1\">It snowed.</mrk>", "<target state=\"translated\"><mrk mtype=\"seg\" mid=\"0\">Il a plu.</mrk><mrk mtype=\"seg\" mid=\"1\">Il a neigé.</mrk>")
        .replace("closed today.</mrk></seg-source>", "closed today.</mrk></seg-source><target state=\"needs-review-translation\"><mrk mtype=\"seg\" mid=\"a\">Il a plu.</mrk> <mrk mtype=\"seg\" mid=\"b\">Le vieux pont est fermé.</mrk></target><alt-trans mid=\"b\" match-quality=\"84\" origin=\"m.db\"><source xml:lang=\"en\">The old bridge is closed today.</source><target xml:lang=\"fr\">Le vieux pont est fermé.</target></alt-trans>");
    let filled = pretranslated(&workspace, "a.xlf");
    assert_eq!(filled, after);
    // What was filled is there for the next who imports it, candidates where they are wanted.
    workspace.write("b.xlf", filled.as_bytes());
    let import = |more: &[&str]| {
        let arguments = [
            "memory",
            "import",
            "b.xlf",
            "--memory",
            "n.db",
            "--format",
            "json",
            "--dry-run",
        ];
        workspace.json(&[&arguments[..], more].concat())[0]["units_new"].clone()
    };
    assert_eq!(import(&[]), 9);
    assert_eq!(import(&["--include", "candidates"]), 11);
}

/// What translate-toolkit finds beside the units of a file: the proposals that Virtaal shows.
const PROPOSALS: &str = r#"
import sys
from translate.storage import xliff
with open(sys.argv[1], "rb") as file:
    store = xliff.xlifffile.parsestring(file.read())
for unit in store.units:
    for one in unit.getalttrans():
        print(unit.getid().split("\x04")[-1], one.source, "=", one.target, one.xmlelement.get("match-quality"))
"#;

#[test]
fn another_reader_finds_the_candidates() {
    if !tools::python_has(
        "translate.storage.xliff",
        "pip install translate-toolkit lxml",
    ) {
        return;
    }
    let workspace = Workspace::with_units(&[
        (
            "Please open the old file now and read it",
            "Ouvrez-le et lisez-le",
        ),
        (
            "Please open the old file today and read it",
            "À lire ce jour",
        ),
        ("Close it", "Fermez-le"),
    ]);
    let file = r#"<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" target-language="fr" datatype="x"><body>
<trans-unit id="1"><source>Please open that old file now and read it</source></trans-unit><trans-unit id="2"><source>Close it</source></trans-unit></body></file></xliff>"#;
    workspace.write("a.xlf", file.as_bytes());
    let filled = pretranslated(&workspace, "a.xlf");
    workspace.write("b.xlf", filled.as_bytes());
    let output = std::process::Command::new("python3")
        .args(["-W", "ignore", "-c", PROPOSALS, "b.xlf"])
        .current_dir(workspace.path("."))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "1 Please open the old file now and read it = Ouvrez-le et lisez-le 88\n\
         1 Please open the old file today and read it = À lire ce jour 77\n"
    );
}

#[test]
fn candidates_go_to_those_that_are_there() {
    let workspace = Workspace::with_units(&[("Open the file", "Ouvrir le fichier")]);
    let before = r##"<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" xmlns:m="urn:oasis:names:tc:xliff:matches:2.0" version="2.0" srcLang="en" trgLang="fr">
<x:file id="f"><x:unit id="u">
  <m:matches>
    <m:match ref="#recto-1"><x:source>Old</x:source><x:target>Vieux</x:target></m:match>
  </m:matches>
  <x:segment><x:source>Open the files</x:source></x:segment>
  <x:ignorable id="recto-1"><x:source> </x:source></x:ignorable>
</x:unit></x:file></x:xliff>"##;
    workspace.write("a.xlf", before.as_bytes());
    let after = before
        .replace("\n  </m:matches>", "\n    <m:match ref=\"#recto-2\" type=\"tm\" similarity=\"83\" matchSuitability=\"83\" origin=\"m.db\"><x:source>Open the file</x:source><x:target>Ouvrir le fichier</x:target></m:match>\n  </m:matches>")
        .replace("<x:segment>", "<x:segment state=\"initial\" subState=\"recto:needs-review\" id=\"recto-2\">")
        .replace("files</x:source>", "files</x:source><x:target>Ouvrir le fichier</x:target>");
    assert_eq!(pretranslated(&workspace, "a.xlf"), after);
}

/// A catalogue in French with this entry.
fn catalogue(plurals: &str, entry: &str) -> String {
    format!(
        "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Plural-Forms: {plurals}\\n\"\n\n{entry}"
    )
}

#[test]
fn plurals_are_filled_where_every_form_is_known() {
    let workspace = Workspace::with_units(&[
        ("%d lamp", "%d lampe (autre)"),
        ("%d lamps", "%d lampes (autre)"),
    ]);
    // A plural that some catalogue has, with three forms.
    let known = catalogue(
        "nplurals=3; plural=0;",
        "msgid \"%d door\\n\"\nmsgid_plural \"%d doors\\n\"\nmsgstr[0] \"un\\n\"\nmsgstr[1] \"deux\\n\"\nmsgstr[2] \"trois\\n\"\n",
    );
    workspace.write("known.po", known.as_bytes());
    let import = [
        "memory", "import", "known.po", "--from", "en", "--memory", "m.db",
    ];
    workspace.recto(&import).assert().success();
    let filled = |plurals: &str, entry: &str| {
        workspace.write("a.po", catalogue(plurals, entry).as_bytes());
        let filled = pretranslated(&workspace, "a.po");
        filled.split_once("\n\n").unwrap().1.to_owned()
    };
    let doors = "msgid \"%d door\\n\"\nmsgid_plural \"%d doors\\n\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n#~ msgid \"x\"\n";
    assert_eq!(
        filled("nplurals=3; plural=n%3;", doors),
        doors.replace(
            "msgstr[0] \"\"\nmsgstr[1] \"\"",
            "msgstr[0] \"un\\n\"\nmsgstr[1] \"deux\\n\"\nmsgstr[2] \"trois\\n\""
        )
    );
    // Two forms are not three, and nobody knows how many where the header does not say.
    assert_eq!(filled("nplurals=2; plural=n != 1;", doors), doors);
    assert_eq!(filled("nplurals=INTEGER; plural=EXPRESSION;", doors), doors);
    // Another plural: somebody has to look.
    let other = doors.replace("%d doors", "%d gates");
    let looked_at = filled("nplurals=3; plural=n%3;", &other);
    assert!(
        looked_at.starts_with("#, fuzzy\nmsgid") && looked_at.contains("msgstr[2] \"trois\\n\""),
        "{looked_at}"
    );

    let lamps = "msgid \"%d lamp\"\nmsgid_plural \"%d lamps\"\nmsgstr[0]  \"\"\nmsgstr[1] \"\"\n";
    assert_eq!(
        filled("nplurals=2; plural=(n > 1);", lamps),
        lamps
            .replace("[0]  \"", "[0]  \"%d lampe (autre)")
            .replace("[1] \"", "[1] \"%d lampes (autre)")
    );
    // One form is for any number, so it is the plural's.
    assert_eq!(
        filled("nplurals=1; plural=0;", lamps),
        lamps.replace("[0]  \"\"\nmsgstr[1] \"\"", "[0]  \"%d lampes (autre)\"")
    );
    // Forms that are not numbered as they should be.
    let odd = "msgid \"%d lamp\"\nmsgid_plural \"%d lamps\"\nmsgstr[1] \"\"\nmsgstr[0] \"\"\n";
    assert_eq!(filled("nplurals=2; plural=(n > 1);", odd), odd);
    // A rule of another kind.
    assert_eq!(
        filled("nplurals=2; plural=n%10!=1 || n%100==11;", lamps),
        lamps
    );
    let half = lamps.replace("[0]  \"\"", "[0] \"une lampe\"");
    assert_eq!(filled("nplurals=2; plural=(n > 1);", &half), half);
}
