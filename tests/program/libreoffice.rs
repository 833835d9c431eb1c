//! LibreOffice reads the Word document of `recto diff` and shows its changes as tracked changes.
//! Without `soffice` the tests are skipped, unless tools are required; `.ci/run` installs it.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::Workspace;
use crate::tools;

const OLD: &str = "A bridge\n\nThe bridge opens on Monday. It cost 12 million euros and it is red.\n\n\
    The ferry leaves at noon from the northern pier.\n\n\
    Boats pass under it. Nobody knows who built the old pier.\n";
const NEW: &str = "A bridge\n\nThe ferry leaves at noon from the northern pier.\n\n\
    The bridge opens on Friday. It cost 14 million euros and it is red.\n\n\
    Boats pass under it. Dogs stay at home in winter. Nobody knows who built the old pier.\n";

/// Longer than this it does not take; then something is wrong with it.
const PATIENCE: Duration = Duration::from_secs(120);

/// Writes the tracked document, and what LibreOffice makes of it in `format`; none, with a message,
/// where there is no LibreOffice.
fn converted(
    workspace: &Workspace,
    format: &str,
    texts: [&str; 2],
    language: &str,
) -> Option<Vec<u8>> {
    let [old, new] = ["old", "new"].map(|name| format!("{name}.{language}.txt"));
    workspace.write(&old, texts[0].as_bytes());
    workspace.write(&new, texts[1].as_bytes());
    let output = workspace
        .recto(&["diff", &old, &new, "--format", "docx"])
        .args(["--author", "A. Rey", "--date", "2026-11-24T15:20:00Z"])
        .assert()
        .success();
    workspace.write("tracked.docx", &output.get_output().stdout);
    let profile = workspace.path("profile");
    let started = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args([
            "--headless",
            "--norestore",
            "--convert-to",
            format,
            "tracked.docx",
        ])
        .current_dir(workspace.path("."))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut office) = started else {
        tools::missing("soffice", "apt-get install libreoffice-writer-nogui");
        return None;
    };
    wait(&mut office);
    let extension = format.split(':').next().unwrap();
    Some(fs::read(workspace.path(&format!("tracked.{extension}"))).expect("a converted file"))
}

fn wait(office: &mut Child) {
    let begun = Instant::now();
    while office.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            office.kill().unwrap();
            panic!("soffice does not end");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The content of a text document.
fn content(odt: Vec<u8>) -> String {
    let mut container = zip::ZipArchive::new(std::io::Cursor::new(odt)).unwrap();
    let mut content = String::new();
    let mut part = container.by_name("content.xml").unwrap();
    part.read_to_string(&mut content).unwrap();
    content
}

#[test]
fn changes_are_tracked_with_author_and_date() {
    let workspace = Workspace::with(&[]);
    let Some(odt) = converted(&workspace, "odt", [OLD, NEW], "en") else {
        return;
    };
    let content = content(odt);
    let count = |part: &str| content.matches(part).count();
    assert_eq!(count("<text:tracked-changes"), 1, "{content}");
    // Friday, 14, dogs, the ferry in its new place and the paragraph around it; Monday, 12, the ferry
    // in its old place and its paragraph. A move is a deletion and an insertion in this format.
    assert_eq!(count("<text:insertion>"), 5, "{content}");
    assert_eq!(count("<text:deletion>"), 4, "{content}");
    assert!(content.contains("__RefMoveFrom__move1"), "{content}");
    let changes = count("<text:changed-region");
    assert_eq!(
        count("<dc:creator>A. Rey</dc:creator>"),
        changes,
        "{content}"
    );
    assert_eq!(count("<dc:date>2026-11-24T15:20:00"), changes, "{content}");
    for gone in ["Monday", "12"] {
        let deletion = format!(">{gone}</text:p></text:deletion>");
        assert!(content.contains(&deletion), "{gone}: {content}");
    }
}

/// As plain text it has what stands on the page: what is deleted as well as what is new.
#[test]
fn the_text_is_whole() {
    let workspace = Workspace::with(&[]);
    let Some(text) = converted(&workspace, "txt:Text (encoded):UTF8", [OLD, NEW], "en") else {
        return;
    };
    let text = String::from_utf8(text).unwrap();
    insta::assert_snapshot!(text.trim_start_matches('\u{feff}'));
}

#[test]
fn right_to_left_text_is_tracked_as_well() {
    let workspace = Workspace::with(&[]);
    let texts = [
        "پل شنبه باز می‌شود. باران آمد.\n",
        "پل یکشنبه باز می‌شود. باران آمد.\n",
    ];
    let Some(odt) = converted(&workspace, "odt", texts, "fa") else {
        return;
    };
    let content = content(odt);
    assert!(
        content.contains(">شنبه</text:p></text:deletion>"),
        "{content}"
    );
    assert!(content.contains("یکشنبه") && content.contains("می‌شود"));
    assert!(
        content.contains("style:writing-mode=\"rl-tb\""),
        "{content}"
    );
}
