//! LibreOffice makes documents that Recto reads, and reads what Recto writes back into them.
//! Where there is no `soffice`, the tests say so and pass; `.ci/run` installs it.

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use common::Workspace;
use recto::format::{Replacement, ReplacementPiece, article_format, read_article, write_back};
use recto::segment::Segmenter;
use recto::text::{BlockKind, Document, Language};

const PAGE: &str = "<html><head><meta charset='utf-8'><title>A bridge</title></head><body><h1>A bridge</h1>\
    <p>The bridge is <b>very old</b>, see <a href='https://example.org/plan'>the plan</a>. It opens in spring.</p>\
    <ul><li>Bring a map.</li><li>Bring a hat.</li></ul><table><tr><td>length</td><td>120 m</td></tr></table>\
    <p dir='rtl' lang='fa'>پل در بهار باز می‌شود. باران می‌آمد.</p><p lang='zh'>桥在春天开放。渡船还在开。</p></body></html>";

/// What LibreOffice makes of the file `name` in `format`; false, with a message, where there is none.
fn convert(workspace: &Workspace, name: &str, format: &str, filter: &str) -> bool {
    let profile = workspace.path("profile");
    let mut office = Command::new("soffice");
    office
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--norestore", "--convert-to", format]);
    if !filter.is_empty() {
        office.arg(format!("--infilter={filter}"));
    }
    let done = office
        .arg(name)
        .current_dir(workspace.path("."))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if done.is_err() {
        eprintln!("skipped: there is no soffice here (apt-get install libreoffice-writer-nogui)");
    }
    done.is_ok()
}

/// The document of the page that LibreOffice makes in the format of this extension.
fn made(workspace: &Workspace, extension: &str) -> Option<Document> {
    workspace.write("page.html", PAGE.as_bytes());
    let filter = "HTML (StarWriter)";
    let format = match extension {
        "odt" => "odt:writer8",
        _ => "docx:MS Word 2007 XML",
    };
    if !convert(workspace, "page.html", format, filter) {
        return None;
    }
    let file = workspace.path(&format!("page.{extension}"));
    Some(read_article(&file).expect("a document").document)
}

/// All segments of the document in upper case, with their codes.
fn shouted(document: &Document) -> Vec<Replacement> {
    let codes = document.codes();
    let segments = Segmenter::new(&Language::undetermined()).segment(document);
    let replacement = |span: recto::text::Span| {
        let inside =
            |at: &usize| span.start <= codes[*at].span.start && codes[*at].span.end <= span.end;
        let within: Vec<usize> = (0..codes.len()).filter(inside).collect();
        let mut pieces = Vec::new();
        let mut at = span.start;
        let text = |from: usize, to: usize| {
            ReplacementPiece::Text(document.text()[from..to].to_uppercase())
        };
        for code in &within {
            pieces.push(text(at, codes[*code].span.start));
            pieces.push(ReplacementPiece::Code(*code));
            at = codes[*code].span.end;
        }
        pieces.push(text(at, span.end));
        let from = within.first().copied().unwrap_or(0);
        Replacement {
            span,
            within: from..within.last().map_or(from, |last| last + 1),
            pieces,
        }
    };
    segments
        .into_iter()
        .map(|segment| replacement(segment.span))
        .collect()
}

fn is_read_and_written(extension: &str) {
    use BlockKind::*;
    let workspace = Workspace::with(&[]);
    let Some(document) = made(&workspace, extension) else {
        return;
    };
    let blocks: Vec<(BlockKind, &str)> = document
        .blocks()
        .iter()
        .map(|block| (block.kind, block.span.of(document.text())))
        .collect();
    let expected = [
        (Heading, "A bridge"),
        (
            Paragraph,
            "The bridge is very old, see the plan. It opens in spring.",
        ),
        (ListItem, "Bring a map."),
        (ListItem, "Bring a hat."),
        (Paragraph, "length"),
        (Paragraph, "120 m"),
        (Paragraph, "پل در بهار باز می‌شود. باران می‌آمد."),
        (Paragraph, "桥在春天开放。渡船还在开。"),
    ];
    assert_eq!(blocks, expected);
    // Bold begins and ends, and so does the link.
    assert_eq!(document.codes().len(), 4, "{:?}", document.codes());

    let source = workspace.path(&format!("page.{extension}"));
    let format = article_format(Path::new(&source)).expect("a format");
    let bytes = fs::read(&source).unwrap();
    assert!(
        write_back(&bytes, format, &[]).unwrap() == bytes,
        "a file with nothing replaced is another"
    );
    let written = write_back(&bytes, format, &shouted(&document)).unwrap();
    let name = format!("new.{extension}");
    workspace.write(&name, &written);
    let again = read_article(&workspace.path(&name)).unwrap().document;
    assert_eq!(again.text(), document.text().to_uppercase());
    assert_eq!(again.codes().len(), 4);

    // LibreOffice reads the same.
    assert!(convert(&workspace, &name, "txt:Text (encoded):UTF8", ""));
    let text = fs::read_to_string(workspace.path("new.txt")).expect("a converted file");
    for (_, block) in expected {
        assert!(text.contains(&block.to_uppercase()), "{block}: {text}");
    }
}

#[test]
fn a_word_document_of_libreoffice() {
    is_read_and_written("docx");
}

#[test]
fn a_text_document_of_libreoffice() {
    is_read_and_written("odt");
}
