//! Other programs make documents that Recto reads, and read what Recto writes back into them: LibreOffice,
//! python-docx, odfpy and ebooklib. Without one of them its tests are skipped, unless tools are
//! required; `.ci/run` installs them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::Workspace;
use crate::tools;
use recto::format::{article_format, read_article, write_back};
use recto::segment::Segmenter;
use recto::text::{BlockKind, Document, Language, Replacement, ReplacementPiece};

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
        tools::missing("soffice", "apt-get install libreoffice-writer-nogui");
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

/// Runs `script` on a file; none, with a message, where there is no Python with this package.
fn python(workspace: &Workspace, package: &str, script: &str, file: &str) -> Option<String> {
    if !tools::python_has(package, "pip install python-docx odfpy ebooklib") {
        return None;
    }
    let output = Command::new("python3")
        .args(["-W", "ignore", "-c", script, file])
        .current_dir(workspace.path("."))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// What `reader` prints of a document that `maker` makes, once Recto has written all of its text in upper case.
fn read_by_another(package: &str, extension: &str, [maker, reader]: [&str; 2]) -> Option<String> {
    let workspace = Workspace::with(&[]);
    let made = format!("made.{extension}");
    python(&workspace, package, maker, &made)?;
    let path = workspace.path(&made);
    let format = article_format(Path::new(&path)).expect("a format");
    let document = read_article(&path).expect("a document").document;
    let bytes = fs::read(&path).unwrap();
    let written = write_back(&bytes, format, &shouted(&document)).unwrap();
    workspace.write(&format!("new.{extension}"), &written);
    python(&workspace, package, reader, &format!("new.{extension}"))
}

#[test]
fn python_docx_reads_what_is_written() {
    let maker = "import docx, sys
new = docx.Document()
new.add_heading('A bridge', 1)
one = new.add_paragraph('It is ')
one.add_run('very old').bold = True
one.add_run('. It opens in spring.')
new.add_paragraph('Bring a map.', style='List Bullet')
table = new.add_table(1, 2)
table.cell(0, 0).text, table.cell(0, 1).text = 'length', '120 m'
new.core_properties.title = 'A title'
new.core_properties.author = 'Ana Rivera'
new.save(sys.argv[1])";
    let reader = "import docx, sys
new = docx.Document(sys.argv[1])
for one in new.paragraphs:
    print(one.style.name, [(run.text, bool(run.bold)) for run in one.runs if run.text])
print([cell.text for row in new.tables[0].rows for cell in row.cells])
print(new.core_properties.title, '/', new.core_properties.author)";
    let Some(read) = read_by_another("docx", "docx", [maker, reader]) else {
        return;
    };
    assert_eq!(
        read,
        "Heading 1 [('A BRIDGE', False)]\n\
         Normal [('IT IS ', False), ('VERY OLD', True), ('. IT OPENS IN SPRING.', False)]\n\
         List Bullet [('BRING A MAP.', False)]\n\
         ['LENGTH', '120 M']\n\
         A title / Ana Rivera\n"
    );
}

#[test]
fn odfpy_reads_what_is_written() {
    let maker = "import sys
from odf.opendocument import OpenDocumentText
from odf.style import Style, TextProperties
from odf.text import A, H, List, ListItem, P, Span
new = OpenDocumentText()
bold = Style(name='Bold', family='text')
bold.addElement(TextProperties(fontweight='bold'))
new.automaticstyles.addElement(bold)
new.text.addElement(H(outlinelevel=1, text='A bridge'))
one = P(text='It is ')
one.addElement(Span(stylename=bold, text='very old'))
one.addText(', see ')
one.addElement(A(href='https://example.org/', text='the plan'))
one.addText('. It opens in spring.')
new.text.addElement(one)
item = ListItem()
item.addElement(P(text='Bring a map.'))
items = List()
items.addElement(item)
new.text.addElement(items)
new.save(sys.argv[1])";
    let reader = "import sys
from odf.opendocument import load
from odf.teletype import extractText
from odf.text import A, H, P, Span
new = load(sys.argv[1])
for kind in [H, P, Span, A]:
    print([extractText(one) for one in new.getElementsByType(kind)])";
    let Some(read) = read_by_another("odf", "odt", [maker, reader]) else {
        return;
    };
    assert_eq!(
        read,
        "['A BRIDGE']\n['IT IS VERY OLD, SEE THE PLAN. IT OPENS IN SPRING.', 'BRING A MAP.']\n['VERY OLD']\n['THE PLAN']\n"
    );
}

#[test]
fn ebooklib_reads_what_is_written() {
    let maker = "import sys
from ebooklib import epub
new = epub.EpubBook()
new.set_identifier('a')
new.set_title('A bridge')
new.set_language('en')
new.add_author('Ana Rivera')
chapters = []
for name, text in [('one', '<h1>A bridge</h1><p>It is <b>very old</b>.</p>'), ('two', '<h1>A <i>ferry</i></h1><p>It opens in spring.</p>')]:
    chapter = epub.EpubHtml(title='A bridge' if name == 'one' else 'A ferry', file_name=name + '.xhtml', lang='en')
    chapter.content = text
    new.add_item(chapter)
    chapters.append(chapter)
new.toc = chapters
new.add_item(epub.EpubNcx())
new.add_item(epub.EpubNav())
new.spine = ['nav'] + chapters
epub.write_epub(sys.argv[1], new)";
    let reader = "import sys
from ebooklib import epub
from lxml import html
new = epub.read_epub(sys.argv[1])
for name in ['one.xhtml', 'two.xhtml']:
    body = html.fromstring(new.get_item_with_href(name).get_body_content())
    print([one.text_content() for one in body.iter('h1', 'p', 'b', 'i')])
print([link.title for link in new.toc])
nav = html.fromstring(new.get_item_with_href('nav.xhtml').get_content())
print([one.text_content() for one in nav.iter('a')])
print(new.get_metadata('DC', 'title')[0][0], '/', new.get_metadata('DC', 'creator')[0][0])";
    let Some(read) = read_by_another("ebooklib", "epub", [maker, reader]) else {
        return;
    };
    assert_eq!(
        read,
        "['A BRIDGE', 'IT IS VERY OLD.', 'VERY OLD']\n['A FERRY', 'FERRY', 'IT OPENS IN SPRING.']\n\
         ['A BRIDGE', 'A FERRY']\n['A BRIDGE', 'A FERRY']\nA BRIDGE / Ana Rivera\n"
    );
}
