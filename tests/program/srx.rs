//! `recto segment --srx`, run as users run it.

use std::fs;

use assert_cmd::Command;
use predicates::str::contains;
use tempfile::TempDir;

const RULES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
  <header segmentsubflows="yes" cascade="yes"/>
  <body>
    <languagerules>
      <languagerule languagerulename="Polish">
        <rule break="no"><beforebreak>\bnp\.</beforebreak><afterbreak>\h</afterbreak></rule>
        <rule break="no"><beforebreak>(a)\1</beforebreak><afterbreak/></rule>
      </languagerule>
      <languagerule languagerulename="All">
        <rule break="yes"><beforebreak>[.;]+</beforebreak><afterbreak>\s</afterbreak></rule>
      </languagerule>
    </languagerules>
    <maprules>
      <languagemap languagepattern="pl.*" languagerulename="Polish"/>
      <languagemap languagepattern="pl.*|en.*" languagerulename="All"/>
    </maprules>
  </body>
</srx>
"#;

fn recto() -> Command {
    let mut command = Command::cargo_bin("recto").unwrap();
    command.env_remove("RECTO_MEMORY");
    command
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("rules.srx"), RULES).unwrap();
    folder
}

#[test]
fn the_rules_of_a_file_replace_the_built_in_ones() {
    let folder = folder();
    recto()
        .current_dir(&folder)
        .args(["segment", "--lang", "pl", "--srx", "rules.srx"])
        .write_stdin("Owoce, np. jabłka; gruszki. Tak! Nie. Koniec.")
        .assert()
        .success()
        .stdout("Owoce, np. jabłka;\ngruszki.\nTak! Nie.\nKoniec.\n")
        .stderr(contains(
            "rules.srx: line 8 (Polish): refused: beforebreak: a reference back",
        ));
}

#[test]
fn they_can_decide_before_the_built_in_ones() {
    let folder = folder();
    recto()
        .current_dir(&folder)
        .args([
            "segment",
            "--lang",
            "pl",
            "--srx",
            "rules.srx",
            "--srx-mode",
            "extend",
        ])
        .write_stdin("Owoce, np. jabłka; gruszki. Tak! Nie. Koniec.")
        .assert()
        .success()
        .stdout("Owoce, np. jabłka;\ngruszki.\nTak!\nNie.\nKoniec.\n");
}

#[test]
fn what_is_wrong_is_said() {
    let folder = folder();
    recto()
        .current_dir(&folder)
        .args(["segment", "--lang", "fa", "--srx", "rules.srx"])
        .write_stdin("متن.")
        .assert()
        .code(1)
        .stderr(contains(
            "rules.srx: none of its language maps matches 'fa'",
        ));
    fs::write(
        folder.path().join("bad.srx"),
        "<srx version=\"2.0\">\n<body>",
    )
    .unwrap();
    recto()
        .current_dir(&folder)
        .args(["segment", "--lang", "en", "--srx", "bad.srx"])
        .write_stdin("A text.")
        .assert()
        .code(1)
        .stderr(contains("bad.srx: line 2: it is not well-formed XML"));
}

#[test]
fn the_built_in_rules_are_written_and_taken_again() {
    let folder = folder();
    let exported = recto().args(["segment", "--srx-export"]).assert().success();
    let file = &exported.get_output().stdout;
    fs::write(folder.path().join("recto.srx"), file).unwrap();
    recto()
        .current_dir(&folder)
        .args(["segment", "--lang", "de", "--srx", "recto.srx"])
        .write_stdin("Am 3. März kam Dr. Kern. Der Tag war kalt.")
        .assert()
        .success()
        .stdout("Am 3. März kam Dr. Kern.\nDer Tag war kalt.\n")
        .stderr("");
}
